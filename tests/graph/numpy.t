a int32 (1,1) 0; b int64 (3,1) 0 0 2; c int64 (3,3) 3 3 -7 -7 5 1 -7 -19 -7; d int32 (3,) 2070503419 207612152 -630182662	(b) != (a)	bool (3,1) 0 0 1
a int32 (1,1) 0; b int64 (3,1) 0 0 2; c int64 (3,3) 3 3 -7 -7 5 1 -7 -19 -7; d int32 (3,) 2070503419 207612152 -630182662	((b) != (a)) ** (0.5)	~float64 (3,1) 0.0 0.0 1.0
a int64 () weak 3; b int64 () weak -1	(max(0, keepdims=True)) % (b)	int64 () 0
a int64 () weak 3; b int64 () weak -1	linspace(5, 8, 5)	~float64 (5,) 5.0 5.75 6.5 7.25 8.0
a int32 (3,3) 3 3 0 -168137256 5 -7 1 12 -7; b bool (1,3) 0 1 1	((logical_and(a, a)) / (b)).T	float64 (3,3) inf inf inf 1.0 1.0 1.0 0.0 1.0 1.0
a int32 (3,3) 3 3 0 -168137256 5 -7 1 12 -7; b bool (1,3) 0 1 1	prod(b, axis=0)	~int64 (3,) 0 1 1
a int32 (3,3) 3 3 0 -168137256 5 -7 1 12 -7; b bool (1,3) 0 1 1	(b) >> ((-2.5))	error
a float64 () -0.0; b float64 () weak -0.0; c int32 (3,1) -7 3 1	((c) * (pi)) >= (b)	bool (3,1) 0 1 1
a float64 () -0.0; b float64 () weak -0.0; c int32 (3,1) -7 3 1	mean(a)	~float64 () 0.0
a float64 () -0.0; b float64 () weak -0.0; c int32 (3,1) -7 3 1	(b) << ((c) * (pi))	error
a int64 () weak 5; b float32 (2,1) 2.5 1.0; c int32 (3,) -774021796 2 3; d float64 (1,3) 0.5 nan inf	(1) ^ ((5) > (mod(c, d)))	int64 (1,3) 0 1 0
a int64 () weak 5; b float32 (2,1) 2.5 1.0; c int32 (3,) -774021796 2 3; d float64 (1,3) 0.5 nan inf	(b) >= (pi)	bool (2,1) 0 0
a int64 () weak 5; b float32 (2,1) 2.5 1.0; c int32 (3,) -774021796 2 3; d float64 (1,3) 0.5 nan inf	(mod(c, d)) & ((5) > (mod(c, d)))	error
a float32 () 2.5; b float64 (3,4) inf 0.5 0.5 -0.0 1.0 4.0 -0.0 -1.0 4.712 4.4 2.5 4.0; c int32 (1,4) -7 2 -1 2; d int64 (3,4) 788243118 1 -7 0 3 5 5 -13 3 1 2 244334553	(a) * (arange(2, 6, 0.25))	float64 (16,) 5.0 5.625 6.25 6.875 7.5 8.125 8.75 9.375 10.0 10.625 11.25 11.875 12.5 13.125 13.75 14.375
a float32 () 2.5; b float64 (3,4) inf 0.5 0.5 -0.0 1.0 4.0 -0.0 -1.0 4.712 4.4 2.5 4.0; c int32 (1,4) -7 2 -1 2; d int64 (3,4) 788243118 1 -7 0 3 5 5 -13 3 1 2 244334553	((a) * (arange(2, 6, 0.25))).T	float64 (16,) 5.0 5.625 6.25 6.875 7.5 8.125 8.75 9.375 10.0 10.625 11.25 11.875 12.5 13.125 13.75 14.375
a int64 () weak -16; b int64 () weak -7; c float64 (3,3) 2.5 -0.0 inf nan 0.0 inf 4.0 2.398 1.0; d int64 (3,3) 2 -7 -1 -1 -1 3 1 1 5	((d) % (d)) ^ (a)	int64 (3,3) -16 -16 -16 -16 -16 -16 -16 -16 -16
a int64 () weak -16; b int64 () weak -7; c float64 (3,3) 2.5 -0.0 inf nan 0.0 inf 4.0 2.398 1.0; d int64 (3,3) 2 -7 -1 -1 -1 3 1 1 5	rint(d)	float64 (3,3) 2.0 -7.0 -1.0 -1.0 -1.0 3.0 1.0 1.0 5.0
a int32 (1,) -7; b float64 (3,) inf inf -0.0; c float64 (3,4) -0.0 -1.0 0.0 -0.0 inf 2.5 2.5 inf 1.0 nan inf 0.5; d bool (3,4) 0 1 1 0 1 1 0 1 0 1 0 0	all(b)	bool () 0
a int32 (1,) -7; b float64 (3,) inf inf -0.0; c float64 (3,4) -0.0 -1.0 0.0 -0.0 inf 2.5 2.5 inf 1.0 nan inf 0.5; d bool (3,4) 0 1 1 0 1 1 0 1 0 1 0 0	(all((1.0))) != (all(b))	bool () 1
a int32 (1,) -7; b float64 (3,) inf inf -0.0; c float64 (3,4) -0.0 -1.0 0.0 -0.0 inf 2.5 2.5 inf 1.0 nan inf 0.5; d bool (3,4) 0 1 1 0 1 1 0 1 0 1 0 0	((all((1.0))) != (all(b)))[1]	error
a float64 (1,) -3.872; b bool (3,2,2) 0 0 1 0 0 0 0 0 1 0 1 1; c int32 (2,2) 7 2 3 -398098879; d float64 (2,1) inf 4.0	(logical_xor((0.1), d)) ^ (((c) >= (a)) >= (b))	bool (3,2,2) 1 1 1 1 1 1 1 1 1 1 1 0
a float64 (1,) -3.872; b bool (3,2,2) 0 0 1 0 0 0 0 0 1 0 1 1; c int32 (2,2) 7 2 3 -398098879; d float64 (2,1) inf 4.0	(b)[1,None,2:-1,2:-2:2]	bool (1,0,0)
a bool (1,) 0; b bool (2,1) 0 0	prod(minimum(a, 100), axis=-1, keepdims=True)	~int64 (1,) 0
a bool (1,) 0; b bool (2,1) 0 0	(prod(minimum(a, 100), axis=-1, keepdims=True)) - (((log((0.5))) != (log((0.5)))) <= (minimum(a, 100)))	~int64 (1,) -1
a float32 (1,1,3) 4.0 inf inf; b float64 (3,3) -1.0 nan -0.0 1.0 -1.0 inf 0.0 -0.0 -1.0; c float64 (3,) 0.5 -1.0 -1.0	(c) // ((b) / (a))	float64 (1,3,3) -2.0 nan inf 2.0 inf nan inf inf inf
a float32 (1,1,3) 4.0 inf inf; b float64 (3,3) -1.0 nan -0.0 1.0 -1.0 inf 0.0 -0.0 -1.0; c float64 (3,) 0.5 -1.0 -1.0	log(b)	~float64 (3,3) nan nan -inf 0.0 nan inf -inf -inf nan
a float32 (1,1,3) 4.0 inf inf; b float64 (3,3) -1.0 nan -0.0 1.0 -1.0 inf 0.0 -0.0 -1.0; c float64 (3,) 0.5 -1.0 -1.0	where((b) / (a), (a)[0,0,:-1], b)	error
a int32 (3,1) 5 -1 -7; b int64 (3,1) -1 0 1; c bool (3,4) 1 1 1 1 1 1 0 0 1 0 0 0	astype(a, 'int32')	int32 (3,1) 5 -1 -7
a int32 (3,1) 5 -1 -7; b int64 (3,1) -1 0 1; c bool (3,4) 1 1 1 1 1 1 0 0 1 0 0 0	(a) < (any(c, axis=-1, keepdims=True))	bool (3,1) 0 1 1
a float64 (2,) 2.5 -0.0; b bool (4,1,2) 0 1 0 0 0 1 1 0; c float32 (2,2) -1.0 -0.68 4.0 0.5; d int32 (1,) 1	(b)[-3:0]	bool (0,1,2)
a float64 (2,) 2.5 -0.0; b bool (4,1,2) 0 1 0 0 0 1 1 0; c float32 (2,2) -1.0 -0.68 4.0 0.5; d int32 (1,) 1	(d) + (a)	float64 (2,) 3.5 1.0
a int64 () weak 0; b bool (4,4) 1 0 0 0 0 1 1 1 1 0 0 1 1 1 0 1; c int32 (4,4) 3 1 -1 5 16 3 -1177184412 -7 1 0 -7 -1 -7 -7 3 2; d int64 (1,4,1) 1 3 5 -7	(c) ** (2)	~int32 (4,4) 9 1 1 25 256 9 -839966960 49 1 0 49 1 49 49 9 4
a int64 () weak 0; b bool (4,4) 1 0 0 0 0 1 1 1 1 0 0 1 1 1 0 1; c int32 (4,4) 3 1 -1 5 16 3 -1177184412 -7 1 0 -7 -1 -7 -7 3 2; d int64 (1,4,1) 1 3 5 -7	transpose((a) ^ ((d)[1:-2:3]), (0, 2, 1))	int64 (0,1,4)
a float64 (1,1) 4.0; b int64 () -1; c int64 (2,) -7 3; d float32 (1,1) nan	(d)[:7,None]	float32 (1,1,1) nan
a float64 (1,1) 4.0; b int64 () -1; c int64 (2,) -7 3; d float32 (1,1) nan	isnan(c)	bool (2,) 0 0
a int64 (4,0); b int32 () -1; c bool (2,4,0); d int64 (4,0)	(a) ^ (d)	int64 (4,0)
a int64 (4,0); b int32 () -1; c bool (2,4,0); d int64 (4,0)	(b) != (a)	bool (4,0)
a int64 (4,0); b int32 () -1; c bool (2,4,0); d int64 (4,0)	(b)[-2:-3:2]	error
a bool () 1; b float64 (1,) inf; c int32 (4,1) 0 5 0 0	(b) * (((a) * (c)) >= (c))	float64 (4,1) inf inf inf inf
a bool () 1; b float64 (1,) inf; c int32 (4,1) 0 5 0 0	(c) > (a)	bool (4,1) 0 1 0 0
a int64 (4,4,1) 18 3 -7 0 2 -7 -1 5 1784614513 -7 3 1 -1 -1 3 13; b int64 () weak 0; c int32 (4,1,3) 0 8 -7 12 3 0 -15 5 1 0 0 0; d int64 () weak 0	((10000000000.0)) > (max((0.0)))	bool () 1
a int64 (4,4,1) 18 3 -7 0 2 -7 -1 5 1784614513 -7 3 1 -1 -1 3 13; b int64 () weak 0; c int32 (4,1,3) 0 8 -7 12 3 0 -15 5 1 0 0 0; d int64 () weak 0	(max((0.0))) ** (2.0)	~float64 () 0.0
a int64 (4,4,1) 18 3 -7 0 2 -7 -1 5 1784614513 -7 3 1 -1 -1 3 13; b int64 () weak 0; c int32 (4,1,3) 0 8 -7 12 3 0 -15 5 1 0 0 0; d int64 () weak 0	((0.1)) | (d)	error
a float64 (3,) nan 1.0 -0.0; b int64 (1,1,1) 1; c int32 (1,3) 5 0 5; d float64 (1,3) inf 2.5 -0.0	(2) != (bool((2.0)))	bool weak () 1
a float64 (3,) nan 1.0 -0.0; b int64 (1,1,1) 1; c int32 (1,3) 5 0 5; d float64 (1,3) inf 2.5 -0.0	add(2147483648, (a) ** (3))	~float64 (3,) nan 2147483649.0 2147483648.0
a int64 () weak 5; b float64 () weak -0.0	((3) % (logical_xor(b, a))) > (logical_xor(b, a))	bool weak () 0
a int64 () weak 5; b float64 () weak -0.0	(16777217) == (count_nonzero(a))	bool () 0
a float64 (3,) -1.023 inf nan; b float64 (3,) 2.5 nan inf; c bool (4,3) 0 0 0 1 0 1 1 0 1 1 0 0; d bool (4,1,1) 1 1 0 1	(round(b))[0]	float64 () 2.0
a float64 (3,) -1.023 inf nan; b float64 (3,) 2.5 nan inf; c bool (4,3) 0 0 0 1 0 1 1 0 1 1 0 0; d bool (4,1,1) 1 1 0 1	sqrt((round(b))[0])	float64 () 1.4142135623730951
a int32 (3,0,4); b int64 () weak -7	float64(1099511627776)	float64 () 1099511627776.0
a int32 (3,0,4); b int64 () weak -7	logical_not(radians((2.0)))	bool weak () 0
a int32 (3,0,4); b int64 () weak -7	(True) & (add(radians((2.0)), (b) / ((-2.5))))	error
a float32 (1,2,3) 2.5 -1.026 1.0 2.5 4.0 -1.0; b bool (3,) 1 1 0; c bool (2,3) 0 1 0 0 0 1; d float32 (3,) inf -1.0 1.0	(logical_and(b, (a)[None])) != (2)	bool (1,1,2,3) 1 1 1 1 1 1
a float32 (1,2,3) 2.5 -1.026 1.0 2.5 4.0 -1.0; b bool (3,) 1 1 0; c bool (2,3) 0 1 0 0 0 1; d float32 (3,) inf -1.0 1.0	any((0.0), keepdims=True)	bool () 0
a float32 () 2.5; b int32 (1,) -7; c float64 () weak inf; d float64 (3,1) inf 2.5 -0.0	cos((logical_xor(c, b)) if (a) else (b))	~float64 (1,) 1.0
a float32 () 2.5; b int32 (1,) -7; c float64 () weak inf; d float64 (3,1) inf 2.5 -0.0	cos(fabs(d))	~float64 (3,1) nan -0.8011436155469337 1.0
a int64 (1,) 1; b int64 (4,3) 1 5 0 1 0 0 1 18 0 1 1222548192 1; c int64 (4,) 2 0 -7 2	(b) & ((a) | (all(5, keepdims=True)))	int64 (4,3) 1 1 0 1 0 0 1 0 0 1 0 1
a int64 (1,) 1; b int64 (4,3) 1 5 0 1 0 0 1 18 0 1 1222548192 1; c int64 (4,) 2 0 -7 2	((a) | (all(5, keepdims=True))) == (c)	bool (4,) 0 0 0 0
a bool (2,4) 0 0 0 1 0 1 1 0; b int64 (1,1,4) -7 -7 0 -7; c int64 () weak -7; d float64 (2,1) 1.0 inf	(astype(a, 'bool')) * (b)	int64 (1,2,4) 0 0 0 -7 0 -7 0 0
a bool (2,4) 0 0 0 1 0 1 1 0; b int64 (1,1,4) -7 -7 0 -7; c int64 () weak -7; d float64 (2,1) 1.0 inf	logical_xor(16777217, (astype(a, 'bool')) * (b))	bool (1,2,4) 1 1 1 0 1 0 1 1
a bool (2,4) 0 0 0 1 0 1 1 0; b int64 (1,1,4) -7 -7 0 -7; c int64 () weak -7; d float64 (2,1) 1.0 inf	((2.0)) | (astype(a, 'bool'))	error
a int32 (3,) 3 -1 2; b bool (3,) 1 0 1; c int64 (3,) 1 13 -1	(c) == (0)	bool (3,) 0 0 0
a int32 (3,) 3 -1 2; b bool (3,) 1 0 1; c int64 (3,) 1 13 -1	arctan2(((a) - ((a) ** (3))) * (b), ((a) - ((a) ** (3))) * (b))	~float64 (3,) -2.356194490192345 0.0 -2.356194490192345
a int32 (3,) 3 -1 2; b bool (3,) 1 0 1; c int64 (3,) 1 13 -1	negative((c) != (c))	error
a float64 () weak 0.5; b bool (1,4,2) 1 0 1 0 0 0 0 0; c int32 (1,2) -1 -7; d int32 (4,1) 5 26166810 2 5	(b)[-7:,None,None,2]	bool (1,1,1,2) 0 0
a float64 () weak 0.5; b bool (1,4,2) 1 0 1 0 0 0 0 0; c int32 (1,2) -1 -7; d int32 (4,1) 5 26166810 2 5	logical_xor(min(contains(str(d), '9'), axis=(0,), keepdims=True), d)	bool (4,1) 1 1 1 1
a float64 () weak 0.5; b bool (1,4,2) 1 0 1 0 0 0 0 0; c int32 (1,2) -1 -7; d int32 (4,1) 5 26166810 2 5	(b)[1,3:-7:-2]	error
a int32 (1,) 0; b float64 (3,3) -4.618 0.5 nan 0.0 1.052 inf nan 0.0 -4.217	(b) / (((-1.0)) >= (min(a, axis=0, keepdims=True)))	float64 (3,3) -inf inf nan nan inf inf nan nan -inf
a int32 (1,) 0; b float64 (3,3) -4.618 0.5 nan 0.0 1.052 inf nan 0.0 -4.217	minimum(a, (b) / (((-1.0)) >= (min(a, axis=0, keepdims=True))))	float64 (3,3) -inf 0.0 nan nan 0.0 0.0 nan nan -inf
a int32 (1,) 0; b float64 (3,3) -4.618 0.5 nan 0.0 1.052 inf nan 0.0 -4.217	(b) ^ (a)	error
a int64 (1,3) 3 5 1; b int64 (3,2,1) 5 3 -7 -46564526 2 5; c float64 (3,2,3) 2.5 4.0 1.0 inf 1.0 -0.0 0.5 nan inf 0.5 -0.0 nan 2.5 4.0 -4.735 0.5 0.0 nan	ceil(a)	int64 (1,3) 3 5 1
a int64 (1,3) 3 5 1; b int64 (3,2,1) 5 3 -7 -46564526 2 5; c float64 (3,2,3) 2.5 4.0 1.0 inf 1.0 -0.0 0.5 nan inf 0.5 -0.0 nan 2.5 4.0 -4.735 0.5 0.0 nan	(b) / (ceil(a))	float64 (3,2,3) 1.6666666666666667 1.0 5.0 1.0 0.6 3.0 -2.3333333333333335 -1.4 -7.0 -15521508.666666666 -9312905.2 -46564526.0 0.6666666666666666 0.4 2.0 1.6666666666666667 1.0 5.0
a int64 (1,3) 3 5 1; b int64 (3,2,1) 5 3 -7 -46564526 2 5; c float64 (3,2,3) 2.5 4.0 1.0 inf 1.0 -0.0 0.5 nan inf 0.5 -0.0 nan 2.5 4.0 -4.735 0.5 0.0 nan	(c)[0:7:-2,7:7:2,:-2:3,-2:0:-1]	error
a float64 (2,1) nan 1.0; b float64 (2,2) 1.0 -0.0 0.0 4.0	(b) > ((a) * (b))	bool (2,2) 0 0 0 0
a float64 (2,1) nan 1.0; b float64 (2,2) 1.0 -0.0 0.0 4.0	bool(logical_or(a, (a) * (b)))	bool (2,2) 1 1 1 1
a float64 (2,1) nan 1.0; b float64 (2,2) 1.0 -0.0 0.0 4.0	((a) * (b)) << (b)	error
a int32 (4,3,2) 2 -1 3 3 3 1817964407 -1 2 5 0 5 3 3 1 19 0 2 -7 -1 5 -10 3 -1 5; b int64 (1,) 3; c int64 (2,) 3 -1	((c) ** (0.5)) ** (1.5)	~float64 (2,) 2.2795070569547775 nan
a int32 (4,3,2) 2 -1 3 3 3 1817964407 -1 2 5 0 5 3 3 1 19 0 2 -7 -1 5 -10 3 -1 5; b int64 (1,) 3; c int64 (2,) 3 -1	astype((3.7), 'float32')	float32 () 3.700000047683716
a int32 (4,3,2) 2 -1 3 3 3 1817964407 -1 2 5 0 5 3 3 1 19 0 2 -7 -1 5 -10 3 -1 5; b int64 (1,) 3; c int64 (2,) 3 -1	((c) ** (0.5))[0,-1:-2:-2]	error
a float32 (3,2) 0.0 0.5 1.0 -4.579 4.0 0.0; b int64 (1,1) -1; c float32 (2,3,1) 0.0 inf 4.0 1.0 -4.466 -1.0; d int32 (1,) 2	mean(2)	~float64 () 2.0
a float32 (3,2) 0.0 0.5 1.0 -4.579 4.0 0.0; b int64 (1,1) -1; c float32 (2,3,1) 0.0 inf 4.0 1.0 -4.466 -1.0; d int32 (1,) 2	maximum(floor((b) ^ (b)), where(logical_and(c, (-1.0)), logical_and(c, (-1.0)), c))	float64 (2,3,1) 0.0 1.0 1.0 1.0 1.0 1.0
a float32 (3,2) 0.0 0.5 1.0 -4.579 4.0 0.0; b int64 (1,1) -1; c float32 (2,3,1) 0.0 inf 4.0 1.0 -4.466 -1.0; d int32 (1,) 2	(floor((b) ^ (b))) & (a)	error
a float64 (1,) inf; b int32 (3,4) 2 1 3 -1 -7 2 -357557528 1 2 -1 5 2102933396	invert((b).T)	int32 (4,3) -3 6 -3 -2 -3 0 -4 357557527 -6 0 -2 -2102933397
a float64 (1,) inf; b int32 (3,4) 2 1 3 -1 -7 2 -357557528 1 2 -1 5 2102933396	(((-2.5)) - ((b).T))[-2]	float64 (3,) -5.5 357557525.5 -7.5
a float64 (1,) inf; b int32 (3,4) 2 1 3 -1 -7 2 -357557528 1 2 -1 5 2102933396	(invert((b).T)) * (b)	error
a float32 (1,1) 0.054; b bool (2,) 1 1; c float32 (1,4,2) -1.0 0.0 0.0 -1.0 2.5 1.0 1.0 1.0	((b) <= (c)) != ((b) <= (c))	bool (1,4,2) 0 0 0 0 0 0 0 0
a float32 (1,1) 0.054; b bool (2,) 1 1; c float32 (1,4,2) -1.0 0.0 0.0 -1.0 2.5 1.0 1.0 1.0	(a) ** (2.0)	~float32 (1,1) 0.00291600008495152
a float32 (1,1) 0.054; b bool (2,) 1 1; c float32 (1,4,2) -1.0 0.0 0.0 -1.0 2.5 1.0 1.0 1.0	(a)[-1:-7:-1,-2,...]	error
a float32 () 0.5; b int64 (4,) 0 -9 917043489 -1	((a) == (b)) < (((a) == (b)) ** (0.5))	~bool (4,) 0 0 0 0
a float32 () 0.5; b int64 (4,) 0 -9 917043489 -1	maximum(((a) == (b)) < (((a) == (b)) ** (0.5)), ((a) == (b)) ** (0.5))	~float64 (4,) 0.0 0.0 0.0 0.0
a float32 () 0.5; b int64 (4,) 0 -9 917043489 -1	(((a) == (b)) ** (0.5)) ^ (a)	error
a float64 (3,4,1) 2.5 -0.0 inf 2.5 inf -0.0 2.5 1.0 -0.0 1.0 nan nan; b int32 (1,3) 5 350358287 -7	add(b, invert(b))	int32 (1,3) -1 -1 -1
a float64 (3,4,1) 2.5 -0.0 inf 2.5 inf -0.0 2.5 1.0 -0.0 1.0 nan nan; b int32 (1,3) 5 350358287 -7	sin(0)	~float64 weak () 0.0
a float64 (3,4,1) 2.5 -0.0 inf 2.5 inf -0.0 2.5 1.0 -0.0 1.0 nan nan; b int32 (1,3) 5 350358287 -7	(log(a)) & (logical_or(a, b))	error
a float32 (3,2) nan 2.5 0.5 1.75 -1.932 -0.0; b bool (2,3,1) 0 0 1 0 0 1	prod(count_nonzero((mean(2147483648))[None], axis=0), keepdims=True)	~int64 () 1
a float32 (3,2) nan 2.5 0.5 1.75 -1.932 -0.0; b bool (2,3,1) 0 0 1 0 0 1	((mean(2147483648))[None])[0:-7:-1]	~float64 (1,) 2147483648.0
a float64 () inf; b int64 (0,1)	((b) >= ((b) >= (b)))[None,0:,-2:]	bool (1,0,1)
a float64 () inf; b int64 (0,1)	((b)[-1:1,...,1:-2]) & ((b)[-1:1,...,1:-2])	int64 (0,0)
a float64 () inf; b int64 (0,1)	((b)[-1:1,...,1:-2]) >> (a)	error
a float32 (2,) nan 0.0; b bool (2,2) 0 1 1 0	(max(b, keepdims=True))[None]	bool (1,1,1) 1
a float32 (2,) nan 0.0; b bool (2,2) 0 1 1 0	add(max(b, keepdims=True), (max(b, keepdims=True))[None])	bool (1,1,1) 1
a float32 (2,) nan 0.0; b bool (2,2) 0 1 1 0	negative(isnan(a))	error
a int32 (2,) -1 -1; b bool (0,3,2); c int64 () weak 1	(b) > (b)	bool (0,3,2)
a int32 (2,) -1 -1; b bool (0,3,2); c int64 () weak 1	minimum((b) > (b), c)	int64 (0,3,2)
a bool (2,0); b int64 (0,); c float32 (3,2,1) -1.0 1.0 4.0 -0.0 -1.0 1.0; d bool (1,1) 1	(2) / (count_nonzero(b))	float64 () inf
a bool (2,0); b int64 (0,); c float32 (3,2,1) -1.0 1.0 4.0 -0.0 -1.0 1.0; d bool (1,1) 1	count_nonzero((2) / (count_nonzero(b)))	int64 () 1
a bool (2,0); b int64 (0,); c float32 (3,2,1) -1.0 1.0 4.0 -0.0 -1.0 1.0; d bool (1,1) 1	((2.0)) | ((b) & (b))	error
a float32 (1,1) inf; b float64 (1,1) 2.5; c bool (1,1) 1; d bool (1,1) 1	minimum(where((b) - (a), b, b), c)	float64 (1,1) 1.0
a float32 (1,1) inf; b float64 (1,1) 2.5; c bool (1,1) 1; d bool (1,1) 1	(sqrt(where((b) - (a), b, b))) ** (2.0)	~float64 (1,1) 2.5000000000000004
a float32 (1,1) inf; b float64 (1,1) 2.5; c bool (1,1) 1; d bool (1,1) 1	((b) - (a)) ^ ((sqrt(where((b) - (a), b, b))) ** (2.0))	error
a float64 (2,1) nan inf; b float64 () weak nan; c float64 (2,2) -0.0 0.0 -1.0 2.5	(1) + ((c)[-7:-2:2])	float64 (0,2)
a float64 (2,1) nan inf; b float64 () weak nan; c float64 (2,2) -0.0 0.0 -1.0 2.5	(logical_not(b)) <= ((1) + ((c)[-7:-2:2]))	bool (0,2)
a float64 (2,1) nan inf; b float64 () weak nan; c float64 (2,2) -0.0 0.0 -1.0 2.5	(a)[2,None]	error
a int64 (1,1) 3; b int64 (4,) 0 1 3 5; c float64 (3,1) -4.424 2.5 nan	((a) // (16777217)) ^ ((a) // (16777217))	int64 (1,1) 0
a int64 (1,1) 3; b int64 (4,) 0 1 3 5; c float64 (3,1) -4.424 2.5 nan	rint(b)	float64 (4,) 0.0 1.0 3.0 5.0
a float64 (1,1) 4.0; b int64 () weak 5	max((where(a, (2147483648) > (b), b)) != (1099511627776), axis=(1,))	bool (1,) 1
a float64 (1,1) 4.0; b int64 () weak 5	arange(-2, 8, 0.25)	float64 (40,) -2.0 -1.75 -1.5 -1.25 -1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75 1.0 1.25 1.5 1.75 2.0 2.25 2.5 2.75 3.0 3.25 3.5 3.75 4.0 4.25 4.5 4.75 5.0 5.25 5.5 5.75 6.0 6.25 6.5 6.75 7.0 7.25 7.5 7.75
a int64 (1,4) 1 5 12 0; b float32 () -0.0	contains(str(a), '4')	bool (1,4) 0 0 0 0
a int64 (1,4) 1 5 12 0; b float32 () -0.0	(b) if (prod(b)) else (prod(b))	~float32 () -0.0
a float32 (4,) -0.0 2.5 -1.0 inf; b int32 (2,1,4) 3 2 0 -174819740 -1 0 -10 -17; c float64 (2,1,1) 4.0 -1.0	(isnan((0.5))) + ((a) > (True))	bool (4,) 0 1 0 1
a float32 (4,) -0.0 2.5 -1.0 inf; b int32 (2,1,4) 3 2 0 -174819740 -1 0 -10 -17; c float64 (2,1,1) 4.0 -1.0	count_nonzero(a, axis=-1)	int64 () 3
a int64 () weak 3; b int64 (1,3,4) 3 -7 2 1 2 1826341070 5 2 3 0 1 5; c int64 (3,1) 9 -1 2; d int64 (1,1) -1	any((10000000000.0))	bool () 1
a int64 () weak 3; b int64 (1,3,4) 3 -7 2 1 2 1826341070 5 2 3 0 1 5; c int64 (3,1) 9 -1 2; d int64 (1,1) -1	any(2)	bool () 1
a bool (4,3) 1 0 1 1 0 1 1 1 1 0 0 0; b int64 () weak -1; c int64 (4,3) 5 305719994 0 1334731613 3 -1753026796 -2 2 1 1 1 1	(all(c, axis=(0, 1), keepdims=True)) >= ((3) > (a))	bool (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a bool (4,3) 1 0 1 1 0 1 1 1 1 0 0 0; b int64 () weak -1; c int64 (4,3) 5 305719994 0 1334731613 3 -1753026796 -2 2 1 1 1 1	float64(a)	float64 (4,3) 1.0 0.0 1.0 1.0 0.0 1.0 1.0 1.0 1.0 0.0 0.0 0.0
a bool (4,3) 1 0 1 1 0 1 1 1 1 0 0 0; b int64 () weak -1; c int64 (4,3) 5 305719994 0 1334731613 3 -1753026796 -2 2 1 1 1 1	(where((3) > (a), all(c, axis=(0, 1), keepdims=True), radians(b)))[0,1,0:b:-2]	error
a int32 () -723641703; b float64 (1,) 0.5	astype(transpose(b, (0,)), 'int32')	int32 (1,) 0
a int32 () -723641703; b float64 (1,) 0.5	shape(b, 0)	int64 weak () 1
a int32 () -723641703; b float64 (1,) 0.5	((a) if (a) else (b)) << (b)	error
a int32 (4,) -7 5 2 2; b float64 (1,) -0.0	((2147483648) % (b)) ** (-1)	~float64 (1,) nan
a int32 (4,) -7 5 2 2; b float64 (1,) -0.0	(1099511627776) <= (b)	bool (1,) 0
a int32 (4,) -7 5 2 2; b float64 (1,) -0.0	(shape(all(a, axis=(), keepdims=True), 0)) >> ((b) ** (2))	error
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	(2) << (a)	int64 (2,3) 4 2 2 4 2 4
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	(c) <= (a)	bool (2,3) 0 0 1 0 0 1
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	((c) <= (a)) << (c)	error
a float32 (4,) -1.0 0.5 nan nan; b float32 () 0.0	(transpose(a, (0,)))[0:2:-1]	float32 (0,)
a float32 (4,) -1.0 0.5 nan nan; b float32 () 0.0	logical_and((b)[...], 7)	bool () 0
a float32 (4,) -1.0 0.5 nan nan; b float32 () 0.0	((b)[...])[-1]	error
a bool (3,) 1 0 0; b int32 (4,3) -15 -7 -1876393668 -1578590361 6 2 3 0 -1 1490302423 203568528 -689923038; c int32 (2,1,3) 1 0 2 5 0 2	(a)[-1]	bool () 0
a bool (3,) 1 0 0; b int32 (4,3) -15 -7 -1876393668 -1578590361 6 2 3 0 -1 1490302423 203568528 -689923038; c int32 (2,1,3) 1 0 2 5 0 2	exp((negative(c)) // (any((3.7))))	~float64 (2,1,3) 0.36787944117144233 1.0 0.1353352832366127 0.006737946999085467 1.0 0.1353352832366127
a float64 (4,3) -0.0 -0.0 -1.0 -1.0 1.0 1.562 2.533 4.0 -1.0 4.0 1.0 -0.0; b float32 (4,1) nan 0.0 0.5 4.0; c bool (4,3) 1 1 0 0 1 0 0 0 0 0 0 0; d int64 () weak 1	(astype((b) + (b), 'float32'))[0:(16777217) ^ (7):-1]	float32 (0,1)
a float64 (4,3) -0.0 -0.0 -1.0 -1.0 1.0 1.562 2.533 4.0 -1.0 4.0 1.0 -0.0; b float32 (4,1) nan 0.0 0.5 4.0; c bool (4,3) 1 1 0 0 1 0 0 0 0 0 0 0; d int64 () weak 1	mod(7, (b) + (b))	float32 (4,1) nan nan 0.0 7.0
a float64 (4,3) -0.0 -0.0 -1.0 -1.0 1.0 1.562 2.533 4.0 -1.0 4.0 1.0 -0.0; b float32 (4,1) nan 0.0 0.5 4.0; c bool (4,3) 1 1 0 0 1 0 0 0 0 0 0 0; d int64 () weak 1	(astype((b) + (b), 'float32'))[(16777217) ^ (7),d,d]	error
a float64 () weak 2.5; b int32 (2,) 3 1; c float64 (2,3,2) -1.0 -0.0 inf 2.5 0.218 inf nan -0.0 0.5 0.5 2.5 1.045; d float32 (1,) -0.0	((100) <= (int64(a))) >= (all(a))	bool () 0
a float64 () weak 2.5; b int32 (2,) 3 1; c float64 (2,3,2) -1.0 -0.0 inf 2.5 0.218 inf nan -0.0 0.5 0.5 2.5 1.045; d float32 (1,) -0.0	(c) - (c)	float64 (2,3,2) 0.0 0.0 nan 0.0 0.0 nan nan 0.0 0.0 0.0 0.0 0.0
a float64 () weak 2.5; b int32 (2,) 3 1; c float64 (2,3,2) -1.0 -0.0 inf 2.5 0.218 inf nan -0.0 0.5 0.5 2.5 1.045; d float32 (1,) -0.0	(a) << (int64(a))	error
a float32 (1,4) 0.0 0.0 2.5 1.0; b int64 () weak 5; c float64 (1,4) 4.0 -1.0 1.0 -0.0; d float64 (1,4) 4.0 2.5 -0.899 -1.0	(d) < (a)	bool (1,4) 0 0 1 1
a float32 (1,4) 0.0 0.0 2.5 1.0; b int64 () weak 5; c float64 (1,4) 4.0 -1.0 1.0 -0.0; d float64 (1,4) 4.0 2.5 -0.899 -1.0	(a) ** (2)	~float32 (1,4) 0.0 0.0 6.25 1.0
a int64 (4,4) 5 1 5 1 -1 5 -9 -1 -7 3 2 -20 -7 5 2 7; b int32 (1,) 1; c int32 () 2; d int64 (3,1,4) -1 -381962792 0 -1 5 2 -1970689748 -1606733205 0 1 -7 1	(c) ** (0.5)	~float64 () 1.4142135623730951
a int64 (4,4) 5 1 5 1 -1 5 -9 -1 -7 3 2 -20 -7 5 2 7; b int32 (1,) 1; c int32 () 2; d int64 (3,1,4) -1 -381962792 0 -1 5 2 -1970689748 -1606733205 0 1 -7 1	arange(-2, -2, 0.5)	float64 (0,)
a int64 (4,4) 5 1 5 1 -1 5 -9 -1 -7 3 2 -20 -7 5 2 7; b int32 (1,) 1; c int32 () 2; d int64 (3,1,4) -1 -381962792 0 -1 5 2 -1970689748 -1606733205 0 1 -7 1	(d) & ((c) ** (0.5))	error
a int64 (4,) 8 -1187664985 19 -7; b int64 (1,4) 408707283 0 3 -7; c int64 () weak -1; d float64 (1,4) 0.0 1.0 4.0 2.5	sum(mean((b) >> (a), axis=-1), axis=())	~float64 (1,) 399127.75
a int64 (4,) 8 -1187664985 19 -7; b int64 (1,4) 408707283 0 3 -7; c int64 () weak -1; d float64 (1,4) 0.0 1.0 4.0 2.5	logical_and(d, sum(mean((b) >> (a), axis=-1), axis=()))	~bool (1,4) 0 1 1 1
a int64 (4,) 8 -1187664985 19 -7; b int64 (1,4) 408707283 0 3 -7; c int64 () weak -1; d float64 (1,4) 0.0 1.0 4.0 2.5	(mean((b) >> (a), axis=-1)) | ((b)[c:c,None])	error
a int64 () weak 11; b int32 (4,3) 0 -11 14 0 6 0 -7 1 0 5 -7 -834306615; c int32 (3,) 2 0 3	linspace(5, -1, 5)	~float64 (5,) 5.0 3.5 2.0 0.5 -1.0
a int64 () weak 11; b int32 (4,3) 0 -11 14 0 6 0 -7 1 0 5 -7 -834306615; c int32 (3,) 2 0 3	cos(linspace(5, -1, 5))	~float64 (5,) 0.28366218546322625 -0.9364566872907963 -0.4161468365471424 0.8775825618903728 0.5403023058681398
a int64 () weak 11; b int32 (4,3) 0 -11 14 0 6 0 -7 1 0 5 -7 -834306615; c int32 (3,) 2 0 3	(b) >> ((b).T)	error
a float64 (1,) 0.0; b int32 (3,) 0 0 -1; c float32 (1,3) inf -0.0 0.5	(c) < (1)	bool (1,3) 0 1 1
a float64 (1,) 0.0; b int32 (3,) 0 0 -1; c float32 (1,3) inf -0.0 0.5	((a) != (c)) <= ((b) != (b))	bool (1,3) 0 1 0
a float64 (1,) nan; b int64 (4,3) 2 -7 1 -1 5 -1 2 -1 2 0 5 2	(arange(-1, -1, -1)) >= (a)	bool (0,)
a float64 (1,) nan; b int64 (4,3) 2 -7 1 -1 5 -1 2 -1 2 0 5 2	(ceil(b))[-1:,0:3:-2]	int64 (1,0)
a float64 (1,) nan; b int64 (4,3) 2 -7 1 -1 5 -1 2 -1 2 0 5 2	(arange(-1, -1, -1))[3:3,1]	error
a int64 () weak 2; b int32 (2,) -1 5; c int64 () weak -1	(astype(a, 'int64')) * (astype(a, 'int64'))	int64 () 4
a int64 () weak 2; b int32 (2,) -1 5; c int64 () weak -1	((c) / (1)) - ((astype(a, 'int64')) * (astype(a, 'int64')))	float64 () -5.0
a int64 (3,1,4) -1 6 1871356183 -1 0 3 1 2 6 2 5 13; b float64 (3,1,4) -1.0 4.911 4.0 nan -0.0 inf -1.0 -0.0 -1.0 -0.0 4.0 4.487; c float64 (1,4) 1.0 0.0 -1.0 -1.0	(a)[-1,0:1:-2,None]	int64 (0,1,4)
a int64 (3,1,4) -1 6 1871356183 -1 0 3 1 2 6 2 5 13; b float64 (3,1,4) -1.0 4.911 4.0 nan -0.0 inf -1.0 -0.0 -1.0 -0.0 4.0 4.487; c float64 (1,4) 1.0 0.0 -1.0 -1.0	(b)[:3]	float64 (3,1,4) -1.0 4.911 4.0 nan -0.0 inf -1.0 -0.0 -1.0 -0.0 4.0 4.487
a int64 (3,1,4) -1 6 1871356183 -1 0 3 1 2 6 2 5 13; b float64 (3,1,4) -1.0 4.911 4.0 nan -0.0 inf -1.0 -0.0 -1.0 -0.0 4.0 4.487; c float64 (1,4) 1.0 0.0 -1.0 -1.0	((c) >= (2147483648)) * (arange(-4, 6, 0.25))	error
a float32 (1,1) -1.0; b int32 (1,) 0	(((a) != ((a)[3:-7])) >= (where(a, b, b)))[None,:0:1]	bool (1,0,1)
a float32 (1,1) -1.0; b int32 (1,) 0	((a)[3:-7]) - ((1.0))	float32 (0,1)
a float32 (1,1) -1.0; b int32 (1,) 0	(b) ^ ((a)[3:-7])	error
a int64 (1,1) 1; b float64 (1,0); c bool (2,1,0)	((c)[None,:3])[-1,None]	bool (1,2,1,0)
a int64 (1,1) 1; b float64 (1,0); c bool (2,1,0)	transpose((logical_or(c, max(a, axis=0, keepdims=True))) * ((0.1)), (1, 0, 2))	float64 (1,2,0)
a int64 (1,1) 1; b float64 (1,0); c bool (2,1,0)	(b)[0,0]	error
a float32 (2,2) -1.0 inf -1.0 1.0; b float64 (0,2,2); c int32 (2,2) -1 -1 2 2; d float64 (2,) -0.0 2.5	(b) // (isnan((d) if (d) else (a)))	float64 (0,2,2)
a float32 (2,2) -1.0 inf -1.0 1.0; b float64 (0,2,2); c int32 (2,2) -1 -1 2 2; d float64 (2,) -0.0 2.5	transpose(c, (1, 0))	int32 (2,2) -1 2 -1 2
a float64 () weak 0.0; b float64 (4,1) inf 4.0 0.0 -1.0; c float32 (3,4,2) -2.868 nan 0.0 inf 0.0 -0.0 0.0 4.0 -0.0 0.5 -0.0 -0.0 2.5 inf nan 0.5 0.5 nan 0.5 1.0 -2.568 0.5 -0.0 -1.0	((b)[2]) >= (c)	bool (3,4,2) 1 0 1 0 1 1 1 0 1 0 1 1 0 0 0 0 0 0 0 0 1 0 1 1
a float64 () weak 0.0; b float64 (4,1) inf 4.0 0.0 -1.0; c float32 (3,4,2) -2.868 nan 0.0 inf 0.0 -0.0 0.0 4.0 -0.0 0.5 -0.0 -0.0 2.5 inf nan 0.5 0.5 nan 0.5 1.0 -2.568 0.5 -0.0 -1.0	(a) == ((b)[2])	bool (1,) 1
a int64 (2,1) 5 545597496; b bool (1,2,4) 1 0 1 0 1 0 0 1	bool((-1.0))	bool weak () 1
a int64 (2,1) 5 545597496; b bool (1,2,4) 1 0 1 0 1 0 0 1	(b) ^ (bool((-1.0)))	bool (1,2,4) 0 1 0 1 0 1 1 0
a int64 (2,1) 5 545597496; b bool (1,2,4) 1 0 1 0 1 0 0 1	(b) - ((b) ^ (bool((-1.0))))	error
a float32 (4,1) 0.0 1.0 -1.0 4.0; b float32 () 2.5	(True) <= (b)	bool () 1
a float32 (4,1) 0.0 1.0 -1.0 4.0; b float32 () 2.5	((3) if (a) else (arange(-2, 4, 2))) < (a)	bool (4,3) 1 0 0 0 0 0 0 0 0 1 1 1
a float32 (4,1) 0.0 1.0 -1.0 4.0; b float32 () 2.5	(a) << (where(b, b, a))	error
a int32 (4,2) 9 0 0 -7 -1 2008181969 2 5; b int64 (2,) 5 -13; c float32 (2,) -1.0 -0.042; d float64 () weak 2.5	(a) <= (mod(c, d))	bool (4,2) 0 1 1 1 1 0 0 0
a int32 (4,2) 9 0 0 -7 -1 2008181969 2 5; b int64 (2,) 5 -13; c float32 (2,) -1.0 -0.042; d float64 () weak 2.5	rint(c)	float32 (2,) -1.0 -0.0
a int32 (4,2) 9 0 0 -7 -1 2008181969 2 5; b int64 (2,) 5 -13; c float32 (2,) -1.0 -0.042; d float64 () weak 2.5	(2) << (mod(c, d))	error
a int32 (4,2) -1 -445936850 6 0 2 5 -7 -1; b bool (4,1) 0 0 0 0	(count_nonzero((b) ^ (min(a, axis=(0,), keepdims=True)), axis=(0, 1), keepdims=True)) - ((b).T)	int64 (1,4) 8 8 8 8
a int32 (4,2) -1 -445936850 6 0 2 5 -7 -1; b bool (4,1) 0 0 0 0	log(min(a, axis=(0,), keepdims=True))	~float64 (1,2) nan nan
a float64 (1,1,2) 2.5 0.5; b bool (3,2) 0 0 1 1 0 0	float32((b) if (b) else (b))	float32 (3,2) 0.0 0.0 1.0 1.0 0.0 0.0
a float64 (1,1,2) 2.5 0.5; b bool (3,2) 0 0 1 1 0 0	(b) < (b)	bool (3,2) 0 0 0 0 0 0
a float64 (1,1,2) 2.5 0.5; b bool (3,2) 0 0 1 1 0 0	(a) & (True)	error
a float64 (2,) 0.5 1.0; b float32 (2,) 0.0 2.5; c float64 (4,2) -1.0 -0.0 1.0 4.0 nan 4.44 -0.0 1.0	(sin(c))[:-1,0]	~float64 (3,) -0.8414709848078965 0.8414709848078965 nan
a float64 (2,) 0.5 1.0; b float32 (2,) 0.0 2.5; c float64 (4,2) -1.0 -0.0 1.0 4.0 nan 4.44 -0.0 1.0	shape(b, 0)	int64 weak () 2
a float64 (2,) 0.5 1.0; b float32 (2,) 0.0 2.5; c float64 (4,2) -1.0 -0.0 1.0 4.0 nan 4.44 -0.0 1.0	((b)[0])[-1]	error
a float32 (0,); b bool (2,0); c float64 () weak -1.0	where(a, a, b)	float32 (2,0)
a float32 (0,); b bool (2,0); c float64 () weak -1.0	(2147483648) ^ (b)	int64 (2,0)
a float32 (0,); b bool (2,0); c float64 () weak -1.0	(where(a, a, b)) & (c)	error
a float64 (2,) -1.0 1.0; b bool (3,1) 0 0 1; c float64 () weak 4.0	(0) != (logical_or((2) <= (c), c))	bool weak () 1
a float64 (2,) -1.0 1.0; b bool (3,1) 0 0 1; c float64 () weak 4.0	(logical_or((2) <= (c), c)) + ((0) != (logical_or((2) <= (c), c)))	int64 weak () 2
a int32 (1,) 0; b int64 (3,4,1) 1 0 2 -1 5 2 5 -7 3 1 -7 2; c bool (3,1,1) 1 0 1	logical_and((7) % (pi), min((10000000000.0)))	bool () 1
a int32 (1,) 0; b int64 (3,4,1) 1 0 2 -1 5 2 5 -7 3 1 -7 2; c bool (3,1,1) 1 0 1	(min((10000000000.0))) // (5)	float64 () 2000000000.0
a bool (2,1) 1 0; b float64 (2,1) 2.5 inf; c int64 (3,1,1) 0 3 -475483304; d int32 (3,2,1) 2 5 -1932678545 -1 0 1	float32(100)	float32 () 100.0
a bool (2,1) 1 0; b float64 (2,1) 2.5 inf; c int64 (3,1,1) 0 3 -475483304; d int32 (3,2,1) 2 5 -1932678545 -1 0 1	(c) & (True)	int64 (3,1,1) 0 1 0
a bool (2,1) 1 0; b float64 (2,1) 2.5 inf; c int64 (3,1,1) 0 3 -475483304; d int32 (3,2,1) 2 5 -1932678545 -1 0 1	(b) | ((c) < (arctan2(d, b)))	error
a int64 () weak 0; b bool (2,4) 1 0 1 1 1 0 1 1; c int64 () weak -7	(logical_and(a, a)) & (2)	int64 weak () 0
a int64 () weak 0; b bool (2,4) 1 0 1 1 1 0 1 1; c int64 () weak -7	(100) <= (contains(str(0), '6'))	bool () 0
a int64 () weak 0; b bool (2,4) 1 0 1 1 1 0 1 1; c int64 () weak -7	any((b)[2:a:3,None], axis=3)	error
a int32 (2,3,1) 1 5 550764000 1 5 -1140628482; b float64 (1,3) nan -3.837 0.0; c float32 (3,3) -2.356 1.0 2.5 nan 2.5 -2.98 2.5 nan inf; d int32 (3,) 1 -1283810214 -1	log(a)	~float64 (2,3,1) 0.0 1.6094379124341003 20.126816963205627 0.0 1.6094379124341003 nan
a int32 (2,3,1) 1 5 550764000 1 5 -1140628482; b float64 (1,3) nan -3.837 0.0; c float32 (3,3) -2.356 1.0 2.5 nan 2.5 -2.98 2.5 nan inf; d int32 (3,) 1 -1283810214 -1	(negative(a))[(5) + (2):0:-1]	int32 (1,3,1) -1 -5 1140628482
a float32 (3,) 2.5 4.0 nan; b int32 (4,3) 10 2 -1 -7 0 3 223788992 3 1 5 5 5	max(prod(a))	~float32 () nan
a float32 (3,) 2.5 4.0 nan; b int32 (4,3) 10 2 -1 -7 0 3 223788992 3 1 5 5 5	(prod(a))[None]	~float32 (1,) nan
a float32 (3,) 2.5 4.0 nan; b int32 (4,3) 10 2 -1 -7 0 3 223788992 3 1 5 5 5	(((a) >= (b)).T) >= ((b) > (a))	error
a float32 (1,4,1) 2.5 1.0 -0.0 4.275; b int32 (1,1) 0	((b) + ((a) / (b))) < (b)	bool (1,4,1) 0 0 0 0
a float32 (1,4,1) 2.5 1.0 -0.0 4.275; b int32 (1,1) 0	((b) + ((a) / (b))) + (0)	float64 (1,4,1) inf inf nan inf
a float32 (1,4,1) 2.5 1.0 -0.0 4.275; b int32 (1,1) 0	(float64(b)) | (float64(b))	error
a int32 (4,) -7 2 -6 -12; b float64 (3,) 2.693 -0.0 0.0	((-1.0)) * (a)	float64 (4,) 7.0 -2.0 6.0 12.0
a int32 (4,) -7 2 -6 -12; b float64 (3,) 2.693 -0.0 0.0	shape(((2.0)) > (a), 0)	int64 weak () 4
a int32 (4,) -7 2 -6 -12; b float64 (3,) 2.693 -0.0 0.0	where(b, (((2.0)) > (a)) + ((-1.0)), a)	error
a float32 (4,4) 1.0 nan 0.5 1.0 nan -3.055 -1.0 2.026 0.0 1.0 1.0 -1.0 inf -4.007 4.0 -1.0; b bool (1,4) 1 1 1 0	(((a).T) == (a)) - (a)	float32 (4,4) 0.0 nan -0.5 -1.0 nan 4.055000305175781 1.0 -2.0260000228881836 0.0 -1.0 0.0 1.0 -inf 4.006999969482422 -4.0 2.0
a float32 (4,4) 1.0 nan 0.5 1.0 nan -3.055 -1.0 2.026 0.0 1.0 1.0 -1.0 inf -4.007 4.0 -1.0; b bool (1,4) 1 1 1 0	sin((((a).T) == (a)) - (a))	~float32 (4,4) 0.0 nan -0.4794255495071411 -0.8414710164070129 nan -0.7915905714035034 0.8414710164070129 -0.8981714844703674 0.0 -0.8414710164070129 0.0 0.8414710164070129 nan -0.7613593935966492 0.756802499294281 0.9092974066734314
a float32 (4,4) 1.0 nan 0.5 1.0 nan -3.055 -1.0 2.026 0.0 1.0 1.0 -1.0 inf -4.007 4.0 -1.0; b bool (1,4) 1 1 1 0	(count_nonzero(((a).T) == (a), axis=0, keepdims=True))[-2,-7:-7:1]	error
a float32 (3,3,2) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5; b int32 (3,3,1) 0 -1 -9 1 0 18 1215306064 1476641927 -1081298287; c float32 (1,2) nan -2.98	(b) if ((sum((2.0), keepdims=True)) if (c) else (b)) else ((2.0))	~float64 (3,3,2) 0.0 0.0 -1.0 -1.0 -9.0 -9.0 1.0 1.0 0.0 0.0 18.0 18.0 1215306064.0 1215306064.0 1476641927.0 1476641927.0 -1081298287.0 -1081298287.0
a float32 (3,3,2) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5; b int32 (3,3,1) 0 -1 -9 1 0 18 1215306064 1476641927 -1081298287; c float32 (1,2) nan -2.98	logical_or((b) if ((sum((2.0), keepdims=True)) if (c) else (b)) else ((2.0)), 2)	~bool (3,3,2) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
a float32 (3,3,2) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5; b int32 (3,3,1) 0 -1 -9 1 0 18 1215306064 1476641927 -1081298287; c float32 (1,2) nan -2.98	(c) << ((sum((2.0), keepdims=True)) if (c) else (b))	error
a int64 (0,3); b bool (1,0,1); c int64 () weak 5	(floor(sum((10000000000.0))))[...]	~float64 () 10000000000.0
a int64 (0,3); b bool (1,0,1); c int64 () weak 5	((floor(sum((10000000000.0))))[...]) + ((c) ** (3))	~float64 () 10000000125.0
a int64 (0,3); b bool (1,0,1); c int64 () weak 5	(radians(a)) | (b)	error
a int64 () weak 5; b float64 (4,) -4.585 inf -1.0 -0.0; c float64 (3,2,4) -3.958 nan 0.0 inf -0.0 -1.0 0.5 2.5 nan -0.0 0.5 nan -0.0 inf 1.0 1.0 -4.315 0.0 -2.727 inf nan 2.5 1.0 0.0; d int32 (2,4) 3 5 8 9 2 1 -7 3	(a) - (b)	float64 (4,) 9.585 -inf 6.0 5.0
a int64 () weak 5; b float64 (4,) -4.585 inf -1.0 -0.0; c float64 (3,2,4) -3.958 nan 0.0 inf -0.0 -1.0 0.5 2.5 nan -0.0 0.5 nan -0.0 inf 1.0 1.0 -4.315 0.0 -2.727 inf nan 2.5 1.0 0.0; d int32 (2,4) 3 5 8 9 2 1 -7 3	(d)[...,3:-7:2]	int32 (2,0)
a int64 (0,1); b float64 () weak 2.5; c int64 (0,2)	fabs(c)	float64 (0,2)
a int64 (0,1); b float64 () weak 2.5; c int64 (0,2)	shape((c) ^ (c), 1)	int64 weak () 2
a bool (1,) 0; b float64 (2,) nan 0.0	ceil((a) + (5))	int64 (1,) 5
a bool (1,) 0; b float64 (2,) nan 0.0	abs(sin(size((b) == (b))))	~float64 weak () 0.9092974268256817
a bool (1,) 0; b float64 (2,) nan 0.0	(3) | (abs(sin(size((b) == (b)))))	error
a float32 (1,) -0.0; b float64 (1,2) 1.0 0.5; c int64 (2,2,2) 3 2 2 1 2 -1 1 -8; d int32 (2,2) -1 5 1 0	(a) != (bool(c))	bool (2,2,2) 1 1 1 1 1 1 1 1
a float32 (1,) -0.0; b float64 (1,2) 1.0 0.5; c int64 (2,2,2) 3 2 2 1 2 -1 1 -8; d int32 (2,2) -1 5 1 0	(b) if ((a) != (bool(c))) else ((d)[:1:1,-1])	float64 (2,2,2) 1.0 0.5 1.0 0.5 1.0 0.5 1.0 0.5
a float32 (1,) -0.0; b float64 (1,2) 1.0 0.5; c int64 (2,2,2) 3 2 2 1 2 -1 1 -8; d int32 (2,2) -1 5 1 0	(a) | (a)	error
a float64 (2,2,3) 1.0 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0; b float32 (2,2,3) 1.0 1.0 -0.0 inf -1.0 4.0 -0.959 2.5 inf 4.0 nan inf; c bool (2,3) 0 1 1 1 0 1	mean(shape(b, 2))	~float64 () 3.0
a float64 (2,2,3) 1.0 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0; b float32 (2,2,3) 1.0 1.0 -0.0 inf -1.0 4.0 -0.959 2.5 inf 4.0 nan inf; c bool (2,3) 0 1 1 1 0 1	mean(c)	~float64 () 0.6666666666666666
a float64 (2,2,3) 1.0 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0; b float32 (2,2,3) 1.0 1.0 -0.0 inf -1.0 4.0 -0.959 2.5 inf 4.0 nan inf; c bool (2,3) 0 1 1 1 0 1	(16777217) & ((1.0))	error
a int64 (1,1) 5; b int32 (1,3) 5 -1375964774 -7	transpose(b, (0, 1))	int32 (1,3) 5 -1375964774 -7
a int64 (1,1) 5; b int32 (1,3) 5 -1375964774 -7	((a)[-1]) < (2147483648)	bool (1,) 1
a int64 (1,1) 5; b int32 (1,3) 5 -1375964774 -7	(mod(b, b)) & (log(mod(b, b)))	error
a int32 (4,4) 2 5 0 -7 -1 2 5 -15 3 0 -1 1 5 2 -7 0; b int64 (4,4) 2 0 3 -334386825 -7 0 1 2 1 5 -7 -1 -7 -7 0 -1955382574; c int64 (4,4,1) -1415994537 -1 120525193 -7 -7 0 2 2 -1 3 1 1 0 -2102991398 -7 -7	(b) < (invert(b))	bool (4,4) 0 0 0 1 1 0 0 0 0 0 1 1 1 1 0 1
a int32 (4,4) 2 5 0 -7 -1 2 5 -15 3 0 -1 1 5 2 -7 0; b int64 (4,4) 2 0 3 -334386825 -7 0 1 2 1 5 -7 -1 -7 -7 0 -1955382574; c int64 (4,4,1) -1415994537 -1 120525193 -7 -7 0 2 2 -1 3 1 1 0 -2102991398 -7 -7	arange(2, 6, 0.25)	float64 (16,) 2.0 2.25 2.5 2.75 3.0 3.25 3.5 3.75 4.0 4.25 4.5 4.75 5.0 5.25 5.5 5.75
a int64 (1,4) -7 0 5 1; b float64 () weak 0.0; c float64 (1,2,1) 0.5 0.952; d float32 (1,1) -0.0	invert(size(b))	int64 weak () -2
a int64 (1,4) -7 0 5 1; b float64 () weak 0.0; c float64 (1,2,1) 0.5 0.952; d float32 (1,1) -0.0	sum(size(b), keepdims=True)	~int64 () 1
a float64 () weak 1.601; b int64 (3,1) 0 -1 5; c int32 (2,) 5 -1837817315	(minimum(c, b)) if ((float32(16777217)) < ((2.0))) else (logical_not(where(a, 3, float32(16777217))))	int64 (3,2) 0 0 0 0 0 0
a float64 () weak 1.601; b int64 (3,1) 0 -1 5; c int32 (2,) 5 -1837817315	(c) / (1099511627776)	float64 (2,) 4.547473508864641e-12 -0.0016714851108190487
a int32 (2,2) 0 -1 3 1; b bool (1,2) 1 0; c int32 () -7	logical_xor(int64(c), a)	bool (2,2) 1 0 0 0
a int32 (2,2) 0 -1 3 1; b bool (1,2) 1 0; c int32 () -7	astype((b) ** (3), 'float32')	~float32 (1,2) 1.0 0.0
a float64 (2,4) 4.0 0.79 1.0 -1.0 1.0 1.0 -0.0 0.0; b int64 () weak 2; c float64 (2,4) 0.5 -0.0 0.5 4.0 1.0 0.5 2.5 0.0; d float32 (2,1) 4.0 nan	((a) == (b))[...,-1]	bool (2,) 0 0
a float64 (2,4) 4.0 0.79 1.0 -1.0 1.0 1.0 -0.0 0.0; b int64 () weak 2; c float64 (2,4) 0.5 -0.0 0.5 4.0 1.0 0.5 2.5 0.0; d float32 (2,1) 4.0 nan	arange(5, 7, -1)	int64 (0,)
a int64 (2,) 631697903 5; b int64 () weak -7; c bool () 0; d float64 (1,3,2) 1.0 0.0 4.0 -0.0 -0.0 0.0	(b) ^ ((c) >= (linspace(2, 3, 2)))	~int64 (2,) -7 -7
a int64 (2,) 631697903 5; b int64 () weak -7; c bool () 0; d float64 (1,3,2) 1.0 0.0 4.0 -0.0 -0.0 0.0	sqrt(1099511627776)	float64 weak () 1048576.0
a int64 (2,) 631697903 5; b int64 () weak -7; c bool () 0; d float64 (1,3,2) 1.0 0.0 4.0 -0.0 -0.0 0.0	((a) & (c)) ** (-2)	error
a float64 (1,) 1.0; b float32 () inf; c bool (3,) 1 0 1	all(a, axis=(), keepdims=True)	bool (1,) 1
a float64 (1,) 1.0; b float32 () inf; c bool (3,) 1 0 1	sum(mean(c, axis=(), keepdims=True), axis=-1)	~float64 () 2.0
a float64 (1,) 1.0; b float32 () inf; c bool (3,) 1 0 1	(a) >> ((3) - (mean(c, axis=(), keepdims=True)))	error
a int64 (2,4) 0 2 1 5 2 -7 5 -14; b float32 (2,4) -1.0 2.5 4.0 -1.489 nan -0.0 nan -0.0	(b) > (b)	bool (2,4) 0 0 0 0 0 0 0 0
a int64 (2,4) 0 2 1 5 2 -7 5 -14; b float32 (2,4) -1.0 2.5 4.0 -1.489 nan -0.0 nan -0.0	(a) > (a)	bool (2,4) 0 0 0 0 0 0 0 0
a int64 (2,4) 0 2 1 5 2 -7 5 -14; b float32 (2,4) -1.0 2.5 4.0 -1.489 nan -0.0 nan -0.0	(int64(min(a, axis=-1))) if (b) else ((0.1))	error
a bool (2,2) 1 0 0 1; b float64 (1,2,2) -1.0 -1.0 -1.0 nan; c int32 (4,2,2) -7 2 1456927131 0 2 5 0 1 1 2 -1 0 -1 -1 5 2	(logical_or(c, where(a, (a) != (a), a))) ** (1)	~int64 (4,2,2) 1 1 1 0 1 1 0 1 1 1 1 0 1 1 1 1
a bool (2,2) 1 0 0 1; b float64 (1,2,2) -1.0 -1.0 -1.0 nan; c int32 (4,2,2) -7 2 1456927131 0 2 5 0 1 1 2 -1 0 -1 -1 5 2	((invert(a)) if (where(a, (a) != (a), a)) else (where(a, (a) != (a), a)))[...,3:0,-2:-2:-1]	bool (0,0)
a float64 () weak 0.5; b int64 (1,) 2	transpose(b, (0,))	int64 (1,) 2
a float64 () weak 0.5; b int64 (1,) 2	arctan2((-2.5), a)	~float64 weak () -1.373400766945016
a float64 () weak 0.5; b int64 (1,) 2	(b)[-7:7:-2,0:-7:-1]	error
a bool (3,) 1 0 1; b int64 () weak 2	invert(logical_xor(any(a, axis=-1), sum((pi) != (exp(1)), keepdims=True)))	~bool () 1
a bool (3,) 1 0 1; b int64 () weak 2	(count_nonzero(exp(1))) // (b)	~int64 () 0
a float32 (4,4) -1.0 0.0 1.0 -1.0 -1.0 2.5 4.0 -3.722 nan 4.839 inf 0.5 1.0 0.0 2.5 2.5; b int32 (4,4) 2 3 2 1 2079575941 1 1645737941 -7 5 5 -1 -1 -7 5 -3 -7	((b)[-7:7:1]) | ((b)[-7:7:1])	int32 (4,4) 2 3 2 1 2079575941 1 1645737941 -7 5 5 -1 -1 -7 5 -3 -7
a float32 (4,4) -1.0 0.0 1.0 -1.0 -1.0 2.5 4.0 -3.722 nan 4.839 inf 0.5 1.0 0.0 2.5 2.5; b int32 (4,4) 2 3 2 1 2079575941 1 1645737941 -7 5 5 -1 -1 -7 5 -3 -7	(((b)[-7:7:1]) | ((b)[-7:7:1])) + ((b)[-7:7:1])	int32 (4,4) 4 6 4 2 -135815414 2 -1003491414 -14 10 10 -2 -2 -14 10 -6 -14
a float32 (4,4) -1.0 0.0 1.0 -1.0 -1.0 2.5 4.0 -3.722 nan 4.839 inf 0.5 1.0 0.0 2.5 2.5; b int32 (4,4) 2 3 2 1 2079575941 1 1645737941 -7 5 5 -1 -1 -7 5 -3 -7	(a) | (a)	error
a bool (1,2) 0 0; b int64 () 5; c bool (1,) 1; d float64 () 1.0	((d) ** (1)) if (min((b) > (d), keepdims=True)) else (c)	~float64 (1,) 1.0
a bool (1,2) 0 0; b int64 () 5; c bool (1,) 1; d float64 () 1.0	logical_not(b)	bool () 0
a bool (1,2) 0 0; b int64 () 5; c bool (1,) 1; d float64 () 1.0	invert(d)	error
a bool (4,1) 1 1 1 1; b int64 (1,3) 3 -7 -7; c int32 (1,4,3) 5 2 5 -1 0 2 0 5 2 -1 5 3	(radians((b) ** (2)))[-1:1:3,-2:2]	~float64 (1,1) 0.8552113334772214
a bool (4,1) 1 1 1 1; b int64 (1,3) 3 -7 -7; c int32 (1,4,3) 5 2 5 -1 0 2 0 5 2 -1 5 3	logical_not(b)	bool (1,3) 0 0 0
a bool (4,1) 1 1 1 1; b int64 (1,3) 3 -7 -7; c int32 (1,4,3) 5 2 5 -1 0 2 0 5 2 -1 5 3	invert(transpose(radians((b) ** (2)), (1, 0)))	error
a float32 (3,2) -0.0 -0.2 0.0 0.5 -0.0 -0.0; b float64 (1,2) inf 4.0; c float32 (1,) 4.0; d int32 (2,) -1 2	(b) % (d)	float64 (1,2) nan 0.0
a float32 (3,2) -0.0 -0.2 0.0 0.5 -0.0 -0.0; b float64 (1,2) inf 4.0; c float32 (1,) 4.0; d int32 (2,) -1 2	rint((b) % (d))	float64 (1,2) nan 0.0
a float32 (3,2) -0.0 -0.2 0.0 0.5 -0.0 -0.0; b float64 (1,2) inf 4.0; c float32 (1,) 4.0; d int32 (2,) -1 2	((b) % (d)) ^ (5)	error
a float32 (4,) inf 0.0 nan 0.0; b int64 (4,1) 5 5 1 -7; c int32 () 2; d int32 (4,) 0 -1 1 -7	((c) < (d)).T	bool (4,) 0 0 0 0
a float32 (4,) inf 0.0 nan 0.0; b int64 (4,1) 5 5 1 -7; c int32 () 2; d int32 (4,) 0 -1 1 -7	(a) ** (-1)	~float32 (4,) 0.0 inf nan inf
a float32 (4,) inf 0.0 nan 0.0; b int64 (4,1) 5 5 1 -7; c int32 () 2; d int32 (4,) 0 -1 1 -7	((a) ** (-1)) << ((a) ** (-1))	error
a float32 (1,2) 1.0 inf; b int64 () 3	mod(sum(a), (sum(a)) ** (2.0))	~float32 () nan
a float32 (1,2) 1.0 inf; b int64 () 3	linspace(-2, 5, 2)	~float64 (2,) -2.0 5.0
a bool (4,4) 1 1 1 1 1 0 1 0 0 0 0 0 1 0 0 1; b bool () 1	invert(b)	bool () 0
a bool (4,4) 1 1 1 1 1 0 1 0 0 0 0 0 1 0 0 1; b bool () 1	(b) ^ (a)	bool (4,4) 0 0 0 0 0 1 0 1 1 1 1 1 0 1 1 0
a bool (4,4) 1 1 1 1 1 0 1 0 0 0 0 0 1 0 0 1; b bool () 1	(b)[0]	error
a float64 (3,) -0.085 inf 1.541; b int64 (3,) 1423062928 -17 1713756147; c float32 (2,3) inf 2.5 0.5 nan -1.0 4.0	transpose((a)[-3:7:-2], (0,))	float64 (0,)
a float64 (3,) -0.085 inf 1.541; b int64 (3,) 1423062928 -17 1713756147; c float32 (2,3) inf 2.5 0.5 nan -1.0 4.0	(c).T	float32 (3,2) inf nan 2.5 -1.0 0.5 4.0
a float64 (3,) -0.085 inf 1.541; b int64 (3,) 1423062928 -17 1713756147; c float32 (2,3) inf 2.5 0.5 nan -1.0 4.0	(c) >> (c)	error
a float64 (1,4) nan 0.0 nan -2.63; b float64 () weak -1.0; c float32 (1,1,4) 2.5 -4.804 nan 1.0; d float64 (4,1) inf 0.0 0.5 1.0	((2.0)) // (b)	float64 weak () -2.0
a float64 (1,4) nan 0.0 nan -2.63; b float64 () weak -1.0; c float32 (1,1,4) 2.5 -4.804 nan 1.0; d float64 (4,1) inf 0.0 0.5 1.0	(100) << (2)	int64 weak () 400
a float64 (1,4) nan 0.0 nan -2.63; b float64 () weak -1.0; c float32 (1,1,4) 2.5 -4.804 nan 1.0; d float64 (4,1) inf 0.0 0.5 1.0	(b) | (b)	error
a bool (3,) 0 0 0; b int32 (2,3) -1915577669 5 3 5 2 -1; c int64 (3,) 3 5 2	(ceil((b) % (b))) | ((16777217) >> (ceil((b) % (b))))	int32 (2,3) 16777217 16777217 16777217 16777217 16777217 16777217
a bool (3,) 0 0 0; b int32 (2,3) -1915577669 5 3 5 2 -1; c int64 (3,) 3 5 2	((16777217) >> (ceil((b) % (b))))[7:2:3,None]	int32 (0,1,3)
a int64 () weak 2; b float64 () weak -1.0	((a) >> (a)) | (a)	int64 weak () 2
a int64 () weak 2; b float64 () weak -1.0	contains(str((a) >> (a)), '8')	bool () 0
a int64 (0,2); b int32 (1,1,2) -499295977 -7; c float64 () weak 0.0	(arange(-3, 6, 3)) >= (arange(-3, 6, 3))	bool (3,) 1 1 1
a int64 (0,2); b int32 (1,1,2) -499295977 -7; c float64 () weak 0.0	round((b)[-1,...,None,0])	int32 (1,1) -499295977
a int64 () weak -7; b int64 (3,4) 0 21529269 1 -7 -7 3 2 1 5 -7 5 0; c int32 (3,) 3 3 0	(mod(a, (0.0))) != (b)	bool (3,4) 1 1 1 1 1 1 1 1 1 1 1 1
a int64 () weak -7; b int64 (3,4) 0 21529269 1 -7 -7 3 2 1 5 -7 5 0; c int32 (3,) 3 3 0	transpose(b, (0, 1))	int64 (3,4) 0 21529269 1 -7 -7 3 2 1 5 -7 5 0
a int64 () weak -7; b int64 (3,4) 0 21529269 1 -7 -7 3 2 1 5 -7 5 0; c int32 (3,) 3 3 0	(b) == ((c) << (2))	error
a int32 (3,) -1 5 -2126477916; b float64 () weak 4.0; c int32 (1,4,3) 1171216139 1463925102 5 -1 0 0 2 4 -7 1 -3 2	(a).T	int32 (3,) -1 5 -2126477916
a int32 (3,) -1 5 -2126477916; b float64 () weak 4.0; c int32 (1,4,3) 1171216139 1463925102 5 -1 0 0 2 4 -7 1 -3 2	((c) % (c)) % (logical_xor((c) % (c), b))	int32 (1,4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (3,) 0 -504837453 3; b int32 (1,3) -1 18 3; c int64 (3,1) 1 5 0	(b) ** (1.5)	~float64 (1,3) nan 76.36753236814714 5.196152422706632
a int32 (3,) 0 -504837453 3; b int32 (1,3) -1 18 3; c int64 (3,1) 1 5 0	(b) if (a) else (size(c))	int32 (1,3) 3 18 3
a int32 (3,) 0 -504837453 3; b int32 (1,3) -1 18 3; c int64 (3,1) 1 5 0	(b)[2,0,3:-7:-1]	error
a int32 (3,4) -19 3 -1 -7 -205687858 -985093217 5 5 -1 4 2 1; b int64 (4,) 5 4 162896366 1; c int64 (3,4) -1 -1 5 0 -520234283 -1 -1 -1 -16 -1 3 17; d bool (4,3,1) 1 1 0 1 1 0 1 1 1 1 1 1	minimum((0.1), a)	float64 (3,4) -19.0 0.1 -1.0 -7.0 -205687858.0 -985093217.0 0.1 0.1 -1.0 0.1 0.1 0.1
a int32 (3,4) -19 3 -1 -7 -205687858 -985093217 5 5 -1 4 2 1; b int64 (4,) 5 4 162896366 1; c int64 (3,4) -1 -1 5 0 -520234283 -1 -1 -1 -16 -1 3 17; d bool (4,3,1) 1 1 0 1 1 0 1 1 1 1 1 1	((d).T) == (minimum((0.1), a))	bool (1,3,4) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (3,4) -19 3 -1 -7 -205687858 -985093217 5 5 -1 4 2 1; b int64 (4,) 5 4 162896366 1; c int64 (3,4) -1 -1 5 0 -520234283 -1 -1 -1 -16 -1 3 17; d bool (4,3,1) 1 1 0 1 1 0 1 1 1 1 1 1	(b)[2:-3,-3:7]	error
a int32 () 0; b float64 (4,) inf 1.0 inf 0.5; c int32 (2,4) 0 1 -1441117856 5 -1 0 1 -1; d bool (2,1) 1 0	(b) ** (1.5)	~float64 (4,) inf 1.0 inf 0.3535533905932738
a int32 () 0; b float64 (4,) inf 1.0 inf 0.5; c int32 (2,4) 0 1 -1441117856 5 -1 0 1 -1; d bool (2,1) 1 0	(a) ^ (mod(2147483648, d))	int64 (2,1) 0 0
a int32 () 0; b float64 (4,4) -0.0 4.0 3.512 0.5 1.853 0.5 1.0 2.5 -1.0 nan 0.5 nan -1.0 1.0 2.5 0.0; c float64 (4,4) inf nan 1.0 2.072 -1.0 -1.0 1.0 -1.0 -1.0 2.5 0.0 4.0 1.0 -1.0 inf 1.0; d float32 (1,4) 0.5 2.5 4.0 4.0	ceil(c)	float64 (4,4) inf nan 1.0 3.0 -1.0 -1.0 1.0 -1.0 -1.0 3.0 0.0 4.0 1.0 -1.0 inf 1.0
a int32 () 0; b float64 (4,4) -0.0 4.0 3.512 0.5 1.853 0.5 1.0 2.5 -1.0 nan 0.5 nan -1.0 1.0 2.5 0.0; c float64 (4,4) inf nan 1.0 2.072 -1.0 -1.0 1.0 -1.0 -1.0 2.5 0.0 4.0 1.0 -1.0 inf 1.0; d float32 (1,4) 0.5 2.5 4.0 4.0	(d) + (d)	float32 (1,4) 1.0 5.0 8.0 8.0
a int32 () 0; b float64 (4,4) -0.0 4.0 3.512 0.5 1.853 0.5 1.0 2.5 -1.0 nan 0.5 nan -1.0 1.0 2.5 0.0; c float64 (4,4) inf nan 1.0 2.072 -1.0 -1.0 1.0 -1.0 -1.0 2.5 0.0 4.0 1.0 -1.0 inf 1.0; d float32 (1,4) 0.5 2.5 4.0 4.0	(d)[-2,0:-1]	error
a int64 () weak -1; b int64 () weak -1; c int32 (4,2,2) 5 -1 1414349745 5 3 2 -16 1 210756869 9 0 -7 5 0 0 -1; d float64 (2,2) 2.5 4.0 1.0 -0.0	(b) & ((min(b)) < (min(b)))	int64 () 0
a int64 () weak -1; b int64 () weak -1; c int32 (4,2,2) 5 -1 1414349745 5 3 2 -16 1 210756869 9 0 -7 5 0 0 -1; d float64 (2,2) 2.5 4.0 1.0 -0.0	sin((b) & ((min(b)) < (min(b))))	~float64 () 0.0
a int64 () weak -1; b int64 () weak -1; c int32 (4,2,2) 5 -1 1414349745 5 3 2 -16 1 210756869 9 0 -7 5 0 0 -1; d float64 (2,2) 2.5 4.0 1.0 -0.0	((0.0)) >> (2)	error
a int64 (1,) -19; b int32 (2,) -11 5	(b) * (add(b, transpose(a, (0,))))	int64 (2,) 330 -70
a int64 (1,) -19; b int32 (2,) -11 5	((b) - (transpose(a, (0,))))[...]	int64 (2,) 8 24
a float32 (4,4,1) 0.5 -0.0 -1.396 -0.0 nan 4.0 -1.0 0.0 inf 2.5 nan 2.5 0.0 nan 0.0 inf; b int64 () weak -1	logical_and(b, a)	bool (4,4,1) 1 0 1 0 1 1 1 0 1 1 1 1 0 1 0 1
a float32 (4,4,1) 0.5 -0.0 -1.396 -0.0 nan 4.0 -1.0 0.0 inf 2.5 nan 2.5 0.0 nan 0.0 inf; b int64 () weak -1	invert(a)	error
a int64 (4,3) 1 -7 2 5 -1802625562 2 2 0 5 -7 -7 1; b bool (3,) 0 0 0	where(transpose(a, (0, 1)), transpose(a, (0, 1)), (transpose(a, (0, 1))) // (logical_or(b, b)))	int64 (4,3) 1 -7 2 5 -1802625562 2 2 0 5 -7 -7 1
a int64 (4,3) 1 -7 2 5 -1802625562 2 2 0 5 -7 -7 1; b bool (3,) 0 0 0	((b) - (transpose(a, (0, 1)))) ** (0.5)	~float64 (4,3) nan 2.6457513110645907 nan nan 42457.33814077373 nan nan 0.0 nan 2.6457513110645907 2.6457513110645907 nan
a bool (1,) 0; b bool (1,) 1; c int64 (1,4,1) 17 0 3 2; d int64 () weak 3	mean(sum(b, axis=-1, keepdims=True), axis=())	~float64 (1,) 1.0
a bool (1,) 0; b bool (1,) 1; c int64 (1,4,1) 17 0 3 2; d int64 () weak 3	(5) if ((c) >= (a)) else (mean(sum(b, axis=-1, keepdims=True), axis=()))	~float64 (1,4,1) 5.0 5.0 5.0 5.0
a float64 () 0.0; b int64 () weak -4; c int64 (0,4,2); d int64 () weak 2	abs(minimum(a, (d) if ((1099511627776) == (d)) else (any(c, axis=-3, keepdims=True))))	float64 (1,4,2) 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
a float64 () 0.0; b int64 () weak -4; c int64 (0,4,2); d int64 () weak 2	(any(c, axis=-3, keepdims=True)) * (d)	int64 (1,4,2) 0 0 0 0 0 0 0 0
a float64 () 0.0; b int64 () weak -4; c int64 (0,4,2); d int64 () weak 2	(a)[3:1:-1]	error
a float32 (1,4) 1.0 0.5 nan -2.824; b bool (1,4) 0 0 0 0	(b)[None,...]	bool (1,1,4) 0 0 0 0
a float32 (1,4) 1.0 0.5 nan -2.824; b bool (1,4) 0 0 0 0	transpose(b, (1, 0))	bool (4,1) 0 0 0 0
a float32 (1,4) 1.0 0.5 nan -2.824; b bool (1,4) 0 0 0 0	(a) << (pi)	error
a float32 (3,4) 0.5 1.0 -0.0 inf 0.5 1.0 0.5 4.0 2.5 inf 1.633 nan; b float32 (3,4) 0.0 4.0 0.5 1.0 inf 4.0 0.0 -1.0 nan -0.0 4.292 nan	(a) ** (1)	~float32 (3,4) 0.5 1.0 -0.0 inf 0.5 1.0 0.5 4.0 2.5 inf 1.6330000162124634 nan
a float32 (3,4) 0.5 1.0 -0.0 inf 0.5 1.0 0.5 4.0 2.5 inf 1.633 nan; b float32 (3,4) 0.0 4.0 0.5 1.0 inf 4.0 0.0 -1.0 nan -0.0 4.292 nan	((b) ** (-2))[...,None]	~float32 (3,4,1) inf 0.0625 4.0 1.0 0.0 0.0625 inf 1.0 nan inf 0.05428509786725044 nan
a float64 (4,2) 2.5 0.0 -0.259 inf -0.0 0.5 nan 0.5; b int32 (1,4,2) 0 1 5 0 -2 0 -687643373 1155580223	add((pi) * (b), (pi) * (b))	float64 (1,4,2) 0.0 6.283185307179586 31.41592653589793 0.0 -12.566370614359172 0.0 -4320590737.813012 7260724678.42091
a float64 (4,2) 2.5 0.0 -0.259 inf -0.0 0.5 nan 0.5; b int32 (1,4,2) 0 1 5 0 -2 0 -687643373 1155580223	((-2.5)) != ((pi) * (b))	bool (1,4,2) 1 1 1 1 1 1 1 1
a float64 (4,2) 2.5 0.0 -0.259 inf -0.0 0.5 nan 0.5; b int32 (1,4,2) 0 1 5 0 -2 0 -687643373 1155580223	(b) & (add((pi) * (b), (pi) * (b)))	error
a int64 () weak 0; b int32 (2,4,1) 0 -7 -18 1 1 2 -7 1769628877; c int64 (4,4) -1942114033 16 5 -449018215 -7 2 -1 18145135 1 2 -1 3 3 3 2002441367 2; d int32 (2,1,4) 1 0 -1 3 3 2 0 2	fabs(1)	float64 weak () 1.0
a int64 () weak 0; b int32 (2,4,1) 0 -7 -18 1 1 2 -7 1769628877; c int64 (4,4) -1942114033 16 5 -449018215 -7 2 -1 18145135 1 2 -1 3 3 3 2002441367 2; d int32 (2,1,4) 1 0 -1 3 3 2 0 2	(sum(add(c, b), axis=1, keepdims=True)) ** (3)	~int64 (2,1,4) 6632031620171213120 -1 -478302801227975160 2930268137968868557 -2811584692965377171 -4771237800398061568 -4741362985296883397 -3459498224606690664
a int64 () weak 0; b int32 (2,4,1) 0 -7 -18 1 1 2 -7 1769628877; c int64 (4,4) -1942114033 16 5 -449018215 -7 2 -1 18145135 1 2 -1 3 3 3 2002441367 2; d int32 (2,1,4) 1 0 -1 3 3 2 0 2	(b)[7:3:3,0:-1:2,a:-7:2,a:a]	error
a float32 () 2.5; b float64 () 0.508	(astype(a, 'int32'))[None]	int32 (1,) 2
a float32 () 2.5; b float64 () 0.508	float64((astype(a, 'int32'))[None])	float64 (1,) 2.0
a float32 () 2.5; b float64 () 0.508	(b)[3:]	error
a float64 (2,) -0.0 inf; b float64 (2,) 2.5 0.5	prod((transpose(a, (0,)))[-1:-1:1,None], axis=0)	~float64 (1,) 1.0
a float64 (2,) -0.0 inf; b float64 (2,) 2.5 0.5	(((3.7)) + (a)).T	float64 (2,) 3.7 inf
a float64 (2,3) 0.0 -1.0 1.0 2.103 inf 2.5; b int64 (2,1,3) 0 5 -9 1 0 11	exp(sum(b, keepdims=True))	~float64 (1,1,1) 2980.9579870417283
a float64 (2,3) 0.0 -1.0 1.0 2.103 inf 2.5; b int64 (2,1,3) 0 5 -9 1 0 11	(exp(sum(b, keepdims=True))) / (sum(b, keepdims=True))	~float64 (1,1,1) 372.61974838021604
a float64 (2,3) 0.0 -1.0 1.0 2.103 inf 2.5; b int64 (2,1,3) 0 5 -9 1 0 11	(b)[2,-1:-2,:2,-1:-3]	error
a float32 (1,1) 0.5; b int32 (1,) -1	(log(b)) if (b) else (b)	~float64 (1,) nan
a float32 (1,1) 0.5; b int32 (1,) -1	all(cos((log(b)).T))	~bool () 1
a float32 (1,1) 0.5; b int32 (1,) -1	((log(b)) if (b) else (b))[0:-2:2,0]	error
a float32 (1,2) 4.0 -1.0; b float64 (4,4,1) 1.0 nan -0.0 -1.0 inf inf inf -0.0 nan -1.0 0.0 0.5 -1.0 2.5 nan -3.206; c bool (4,2) 0 1 0 1 1 1 1 1; d float32 (4,2) 1.0 4.0 1.52 1.0 1.0 -4.649 -0.0 4.0	count_nonzero(a, axis=-1)	int64 (1,) 2
a float32 (1,2) 4.0 -1.0; b float64 (4,4,1) 1.0 nan -0.0 -1.0 inf inf inf -0.0 nan -1.0 0.0 0.5 -1.0 2.5 nan -3.206; c bool (4,2) 0 1 0 1 1 1 1 1; d float32 (4,2) 1.0 4.0 1.52 1.0 1.0 -4.649 -0.0 4.0	mean((c) != (a), axis=0)	~float64 (2,) 1.0 1.0
a float32 (1,2) 4.0 -1.0; b float64 (4,4,1) 1.0 nan -0.0 -1.0 inf inf inf -0.0 nan -1.0 0.0 0.5 -1.0 2.5 nan -3.206; c bool (4,2) 0 1 0 1 1 1 1 1; d float32 (4,2) 1.0 4.0 1.52 1.0 1.0 -4.649 -0.0 4.0	(c)[-3::1,2,None]	error
a float32 (3,) nan 2.5 nan; b float64 (1,3) -3.625 -1.0 -4.724	((a) - (b)).T	float64 (3,1) nan 3.5 nan
a float32 (3,) nan 2.5 nan; b float64 (1,3) -3.625 -1.0 -4.724	mod(((a) - (b)) // (where(b, a, a)), b)	float64 (1,3) nan -0.0 nan
a int64 () weak 5; b bool (3,1,3) 0 0 1 1 0 0 1 0 0; c int64 (1,2,3) -1 0 -7 -7 0 1; d int64 (2,3) 0 0 5 3 2 5	(d) - (size(a))	int64 (2,3) -1 -1 4 2 1 4
a int64 () weak 5; b bool (3,1,3) 0 0 1 1 0 0 1 0 0; c int64 (1,2,3) -1 0 -7 -7 0 1; d int64 (2,3) 0 0 5 3 2 5	((-2.5)) - (arange(0, -1, 2))	float64 (0,)
a int64 () weak 5; b bool (3,1,3) 0 0 1 1 0 0 1 0 0; c int64 (1,2,3) -1 0 -7 -7 0 1; d int64 (2,3) 0 0 5 3 2 5	where(((-2.5)) - (arange(0, -1, 2)), size(a), (b) | (a))	error
a int64 (3,3) 5 2 0 562634606 3 -7 -18 -1 -1; b float64 (3,3) 0.5 -1.0 -2.985 4.0 0.0 1.0 -1.0 inf 0.5; c int32 (3,3) 454629754 -1 1757298156 693190351 1 1 3 -13 -1; d float64 (3,3) 3.174 4.0 1.0 inf 0.0 nan inf -4.976 0.5	(b).T	float64 (3,3) 0.5 4.0 -1.0 -1.0 0.0 inf -2.985 1.0 0.5
a int64 (3,3) 5 2 0 562634606 3 -7 -18 -1 -1; b float64 (3,3) 0.5 -1.0 -2.985 4.0 0.0 1.0 -1.0 inf 0.5; c int32 (3,3) 454629754 -1 1757298156 693190351 1 1 3 -13 -1; d float64 (3,3) 3.174 4.0 1.0 inf 0.0 nan inf -4.976 0.5	(a) != (c)	bool (3,3) 1 1 1 1 1 1 1 1 0
a int64 (3,3) 5 2 0 562634606 3 -7 -18 -1 -1; b float64 (3,3) 0.5 -1.0 -2.985 4.0 0.0 1.0 -1.0 inf 0.5; c int32 (3,3) 454629754 -1 1757298156 693190351 1 1 3 -13 -1; d float64 (3,3) 3.174 4.0 1.0 inf 0.0 nan inf -4.976 0.5	(c) >> (b)	error
a int32 (1,1,1) 3; b int32 () 2; c float64 (1,1,1) 0.5; d float32 () 1.0	rint(d)	float32 () 1.0
a int32 (1,1,1) 3; b int32 () 2; c float64 (1,1,1) 0.5; d float32 () 1.0	(int32((d) % (size(d)))) >= (int32((d) % (size(d))))	bool () 1
a int32 (1,1,1) 3; b int32 () 2; c float64 (1,1,1) 0.5; d float32 () 1.0	(d)[3:size(d):1]	error
a float32 (2,3,4) 2.5 inf inf 0.0 nan -0.0 -0.0 inf nan 1.0 4.0 1.0 0.95 -1.0 -4.345 2.5 1.0 2.585 -1.0 4.0 -1.095 inf -1.0 2.5; b int32 (4,) -7 2 0 2	exp((b)[-1:-1:1])	~float64 (0,)
a float32 (2,3,4) 2.5 inf inf 0.0 nan -0.0 -0.0 inf nan 1.0 4.0 1.0 0.95 -1.0 -4.345 2.5 1.0 2.585 -1.0 4.0 -1.095 inf -1.0 2.5; b int32 (4,) -7 2 0 2	count_nonzero(b, axis=-1, keepdims=True)	int64 (1,) 3
a float32 (2,3,4) 2.5 inf inf 0.0 nan -0.0 -0.0 inf nan 1.0 4.0 1.0 0.95 -1.0 -4.345 2.5 1.0 2.585 -1.0 4.0 -1.095 inf -1.0 2.5; b int32 (4,) -7 2 0 2	(exp((b)[-1:-1:1])) / ((sum(b, axis=-1)) % ((b) != (b)))	error
a float64 () weak inf; b float32 (2,4) 0.0 -0.0 1.0 -0.0 inf 1.0 inf nan; c bool (4,) 0 1 0 1	((c) > (log(b))) / ((c) > (log(b)))	~float64 (2,4) 1.0 1.0 nan 1.0 nan 1.0 nan nan
a float64 () weak inf; b float32 (2,4) 0.0 -0.0 1.0 -0.0 inf 1.0 inf nan; c bool (4,) 0 1 0 1	(((log(b)) < (invert(c))) > (a)) + ((log(b)) < (invert(c)))	~bool (2,4) 1 1 1 1 0 0 0 0
a int64 (3,2) 2140757641 2 1 -1 17 1; b int64 () weak 2; c int64 () weak -1; d int64 (2,) 1 1535364391	(b) + (d)	int64 (2,) 3 1535364393
a int64 (3,2) 2140757641 2 1 -1 17 1; b int64 () weak 2; c int64 () weak -1; d int64 (2,) 1 1535364391	(where(d, d, d)) // ((b) + (d))	int64 (2,) 0 0
a int64 (3,2) 2140757641 2 1 -1 17 1; b int64 () weak 2; c int64 () weak -1; d int64 (2,) 1 1535364391	((10000000000.0)) & ((where(where(d, d, d), d, size(b))) + (size(b)))	error
a int64 (3,0); b bool () 1; c bool (0,); d float32 (3,3,0)	(a) % ((logical_xor(a, a)) ^ (c))	int64 (3,0)
a int64 (3,0); b bool () 1; c bool (0,); d float32 (3,3,0)	((a) if ((d) > (16777217)) else (a)) & (True)	int64 (3,3,0)
a int64 (3,0); b bool () 1; c bool (0,); d float32 (3,3,0)	max((3) + ((a) + (3)), axis=-1)	error
a float32 (1,2) 4.0 2.5; b bool (1,2) 0 0; c int64 () weak 5	(c) % (c)	int64 weak () 0
a float32 (1,2) 4.0 2.5; b bool (1,2) 0 0; c int64 () weak 5	((b)[:c:3])[None,None,None]	bool (1,1,1,1,2) 0 0
a float32 (2,3) nan -1.0 0.0 1.0 1.0 -0.0; b int32 (2,1) 1546764727 1; c int64 (3,) 2 -7 3	(float32(c)) * (mod(b, (2) * (c)))	float64 (2,3) 6.0 21.0 3.0 2.0 91.0 3.0
a float32 (2,3) nan -1.0 0.0 1.0 1.0 -0.0; b int32 (2,1) 1546764727 1; c int64 (3,) 2 -7 3	(arange(-4, 3, 3)) < ((0) <= (c))	bool (3,) 1 1 0
a float32 (2,3) nan -1.0 0.0 1.0 1.0 -0.0; b int32 (2,1) 1546764727 1; c int64 (3,) 2 -7 3	(a)[-7:1:3,0:1:3,3:2]	error
a int64 (3,3,1) 0 2 7 -7 2 2 1 -772782351 3; b int64 (3,3) 2 5 5 1 3 -1 0 -7 499045492; c int32 () 0	(count_nonzero(a, axis=1)) ** (1.5)	~float64 (3,1) 2.8284271247461903 5.196152422706632 5.196152422706632
a int64 (3,3,1) 0 2 7 -7 2 2 1 -772782351 3; b int64 (3,3) 2 5 5 1 3 -1 0 -7 499045492; c int32 () 0	(count_nonzero(a, axis=1)) >> ((count_nonzero(a, axis=1)) // (c))	int64 (3,1) 2 3 3
a int32 (4,2,1) 1 8 1 3 0 1 -7 -16; b int32 (1,1,0)	(b) >= ((0.0))	bool (1,1,0)
a int32 (4,2,1) 1 8 1 3 0 1 -7 -16; b int32 (1,1,0)	((16777217) * (a)) - (3)	int32 (4,2,1) 16777214 134217733 16777214 50331648 -3 16777214 -117440522 -268435475
a int32 (4,2,1) 1 8 1 3 0 1 -7 -16; b int32 (1,1,0)	(b)[-1:0:-1,2]	error
a int32 (3,) 1 1 1; b float64 (1,3) nan 0.0 0.0	logical_or((max(a, axis=()))[None], b)	bool (1,3) 1 1 1
a int32 (3,) 1 1 1; b float64 (1,3) nan 0.0 0.0	minimum(2, logical_or((max(a, axis=()))[None], b))	int64 (1,3) 1 1 1
a int32 (3,) 1 1 1; b float64 (1,3) nan 0.0 0.0	(where(max(a, axis=()), max(a, axis=()), maximum(a, b))) ^ ((max(a, axis=()))[None])	error
a bool (4,4) 1 0 0 1 1 0 1 1 0 1 1 1 0 1 1 0; b float32 (4,4,1) 4.0 0.0 -0.0 4.0 2.5 3.534 inf inf nan 0.5 1.0 0.5 -2.235 1.0 2.979 -1.0; c int64 () weak 1; d float64 (4,) 2.5 nan 0.5 -0.0	(any(((a) * (d)) >= ((a) ** (1)), axis=0))[...,1:-3:-2]	~bool (0,)
a bool (4,4) 1 0 0 1 1 0 1 1 0 1 1 1 0 1 1 0; b float32 (4,4,1) 4.0 0.0 -0.0 4.0 2.5 3.534 inf inf nan 0.5 1.0 0.5 -2.235 1.0 2.979 -1.0; c int64 () weak 1; d float64 (4,) 2.5 nan 0.5 -0.0	((3.7)) % (b)	float32 (4,4,1) 3.700000047683716 nan nan 3.700000047683716 1.2000000476837158 0.1660001277923584 3.700000047683716 3.700000047683716 nan 0.20000004768371582 0.7000000476837158 0.20000004768371582 -0.7699997425079346 0.7000000476837158 0.7209999561309814 -0.2999999523162842
a float64 () weak 0.5; b float64 (1,3) 0.0 4.0 nan; c bool (3,) 1 1 0; d int64 () weak -3	logical_or(d, min(d))	bool () 1
a float64 () weak 0.5; b float64 (1,3) 0.0 4.0 nan; c bool (3,) 1 1 0; d int64 () weak -3	logical_or(logical_or(d, min(d)), c)	bool (3,) 1 1 1
a float64 () weak 0.5; b float64 (1,3) 0.0 4.0 nan; c bool (3,) 1 1 0; d int64 () weak -3	(a) & (min(d))	error
a int64 () weak 2; b float32 (3,) 0.5 -1.0 inf; c int64 (4,3) 5 -7 0 5 0 -7 -1 2 -7 2 -1 -1	((((2.0)) == (b)) - (a)) ^ (a)	int64 (3,) -4 -4 -4
a int64 () weak 2; b float32 (3,) 0.5 -1.0 inf; c int64 (4,3) 5 -7 0 5 0 -7 -1 2 -7 2 -1 -1	(contains(str((((2.0)) == (b)) - (a)), '2')) / (True)	float64 (3,) 1.0 1.0 1.0
a int64 () weak 2; b float32 (3,) 0.5 -1.0 inf; c int64 (4,3) 5 -7 0 5 0 -7 -1 2 -7 2 -1 -1	(c) & (mean(2))	error
a int32 (4,1) 1 2 0 5; b int32 (1,1) -1275010587; c float32 () 0.0	(a)[...]	int32 (4,1) 1 2 0 5
a int32 (4,1) 1 2 0 5; b int32 (1,1) -1275010587; c float32 () 0.0	(b) / (((2.0)) >= (c))	float64 (1,1) -1275010587.0
a bool (3,1,1) 0 0 1; b float32 (3,1,0)	radians((count_nonzero(0, keepdims=True)) | (logical_xor(b, b)))	float64 (3,1,0)
a bool (3,1,1) 0 0 1; b float32 (3,1,0)	(a) < (((1.0)) // (logical_xor(b, b)))	bool (3,1,0)
a bool (3,1,1) 0 0 1; b float32 (3,1,0)	(count_nonzero(0, keepdims=True))[-1:-1]	error
a int64 (3,) 5 5 5; b float32 (3,3) 2.849 -1.0 2.5 0.5 4.0 inf -0.0 1.0 0.5; c int32 (1,3) 5 0 3; d float64 () weak -0.0	(max((b) ** (2.0), axis=(1,))) <= ((prod(c, axis=0)) << (c))	~bool (1,3) 1 0 1
a int64 (3,) 5 5 5; b float32 (3,3) 2.849 -1.0 2.5 0.5 4.0 inf -0.0 1.0 0.5; c int32 (1,3) 5 0 3; d float64 () weak -0.0	(b)[0,None]	float32 (1,3) 2.8489999771118164 -1.0 2.5
a int64 (3,1,1) -13 10 -7; b int64 () 1	fabs(a)	float64 (3,1,1) 13.0 10.0 7.0
a int64 (3,1,1) -13 10 -7; b int64 () 1	(b) / (2)	float64 () 0.5
a int64 (3,1,1) -13 10 -7; b int64 () 1	((b) / (2))[2::1]	error
a bool (3,) 0 1 1; b float64 () weak 1.0; c int32 (2,3) 542212106 2 3 3 20 2	(add(c, (a) & (c))) // (add(c, (a) & (c)))	int32 (2,3) 1 1 1 1 1 1
a bool (3,) 0 1 1; b float64 () weak 1.0; c int32 (2,3) 542212106 2 3 3 20 2	(add(c, (a) & (c))) ^ (1)	int32 (2,3) 542212107 3 5 2 21 3
a bool (3,) 0 1 1; b float64 () weak 1.0; c int32 (2,3) 542212106 2 3 3 20 2	(a)[-7:3:2,-3:1:-1]	error
a int64 (3,) -17 5 2; b int64 (3,3) 6 -2140872695 7 -7 5 2 3 1 -47166593; c float32 (3,) 0.5 2.5 0.0	(b) << ((16777217) ** (2))	~int64 (3,3) 0 0 0 0 0 0 0 0 0
a int64 (3,) -17 5 2; b int64 (3,3) 6 -2140872695 7 -7 5 2 3 1 -47166593; c float32 (3,) 0.5 2.5 0.0	abs(b)	int64 (3,3) 6 2140872695 7 7 5 2 3 1 47166593
a int64 () weak 1; b int64 () weak 1	mean(a)	~float64 () 1.0
a int64 () weak 1; b int64 () weak 1	(prod(isnan(b), keepdims=True))[None]	~int64 (1,) 0
a int64 () weak 1; b int64 () weak 1	(float64((2.0)))[b:-2:3]	error
a bool (2,3,1) 0 0 0 1 0 0; b int64 () weak 0; c float32 (1,) 4.0	(sum(a, axis=-1, keepdims=True)) ^ (sum(a, axis=-1, keepdims=True))	~int64 (2,3,1) 0 0 0 0 0 0
a bool (2,3,1) 0 0 0 1 0 0; b int64 () weak 0; c float32 (1,) 4.0	sqrt(b)	float64 weak () 0.0
a int64 (2,3,2) 5 -1 3 13 -1 2 -7 -1 5 0 990989905 -1; b float32 (3,2) -0.0 -1.0 1.0 -2.478 0.5 2.5; c bool (1,2) 1 1	(a) ^ (1099511627776)	int64 (2,3,2) 1099511627781 -1099511627777 1099511627779 1099511627789 -1099511627777 1099511627778 -1099511627783 -1099511627777 1099511627781 1099511627776 1100502617681 -1099511627777
a int64 (2,3,2) 5 -1 3 13 -1 2 -7 -1 5 0 990989905 -1; b float32 (3,2) -0.0 -1.0 1.0 -2.478 0.5 2.5; c bool (1,2) 1 1	radians(0)	float64 weak () 0.0
a int64 (2,3,2) 5 -1 3 13 -1 2 -7 -1 5 0 990989905 -1; b float32 (3,2) -0.0 -1.0 1.0 -2.478 0.5 2.5; c bool (1,2) 1 1	(b)[-3:-3:1,1:2,-3:]	error
a float64 (3,) 1.0 0.008 4.0; b int64 (3,4,1) 3 -7 2 17 1 2 0 5 0 1678103099 -1 1	add((b) % (a), b)	float64 (3,4,3) 3.0 3.008 6.0 -7.0 -7.0 -6.0 2.0 2.008 4.0 17.0 17.008 18.0 1.0 1.008 2.0 2.0 2.008 4.0 0.0 0.0 0.0 5.0 5.008 6.0 0.0 0.0 0.0 1678103099.0 1678103099.008 1678103102.0 -1.0 -1.0 2.0 1.0 1.008 2.0
a float64 (3,) 1.0 0.008 4.0; b int64 (3,4,1) 3 -7 2 17 1 2 0 5 0 1678103099 -1 1	all(add((b) % (a), b))	bool () 0
a int64 () weak -18; b bool (3,) 1 1 1; c int64 () weak 0; d int64 (3,3) -1 0 1 2 -7 -7 5 0 -17	max(d, axis=(0,))	int64 (3,) 5 0 1
a int64 () weak -18; b bool (3,) 1 1 1; c int64 () weak 0; d int64 (3,3) -1 0 1 2 -7 -7 5 0 -17	mean(c, keepdims=True)	~float64 () 0.0
a float32 (4,4) -1.0 -3.877 0.5 1.0 -1.0 0.0 0.0 2.5 -0.0 4.0 0.0 2.5 nan 4.0 -0.0 2.647; b float64 (1,) 1.0; c bool (4,) 1 0 0 0; d bool (1,) 1	(c) != (3)	bool (4,) 1 1 1 1
a float32 (4,4) -1.0 -3.877 0.5 1.0 -1.0 0.0 0.0 2.5 -0.0 4.0 0.0 2.5 nan 4.0 -0.0 2.647; b float64 (1,) 1.0; c bool (4,) 1 0 0 0; d bool (1,) 1	((b) < (b)) > (logical_xor(astype(a, 'float32'), d))	bool (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a float32 (4,4) -1.0 -3.877 0.5 1.0 -1.0 0.0 0.0 2.5 -0.0 4.0 0.0 2.5 nan 4.0 -0.0 2.647; b float64 (1,) 1.0; c bool (4,) 1 0 0 0; d bool (1,) 1	(astype(a, 'float32')) << ((c) != (3))	error
a int64 () weak -7; b bool (2,) 1 1; c float64 (3,1) inf -1.0 0.0	((b) ^ (a)) - (1)	int64 (2,) -9 -9
a int64 () weak -7; b bool (2,) 1 1; c float64 (3,1) inf -1.0 0.0	mean(mean(b, axis=0))	~float64 () 1.0
a int64 (2,4,2) 3 -1 -7 5 1648771492 0 3 6 -7 1 -1 18 3 1 3 -14; b float32 (4,1) -1.975 1.0 -0.0 4.0; c float32 (4,2) 0.0 0.5 inf -1.295 2.5 -1.0 2.5 -1.0	logical_and(16777217, (c) < (c))	bool (4,2) 0 0 0 0 0 0 0 0
a int64 (2,4,2) 3 -1 -7 5 1648771492 0 3 6 -7 1 -1 18 3 1 3 -14; b float32 (4,1) -1.975 1.0 -0.0 4.0; c float32 (4,2) 0.0 0.5 inf -1.295 2.5 -1.0 2.5 -1.0	(a) / (exp(a))	~float64 (2,4,2) 0.14936120510359183 -2.718281828459045 -7676.43210899921 0.03368973499542734 0.0 0.0 0.14936120510359183 0.014872513059998151 -7676.43210899921 0.36787944117144233 -2.718281828459045 2.741396354048273e-07 0.14936120510359183 0.36787944117144233 0.14936120510359183 -16836459.978306875
a float64 () weak -1.0; b int32 (4,) 5 1963824292 -7 1; c int64 () weak 0	logical_xor(0, c)	bool weak () 0
a float64 () weak -1.0; b int32 (4,) 5 1963824292 -7 1; c int64 () weak 0	((0.5)) != (add((100) - (b), prod(c)))	~bool (4,) 1 1 1 1
a int64 (2,) 1 1; b float64 (1,2) 4.0 0.0; c int64 (2,2) 2 -1 5 -1; d float64 () weak 2.5	size((c)[1:1,None])	int64 weak () 0
a int64 (2,) 1 1; b float64 (1,2) 4.0 0.0; c int64 (2,2) 2 -1 5 -1; d float64 () weak 2.5	((c)[1:1,None]) * (d)	float64 (0,1,2)
a bool (2,) 1 0; b float64 () weak inf; c float32 (2,) 4.0 1.0	(c) % (b)	float32 (2,) 4.0 1.0
a bool (2,) 1 0; b float64 () weak inf; c float32 (2,) 4.0 1.0	arctan2((b) != (a), b)	~float64 (2,) 0.0 0.0
a bool (2,) 1 0; b float64 () weak inf; c float32 (2,) 4.0 1.0	((1.0)) & (c)	error
a int64 () weak 2; b float64 (1,1) 1.0; c bool (4,) 0 1 0 0; d int64 () weak -12	(int64(c))[3:-1:3]	int64 (0,)
a int64 () weak 2; b float64 (1,1) 1.0; c bool (4,) 0 1 0 0; d int64 () weak -12	(d) | (a)	int64 weak () -10
a int64 (4,3,2) 14 0 -1 3 1 1 0 -1 1 3 5 -135822118 0 1 3 -846609510 3 3 -15 1422564913 3 1 -1 -1; b float64 (1,2) -0.0 0.0; c int32 (1,2) 5 0	(negative(max(0))) / (count_nonzero(c, axis=1, keepdims=True))	float64 (1,1) 0.0
a int64 (4,3,2) 14 0 -1 3 1 1 0 -1 1 3 5 -135822118 0 1 3 -846609510 3 3 -15 1422564913 3 1 -1 -1; b float64 (1,2) -0.0 0.0; c int32 (1,2) 5 0	logical_xor(True, count_nonzero(c, axis=1, keepdims=True))	bool (1,1) 0
a int64 (4,3,2) 14 0 -1 3 1 1 0 -1 1 3 5 -135822118 0 1 3 -846609510 3 3 -15 1422564913 3 1 -1 -1; b float64 (1,2) -0.0 0.0; c int32 (1,2) 5 0	where(b, a, arange(-4, 4, 2))	error
a int32 (4,3) 0 -7 165844006 15 5 5 1 -7 -14 1 3 0; b int64 (1,3) 0 -7 2; c bool (1,) 0; d bool () 0	negative((mod(d, (c) + (add(a, c))))[::-1])	int32 (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (4,3) 0 -7 165844006 15 5 5 1 -7 -14 1 3 0; b int64 (1,3) 0 -7 2; c bool (1,) 0; d bool () 0	(add(a, c)) >= ((mod(d, (c) + (add(a, c))))[::-1])	bool (4,3) 1 0 1 1 1 1 1 0 0 1 1 1
a float32 (2,1) -1.0 0.5; b bool (2,1,0); c bool (0,)	(c) / (a)	float32 (2,0)
a float32 (2,1) -1.0 0.5; b bool (2,1,0); c bool (0,)	mod(5, a)	float32 (2,1) -0.0 0.0
a float32 (2,1) -1.0 0.5; b bool (2,1,0); c bool (0,)	(b)[2]	error
a bool (4,) 0 1 1 0; b float64 (2,) nan 2.5	linspace(2, -3, 2)	~float64 (2,) 2.0 -3.0
a bool (4,) 0 1 1 0; b float64 (2,) nan 2.5	(linspace(2, -3, 2)).T	~float64 (2,) 2.0 -3.0
a bool (4,) 0 1 1 0; b float64 (2,) nan 2.5	(isnan(where((-1.0), b, round(b)))) << (a)	error
a float32 (2,2,4) -1.0 2.495 nan 0.5 4.0 4.0 0.0 0.5 4.0 0.0 0.5 -1.0 1.0 nan inf 2.5; b bool (2,4) 1 0 1 0 1 0 1 1; c int32 (1,2,4) -7 -1 -8 2 5 3 5 1; d int64 () 1	mod(transpose(a, (2, 0, 1)), transpose(a, (2, 0, 1)))	float32 (4,2,2) -0.0 0.0 0.0 0.0 0.0 0.0 nan nan nan nan 0.0 nan 0.0 0.0 -0.0 0.0
a float32 (2,2,4) -1.0 2.495 nan 0.5 4.0 4.0 0.0 0.5 4.0 0.0 0.5 -1.0 1.0 nan inf 2.5; b bool (2,4) 1 0 1 0 1 0 1 1; c int32 (1,2,4) -7 -1 -8 2 5 3 5 1; d int64 () 1	contains(str(maximum(c, d)), '1')	bool (1,2,4) 1 1 1 0 0 0 0 1
a float32 (2,2,4) -1.0 2.495 nan 0.5 4.0 4.0 0.0 0.5 4.0 0.0 0.5 -1.0 1.0 nan inf 2.5; b bool (2,4) 1 0 1 0 1 0 1 1; c int32 (1,2,4) -7 -1 -8 2 5 3 5 1; d int64 () 1	(all(d)) | (mean(c, axis=2))	error
a int32 (2,2) -1 -7 3 0; b int32 (4,2,2) 1612966662 18 3 2 0 0 -7 5 -15 -4 5 -1 5 -7 20 1; c int32 () 1; d float32 (2,2) inf 4.084 -1.494 -3.308	((-2.5)) if ((c) | (5)) else (int64(a))	float64 (2,2) -2.5 -2.5 -2.5 -2.5
a int32 (2,2) -1 -7 3 0; b int32 (4,2,2) 1612966662 18 3 2 0 0 -7 5 -15 -4 5 -1 5 -7 20 1; c int32 () 1; d float32 (2,2) inf 4.084 -1.494 -3.308	(5) ** (-1)	~float64 weak () 0.2
a int32 (2,2) -1 -7 3 0; b int32 (4,2,2) 1612966662 18 3 2 0 0 -7 5 -15 -4 5 -1 5 -7 20 1; c int32 () 1; d float32 (2,2) inf 4.084 -1.494 -3.308	(((c) | (5)) ** (0))[1:-1:3]	error
a int32 (3,4,1) 3 13 432164411 2 3 1 -1 -11 -7 5 -1 2; b float32 () nan; c float64 (3,) nan 0.5 4.991	exp(b)	~float32 () nan
a int32 (3,4,1) 3 13 432164411 2 3 1 -1 -11 -7 5 -1 2; b float32 () nan; c float64 (3,) nan 0.5 4.991	transpose((a) / (b), (2, 1, 0))	float64 (1,4,3) nan nan nan nan nan nan nan nan nan nan nan nan
a int64 (3,) 3 -20 1; b int64 (2,3) 3 3 3 3 5 12; c float64 (1,3) inf 2.5 -0.0; d float32 (2,3) 0.5 1.0 -1.0 1.0 0.063 0.5	maximum(d, (10000000000.0))	float32 (2,3) 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0
a int64 (3,) 3 -20 1; b int64 (2,3) 3 3 3 3 5 12; c float64 (1,3) inf 2.5 -0.0; d float32 (2,3) 0.5 1.0 -1.0 1.0 0.063 0.5	((b)[0:3:-1]) / ((-1.0))	float64 (0,3)
a int64 (3,) 3 -20 1; b int64 (2,3) 3 3 3 3 5 12; c float64 (1,3) inf 2.5 -0.0; d float32 (2,3) 0.5 1.0 -1.0 1.0 0.063 0.5	(a) << (maximum(d, (10000000000.0)))	error
a int64 () 5; b float64 () weak inf; c float64 () inf; d bool (3,3) 1 0 1 0 1 0 1 1 0	((a) * (b))[None]	float64 (1,) inf
a int64 () 5; b float64 () weak inf; c float64 () inf; d bool (3,3) 1 0 1 0 1 0 1 1 0	(d)[2,0]	bool () 1
a int64 (2,4) -14 141493054 5 5 2 12 2 2; b int64 (1,4) 3 -20 2 2	prod(arange(-3, -1, 1), axis=(0,))	~int64 () 6
a int64 (2,4) -14 141493054 5 5 2 12 2 2; b int64 (1,4) 3 -20 2 2	sum(a, axis=-2, keepdims=True)	~int64 (1,4) -12 141493066 7 7
a int64 (2,4) -14 141493054 5 5 2 12 2 2; b int64 (1,4) 3 -20 2 2	((0.0)) & (sum(a, axis=-2, keepdims=True))	error
a float64 () weak -0.0; b bool (2,2,1) 1 0 1 0; c bool (4,) 0 1 0 1	(b) != (b)	bool (2,2,1) 0 0 0 0
a float64 () weak -0.0; b bool (2,2,1) 1 0 1 0; c bool (4,) 0 1 0 1	(c) - ((a) - (a))	float64 (4,) 0.0 1.0 0.0 1.0
a bool (1,4) 0 1 1 0; b int64 () weak 5	minimum((a)[None], ((2.0)) / (a))	float64 (1,1,4) 0.0 1.0 1.0 0.0
a bool (1,4) 0 1 1 0; b int64 () weak 5	arange(-5, -3, 0.25)	float64 (8,) -5.0 -4.75 -4.5 -4.25 -4.0 -3.75 -3.5 -3.25
a bool (1,4) 0 1 1 0; b int64 () weak 5	(a)[0:,b:b:-1,2:-1]	error
a float32 (3,3) 2.245 0.5 0.0 -1.0 inf 0.5 2.5 nan 0.5; b float32 (3,3) inf inf 2.5 inf inf 0.0 0.5 0.5 0.5	(add(a, (b) - (b)))[-2::3]	float32 (1,3) nan nan 0.5
a float32 (3,3) 2.245 0.5 0.0 -1.0 inf 0.5 2.5 nan 0.5; b float32 (3,3) inf inf 2.5 inf inf 0.0 0.5 0.5 0.5	any(a, axis=(0, 1), keepdims=True)	bool (1,1) 1
a float32 (3,3) 2.245 0.5 0.0 -1.0 inf 0.5 2.5 nan 0.5; b float32 (3,3) inf inf 2.5 inf inf 0.0 0.5 0.5 0.5	(a) ^ ((b) - (b))	error
a int64 (1,4) -1 1588378388 3 1; b float64 (2,4) nan inf 2.5 -0.0 -0.0 4.0 nan 0.0; c int32 () 3	fabs(b)	float64 (2,4) nan inf 2.5 0.0 0.0 4.0 nan 0.0
a int64 (1,4) -1 1588378388 3 1; b float64 (2,4) nan inf 2.5 -0.0 -0.0 4.0 nan 0.0; c int32 () 3	prod(sqrt(a), axis=-2)	~float64 (4,) nan 39854.46509489244 1.7320508075688772 1.0
a int64 (1,4) -1 1588378388 3 1; b float64 (2,4) nan inf 2.5 -0.0 -0.0 4.0 nan 0.0; c int32 () 3	(prod(sqrt(a), axis=-2)) | (0)	error
a int64 (3,) 5 -1 3; b int64 () weak 3	size(b)	int64 weak () 1
a int64 (3,) 5 -1 3; b int64 () weak 3	(size(b)) != ((shape(a, 0)) + ((10000000000.0)))	bool weak () 1
a int32 (1,2,2) 0 -1 2 2020757634; b int64 (1,2) 3 5	logical_and((0.0), ((a)[-1,-3:-1:-2]).T)	bool (2,0)
a int32 (1,2,2) 0 -1 2 2020757634; b int64 (1,2) 3 5	logical_and(((a)[-1,-3:-1:-2]).T, 0)	bool (2,0)
a float64 (1,1) 4.0; b int64 (1,4) 1 -2087086470 1 2; c int64 (1,1) -1	logical_or(2, all(2147483648, keepdims=True))	bool () 1
a float64 (1,1) 4.0; b int64 (1,4) 1 -2087086470 1 2; c int64 (1,1) -1	(a) ** (1)	~float64 (1,1) 4.0
a float64 (1,1) 4.0; b int64 (1,4) 1 -2087086470 1 2; c int64 (1,1) -1	(a)[-2:2:2,-7:-7,-3::-1]	error
a bool () 0; b bool (1,3,3) 0 0 0 1 1 1 0 0 1	(arange(2, 0, -1)) != (a)	bool (2,) 1 1
a bool () 0; b bool (1,3,3) 0 0 0 1 1 1 0 0 1	logical_not((arange(2, 0, -1)) != (a))	bool (2,) 0 0
a bool () 0; b bool (1,3,3) 0 0 0 1 1 1 0 0 1	max((arange(2, 0, -1))[:3:-1], axis=(0,))	error
a bool (1,3) 1 1 0; b bool (2,1,3) 1 0 0 1 0 0	all(True, keepdims=True)	bool () 1
a bool (1,3) 1 1 0; b bool (2,1,3) 1 0 0 1 0 0	(all(16777217)) < (max(b, axis=-2, keepdims=True))	bool (2,1,3) 0 0 0 0 0 0
a bool (1,3) 1 1 0; b bool (2,1,3) 1 0 0 1 0 0	(b) ^ ((1.0))	error
a int64 () weak 5; b bool (4,1) 0 0 1 1; c int64 (1,) 12; d int64 () 3	(c) == (c)	bool (1,) 1
a int64 () weak 5; b bool (4,1) 0 0 1 1; c int64 (1,) 12; d int64 () 3	(b) & (b)	bool (4,1) 0 0 1 1
a float64 (4,) 1.0 -0.0 -0.0 -3.975; b float64 () nan; c float64 (3,4,1) -1.697 -1.0 2.5 2.5 -1.0 2.562 0.409 0.0 0.0 0.0 -1.0 1.0; d int64 (4,4) 1 2 5 5 -1193769636 2 1 -1 -7 10 13 -7 -148936611 -7 -7 -1	prod(prod((b) // (d), axis=()), keepdims=True)	~float64 (1,1) nan
a float64 (4,) 1.0 -0.0 -0.0 -3.975; b float64 () nan; c float64 (3,4,1) -1.697 -1.0 2.5 2.5 -1.0 2.562 0.409 0.0 0.0 0.0 -1.0 1.0; d int64 (4,4) 1 2 5 5 -1193769636 2 1 -1 -7 10 13 -7 -148936611 -7 -7 -1	all(a, axis=-1)	bool () 0
a float64 (4,) 1.0 -0.0 -0.0 -3.975; b float64 () nan; c float64 (3,4,1) -1.697 -1.0 2.5 2.5 -1.0 2.562 0.409 0.0 0.0 0.0 -1.0 1.0; d int64 (4,4) 1 2 5 5 -1193769636 2 1 -1 -7 10 13 -7 -148936611 -7 -7 -1	(b)[::-1]	error
a int64 () weak 2; b int64 (1,2) 561059033 -7	(b) >> (((b) < (b))[...,None])	int64 (1,2,2) 561059033 -7 561059033 -7
a int64 () weak 2; b int64 (1,2) 561059033 -7	(max(b, axis=0)) >= (b)	bool (1,2) 1 1
a int64 () weak 2; b int64 (1,2) 561059033 -7	((a) < ((a) ** (2))) - (((b) < (b))[...,None])	error
a int32 (4,3) 2 -1 1 2 1383182725 3 -18 -7 -7 1 -1 -1; b bool (4,) 1 1 1 0	(add(a, a)) - (add(a, a))	int32 (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (4,3) 2 -1 1 2 1383182725 3 -18 -7 -7 1 -1 -1; b bool (4,) 1 1 1 0	(a) >= ((add(a, a)) - (add(a, a)))	bool (4,3) 1 0 1 1 1 1 0 0 0 1 0 0
a bool (1,) 1; b float64 (4,) 0.0 2.949 0.5 inf	fabs((float32(add(a, a)))[3:1:3])	float32 (0,)
a bool (1,) 1; b float64 (4,) 0.0 2.949 0.5 inf	(add(a, a)) <= (float32(add(a, a)))	bool (1,) 1
a bool (1,) 1; b float64 (4,) 0.0 2.949 0.5 inf	(b)[7:-2:2,3:-2:-1]	error
a float64 () weak nan; b float64 (2,) -0.0 nan; c float64 (2,2,2) 0.0 1.0 0.0 1.0 0.0 0.0 2.5 0.5	(5) <= (2)	bool weak () 0
a float64 () weak nan; b float64 (2,) -0.0 nan; c float64 (2,2,2) 0.0 1.0 0.0 1.0 0.0 0.0 2.5 0.5	((b).T) % (a)	float64 (2,) nan nan
a bool (4,3,1) 1 1 0 0 0 1 1 1 1 1 0 1; b int64 () weak 1; c int64 (3,4) 2 2 -1 0 2 0 -1 -1 -309856483 -1017565515 -7 5; d int64 (1,3,4) 1 -1 5 0 -1 9 1938811833 -7 -429246350 5 2 -592680060	(all(100)) > ((d) ^ (d))	bool (1,3,4) 1 1 1 1 1 1 1 1 1 1 1 1
a bool (4,3,1) 1 1 0 0 0 1 1 1 1 1 0 1; b int64 () weak 1; c int64 (3,4) 2 2 -1 0 2 0 -1 -1 -309856483 -1017565515 -7 5; d int64 (1,3,4) 1 -1 5 0 -1 9 1938811833 -7 -429246350 5 2 -592680060	transpose(a, (1, 2, 0))	bool (3,1,4) 1 0 1 1 1 0 1 0 0 1 1 1
a float64 (4,1) -0.0 2.5 0.0 nan; b bool (3,) 1 1 1; c int32 (4,3) -7 -1 5 1 5 -7 -13 -7 -11 5 15 -1; d float64 (1,) inf	floor(rint(d))	float64 (1,) inf
a float64 (4,1) -0.0 2.5 0.0 nan; b bool (3,) 1 1 1; c int32 (4,3) -7 -1 5 1 5 -7 -13 -7 -11 5 15 -1; d float64 (1,) inf	where((1.0), d, rint(d))	float64 (1,) inf
a float64 (4,1) -0.0 2.5 0.0 nan; b bool (3,) 1 1 1; c int32 (4,3) -7 -1 5 1 5 -7 -13 -7 -11 5 15 -1; d float64 (1,) inf	(rint(d)) << (c)	error
a float64 (4,) -4.272 4.0 0.5 4.0; b float32 (4,) inf inf nan 0.5; c float32 (3,2,4) 0.0 -0.0 nan 0.5 0.0 -0.0 -1.0 1.0 2.5 0.5 -1.0 0.5 1.0 -0.0 2.5 inf nan nan 0.5 -4.204 4.0 2.5 2.5 -0.0; d float32 (4,) 1.0 nan 0.5 2.5	(b) * (((a) ** (-1)) if (d) else (b))	~float64 (4,) -inf inf nan 0.125
a float64 (4,) -4.272 4.0 0.5 4.0; b float32 (4,) inf inf nan 0.5; c float32 (3,2,4) 0.0 -0.0 nan 0.5 0.0 -0.0 -1.0 1.0 2.5 0.5 -1.0 0.5 1.0 -0.0 2.5 inf nan nan 0.5 -4.204 4.0 2.5 2.5 -0.0; d float32 (4,) 1.0 nan 0.5 2.5	(maximum((a) ** (-1), pi)) * ((b) <= (b))	~float64 (4,) 3.141592653589793 3.141592653589793 0.0 3.141592653589793
a float64 (4,) -4.272 4.0 0.5 4.0; b float32 (4,) inf inf nan 0.5; c float32 (3,2,4) 0.0 -0.0 nan 0.5 0.0 -0.0 -1.0 1.0 2.5 0.5 -1.0 0.5 1.0 -0.0 2.5 inf nan nan 0.5 -4.204 4.0 2.5 2.5 -0.0; d float32 (4,) 1.0 nan 0.5 2.5	(((a) ** (-1)) if (d) else (b))[-2:0,7:1]	error
a int64 (1,2) 1534428965 0; b int64 (3,2) 0 1 1 2 -470365639 3; c int32 (3,2) 0 1 1141683750 -1292210336 1 0; d float32 (2,) 2.5 1.0	contains(str(a), '3')	bool (1,2) 1 0
a int64 (1,2) 1534428965 0; b int64 (3,2) 0 1 1 2 -470365639 3; c int32 (3,2) 0 1 1141683750 -1292210336 1 0; d float32 (2,) 2.5 1.0	mean(b, axis=-1, keepdims=True)	~float64 (3,1) 0.5 1.5 -235182818.0
a int64 (1,2) 1534428965 0; b int64 (3,2) 0 1 1 2 -470365639 3; c int32 (3,2) 0 1 1141683750 -1292210336 1 0; d float32 (2,) 2.5 1.0	(mean(b, axis=-1, keepdims=True)) << (b)	error
a float32 () -1.0; b int32 (3,4) -1 -7 5 -7 1 2 5 3 2 12 2 56666772; c int64 (1,4) 2 5 -7 -1	(count_nonzero(b, axis=(1, 0))) * (max((2) % (c), keepdims=True))	int64 (1,1) 24
a float32 () -1.0; b int32 (3,4) -1 -7 5 -7 1 2 5 3 2 12 2 56666772; c int64 (1,4) 2 5 -7 -1	(c) >= (max((2) % (c), keepdims=True))	bool (1,4) 1 1 0 0
a bool () 0; b int32 (2,2) -1 -12 1 -7	((b) if (b) else (a)) == (True)	bool (2,2) 0 0 1 0
a bool () 0; b int32 (2,2) -1 -12 1 -7	(a) >= ((a) if (b) else (a))	bool (2,2) 1 1 1 1
a int32 (4,) 18 -227213811 -2029593489 3; b int64 (1,1) -1; c float64 () weak -1.0; d float32 () -0.0	((-2.5)) if (isnan(a)) else (c)	float64 (4,) -1.0 -1.0 -1.0 -1.0
a int32 (4,) 18 -227213811 -2029593489 3; b int64 (1,1) -1; c float64 () weak -1.0; d float32 () -0.0	where(where((2.0), a, ((b) - (a)) != ((c) == (16777217))), c, d)	float32 (1,4) -1.0 -1.0 -1.0 -1.0
a int32 (4,) 18 -227213811 -2029593489 3; b int64 (1,1) -1; c float64 () weak -1.0; d float32 () -0.0	(d) << (b)	error
a int64 (3,4) -587363023 0 -7 942377826 3 0 -7 -1 3 -7 5 3; b bool (3,4) 1 1 1 0 0 1 0 0 0 1 0 0; c int64 (2,3,4) 3 1 -1 -7 0 0 0 1373048085 1094162957 1207555467 -221132047 926283956 -1 -7 3 1 -7 -2009406036 3 1 5 -1 0 3	(count_nonzero(2)) <= (b)	bool (3,4) 1 1 1 0 0 1 0 0 0 1 0 0
a int64 (3,4) -587363023 0 -7 942377826 3 0 -7 -1 3 -7 5 3; b bool (3,4) 1 1 1 0 0 1 0 0 0 1 0 0; c int64 (2,3,4) 3 1 -1 -7 0 0 0 1373048085 1094162957 1207555467 -221132047 926283956 -1 -7 3 1 -7 -2009406036 3 1 5 -1 0 3	where((b) | (c), (1.0), count_nonzero(2))	float64 (2,3,4) 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0
a float32 (4,1) -0.0 1.0 2.5 0.5; b float64 (1,1) 0.5; c float64 (1,1) 1.0	mean((b) + (c), axis=0, keepdims=True)	~float64 (1,1) 1.5
a float32 (4,1) -0.0 1.0 2.5 0.5; b float64 (1,1) 0.5; c float64 (1,1) 1.0	all((c) * ((0.1)), axis=-2)	bool (1,) 1
a float32 (4,1) -0.0 1.0 2.5 0.5; b float64 (1,1) 0.5; c float64 (1,1) 1.0	((a) <= (cos(c))) & (cos(c))	error
a int64 (3,1,4) 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7 -1 1; b int32 (3,1,4) -1 3 5 1 -7 -7 -1 -7 -10 -7 -7 0; c int64 (1,4) -1 -7 0 14; d float32 (3,1,4) inf 1.0 0.0 inf -1.0 2.5 inf 2.5 4.0 0.0 4.0 -0.0	transpose(c, (0, 1))	int64 (1,4) -1 -7 0 14
a int64 (3,1,4) 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7 -1 1; b int32 (3,1,4) -1 3 5 1 -7 -7 -1 -7 -10 -7 -7 0; c int64 (1,4) -1 -7 0 14; d float32 (3,1,4) inf 1.0 0.0 inf -1.0 2.5 inf 2.5 4.0 0.0 4.0 -0.0	(transpose(c, (0, 1))) * (exp(b))	~float64 (3,1,4) -0.36787944117144233 -140.59875846231367 0.0 38.05594559842663 -0.0009118819655545162 -0.006383173758881614 0.0 0.012766347517763227 -4.5399929762484854e-05 -0.006383173758881614 0.0 14.0
a int64 (3,1,4) 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7 -1 1; b int32 (3,1,4) -1 3 5 1 -7 -7 -1 -7 -10 -7 -7 0; c int64 (1,4) -1 -7 0 14; d float32 (3,1,4) inf 1.0 0.0 inf -1.0 2.5 inf 2.5 4.0 0.0 4.0 -0.0	(a) ^ (linspace(-2, 3, 2))	error
a bool (1,2) 1 0; b bool (0,2,1); c bool (0,1,2)	(((c) + (c)) // (max((3.7), keepdims=True))) if (c) else (((c) + (c)) // (max((3.7), keepdims=True)))	float64 (0,1,2)
a bool (1,2) 1 0; b bool (0,2,1); c bool (0,1,2)	(a) >= ((((c) + (c)) // (max((3.7), keepdims=True))) if (c) else (((c) + (c)) // (max((3.7), keepdims=True))))	bool (0,1,2)
a bool (1,2,1) 0 0; b int32 (1,3) 5 -1 0; c int32 (3,) -7 1 5	(c) << (b)	int32 (1,3) -224 0 5
a bool (1,2,1) 0 0; b int32 (1,3) 5 -1 0; c int32 (3,) -7 1 5	(abs(max(c, axis=-1, keepdims=True))) >= ((0.0))	bool (1,) 1
a bool (1,2,1) 0 0; b int32 (1,3) 5 -1 0; c int32 (3,) -7 1 5	(pi) << (b)	error
a float32 (1,4) inf 1.0 0.0 1.0; b int64 () 3; c int64 (4,4) -1 5 -18 -1015671867 1 5 0 -1 0 -7 5 -7 -1 3 1326206114 1; d int32 (4,1) 3 -5 5 0	(d) > (2)	bool (4,1) 1 0 1 0
a float32 (1,4) inf 1.0 0.0 1.0; b int64 () 3; c int64 (4,4) -1 5 -18 -1015671867 1 5 0 -1 0 -7 5 -7 -1 3 1326206114 1; d int32 (4,1) 3 -5 5 0	((2.0)) // ((0) + (d))	float64 (4,1) 0.0 -1.0 0.0 inf
a int64 () weak 5; b bool (4,) 1 0 0 0; c int64 () weak 0	mod((a) % (a), (a) % (a))	int64 weak () 0
a int64 () weak 5; b bool (4,) 1 0 0 0; c int64 () weak 0	((a) % (a)) * (1)	int64 weak () 0
a int64 (4,1) 2 2 3 -7; b int32 (4,3) 1 3 -12 5 1741223611 5 5 5 3 -609147876 5 16; c float64 (3,) 4.0 -1.0 inf; d float64 (4,3) inf 2.5 2.5 0.0 0.0 -3.586 inf 0.5 0.0 nan 4.0 inf	(c) * (16777217)	float64 (3,) 67108868.0 -16777217.0 inf
a int64 (4,1) 2 2 3 -7; b int32 (4,3) 1 3 -12 5 1741223611 5 5 5 3 -609147876 5 16; c float64 (3,) 4.0 -1.0 inf; d float64 (4,3) inf 2.5 2.5 0.0 0.0 -3.586 inf 0.5 0.0 nan 4.0 inf	min((c) * (16777217))	float64 () -16777217.0
a int32 (2,1,2) -7 -917807732 5 1667231695; b int64 (1,1) -1; c int32 (1,) 5; d int64 () weak 3	negative(mean(a, axis=-1, keepdims=True))	~float64 (2,1,1) 458903869.5 -833615850.0
a int32 (2,1,2) -7 -917807732 5 1667231695; b int64 (1,1) -1; c int32 (1,) 5; d int64 () weak 3	(c) < (((c) ^ (b)) > (c))	bool (1,1) 0
a int32 (2,1,2) -7 -917807732 5 1667231695; b int64 (1,1) -1; c int32 (1,) 5; d int64 () weak 3	(c) ** (-1)	error
a int64 (1,) 2; b float32 (2,4) 0.5 nan 4.0 2.5 -1.0 -0.0 -1.0 -0.0; c float32 (1,4) 1.0 1.0 2.5 1.0	(logical_xor(a, (10000000000.0)))[-1:-2]	bool (0,)
a int64 (1,) 2; b float32 (2,4) 0.5 nan 4.0 2.5 -1.0 -0.0 -1.0 -0.0; c float32 (1,4) 1.0 1.0 2.5 1.0	(b) == (b)	bool (2,4) 1 0 1 1 1 1 1 1
a int64 (1,) 2; b float32 (2,4) 0.5 nan 4.0 2.5 -1.0 -0.0 -1.0 -0.0; c float32 (1,4) 1.0 1.0 2.5 1.0	((logical_xor(a, (10000000000.0)))[-1:-2])[-2,-7:-2:1]	error
a float64 () weak 1.108; b int32 (2,3,1) 8 0 3 1 -1796677908 13	all(((a) != ((a) == (1099511627776))) // (b), axis=())	bool (2,3,1) 0 0 0 1 1 0
a float64 () weak 1.108; b int32 (2,3,1) 8 0 3 1 -1796677908 13	(b) > (b)	bool (2,3,1) 0 0 0 0 0 0
a float64 () weak 1.108; b int32 (2,3,1) 8 0 3 1 -1796677908 13	((a) // (b)) >> (a)	error
a int32 () 0; b float64 () inf; c float32 (4,2) 0.0 4.05 inf 2.5 -1.0 -1.796 4.0 0.5; d float64 (4,2) inf 0.0 nan -0.0 2.5 1.0 -1.0 4.0	fabs(1099511627776)	float64 weak () 1099511627776.0
a int32 () 0; b float64 () inf; c float32 (4,2) 0.0 4.05 inf 2.5 -1.0 -1.796 4.0 0.5; d float64 (4,2) inf 0.0 nan -0.0 2.5 1.0 -1.0 4.0	log((0.1))	~float64 weak () -2.3025850929940455
a float32 (3,) 0.897 4.0 nan; b int64 (1,4,3) 1 -302652722 -1 2 5 -6 2 0 1 -1575608642 1 2	(a) * ((0.0))	float32 (3,) 0.0 0.0 nan
a float32 (3,) 0.897 4.0 nan; b int64 (1,4,3) 1 -302652722 -1 2 5 -6 2 0 1 -1575608642 1 2	sqrt(3)	float64 weak () 1.7320508075688772
a float32 (4,2) -1.0 0.774 0.5 inf 1.0 nan 4.0 3.926; b float32 (2,) 0.0 0.711; c int64 (4,) -1 0 -329291559 0	(b) % ((3.7))	float32 (2,) 0.0 0.7110000252723694
a float32 (4,2) -1.0 0.774 0.5 inf 1.0 nan 4.0 3.926; b float32 (2,) 0.0 0.711; c int64 (4,) -1 0 -329291559 0	transpose((a) >= ((0.0)), (1, 0))	bool (2,4) 0 1 1 1 1 1 0 1
a float32 (4,2) -1.0 0.774 0.5 inf 1.0 nan 4.0 3.926; b float32 (2,) 0.0 0.711; c int64 (4,) -1 0 -329291559 0	(a)[1,-7:-1,2]	error
a int64 (4,1) 0 5 1 1; b int32 (3,) 0 -7 2; c int64 (4,3) -498998490 -7 1 2 -7 5 3 2 1294076677 11 6 2	fabs(((b) >= (b)) >> (a))	float64 (4,3) 1.0 1.0 1.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
a int64 (4,1) 0 5 1 1; b int32 (3,) 0 -7 2; c int64 (4,3) -498998490 -7 1 2 -7 5 3 2 1294076677 11 6 2	(((b) >= (b)) != ((b) * (pi))) - (a)	int64 (4,3) 1 1 1 -4 -4 -4 0 0 0 0 0 0
a int64 (4,1) 0 5 1 1; b int32 (3,) 0 -7 2; c int64 (4,3) -498998490 -7 1 2 -7 5 3 2 1294076677 11 6 2	(fabs(((b) >= (b)) >> (a))) >= (((b) * (pi))[...,None])	error
a float64 () weak nan; b int64 (3,) 0 5 -7	sum(arange(-4, 0, -2))	~int64 () 0
a float64 () weak nan; b int64 (3,) 0 5 -7	(1) if (arange(-4, 0, -2)) else (arange(-4, 0, -2))	int64 (0,)
a float64 () weak nan; b int64 (3,) 0 5 -7	(b) % ((arange(-4, 0, -2)) if ((a) % (a)) else ((a) % (a)))	error
a bool (1,1) 1; b float32 () -4.106	(astype(a, 'bool')) >= (2)	bool (1,1) 0
a bool (1,1) 1; b float32 () -4.106	(minimum((a) + (a), (pi) == (b))) * (b)	float32 (1,1) -0.0
a int64 () weak 2; b float32 (1,2) 2.5 1.0; c float32 () 4.0	(c) * ((10000000000.0))	float32 () 40000000000.0
a int64 () weak 2; b float32 (1,2) 2.5 1.0; c float32 () 4.0	mean((2) / (a))	~float64 () 1.0
a int32 (4,) 3 -7 3 0; b int32 (4,4) 3 3 659074534 1 0 -1 2 5 1 5 -1 -15 5 -7 2 0; c bool (1,4) 0 0 1 0	(7) - (pi)	float64 weak () 3.858407346410207
a int32 (4,) 3 -7 3 0; b int32 (4,4) 3 3 659074534 1 0 -1 2 5 1 5 -1 -15 5 -7 2 0; c bool (1,4) 0 0 1 0	(a)[-2:-1:-1]	int32 (0,)
a int32 (4,) 3 -7 3 0; b int32 (4,4) 3 3 659074534 1 0 -1 2 5 1 5 -1 -15 5 -7 2 0; c bool (1,4) 0 0 1 0	mod((a)[-2:-1:-1], a)	error
a int32 (1,2) 0 2; b int64 (2,1) 5 5; c float32 (1,) 2.5	(c).T	float32 (1,) 2.5
a int32 (1,2) 0 2; b int64 (2,1) 5 5; c float32 (1,) 2.5	(invert((c) < ((-2.5)))) != ((a) / (b))	bool (2,2) 1 1 1 1
a bool (1,3,4) 1 0 1 0 0 1 1 0 0 0 0 1; b bool (4,) 0 0 0 1	((0.1)) != ((b) * ((b)[1::3]))	bool (4,) 1 1 1 1
a bool (1,3,4) 1 0 1 0 0 1 1 0 0 0 0 1; b bool (4,) 0 0 0 1	where((b) * ((b)[1::3]), (b)[1::3], (((b) * ((b)[1::3])) ** (0)) + (((b) * ((b)[1::3])) ** (0)))	~int64 (4,) 2 2 2 2
a bool (1,3,4) 1 0 1 0 0 1 1 0 0 0 0 1; b bool (4,) 0 0 0 1	((b) * ((b)[1::3])) - (a)	error
a int64 (1,4) 0 1 5 -722817320; b bool (3,2,4) 1 0 0 1 0 1 0 0 0 0 0 0 0 0 1 1 1 0 0 1 1 0 0 1; c bool (4,) 0 1 1 0; d int32 () 1	(c) * (d)	int32 (4,) 0 1 1 0
a int64 (1,4) 0 1 5 -722817320; b bool (3,2,4) 1 0 0 1 0 1 0 0 0 0 0 0 0 0 1 1 1 0 0 1 1 0 0 1; c bool (4,) 0 1 1 0; d int32 () 1	(a) % (c)	int64 (1,4) 0 0 0 0
a int64 (1,4) 0 1 5 -722817320; b bool (3,2,4) 1 0 0 1 0 1 0 0 0 0 0 0 0 0 1 1 1 0 0 1 1 0 0 1; c bool (4,) 0 1 1 0; d int32 () 1	(b) ** (-1)	error
a float32 (2,1,4) 1.0 inf 0.0 4.0 -0.0 0.5 0.0 -4.266; b int64 () weak -15	isnan(0)	bool weak () 0
a float32 (2,1,4) 1.0 inf 0.0 4.0 -0.0 0.5 0.0 -4.266; b int64 () weak -15	(b) != (logical_xor((a) - (logical_and((0.1), b)), 3))	bool (2,1,4) 1 1 1 1 1 1 1 1
a bool (1,) 1; b int32 (1,4) 5 1 -7 2	(a) < (count_nonzero((a) if (b) else (b), axis=(1, 0)))	bool (1,) 1
a bool (1,) 1; b int32 (1,4) 5 1 -7 2	((a) < (count_nonzero((a) if (b) else (b), axis=(1, 0)))) < (count_nonzero((a) if (b) else (b), axis=(1, 0)))	bool (1,) 1
a bool (1,) 1; b int32 (1,4) 5 1 -7 2	(((a).T) ** (2.0)) << ((a) if (b) else (b))	error
a float32 () nan; b float64 () weak 0.5; c float64 (3,4) 4.484 4.0 4.662 inf 1.0 -0.0 1.0 0.5 inf nan 1.0 -0.0	arctan2(c, (c) % (b))	~float64 (3,4) 1.463273277532941 1.5707963267948966 1.536061268354851 nan 1.5707963267948966 -0.0 1.5707963267948966 1.5707963267948966 nan nan 1.5707963267948966 -0.0
a float32 () nan; b float64 () weak 0.5; c float64 (3,4) 4.484 4.0 4.662 inf 1.0 -0.0 1.0 0.5 inf nan 1.0 -0.0	shape(c, 1)	int64 weak () 4
a float32 () nan; b float64 () weak 0.5; c float64 (3,4) 4.484 4.0 4.662 inf 1.0 -0.0 1.0 0.5 inf nan 1.0 -0.0	(a)[2:-2]	error
a bool (0,3); b int64 () weak -7; c bool (2,1,1) 1 0; d int32 (3,) 11 -7 2	floor(prod(0))	~int64 () 0
a bool (0,3); b int64 () weak -7; c bool (2,1,1) 1 0; d int32 (3,) 11 -7 2	(b) >= ((((c) <= (d)).T) // (b))	bool (3,1,2) 0 0 0 0 0 0
a bool (0,3); b int64 () weak -7; c bool (2,1,1) 1 0; d int32 (3,) 11 -7 2	((((c) <= (d)).T) // (b)) // (c)	error
a bool (2,3) 0 1 1 0 0 0; b bool (3,1,3) 0 1 0 1 1 1 1 0 1	(2147483648) != ((b) ** (1))	~bool (3,1,3) 1 1 1 1 1 1 1 1 1
a bool (2,3) 0 1 1 0 0 0; b bool (3,1,3) 0 1 0 1 1 1 1 0 1	((b) ** (1)) - ((2147483648) != ((b) ** (1)))	~int64 (3,1,3) -1 0 -1 0 0 0 0 -1 0
a bool (1,3,1) 1 0 0; b float64 (1,1) 0.0	negative((100) % (min(a, axis=-2)))	int64 (1,1) 0
a bool (1,3,1) 1 0 0; b float64 (1,1) 0.0	((100) % (min(a, axis=-2))) < ((negative(5)) - (negative(5)))	bool (1,1) 0
a float64 (3,) nan inf 1.0; b int32 (3,3) 0 2 5 10 1 5 1 -1066074885 5; c int32 (3,) 5 5 2; d int64 (1,3) 2 1 1	floor(c)	int32 (3,) 5 5 2
a float64 (3,) nan inf 1.0; b int32 (3,3) 0 2 5 10 1 5 1 -1066074885 5; c int32 (3,) 5 5 2; d int64 (1,3) 2 1 1	(floor(b)) == ((d) % (d))	bool (3,3) 1 0 0 0 0 0 0 0 0
a float64 (3,) nan inf 1.0; b int32 (3,3) 0 2 5 10 1 5 1 -1066074885 5; c int32 (3,) 5 5 2; d int64 (1,3) 2 1 1	((floor(b)) >= (b)) << (a)	error
a float32 (3,4,2) 0.5 0.241 4.0 0.0 0.0 4.0 1.0 1.0 -1.0 4.0 0.5 inf 1.0 4.0 0.0 0.0 inf -0.0 4.0 0.5 1.0 0.5 inf 0.5; b int64 (2,) 133526045 -1; c int32 (4,1) 0 -7 18 7; d int64 (1,2) 5 2	((a) // (d)) ** (1.5)	~float64 (3,4,2) 0.0 0.0 0.0 0.0 0.0 2.8284271247461903 0.0 0.0 nan 2.8284271247461903 0.0 nan 0.0 2.8284271247461903 0.0 0.0 nan 0.0 0.0 0.0 0.0 0.0 nan 0.0
a float32 (3,4,2) 0.5 0.241 4.0 0.0 0.0 4.0 1.0 1.0 -1.0 4.0 0.5 inf 1.0 4.0 0.0 0.0 inf -0.0 4.0 0.5 1.0 0.5 inf 0.5; b int64 (2,) 133526045 -1; c int32 (4,1) 0 -7 18 7; d int64 (1,2) 5 2	(ceil(d))[-1:-7,-1]	int64 (0,)
a float32 (3,4,2) 0.5 0.241 4.0 0.0 0.0 4.0 1.0 1.0 -1.0 4.0 0.5 inf 1.0 4.0 0.0 0.0 inf -0.0 4.0 0.5 1.0 0.5 inf 0.5; b int64 (2,) 133526045 -1; c int32 (4,1) 0 -7 18 7; d int64 (1,2) 5 2	(d) & ((a) // (d))	error
a float64 () weak inf; b int64 (1,3,2) -7 702431718 -1 -7 1 -17; c int64 (1,2) 0 -4; d float32 (1,3,1) nan 4.0 2.5	cos((d) ** (0.5))	~float32 (1,3,1) nan -0.41614681482315063 -0.010342338122427464
a float64 () weak inf; b int64 (1,3,2) -7 702431718 -1 -7 1 -17; c int64 (1,2) 0 -4; d float32 (1,3,1) nan 4.0 2.5	round(c)	int64 (1,2) 0 -4
a float32 () 0.0; b float64 (3,1,1) -1.0 2.5 inf	((b)[-3:-2,...])[-2:3:-1,None,...,-2:7:-2]	float64 (0,1,1,0)
a float32 () 0.0; b float64 (3,1,1) -1.0 2.5 inf	any((logical_or(a, b)).T, keepdims=True)	bool (1,1,1) 1
a int32 (1,) 5; b int32 (0,4,1); c int64 (1,) 1564929693; d int64 (4,2) 1 895623573 0 -1243158823 -7 2 1 5	any(((c) ** (3)).T, axis=())	~bool (1,) 1
a int32 (1,) 5; b int32 (0,4,1); c int64 (1,) 1564929693; d int64 (4,2) 1 895623573 0 -1243158823 -7 2 1 5	logical_or(b, (c) if (a) else ((-2.5)))	bool (0,4,1)
a int32 (1,) 5; b int32 (0,4,1); c int64 (1,) 1564929693; d int64 (4,2) 1 895623573 0 -1243158823 -7 2 1 5	(100) ^ ((0.1))	error
a float32 (1,3,3) 1.0 0.5 2.5 1.0 0.0 4.712 4.0 -1.912 2.5; b bool () 0; c bool (3,3) 0 0 0 0 0 1 1 1 1; d bool (3,3) 0 0 1 1 1 1 1 1 1	(c) | (logical_and(add(100, c), b))	bool (3,3) 0 0 0 0 0 1 1 1 1
a float32 (1,3,3) 1.0 0.5 2.5 1.0 0.0 4.712 4.0 -1.912 2.5; b bool () 0; c bool (3,3) 0 0 0 0 0 1 1 1 1; d bool (3,3) 0 0 1 1 1 1 1 1 1	(b) != ((c) * (d))	bool (3,3) 0 0 0 0 0 1 1 1 1
a int64 () weak 1; b bool (3,2) 0 1 0 0 0 0; c int32 (3,1) 3 -7 3; d float64 (1,) -0.0	sqrt(where(d, (c).T, invert(a)))	float64 (1,3) nan nan nan
a int64 () weak 1; b bool (3,2) 0 1 0 0 0 0; c int32 (3,1) 3 -7 3; d float64 (1,) -0.0	count_nonzero((10000000000.0), keepdims=True)	int64 () 1
a float64 (2,2) -0.0 0.0 0.0 -3.542; b float32 (2,) inf 4.0; c float32 () inf	(all(b, axis=-1)) % (mod(a, c))	float64 (2,2) nan nan nan 1.0
a float64 (2,2) -0.0 0.0 0.0 -3.542; b float32 (2,) inf 4.0; c float32 () inf	(b).T	float32 (2,) inf 4.0
a float64 (2,2) -0.0 0.0 0.0 -3.542; b float32 (2,) inf 4.0; c float32 () inf	(sum(a, axis=1, keepdims=True)) | (sum(a, axis=1, keepdims=True))	error
a bool () 0; b float64 () 0.5; c int64 (4,4) 1 0 -2121010255 5 2003947191 1 2 -1 3 -7 2 -7 -203331116 1 -957319429 -818536239; d bool (4,4) 1 0 1 1 0 1 0 0 1 1 0 1 1 1 0 1	arctan2((-1.0), a)	~float64 () -1.5707963267948966
a bool () 0; b float64 () 0.5; c int64 (4,4) 1 0 -2121010255 5 2003947191 1 2 -1 3 -7 2 -7 -203331116 1 -957319429 -818536239; d bool (4,4) 1 0 1 1 0 1 0 0 1 1 0 1 1 1 0 1	((b) <= (c)) - ((0.5))	float64 (4,4) 0.5 -0.5 -0.5 0.5 0.5 0.5 0.5 -0.5 0.5 -0.5 0.5 -0.5 -0.5 0.5 -0.5 -0.5
a bool () 0; b float64 () 0.5; c int64 (4,4) 1 0 -2121010255 5 2003947191 1 2 -1 3 -7 2 -7 -203331116 1 -957319429 -818536239; d bool (4,4) 1 0 1 1 0 1 0 0 1 1 0 1 1 1 0 1	(b) & ((pi) > (d))	error
a float64 (1,2) 4.0 4.0; b bool (1,2,1) 0 0	(max((a) >= (a), axis=-2, keepdims=True))[0:7:-1,None,None]	bool (0,1,1,2)
a float64 (1,2) 4.0 4.0; b bool (1,2,1) 0 0	prod((1099511627776) * (b), axis=(2,), keepdims=True)	~int64 (1,2,1) 0 0
a float64 (1,2) 4.0 4.0; b bool (1,2,1) 0 0	((a) >= (a)) | ((-2.5))	error
a float32 (4,) 0.5 -1.0 2.5 nan; b bool (1,2,4) 1 1 0 1 1 0 0 1; c bool (2,1) 0 1; d float32 (4,) 0.5 -1.0 -1.348 -1.0	arange(2, -2, 1)	int64 (0,)
a float32 (4,) 0.5 -1.0 2.5 nan; b bool (1,2,4) 1 1 0 1 1 0 0 1; c bool (2,1) 0 1; d float32 (4,) 0.5 -1.0 -1.348 -1.0	(arange(2, -2, 1)) ^ (arange(2, -2, 1))	int64 (0,)
a float32 (4,) 0.5 -1.0 2.5 nan; b bool (1,2,4) 1 1 0 1 1 0 0 1; c bool (2,1) 0 1; d float32 (4,) 0.5 -1.0 -1.348 -1.0	(d) >> ((-1.0))	error
a int64 () weak 1; b int32 (4,) 1 -7 1 3; c float64 () weak inf	(a) > ((a) < ((-2.5)))	bool weak () 1
a int64 () weak 1; b int32 (4,) 1 -7 1 3; c float64 () weak inf	arctan2(c, arange(-2, 6, 0.5))	~float64 (16,) 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966
a int64 () weak 1; b int32 (4,) 1 -7 1 3; c float64 () weak inf	((arange(-2, 6, 0.5))[7:-1:1]) - (arange(-2, 6, 0.5))	error
a int64 () weak 9; b float64 (3,1,2) 4.0 0.0 -0.0 1.0 2.5 0.5; c int64 (3,1) -6 2 1; d int64 () weak 9	astype(2, 'int32')	int32 () 2
a int64 () weak 9; b float64 (3,1,2) 4.0 0.0 -0.0 1.0 2.5 0.5; c int64 (3,1) -6 2 1; d int64 () weak 9	arange(2, 7, 0.5)	float64 (10,) 2.0 2.5 3.0 3.5 4.0 4.5 5.0 5.5 6.0 6.5
a int64 () weak 9; b float64 (3,1,2) 4.0 0.0 -0.0 1.0 2.5 0.5; c int64 (3,1) -6 2 1; d int64 () weak 9	((b) % (a)) ^ (arange(2, 7, 0.5))	error
a int32 (1,2) -7 -1; b float64 () -0.0	(where(a, a, (2.0))) <= (b)	bool (1,2) 1 1
a int32 (1,2) -7 -1; b float64 () -0.0	transpose((b) % (where(a, a, (2.0))), (0, 1))	float64 (1,2) -0.0 -0.0
a int32 (1,2) -7 -1; b float64 () -0.0	((b) % (where(a, a, (2.0)))) & (((b) ** (0)) == (3))	error
a float64 (2,) 2.5 0.0; b float64 (4,2) 1.0 4.0 2.5 4.0 2.5 -1.0 nan -2.904	((0.5)) // (16777217)	float64 weak () 0.0
a float64 (2,) 2.5 0.0; b float64 (4,2) 1.0 4.0 2.5 4.0 2.5 -1.0 nan -2.904	(min(a, axis=0, keepdims=True)) != (min(a, axis=0, keepdims=True))	bool (1,) 0
a float64 (2,) 2.5 0.0; b float64 (4,2) 1.0 4.0 2.5 4.0 2.5 -1.0 nan -2.904	((b) <= (b))[-2:-7:2,1:2:-1,1:2]	error
a bool (0,4); b int32 (4,0,4)	(a) / (where(a, b, b))	float64 (4,0,4)
a bool (0,4); b int32 (4,0,4)	(where(a, b, b)) % (a)	int32 (4,0,4)
a bool (0,4); b int32 (4,0,4)	((where(a, b, b))[...]) | ((a) / (where(a, b, b)))	error
a int32 (1,1) 0; b float32 (4,2) 0.0 nan 3.874 -1.0 0.451 -1.0 nan 1.0; c bool (4,1) 0 0 1 1; d float32 (1,1) nan	sum((c)[-7:-1,0], axis=0)	~int64 () 1
a int32 (1,1) 0; b float32 (4,2) 0.0 nan 3.874 -1.0 0.451 -1.0 nan 1.0; c bool (4,1) 0 0 1 1; d float32 (1,1) nan	where(2, c, a)	int32 (4,1) 0 0 1 1
a int32 (1,1) 0; b float32 (4,2) 0.0 nan 3.874 -1.0 0.451 -1.0 nan 1.0; c bool (4,1) 0 0 1 1; d float32 (1,1) nan	(7) | (sqrt(a))	error
a float32 (1,3) -1.0 -0.0 1.0; b float32 (4,3) 2.5 inf -1.385 4.0 1.0 4.0 4.0 0.0 0.0 2.5 4.0 -2.423; c float64 (4,3) 4.0 1.0 0.5 inf -1.0 -0.0 2.5 4.0 inf -3.763 4.0 inf	count_nonzero(all(b, axis=-2), axis=0, keepdims=True)	int64 (1,) 1
a float32 (1,3) -1.0 -0.0 1.0; b float32 (4,3) 2.5 inf -1.385 4.0 1.0 4.0 4.0 0.0 0.0 2.5 4.0 -2.423; c float64 (4,3) 4.0 1.0 0.5 inf -1.0 -0.0 2.5 4.0 inf -3.763 4.0 inf	(count_nonzero(all(b, axis=-2), axis=0, keepdims=True)) if (3) else (logical_and(b, count_nonzero(a, axis=(1, 0))))	int64 (4,3) 1 1 1 1 1 1 1 1 1 1 1 1
a float32 (1,3) -1.0 -0.0 1.0; b float32 (4,3) 2.5 inf -1.385 4.0 1.0 4.0 4.0 0.0 0.0 2.5 4.0 -2.423; c float64 (4,3) 4.0 1.0 0.5 inf -1.0 -0.0 2.5 4.0 inf -3.763 4.0 inf	(c) >> (c)	error
a bool (4,4) 0 1 1 0 1 1 0 0 1 0 1 1 1 1 1 0; b float32 (1,) 4.0; c int32 (4,1) -7 0 2 -1362234662	abs(a)	bool (4,4) 0 1 1 0 1 1 0 0 1 0 1 1 1 1 1 0
a bool (4,4) 0 1 1 0 1 1 0 0 1 0 1 1 1 1 1 0; b float32 (1,) 4.0; c int32 (4,1) -7 0 2 -1362234662	any(c, axis=-1)	bool (4,) 1 0 1 1
a int32 () 136260178; b float64 () weak 2.5; c float64 () weak nan; d int64 () weak 2	negative(d)	int64 weak () -2
a int32 () 136260178; b float64 () weak 2.5; c float64 () weak nan; d int64 () weak 2	sum(arange(5, 3, 0.25), axis=0, keepdims=True)	~float64 (1,) 0.0
a bool (2,1,3) 0 0 0 0 0 1; b int64 (1,3) -9 0 3	prod(a, axis=0, keepdims=True)	~int64 (1,1,3) 0 0 0
a bool (2,1,3) 0 0 0 0 0 1; b int64 (1,3) -9 0 3	(a) & (b)	int64 (2,1,3) 0 0 0 0 0 1
a bool (3,) 1 1 1; b float64 () -0.0; c bool (1,1) 0	(a) == (a)	bool (3,) 1 1 1
a bool (3,) 1 1 1; b float64 () -0.0; c bool (1,1) 0	(max(a, keepdims=True)) ** (0)	~int64 (1,) 1
a int64 () weak 8; b float64 () weak 2.5	((0.5)) <= (mod(a, 1099511627776))	bool weak () 1
a int64 () weak 8; b float64 () weak 2.5	prod(a)	~int64 () 8
a int64 () weak 8; b float64 () weak 2.5	(1) & ((-2.5))	error
a int64 (3,2) -1 -1 -1 5 13 1; b float64 () 0.5; c bool (1,2) 1 1; d int64 (2,) -1 2	logical_and(a, (-1.0))	bool (3,2) 1 1 1 1 1 1
a int64 (3,2) -1 -1 -1 5 13 1; b float64 () 0.5; c bool (1,2) 1 1; d int64 (2,) -1 2	(b) ** (2)	~float64 () 0.25
a int32 (1,4) 0 3 20 -6; b int32 (2,4) 3 -1 -3 5 1 3 2 3; c float32 (4,) 0.0 2.032 2.5 nan; d int32 (2,4) 1 1 1 5 -7 3 5 3	(d) // ((d) != (d))	int32 (2,4) 0 0 0 0 0 0 0 0
a int32 (1,4) 0 3 20 -6; b int32 (2,4) 3 -1 -3 5 1 3 2 3; c float32 (4,) 0.0 2.032 2.5 nan; d int32 (2,4) 1 1 1 5 -7 3 5 3	(c)[7:-1:-1]	float32 (0,)
a int32 (1,4) 0 3 20 -6; b int32 (2,4) 3 -1 -3 5 1 3 2 3; c float32 (4,) 0.0 2.032 2.5 nan; d int32 (2,4) 1 1 1 5 -7 3 5 3	((c)[7:-1:-1]) <= ((d) // ((d) != (d)))	error
a float32 () 1.0; b float64 () 0.5; c int64 () 1; d bool () 0	mean(d)	~float64 () 0.0
a float32 () 1.0; b float64 () 0.5; c int64 () 1; d bool () 0	(a) ** (1)	~float32 () 1.0
a float32 () 1.0; b float64 () 0.5; c int64 () 1; d bool () 0	(100) | (b)	error
a float64 (3,) 2.5 0.5 0.5; b float32 (1,3) 1.0 -1.0 -0.0	logical_not((transpose(maximum(arange(5, 0, 0.5), add(pi, arange(5, 0, 0.5))), (0,))) == (arange(5, 0, 0.5)))	bool (0,)
a float64 (3,) 2.5 0.5 0.5; b float32 (1,3) 1.0 -1.0 -0.0	negative(a)	float64 (3,) -2.5 -0.5 -0.5
a float64 (3,) 2.5 0.5 0.5; b float32 (1,3) 1.0 -1.0 -0.0	(negative(a))[:-3:3,0]	error
a int64 () weak -1; b int64 () 0; c float64 (3,2,1) 2.5 4.0 0.0 4.0 0.0 1.0	rint(b)	float64 () 0.0
a int64 () weak -1; b int64 () 0; c float64 (3,2,1) 2.5 4.0 0.0 4.0 0.0 1.0	maximum(a, a)	int64 weak () -1
a int64 () weak -1; b int64 () 0; c float64 (3,2,1) 2.5 4.0 0.0 4.0 0.0 1.0	((max((-2.5))) % (max((-2.5))))[-1]	error
a bool (1,2) 1 0; b int64 (2,) 2 2; c float32 (2,1,1) nan inf	logical_not(maximum(b, c))	bool (2,1,2) 0 0 0 0
a bool (1,2) 1 0; b int64 (2,) 2 2; c float32 (2,1,1) nan inf	((a) >= (where(b, c, b))).T	bool (2,1,2) 0 0 0 0
a bool (1,2) 1 0; b int64 (2,) 2 2; c float32 (2,1,1) nan inf	((a) >= (where(b, c, b)))[1,-2,0,0]	error
a float64 (4,) 1.0 4.0 inf 1.0; b bool (0,4)	all(b, axis=-1)	bool (0,)
a float64 (4,) 1.0 4.0 inf 1.0; b bool (0,4)	arange(4, 0, 3)	int64 (0,)
a bool (1,2) 1 0; b float64 (1,2) 0.5 inf	minimum((a)[2:-7,:7:-2,None], ((a)[2:-7,:7:-2,None]).T)	bool (0,0,0)
a bool (1,2) 1 0; b float64 (1,2) 0.5 inf	astype(((a)[2:-7,:7:-2,None]) != ((a)[2:-7,:7:-2,None]), 'float32')	float32 (0,0,1)
a float64 (1,) -1.833; b bool (1,1,4) 0 0 1 1; c bool () 0	where((16777217) + ((b) <= (b)), ((b) <= (b))[:1:-1], c)	bool (0,1,4)
a float64 (1,) -1.833; b bool (1,1,4) 0 0 1 1; c bool () 0	(pi) + (transpose(a, (0,)))	float64 (1,) 1.3085926535897932
a float64 (1,) -1.833; b bool (1,1,4) 0 0 1 1; c bool () 0	(b)[-1:0:-1,2]	error
a int32 (3,4,2) 3 -83368096 1 1 3 -2 5 5 0 -1262680447 -7 -4 3 0 -7 1 124673969 1 3 1 -1 71520331 5 5; b float32 (2,) inf -1.0; c float32 (2,) -4.972 2.5	(b) % (a)	float64 (3,4,2) nan -1.0 nan 0.0 nan -1.0 nan 4.0 nan -1.0 nan -1.0 nan nan nan 0.0 nan 0.0 nan 0.0 nan 71520330.0 nan 4.0
a int32 (3,4,2) 3 -83368096 1 1 3 -2 5 5 0 -1262680447 -7 -4 3 0 -7 1 124673969 1 3 1 -1 71520331 5 5; b float32 (2,) inf -1.0; c float32 (2,) -4.972 2.5	((0.0)) != (maximum(c, exp(b)))	~bool (2,) 1 1
a int32 (3,4,2) 3 -83368096 1 1 3 -2 5 5 0 -1262680447 -7 -4 3 0 -7 1 124673969 1 3 1 -1 71520331 5 5; b float32 (2,) inf -1.0; c float32 (2,) -4.972 2.5	(c) | (maximum(c, exp(b)))	error
a int64 (3,3) 2 -20 -7 -1 3 11 3 3 0; b float64 () weak 4.0; c float64 () 0.5; d float64 () weak 4.0	(1099511627776) // (a)	int64 (3,3) 549755813888 -54975581389 -157073089683 -1099511627776 366503875925 99955602525 366503875925 366503875925 0
a int64 (3,3) 2 -20 -7 -1 3 11 3 3 0; b float64 () weak 4.0; c float64 () 0.5; d float64 () weak 4.0	sqrt(min(100))	float64 () 10.0
a int64 (3,3) 2 -20 -7 -1 3 11 3 3 0; b float64 () weak 4.0; c float64 () 0.5; d float64 () weak 4.0	((a) * ((-2.5))) << (min(100))	error
a float64 () weak 2.5; b float64 () -0.0; c float32 (3,) nan 2.547 4.0	((mean(a, keepdims=True)) >= (mean(a, keepdims=True))) ** (0.5)	~float64 () 1.0
a float64 () weak 2.5; b float64 () -0.0; c float32 (3,) nan 2.547 4.0	(c) <= (((mean(a, keepdims=True)) >= (mean(a, keepdims=True))) ** (0.5))	~bool (3,) 0 0 0
a float64 () weak 2.5; b float64 () -0.0; c float32 (3,) nan 2.547 4.0	((-2.5)) ^ (c)	error
a float64 (4,0); b float64 (4,0); c int64 () weak 3; d bool (1,0)	transpose(count_nonzero(b, axis=1), (0,))	int64 (4,) 0 0 0 0
a float64 (4,0); b float64 (4,0); c int64 () weak 3; d bool (1,0)	all(transpose(count_nonzero(b, axis=1), (0,)), axis=-1)	bool () 0
a float64 (4,0); b float64 (4,0); c int64 () weak 3; d bool (1,0)	(b) | (b)	error
a bool (0,3,1); b int32 () 5	sum(a, keepdims=True)	~int64 (1,1,1) 0
a bool (0,3,1); b int32 () 5	(sum(a, keepdims=True)) & (1)	~int64 (1,1,1) 0
a bool (0,3,1); b int32 () 5	(arctan2((where(b, 2, a)) // (where(b, 2, a)), where(b, 2, a)))[...,3:0,1:1:1,1]	error
a int64 () 2; b int64 () weak -7; c int32 () -1; d int32 (3,1) -578906791 13 -15	where(size(b), c, 2)	int32 () -1
a int64 () 2; b int64 () weak -7; c int32 () -1; d int32 (3,1) -578906791 13 -15	(b) / (where(d, (c) ** (3), b))	~float64 (3,1) 7.0 7.0 7.0
a float32 (1,1) 4.0; b float64 (4,1) inf 2.5 2.5 0.5; c float32 (1,) 2.5; d int64 (4,) 5 -19 2 -7	all(True, keepdims=True)	bool () 1
a float32 (1,1) 4.0; b float64 (4,1) inf 2.5 2.5 0.5; c float32 (1,) 2.5; d int64 (4,) 5 -19 2 -7	(b)[:3:-2]	float64 (0,1)
a float32 (1,1) 4.0; b float64 (4,1) inf 2.5 2.5 0.5; c float32 (1,) 2.5; d int64 (4,) 5 -19 2 -7	(a) ^ (a)	error
a float64 (2,1) inf -0.0; b float64 () weak 1.0; c int64 (3,2,4) -36405173 141811594 5 -7 1 0 -1 -7 5 -18 -19 3 243368189 2 -7 1 5 5 5 2 5 5 -1 2	(a) ** (-1)	~float64 (2,1) 0.0 -inf
a float64 (2,1) inf -0.0; b float64 () weak 1.0; c int64 (3,2,4) -36405173 141811594 5 -7 1 0 -1 -7 5 -18 -19 3 243368189 2 -7 1 5 5 5 2 5 5 -1 2	((abs(c)) <= (c)) << (abs(c))	int64 (3,2,4) 0 0 32 0 2 1 0 0 32 0 0 8 0 4 0 2 32 32 32 4 32 32 0 4
a int32 (3,2) 16 5 -7 2 -14 1; b bool (2,) 0 0; c bool (1,2) 0 0	(c) != (c)	bool (1,2) 0 0
a int32 (3,2) 16 5 -7 2 -14 1; b bool (2,) 0 0; c bool (1,2) 0 0	where(a, c, c)	bool (3,2) 0 0 0 0 0 0
a int32 (4,1) 1 5 -1 0; b float32 (1,4) -0.0 2.5 2.5 -1.0; c int64 (1,) -1	(b) < ((b) != (c))	bool (1,4) 1 0 0 1
a int32 (4,1) 1 5 -1 0; b float32 (1,4) -0.0 2.5 2.5 -1.0; c int64 (1,) -1	all(c, axis=0)	bool () 1
a int32 (2,3,4) 557695748 11 0 0 -1 5 -7 0 -1 2 3 0 -1 -940214357 0 -19 -19 2 2 -7 -7 -1 -1 -1445454065; b int32 (2,3,4) -1 1 -1 19 16 0 -545025564 0 -1 873303313 3 3 1 -1 2 0 -1993065488 -1 -7 879674571 2 5 -7 0; c int64 () weak 0	min(a, axis=2)	int32 (2,3) 0 -7 -1 -940214357 -19 -1445454065
a int32 (2,3,4) 557695748 11 0 0 -1 5 -7 0 -1 2 3 0 -1 -940214357 0 -19 -19 2 2 -7 -7 -1 -1 -1445454065; b int32 (2,3,4) -1 1 -1 19 16 0 -545025564 0 -1 873303313 3 3 1 -1 2 0 -1993065488 -1 -7 879674571 2 5 -7 0; c int64 () weak 0	negative(a)	int32 (2,3,4) -557695748 -11 0 0 1 -5 7 0 1 -2 -3 0 1 940214357 0 19 19 -2 -2 7 7 1 1 1445454065
a int32 (2,3,4) 557695748 11 0 0 -1 5 -7 0 -1 2 3 0 -1 -940214357 0 -19 -19 2 2 -7 -7 -1 -1 -1445454065; b int32 (2,3,4) -1 1 -1 19 16 0 -545025564 0 -1 873303313 3 3 1 -1 2 0 -1993065488 -1 -7 879674571 2 5 -7 0; c int64 () weak 0	(min(a, axis=2)) ^ ((b) % (c))	error
a int64 (4,1,4) -14 -1 718433 -1 3 5 3 2 -7 -1 1 -1945905707 936163737 1 -1 3; b bool (1,1,4) 0 0 1 0; c float64 (4,) nan inf 0.5 -2.596	prod((b) + (c), axis=-3, keepdims=True)	~float64 (1,1,4) nan inf 1.5 -2.596
a int64 (4,1,4) -14 -1 718433 -1 3 5 3 2 -7 -1 1 -1945905707 936163737 1 -1 3; b bool (1,1,4) 0 0 1 0; c float64 (4,) nan inf 0.5 -2.596	((b) + (c)) < (b)	bool (1,1,4) 0 0 0 1
a float64 (1,2) 2.5 1.0; b float32 (3,2) 1.0 inf 4.0 -0.0 4.0 4.0; c bool (2,) 1 0; d bool (2,) 0 1	(mean(c, axis=-1))[None]	~float64 (1,) 0.5
a float64 (1,2) 2.5 1.0; b float32 (3,2) 1.0 inf 4.0 -0.0 4.0 4.0; c bool (2,) 1 0; d bool (2,) 0 1	(d)[2:3:-1]	bool (0,)
a float64 (1,2) 2.5 1.0; b float32 (3,2) 1.0 inf 4.0 -0.0 4.0 4.0; c bool (2,) 1 0; d bool (2,) 0 1	((-1.0)) >> (c)	error
a int32 (3,2) 2 5 2 1 2040268428 1160456359; b float32 () 4.0; c float64 (4,1,2) nan nan 2.5 0.0 0.5 nan -0.0 1.0	(((0.1)) % (b)) ** (2)	~float32 () 0.010000000707805157
a int32 (3,2) 2 5 2 1 2040268428 1160456359; b float32 () 4.0; c float64 (4,1,2) nan nan 2.5 0.0 0.5 nan -0.0 1.0	rint(a)	float64 (3,2) 2.0 5.0 2.0 1.0 2040268428.0 1160456359.0
a int32 (3,2) 2 5 2 1 2040268428 1160456359; b float32 () 4.0; c float64 (4,1,2) nan nan 2.5 0.0 0.5 nan -0.0 1.0	((7) - (c)) & (((0.1)) * (a))	error
a bool (3,3,1) 1 1 1 0 1 1 0 0 0; b int32 (3,4) -17 0 -1 3 3 -7 0 -1448921811 -7 2 -7 -1	shape(a, 1)	int64 weak () 3
a bool (3,3,1) 1 1 1 0 1 1 0 0 0; b int32 (3,4) -17 0 -1 3 3 -7 0 -1448921811 -7 2 -7 -1	all((b)[-7:-1:-2], keepdims=True)	bool (1,1) 1
a int64 (1,) -1944152485; b int64 () weak 0	(b) >= ((b) if ((pi) > (b)) else (b))	bool weak () 1
a int64 (1,) -1944152485; b int64 () weak 0	(b) - (pi)	float64 weak () -3.141592653589793
a float32 (3,2,1) -1.0 -1.0 1.0 1.0 inf 1.0; b bool (1,) 0	(all(a, axis=(0, 1))) if (b) else (a)	float32 (3,2,1) -1.0 -1.0 1.0 1.0 inf 1.0
a float32 (3,2,1) -1.0 -1.0 1.0 1.0 inf 1.0; b bool (1,) 0	abs(logical_and((10000000000.0), b))	bool (1,) 0
a float32 (3,2,1) -1.0 -1.0 1.0 1.0 inf 1.0; b bool (1,) 0	(a) & ((10000000000.0))	error
a float64 (4,) -4.379 inf nan 0.5; b int64 (1,3,4) 3 2 1 -7 0 -7 838896142 -1 -1 0 261924268 -1; c int64 (4,) -857186612 3 5 2; d int64 (1,4) 0 2 0 -7	prod(100)	~int64 () 100
a float64 (4,) -4.379 inf nan 0.5; b int64 (1,3,4) 3 2 1 -7 0 -7 838896142 -1 -1 0 261924268 -1; c int64 (4,) -857186612 3 5 2; d int64 (1,4) 0 2 0 -7	((c) >= (b)) ^ (count_nonzero(c, axis=0))	int64 (1,3,4) 4 5 5 5 4 5 4 5 4 5 4 5
a float64 (4,) -4.379 inf nan 0.5; b int64 (1,3,4) 3 2 1 -7 0 -7 838896142 -1 -1 0 261924268 -1; c int64 (4,) -857186612 3 5 2; d int64 (1,4) 0 2 0 -7	((c) >= (b)) ** (-2)	error
a int64 () -1; b int32 (4,) -1 1 1 3; c int32 (4,4) 0 -228349959 0 -1 5 -1 0 -1 -1 1 -7 5 2 -7 -1614097611 2; d int32 (4,) -1 2 -1 0	fabs(prod(d, axis=(0,), keepdims=True))	~float64 (1,) 0.0
a int64 () -1; b int32 (4,) -1 1 1 3; c int32 (4,4) 0 -228349959 0 -1 5 -1 0 -1 -1 1 -7 5 2 -7 -1614097611 2; d int32 (4,) -1 2 -1 0	(prod(d, axis=(0,), keepdims=True)) == ((0.1))	~bool (1,) 0
a int64 () -1; b int32 (4,) -1 1 1 3; c int32 (4,4) 0 -228349959 0 -1 5 -1 0 -1 -1 1 -7 5 2 -7 -1614097611 2; d int32 (4,) -1 2 -1 0	min(d, axis=1)	error
a int32 () 3; b int64 (1,4) -7 -7 5 1007617761; c float32 (2,3,4) nan nan -1.0 4.0 0.5 2.064 -0.0 -0.0 4.0 -0.0 0.0 nan nan 1.0 4.0 -0.0 -2.345 -1.0 2.5 2.5 0.0 1.0 2.5 -4.161	(a) != (fabs(b))	bool (1,4) 1 1 1 1
a int32 () 3; b int64 (1,4) -7 -7 5 1007617761; c float32 (2,3,4) nan nan -1.0 4.0 0.5 2.064 -0.0 -0.0 4.0 -0.0 0.0 nan nan 1.0 4.0 -0.0 -2.345 -1.0 2.5 2.5 0.0 1.0 2.5 -4.161	(a) != (c)	bool (2,3,4) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
a int32 () 3; b int64 (1,4) -7 -7 5 1007617761; c float32 (2,3,4) nan nan -1.0 4.0 0.5 2.064 -0.0 -0.0 4.0 -0.0 0.0 nan nan 1.0 4.0 -0.0 -2.345 -1.0 2.5 2.5 0.0 1.0 2.5 -4.161	(b)[3:3:3,::3,3:3:-1]	error
a float64 (1,0); b float64 () weak inf; c float64 (1,) -0.0	round(c)	float64 (1,) -0.0
a float64 (1,0); b float64 () weak inf; c float64 (1,) -0.0	add(c, a)	float64 (1,0)
a float64 (1,0); b float64 () weak inf; c float64 (1,) -0.0	((1) % (c))[3:2,1]	error
a int64 () weak -1; b bool (3,1) 1 0 1; c bool (3,4) 1 1 0 1 0 0 1 0 1 1 0 0	(b) == (c)	bool (3,4) 1 1 0 1 1 1 0 1 1 1 0 0
a int64 () weak -1; b bool (3,1) 1 0 1; c bool (3,4) 1 1 0 1 0 0 1 0 1 1 0 0	(a) / (where(b, (10000000000.0), sin((c) ** (1.5))))	~float64 (3,4) -1e-10 -1e-10 -1e-10 -1e-10 -inf -inf -1.1883951057781212 -inf -1e-10 -1e-10 -1e-10 -1e-10
a int64 () weak -1; b bool (3,1) 1 0 1; c bool (3,4) 1 1 0 1 0 0 1 0 1 1 0 0	((c) ** (1.5)) >> ((a) - ((c) ** (1.5)))	error
a int64 (4,4) 3 1930486011 -1 5 5 -9 -1 2 -7 -7 5 3 9 -1516669603 1 0; b float64 () 0.5; c int64 () weak -1	ceil((a)[None,None,c])	int64 (1,1,4) 9 -1516669603 1 0
a int64 (4,4) 3 1930486011 -1 5 5 -9 -1 2 -7 -7 5 3 9 -1516669603 1 0; b float64 () 0.5; c int64 () weak -1	floor(a)	int64 (4,4) 3 1930486011 -1 5 5 -9 -1 2 -7 -7 5 3 9 -1516669603 1 0
a float32 (4,) 0.0 1.0 -1.0 inf; b int32 (4,) 3 3 5 -1605980811	exp(b)	~float64 (4,) 20.085536923187668 20.085536923187668 148.4131591025766 0.0
a float32 (4,) 0.0 1.0 -1.0 inf; b int32 (4,) 3 3 5 -1605980811	int64(exp(b))	~int64 (4,) 20 20 148 0
a float32 (4,) 0.0 1.0 -1.0 inf; b int32 (4,) 3 3 5 -1605980811	(a) | (a)	error
a float32 (2,1) 0.0 0.5; b float32 () -0.0; c int64 (1,1) 5	add((b) // (c), b)	float64 (1,1) -0.0
a float32 (2,1) 0.0 0.5; b float32 () -0.0; c int64 (1,1) 5	count_nonzero((1.0), keepdims=True)	int64 () 1
a bool () 0; b float32 (3,2) -0.0 inf 4.0 -0.0 -0.0 1.0; c int32 (4,3,2) 1 5 1 2 5 3 0 2 1335956288 1 0 3 0 1502697237 5 0 0 7 -1 -1230892120 -1 -7 5 -7; d bool (1,) 1	(c)[-3:-7,...,2:1:3]	int32 (0,3,0)
a bool () 0; b float32 (3,2) -0.0 inf 4.0 -0.0 -0.0 1.0; c int32 (4,3,2) 1 5 1 2 5 3 0 2 1335956288 1 0 3 0 1502697237 5 0 0 7 -1 -1230892120 -1 -7 5 -7; d bool (1,) 1	sqrt((c)[2,3:-3:3,...])	float64 (0,2)
a int32 (1,1) -1; b int32 (3,1,3) 3 2 1 2 -1 -1 -9 -1 2; c int64 (3,) -1 5 -7; d float64 (3,4,1) -0.0 -0.0 -1.0 0.5 inf nan 2.5 4.0 1.0 -0.0 nan 1.0	(count_nonzero(a, axis=1, keepdims=True)) != (count_nonzero(a, axis=1, keepdims=True))	bool (1,1) 0
a int32 (1,1) -1; b int32 (3,1,3) 3 2 1 2 -1 -1 -9 -1 2; c int64 (3,) -1 5 -7; d float64 (3,4,1) -0.0 -0.0 -1.0 0.5 inf nan 2.5 4.0 1.0 -0.0 nan 1.0	radians(pi)	float64 weak () 0.05483113556160755
a int32 (1,1) -1; b int32 (3,1,3) 3 2 1 2 -1 -1 -9 -1 2; c int64 (3,) -1 5 -7; d float64 (3,4,1) -0.0 -0.0 -1.0 0.5 inf nan 2.5 4.0 1.0 -0.0 nan 1.0	(c) >> (d)	error
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	(add(a, a)) + (5)	float64 weak () 5.0
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	size(a)	int64 weak () 1
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	(b) << ((pi) % ((c) > (c)))	error
a int64 () weak -1; b int32 (3,2) -7 0 3 1 -7 -1102252615; c float32 (2,) -1.0 0.5	((c) * (c)) - (all(c, axis=-1, keepdims=True))	float32 (2,) 0.0 -0.75
a int64 () weak -1; b int32 (3,2) -7 0 3 1 -7 -1102252615; c float32 (2,) -1.0 0.5	(a) <= ((c) * (c))	bool (2,) 1 1
a int64 () weak -1; b int32 (3,2) -7 0 3 1 -7 -1102252615; c float32 (2,) -1.0 0.5	(100) & ((-2.5))	error
a float32 (4,) -1.0 4.0 nan 4.0; b float64 () weak 2.782; c int64 (4,) 0 0 3 1; d float32 (4,) -0.0 -1.0 -2.438 0.0	(c) ** (2.0)	~float64 (4,) 0.0 0.0 9.0 1.0
a float32 (4,) -1.0 4.0 nan 4.0; b float64 () weak 2.782; c int64 (4,) 0 0 3 1; d float32 (4,) -0.0 -1.0 -2.438 0.0	(c) == ((b) % (b))	bool (4,) 1 1 0 0
a int32 (1,3) 3 -7 -2; b int64 () weak -7	abs(a)	int32 (1,3) 3 7 2
a int32 (1,3) 3 -7 -2; b int64 () weak -7	transpose(where(a, b, b), (1, 0))	int64 (3,1) -7 -7 -7
a float32 (3,) 0.0 -0.0 inf; b bool (3,) 1 0 0	where(1099511627776, where(a, b, b), (b) > (a))	bool (3,) 1 0 0
a float32 (3,) 0.0 -0.0 inf; b bool (3,) 1 0 0	min(3)	int64 () 3
a float32 (3,) 0.0 -0.0 inf; b bool (3,) 1 0 0	where(where(a, b, b), (a)[None,3:-2], a)	error
a float64 () weak 0.5; b bool () 0; c int64 () weak 1; d int64 (2,1) 3 -1148293255	((0.5)) + (((d) == (d))[7:3])	float64 (0,1)
a float64 () weak 0.5; b bool () 0; c int64 () weak 1; d int64 (2,1) 3 -1148293255	arange(-4, 7, 2)	int64 (6,) -4 -2 0 2 4 6
a int64 (2,) 3 2; b int32 (2,2,2) 3 0 0 0 18 9 5 -1; c int64 () weak 5; d float32 (2,) nan 0.0	(d) / (d)	float32 (2,) nan nan
a int64 (2,) 3 2; b int32 (2,2,2) 3 0 0 0 18 9 5 -1; c int64 () weak 5; d float32 (2,) nan 0.0	(((d) / (b)) + (b)) != (2)	bool (2,2,2) 1 1 1 1 1 1 1 1
a int64 (4,) 3 -20 -7 -1; b float32 (3,4) 2.5 2.5 1.0 -0.0 0.0 2.5 1.0 nan 0.5 -1.953 0.5 0.5; c int64 (1,4) -1 2 -1 1; d float32 (1,3,4) 4.0 -1.0 nan nan 2.5 -4.335 4.0 nan nan 4.0 -0.0 2.5	((a).T) >> (a)	int64 (4,) 0 -1 -1 -1
a int64 (4,) 3 -20 -7 -1; b float32 (3,4) 2.5 2.5 1.0 -0.0 0.0 2.5 1.0 nan 0.5 -1.953 0.5 0.5; c int64 (1,4) -1 2 -1 1; d float32 (1,3,4) 4.0 -1.0 nan nan 2.5 -4.335 4.0 nan nan 4.0 -0.0 2.5	sum((b) if (b) else (a), axis=-2)	~float64 (4,) 6.0 3.0470000505447388 2.5 nan
a int64 (4,) 3 -20 -7 -1; b float32 (3,4) 2.5 2.5 1.0 -0.0 0.0 2.5 1.0 nan 0.5 -1.953 0.5 0.5; c int64 (1,4) -1 2 -1 1; d float32 (1,3,4) 4.0 -1.0 nan nan 2.5 -4.335 4.0 nan nan 4.0 -0.0 2.5	((d) if (maximum((b) if (b) else (a), c)) else (maximum((b) if (b) else (a), c))) | ((b) if (b) else (a))	error
a float64 (4,0,3); b bool (0,3)	(prod(b)) * (prod(b))	~int64 () 1
a float64 (4,0,3); b bool (0,3)	(b)[None,-7:1:-1,-3:7:1]	bool (1,0,3)
a float64 (4,0,3); b bool (0,3)	min(b, axis=0, keepdims=True)	error
a bool (1,2) 0 0; b int32 (1,1,2) -15 0; c int64 (1,2) 0 1	fabs(b)	float64 (1,1,2) 15.0 0.0
a bool (1,2) 0 0; b int32 (1,1,2) -15 0; c int64 (1,2) 0 1	(a) ** (0.5)	~float64 (1,2) 0.0 0.0
a bool (1,2) 0 0; b int32 (1,1,2) -15 0; c int64 (1,2) 0 1	((a)[-1:7:-1,...,0]) ^ ((0.5))	error
a float32 (4,1,1) 0.0 1.0 -1.0 2.5; b float32 (4,1,1) 0.5 -0.0 -0.0 nan; c bool (2,1) 0 1; d float64 () weak 0.5	invert(c)	bool (2,1) 1 0
a float32 (4,1,1) 0.0 1.0 -1.0 2.5; b float32 (4,1,1) 0.5 -0.0 -0.0 nan; c bool (2,1) 0 1; d float64 () weak 0.5	linspace(-5, -3, 5)	~float64 (5,) -5.0 -4.5 -4.0 -3.5 -3.0
a float32 (4,1,1) 0.0 1.0 -1.0 2.5; b float32 (4,1,1) 0.5 -0.0 -0.0 nan; c bool (2,1) 0 1; d float64 () weak 0.5	(b) & (invert(c))	error
a int64 (2,) -392453398 -7; b int32 (2,) 5 -16; c bool (3,3,2) 1 1 0 0 0 1 1 1 1 0 0 1 0 0 1 0 0 1; d int32 (3,2) -13 1 1 0 -1 2	arange(1, 5, 2)	int64 (2,) 1 3
a int64 (2,) -392453398 -7; b int32 (2,) 5 -16; c bool (3,3,2) 1 1 0 0 0 1 1 1 1 0 0 1 0 0 1 0 0 1; d int32 (3,2) -13 1 1 0 -1 2	(c) ^ ((a) >= (d))	bool (3,3,2) 1 1 0 0 0 1 1 1 1 0 0 1 0 0 1 0 0 1
a int64 (2,) -392453398 -7; b int32 (2,) 5 -16; c bool (3,3,2) 1 1 0 0 0 1 1 1 1 0 0 1 0 0 1 0 0 1; d int32 (3,2) -13 1 1 0 -1 2	(((a) >= (d)).T) >> ((0.5))	error
a bool (3,) 1 0 0; b float32 (4,) 0.0 2.5 4.0 0.0	transpose((b)[...,-3::-1], (0,))	float32 (2,) 2.5 0.0
a bool (3,) 1 0 0; b float32 (4,) 0.0 2.5 4.0 0.0	logical_xor(prod((a).T, axis=(), keepdims=True), (a).T)	~bool (3,) 0 0 0
a bool (3,) 1 0 0; b float32 (4,) 0.0 2.5 4.0 0.0	((b)[...,-3::-1])[-2,2:1:-1]	error
a float64 (3,1,1) 0.0 nan 2.5; b bool (3,2,2) 0 1 1 1 1 1 1 0 0 1 0 0	((0.1)) // (b)	float64 (3,2,2) inf 0.0 0.0 0.0 0.0 0.0 0.0 inf inf 0.0 inf inf
a float64 (3,1,1) 0.0 nan 2.5; b bool (3,2,2) 0 1 1 1 1 1 1 0 0 1 0 0	((minimum(a, 16777217)) if (a) else (minimum(a, 16777217))) * (a)	float64 (3,1,1) 0.0 nan 6.25
a float64 (3,1,1) 0.0 nan 2.5; b bool (3,2,2) 0 1 1 1 1 1 1 0 0 1 0 0	((a) // (a)) & (a)	error
a float32 (2,2) 0.0 nan 0.0 inf; b float64 () weak inf; c int64 (2,2) -7 -7 5 -7	logical_xor(count_nonzero(b, keepdims=True), (b) - (logical_xor(c, b)))	bool (2,2) 0 0 0 0
a float32 (2,2) 0.0 nan 0.0 inf; b float64 () weak inf; c int64 (2,2) -7 -7 5 -7	(count_nonzero(b, keepdims=True)) * ((b) - (logical_xor(c, b)))	float64 (2,2) inf inf inf inf
a float32 (2,2) 0.0 nan 0.0 inf; b float64 () weak inf; c int64 (2,2) -7 -7 5 -7	(a) << (any(b, keepdims=True))	error
a int64 () weak 1; b bool (3,) 1 1 0; c bool () 0; d int64 (1,2,1) 5 -17	where(b, c, c)	bool (3,) 0 0 0
a int64 () weak 1; b bool (3,) 1 1 0; c bool () 0; d int64 (1,2,1) 5 -17	((b)[a:0:-2])[a::-1,...]	bool (1,) 1
a int64 () weak 1; b bool (3,) 1 1 0; c bool () 0; d int64 (1,2,1) 5 -17	(b)[a:,2:-1]	error
a int64 (1,2,2) 5 1 -7 -7; b float64 (2,2) 2.5 4.0 0.5 0.0; c int64 () weak 2; d int64 () weak 5	((1.0)) <= ((7) == ((d) if (c) else (a)))	bool (1,2,2) 0 0 0 0
a int64 (1,2,2) 5 1 -7 -7; b float64 (2,2) 2.5 4.0 0.5 0.0; c int64 () weak 2; d int64 () weak 5	isnan(a)	bool (1,2,2) 0 0 0 0
a int64 (1,2,2) 5 1 -7 -7; b float64 (2,2) 2.5 4.0 0.5 0.0; c int64 () weak 2; d int64 () weak 5	(b) & (d)	error
a float32 (0,4); b float32 (4,) nan -1.0 -0.0 4.0	(b) if (a) else (b)	float32 (0,4)
a float32 (0,4); b float32 (4,) nan -1.0 -0.0 4.0	where((-1.0), (b) if (a) else (b), a)	float32 (0,4)
a float64 (3,) -0.0 2.5 -1.0; b bool (1,3) 1 1 1	(b)[-7:0:3]	bool (0,3)
a float64 (3,) -0.0 2.5 -1.0; b bool (1,3) 1 1 1	size(2)	int64 weak () 1
a float64 (3,) -0.0 2.5 -1.0; b bool (1,3) 1 1 1	(logical_or(a, (a) ** (0))) - (all(b, axis=-1))	error
a float64 () weak -1.0; b float32 (3,4,1) -0.0 inf 0.5 2.5 0.982 2.5 0.0 1.0 0.5 4.0 4.0 -0.0	(b) + (a)	float32 (3,4,1) -1.0 inf -0.5 1.5 -0.018000006675720215 1.5 -1.0 0.0 -0.5 3.0 3.0 -1.0
a float64 () weak -1.0; b float32 (3,4,1) -0.0 inf 0.5 2.5 0.982 2.5 0.0 1.0 0.5 4.0 4.0 -0.0	negative(b)	float32 (3,4,1) 0.0 -inf -0.5 -2.5 -0.9819999933242798 -2.5 -0.0 -1.0 -0.5 -4.0 -4.0 0.0
a bool (2,4) 1 1 1 0 0 1 1 1; b int64 (2,4) 3 3 5 5 1 1 1 -7; c int64 (4,) 1 -1 5 1	(b) <= (pi)	bool (2,4) 1 1 0 0 1 1 1 1
a bool (2,4) 1 1 1 0 0 1 1 1; b int64 (2,4) 3 3 5 5 1 1 1 -7; c int64 (4,) 1 -1 5 1	((c)[None,0]) * (c)	int64 (4,) 1 -1 5 1
a bool (2,4) 1 1 1 0 0 1 1 1; b int64 (2,4) 3 3 5 5 1 1 1 -7; c int64 (4,) 1 -1 5 1	((c)[None,0]) | ((2.0))	error
a int32 (4,1) 3 2 -7 -7; b float32 (4,) 2.403 0.0 -0.0 nan; c bool (4,1) 0 1 1 1	transpose(((a) - (b)) > (b), (1, 0))	bool (4,4) 0 0 0 0 1 1 0 0 1 1 0 0 0 0 0 0
a int32 (4,1) 3 2 -7 -7; b float32 (4,) 2.403 0.0 -0.0 nan; c bool (4,1) 0 1 1 1	(a)[(1) ** (1)]	int32 (1,) 2
a int32 (4,1) 3 2 -7 -7; b float32 (4,) 2.403 0.0 -0.0 nan; c bool (4,1) 0 1 1 1	((3.7)) >> ((a) - (b))	error
a int64 (1,3,3) -1 -1 -7 1 1 -7 2 -3 2; b bool (2,3,1) 1 0 0 1 1 1; c int32 (2,3,1) 2 5 2 -2046854713 1 5; d int64 (1,) -1	mean(d, axis=())	~float64 (1,) -1.0
a int64 (1,3,3) -1 -1 -7 1 1 -7 2 -3 2; b bool (2,3,1) 1 0 0 1 1 1; c int32 (2,3,1) 2 5 2 -2046854713 1 5; d int64 (1,) -1	(((2.0)) * (pi)) != (c)	bool (2,3,1) 1 1 1 1 1 1
a float32 (1,4) 1.0 1.0 -0.0 4.0; b float64 (2,2,4) nan nan -1.0 2.5 -0.663 2.474 2.5 nan 2.5 1.0 inf 1.0 -3.744 1.0 2.5 0.5	((a) > ((0.1))) + ((a) > ((0.1)))	bool (1,4) 1 1 0 1
a float32 (1,4) 1.0 1.0 -0.0 4.0; b float64 (2,2,4) nan nan -1.0 2.5 -0.663 2.474 2.5 nan 2.5 1.0 inf 1.0 -3.744 1.0 2.5 0.5	prod((3) + (b), axis=(1, 2), keepdims=True)	~float64 (2,1,1) nan -inf
a float32 (1,4) 1.0 1.0 -0.0 4.0; b float64 (2,2,4) nan nan -1.0 2.5 -0.663 2.474 2.5 nan 2.5 1.0 inf 1.0 -3.744 1.0 2.5 0.5	((3) + (b)) & ((3) + (b))	error
a int64 (3,3) 5 18 1 3 1 5 0 2 1; b int64 (1,3) -7 2 -7; c int64 (3,1) 5 -7 -19; d float32 (1,) 0.5	abs(b)	int64 (1,3) 7 2 7
a int64 (3,3) 5 18 1 3 1 5 0 2 1; b int64 (1,3) -7 2 -7; c int64 (3,1) 5 -7 -19; d float32 (1,) 0.5	(c) & (b)	int64 (3,3) 1 0 1 -7 0 -7 -23 0 -23
a int64 (3,3) 5 18 1 3 1 5 0 2 1; b int64 (1,3) -7 2 -7; c int64 (3,1) 5 -7 -19; d float32 (1,) 0.5	where(abs(b), (a) + (c), ((b) + (d))[3:0:-2])	error
a float32 (1,3) nan 4.0 -3.489; b int64 () weak 0; c float64 (4,2,3) 2.5 -0.0 -1.0 -1.0 -0.0 -0.0 nan 0.0 nan 0.5 0.0 -1.0 4.0 -0.0 4.0 0.0 0.5 -1.0 -2.959 4.0 4.0 4.0 0.5 -1.0	(any(c, keepdims=True)) if (b) else ((c) == (b))	bool (4,2,3) 0 1 0 0 1 1 0 1 0 0 1 0 0 1 0 1 0 0 0 0 0 0 0 0
a float32 (1,3) nan 4.0 -3.489; b int64 () weak 0; c float64 (4,2,3) 2.5 -0.0 -1.0 -1.0 -0.0 -0.0 nan 0.0 nan 0.5 0.0 -1.0 4.0 -0.0 4.0 0.0 0.5 -1.0 -2.959 4.0 4.0 4.0 0.5 -1.0	((c) == (b))[None,-1]	bool (1,2,3) 0 0 0 0 0 0
a float32 () 2.5; b int32 (1,) 1; c float64 () weak 4.0; d float32 (2,) 1.0 0.5	(any((b) > (a), axis=0, keepdims=True)) // ((a) ** (-1))	~float32 (1,) 0.0
a float32 () 2.5; b int32 (1,) 1; c float64 () weak 4.0; d float32 (2,) 1.0 0.5	mean(5)	~float64 () 5.0
a float32 () 2.5; b int32 (1,) 1; c float64 () weak 4.0; d float32 (2,) 1.0 0.5	all(b, axis=1, keepdims=True)	error
a bool (1,0); b int32 (3,1) 3 0 1980568314; c int64 (2,3,0); d int64 (1,) -1	logical_or((0.1), c)	bool (2,3,0)
a bool (1,0); b int32 (3,1) 3 0 1980568314; c int64 (2,3,0); d int64 (1,) -1	((d) % (5)) << (2147483648)	int64 (1,) 0
a int64 (3,4) -7 -1403334057 1308879573 -1 -13 5 -1 6 1 3 1 -1; b bool (3,1) 1 1 0; c float64 (1,4) 2.5 inf 0.0 1.0; d int64 () weak 2	(a)[...,d:-1]	int64 (3,1) 1308879573 -1 1
a int64 (3,4) -7 -1403334057 1308879573 -1 -13 5 -1 6 1 3 1 -1; b bool (3,1) 1 1 0; c float64 (1,4) 2.5 inf 0.0 1.0; d int64 () weak 2	((a)[...,d:-1]) >> ((b)[-3:-2:1,1:d])	int64 (3,0)
a int64 (3,4) -7 -1403334057 1308879573 -1 -13 5 -1 6 1 3 1 -1; b bool (3,1) 1 1 0; c float64 (1,4) 2.5 inf 0.0 1.0; d int64 () weak 2	(b) ^ ((1.0))	error
a int32 (1,2,3) 1 5 5 1 0 2; b float64 () 2.5	count_nonzero((10000000000.0), keepdims=True)	int64 () 1
a int32 (1,2,3) 1 5 5 1 0 2; b float64 () 2.5	(a) ^ (True)	int32 (1,2,3) 0 4 4 0 1 3
a int32 (1,2,3) 1 5 5 1 0 2; b float64 () 2.5	(a) > (transpose(a, (2, 0, 1)))	error
a float32 (1,) 0.5; b float64 (2,1) -1.0 2.5; c int64 () weak 5	(((1.0)) if (c) else (a)) >= (c)	bool (1,) 0
a float32 (1,) 0.5; b float64 (2,1) -1.0 2.5; c int64 () weak 5	(b) / ((a)[None,...])	float64 (2,1) -2.0 5.0
a float32 (1,) 0.5; b float64 (2,1) -1.0 2.5; c int64 () weak 5	((a)[None,...]) << (a)	error
a int64 (2,2) 3 -7 -7 1492498903; b bool (1,1,2) 1 1; c float64 (2,) 0.5 nan	(prod(True)) > (count_nonzero(b))	~bool () 0
a int64 (2,2) 3 -7 -7 1492498903; b bool (1,1,2) 1 1; c float64 (2,) 0.5 nan	(a) == (prod(True))	~bool (2,2) 0 0 0 0
a int64 (2,2) 3 -7 -7 1492498903; b bool (1,1,2) 1 1; c float64 (2,) 0.5 nan	(logical_and(c, c)) - (b)	error
a int32 (1,4,3) -11 5 1 -9 5 15 0 5 -1 19 -7 -7; b int64 (3,) 1483875967 -891249679 0; c int64 () weak 1; d int64 () -6	rint(d)	float64 () -6.0
a int32 (1,4,3) -11 5 1 -9 5 15 0 5 -1 19 -7 -7; b int64 (3,) 1483875967 -891249679 0; c int64 () weak 1; d int64 () -6	(c) / (b)	float64 (3,) 6.739107730289158e-10 -1.122020039459672e-09 inf
a int32 (1,4,3) -11 5 1 -9 5 15 0 5 -1 19 -7 -7; b int64 (3,) 1483875967 -891249679 0; c int64 () weak 1; d int64 () -6	(d)[:-2:1]	error
a bool (2,3) 0 1 0 0 1 0; b float64 (2,3) 0.5 1.0 -0.0 1.0 -2.356 0.5; c float32 (2,3) 0.0 2.5 2.945 nan inf -1.0	(mod(c, b)) if (a) else (100)	float64 (2,3) 100.0 0.5 100.0 100.0 nan 100.0
a bool (2,3) 0 1 0 0 1 0; b float64 (2,3) 0.5 1.0 -0.0 1.0 -2.356 0.5; c float32 (2,3) 0.0 2.5 2.945 nan inf -1.0	((mod(c, b)) if (a) else (100)) * (mod(c, b))	float64 (2,3) 0.0 0.25 nan nan nan 0.0
a bool (2,3) 0 1 0 0 1 0; b float64 (2,3) 0.5 1.0 -0.0 1.0 -2.356 0.5; c float32 (2,3) 0.0 2.5 2.945 nan inf -1.0	((b)[-1:1]) >> (b)	error
a float64 (4,) 0.5 4.0 -1.0 nan; b float64 (4,4) 0.5 -0.0 -0.0 -0.0 0.5 2.5 4.0 2.5 0.5 -0.0 0.0 1.0 inf 1.0 0.5 1.0	prod(all(b, axis=1), axis=(), keepdims=True)	~int64 (4,) 0 1 0 1
a float64 (4,) 0.5 4.0 -1.0 nan; b float64 (4,4) 0.5 -0.0 -0.0 -0.0 0.5 2.5 4.0 2.5 0.5 -0.0 0.0 1.0 inf 1.0 0.5 1.0	transpose((a) ** (2.0), (0,))	~float64 (4,) 0.25 16.0 1.0 nan
a float64 (4,) 0.5 4.0 -1.0 nan; b float64 (4,4) 0.5 -0.0 -0.0 -0.0 0.5 2.5 4.0 2.5 0.5 -0.0 0.0 1.0 inf 1.0 0.5 1.0	(mean((a) <= (b), axis=-1, keepdims=True)) | (mean((a) <= (b), axis=-1, keepdims=True))	error
a int32 (3,1) -550598000 -4 -1; b float64 (3,1) 1.0 1.0 4.0; c int64 () weak -7	(b) * ((b) / ((0.1)))	float64 (3,1) 10.0 10.0 160.0
a int32 (3,1) -550598000 -4 -1; b float64 (3,1) 1.0 1.0 4.0; c int64 () weak -7	((b) >= (pi)) // ((b) / ((0.1)))	float64 (3,1) 0.0 0.0 0.0
a bool (3,4) 1 1 0 0 1 1 0 0 0 0 1 0; b int64 () weak 8; c int32 (4,) 1 -7 -12 1	count_nonzero((c).T, axis=(0,), keepdims=True)	int64 (1,) 4
a bool (3,4) 1 1 0 0 1 1 0 0 0 0 1 0; b int64 () weak 8; c int32 (4,) 1 -7 -12 1	(((2.0)) != (c)) - (0)	int64 (4,) 1 1 1 1
a bool (3,4) 1 1 0 0 1 1 0 0 0 0 1 0; b int64 () weak 8; c int32 (4,) 1 -7 -12 1	(a)[0,7::1,-2]	error
a int64 (3,2) 2 1 -8 1 2 5; b float32 () 1.0	all(min(b))	bool () 1
a int64 (3,2) 2 1 -8 1 2 5; b float32 () 1.0	(all(min(b))) < (min(b))	bool () 0
a int32 (2,) -1 2; b float64 (3,1,2) -0.458 1.0 inf nan 2.5 0.0; c bool (1,) 0; d int32 (4,2) 1 2 1 1 1 3 2 -922305345	sum(sum(c, axis=(0,), keepdims=True))	~int64 () 0
a int32 (2,) -1 2; b float64 (3,1,2) -0.458 1.0 inf nan 2.5 0.0; c bool (1,) 0; d int32 (4,2) 1 2 1 1 1 3 2 -922305345	(a) if (a) else (sum(c, axis=(0,), keepdims=True))	~int64 (2,) -1 2
a int32 (2,) -1 2; b float64 (3,1,2) -0.458 1.0 inf nan 2.5 0.0; c bool (1,) 0; d int32 (4,2) 1 2 1 1 1 3 2 -922305345	(b) | (count_nonzero(c, keepdims=True))	error
a bool (1,1) 1; b int32 (1,3) 0 0 0; c int64 (4,3) 0 3 0 2 5 1 2 5 0 -7 0 1; d int64 () weak 10	max(100, keepdims=True)	int64 () 100
a bool (1,1) 1; b int32 (1,3) 0 0 0; c int64 (4,3) 0 3 0 2 5 1 2 5 0 -7 0 1; d int64 () weak 10	where(add(maximum(c, 2), 2147483648), (add(maximum(c, 2), 2147483648)) - (a), max(100, keepdims=True))	int64 (4,3) 2147483649 2147483650 2147483649 2147483649 2147483652 2147483649 2147483649 2147483652 2147483649 2147483649 2147483649 2147483649
a bool (4,2) 0 0 0 0 0 0 0 1; b int64 () weak 0	logical_xor((a) % (b), mod(((0.5)) % (a), b))	bool (4,2) 1 1 1 1 1 1 1 1
a bool (4,2) 0 0 0 0 0 0 0 1; b int64 () weak 0	(a) if (((0.5)) % (a)) else ((((0.5)) % (a)) if (1) else (2))	float64 (4,2) 0.0 0.0 0.0 0.0 0.0 0.0 0.0 1.0
a bool (3,2,3) 1 1 0 1 0 1 0 0 1 1 1 1 0 1 0 0 0 1; b float64 (3,) -1.0 -4.504 nan	(b) - (0)	float64 (3,) -1.0 -4.504 nan
a bool (3,2,3) 1 1 0 1 0 1 0 0 1 1 1 1 0 1 0 0 0 1; b float64 (3,) -1.0 -4.504 nan	((b) - (0)) + (b)	float64 (3,) -2.0 -9.008 nan
a bool (3,2,3) 1 1 0 1 0 1 0 0 1 1 1 1 0 1 0 0 0 1; b float64 (3,) -1.0 -4.504 nan	((b) - (0))[-2:1,:0:1]	error
a float32 (4,0); b float32 (0,)	astype(b, 'float64')	float64 (0,)
a float32 (4,0); b float32 (0,)	((b) + (b)) != ((b) + (b))	bool (0,)
a float32 (4,0); b float32 (0,)	(b) & (b)	error
a int32 (1,2,0); b int64 () weak 11	(a)[-3:b:-1,None,None,...]	int32 (0,1,1,2,0)
a int32 (1,2,0); b int64 () weak 11	(1099511627776) < ((1.0))	bool weak () 0
a int64 () weak -1; b bool (4,3) 1 0 0 1 0 1 0 0 0 0 1 0	transpose(((b) * ((b) // (a))) * ((b) * ((b) // (a))), (1, 0))	int64 (3,4) 1 1 0 0 0 0 0 1 0 1 0 0
a int64 () weak -1; b bool (4,3) 1 0 0 1 0 1 0 0 0 0 1 0	(1099511627776) / (2147483648)	float64 weak () 512.0
a int32 (4,0); b float32 () 1.0; c float32 (4,0); d float64 (2,1,1) -0.0 0.5	(a) < (b)	bool (4,0)
a int32 (4,0); b float32 () 1.0; c float32 (4,0); d float64 (2,1,1) -0.0 0.5	size(True)	int64 weak () 1
a int32 (4,0); b float32 () 1.0; c float32 (4,0); d float64 (2,1,1) -0.0 0.5	(c)[1,2]	error
a float32 (3,2,1) 2.5 inf 1.0 nan -0.404 inf; b int64 (2,2) 1 -10 3 979136464; c bool (1,1,2) 1 0; d float64 (3,2,2) 2.5 4.0 4.0 inf 4.0 nan 2.5 0.5 -0.0 4.0 1.0 4.0	(d) % (a)	float64 (3,2,2) 0.0 1.5 4.0 nan 0.0 nan nan nan -0.0 -0.04000014066696167 1.0 4.0
a float32 (3,2,1) 2.5 inf 1.0 nan -0.404 inf; b int64 (2,2) 1 -10 3 979136464; c bool (1,1,2) 1 0; d float64 (3,2,2) 2.5 4.0 4.0 inf 4.0 nan 2.5 0.5 -0.0 4.0 1.0 4.0	where(a, arange(0, 7, 3), (1.0))	float64 (3,2,3) 0.0 3.0 6.0 0.0 3.0 6.0 0.0 3.0 6.0 0.0 3.0 6.0 0.0 3.0 6.0 0.0 3.0 6.0
a float32 (3,2,1) 2.5 inf 1.0 nan -0.404 inf; b int64 (2,2) 1 -10 3 979136464; c bool (1,1,2) 1 0; d float64 (3,2,2) 2.5 4.0 4.0 inf 4.0 nan 2.5 0.5 -0.0 4.0 1.0 4.0	(arange(0, 7, 3)) << (c)	error
a float64 (3,1) 1.0 -1.0 -1.0; b float32 (4,1,1) 0.0 nan 2.5 nan	log((floor((b)[None,None,0])).T)	~float32 (1,1,1,1) -inf
a float64 (3,1) 1.0 -1.0 -1.0; b float32 (4,1,1) 0.0 nan 2.5 nan	(a)[-1]	float64 (1,) -1.0
a float64 (3,1) 1.0 -1.0 -1.0; b float32 (4,1,1) 0.0 nan 2.5 nan	((b)[None,None,0]) & ((0.0))	error
a int32 (2,1,3) 2 1321493018 2 -1 3 -1; b int64 (3,1) 0 3 0; c int64 (2,3,3) 5 0 -1917886185 5 1 -7 -7 -7 -7 1 1 1 -1 1 0 1 0 5	sum(a, axis=-2, keepdims=True)	~int64 (2,1,3) 2 1321493018 2 -1 3 -1
a int32 (2,1,3) 2 1321493018 2 -1 3 -1; b int64 (3,1) 0 3 0; c int64 (2,3,3) 5 0 -1917886185 5 1 -7 -7 -7 -7 1 1 1 -1 1 0 1 0 5	(2147483648) - (c)	int64 (2,3,3) 2147483643 2147483648 4065369833 2147483643 2147483647 2147483655 2147483655 2147483655 2147483655 2147483647 2147483647 2147483647 2147483649 2147483647 2147483648 2147483647 2147483648 2147483643
a int64 () weak -1; b int32 (1,3) 3 1 19	max(((1.0)) > ((a) / (a)))	bool () 0
a int64 () weak -1; b int32 (1,3) 3 1 19	(2147483648) ^ (logical_xor(b, (a) / (a)))	int64 (1,3) 2147483648 2147483648 2147483648
a int64 () weak -1; b int32 (1,3) 3 1 19	(max(((1.0)) > ((a) / (a)))) - (logical_xor(b, (a) / (a)))	error
a int64 () weak -7; b int64 () weak -4	(3) << (max(a))	int64 () 0
a int64 () weak -7; b int64 () weak -4	(a) * ((0.0))	float64 weak () -0.0
a int64 () weak -7; b int64 () weak -4	(sin(2147483648)) | (b)	error
a float32 (2,3) 1.0 0.0 nan 0.0 nan -1.0; b float64 (2,3) -0.0 4.0 -1.0 1.0 2.5 -1.0; c float64 (3,) -1.0 inf 0.0; d float64 (1,3) 0.5 0.5 inf	where((a) // (b), (a) // (b), 100)	float64 (2,3) -inf 100.0 nan 100.0 nan 1.0
a float32 (2,3) 1.0 0.0 nan 0.0 nan -1.0; b float64 (2,3) -0.0 4.0 -1.0 1.0 2.5 -1.0; c float64 (3,) -1.0 inf 0.0; d float64 (1,3) 0.5 0.5 inf	(2) + (shape((cos(c)) <= (c), 0))	int64 weak () 5
a float32 (2,3) 1.0 0.0 nan 0.0 nan -1.0; b float64 (2,3) -0.0 4.0 -1.0 1.0 2.5 -1.0; c float64 (3,) -1.0 inf 0.0; d float64 (1,3) 0.5 0.5 inf	(cos(c)) | (d)	error
a int64 (2,) 3 0; b int32 (2,2) 2 1 0 -8	floor(rint((a) ** (1)))	~float64 (2,) 3.0 0.0
a int64 (2,) 3 0; b int32 (2,2) 2 1 0 -8	(((a) ** (1)) & (a)) if (a) else (b)	~int64 (2,2) 3 1 3 -8
a float32 () -0.0; b bool (3,1) 1 1 0; c float32 (1,2) 0.0 1.35; d int64 () weak 5	(3) / ((a)[None])	float32 (1,) -inf
a float32 () -0.0; b bool (3,1) 1 1 0; c float32 (1,2) 0.0 1.35; d int64 () weak 5	logical_and((a)[None], (-2.5))	bool (1,) 0
a float32 () -0.0; b bool (3,1) 1 1 0; c float32 (1,2) 0.0 1.35; d int64 () weak 5	((a)[None])[-2,None]	error
a float64 () weak -0.459; b float32 (4,) nan 0.0 4.0 2.5	(b) == (size(a))	bool (4,) 0 0 0 0
a float64 () weak -0.459; b float32 (4,) nan 0.0 4.0 2.5	min(size(pi))	int64 () 1
a int64 () 3; b float64 (2,) 2.5 2.5	((b) == (a)) // (min(a))	int64 (2,) 0 0
a int64 () 3; b float64 (2,) 2.5 2.5	(where(1099511627776, 2, (min(a)) > (b)))[2:0:1]	int64 (0,)
a int64 () 3; b float64 (2,) 2.5 2.5	(b)[::3,1:2:-1]	error
a int32 (1,3) -7 5 -1; b float32 (3,3) 4.0 0.0 -1.0 inf nan 0.0 nan inf 4.0; c float64 () weak -1.395; d float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -0.0 inf -1.281	(c) != (c)	bool weak () 0
a int32 (1,3) -7 5 -1; b float32 (3,3) 4.0 0.0 -1.0 inf nan 0.0 nan inf 4.0; c float64 () weak -1.395; d float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -0.0 inf -1.281	(d) if (d) else (a)	float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -7.0 inf -1.281
a float64 (2,) nan 0.0; b int64 () -444693351	exp(a)	~float64 (2,) nan 1.0
a float64 (2,) nan 0.0; b int64 () -444693351	(exp(a)) != (floor(b))	~bool (2,) 1 1
a bool (3,) 1 1 1; b int64 (3,) -7 0 2; c bool (4,3) 0 0 0 1 1 0 0 1 0 0 1 1	(b) <= (a)	bool (3,) 1 1 0
a bool (3,) 1 1 1; b int64 (3,) -7 0 2; c bool (4,3) 0 0 0 1 1 0 0 1 0 0 1 1	(b).T	int64 (3,) -7 0 2
a bool (3,) 1 1 1; b int64 (3,) -7 0 2; c bool (4,3) 0 0 0 1 1 0 0 1 0 0 1 1	(c) - (c)	error
a float32 (4,) 0.0 -1.0 -1.0 nan; b int64 () weak 5	rint(a)	float32 (4,) 0.0 -1.0 -1.0 nan
a float32 (4,) 0.0 -1.0 -1.0 nan; b int64 () weak 5	(astype(b, 'int64')) | (b)	int64 () 5
a int64 () 2; b int64 () weak 2; c int32 (1,1) 1470234076	all((c) + (b))	bool () 1
a int64 () 2; b int64 () weak 2; c int32 (1,1) 1470234076	(all((c) + (b))) >> ((c) + (b))	int32 (1,1) 0
a bool () 1; b float32 (0,4); c float32 (4,) 0.0 -0.0 0.0 inf	((c)[::-1])[None,-1]	float32 (1,) 0.0
a bool () 1; b float32 (0,4); c float32 (4,) 0.0 -0.0 0.0 inf	((2.0)) // (bool(a))	float64 () 2.0
a int64 (4,4) 2 -7 3 0 0 -7 723106511 1 3 1 -658733344 2 -1 22380336 -136232173 5; b float32 (4,4,1) 4.0 nan 1.0 0.5 2.5 nan -0.0 nan -0.0 -1.0 0.281 nan -2.698 0.5 4.0 0.98	(pi) // (floor(b))	float32 (4,4,1) 0.0 nan 3.0 inf 1.0 nan -inf nan -inf -4.0 inf nan -2.0 inf 0.0 inf
a int64 (4,4) 2 -7 3 0 0 -7 723106511 1 3 1 -658733344 2 -1 22380336 -136232173 5; b float32 (4,4,1) 4.0 nan 1.0 0.5 2.5 nan -0.0 nan -0.0 -1.0 0.281 nan -2.698 0.5 4.0 0.98	exp(a)	~float64 (4,4) 7.38905609893065 0.0009118819655545162 20.085536923187668 1.0 1.0 0.0009118819655545162 inf 2.718281828459045 20.085536923187668 2.718281828459045 0.0 7.38905609893065 0.36787944117144233 inf 0.0 148.4131591025766
a int64 (4,4) 2 -7 3 0 0 -7 723106511 1 3 1 -658733344 2 -1 22380336 -136232173 5; b float32 (4,4,1) 4.0 nan 1.0 0.5 2.5 nan -0.0 nan -0.0 -1.0 0.281 nan -2.698 0.5 4.0 0.98	(b) & ((-2.5))	error
a int64 (3,1) 5 2 3; b int32 (1,4) 1 2 2 413573825	fabs((a) if (logical_or(astype(b, 'int32'), a)) else (b))	float64 (3,4) 5.0 5.0 5.0 5.0 2.0 2.0 2.0 2.0 3.0 3.0 3.0 3.0
a int64 (3,1) 5 2 3; b int32 (1,4) 1 2 2 413573825	where(logical_or(astype(b, 'int32'), a), (10000000000.0), astype(b, 'int32'))	float64 (3,4) 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0 10000000000.0
a float32 (3,) 4.311 1.0 1.0; b int32 (4,3) 1 5 18 1 2 -1 1 3 2 3 3 2; c int64 () weak 3; d float32 (4,3) 0.5 -0.0 -0.0 nan nan 1.0 1.0 2.5 nan inf -0.0 0.0	(((10000000000.0)) + (b)) > (minimum((1.0), 2))	bool (4,3) 1 1 1 1 1 1 1 1 1 1 1 1
a float32 (3,) 4.311 1.0 1.0; b int32 (4,3) 1 5 18 1 2 -1 1 3 2 3 3 2; c int64 () weak 3; d float32 (4,3) 0.5 -0.0 -0.0 nan nan 1.0 1.0 2.5 nan inf -0.0 0.0	(7) % ((max(a, axis=0)) > (d))	int64 (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a float32 (3,) 4.311 1.0 1.0; b int32 (4,3) 1 5 18 1 2 -1 1 3 2 3 3 2; c int64 () weak 3; d float32 (4,3) 0.5 -0.0 -0.0 nan nan 1.0 1.0 2.5 nan inf -0.0 0.0	(max(a, axis=0))[-7:2]	error
a float32 (3,) inf 0.0 nan; b int64 (4,1,3) 0 -1 3 -1229493244 0 3 -1 -1887794536 -6 3 1 -1; c bool (1,) 0; d int64 () weak 1	where(c, d, d)	int64 (1,) 1
a float32 (3,) inf 0.0 nan; b int64 (4,1,3) 0 -1 3 -1229493244 0 3 -1 -1887794536 -6 3 1 -1; c bool (1,) 0; d int64 () weak 1	(a) * (d)	float32 (3,) inf 0.0 nan
a float32 (3,) inf 0.0 nan; b int64 (4,1,3) 0 -1 3 -1229493244 0 3 -1 -1887794536 -6 3 1 -1; c bool (1,) 0; d int64 () weak 1	(c)[-2,...]	error
a float32 (2,4) 2.5 4.0 inf 4.0 4.0 -4.567 4.87 nan; b float64 (2,4) inf 4.0 0.5 inf 4.0 2.5 -0.0 0.0; c bool (4,) 0 0 1 0	((transpose(b, (0, 1))) <= (b)).T	bool (4,2) 1 1 1 1 1 1 1 1
a float32 (2,4) 2.5 4.0 inf 4.0 4.0 -4.567 4.87 nan; b float64 (2,4) inf 4.0 0.5 inf 4.0 2.5 -0.0 0.0; c bool (4,) 0 0 1 0	logical_xor((transpose(b, (0, 1))) <= (b), transpose(b, (0, 1)))	bool (2,4) 0 0 0 0 0 0 1 1
a float32 (2,4) 2.5 4.0 inf 4.0 4.0 -4.567 4.87 nan; b float64 (2,4) inf 4.0 0.5 inf 4.0 2.5 -0.0 0.0; c bool (4,) 0 0 1 0	(c)[3:2:-2,-2:-1:3]	error
a float32 (2,1,2) 4.0 1.318 4.0 0.0; b int32 (2,2,1) -7 5 -1 2; c int64 () -7	min(min(where(c, where(float32(a), pi, a), where(float32(a), pi, a)), axis=-3), keepdims=True)	float32 (1,1) 0.0
a float32 (2,1,2) 4.0 1.318 4.0 0.0; b int32 (2,2,1) -7 5 -1 2; c int64 () -7	((minimum(3, 7)) % (float32(a))) - (min(where(c, where(float32(a), pi, a), where(float32(a), pi, a)), axis=-3))	float32 (2,1,2) -0.14159274101257324 0.3640000820159912 -0.14159274101257324 nan
a float32 (2,1,2) 4.0 1.318 4.0 0.0; b int32 (2,2,1) -7 5 -1 2; c int64 () -7	((minimum(3, 7)) % (float32(a)))[minimum(3, 7),minimum(3, 7)::-1,minimum(3, 7):-7:-1,3:7]	error
a int64 () weak -7; b int32 (2,2) 3 5 -1 3; c float64 () 1.0	max(astype(c, 'float64'), keepdims=True)	float64 () 1.0
a int64 () weak -7; b int32 (2,2) 3 5 -1 3; c float64 () 1.0	(astype(c, 'float64')) // ((negative(a)) < (negative(a)))	float64 () inf
a int64 () weak -7; b int32 (2,2) 3 5 -1 3; c float64 () 1.0	(b)[negative(a):-3:-2,2:1:-2,2]	error
a int32 (3,4) 2 0 1107073754 -505166021 -1 -1 0 -1950582678 0 5 -3 1; b int64 () weak -1; c float32 (3,1,4) inf 0.5 4.0 0.5 -3.201 inf 0.5 inf 1.0 1.0 nan nan; d float32 (1,) 3.227	(c)[...]	float32 (3,1,4) inf 0.5 4.0 0.5 -3.2009999752044678 inf 0.5 inf 1.0 1.0 nan nan
a int32 (3,4) 2 0 1107073754 -505166021 -1 -1 0 -1950582678 0 5 -3 1; b int64 () weak -1; c float32 (3,1,4) inf 0.5 4.0 0.5 -3.201 inf 0.5 inf 1.0 1.0 nan nan; d float32 (1,) 3.227	(((3) >= (a)) <= ((-1.0))).T	bool (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (3,4) 2 0 1107073754 -505166021 -1 -1 0 -1950582678 0 5 -3 1; b int64 () weak -1; c float32 (3,1,4) inf 0.5 4.0 0.5 -3.201 inf 0.5 inf 1.0 1.0 nan nan; d float32 (1,) 3.227	(sqrt(a)) >> ((c)[...])	error
a int64 (1,2,1) -1 2; b int64 (2,) 2 1896359447; c float64 (3,1,2) -1.0 nan 2.5 nan 0.0 nan; d bool (2,2) 1 1 0 0	count_nonzero(transpose((invert(b))[-7:-3:-1], (0,)))	int64 () 0
a int64 (1,2,1) -1 2; b int64 (2,) 2 1896359447; c float64 (3,1,2) -1.0 nan 2.5 nan 0.0 nan; d bool (2,2) 1 1 0 0	((c) == (invert(b))) * (16777217)	int64 (3,1,2) 0 0 0 0 0 0
a int64 (1,2,1) -1 2; b int64 (2,) 2 1896359447; c float64 (3,1,2) -1.0 nan 2.5 nan 0.0 nan; d bool (2,2) 1 1 0 0	((d) * ((c) % (d))) ^ (floor(min(c, axis=(0,))))	error
a int64 (1,4) 7 5 1 1; b int32 (3,) -7 -1688242765 -1; c bool () 0	(sum(radians(a), axis=-1, keepdims=True)) ** (2.0)	~float64 (1,1) 0.059705014278194884
a int64 (1,4) 7 5 1 1; b int32 (3,) -7 -1688242765 -1; c bool () 0	(((c) - ((a) * (2)))[None,-1])[1:0,-1]	int64 (0,)
a int32 (1,1,1) 0; b int32 (4,3) 3 5 2 0 4 2 291473812 1 -1615860567 783207206 1 3; c int32 (1,) 0	(c) if (c) else (arange(4, -1, 2))	int64 (0,)
a int32 (1,1,1) 0; b int32 (4,3) 3 5 2 0 4 2 291473812 1 -1615860567 783207206 1 3; c int32 (1,) 0	min((0.1))	float64 () 0.1
a int32 (1,1) 5; b int64 () weak 5	sum(16777217, keepdims=True)	~int64 () 16777217
a int32 (1,1) 5; b int64 () weak 5	abs((b) >= (a))	bool (1,1) 1
a int32 (1,1) 5; b int64 () weak 5	((b) >= (a))[b,:-1:2]	error
a float32 (1,) 1.0; b int64 () weak 2; c float32 () 0.5	where(c, a, sum(b))	~float64 (1,) 1.0
a float32 (1,) 1.0; b int64 () weak 2; c float32 () 0.5	(b) ^ (2)	int64 weak () 0
a float32 (1,) 1.0; b int64 () weak 2; c float32 () 0.5	(sum(b))[1]	error
a float32 () inf; b int32 () 3; c float32 (1,1) 1.0	(c) == (100)	bool (1,1) 0
a float32 () inf; b int32 () 3; c float32 (1,1) 1.0	((-1.0)) + (c)	float32 (1,1) 0.0
a float64 () weak -0.0; b float32 (1,2,1) -1.0 0.5; c float64 (4,1,1) -0.0 nan 0.5 inf	((-2.5)) * (c)	float64 (4,1,1) 0.0 nan -1.25 -inf
a float64 () weak -0.0; b float32 (1,2,1) -1.0 0.5; c float64 (4,1,1) -0.0 nan 0.5 inf	(a) - (a)	float64 weak () 0.0
a float64 () weak -0.0; b float32 (1,2,1) -1.0 0.5; c float64 (4,1,1) -0.0 nan 0.5 inf	(c) & (c)	error
a int32 (1,3,3) 2 10 5 0 0 0 1 0 3; b bool (2,3,1) 0 1 1 1 0 0; c int64 () -1926223751	any(maximum(a, b), axis=0)	bool (3,3) 1 1 1 1 1 1 1 1 1
a int32 (1,3,3) 2 10 5 0 0 0 1 0 3; b bool (2,3,1) 0 1 1 1 0 0; c int64 () -1926223751	prod((b) ** (2.0), axis=-3)	~float64 (3,1) 0.0 0.0 0.0
a float32 (2,) nan nan; b bool () 0; c bool (2,2) 0 0 1 1; d int64 (2,2) 2 -1 767107933 2	maximum(1, where(c, a, (d) ** (2)))	~float64 (2,2) 4.0 1.0 nan nan
a float32 (2,) nan nan; b bool () 0; c bool (2,2) 0 0 1 1; d int64 (2,2) 2 -1 767107933 2	(a) * ((d) ** (2))	~float64 (2,2) nan nan nan nan
a float32 (2,) -0.0 2.5; b bool (2,) 0 1; c int32 (4,2) 5 3 0 2 691996427 -764019698 -20 1383213966; d int64 () weak 5	(b) ^ (min(c, axis=-2, keepdims=True))	int32 (1,2) -20 -764019697
a float32 (2,) -0.0 2.5; b bool (2,) 0 1; c int32 (4,2) 5 3 0 2 691996427 -764019698 -20 1383213966; d int64 () weak 5	((b) ^ (min(c, axis=-2, keepdims=True))) ** (0)	~int32 (1,2) 1 1
a float32 (2,) -0.0 2.5; b bool (2,) 0 1; c int32 (4,2) 5 3 0 2 691996427 -764019698 -20 1383213966; d int64 () weak 5	((b) <= ((c) if (d) else (prod(a, axis=(0,), keepdims=True)))) - (b)	error
a int32 (4,4,1) -1 3 0 5 5 -7 1 1 0 5 293675369 5 2 -1 1715284180 -7; b int64 (4,3) 20793570 5 2 1 499766112 5 1 2 14 -2012970379 2 1533582650; c int64 (4,3) 825008641 2 -7 -7 2 5 0 -1 -7 680521523 -1689258716 -72341084	isnan((c)[-2:-2])	bool (0,3)
a int32 (4,4,1) -1 3 0 5 5 -7 1 1 0 5 293675369 5 2 -1 1715284180 -7; b int64 (4,3) 20793570 5 2 1 499766112 5 1 2 14 -2012970379 2 1533582650; c int64 (4,3) 825008641 2 -7 -7 2 5 0 -1 -7 680521523 -1689258716 -72341084	(min(((c)[-2:-2]).T, axis=(0,), keepdims=True))[0,...,7:-3:2]	int64 (0,)
a int32 (4,4,1) -1 3 0 5 5 -7 1 1 0 5 293675369 5 2 -1 1715284180 -7; b int64 (4,3) 20793570 5 2 1 499766112 5 1 2 14 -2012970379 2 1533582650; c int64 (4,3) 825008641 2 -7 -7 2 5 0 -1 -7 680521523 -1689258716 -72341084	(min(((c)[-2:-2]).T, axis=(0,), keepdims=True)) & (isnan((c)[-2:-2]))	error
a float32 () -1.0; b int64 () weak 3; c int64 () weak 1	logical_not(7)	bool weak () 0
a float32 () -1.0; b int64 () weak 3; c int64 () weak 1	(logical_not(7)) > (b)	bool weak () 0
a float32 () -1.0; b int64 () weak 3; c int64 () weak 1	(a)[:-3:-2]	error
a float64 (1,0); b float32 (4,0); c int64 (0,4,0); d float64 () weak 2.5	(logical_not((d) - (d))) - (d)	float64 weak () -1.5
a float64 (1,0); b float32 (4,0); c int64 (0,4,0); d float64 () weak 2.5	sum((logical_not((d) - (d))) - (d), keepdims=True)	~float64 () -1.5
a int32 (4,0); b float32 (4,1) 2.5 nan -0.0 0.5	linspace(5, 5, 5)	~float64 (5,) 5.0 5.0 5.0 5.0 5.0
a int32 (4,0); b float32 (4,1) 2.5 nan -0.0 0.5	negative(a)	int32 (4,0)
a int32 (4,0); b float32 (4,1) 2.5 nan -0.0 0.5	((3.7)) | (a)	error
a int64 (3,1) -1 3 0; b int64 () weak -7; c int32 (3,3) 588774050 607022459 1570978728 -7 -1 0 5 2 1566803778; d bool (3,) 1 1 0	max(b, keepdims=True)	int64 () -7
a int64 (3,1) -1 3 0; b int64 () weak -7; c int32 (3,3) 588774050 607022459 1570978728 -7 -1 0 5 2 1566803778; d bool (3,) 1 1 0	((pi) >= ((d) | (c))) * (b)	int64 (3,3) 0 0 0 -7 -7 -7 0 -7 0
a bool (1,1) 1; b int64 (3,1,1) 0 1 -7; c int32 (1,) -1	(a) | (c)	int32 (1,1) -1
a bool (1,1) 1; b int64 (3,1,1) 0 1 -7; c int32 (1,) -1	(arctan2(((1.0)) // (c), (0.0))) / ((a) | (c))	~float64 (1,1) 1.5707963267948966
a bool () 1; b int32 (1,1) -7	size(bool(b))	int64 weak () 1
a bool () 1; b int32 (1,1) -7	((a) >= (a)) + ((size(a)) >= (a))	bool () 1
a bool () 1; b int32 (1,1) -7	(a)[-1]	error
a float32 (3,1,4) -0.0 4.0 4.0 -0.0 2.5 nan -0.0 3.684 -1.0 1.094 nan -0.0; b int32 (4,4) 2 -7 0 3 6 18 0 -1 1 -247244285 -7 -877070486 3 3 2 -1; c float32 (4,4) 1.0 -0.059 0.5 -0.0 0.5 0.5 0.0 0.5 0.5 0.0 nan inf -0.0 -1.0 -0.0 inf; d bool (1,4,1) 1 1 1 1	(b) < ((2.0))	bool (4,4) 0 1 1 0 0 0 1 1 1 1 1 1 0 0 0 1
a float32 (3,1,4) -0.0 4.0 4.0 -0.0 2.5 nan -0.0 3.684 -1.0 1.094 nan -0.0; b int32 (4,4) 2 -7 0 3 6 18 0 -1 1 -247244285 -7 -877070486 3 3 2 -1; c float32 (4,4) 1.0 -0.059 0.5 -0.0 0.5 0.5 0.0 0.5 0.5 0.0 nan inf -0.0 -1.0 -0.0 inf; d bool (1,4,1) 1 1 1 1	where((d)[None], (transpose(d, (0, 2, 1))) - ((b) ** (2.0)), (b) ** (2.0))	~float64 (1,1,4,4) -3.0 -48.0 1.0 -8.0 -35.0 -323.0 1.0 0.0 0.0 -6.1129736465161224e+16 -48.0 -7.692526374122762e+17 -8.0 -8.0 -3.0 0.0
a float32 (3,1,4) -0.0 4.0 4.0 -0.0 2.5 nan -0.0 3.684 -1.0 1.094 nan -0.0; b int32 (4,4) 2 -7 0 3 6 18 0 -1 1 -247244285 -7 -877070486 3 3 2 -1; c float32 (4,4) 1.0 -0.059 0.5 -0.0 0.5 0.5 0.0 0.5 0.5 0.0 nan inf -0.0 -1.0 -0.0 inf; d bool (1,4,1) 1 1 1 1	(True) | ((transpose(d, (0, 2, 1))) - ((b) ** (2.0)))	error
a int64 (2,2) 1 -1 3 -7; b int64 (1,2,2) 18 736537444 -1 3; c int64 () weak 1; d bool (1,2) 1 0	logical_not(a)	bool (2,2) 0 0 0 0
a int64 (2,2) 1 -1 3 -7; b int64 (1,2,2) 18 736537444 -1 3; c int64 () weak 1; d bool (1,2) 1 0	where(d, contains(str(b), '1'), logical_not(a))	bool (1,2,2) 1 0 1 0
a int64 (2,2) 1 -1 3 -7; b int64 (1,2,2) 18 736537444 -1 3; c int64 () weak 1; d bool (1,2) 1 0	(b) >> ((3.7))	error
a float64 (3,) inf 0.0 4.0; b float64 () 0.354; c int32 (3,) 3 11 1; d bool (2,3) 1 0 0 0 0 0	(b) <= (a)	bool (3,) 1 0 1
a float64 (3,) inf 0.0 4.0; b float64 () 0.354; c int32 (3,) 3 11 1; d bool (2,3) 1 0 0 0 0 0	mean(d, axis=(1, 0), keepdims=True)	~float64 (1,1) 0.16666666666666666
a float64 (3,) inf 0.0 4.0; b float64 () 0.354; c int32 (3,) 3 11 1; d bool (2,3) 1 0 0 0 0 0	(b) ^ (d)	error
a float32 (2,1,2) 1.0 -0.0 inf nan; b float32 (2,) 0.0 inf; c float32 (1,2) 2.5 -1.0	isnan(rint(log(a)))	~bool (2,1,2) 0 0 0 1
a float32 (2,1,2) 1.0 -0.0 inf nan; b float32 (2,) 0.0 inf; c float32 (1,2) 2.5 -1.0	negative(1099511627776)	int64 weak () -1099511627776
a float32 (2,1,2) 1.0 -0.0 inf nan; b float32 (2,) 0.0 inf; c float32 (1,2) 2.5 -1.0	(c) >> (c)	error
a int32 (1,) -807939535; b int64 (1,) 16; c float64 (2,3) 0.413 nan -0.0 inf inf 0.5; d bool (3,) 0 0 0	((a) - ((d) <= (b))) * (d)	int32 (3,) 0 0 0
a int32 (1,) -807939535; b int64 (1,) 16; c float64 (2,3) 0.413 nan -0.0 inf inf 0.5; d bool (3,) 0 0 0	(b).T	int64 (1,) 16
a int32 (2,) 0 -7; b float64 () weak 0.0; c float32 (3,2) 2.5 -0.0 inf -0.0 2.5 -1.0	bool(a)	bool (2,) 0 1
a int32 (2,) 0 -7; b float64 () weak 0.0; c float32 (3,2) 2.5 -0.0 inf -0.0 2.5 -1.0	arctan2(bool(a), a)	~float64 (2,) 0.0 2.999695598985629
a int32 (2,) 0 -7; b float64 () weak 0.0; c float32 (3,2) 2.5 -0.0 inf -0.0 2.5 -1.0	((0.5)) & ((-1.0))	error
a float32 (4,) 1.807 nan -1.0 -0.0; b float32 (1,1,4) 0.0 1.0 0.0 4.0	(abs(b)) < (int64(b))	bool (1,1,4) 0 0 0 0
a float32 (4,) 1.807 nan -1.0 -0.0; b float32 (1,1,4) 0.0 1.0 0.0 4.0	where(logical_and(exp(b), exp(b)), floor(where(b, exp(b), b)), logical_and(exp(b), exp(b)))	~float32 (1,1,4) 0.0 2.0 0.0 54.0
a int64 () weak 0; b int64 () weak -1	where(a, (size(b)) + (size(b)), sum(b))	~int64 () -1
a int64 () weak 0; b int64 () weak -1	int32(b)	int32 () -1
a float32 (1,3) nan 1.0 -1.0; b bool () 1; c float64 (2,3,3) 0.0 1.0 0.5 4.0 4.0 -4.038 inf -1.0 2.5 inf -0.0 -1.0 inf 4.0 nan 4.0 -4.324 nan	((10000000000.0)) - (a)	float32 (1,3) nan 10000000000.0 10000000000.0
a float32 (1,3) nan 1.0 -1.0; b bool () 1; c float64 (2,3,3) 0.0 1.0 0.5 4.0 4.0 -4.038 inf -1.0 2.5 inf -0.0 -1.0 inf 4.0 nan 4.0 -4.324 nan	logical_xor(where(b, b, b), ((1.0)) > (((c) == (c)) + (b)))	bool (2,3,3) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
a float32 (1,3) nan 1.0 -1.0; b bool () 1; c float64 (2,3,3) 0.0 1.0 0.5 4.0 4.0 -4.038 inf -1.0 2.5 inf -0.0 -1.0 inf 4.0 nan 4.0 -4.324 nan	(where(b, b, b))[:-3]	error
a int64 (4,) -1 2 -7 0; b float64 () weak inf	sum(radians(3), keepdims=True)	~float64 () 0.05235987755982989
a int64 (4,) -1 2 -7 0; b float64 () weak inf	rint(a)	float64 (4,) -1.0 2.0 -7.0 0.0
a int64 (4,) -1 2 -7 0; b float64 () weak inf	(round(a)) | (sum(radians(3), keepdims=True))	error
a float64 () weak nan; b float32 (4,2) 0.0 1.0 nan 4.808 1.0 -0.0 1.0 0.5	(b) / (b)	float32 (4,2) nan 1.0 nan 1.0 1.0 nan 1.0 1.0
a float64 () weak nan; b float32 (4,2) 0.0 1.0 nan 4.808 1.0 -0.0 1.0 0.5	arange(1, -3, 1)	int64 (0,)
a float64 () weak nan; b float32 (4,2) 0.0 1.0 nan 4.808 1.0 -0.0 1.0 0.5	((-1.0)) ^ ((2) > ((b) if (b) else ((0.5))))	error
a int32 () 1112005397; b int64 (4,4) 0 -1 0 -1 -801808211 0 -7 1 -1 -7 20 3 -1 1 0 12; c bool (4,4) 0 0 1 0 1 1 1 0 1 1 1 0 0 0 1 1; d bool (2,) 1 0	((5) ^ (floor(b))) == (mean(2147483648))	~bool (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a int32 () 1112005397; b int64 (4,4) 0 -1 0 -1 -801808211 0 -7 1 -1 -7 20 3 -1 1 0 12; c bool (4,4) 0 0 1 0 1 1 1 0 1 1 1 0 0 0 1 1; d bool (2,) 1 0	(d) ** (0)	~int64 (2,) 1 1
a int32 () 1112005397; b int64 (4,4) 0 -1 0 -1 -801808211 0 -7 1 -1 -7 20 3 -1 1 0 12; c bool (4,4) 0 0 1 0 1 1 1 0 1 1 1 0 0 0 1 1; d bool (2,) 1 0	where((d)[::1], c, mean(b, axis=-2, keepdims=True))	error
a float64 (3,4) 2.288 0.0 nan 1.0 1.695 0.5 -1.0 1.0 0.5 1.275 nan 1.0; b int64 () 3; c int64 (0,1,4)	(mod(max(a, axis=-2, keepdims=True), pi)) >= (b)	bool (1,4) 0 0 0 0
a float64 (3,4) 2.288 0.0 nan 1.0 1.695 0.5 -1.0 1.0 0.5 1.275 nan 1.0; b int64 () 3; c int64 (0,1,4)	size(b)	int64 weak () 1
a float64 (2,1,2) 0.0 -0.0 nan -2.016; b int64 (2,2) 0 3 2 -2071587625; c bool () 1; d bool (2,2) 1 0 0 0	(where(d, b, contains(str(b), '5'))) >= (ceil(b))	bool (2,2) 1 0 0 1
a float64 (2,1,2) 0.0 -0.0 nan -2.016; b int64 (2,2) 0 3 2 -2071587625; c bool () 1; d bool (2,2) 1 0 0 0	round(ceil(b))	int64 (2,2) 0 3 2 -2071587625
a float64 (2,1,2) 0.0 -0.0 nan -2.016; b int64 (2,2) 0 3 2 -2071587625; c bool () 1; d bool (2,2) 1 0 0 0	(b)[:-1,-2,-2]	error
a float64 () -1.0; b bool (1,0); c bool (1,0); d float64 (1,0)	where(b, b, c)	bool (1,0)
a float64 () -1.0; b bool (1,0); c bool (1,0); d float64 (1,0)	prod(where(b, b, c), axis=-2)	~int64 (0,)
a int64 (2,1) 2 -7; b bool (2,) 1 0; c bool (2,2,1) 1 0 1 1	mean(fabs(a), axis=1, keepdims=True)	~float64 (2,1) 2.0 7.0
a int64 (2,1) 2 -7; b bool (2,) 1 0; c bool (2,2,1) 1 0 1 1	(mean(fabs(a), axis=1, keepdims=True))[...,2:-3:1,(2) ** (3):(2) ** (3):-1]	~float64 (0,0)
a float64 () weak -1.0; b int64 (4,3) -7 3 0 5 380089518 -7 3 0 -7 -1 3 3	sum(logical_xor(a, a))	~int64 () 0
a float64 () weak -1.0; b int64 (4,3) -7 3 0 5 380089518 -7 3 0 -7 -1 3 3	arange(-2, -1, 3)	int64 (1,) -2
a bool (4,) 1 0 0 0; b int64 (4,) 16 733286392 1 2; c float64 (4,) 4.0 -0.0 2.5 1.0; d float64 (4,2,1) 4.0 4.0 1.0 4.0 2.5 2.486 1.0 4.597	any(pi)	bool () 1
a bool (4,) 1 0 0 0; b int64 (4,) 16 733286392 1 2; c float64 (4,) 4.0 -0.0 2.5 1.0; d float64 (4,2,1) 4.0 4.0 1.0 4.0 2.5 2.486 1.0 4.597	(2) if (5) else (16777217)	int64 weak () 2
a bool (4,) 1 0 0 0; b int64 (4,) 16 733286392 1 2; c float64 (4,) 4.0 -0.0 2.5 1.0; d float64 (4,2,1) 4.0 4.0 1.0 4.0 2.5 2.486 1.0 4.597	((a)[0::2]) | (a)	error
a float64 () inf; b float64 (4,3) inf 4.0 -1.0 nan 1.0 inf 0.5 -1.0 -0.0 0.5 1.0 0.5	count_nonzero((a) // (b), axis=-1, keepdims=True)	int64 (4,1) 3 3 3 3
a float64 () inf; b float64 (4,3) inf 4.0 -1.0 nan 1.0 inf 0.5 -1.0 -0.0 0.5 1.0 0.5	(max(count_nonzero(b, axis=-1), axis=())).T	int64 (4,) 3 3 2 3
a bool (4,4,1) 0 0 0 0 1 0 1 1 1 0 0 0 0 0 1 1; b bool (4,1) 0 0 1 1	((b) * (100)) ** (2)	~int64 (4,1) 0 0 10000 10000
a bool (4,4,1) 0 0 0 0 1 0 1 1 1 0 0 0 0 0 1 1; b bool (4,1) 0 0 1 1	(b)[-2]	bool (1,) 1
a int32 (4,) -15 -462360886 -7 0; b float32 (2,4) 0.5 -0.0 0.5 nan -1.0 nan -0.0 -0.0	sqrt(astype((a) > (0), 'int32'))	float64 (4,) 0.0 0.0 0.0 0.0
a int32 (4,) -15 -462360886 -7 0; b float32 (2,4) 0.5 -0.0 0.5 nan -1.0 nan -0.0 -0.0	((logical_not(b))[0::-1]) << (16777217)	int64 (1,4) 0 0 0 0
a int32 (4,) -15 -462360886 -7 0; b float32 (2,4) 0.5 -0.0 0.5 nan -1.0 nan -0.0 -0.0	((logical_not(b))[0::-1]) | (b)	error
a int32 (3,2,4) 3 0 0 2 20 -2029399086 2 3 5 -7 18 -1 -1 5 5 -1529215326 169816314 3 -7 -7 -4 -2065664061 7 2; b float64 (2,4) 0.5 -1.0 0.0 0.5 0.0 0.0 -0.0 0.0	((b) if (2) else ((1.0))) - (b)	float64 (2,4) 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
a int32 (3,2,4) 3 0 0 2 20 -2029399086 2 3 5 -7 18 -1 -1 5 5 -1529215326 169816314 3 -7 -7 -4 -2065664061 7 2; b float64 (2,4) 0.5 -1.0 0.0 0.5 0.0 0.0 -0.0 0.0	transpose((b)[-1], (0,))	float64 (4,) 0.0 0.0 -0.0 0.0
a int32 (0,2); b int64 (0,2)	logical_xor(True, (b)[:-3:2,...])	bool (0,2)
a int32 (0,2); b int64 (0,2)	((b)[None]) << (7)	int64 (1,0,2)
a int32 (4,2,2) -7 0 5 2 5 -14 -1 5 6 936092166 0 2 -7 2 -7 801488293; b int64 () weak 2; c int32 (4,2,2) 0 1 0 2 0 -1 14 -1 0 -1851666121 -1 -1 -7 3 -1771976140 -1	((a) < (b))[...,(b) * (b):-2,0,None]	bool (4,0,1)
a int32 (4,2,2) -7 0 5 2 5 -14 -1 5 6 936092166 0 2 -7 2 -7 801488293; b int64 () weak 2; c int32 (4,2,2) 0 1 0 2 0 -1 14 -1 0 -1851666121 -1 -1 -7 3 -1771976140 -1	(1) if (negative(c)) else (c)	int32 (4,2,2) 0 1 0 1 0 1 1 1 0 1 1 1 1 1 1 1
a int32 (4,2,2) -7 0 5 2 5 -14 -1 5 6 936092166 0 2 -7 2 -7 801488293; b int64 () weak 2; c int32 (4,2,2) 0 1 0 2 0 -1 14 -1 0 -1851666121 -1 -1 -7 3 -1771976140 -1	(c) >> ((1.0))	error
a int32 (2,0); b int64 (2,1) -7 5; c int64 () weak 1	(where(b, b, a))[-1]	int64 (0,)
a int32 (2,0); b int64 (2,1) -7 5; c int64 () weak 1	(5) << ((where(b, b, a))[-1])	int64 (0,)
a int32 (2,0); b int64 (2,1) -7 5; c int64 () weak 1	(b)[1,0,c:-2]	error
a bool (4,2) 0 1 1 0 0 0 1 0; b int32 (4,1,2) 5 -1 -7 1 2 2 0 0	cos(arange(-3, 5, 3))	~float64 (3,) -0.9899924966004454 1.0 -0.9899924966004454
a bool (4,2) 0 1 1 0 0 0 1 0; b int32 (4,1,2) 5 -1 -7 1 2 2 0 0	rint(cos(arange(-3, 5, 3)))	~float64 (3,) -1.0 1.0 -1.0
a int64 () weak 0; b float32 (4,1) 2.5 1.0 nan 0.5	linspace(-5, -1, 5)	~float64 (5,) -5.0 -4.0 -3.0 -2.0 -1.0
a int64 () weak 0; b float32 (4,1) 2.5 1.0 nan 0.5	((a) - (b)) * (2)	float32 (4,1) -5.0 -2.0 nan -1.0
a bool (4,2) 1 0 0 0 0 0 1 1; b float64 (4,1) 0.5 nan 1.0 nan	(b) * (16777217)	float64 (4,1) 8388608.5 nan 16777217.0 nan
a bool (4,2) 1 0 0 0 0 0 1 1; b float64 (4,1) 0.5 nan 1.0 nan	((b) * (16777217)) * ((a) ** (0))	~float64 (4,2) 8388608.5 8388608.5 nan nan 16777217.0 16777217.0 nan nan
a int32 (1,3) 1 -1 -7; b bool (3,3) 0 1 0 1 0 0 1 1 0	(True) | (0)	int64 weak () 1
a int32 (1,3) 1 -1 -7; b bool (3,3) 0 1 0 1 0 0 1 1 0	any(abs(((a) if (b) else (b)) - (a)))	bool () 1
a int32 (1,3) 1 -1 -7; b bool (3,3) 0 1 0 1 0 0 1 1 0	((2.0)) | ((b) != (abs(((a) if (b) else (b)) - (a))))	error
a float64 (4,) -0.0 0.5 0.5 2.5; b bool (2,1) 1 0; c int64 (2,4) 5 429002689 3 2 2 -7 5 -2	((where(b, c, b)) % (where(b, c, b)))[None]	int64 (1,2,4) 0 0 0 0 0 0 0 0
a float64 (4,) -0.0 0.5 0.5 2.5; b bool (2,1) 1 0; c int64 (2,4) 5 429002689 3 2 2 -7 5 -2	mod((3.7), c)	float64 (2,4) 3.7 3.7 0.7000000000000002 1.7000000000000002 1.7000000000000002 -3.3 3.7 -0.2999999999999998
a float64 (4,) -0.0 0.5 0.5 2.5; b bool (2,1) 1 0; c int64 (2,4) 5 429002689 3 2 2 -7 5 -2	(b)[-2,-2,-2:-1:-1]	error
a int64 (3,3) -1302566098 5 1 5 -7 1 -7 2 -1504211589; b int32 (3,) 1 1 0; c int32 (3,3) 0 193274364 -356593345 -843682364 5 5 -1106824675 -2 0; d float32 (3,) -0.0 1.0 0.0	logical_not((b) ^ (a))	bool (3,3) 0 0 0 0 0 0 0 0 0
a int64 (3,3) -1302566098 5 1 5 -7 1 -7 2 -1504211589; b int32 (3,) 1 1 0; c int32 (3,3) 0 193274364 -356593345 -843682364 5 5 -1106824675 -2 0; d float32 (3,) -0.0 1.0 0.0	where(a, pi, a)	float64 (3,3) 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793 3.141592653589793
a int32 (1,1,2) 19 18; b float32 (2,) 0.5 2.052; c int32 (0,2); d float64 (2,) -0.0 inf	(b) % (d)	float64 (2,) nan 2.052000045776367
a int32 (1,1,2) 19 18; b float32 (2,) 0.5 2.052; c int32 (0,2); d float64 (2,) -0.0 inf	((c) >= (prod(a, axis=2))) | (a)	~int32 (1,0,2)
a int32 (1,1,2) 19 18; b float32 (2,) 0.5 2.052; c int32 (0,2); d float64 (2,) -0.0 inf	(a) << ((c) % (d))	error
a int64 (1,) 3; b int64 (1,0); c bool (4,3,0); d float64 (3,0)	where(a, d, 5)	float64 (3,0)
a int64 (1,) 3; b int64 (1,0); c bool (4,3,0); d float64 (3,0)	sum((0) & (b), axis=(1,))	~int64 (1,) 0
a int64 (1,) 3; b int64 (1,0); c bool (4,3,0); d float64 (3,0)	min(d, keepdims=True)	error
a int32 () 3; b float32 (1,) 1.867; c int64 (0,0); d int64 () weak -20	sqrt(arange(0, 7, -2))	float64 (0,)
a int32 () 3; b float32 (1,) 1.867; c int64 (0,0); d int64 () weak -20	shape(b, 0)	int64 weak () 1
a int32 () 3; b float32 (1,) 1.867; c int64 (0,0); d int64 () weak -20	((c) / ((2.0))) << ((c) / ((2.0)))	error
a float32 (4,4) nan -0.275 1.0 inf inf -0.0 0.0 inf 2.5 4.0 0.5 inf inf 0.5 2.5 -0.0; b int32 (4,4) -826246595 0 16 0 -1 -1 2 2 0 3 5 2 2 0 0 -1; c int64 () weak 3	((b) < (b)) % (b)	int32 (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a float32 (4,4) nan -0.275 1.0 inf inf -0.0 0.0 inf 2.5 4.0 0.5 inf inf 0.5 2.5 -0.0; b int32 (4,4) -826246595 0 16 0 -1 -1 2 2 0 3 5 2 2 0 0 -1; c int64 () weak 3	where(b, ((b) < (b)) % (b), ((b) < (b)) % (b))	int32 (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a bool (3,0); b float32 (3,0); c float64 () inf; d float64 () 1.0	(c) >= (a)	bool (3,0)
a bool (3,0); b float32 (3,0); c float64 () inf; d float64 () 1.0	((0.1)) == (c)	bool () 0
a int32 (1,3) -1 -9 -1; b bool (1,) 0; c int64 () weak 2; d float64 (1,1) nan	(d) > (transpose(a, (1, 0)))	bool (3,1) 0 0 0
a int32 (1,3) -1 -9 -1; b bool (1,) 0; c int64 () weak 2; d float64 (1,1) nan	((a) >> (b)) // ((7) * (b))	int64 (1,3) 0 0 0
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	(a) > (3)	bool weak () 0
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	logical_xor((arange(-3, 7, 1)) - (max(d, axis=-1)), a)	bool (10,) 0 0 0 0 0 1 0 0 0 0
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	(c) >> (arange(-3, 7, 1))	error
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	invert(minimum((c) >> (c), c))	int64 (0,2)
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	((b) <= ((c) >> (c)))[...]	bool (0,2)
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	((c)[-3:7])[1,2:-3:-1,::3]	error
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	(5) == (b)	bool (2,2) 0 0 0 0
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	((where(c, c, b))[-3:-7,-1:3:1]) - (((where(c, c, b))[-3:-7,-1:3:1]) / (a))	float64 (0,1,2)
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	((a)[7:7]) + ((b) * (b))	error
a int32 (3,) 0 3 -15; b int32 (1,3) -7 5 3; c int64 (2,1) 2 0; d bool (3,2,1) 1 1 0 0 1 1	(2) == ((-1.0))	bool weak () 0
a int32 (3,) 0 3 -15; b int32 (1,3) -7 5 3; c int64 (2,1) 2 0; d bool (3,2,1) 1 1 0 0 1 1	maximum(c, (1.0))	float64 (2,1) 2.0 1.0
a int32 (3,) 0 3 -15; b int32 (1,3) -7 5 3; c int64 (2,1) 2 0; d bool (3,2,1) 1 1 0 0 1 1	(c) ** (-1)	error
a int64 (1,) 1; b bool (3,3) 0 0 0 0 1 0 0 1 1	(bool(b)) | (b)	bool (3,3) 0 0 0 0 1 0 0 1 1
a int64 (1,) 1; b bool (3,3) 0 0 0 0 1 0 0 1 1	(astype(bool(b), 'int64')) ^ (b)	int64 (3,3) 0 0 0 0 0 0 0 0 0
a int64 (1,) 1; b bool (3,3) 0 0 0 0 1 0 0 1 1	(mean(astype(bool(b), 'int64'))) & (0)	error
a float32 (1,) 2.5; b int32 (3,) 2 -6 2	(b).T	int32 (3,) 2 -6 2
a float32 (1,) 2.5; b int32 (3,) 2 -6 2	(a) % (b)	float64 (3,) 0.5 -3.5 0.5
a float64 (1,) 1.0; b int64 () weak 3	(b) + ((a) % (a))	float64 (1,) 3.0
a float64 (1,) 1.0; b int64 () weak 3	(2147483648) + ((b) + ((a) % (a)))	float64 (1,) 2147483651.0
a float64 (1,) 1.0; b int64 () weak 3	(a) & ((b) + ((a) % (a)))	error
a bool (3,) 1 0 1; b int64 (3,1,3) 1 3 3 -1 0 -7 1 13 -7	(b).T	int64 (3,1,3) 1 -1 1 3 0 13 3 -7 -7
a bool (3,) 1 0 1; b int64 (3,1,3) 1 3 3 -1 0 -7 1 13 -7	((b).T) == (a)	bool (3,1,3) 1 0 1 0 1 0 0 0 0
a bool (3,) 1 0 1; b int64 (3,1,3) 1 3 3 -1 0 -7 1 13 -7	(count_nonzero(7, keepdims=True))[3:-7]	error
a int64 (1,1) -12; b float64 (2,) -2.722 1.0; c bool () 1; d float64 (1,2) -0.0 2.5	logical_and((c) >= (a), (c) >= (a))	bool (1,1) 1
a int64 (1,1) -12; b float64 (2,) -2.722 1.0; c bool () 1; d float64 (1,2) -0.0 2.5	(logical_xor(c, (transpose(b, (0,))) // (transpose(b, (0,))))) < ((c) >= (a))	bool (1,2) 1 1
a int64 (1,1) -12; b float64 (2,) -2.722 1.0; c bool () 1; d float64 (1,2) -0.0 2.5	(2147483648) | (b)	error
a float64 (0,2); b float32 (0,2); c int64 (1,2) -441703538 489688240; d bool (0,2)	(d) != (where(c, d, 16777217))	bool (0,2)
a float64 (0,2); b float32 (0,2); c int64 (1,2) -441703538 489688240; d bool (0,2)	count_nonzero(add(a, c), axis=0, keepdims=True)	int64 (1,2) 0 0
a float64 (0,2); b float32 (0,2); c int64 (1,2) -441703538 489688240; d bool (0,2)	((d).T) & (b)	error
a int32 (1,1) 2; b float64 (2,2) 4.0 4.0 0.0 -0.0	logical_and(a, (a) % ((b).T))	bool (2,2) 1 1 1 1
a int32 (1,1) 2; b float64 (2,2) 4.0 4.0 0.0 -0.0	((b).T) if (logical_and(b, a)) else (b)	float64 (2,2) 4.0 0.0 0.0 -0.0
a int32 (2,) 4 -1256989481; b int32 (1,2) -7 -7; c float64 (2,2) 0.5 0.0 2.5 -0.0; d float64 (2,2,2) nan 1.0 inf 0.5 0.5 1.0 0.0 inf	(arctan2(d, d))[-7:7:-2,...,1:]	~float64 (0,2,1)
a int32 (2,) 4 -1256989481; b int32 (1,2) -7 -7; c float64 (2,2) 0.5 0.0 2.5 -0.0; d float64 (2,2,2) nan 1.0 inf 0.5 0.5 1.0 0.0 inf	min(min((1.0)))	float64 () 1.0
a int32 (2,) 4 -1256989481; b int32 (1,2) -7 -7; c float64 (2,2) 0.5 0.0 2.5 -0.0; d float64 (2,2,2) nan 1.0 inf 0.5 0.5 1.0 0.0 inf	mean(a, axis=1)	error
a bool (3,4,1) 1 1 0 0 1 0 0 0 0 0 0 0; b bool (1,3) 0 1 1; c int64 (3,) 0 -17 -1	rint((c) // (c))	float64 (3,) 0.0 1.0 1.0
a bool (3,4,1) 1 1 0 0 1 0 0 0 0 0 0 0; b bool (1,3) 0 1 1; c int64 (3,) 0 -17 -1	((where(b, ((c) // (c)) << (a), b))[0,1::3,0]) - (b)	int64 (1,3) 0 -1 -1
a float64 (1,) inf; b int64 (2,3) 0 -13 -20 -7 -1751247579 5	(a) // (a)	float64 (1,) nan
a float64 (1,) inf; b int64 (2,3) 0 -13 -20 -7 -1751247579 5	((b) ** (2.0)) % (b)	~float64 (2,3) nan -0.0 -0.0 -0.0 -1751247412.0 0.0
a int32 (4,4) -64121123 0 0 2 3 -14 -1 -1 -7 -1571903457 5 -1 1 1 0 5; b float32 (1,) 4.0	((2.0)) / ((a)[3:2:-1,None,:0])	float64 (1,1,0)
a int32 (4,4) -64121123 0 0 2 3 -14 -1 -1 -7 -1571903457 5 -1 1 1 0 5; b float32 (1,) 4.0	(a) > (b)	bool (4,4) 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 1
a int32 (4,4) -64121123 0 0 2 3 -14 -1 -1 -7 -1571903457 5 -1 1 1 0 5; b float32 (1,) 4.0	(exp(16777217)) ^ ((b) - (b))	error
a bool (3,1) 1 1 0; b float64 (2,) -2.375 nan; c float32 (3,2) 2.5 -1.0 -3.257 -1.0 4.0 4.0; d bool (1,) 1	isnan(c)	bool (3,2) 0 0 0 0 0 0
a bool (3,1) 1 1 0; b float64 (2,) -2.375 nan; c float32 (3,2) 2.5 -1.0 -3.257 -1.0 4.0 4.0; d bool (1,) 1	(isnan(c)) < (c)	bool (3,2) 1 0 0 0 1 1
a float32 (4,) -1.0 -1.0 0.0 inf; b float64 (4,) 2.5 -0.0 0.5 0.5	(a)[None,0:-1]	float32 (1,3) -1.0 -1.0 0.0
a float32 (4,) -1.0 -1.0 0.0 inf; b float64 (4,) 2.5 -0.0 0.5 0.5	round(a)	float32 (4,) -1.0 -1.0 0.0 inf
a float64 (1,2) nan 2.5; b float64 (0,3,2); c float32 (3,1) -0.0 -0.0 -1.0; d float32 (1,2) 1.0 -0.0	astype(a, 'float32')	float32 (1,2) nan 2.5
a float64 (1,2) nan 2.5; b float64 (0,3,2); c float32 (3,1) -0.0 -0.0 -1.0; d float32 (1,2) 1.0 -0.0	logical_xor(astype(a, 'float32'), (c)[1])	bool (1,2) 1 1
a float64 (1,2) nan 2.5; b float64 (0,3,2); c float32 (3,1) -0.0 -0.0 -1.0; d float32 (1,2) 1.0 -0.0	(d) ^ (radians((0.5)))	error
a bool (1,) 1; b float32 (3,) 1.0 -1.0 inf	((a) + (b)) + ((b) < (pi))	float32 (3,) 3.0 1.0 inf
a bool (1,) 1; b float32 (3,) 1.0 -1.0 inf	where(bool((a) + (b)), (a).T, logical_not(0))	bool (3,) 1 1 1
a bool (1,) 1; b float32 (3,) 1.0 -1.0 inf	((0.0)) ^ (a)	error
a float64 (3,) 2.5 4.0 0.0; b int32 (3,2,1) 2 13 18 -518203340 20 0; c int32 (2,3) 0 0 1 0 -7 0; d float32 (1,3) 0.5 0.5 -1.0	((d) * (c))[0]	float64 (3,) 0.0 0.0 -1.0
a float64 (3,) 2.5 4.0 0.0; b int32 (3,2,1) 2 13 18 -518203340 20 0; c int32 (2,3) 0 0 1 0 -7 0; d float32 (1,3) 0.5 0.5 -1.0	(c) // (d)	float64 (2,3) 0.0 0.0 -1.0 0.0 -14.0 -0.0
a float64 (3,) 2.5 4.0 0.0; b int32 (3,2,1) 2 13 18 -518203340 20 0; c int32 (2,3) 0 0 1 0 -7 0; d float32 (1,3) 0.5 0.5 -1.0	(c) << ((-2.5))	error
a float32 (2,4) 0.5 -0.0 -0.0 inf nan 1.0 4.0 nan; b bool (1,4) 0 1 0 1	(a)[0,:0:3]	float32 (0,)
a float32 (2,4) 0.5 -0.0 -0.0 inf nan 1.0 4.0 nan; b bool (1,4) 0 1 0 1	((a)[0,:0:3])[None]	float32 (1,0)
a float32 (2,4) 0.5 -0.0 -0.0 inf nan 1.0 4.0 nan; b bool (1,4) 0 1 0 1	(((a)[0,:0:3])[None]) if (b) else (a)	error
a int64 (2,) -1 3; b int64 (3,2) 2 3 -1 -1 -675296884 -7; c int64 (3,1) -7 0 5; d float32 () 2.5	(b)[-3:-1:-1]	int64 (0,2)
a int64 (2,) -1 3; b int64 (3,2) 2 3 -1 -1 -675296884 -7; c int64 (3,1) -7 0 5; d float32 () 2.5	invert(((c)[0]) ** (2))	~int64 (1,) -50
a int64 (2,) -1 3; b int64 (3,2) 2 3 -1 -1 -675296884 -7; c int64 (3,1) -7 0 5; d float32 () 2.5	mean((d) % ((c)[0]), axis=1, keepdims=True)	error
a float64 () weak -0.0; b float64 (2,1,4) -1.0 -1.964 0.0 inf 1.0 1.0 2.5 0.5; c float64 (2,3,4) -0.097 0.5 4.0 -1.0 4.0 -1.0 -1.63 0.5 1.0 nan 0.5 1.0 -1.0 inf 3.117 4.0 -1.227 -1.0 -1.0 4.0 4.0 4.0 inf 1.0	fabs(c)	float64 (2,3,4) 0.097 0.5 4.0 1.0 4.0 1.0 1.63 0.5 1.0 nan 0.5 1.0 1.0 inf 3.117 4.0 1.227 1.0 1.0 4.0 4.0 4.0 inf 1.0
a float64 () weak -0.0; b float64 (2,1,4) -1.0 -1.964 0.0 inf 1.0 1.0 2.5 0.5; c float64 (2,3,4) -0.097 0.5 4.0 -1.0 4.0 -1.0 -1.63 0.5 1.0 nan 0.5 1.0 -1.0 inf 3.117 4.0 -1.227 -1.0 -1.0 4.0 4.0 4.0 inf 1.0	where(fabs(c), 0, c)	float64 (2,3,4) 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0
a float64 () weak -0.0; b float64 (2,1,4) -1.0 -1.964 0.0 inf 1.0 1.0 2.5 0.5; c float64 (2,3,4) -0.097 0.5 4.0 -1.0 4.0 -1.0 -1.63 0.5 1.0 nan 0.5 1.0 -1.0 inf 3.117 4.0 -1.227 -1.0 -1.0 4.0 4.0 4.0 inf 1.0	((10000000000.0)) ^ (a)	error
a float32 (4,3) inf inf 2.5 1.0 1.0 0.0 -1.0 -0.0 3.346 0.5 nan 4.0; b float32 (4,3) -0.0 0.0 1.0 -1.0 0.5 2.5 nan 1.0 2.5 0.0 0.0 0.5; c float64 () weak nan; d float64 (4,) 2.5 -1.0 4.0 -4.162	mean(b, axis=0)	~float32 (3,) nan 0.375 1.625
a float32 (4,3) inf inf 2.5 1.0 1.0 0.0 -1.0 -0.0 3.346 0.5 nan 4.0; b float32 (4,3) -0.0 0.0 1.0 -1.0 0.5 2.5 nan 1.0 2.5 0.0 0.0 0.5; c float64 () weak nan; d float64 (4,) 2.5 -1.0 4.0 -4.162	add(b, c)	float32 (4,3) nan nan nan nan nan nan nan nan nan nan nan nan
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	(((((2.0)) != (c)) if (((2.0)) != (c)) else (((2.0)) != (c))) if ((((2.0)) != (c)) < (((2.0)) != (c))) else ((((2.0)) != (c)) < (((2.0)) != (c)))) | (((((2.0)) != (c)) if (((2.0)) != (c)) else (((2.0)) != (c))) if ((((2.0)) != (c)) < (((2.0)) != (c))) else ((((2.0)) != (c)) < (((2.0)) != (c))))	bool weak () 0
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	(c) ^ (a)	int32 (1,3) -8 6 1
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	(((((2.0)) != (c)) if (((2.0)) != (c)) else (((2.0)) != (c))) // (((((2.0)) != (c)) < (((2.0)) != (c))) / (a))) | (((2.0)) != (c))	error
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	cos((0.1))	~float64 weak () 0.9950041652780258
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	min((a) > (5), axis=0, keepdims=True)	bool (1,) 0
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	((5) / (a)) | (b)	error
a float64 (2,3) 0.5 inf -0.0 inf nan 4.0; b float32 (2,3) 2.5 0.5 nan inf -1.0 -1.0; c float32 (1,3) 4.0 1.0 -0.0	(a) + (log(c))	~float64 (2,3) 1.8862943649291992 inf -inf inf nan -inf
a float64 (2,3) 0.5 inf -0.0 inf nan 4.0; b float32 (2,3) 2.5 0.5 nan inf -1.0 -1.0; c float32 (1,3) 4.0 1.0 -0.0	((a) + (log(c))) // ((c) // (16777217))	~float64 (2,3) inf inf inf inf nan inf
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	logical_or(b, ((c) >= (7))[-3:7:-2])	bool (0,3)
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	(((c) >= (7)) != (c))[None,-2:-3:-1]	bool (1,1,3) 1 1 1
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	(d) - ((c) >= (7))	error
a float64 (2,) 4.0 2.5; b float64 (2,2) 1.0 0.5 0.5 2.5; c float64 () weak -0.0	(b)[7:-1,:1:-2]	float64 (0,0)
a float64 (2,) 4.0 2.5; b float64 (2,2) 1.0 0.5 0.5 2.5; c float64 () weak -0.0	(b) != (a)	bool (2,2) 1 1 1 0
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	(b).T	bool (1,1) 1
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	(a) != (b)	bool (2,3,1) 1 1 1 1 0 1
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	((b) > (100))[...,-2]	error
a int32 (4,1) 5 -7 -7 0; b float32 (2,) 0.0 4.0; c float32 (4,4) inf 4.0 -0.0 2.5 -1.0 -1.0 0.0 0.5 -1.0 -1.0 1.0 0.0 0.0 2.5 0.5 -1.0; d int64 (4,1) 5 2 705324771 3	logical_xor(b, (3.7))	bool (2,) 1 0
a int32 (4,1) 5 -7 -7 0; b float32 (2,) 0.0 4.0; c float32 (4,4) inf 4.0 -0.0 2.5 -1.0 -1.0 0.0 0.5 -1.0 -1.0 1.0 0.0 0.0 2.5 0.5 -1.0; d int64 (4,1) 5 2 705324771 3	((10000000000.0)) != ((-1.0))	bool weak () 1
a int32 (4,1) 5 -7 -7 0; b float32 (2,) 0.0 4.0; c float32 (4,4) inf 4.0 -0.0 2.5 -1.0 -1.0 0.0 0.5 -1.0 -1.0 1.0 0.0 0.0 2.5 0.5 -1.0; d int64 (4,1) 5 2 705324771 3	(c) ^ (mean(c, axis=0))	error
a float32 (2,1) -1.0 -1.401; b int32 (1,2,3) 5 -34001705 -7 -7 -299023796 -2079735817; c float32 () -1.0	(size(c)) < (a)	bool (2,1) 0 0
a float32 (2,1) -1.0 -1.401; b int32 (1,2,3) 5 -34001705 -7 -7 -299023796 -2079735817; c float32 () -1.0	(True) <= (c)	bool () 0
a float32 (2,1) -1.0 -1.401; b int32 (1,2,3) 5 -34001705 -7 -7 -299023796 -2079735817; c float32 () -1.0	((-2.5)) << (a)	error
a float32 (3,2) 4.0 2.5 inf inf 2.5 -0.0; b int32 (2,) -7 3	all((a) / (b), axis=1, keepdims=True)	bool (3,1) 1 1 0
a float32 (3,2) 4.0 2.5 inf inf 2.5 -0.0; b int32 (2,) -7 3	contains(str(size((3) if ((a) / (b)) else ((b) <= (a)))), '2')	bool () 0
a int64 (2,4) 1 -14 3 1890870345 2 0 -1 1; b float64 (1,4) 4.0 nan 4.0 -1.0	((b).T) < (b)	bool (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 1 0 1 0
a int64 (2,4) 1 -14 3 1890870345 2 0 -1 1; b float64 (1,4) 4.0 nan 4.0 -1.0	((b) - (logical_and(b, a)))[-1,None,1::2]	float64 (1,2) nan -2.0
a int32 (4,1) 1 -7 0 -7; b float32 (1,1) -0.0; c float32 (4,4) -3.015 1.0 2.5 0.854 0.0 nan 0.5 0.5 inf 0.0 1.0 nan 4.0 0.0 0.5 4.0; d float32 (4,4) nan inf -4.31 inf -1.0 -0.0 0.5 0.5 -1.0 nan -1.0 4.0 0.5 -1.0 inf nan	(sum(logical_and((3.7), 5))) >> (100)	~int64 () 0
a int32 (4,1) 1 -7 0 -7; b float32 (1,1) -0.0; c float32 (4,4) -3.015 1.0 2.5 0.854 0.0 nan 0.5 0.5 inf 0.0 1.0 nan 4.0 0.0 0.5 4.0; d float32 (4,4) nan inf -4.31 inf -1.0 -0.0 0.5 0.5 -1.0 nan -1.0 4.0 0.5 -1.0 inf nan	mod(sum(logical_and((3.7), 5)), (1.0))	~float64 () 0.0
a int32 (4,1) 1 -7 0 -7; b float32 (1,1) -0.0; c float32 (4,4) -3.015 1.0 2.5 0.854 0.0 nan 0.5 0.5 inf 0.0 1.0 nan 4.0 0.0 0.5 4.0; d float32 (4,4) nan inf -4.31 inf -1.0 -0.0 0.5 0.5 -1.0 nan -1.0 4.0 0.5 -1.0 inf nan	((d)[1:0:2]) | (1099511627776)	error
a int64 () -1687757192; b int64 (1,) -2101945644; c int64 (3,4) -7 -7 -14 1 2 5 144801781 1 1 0 2 1; d int32 (1,) 2	(c) + (c)	int64 (3,4) -14 -14 -28 2 4 10 289603562 2 2 0 4 2
a int64 () -1687757192; b int64 (1,) -2101945644; c int64 (3,4) -7 -7 -14 1 2 5 144801781 1 1 0 2 1; d int32 (1,) 2	(count_nonzero((b) != (b))) == (a)	bool () 0
a int32 (3,2,1) 105133192 -18 -1 -7 -14 -4; b float64 () 0.5; c int64 () weak 2; d int32 (2,4) -1757804215 1 0 3 -1780119001 1 1 5	(d) << ((c) != (c))	int32 (2,4) -1757804215 1 0 3 -1780119001 1 1 5
a int32 (3,2,1) 105133192 -18 -1 -7 -14 -4; b float64 () 0.5; c int64 () weak 2; d int32 (2,4) -1757804215 1 0 3 -1780119001 1 1 5	transpose((d) << ((c) != (c)), (1, 0))	int32 (4,2) -1757804215 -1780119001 1 1 0 1 3 5
a bool (1,) 1; b float64 (4,2) 4.0 nan 2.5 1.0 1.0 0.0 4.0 4.0; c int32 (4,2) 3 1 19 -1 -7 1 -7 2	astype(a, 'float32')	float32 (1,) 1.0
a bool (1,) 1; b float64 (4,2) 4.0 nan 2.5 1.0 1.0 0.0 4.0 4.0; c int32 (4,2) 3 1 19 -1 -7 1 -7 2	((c)[...]) - (pi)	float64 (4,2) -0.14159265358979312 -2.141592653589793 15.858407346410207 -4.141592653589793 -10.141592653589793 -2.141592653589793 -10.141592653589793 -1.1415926535897931
a bool (1,) 1; b float64 (4,2) 4.0 nan 2.5 1.0 1.0 0.0 4.0 4.0; c int32 (4,2) 3 1 19 -1 -7 1 -7 2	(a) << (b)	error
a int64 (4,1) 1 1 1 1; b bool (4,4) 1 1 0 0 0 1 1 1 0 0 1 1 0 0 0 0	rint(a)	float64 (4,1) 1.0 1.0 1.0 1.0
a int64 (4,1) 1 1 1 1; b bool (4,4) 1 1 0 0 0 1 1 1 0 0 1 1 0 0 0 0	(sum(7, keepdims=True)) << (sum(7, keepdims=True))	~int64 () 896
a int64 (3,1) 0 3 1; b int64 (1,4) 3 1 3 -7; c int64 (3,4) -1 0 0 -26233249 2 -7 -7 2 20 5 5 5; d int64 (1,1) 2	max((c) << (d), axis=(1,), keepdims=True)	int64 (3,1) 0 8 80
a int64 (3,1) 0 3 1; b int64 (1,4) 3 1 3 -7; c int64 (3,4) -1 0 0 -26233249 2 -7 -7 2 20 5 5 5; d int64 (1,1) 2	(b) - (sum(min(d, axis=-2), axis=0))	~int64 (1,4) 1 -1 1 -9
a int64 () weak -1; b int64 (1,4) 2 2 5 1; c int32 () 1; d float64 (1,4) -1.0 0.0 -0.0 0.0	astype((b) > (a), 'int32')	int32 (1,4) 1 1 1 1
a int64 () weak -1; b int64 (1,4) 2 2 5 1; c int32 () 1; d float64 (1,4) -1.0 0.0 -0.0 0.0	(2147483648) ** (2)	~int64 weak () 4611686018427387904
a int64 () weak 3; b float64 (3,) inf 0.5 nan; c float32 (1,) -2.885	((c) != ((1.0)))[(a) | (a):1:-1]	bool (0,)
a int64 () weak 3; b float64 (3,) inf 0.5 nan; c float32 (1,) -2.885	(c) <= (1099511627776)	bool (1,) 1
a int64 () weak 3; b float64 (3,) inf 0.5 nan; c float32 (1,) -2.885	(((c) != ((1.0)))[(a) | (a):1:-1]) & ((0.0))	error
a float64 (3,) -4.034 nan 4.0; b float32 (2,4,3) 0.0 0.0 4.385 4.0 inf 0.0 -0.0 -0.0 0.5 -1.0 2.5 1.031 0.0 4.0 nan -1.0 4.127 inf -0.0 0.0 2.5 1.0 -0.0 -1.0	where(shape(b, 1), b, a)	float64 (2,4,3) 0.0 0.0 4.385000228881836 4.0 inf 0.0 -0.0 -0.0 0.5 -1.0 2.5 1.031000018119812 0.0 4.0 nan -1.0 4.126999855041504 inf -0.0 0.0 2.5 1.0 -0.0 -1.0
a float64 (3,) -4.034 nan 4.0; b float32 (2,4,3) 0.0 0.0 4.385 4.0 inf 0.0 -0.0 -0.0 0.5 -1.0 2.5 1.031 0.0 4.0 nan -1.0 4.127 inf -0.0 0.0 2.5 1.0 -0.0 -1.0	linspace(-3, 4, 3)	~float64 (3,) -3.0 0.5 4.0
a float64 (3,) -4.034 nan 4.0; b float32 (2,4,3) 0.0 0.0 4.385 4.0 inf 0.0 -0.0 -0.0 0.5 -1.0 2.5 1.031 0.0 4.0 nan -1.0 4.127 inf -0.0 0.0 2.5 1.0 -0.0 -1.0	(a) ^ (b)	error
a float32 (4,1) nan -0.0 1.991 -0.627; b bool (2,) 0 0; c float64 (2,) 2.5 inf	(c) > (c)	bool (2,) 0 0
a float32 (4,1) nan -0.0 1.991 -0.627; b bool (2,) 0 0; c float64 (2,) 2.5 inf	(a) * ((3.7))	float32 (4,1) nan -0.0 7.366700172424316 -2.3199000358581543
a float32 (4,1) nan -0.0 1.991 -0.627; b bool (2,) 0 0; c float64 (2,) 2.5 inf	((a) ** (3)) << (b)	error
a int64 (1,) -1534379476; b float32 (2,3) 4.0 -1.0 1.0 2.5 0.5 4.0	((16777217) / (a)).T	float64 (1,) -0.01093420321531986
a int64 (1,) -1534379476; b float32 (2,3) 4.0 -1.0 1.0 2.5 0.5 4.0	((16777217) / (a)) != ((b)[-3:-7:-1])	bool (0,3)
a int64 (1,) -1534379476; b float32 (2,3) 4.0 -1.0 1.0 2.5 0.5 4.0	(((b)[-3:-7:-1]) / (a))[0:3:-1,-7:0:2,1]	error
a float32 (3,) 1.0 4.0 0.5; b float64 (4,3) 1.0 -0.0 0.0 inf -0.0 4.0 2.5 0.0 0.0 -1.0 1.0 2.5; c float64 (1,3) -3.981 -1.0 inf	(c) < (c)	bool (1,3) 0 0 0
a float32 (3,) 1.0 4.0 0.5; b float64 (4,3) 1.0 -0.0 0.0 inf -0.0 4.0 2.5 0.0 0.0 -1.0 1.0 2.5; c float64 (1,3) -3.981 -1.0 inf	(a)[-2:1]	float32 (0,)
a float32 (3,) 1.0 4.0 0.5; b float64 (4,3) 1.0 -0.0 0.0 inf -0.0 4.0 2.5 0.0 0.0 -1.0 1.0 2.5; c float64 (1,3) -3.981 -1.0 inf	where(2, b, transpose((b)[1:0,2:-2:-1], (0, 1)))	error
a float32 (2,4) -4.262 -0.0 -2.579 nan -1.0 -1.0 1.0 nan; b float32 (1,4) 2.5 0.0 0.0 -3.711; c int64 (2,4) 3 -1 -222612680 1 1713310194 -1 0 3; d int64 () weak 5	mod(sin(add(d, d)), (-2.5))	~float64 weak () -0.5440211108893698
a float32 (2,4) -4.262 -0.0 -2.579 nan -1.0 -1.0 1.0 nan; b float32 (1,4) 2.5 0.0 0.0 -3.711; c int64 (2,4) 3 -1 -222612680 1 1713310194 -1 0 3; d int64 () weak 5	mean(sin(add(d, d)), keepdims=True)	~float64 () -0.5440211108893698
a int32 (1,) 1; b int64 () weak 2; c float64 () weak nan	arange(5, 5, 1)	int64 (0,)
a int32 (1,) 1; b int64 () weak 2; c float64 () weak nan	arange(2, 5, 0.5)	float64 (6,) 2.0 2.5 3.0 3.5 4.0 4.5
a int32 (1,) 1; b int64 () weak 2; c float64 () weak nan	(c) | ((a) & (b))	error
a int32 (2,3) 2 -9 0 -7 0 3; b int64 (1,3) -1 2 2	(add(a, b))[...,0,-7:-1:1]	int64 (2,) 1 -7
a int32 (2,3) 2 -9 0 -7 0 3; b int64 (1,3) -1 2 2	shape((b) | (abs(min(b, axis=(1, 0), keepdims=True))), 0)	int64 weak () 1
a int32 (2,3) 2 -9 0 -7 0 3; b int64 (1,3) -1 2 2	((add(a, b))[...,0,-7:-1:1])[1:shape((b) | (abs(min(b, axis=(1, 0), keepdims=True))), 0):2,shape((b) | (abs(min(b, axis=(1, 0), keepdims=True))), 0):7]	error
a int64 (3,2) 1 -1 -1 -7 0 1; b float64 (1,2) nan 4.0; c int32 (2,) 4 -7	(sum(b, keepdims=True)) != (c)	~bool (1,2) 1 1
a int64 (3,2) 1 -1 -1 -7 0 1; b float64 (1,2) nan 4.0; c int32 (2,) 4 -7	arctan2(((-2.5)) // (b), a)	~float64 (3,2) nan -2.356194490192345 nan -2.999695598985629 nan -0.7853981633974483
a float64 (0,1); b float32 (1,2) 2.5 2.5	radians(5)	float64 weak () 0.08726646259971647
a float64 (0,1); b float32 (1,2) 2.5 2.5	astype(a, 'bool')	bool (0,1)
a float64 (0,1); b float32 (1,2) 2.5 2.5	(b)[7:1:1,-7:2,1:-3:-1]	error
a int64 (2,1) 5 -7; b float64 (4,) 0.0 inf -1.0 0.5; c float64 (1,4) -1.0 nan nan 1.0; d bool (2,4) 1 1 1 0 0 1 1 1	arange(4, 3, 1)	int64 (0,)
a int64 (2,1) 5 -7; b float64 (4,) 0.0 inf -1.0 0.5; c float64 (1,4) -1.0 nan nan 1.0; d bool (2,4) 1 1 1 0 0 1 1 1	(2147483648) // ((10000000000.0))	float64 weak () 0.0
a int64 (2,1) 5 -7; b float64 (4,) 0.0 inf -1.0 0.5; c float64 (1,4) -1.0 nan nan 1.0; d bool (2,4) 1 1 1 0 0 1 1 1	(a) ^ (b)	error
a int32 (1,3) 1 -1 0; b int32 (0,2,3)	logical_xor(5, (b)[...,-1])	bool (0,2)
a int32 (1,3) 1 -1 0; b int32 (0,2,3)	prod((a)[-1:-3,...], axis=1, keepdims=True)	~int64 (0,1)
a int64 (4,3) 3 -7 3 1 3 1 -3 0 2 -1 -1 -7; b int64 () weak 0; c int64 () weak 1; d float32 (4,3) -0.0 1.0 1.0 4.0 -1.0 inf 1.0 0.0 1.0 0.5 nan 2.5	((3.7)) != (16777217)	bool weak () 1
a int32 (4,) 1 -1 -1 5; b bool (3,4) 1 0 1 0 0 1 1 0 0 1 1 1; c int32 (3,4) 5 -1 -16 -1 0 1 582837601 5 0 0 5 -7; d float64 (3,4) -0.0 0.5 -0.0 nan 1.0 0.5 -1.0 nan nan 4.0 0.0 nan	(sum(a, keepdims=True))[0]	~int64 () 4
a int32 (4,) 1 -1 -1 5; b bool (3,4) 1 0 1 0 0 1 1 0 0 1 1 1; c int32 (3,4) 5 -1 -16 -1 0 1 582837601 5 0 0 5 -7; d float64 (3,4) -0.0 0.5 -0.0 nan 1.0 0.5 -1.0 nan nan 4.0 0.0 nan	cos(0)	~float64 weak () 1.0
a float32 () 0.0; b float32 (4,1) -0.0 -0.751 2.5 3.305	any(True, keepdims=True)	bool () 1
a float32 () 0.0; b float32 (4,1) -0.0 -0.751 2.5 3.305	where(astype(b, 'bool'), b, any(True, keepdims=True))	float32 (4,1) 1.0 -0.7509999871253967 2.5 3.305000066757202
a float32 () 0.0; b float32 (4,1) -0.0 -0.751 2.5 3.305	(astype(b, 'bool')) ^ (a)	error
a float64 (1,3) 0.0 -0.0 4.0; b float64 (1,3) 1.0 0.0 -1.0; c int32 (1,3,1) -11 -7 -1	((b) // (a)) / ((-1.0))	float64 (1,3) -inf nan 1.0
a float64 (1,3) 0.0 -0.0 4.0; b float64 (1,3) 1.0 0.0 -1.0; c int32 (1,3,1) -11 -7 -1	(b) if ((3.7)) else (where(c, c, b))	float64 (1,3,3) 1.0 0.0 -1.0 1.0 0.0 -1.0 1.0 0.0 -1.0
a float64 (1,3) 0.0 -0.0 4.0; b float64 (1,3) 1.0 0.0 -1.0; c int32 (1,3,1) -11 -7 -1	(b) ^ (where(c, c, b))	error
a float64 (3,3) 1.0 1.0 0.616 4.0 -1.0 inf 1.0 nan 0.524; b float64 (1,1,3) 2.5 -4.139 0.0; c bool (3,3) 1 0 0 0 1 1 0 1 0; d int32 (2,3,1) -20 5 -13 1 3 3	(a) if (c) else (b)	float64 (1,3,3) 1.0 -4.139 0.0 2.5 -1.0 inf 2.5 nan 0.0
a float64 (3,3) 1.0 1.0 0.616 4.0 -1.0 inf 1.0 nan 0.524; b float64 (1,1,3) 2.5 -4.139 0.0; c bool (3,3) 1 0 0 0 1 1 0 1 0; d int32 (2,3,1) -20 5 -13 1 3 3	(b)[0:3,0,1:-2:-1]	float64 (1,0)
a bool (0,); b bool (1,1,0); c float64 (4,0); d bool (1,4,0)	any(d, axis=-2, keepdims=True)	bool (1,1,0)
a bool (0,); b bool (1,1,0); c float64 (4,0); d bool (1,4,0)	(b)[0]	bool (1,0)
a bool (0,); b bool (1,1,0); c float64 (4,0); d bool (1,4,0)	(any(d, axis=-2, keepdims=True)) | ((0.1))	error
a int32 (2,1,0); b int32 (2,3,0); c int64 (0,)	(c) + (c)	int64 (0,)
a int32 (2,1,0); b int32 (2,3,0); c int64 (0,)	count_nonzero(2147483648)	int64 () 1
a float64 (3,) 0.0 -1.0 0.244; b int64 (4,3) -1 1 3 -300059545 5 -1 590081112 2126730924 405208393 1 1 -1; c bool (3,4,1) 1 0 1 1 1 1 1 1 0 1 1 1; d float64 (4,3) 0.5 -1.0 0.0 nan 1.0 4.0 2.5 4.0 nan 1.0 -0.467 nan	fabs(a)	float64 (3,) 0.0 1.0 0.244
a float64 (3,) 0.0 -1.0 0.244; b int64 (4,3) -1 1 3 -300059545 5 -1 590081112 2126730924 405208393 1 1 -1; c bool (3,4,1) 1 0 1 1 1 1 1 1 0 1 1 1; d float64 (4,3) 0.5 -1.0 0.0 nan 1.0 4.0 2.5 4.0 nan 1.0 -0.467 nan	(fabs(a))[2,-2:3]	error
a float64 (3,2,3) 1.0 0.5 0.5 -2.267 0.0 inf 0.0 2.5 0.5 0.5 2.529 -0.0 2.5 nan inf 4.0 3.577 2.5; b int32 (1,3) 1 3 -1; c int32 (2,3) 8981555 1 0 1 2 3	size(2147483648)	int64 weak () 1
a float64 (3,2,3) 1.0 0.5 0.5 -2.267 0.0 inf 0.0 2.5 0.5 0.5 2.529 -0.0 2.5 nan inf 4.0 3.577 2.5; b int32 (1,3) 1 3 -1; c int32 (2,3) 8981555 1 0 1 2 3	(c) & (sum(c, axis=(), keepdims=True))	~int64 (2,3) 8981555 1 0 1 2 3
a bool () 1; b int64 () weak -1; c float32 (4,2) 0.5 nan -1.0 inf 2.5 0.5 1.0 inf; d int64 (1,1,2) -1 -828411226	(any(cos(c), keepdims=True)) if (c) else (any(cos(c), keepdims=True))	~bool (4,2) 1 1 1 1 1 1 1 1
a bool () 1; b int64 () weak -1; c float32 (4,2) 0.5 nan -1.0 inf 2.5 0.5 1.0 inf; d int64 (1,1,2) -1 -828411226	mod((cos(c)) - (cos(c)), a)	~float32 (4,2) 0.0 nan 0.0 nan 0.0 0.0 0.0 nan
a bool () 1; b int64 () weak -1; c float32 (4,2) 0.5 nan -1.0 inf 2.5 0.5 1.0 inf; d int64 (1,1,2) -1 -828411226	(cos(c)) & (c)	error
a bool () 1; b int32 (1,4) 0 5 -7 -7; c float32 (3,4) 0.0 2.5 2.5 nan 4.0 4.0 inf 0.5 4.0 4.0 inf -1.0	((-2.5)) >= (where(c, c, a))	bool (3,4) 0 0 0 0 0 0 0 0 0 0 0 0
a bool () 1; b int32 (1,4) 0 5 -7 -7; c float32 (3,4) 0.0 2.5 2.5 nan 4.0 4.0 inf 0.5 4.0 4.0 inf -1.0	where(b, ((-2.5)) >= (where(c, c, a)), c)	float32 (3,4) 0.0 0.0 0.0 0.0 4.0 0.0 0.0 0.0 4.0 0.0 0.0 0.0
a bool () 1; b int32 (1,4) 0 5 -7 -7; c float32 (3,4) 0.0 2.5 2.5 nan 4.0 4.0 inf 0.5 4.0 4.0 inf -1.0	(100) | (where(c, c, a))	error
a int32 (3,4) -6 1 3 -915968584 2 5 3 5 -2144807317 2 -1120002119 0; b int32 (3,) 2 2 -7; c int64 () weak 1	add(b, 7)	int32 (3,) 9 9 0
a int32 (3,4) -6 1 3 -915968584 2 5 3 5 -2144807317 2 -1120002119 0; b int32 (3,) 2 2 -7; c int64 () weak 1	astype(isnan(b), 'float32')	float32 (3,) 0.0 0.0 0.0
a float64 (2,4) -3.193 -1.0 1.0 2.5 -0.0 inf -0.0 inf; b bool (1,4) 0 0 0 0; c float64 (1,2,4) -0.358 0.0 2.5 4.0 nan 4.0 4.0 nan	(b)[...]	bool (1,4) 0 0 0 0
a float64 (2,4) -3.193 -1.0 1.0 2.5 -0.0 inf -0.0 inf; b bool (1,4) 0 0 0 0; c float64 (1,2,4) -0.358 0.0 2.5 4.0 nan 4.0 4.0 nan	((b)[...]) % (c)	float64 (1,2,4) -0.0 nan 0.0 0.0 nan 0.0 0.0 nan
a float64 (2,4) -3.193 -1.0 1.0 2.5 -0.0 inf -0.0 inf; b bool (1,4) 0 0 0 0; c float64 (1,2,4) -0.358 0.0 2.5 4.0 nan 4.0 4.0 nan	((a) // (c))[-2]	error
a bool (2,1) 1 0; b int64 () weak 5; c float32 (1,2,4) nan 2.5 nan -0.0 0.5 inf 1.0 inf	(logical_xor(b, c)) + (logical_xor(b, c))	bool (1,2,4) 0 0 0 1 0 0 0 0
a bool (2,1) 1 0; b int64 () weak 5; c float32 (1,2,4) nan 2.5 nan -0.0 0.5 inf 1.0 inf	((a) > (b)) & (logical_xor(b, c))	bool (1,2,4) 0 0 0 0 0 0 0 0
a bool (2,1) 1 0; b int64 () weak 5; c float32 (1,2,4) nan 2.5 nan -0.0 0.5 inf 1.0 inf	(c) | (0)	error
a int32 (1,1) 2; b float32 () inf	(b) / (b)	float32 () nan
a int32 (1,1) 2; b float32 () inf	(mean(logical_not(b))) >= (mean(logical_not(b)))	~bool () 1
a int32 (1,1) 2; b float32 () inf	((0.0)) & (mod(a, a))	error
a bool (1,1) 1; b int64 (2,1) 5 -1	(a) >> (b)	int64 (2,1) 0 0
a bool (1,1) 1; b int64 (2,1) 5 -1	(a) << (7)	int64 (1,1) 128
a float64 (3,) 0.5 0.0 -0.0; b float64 (4,1,1) -1.0 1.0 4.0 inf; c int64 (4,2,3) 0 -1 2 2 -425388278 3 0 -51601682 0 -7 -1180396393 2 5 188480954 -7 13 -1 -880840982 3 3 -2104299231 -1 2 1	float32(c)	float32 (4,2,3) 0.0 -1.0 2.0 2.0 -425388288.0 3.0 0.0 -51601680.0 0.0 -7.0 -1180396416.0 2.0 5.0 188480960.0 -7.0 13.0 -1.0 -880840960.0 3.0 3.0 -2104299264.0 -1.0 2.0 1.0
a float64 (3,) 0.5 0.0 -0.0; b float64 (4,1,1) -1.0 1.0 4.0 inf; c int64 (4,2,3) 0 -1 2 2 -425388278 3 0 -51601682 0 -7 -1180396393 2 5 188480954 -7 13 -1 -880840982 3 3 -2104299231 -1 2 1	exp(where((0.0), b, c))	~float64 (4,2,3) 1.0 0.36787944117144233 7.38905609893065 7.38905609893065 0.0 20.085536923187668 1.0 0.0 1.0 0.0009118819655545162 0.0 7.38905609893065 148.4131591025766 inf 0.0009118819655545162 442413.3920089205 0.36787944117144233 0.0 20.085536923187668 20.085536923187668 0.0 0.36787944117144233 7.38905609893065 2.718281828459045
a int32 (1,4,1) -7 2083964443 -1 5; b int64 (4,1) 2 -326736196 2104959102 0; c bool (4,4) 0 1 1 0 0 1 0 0 1 1 1 0 1 0 0 0	(b) / (((c) != (c)) >= (a))	float64 (1,4,4) 2.0 2.0 2.0 2.0 -inf -inf -inf -inf 2104959102.0 2104959102.0 2104959102.0 2104959102.0 nan nan nan nan
a int32 (1,4,1) -7 2083964443 -1 5; b int64 (4,1) 2 -326736196 2104959102 0; c bool (4,4) 0 1 1 0 0 1 0 0 1 1 1 0 1 0 0 0	where(100, b, a)	int64 (1,4,1) 2 -326736196 2104959102 0
a int64 (3,4) -1 2 2 -7 6 -18 5 7 -3 -1 1 5; b int64 (1,4) -7 1 -1 2; c int64 (3,4) 3 5 1 0 3 10 5 1 -17 -7 3 6	size((a) | (a))	int64 weak () 12
a int64 (3,4) -1 2 2 -7 6 -18 5 7 -3 -1 1 5; b int64 (1,4) -7 1 -1 2; c int64 (3,4) 3 5 1 0 3 10 5 1 -17 -7 3 6	logical_xor(a, (7) ^ (((2) > (a))[None]))	bool (1,3,4) 0 0 0 0 0 0 0 0 0 0 0 0
a bool (2,2) 0 1 0 0; b int64 (2,1) 1 5; c float64 () weak -0.0	((-2.5)) >= (where(a, c, a))	bool (2,2) 0 0 0 0
a bool (2,2) 0 1 0 0; b int64 (2,1) 1 5; c float64 () weak -0.0	(((-2.5)) >= (where(a, c, a))) == (b)	bool (2,2) 0 0 0 0
a int64 () weak 5; b int32 (2,4) 0 2 1995149345 0 2 5 5 -1777192169	(((b) * (a))[...]) // (((b) * (a))[...])	int32 (2,4) 0 1 1 0 1 1 1 1
a int64 () weak 5; b int32 (2,4) 0 2 1995149345 0 2 5 5 -1777192169	mean(a, keepdims=True)	~float64 () 5.0
a int64 () weak 5; b int32 (2,4) 0 2 1995149345 0 2 5 5 -1777192169	(b) | ((-2.5))	error
a int32 (3,1,4) 2 2 5 2 3 -1 2 0 3 2 3 15; b int64 () weak -1	(mean(b, keepdims=True)) / (b)	~float64 () 1.0
a int32 (3,1,4) 2 2 5 2 3 -1 2 0 3 2 3 15; b int64 () weak -1	(mean(b, keepdims=True))[...]	~float64 () -1.0
a int32 (3,1,4) 2 2 5 2 3 -1 2 0 3 2 3 15; b int64 () weak -1	(sin(16777217)) | (a)	error
a bool (2,4) 1 1 1 0 1 1 0 1; b float64 (4,) -0.0 4.0 4.0 4.0; c int64 () 3	(b) - (True)	float64 (4,) -1.0 3.0 3.0 3.0
a bool (2,4) 1 1 1 0 1 1 0 1; b float64 (4,) -0.0 4.0 4.0 4.0; c int64 () 3	(c) if (a) else (c)	int64 (2,4) 3 3 3 3 3 3 3 3
a bool (2,4) 1 1 1 0 1 1 0 1; b float64 (4,) -0.0 4.0 4.0 4.0; c int64 () 3	(b) ^ (b)	error
a bool (4,4) 0 0 0 1 1 0 1 0 1 0 0 1 1 1 0 0; b float64 () weak 0.0; c float32 () -0.0; d int32 (3,) 5 -7 3	((b) % (a))[None,2:2,0]	float64 (1,0)
a bool (4,4) 0 0 0 1 1 0 1 0 1 0 0 1 1 1 0 0; b float64 () weak 0.0; c float32 () -0.0; d int32 (3,) 5 -7 3	prod(((b) % (a))[None,2:2,0], keepdims=True)	~float64 (1,1) 1.0
a bool (4,4) 0 0 0 1 1 0 1 0 1 0 0 1 1 1 0 0; b float64 () weak 0.0; c float32 () -0.0; d int32 (3,) 5 -7 3	(((b) % (a))[None,2:2,0]) & (c)	error
a float32 (4,3) inf -0.0 1.0 1.0 -1.0 1.0 0.5 0.5 1.0 nan inf 0.5; b int32 (2,4,3) 2 2 -1 5 2 -7 1 1 -7 5 2 3 -1 1 5 -7 0 5 -5 0 -9 -14 1 1; c int64 () weak -7	(prod((2.0))) >= (3)	~bool () 0
a float32 (4,3) inf -0.0 1.0 1.0 -1.0 1.0 0.5 0.5 1.0 nan inf 0.5; b int32 (2,4,3) 2 2 -1 5 2 -7 1 1 -7 5 2 3 -1 1 5 -7 0 5 -5 0 -9 -14 1 1; c int64 () weak -7	(5) > (prod((2.0)))	~bool () 1
a float32 (4,3) inf -0.0 1.0 1.0 -1.0 1.0 0.5 0.5 1.0 nan inf 0.5; b int32 (2,4,3) 2 2 -1 5 2 -7 1 1 -7 5 2 3 -1 1 5 -7 0 5 -5 0 -9 -14 1 1; c int64 () weak -7	(a) >> (c)	error
a float64 (2,1) nan 2.5; b float32 () 0.0	arange(-4, 2, 0.25)	float64 (24,) -4.0 -3.75 -3.5 -3.25 -3.0 -2.75 -2.5 -2.25 -2.0 -1.75 -1.5 -1.25 -1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75 1.0 1.25 1.5 1.75
a float64 (2,1) nan 2.5; b float32 () 0.0	((sin(a)) ** (-2))[0,None,None]	~float64 (1,1,1) nan
a int64 () weak -10; b bool (4,) 0 1 1 0; c int64 () weak -7	linspace(0, 1, 0)	~float64 (0,)
a int64 () weak -10; b bool (4,) 0 1 1 0; c int64 () weak -7	(c) - (c)	int64 weak () 0
a int32 (4,2) -9 -7 5 1 -7 0 -1 -3; b int64 (4,) 2 -1911780895 5 2; c int32 (4,1,2) -1 370799828 -15 -234581411 -1 3 1370766073 -1; d int64 (4,2) 5 -1373909463 2 3 1 927592992 0 0	(b)[None,0:2]	int64 (1,2) 2 -1911780895
a int32 (4,2) -9 -7 5 1 -7 0 -1 -3; b int64 (4,) 2 -1911780895 5 2; c int32 (4,1,2) -1 370799828 -15 -234581411 -1 3 1370766073 -1; d int64 (4,2) 5 -1373909463 2 3 1 927592992 0 0	((0.0)) > (1099511627776)	bool weak () 0
a int32 (4,2) -9 -7 5 1 -7 0 -1 -3; b int64 (4,) 2 -1911780895 5 2; c int32 (4,1,2) -1 370799828 -15 -234581411 -1 3 1370766073 -1; d int64 (4,2) 5 -1373909463 2 3 1 927592992 0 0	(((d)[...,-1]).T) << ((2.0))	error
a float64 (2,1,1) 0.0 -0.0; b bool (1,) 1; c bool (3,) 0 0 1; d int64 () 3	logical_xor((shape((a) / (a), 2)) <= (d), (a) / (a))	bool (2,1,1) 0 0
a float64 (2,1,1) 0.0 -0.0; b bool (1,) 1; c bool (3,) 0 0 1; d int64 () 3	(d) >> ((c).T)	int64 (3,) 3 3 1
a float64 (2,1,1) 0.0 -0.0; b bool (1,) 1; c bool (3,) 0 0 1; d int64 () 3	(d)[0:shape((a) / (a), 2):-1]	error
a int32 (1,2) -7 -1; b int64 (2,4,1) -2 -7 2 5 1 5 2 -1; c bool (1,1,2) 0 0; d float64 (1,2) nan 0.5	(b) > (d)	bool (2,4,2) 0 0 0 0 0 1 0 1 0 1 0 1 0 1 0 0
a int32 (1,2) -7 -1; b int64 (2,4,1) -2 -7 2 5 1 5 2 -1; c bool (1,1,2) 0 0; d float64 (1,2) nan 0.5	transpose(b, (0, 2, 1))	int64 (2,1,4) -2 -7 2 5 1 5 2 -1
a int32 (1,2) -7 -1; b int64 (2,4,1) -2 -7 2 5 1 5 2 -1; c bool (1,1,2) 0 0; d float64 (1,2) nan 0.5	((b) > (d)) >> (transpose(b, (0, 2, 1)))	error
a bool (1,) 0; b float32 (1,) inf; c float32 (4,1) -1.0 -0.0 nan 0.5	((b) // (a)) if (b) else (b)	float32 (1,) inf
a bool (1,) 0; b float32 (1,) inf; c float32 (4,1) -1.0 -0.0 nan 0.5	(a)[None]	bool (1,1) 0
a bool (1,) 0; b float32 (1,) inf; c float32 (4,1) -1.0 -0.0 nan 0.5	(a) << (b)	error
a float32 (1,3) 2.5 1.934 -1.0; b int32 () 2; c bool (3,) 0 1 0	(radians(((c) + (c)) / (b))) - (((c) + (c)) / (b))	float64 (3,) 0.0 -0.49127335374002834 0.0
a float32 (1,3) 2.5 1.934 -1.0; b int32 () 2; c bool (3,) 0 1 0	((c) + (c)) // (a)	float32 (1,3) 0.0 0.0 -0.0
a float32 (1,3) 2.5 1.934 -1.0; b int32 () 2; c bool (3,) 0 1 0	((radians(((c) + (c)) / (b))) - (((c) + (c)) / (b))) >> ((c) + (c))	error
a float64 (4,4) -1.392 -0.0 2.5 0.0 2.5 4.0 -1.0 inf -1.0 2.5 0.0 0.0 0.5 1.0 nan 0.0; b int64 (4,) 1138667371 -1 2 2; c float64 () weak inf	astype(b, 'int32')	int32 (4,) 1138667371 -1 2 2
a float64 (4,4) -1.392 -0.0 2.5 0.0 2.5 4.0 -1.0 inf -1.0 2.5 0.0 0.0 0.5 1.0 nan 0.0; b int64 (4,) 1138667371 -1 2 2; c float64 () weak inf	astype(5, 'float32')	float32 () 5.0
a float64 (4,4) -1.392 -0.0 2.5 0.0 2.5 4.0 -1.0 inf -1.0 2.5 0.0 0.0 0.5 1.0 nan 0.0; b int64 (4,) 1138667371 -1 2 2; c float64 () weak inf	(((10000000000.0)) / (a)) >> (b)	error
a int64 (3,1,4) 3 -3 5 0 3 -1 -7 0 12 -1 1 0; b float32 (1,4) 4.0 -1.0 inf -4.641; c float64 (1,4) nan inf 2.5 0.0	((True) % (1)) & (a)	int64 (3,1,4) 0 0 0 0 0 0 0 0 0 0 0 0
a int64 (3,1,4) 3 -3 5 0 3 -1 -7 0 12 -1 1 0; b float32 (1,4) 4.0 -1.0 inf -4.641; c float64 (1,4) nan inf 2.5 0.0	(round(mean(c, axis=1))) ** (1)	~float64 (1,) nan
a int64 (3,1,4) 3 -3 5 0 3 -1 -7 0 12 -1 1 0; b float32 (1,4) 4.0 -1.0 inf -4.641; c float64 (1,4) nan inf 2.5 0.0	(c) ^ (c)	error
a int32 (1,4) -7 -7 -7 5; b int32 (3,4) -19 1766961638 0 -1 2 18 3 -1 5 -1 -7 -1559611413; c int32 (3,1) 5 1 5; d int32 (1,) -7	ceil((d) ** (0))	~int32 (1,) 1
a int32 (1,4) -7 -7 -7 5; b int32 (3,4) -19 1766961638 0 -1 2 18 3 -1 5 -1 -7 -1559611413; c int32 (3,1) 5 1 5; d int32 (1,) -7	((all(c, keepdims=True)) << (a)) != (transpose(a, (1, 0)))	bool (4,4) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
a int64 () weak 5; b int32 (1,) 0	((logical_not(a)) < (b))[:7:-1]	bool (0,)
a int64 () weak 5; b int32 (1,) 0	prod(((logical_not(a)) < (b))[:7:-1], axis=())	~int64 (0,)
a int64 () weak 5; b int32 (1,) 0	(b)[a,-1:a:1]	error
a float64 (1,) 2.5; b float32 (3,2) 4.0 0.0 2.5 2.5 -0.0 -0.0; c int64 (2,) 2 3	(b) / ((-1.0))	float32 (3,2) -4.0 -0.0 -2.5 -2.5 0.0 0.0
a float64 (1,) 2.5; b float32 (3,2) 4.0 0.0 2.5 2.5 -0.0 -0.0; c int64 (2,) 2 3	any(100)	bool () 1
a float32 (3,2) 0.5 1.0 inf 1.0 -0.0 -1.0; b bool (3,2) 0 0 0 0 0 1	fabs(shape(a, 0))	float64 weak () 3.0
a float32 (3,2) 0.5 1.0 inf 1.0 -0.0 -1.0; b bool (3,2) 0 0 0 0 0 1	(add(b, b)) != (7)	bool (3,2) 1 1 1 1 1 1
a bool (2,1) 0 0; b bool (2,1) 0 1	all(count_nonzero(b, axis=(1,), keepdims=True), axis=-2, keepdims=True)	bool (1,1) 0
a bool (2,1) 0 0; b bool (2,1) 0 1	astype(all(b, axis=(0,), keepdims=True), 'float32')	float32 (1,1) 0.0
a float64 (3,) 2.5 -1.0 -1.0; b int32 (1,3) 2 1 16; c float64 () weak 0.0; d int32 (1,) 0	sum(b, axis=(1,), keepdims=True)	~int64 (1,1) 19
a float64 (3,) 2.5 -1.0 -1.0; b int32 (1,3) 2 1 16; c float64 () weak 0.0; d int32 (1,) 0	(negative((d)[...,3:-1:-2])) <= ((0.1))	bool (0,)
a float64 (2,) -1.0 -0.0; b bool (2,1) 1 1; c float32 (2,2) 2.5 -0.985 -0.0 -0.0	(c)[:-2:-2,0]	float32 (1,) -0.0
a float64 (2,) -1.0 -0.0; b bool (2,1) 1 1; c float32 (2,2) 2.5 -0.985 -0.0 -0.0	sqrt((c)[:-2:-2,0])	float32 (1,) -0.0
a float64 (2,) -1.0 -0.0; b bool (2,1) 1 1; c float32 (2,2) 2.5 -0.985 -0.0 -0.0	((c)[:-2:-2,0]) ^ ((c)[:-2:-2,0])	error
a int64 (2,) 2 2; b float32 (1,0,2)	((b) // (b)) > (a)	bool (1,0,2)
a int64 (2,) 2 2; b float32 (1,0,2)	(1099511627776) > (mean(transpose(b, (2, 0, 1)), axis=1))	~bool (2,0)
a int64 (2,) 2 2; b float32 (1,0,2)	((b)[0:-2:3,2:2,0::-1]) << (b)	error
a float64 (4,2) inf 1.0 inf 2.5 nan -0.0 4.0 4.0; b float64 () nan	(a) % ((b) if (b) else (7))	float64 (4,2) nan nan nan nan nan nan nan nan
a float64 (4,2) inf 1.0 inf 2.5 nan -0.0 4.0 4.0; b float64 () nan	(b) ** (3)	~float64 () nan
a int64 (3,3) -7 5 1 2 1 3 13 15 3; b int32 (2,3,1) 994247403 3 838307340 10 -7 0; c int32 (1,3) -4 -1763942340 -7	(c) * ((0.5))	float64 (1,3) -2.0 -881971170.0 -3.5
a int64 (3,3) -7 5 1 2 1 3 13 15 3; b int32 (2,3,1) 994247403 3 838307340 10 -7 0; c int32 (1,3) -4 -1763942340 -7	maximum(c, (b)[1,2::-2,None])	int32 (2,1,3) 0 0 0 10 10 10
a int64 (3,3) -7 5 1 2 1 3 13 15 3; b int32 (2,3,1) 994247403 3 838307340 10 -7 0; c int32 (1,3) -4 -1763942340 -7	((b) ** (3)) & ((10000000000.0))	error
a float64 (1,) 0.0; b int64 () weak 15; c bool (1,4) 0 0 1 0; d int32 (2,3,1) 8 2141318064 -7 2 0 5	isnan(((count_nonzero(b, keepdims=True)) ** (2.0)) > ((a).T))	~bool (1,) 0
a float64 (1,) 0.0; b int64 () weak 15; c bool (1,4) 0 0 1 0; d int32 (2,3,1) 8 2141318064 -7 2 0 5	cos(b)	~float64 weak () -0.7596879128588213
a bool (2,) 0 0; b int64 () weak 5; c int32 (2,1) 5 -1; d int64 () -7	fabs(c)	float64 (2,1) 5.0 1.0
a bool (2,) 0 0; b int64 () weak 5; c int32 (2,1) 5 -1; d int64 () -7	bool(c)	bool (2,1) 1 1
a float32 (3,2,2) 4.0 4.18 4.0 -1.0 0.5 0.5 2.5 4.0 -4.116 0.5 nan -0.0; b float32 (2,1) 0.5 -0.0	(a)[::-1,...,0]	float32 (3,2) -4.116000175476074 nan 0.5 2.5 4.0 4.0
a float32 (3,2,2) 4.0 4.18 4.0 -1.0 0.5 0.5 2.5 4.0 -4.116 0.5 nan -0.0; b float32 (2,1) 0.5 -0.0	((a)[::-1,...,0]) ** (0.5)	~float32 (3,2) nan nan 0.7071067690849304 1.5811388492584229 2.0 2.0
a int64 (0,1); b int64 () weak 3	((b) % (a)) < ((b) % (a))	bool (0,1)
a int64 (0,1); b int64 () weak 3	logical_and((10000000000.0), a)	bool (0,1)
a int64 (0,1); b int64 () weak 3	((b) % (a))[...,1]	error
a int32 (1,2) 19 -1814368147; b float64 (2,2) 2.5 -1.0 -1.0 2.5	(transpose(a, (1, 0))) * ((a) ** (1))	~int32 (2,2) 361 -113256425 -113256425 -1989112215
a int32 (1,2) 19 -1814368147; b float64 (2,2) 2.5 -1.0 -1.0 2.5	isnan((b) + (a))	bool (2,2) 0 0 0 0
a bool (1,) 0; b int32 (1,2,4) 5 2029887025 1 3 0 5 -1497202078 -7; c int64 (1,) 1624616619; d int64 () weak 3	(c) - (a)	int64 (1,) 1624616619
a bool (1,) 0; b int32 (1,2,4) 5 2029887025 1 3 0 5 -1497202078 -7; c int64 (1,) 1624616619; d int64 () weak 3	add(b, (-2.5))	float64 (1,2,4) 2.5 2029887022.5 -1.5 0.5 -2.5 2.5 -1497202080.5 -9.5
a float32 (3,) 1.0 2.5 0.0; b int32 (3,) 5 1 3; c float64 (3,3) 0.5 4.0 2.5 nan -1.0 -1.079 3.446 -0.0 inf; d float64 () weak 0.0	size(2)	int64 weak () 1
a float32 (3,) 1.0 2.5 0.0; b int32 (3,) 5 1 3; c float64 (3,3) 0.5 4.0 2.5 nan -1.0 -1.079 3.446 -0.0 inf; d float64 () weak 0.0	any(a)	bool () 1
a float32 (3,) 1.0 2.5 0.0; b int32 (3,) 5 1 3; c float64 (3,3) 0.5 4.0 2.5 nan -1.0 -1.079 3.446 -0.0 inf; d float64 () weak 0.0	(5) | ((a) % ((3.7)))	error
a float32 (4,1) 3.326 -1.0 1.0 nan; b float32 (1,1) inf; c bool (1,1) 0	(ceil(b)) - (a)	float32 (4,1) inf inf inf nan
a float32 (4,1) 3.326 -1.0 1.0 nan; b float32 (1,1) inf; c bool (1,1) 0	(b) <= (ceil(b))	bool (1,1) 1
a int64 (3,1) 1 0 5; b float32 (3,1,2) nan 1.0 0.5 nan 4.0 0.0; c float32 (3,2) -0.0 nan 0.0 nan 0.5 nan	(a) < ((a) | ((a) != ((2.0))))	bool (3,1) 0 1 0
a int64 (3,1) 1 0 5; b float32 (3,1,2) nan 1.0 0.5 nan 4.0 0.0; c float32 (3,2) -0.0 nan 0.0 nan 0.5 nan	logical_xor(0, (a) | ((a) != ((2.0))))	bool (3,1) 1 1 1
a float64 () weak 0.5; b int32 (1,2) -1 0	((0.0)) if ((5) + (a)) else ((mod(a, a)) > ((mod(a, a)) >= (prod(b, axis=(0,)))))	~float64 (2,) 0.0 0.0
a float64 () weak 0.5; b int32 (1,2) -1 0	arange(0, 8, 0.5)	float64 (16,) 0.0 0.5 1.0 1.5 2.0 2.5 3.0 3.5 4.0 4.5 5.0 5.5 6.0 6.5 7.0 7.5
a float64 () weak 0.5; b int32 (1,2) -1 0	(a) & ((mod(a, a)) >= (prod(b, axis=(0,))))	error
a int32 (1,4) 2 0 3 -1; b float32 (4,1,4) 0.5 2.5 -1.0 0.5 0.0 1.0 -0.0 4.0 -0.0 1.0 inf -0.0 inf 0.0 -0.0 -1.0; c int64 () weak 5	mean(a, axis=0)	~float64 (4,) 2.0 0.0 3.0 -1.0
a int32 (1,4) 2 0 3 -1; b float32 (4,1,4) 0.5 2.5 -1.0 0.5 0.0 1.0 -0.0 4.0 -0.0 1.0 inf -0.0 inf 0.0 -0.0 -1.0; c int64 () weak 5	(a) > (a)	bool (1,4) 0 0 0 0
a int32 (1,4) 2 0 3 -1; b float32 (4,1,4) 0.5 2.5 -1.0 0.5 0.0 1.0 -0.0 4.0 -0.0 1.0 inf -0.0 inf 0.0 -0.0 -1.0; c int64 () weak 5	negative((a) > (a))	error
a float32 (1,) 0.0; b bool (3,1,1) 1 0 1; c float64 (2,1) 4.0 inf	(logical_and(c, count_nonzero(3, keepdims=True))) >= (c)	bool (2,1) 0 0
a float32 (1,) 0.0; b bool (3,1,1) 1 0 1; c float64 (2,1) 4.0 inf	(b) ** (1.5)	~float64 (3,1,1) 1.0 0.0 1.0
a float32 (1,) 0.0; b bool (3,1,1) 1 0 1; c float64 (2,1) 4.0 inf	(minimum(5, b)) ^ (a)	error
a int32 (4,) -7 3 -7 5; b float64 () weak 4.0; c float32 () inf; d int32 (1,4) 3 -1357431494 3 -1	((b) == (c)) > ((d) < (d))	bool (1,4) 0 0 0 0
a int32 (4,) -7 3 -7 5; b float64 () weak 4.0; c float32 () inf; d int32 (1,4) 3 -1357431494 3 -1	((b) == (c)) > (b)	bool () 0
a bool (2,2) 1 0 0 1; b bool (2,) 1 0; c bool (3,1,2) 0 1 1 0 0 0; d float64 (2,) 2.5 -2.935	astype((2) != (a), 'bool')	bool (2,2) 1 1 1 1
a bool (2,2) 1 0 0 1; b bool (2,) 1 0; c bool (3,1,2) 0 1 1 0 0 0; d float64 (2,) 2.5 -2.935	(c) + ((c) > (0))	bool (3,1,2) 0 1 1 0 0 0
a bool (2,2) 1 0 0 1; b bool (2,) 1 0; c bool (3,1,2) 0 1 1 0 0 0; d float64 (2,) 2.5 -2.935	count_nonzero((2) != (a), axis=2)	error
a bool (3,1,2) 1 0 0 1 1 1; b float32 (2,2) -0.0 nan 1.0 4.0; c int64 (3,1,2) 0 2 0 3 -1 0	min(c, axis=-3, keepdims=True)	int64 (1,1,2) -1 0
a bool (3,1,2) 1 0 0 1 1 1; b float32 (2,2) -0.0 nan 1.0 4.0; c int64 (3,1,2) 0 2 0 3 -1 0	(c) % (a)	int64 (3,1,2) 0 0 0 0 0 0
a float64 (1,2) nan -1.495; b int32 (2,1,2) 3 3 1 -1; c int64 (2,) 3 -7; d float64 (2,) 2.5 0.0	(shape(c, 0)) | (c)	int64 (2,) 3 -5
a float64 (1,2) nan -1.495; b int32 (2,1,2) 3 3 1 -1; c int64 (2,) 3 -7; d float64 (2,) 2.5 0.0	((10000000000.0)) if (shape(c, 0)) else ((d) ** (-2))	~float64 (2,) 10000000000.0 10000000000.0
a int64 (4,3) 2 1 3 -1 2 2 -7 0 2 -7 0 -1; b int64 (4,1) 5 0 -7 -1	(b) < ((0.0))	bool (4,1) 0 0 1 1
a int64 (4,3) 2 1 3 -1 2 2 -7 0 2 -7 0 -1; b int64 (4,1) 5 0 -7 -1	(b)[None]	int64 (1,4,1) 5 0 -7 -1
a int64 (3,2) 3 0 5 0 -1 5; b float64 (3,2) -0.0 -0.0 0.0 0.5 nan 4.0; c int32 (1,2) 0 -11	(((a) >= ((b)[0,-1:])) >= (b)) < (2147483648)	bool (3,2) 1 1 1 1 1 1
a int64 (3,2) 3 0 5 0 -1 5; b float64 (3,2) -0.0 -0.0 0.0 0.5 nan 4.0; c int32 (1,2) 0 -11	logical_not(maximum((a) >= ((b)[0,-1:]), c))	bool (3,2) 0 0 0 0 1 0
a int64 (4,) 3 -1 -1450366277 3; b int64 (4,) 2 5 3 -7; c float64 (1,) 1.0	(b) if (100) else ((c) <= (a))	int64 (4,) 2 5 3 -7
a int64 (4,) 3 -1 -1450366277 3; b int64 (4,) 2 5 3 -7; c float64 (1,) 1.0	count_nonzero(c, axis=0)	int64 () 1
a float32 (3,1) -1.0 -0.671 -2.785; b int64 () weak -7; c float32 (3,1) inf 0.0 4.0; d float32 (3,1) -0.0 -0.0 1.0	(1099511627776) << (c)	error
a bool (3,3) 0 0 1 0 0 1 1 0 1; b float32 (4,) 1.0 0.0 2.5 2.5; c float32 () nan	mean(((a) * ((0.1))) <= ((0.5)), axis=0, keepdims=True)	~float64 (1,3) 1.0 1.0 1.0
a bool (3,3) 0 0 1 0 0 1 1 0 1; b float32 (4,) 1.0 0.0 2.5 2.5; c float32 () nan	transpose(((a) * ((0.1))) <= ((0.5)), (0, 1))	bool (3,3) 1 1 1 1 1 1 1 1 1
a float64 (2,4) 4.0 -1.0 -2.601 -3.233 2.842 0.0 inf 4.0; b int32 () 814842470	((2147483648) == (arange(0, 5, -2))) | (100)	int64 (0,)
a float64 (2,4) 4.0 -1.0 -2.601 -3.233 2.842 0.0 inf 4.0; b int32 () 814842470	((2147483648) == (arange(0, 5, -2))) / (arange(0, 5, -2))	float64 (0,)
a float64 (2,4) 4.0 -1.0 -2.601 -3.233 2.842 0.0 inf 4.0; b int32 () 814842470	(arange(0, 5, -2)) % (isnan(a))	error
a int64 (1,3,2) 1 -1 1228842157 949835064 -7 3; b bool (1,) 0	log(((a) - (all(b, axis=0, keepdims=True))) << (100))	~float64 (1,3,2) -inf -inf -inf -inf -inf -inf
a int64 (1,3,2) 1 -1 1228842157 949835064 -7 3; b bool (1,) 0	((a) - (all(b, axis=0, keepdims=True))) * (logical_and(((b)[...,0:3:2]) | (2), astype(b, 'int64')))	int64 (1,3,2) 0 0 0 0 0 0
a bool (1,) 1; b bool (1,) 0; c float32 (3,1) 2.5 -1.0 0.0; d float32 (1,1) 2.5	astype(c, 'int32')	int32 (3,1) 2 -1 0
a bool (1,) 1; b bool (1,) 0; c float32 (3,1) 2.5 -1.0 0.0; d float32 (1,1) 2.5	(a) <= (a)	bool (1,) 1
a bool (1,) 0; b float32 (4,4) 0.0 0.0 4.0 -0.957 0.0 -1.0 -0.0 4.0 0.5 -0.0 nan inf nan -1.759 2.5 1.617	(a) % (((a) & (a)) if (b) else (b))	float32 (4,4) nan nan nan nan nan nan nan nan nan nan nan nan nan nan nan nan
a bool (1,) 0; b float32 (4,4) 0.0 0.0 4.0 -0.957 0.0 -1.0 -0.0 4.0 0.5 -0.0 nan inf nan -1.759 2.5 1.617	log(b)	~float32 (4,4) -inf -inf 1.3862943649291992 nan -inf nan -inf 1.3862943649291992 -0.6931471824645996 -inf nan inf nan nan 0.9162907600402832 0.48057258129119873
a float32 (2,3) nan 0.642 nan 1.0 inf 2.5; b bool (3,) 1 1 1; c int64 () weak 2	add(int64(0), b)	int64 (3,) 1 1 1
a float32 (2,3) nan 0.642 nan 1.0 inf 2.5; b bool (3,) 1 1 1; c int64 () weak 2	(int64(0)) % (sin((mod(c, a))[None,-3:7,0]))	~float64 (1,2) nan nan
a int32 (4,2) 14 -7 2 -2 0 557175123 -7 -1; b float64 (4,1) 0.0 4.0 nan 4.0; c int32 (1,2) 1 -1	(c) & (isnan(5))	int32 (1,2) 0 0
a int32 (4,2) 14 -7 2 -2 0 557175123 -7 -1; b float64 (4,1) 0.0 4.0 nan 4.0; c int32 (1,2) 1 -1	((mean((b) > (a), axis=0)) // ((b) > (a)))[2:2:-1,...,0:7:2]	~float64 (0,1)
a int32 (4,2) 14 -7 2 -2 0 557175123 -7 -1; b float64 (4,1) 0.0 4.0 nan 4.0; c int32 (1,2) 1 -1	((b) > (a))[0,0:2,0:1:-1]	error
a int64 () weak -1; b int64 (3,2) 3 -4 5 1 -1 0; c int32 (3,2) 5 5 9 5 -1 1; d float32 (1,) 1.0	(mod(pi, ((b) // (d)) - (mean(a)))) // (c)	~float64 (3,2) 0.0 -1.0 0.0 0.0 nan 0.0
a int64 () weak -1; b int64 (3,2) 3 -4 5 1 -1 0; c int32 (3,2) 5 5 9 5 -1 1; d float32 (1,) 1.0	size(mean(2))	int64 weak () 1
a int64 () weak -1; b int64 (3,2) 3 -4 5 1 -1 0; c int32 (3,2) 5 5 9 5 -1 1; d float32 (1,) 1.0	(a) & (mod(pi, ((b) // (d)) - (mean(a))))	error
a float64 (1,1,1) nan; b float32 (4,4) 4.0 1.0 2.5 -2.739 0.668 -1.0 nan -3.165 -0.0 1.0 -0.0 2.144 0.002 2.5 -0.478 1.0	transpose(min(a, axis=-1), (1, 0))	float64 (1,1) nan
a float64 (1,1,1) nan; b float32 (4,4) 4.0 1.0 2.5 -2.739 0.668 -1.0 nan -3.165 -0.0 1.0 -0.0 2.144 0.002 2.5 -0.478 1.0	maximum(a, size(b))	float64 (1,1,1) nan
a bool (0,0,2); b int32 (0,2); c int64 (0,2); d float64 (1,1) -0.0	(b) | (2)	int32 (0,2)
a bool (0,0,2); b int32 (0,2); c int64 (0,2); d float64 (1,1) -0.0	(((a) // (b)) <= (c)) - ((a) // (b))	int32 (0,0,2)
a bool (0,0,2); b int32 (0,2); c int64 (0,2); d float64 (1,1) -0.0	(d)[2,2,:0:-1]	error
a float32 (2,2) 4.0 inf 1.0 4.736; b float64 (1,2) 0.0 2.5; c float32 (1,2) 0.0 inf; d bool (2,1) 1 1	(b) == (a)	bool (2,2) 0 0 0 0
a float32 (2,2) 4.0 inf 1.0 4.736; b float64 (1,2) 0.0 2.5; c float32 (1,2) 0.0 inf; d bool (2,1) 1 1	cos(a)	~float32 (2,2) -0.6536436080932617 nan 0.5403022766113281 0.02360888570547104
a int64 () -14; b int64 () weak 2; c int64 (1,3) 2 -7 1740489486	float64(((c).T) - ((c).T))	float64 (3,1) 0.0 0.0 0.0
a int64 () -14; b int64 () weak 2; c int64 (1,3) 2 -7 1740489486	(where(3, b, c))[3::-1]	int64 (1,3) 2 2 2
a int64 (4,1) -7 1 1 -19; b bool (4,1) 1 1 1 0	(((-2.5)) + (logical_xor((0.0), a))) <= (sqrt(a))	bool (4,1) 0 1 1 0
a int64 (4,1) -7 1 1 -19; b bool (4,1) 1 1 1 0	(sqrt(a)).T	float64 (1,4) nan 1.0 1.0 nan
a bool (4,2) 1 0 0 1 1 0 1 1; b float64 (4,2) 0.0 -0.0 4.0 nan -1.029 inf 4.0 -0.0; c int32 () 5; d float32 (4,) 4.0 0.0 0.5 0.0	logical_not((a)[2::-2,...,1])	bool (2,) 1 1
a bool (4,2) 1 0 0 1 1 0 1 1; b float64 (4,2) 0.0 -0.0 4.0 nan -1.029 inf 4.0 -0.0; c int32 () 5; d float32 (4,) 4.0 0.0 0.5 0.0	arange(0, 3, 1)	int64 (3,) 0 1 2
a bool (4,2) 1 0 0 1 1 0 1 1; b float64 (4,2) 0.0 -0.0 4.0 nan -1.029 inf 4.0 -0.0; c int32 () 5; d float32 (4,) 4.0 0.0 0.5 0.0	(where(c, d, d)) << (logical_or(c, a))	error
a float64 () weak 1.0; b int64 (4,) 5 -370483815 2 2; c float64 () weak 2.5; d int32 (1,4) -1 -1 -1 0	(b) + ((b) <= ((10000000000.0)))	int64 (4,) 6 -370483814 3 3
a float64 () weak 1.0; b int64 (4,) 5 -370483815 2 2; c float64 () weak 2.5; d int32 (1,4) -1 -1 -1 0	negative(a)	float64 weak () -1.0
a int32 (0,3); b float32 (2,0,1)	where(a, a, 5)	int32 (0,3)
a int32 (0,3); b float32 (2,0,1)	linspace(5, 7, 5)	~float64 (5,) 5.0 5.5 6.0 6.5 7.0
a int32 (0,3); b float32 (2,0,1)	((a) > (b)) << ((10000000000.0))	error
a bool (2,4,3) 1 1 1 1 1 1 0 1 0 0 0 1 0 1 0 1 1 1 0 1 1 0 1 0; b float32 (1,4,1) 4.0 nan -0.0 inf; c float64 (4,3) 0.5 -0.0 -0.0 2.5 0.5 0.0 2.5 -0.844 2.5 2.5 -1.0 -1.0	(c)[-7:-3,-1:-1:-1]	float64 (1,0)
a bool (2,4,3) 1 1 1 1 1 1 0 1 0 0 0 1 0 1 0 1 1 1 0 1 1 0 1 0; b float32 (1,4,1) 4.0 nan -0.0 inf; c float64 (4,3) 0.5 -0.0 -0.0 2.5 0.5 0.0 2.5 -0.844 2.5 2.5 -1.0 -1.0	transpose((c)[-7:-3,-1:-1:-1], (1, 0))	float64 (0,1)
a bool (2,4,3) 1 1 1 1 1 1 0 1 0 0 0 1 0 1 0 1 1 1 0 1 1 0 1 0; b float32 (1,4,1) 4.0 nan -0.0 inf; c float64 (4,3) 0.5 -0.0 -0.0 2.5 0.5 0.0 2.5 -0.844 2.5 2.5 -1.0 -1.0	(a) ^ (b)	error
a float32 (2,1) 0.0 0.5; b int32 (1,1) 0; c float32 (1,) 0.5	all((0.5), keepdims=True)	bool () 1
a float32 (2,1) 0.0 0.5; b int32 (1,1) 0; c float32 (1,) 0.5	int32(c)	int32 (1,) 0
a float32 (2,1) 0.0 0.5; b int32 (1,1) 0; c float32 (1,) 0.5	(a)[2:7,-3:0:3,2]	error
a float32 (1,) 1.0; b int64 () weak -13; c int32 (1,2,2) 94758984 -3 1763279339 1; d float64 (2,2) inf 4.0 inf 0.5	(a) >= ((c)[None])	bool (1,1,2,2) 0 1 0 1
a float32 (1,) 1.0; b int64 () weak -13; c int32 (1,2,2) 94758984 -3 1763279339 1; d float64 (2,2) inf 4.0 inf 0.5	abs(1099511627776)	int64 weak () 1099511627776
a float32 (1,) 1.0; b int64 () weak -13; c int32 (1,2,2) 94758984 -3 1763279339 1; d float64 (2,2) inf 4.0 inf 0.5	(((2.0)) if ((0.0)) else (d)) & (b)	error
a bool (3,3,2) 1 0 1 1 0 0 1 0 1 1 1 1 0 0 0 0 0 0; b bool (3,2) 1 0 0 0 0 1; c float64 (3,1,2) 0.5 0.5 1.0 0.5 1.0 4.0; d int64 () weak 0	count_nonzero(((c) - (c)) / (c))	int64 () 0
a bool (3,3,2) 1 0 1 1 0 0 1 0 1 1 1 1 0 0 0 0 0 0; b bool (3,2) 1 0 0 0 0 1; c float64 (3,1,2) 0.5 0.5 1.0 0.5 1.0 4.0; d int64 () weak 0	logical_not(a)	bool (3,3,2) 0 1 0 0 1 1 0 1 0 0 0 0 1 1 1 1 1 1
a bool (3,3,2) 1 0 1 1 0 0 1 0 1 1 1 1 0 0 0 0 0 0; b bool (3,2) 1 0 0 0 0 1; c float64 (3,1,2) 0.5 0.5 1.0 0.5 1.0 4.0; d int64 () weak 0	(a) - (arange(-5, -2, 0.25))	error
a int64 (2,0,2); b bool (2,1,2) 0 0 0 0; c float32 (1,1) 1.0	linspace(-4, 2, 4)	~float64 (4,) -4.0 -2.0 0.0 2.0
a int64 (2,0,2); b bool (2,1,2) 0 0 0 0; c float32 (1,1) 1.0	((a) > (((0.1)) - (a))) < ((a) > (((0.1)) - (a)))	bool (2,0,2)
a float64 (4,3) 2.5 -1.0 4.0 4.0 0.5 -1.0 2.5 0.0 -1.0 1.0 2.5 4.0; b float64 (4,3) -0.0 4.881 -1.0 0.5 nan inf 0.0 0.0 0.5 4.0 0.561 inf; c int32 (3,) -17 1 14	add((0.0), (c) if (b) else (a))	float64 (4,3) 2.5 1.0 14.0 -17.0 1.0 14.0 2.5 0.0 14.0 -17.0 1.0 14.0
a float64 (4,3) 2.5 -1.0 4.0 4.0 0.5 -1.0 2.5 0.0 -1.0 1.0 2.5 4.0; b float64 (4,3) -0.0 4.881 -1.0 0.5 nan inf 0.0 0.0 0.5 4.0 0.561 inf; c int32 (3,) -17 1 14	(add((0.0), (c) if (b) else (a))) <= ((c) if (b) else (a))	bool (4,3) 1 1 1 1 1 1 1 1 1 1 1 1
a int32 (3,) -760075183 -1737425516 2; b float64 (1,4) 4.0 inf -1.0 1.0; c float32 (3,) 2.5 4.0 2.5	float32(sum(c))	~float32 () 9.0
a int32 (3,) -760075183 -1737425516 2; b float64 (1,4) 4.0 inf -1.0 1.0; c float32 (3,) 2.5 4.0 2.5	(exp((a) - (a)))[...,:-3:-1]	~float64 (2,) 1.0 1.0
a int32 (3,) -760075183 -1737425516 2; b float64 (1,4) 4.0 inf -1.0 1.0; c float32 (3,) 2.5 4.0 2.5	((a) - (a)) & (c)	error
a bool () 0; b float64 () weak -1.0; c float32 (3,2) 4.0 2.5 -1.0 inf nan 0.5; d int32 (2,3,1) 1 1 3 5 -12 2	any(b)	bool () 1
a bool () 0; b float64 () weak -1.0; c float32 (3,2) 4.0 2.5 -1.0 inf nan 0.5; d int32 (2,3,1) 1 1 3 5 -12 2	(((b) * (d)) == ((c)[0]))[None]	bool (1,2,3,2) 0 0 0 0 0 0 0 0 0 0 0 0
a float32 () -1.0; b bool (1,3,1) 0 0 1; c int64 (1,) 508706793	((sum(3)) - (b))[-1:1:3,-3:-3,None,None]	~int64 (1,0,1,1,1)
a float32 () -1.0; b bool (1,3,1) 0 0 1; c int64 (1,) 508706793	(b) + (sum(3))	~int64 (1,3,1) 3 3 4
a float32 () -1.0; b bool (1,3,1) 0 0 1; c int64 (1,) 508706793	(a)[-2]	error
a int64 () 0; b int64 () weak -1	mean((0.5))	~float64 () 0.5
a int64 () 0; b int64 () weak -1	negative(a)	int64 () 0
a int64 () 0; b int64 () weak -1	invert((1.0))	error
a bool (4,) 1 1 0 1; b bool (1,4) 0 0 1 1	((b).T).T	bool (1,4) 0 0 1 1
a bool (4,) 1 1 0 1; b bool (1,4) 0 0 1 1	arange(3, 1, 0.25)	float64 (0,)
a bool (4,) 1 1 0 1; b bool (1,4) 0 0 1 1	(b)[2,0:3:2,0:2]	error
a int64 () weak 3; b float32 (4,4) inf nan -1.0 0.5 nan 0.0 0.0 2.5 -0.169 nan 0.0 0.0 4.0 inf 0.0 inf	(b) * ((7) * ((a) // (a)))	float32 (4,4) inf nan -7.0 3.5 nan 0.0 0.0 17.5 -1.1829999685287476 nan 0.0 0.0 28.0 inf 0.0 inf
a int64 () weak 3; b float32 (4,4) inf nan -1.0 0.5 nan 0.0 0.0 2.5 -0.169 nan 0.0 0.0 4.0 inf 0.0 inf	arange(-4, 4, 1)	int64 (8,) -4 -3 -2 -1 0 1 2 3
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (4,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0 -1.0 4.0 1.0; d float32 (2,3) 0.5 1.0 1.0 -0.0 3.057 0.5	where(ceil(c), a, d)	float32 (4,2,3) 0.6940000057220459 1.0 -1.0 0.6940000057220459 1.0 -1.0 0.5 1.0 -1.0 -0.0 1.0 -1.0 0.6940000057220459 1.0 1.0 0.6940000057220459 1.0 0.5 0.6940000057220459 1.0 -1.0 0.6940000057220459 1.0 -1.0
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (4,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0 -1.0 4.0 1.0; d float32 (2,3) 0.5 1.0 1.0 -0.0 3.057 0.5	mod((0.0), c)	float32 (4,1,3) 0.0 0.0 0.0 nan 0.0 -0.0 0.0 -0.0 nan -0.0 0.0 0.0
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (4,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0 -1.0 4.0 1.0; d float32 (2,3) 0.5 1.0 1.0 -0.0 3.057 0.5	((ceil(c)) % (5)) << (a)	error
a int32 (2,2,2) -7 2 -7 -7 1 3 -12 -7; b bool (2,2) 0 0 0 1; c int32 (2,) -907705191 -1; d float32 (2,2,2) nan -1.0 2.5 4.0 2.5 2.5 0.5 0.5	round(a)	int32 (2,2,2) -7 2 -7 -7 1 3 -12 -7
a int32 (2,2,2) -7 2 -7 -7 1 3 -12 -7; b bool (2,2) 0 0 0 1; c int32 (2,) -907705191 -1; d float32 (2,2,2) nan -1.0 2.5 4.0 2.5 2.5 0.5 0.5	(round(a))[None]	int32 (1,2,2,2) -7 2 -7 -7 1 3 -12 -7
a int32 (2,2,2) -7 2 -7 -7 1 3 -12 -7; b bool (2,2) 0 0 0 1; c int32 (2,) -907705191 -1; d float32 (2,2,2) nan -1.0 2.5 4.0 2.5 2.5 0.5 0.5	((a)[0,None,:,-1])[None,-2,0]	error
a int64 () weak 1; b float32 (1,2,2) -0.0 -0.0 0.692 -0.0; c int32 (2,2) -1583444196 -1 -222780827 -17; d float32 (2,) 1.0 1.0	cos(d)	~float32 (2,) 0.5403022766113281 0.5403022766113281
a int64 () weak 1; b float32 (1,2,2) -0.0 -0.0 0.692 -0.0; c int32 (2,2) -1583444196 -1 -222780827 -17; d float32 (2,) 1.0 1.0	sqrt(d)	float32 (2,) 1.0 1.0
a float64 (2,4) inf 1.278 -0.0 -0.0 -1.0 -0.0 1.0 0.5; b float32 (3,2,1) nan 0.5 0.5 -0.0 1.0 -4.806; c bool (3,1,1) 1 0 0; d int32 () 2	(b)[:shape((b) % (a), 1),1:3,None,shape((b) % (a), 1):shape((b) % (a), 1):-2]	float32 (2,1,1,0)
a float64 (2,4) inf 1.278 -0.0 -0.0 -1.0 -0.0 1.0 0.5; b float32 (3,2,1) nan 0.5 0.5 -0.0 1.0 -4.806; c bool (3,1,1) 1 0 0; d int32 () 2	sin(b)	~float32 (3,2,1) nan 0.4794255495071411 0.4794255495071411 -0.0 0.8414710164070129 0.9956216812133789
a float64 (2,4) inf 1.278 -0.0 -0.0 -1.0 -0.0 1.0 0.5; b float32 (3,2,1) nan 0.5 0.5 -0.0 1.0 -4.806; c bool (3,1,1) 1 0 0; d int32 () 2	((0.1)) & ((b)[:shape((b) % (a), 1),1:3,None,shape((b) % (a), 1):shape((b) % (a), 1):-2])	error
a bool (3,1) 0 1 0; b int32 (3,3) 8 1 3 3 2 2 1 0 3; c bool (3,) 1 0 0; d float32 (3,) 1.0 nan 0.5	astype(arctan2(b, logical_xor(d, b)), 'float64')	~float64 (3,3) 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 1.5707963267948966 0.0 1.5707963267948966
a bool (3,1) 0 1 0; b int32 (3,3) 8 1 3 3 2 2 1 0 3; c bool (3,) 1 0 0; d float32 (3,) 1.0 nan 0.5	(d) / (c)	float32 (3,) 1.0 nan inf
a float64 () weak -3.2; b bool (2,4) 0 0 1 0 1 1 0 0	minimum(a, b)	float64 (2,4) -3.2 -3.2 -3.2 -3.2 -3.2 -3.2 -3.2 -3.2
a float64 (2,2) 1.0 1.0 0.0 0.504; b bool (2,1) 0 1	prod((transpose(a, (0, 1)))[None,1,-7:3:-1], axis=1)	~float64 (1,) 1.0
a float64 (2,2) 1.0 1.0 0.0 0.504; b bool (2,1) 0 1	((transpose(a, (0, 1)))[None,1,-7:3:-1])[3:2:-1]	float64 (0,0)
a float64 (2,2) 1.0 1.0 0.0 0.504; b bool (2,1) 0 1	(transpose(a, (0, 1))) ^ ((((b)[0:3])[1,2:7:1]) > ((b)[0:3]))	error
a int64 (3,1) -7 3 3; b float32 (3,4) inf inf -4.515 4.0 0.5 inf 0.5 -0.0 -4.742 nan inf -0.0; c float32 (3,4) 4.0 4.0 -0.0 -1.0 -1.0 -2.973 1.0 0.0 0.5 -0.0 -1.0 0.0; d int64 (1,) -1	logical_not(all(b, axis=0))	bool (4,) 0 0 0 1
a int64 (3,1) -7 3 3; b float32 (3,4) inf inf -4.515 4.0 0.5 inf 0.5 -0.0 -4.742 nan inf -0.0; c float32 (3,4) 4.0 4.0 -0.0 -1.0 -1.0 -2.973 1.0 0.0 0.5 -0.0 -1.0 0.0; d int64 (1,) -1	sum(c, axis=(0,))	~float32 (4,) 3.5 1.0269999504089355 0.0 -1.0
a bool (1,) 1; b bool (1,4,2) 0 0 0 1 1 0 1 1; c bool (4,2) 1 1 0 0 1 1 1 0	(b)[-2,0,None]	error
a bool (3,3) 1 0 0 1 0 1 0 1 0; b int64 (3,1) 3 3 -2; c int64 (3,3) 1220919581 -1 2 -4 0 5 0 -1 2	((b) <= ((b) << (a))).T	bool (3,3) 1 1 1 1 1 0 1 1 1
a bool (3,3) 1 0 0 1 0 1 0 1 0; b int64 (3,1) 3 3 -2; c int64 (3,3) 1220919581 -1 2 -4 0 5 0 -1 2	(((b) << (a)) * (c))[...]	int64 (3,3) 7325517486 -3 6 -24 0 30 0 4 -4
a bool (3,3) 1 0 0 1 0 1 0 1 0; b int64 (3,1) 3 3 -2; c int64 (3,3) 1220919581 -1 2 -4 0 5 0 -1 2	((b) << (a)) << ((0.5))	error
a int64 (2,3) -7 3 -7 -1 2 -844240539; b bool (2,2,3) 1 1 0 1 1 0 0 0 1 1 0 0; c float64 () weak -1.0; d int64 () weak -7	(b) >= (b)	bool (2,2,3) 1 1 1 1 1 1 1 1 1 1 1 1
a int64 (2,3) -7 3 -7 -1 2 -844240539; b bool (2,2,3) 1 1 0 1 1 0 0 0 1 1 0 0; c float64 () weak -1.0; d int64 () weak -7	((d) % ((c) - (d))) // ((d) % ((c) - (d)))	float64 weak () 1.0
a int64 (0,4,2); b float64 (0,4,1)	(7) >= ((0.5))	bool weak () 1
a int64 (0,4,2); b float64 (0,4,1)	where(b, minimum(b, (2.0)), a)	float64 (0,4,2)
a int64 () 2071430438; b bool (2,1) 1 0; c int32 (2,) -1 0	(b).T	bool (1,2) 1 0
a int64 () 2071430438; b bool (2,1) 1 0; c int32 (2,) -1 0	(b) | (a)	int64 (2,1) 2071430439 2071430438
a int32 (3,3) -281068017 3 0 2 5 5 1 -2067036359 1477345383; b float64 () weak inf	logical_and(where(b, True, (b) != (a)), (b) if (b) else (((0.1)) + (a)))	bool (3,3) 1 1 1 1 1 1 1 1 1
a int32 (3,3) -281068017 3 0 2 5 5 1 -2067036359 1477345383; b float64 () weak inf	(linspace(-2, 1, 2)) / (min(2))	~float64 (2,) -1.0 0.5
a int32 (3,3) -281068017 3 0 2 5 5 1 -2067036359 1477345383; b float64 () weak inf	(b) << (a)	error
a bool (2,3) 1 0 0 1 0 0; b float32 (2,3) 2.5 nan 0.179 2.5 -0.0 nan; c int32 (3,) 18 0 5	isnan(logical_and(b, b))	bool (2,3) 0 0 0 0 0 0
a bool (2,3) 1 0 0 1 0 0; b float32 (2,3) 2.5 nan 0.179 2.5 -0.0 nan; c int32 (3,) 18 0 5	logical_xor(mean((-2.5), keepdims=True), a)	~bool (2,3) 0 1 1 0 1 1
a bool (2,3) 1 0 0 1 0 0; b float32 (2,3) 2.5 nan 0.179 2.5 -0.0 nan; c int32 (3,) 18 0 5	(mean((-2.5), keepdims=True)) | (mean((-2.5), keepdims=True))	error
a int64 () weak 0; b bool (1,2) 0 0	mod(min(0), (b) <= (a))	int64 (1,2) 0 0
a int64 () weak 0; b bool (1,2) 0 0	minimum((min(0)) % ((b) <= (a)), (2.0))	float64 (1,2) 0.0 0.0
a int64 () weak -7; b bool (1,2) 1 0	minimum((a) ** (-1), b)	~float64 (1,2) -0.14285714285714285 -0.14285714285714285
a int64 () weak -7; b bool (1,2) 1 0	prod(arctan2(b, a))	~float64 () 9.423821656778886
a int64 () weak -7; b bool (1,2) 1 0	(minimum((a) ** (-1), b)) & (b)	error
a bool (3,1) 1 1 0; b float32 (2,) 0.5 1.0; c float32 (3,1,1) -1.0 1.0 nan	arange(-3, 7, 0.5)	float64 (20,) -3.0 -2.5 -2.0 -1.5 -1.0 -0.5 0.0 0.5 1.0 1.5 2.0 2.5 3.0 3.5 4.0 4.5 5.0 5.5 6.0 6.5
a bool (3,1) 1 1 0; b float32 (2,) 0.5 1.0; c float32 (3,1,1) -1.0 1.0 nan	all((0.5))	bool () 1
a bool (3,1) 1 1 0; b float32 (2,) 0.5 1.0; c float32 (3,1,1) -1.0 1.0 nan	(float64(b)) | (((a)[-2]) >= (c))	error
a float32 (4,2) 1.0 0.0 2.5 -1.0 1.0 inf 4.0 nan; b int64 () weak 0; c int64 () weak -1	(7) * (pi)	float64 weak () 21.991148575128552
a float32 (4,2) 1.0 0.0 2.5 -1.0 1.0 inf 4.0 nan; b int64 () weak 0; c int64 () weak -1	size((a) - (0))	int64 weak () 8
a float32 (4,2) 1.0 0.0 2.5 -1.0 1.0 inf 4.0 nan; b int64 () weak 0; c int64 () weak -1	(a) == ((a).T)	error
a float32 () -0.0; b bool (1,3,2) 0 0 0 0 1 1	((b) | (b))[3:-3:-1,2::-1]	bool (1,3,2) 1 1 0 0 0 0
a float32 () -0.0; b bool (1,3,2) 0 0 0 0 1 1	all(a)	bool () 0
a float32 () -0.0; b bool (1,3,2) 0 0 0 0 1 1	((b) | (b))[1::-2,0,3:2,3:-7]	error
a int32 (3,) 5 5 1; b float64 (3,1,3) 1.0 1.0 4.0 2.5 1.0 1.0 inf -1.0 -1.0; c bool (4,1) 1 0 1 1; d float64 (4,3) nan nan 0.0 1.0 inf 0.5 -0.0 0.0 -1.0 -1.0 0.5 inf	((d) ** (2)) + (maximum(2, a))	~float64 (4,3) nan nan 2.0 6.0 inf 2.25 5.0 5.0 3.0 6.0 5.25 inf
a int32 (3,) 5 5 1; b float64 (3,1,3) 1.0 1.0 4.0 2.5 1.0 1.0 inf -1.0 -1.0; c bool (4,1) 1 0 1 1; d float64 (4,3) nan nan 0.0 1.0 inf 0.5 -0.0 0.0 -1.0 -1.0 0.5 inf	mean(d, axis=1)	~float64 (4,) nan inf -0.3333333333333333 inf
a int32 (3,) 5 5 1; b float64 (3,1,3) 1.0 1.0 4.0 2.5 1.0 1.0 inf -1.0 -1.0; c bool (4,1) 1 0 1 1; d float64 (4,3) nan nan 0.0 1.0 inf 0.5 -0.0 0.0 -1.0 -1.0 0.5 inf	((d) ** (2)) ^ (d)	error
a bool (4,) 1 0 1 1; b float64 () weak -0.0; c float64 (3,1) 0.0 nan 4.0; d float64 (3,3,1) 0.5 -4.462 nan 2.5 3.424 -0.0 0.0 -1.0 1.0	(b) <= ((d)[:0])	bool (0,3,1)
a bool (4,) 1 0 1 1; b float64 () weak -0.0; c float64 (3,1) 0.0 nan 4.0; d float64 (3,3,1) 0.5 -4.462 nan 2.5 3.424 -0.0 0.0 -1.0 1.0	radians((d)[1:1:2,-1:])	float64 (0,1,1)
a bool (4,) 1 0 1 1; b float64 () weak -0.0; c float64 (3,1) 0.0 nan 4.0; d float64 (3,3,1) 0.5 -4.462 nan 2.5 3.424 -0.0 0.0 -1.0 1.0	((7) * (d)) ^ ((b) <= ((d)[:0]))	error
a int64 () weak -7; b float32 (3,3) 0.0 0.0 nan 4.0 nan nan -1.0 2.5 2.5; c float32 (3,3) 4.0 -0.876 -1.0 nan 4.555 4.0 2.5 0.5 inf	(b)[a:7:3,a:3:-1]	float32 (1,0)
a int64 () weak -7; b float32 (3,3) 0.0 0.0 nan 4.0 nan nan -1.0 2.5 2.5; c float32 (3,3) 4.0 -0.876 -1.0 nan 4.555 4.0 2.5 0.5 inf	((c) * (5))[a:a,a::-1]	float32 (0,0)
a int64 () weak -7; b float32 (3,3) 0.0 0.0 nan 4.0 nan nan -1.0 2.5 2.5; c float32 (3,3) 4.0 -0.876 -1.0 nan 4.555 4.0 2.5 0.5 inf	(((b)[-3:a]) == ((b)[-3:a])) | (((b)[-3:a]) // (a))	error
a float32 (3,4,1) 0.0 1.0 inf 1.0 0.5 4.0 1.0 -1.744 0.803 0.5 2.411 inf; b float64 (4,3) 2.5 nan nan nan -1.0 -3.823 nan inf 2.5 1.0 1.0 nan; c bool (4,3) 1 0 1 0 1 1 1 0 1 1 1 0	((b) * (isnan(cos((5) % (a))))) * ((5) % (a))	~float64 (3,4,3) nan nan nan nan -0.0 -0.0 nan nan 0.0 0.0 0.0 nan 0.0 nan nan nan -0.0 -0.0 nan nan 0.0 -0.0 -0.0 nan 0.0 nan nan nan -0.0 -0.0 nan nan 0.0 0.0 0.0 nan
a float32 (3,4,1) 0.0 1.0 inf 1.0 0.5 4.0 1.0 -1.744 0.803 0.5 2.411 inf; b float64 (4,3) 2.5 nan nan nan -1.0 -3.823 nan inf 2.5 1.0 1.0 nan; c bool (4,3) 1 0 1 0 1 1 1 0 1 1 1 0	((5) % (a)) * (b)	float64 (3,4,3) nan nan nan nan -0.0 -0.0 nan inf 12.5 0.0 0.0 nan 0.0 nan nan nan -1.0 -3.823 nan nan 0.0 -0.23199987411499023 -0.23199987411499023 nan 0.4550004005432129 nan nan nan -0.0 -0.0 nan inf 0.44499993324279785 5.0 5.0 nan
a float32 (3,4,1) 0.0 1.0 inf 1.0 0.5 4.0 1.0 -1.744 0.803 0.5 2.411 inf; b float64 (4,3) 2.5 nan nan nan -1.0 -3.823 nan inf 2.5 1.0 1.0 nan; c bool (4,3) 1 0 1 0 1 1 1 0 1 1 1 0	(b) ^ ((3.7))	error
