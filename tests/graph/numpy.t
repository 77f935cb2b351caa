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
a float64 (3,) nan 1.0 -0.0; b int64 (1,1,1) 1; c int32 (1,3) 5 0 5; d float64 (1,3) inf 2.5 -0.0	(2) != (bool((2.0)))	bool () 1
a float64 (3,) nan 1.0 -0.0; b int64 (1,1,1) 1; c int32 (1,3) 5 0 5; d float64 (1,3) inf 2.5 -0.0	add(2147483648, (a) ** (3))	~float64 (3,) nan 2147483649.0 2147483648.0
a int64 () weak 5; b float64 () weak -0.0	size(any(b, keepdims=True))	int64 weak () 1
a int64 () weak 5; b float64 () weak -0.0	((any(b, keepdims=True)) & (any(b, keepdims=True))) != (size(any(b, keepdims=True)))	bool () 1
a int64 () weak 5; b float64 () weak -0.0	(any(b, keepdims=True))[-1:a:-1]	error
a float32 (1,3,1) 2.5 inf -0.0; b int64 (1,1) 16; c bool (3,4) 0 1 0 0 1 1 0 1 1 0 0 1; d int32 (4,) 129971752 9 -811341890 2	maximum((-2.5), float64(d))	float64 (4,) 129971752.0 9.0 -2.5 2.0
a float32 (1,3,1) 2.5 inf -0.0; b int64 (1,1) 16; c bool (3,4) 0 1 0 0 1 1 0 1 1 0 0 1; d int32 (4,) 129971752 9 -811341890 2	(float64(d)) / (((c)[-2]) >= (b))	float64 (1,4) inf inf -inf inf
a float64 (1,1) 4.0; b int32 (3,) -1 -17 -7; c float32 (3,3) 1.436 0.5 nan 1.0 inf 2.5 nan inf 2.5; d int64 (4,) 2 2 5 -7	any(d, axis=(), keepdims=True)	bool (4,) 1 1 1 1
a float64 (1,1) 4.0; b int32 (3,) -1 -17 -7; c float32 (3,3) 1.436 0.5 nan 1.0 inf 2.5 nan inf 2.5; d int64 (4,) 2 2 5 -7	(a) << (a)	error
a int64 (1,2) 2 -1; b bool (2,) 0 1; c int64 (2,) -1 2	logical_and(b, a)	bool (1,2) 0 1
a int64 (1,2) 2 -1; b bool (2,) 0 1; c int64 (2,) -1 2	((0) < (b)) <= (a)	bool (1,2) 1 0
a int64 (1,2) 2 -1; b bool (2,) 0 1; c int64 (2,) -1 2	((a)[None,7:0:1,0]) != (b)	error
a int32 (3,) 5 5 1; b bool (3,) 0 0 1; c int32 (3,) -7 -1752962860 -7	arange(3, 6, 0.25)	float64 (12,) 3.0 3.25 3.5 3.75 4.0 4.25 4.5 4.75 5.0 5.25 5.5 5.75
a int32 (3,) 5 5 1; b bool (3,) 0 0 1; c int32 (3,) -7 -1752962860 -7	where(b, 1, (c) / (c))	float64 (3,) 1.0 1.0 1.0
a int32 (3,) 5 5 1; b bool (3,) 0 0 1; c int32 (3,) -7 -1752962860 -7	(any(logical_not(c), axis=-1)) << (pi)	error
a bool (4,) 1 0 1 1; b int64 () 5; c float64 (3,) 4.0 2.5 0.0	arange(1, 3, 0.5)	float64 (4,) 1.0 1.5 2.0 2.5
a bool (4,) 1 0 1 1; b int64 () 5; c float64 (3,) 4.0 2.5 0.0	cos(b)	~float64 () 0.28366218546322625
a bool (4,) 1 0 1 1; b int64 () 5; c float64 (3,) 4.0 2.5 0.0	(a) ^ (c)	error
a int32 (3,2) -14 3 -1 1151758780 2 3; b float32 (1,3,1) -0.0 2.5 4.0	(((b)[-7::3,:-1:-2,0])[0,-2::-1]) * ((0.5))	float32 (0,)
a int32 (3,2) -14 3 -1 1151758780 2 3; b float32 (1,3,1) -0.0 2.5 4.0	any(1099511627776, keepdims=True)	bool () 1
a int32 (3,2) -14 3 -1 1151758780 2 3; b float32 (1,3,1) -0.0 2.5 4.0	(where(a, b, b)) * ((b)[-7::3,:-1:-2,0])	error
a float64 (1,3) -1.0 -1.0 -0.0; b float32 (1,1) 4.0; c float64 () weak 0.0; d int32 (3,1) 3 1 13	(c) == (0)	bool () 1
a float64 (1,3) -1.0 -1.0 -0.0; b float32 (1,1) 4.0; c float64 () weak 0.0; d int32 (3,1) 3 1 13	arctan2((a) - (d), (a) - (d))	~float64 (3,3) -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345 -2.356194490192345
a float64 (1,3) -1.0 -1.0 -0.0; b float32 (1,1) 4.0; c float64 () weak 0.0; d int32 (3,1) 3 1 13	(arctan2((a) - (d), (a) - (d)))[:,-3:-2:3,0]	error
a int32 (3,2) 1 0 1 -1 5 26166810; b float32 (3,2) nan -2.402 4.0 4.0 1.0 4.0; c bool (1,2) 1 0; d bool (3,2) 0 1 1 0 1 0	(count_nonzero(a, axis=-2, keepdims=True))[...,-1:]	int64 (1,1) 2
a int32 (3,2) 1 0 1 -1 5 26166810; b float32 (3,2) nan -2.402 4.0 4.0 1.0 4.0; c bool (1,2) 1 0; d bool (3,2) 0 1 1 0 1 0	sin(7)	~float64 weak () 0.6569865987187891
a int32 (3,2) 1 0 1 -1 5 26166810; b float32 (3,2) nan -2.402 4.0 4.0 1.0 4.0; c bool (1,2) 1 0; d bool (3,2) 0 1 1 0 1 0	(any(b, axis=1)) ^ ((c) * (d))	error
a int64 () weak 13; b bool (4,) 1 1 1 1	where(a, ((abs(b)) > (abs(b))) * (abs(b)), logical_not(b))	bool (4,) 0 0 0 0
a int64 () weak 13; b bool (4,) 1 1 1 1	(logical_not(b)) >= (True)	bool (4,) 0 0 0 0
a int64 () weak 13; b bool (4,) 1 1 1 1	(abs(b))[-1:3:-1,-1:-3:1]	error
a float32 (4,1) 2.5 4.622 4.0 2.5; b int32 (1,4,3) 5 3 -7 -46564526 2 5 5 1 1 -1 -7 48298240; c bool (4,3) 0 1 0 0 1 0 1 1 0 1 1 0	ceil(a)	float32 (4,1) 3.0 5.0 4.0 3.0
a float32 (4,1) 2.5 4.622 4.0 2.5; b int32 (1,4,3) 5 3 -7 -46564526 2 5 5 1 1 -1 -7 48298240; c bool (4,3) 0 1 0 0 1 0 1 1 0 1 1 0	(b) / ((maximum(a, pi)) == (maximum(a, pi)))	float64 (1,4,3) 5.0 3.0 -7.0 -46564526.0 2.0 5.0 5.0 1.0 1.0 -1.0 -7.0 48298240.0
a float32 (4,1) 2.5 4.622 4.0 2.5; b int32 (1,4,3) 5 3 -7 -46564526 2 5 5 1 1 -1 -7 48298240; c bool (4,3) 0 1 0 0 1 0 1 1 0 1 1 0	(c) ** (-2)	error
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
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	(c) <= (a)	bool (2,3) 0 0 1 0 0 1
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	(c) == ((2) << (a))	bool (2,3) 0 0 0 0 0 0
a bool (2,3) 1 0 0 1 0 1; b float64 (2,2,3) 1.0 3.122 4.176 4.0 -1.0 nan 1.0 2.5 4.0 nan -1.0 2.5; c float32 (3,) nan inf 0.0	((2) != (True))[-1]	error
a int64 () weak 14; b float32 (4,3) 1.0 -4.734 inf -1.0 3.738 0.0 nan 2.5 -0.0 0.0 2.5 0.0; c float32 (1,3) 0.0 0.0 nan; d float32 (4,1) -1.0 -1.0 -1.0 0.5	mean((where(pi, logical_and(c, 7), c)) == (a))	~float64 () 0.0
a int64 () weak 14; b float32 (4,3) 1.0 -4.734 inf -1.0 3.738 0.0 nan 2.5 -0.0 0.0 2.5 0.0; c float32 (1,3) 0.0 0.0 nan; d float32 (4,1) -1.0 -1.0 -1.0 0.5	radians(c)	float32 (1,3) 0.0 0.0 nan
a int64 () weak 14; b float32 (4,3) 1.0 -4.734 inf -1.0 3.738 0.0 nan 2.5 -0.0 0.0 2.5 0.0; c float32 (1,3) 0.0 0.0 nan; d float32 (4,1) -1.0 -1.0 -1.0 0.5	(b) | ((c)[a:7:3])	error
a bool (3,) 1 0 1; b float32 (4,3) 4.0 inf 4.0 2.5 inf 4.0 1.0 1.808 2.5 -1.0 nan 1.0; c int64 () weak 5; d int32 (4,1) 2 5 0 2	((sin(b))[0:negative(c):2]) * ((sin(b))[0:negative(c):2])	~float32 (0,3)
a bool (3,) 1 0 1; b float32 (4,3) 4.0 inf 4.0 2.5 inf 4.0 1.0 1.808 2.5 -1.0 nan 1.0; c int64 () weak 5; d int32 (4,1) 2 5 0 2	all((negative(c)) // (d), axis=-2)	bool (1,) 0
a float32 (2,2) -1.0 4.0 1.0 -0.0; b float32 (2,1) nan 0.0	(a) % (b)	float32 (2,2) nan nan nan nan
a float32 (2,2) -1.0 4.0 1.0 -0.0; b float32 (2,1) nan 0.0	sin(where(b, b, b))	~float32 (2,1) nan 0.0
a int32 (4,) -908764728 -1 0 5; b bool (3,4) 0 1 0 1 0 1 0 1 0 1 0 1; c bool (1,4) 1 1 1 0; d float64 (4,1,1) 0.5 1.0 -3.667 0.0	transpose(b, (0, 1))	bool (3,4) 0 1 0 1 0 1 0 1 0 1 0 1
a int32 (4,) -908764728 -1 0 5; b bool (3,4) 0 1 0 1 0 1 0 1 0 1 0 1; c bool (1,4) 1 1 1 0; d float64 (4,1,1) 0.5 1.0 -3.667 0.0	any(transpose(b, (0, 1)), axis=0)	bool (4,) 0 1 0 1
a int32 (4,) -908764728 -1 0 5; b bool (3,4) 0 1 0 1 0 1 0 1 0 1 0 1; c bool (1,4) 1 1 1 0; d float64 (4,1,1) 0.5 1.0 -3.667 0.0	(a)[-3:1,1]	error
a float64 (1,) -0.0; b float64 () weak 0.0; c float64 (2,3) 1.0 nan 0.5 inf -0.0 2.043; d int64 () weak 5	(d) ** (0)	~int64 weak () 1
a float64 (1,) -0.0; b float64 () weak 0.0; c float64 (2,3) 1.0 nan 0.5 inf -0.0 2.043; d int64 () weak 5	((d) ** (0)) <= (pi)	~bool () 1
a float64 (1,) -0.0; b float64 () weak 0.0; c float64 (2,3) 1.0 nan 0.5 inf -0.0 2.043; d int64 () weak 5	negative(((d) ** (0)) <= (pi))	error
a float64 (4,) -0.0 0.478 nan 0.5; b int64 () weak 5	(bool(b)) ** (0)	~int64 () 1
a float64 (4,) -0.0 0.478 nan 0.5; b int64 () weak 5	logical_xor(sin(a), (2.0))	~bool (4,) 1 0 0 0
a float32 (0,3); b float64 (3,) -1.0 inf 4.0	exp(arange(-5, -1, 0.25))	~float64 (16,) 0.006737946999085467 0.008651695203120634 0.011108996538242306 0.014264233908999256 0.01831563888873418 0.023517745856009107 0.0301973834223185 0.03877420783172201 0.049787068367863944 0.06392786120670757 0.0820849986238988 0.10539922456186433 0.1353352832366127 0.17377394345044514 0.22313016014842982 0.2865047968601901
a float32 (0,3); b float64 (3,) -1.0 inf 4.0	((1.0)) // (minimum(a, (0.5)))	float32 (0,3)
a float32 (0,3); b float64 (3,) -1.0 inf 4.0	(exp(arange(-5, -1, 0.25))) & (minimum(a, (0.5)))	error
a int64 (1,) -1318019653; b float32 (1,4) 4.0 -1.0 inf inf; c int64 () weak 1; d float32 (1,) nan	arange(-2, -2, 0.5)	float64 (0,)
a int64 (1,) -1318019653; b float32 (1,4) 4.0 -1.0 inf inf; c int64 () weak 1; d float32 (1,) nan	min(3)	int64 () 3
a int64 (1,) -1318019653; b float32 (1,4) 4.0 -1.0 inf inf; c int64 () weak 1; d float32 (1,) nan	(sqrt(max(b)))[0:7:2]	error
a int32 (1,3) 1 3 5; b float32 (2,3,3) -2.626 0.5 -4.147 0.0 2.5 1.0 0.5 -1.0 0.0 1.0 4.0 2.5 -0.0 nan 4.0 0.0 4.0 2.5; c int32 (1,3,3) 0 14600656 5 3 -10 1 1149631786 -7 2	any(ceil(minimum((c) if (c) else (7), a)), axis=-2)	bool (1,3) 1 1 1
a int32 (1,3) 1 3 5; b float32 (2,3,3) -2.626 0.5 -4.147 0.0 2.5 1.0 0.5 -1.0 0.0 1.0 4.0 2.5 -0.0 nan 4.0 0.0 4.0 2.5; c int32 (1,3,3) 0 14600656 5 3 -10 1 1149631786 -7 2	((b)[7:-7,:3:2])[None]	float32 (1,0,2,3)
a float64 (1,) 1.0; b float32 (4,3) -1.0 4.0 inf 1.0 2.927 -0.0 2.5 -0.0 2.5 1.977 0.5 inf	((0.5)) >= (size(b))	bool () 0
a float64 (1,) 1.0; b float32 (4,3) -1.0 4.0 inf 1.0 2.927 -0.0 2.5 -0.0 2.5 1.977 0.5 inf	(a) <= ((a)[-2:1:1])	bool (1,) 1
a float64 (1,) 1.0; b float32 (4,3) -1.0 4.0 inf 1.0 2.927 -0.0 2.5 -0.0 2.5 1.977 0.5 inf	(b) >> (size(b))	error
a int64 () weak 5; b float64 (1,2,2) 4.0 0.078 nan -1.0; c float64 (1,1,2) nan 1.0; d int64 (2,) -1 -1	(a) != (max(0))	bool () 1
a int64 () weak 5; b float64 (1,2,2) 4.0 0.078 nan -1.0; c float64 (1,1,2) nan 1.0; d int64 (2,) -1 -1	(max(0)) < (1)	bool () 1
a int64 () weak 5; b float64 (1,2,2) 4.0 0.078 nan -1.0; c float64 (1,1,2) nan 1.0; d int64 (2,) -1 -1	(max(0))[-7:(a) ** (2):-1]	error
a float64 (4,3) -1.0 4.0 1.0 2.5 -0.0 -1.0 0.5 0.5 0.5 -0.0 0.0 -2.313; b int32 (3,) 2 1 2	sum(a, axis=1)	~float64 (4,) 4.0 1.5 1.5 -2.313
a float64 (4,3) -1.0 4.0 1.0 2.5 -0.0 -1.0 0.5 0.5 0.5 -0.0 0.0 -2.313; b int32 (3,) 2 1 2	ceil(b)	int32 (3,) 2 1 2
a float64 (4,3) -1.0 4.0 1.0 2.5 -0.0 -1.0 0.5 0.5 0.5 -0.0 0.0 -2.313; b int32 (3,) 2 1 2	(a) >> ((2.0))	error
a int64 (3,1) 1 1 5; b int32 (3,4) 772152611 0 -9 0 0 -1 -1 5 1 -7 0 3; c bool (3,3,1) 0 1 0 1 0 0 1 0 0; d int64 (4,) 0 5 0 -1	((0.5)) % (a)	float64 (3,1) 0.5 0.5 0.5
a int64 (3,1) 1 1 5; b int32 (3,4) 772152611 0 -9 0 0 -1 -1 5 1 -7 0 3; c bool (3,3,1) 0 1 0 1 0 0 1 0 0; d int64 (4,) 0 5 0 -1	(7) >= ((2.0))	bool () 1
a int64 (3,1) 1 1 5; b int32 (3,4) 772152611 0 -9 0 0 -1 -1 5 1 -7 0 3; c bool (3,3,1) 0 1 0 1 0 0 1 0 0; d int64 (4,) 0 5 0 -1	(radians(d))[:-1,1]	error
a int64 (2,3) 774547426 3 2 5 1 1; b int64 (2,3) 3 1 -16 0 2 -7	(b) ^ (b)	int64 (2,3) 0 0 0 0 0 0
a int64 (2,3) 774547426 3 2 5 1 1; b int64 (2,3) 3 1 -16 0 2 -7	negative(a)	int64 (2,3) -774547426 -3 -2 -5 -1 -1
a int64 (2,3) 774547426 3 2 5 1 1; b int64 (2,3) 3 1 -16 0 2 -7	(add(b, b)) ^ (radians((-1.0)))	error
a int32 (1,3,2) 0 -1 5 0 0 1; b float32 (2,) 4.0 inf	(((a) >= (b)) ** (2.0)) % (2)	~float64 (1,3,2) 0.0 0.0 1.0 0.0 0.0 0.0
a int32 (1,3,2) 0 -1 5 0 0 1; b float32 (2,) 4.0 inf	logical_or(2, ((a) >= (b)) ** (2.0))	~bool (1,3,2) 1 1 1 1 1 1
a int32 (1,3,2) 0 -1 5 0 0 1; b float32 (2,) 4.0 inf	(((a) >= (b)) ** (2.0)) << (b)	error
a int64 () 1; b int64 (2,4) 3 1754400042 1 -7 5 328017089 -7 -1; c bool () 0; d bool (2,4) 1 1 0 1 1 0 0 1	(count_nonzero(a, keepdims=True)) & (c)	int64 () 0
a int64 () 1; b int64 (2,4) 3 1754400042 1 -7 5 328017089 -7 -1; c bool () 0; d bool (2,4) 1 1 0 1 1 0 0 1	((count_nonzero(a, keepdims=True)) & (c)) > (c)	bool () 0
a int64 () 1; b int64 (2,4) 3 1754400042 1 -7 5 328017089 -7 -1; c bool () 0; d bool (2,4) 1 1 0 1 1 0 0 1	((count_nonzero(a, keepdims=True)) & (c))[0]	error
a float32 (4,1) 0.0 -1.0 nan 0.0; b int64 (1,) 2	ceil(invert(b))	int64 (1,) -3
a float32 (4,1) 0.0 -1.0 nan 0.0; b int64 (1,) 2	(a) >= ((0.1))	bool (4,1) 0 0 0 0
a float32 (4,1) 0.0 -1.0 nan 0.0; b int64 (1,) 2	(a)[::1,-7:-2:2,:1:-1]	error
a float32 (1,0,2); b int64 () weak 5; c float64 (1,2) 0.5 nan	((c) if (a) else (a)) >= (c)	bool (1,0,2)
a float32 (1,0,2); b int64 () weak 5; c float64 (1,2) 0.5 nan	(a)[:b:3,b::-2]	float32 (1,0,2)
a int32 (4,2,2) 545597496 -1708800407 2 1 3 -1 5 2 -1 0 1788355025 -7 5 5 5 2; b int64 (2,2) 1 -7 0 19; c bool (2,2) 1 1 1 0; d int64 () -1	(c) * (((1.0)) % (b))	float64 (2,2) 0.0 -6.0 nan 0.0
a int32 (4,2,2) 545597496 -1708800407 2 1 3 -1 5 2 -1 0 1788355025 -7 5 5 5 2; b int64 (2,2) 1 -7 0 19; c bool (2,2) 1 1 1 0; d int64 () -1	((1.0)) < (d)	bool () 0
a int32 (1,) 2; b int64 (4,4) 2 5 -7 -17 -1 5 11 20 -7 3 3 3 -8 3 0 3	min(((0.0)) <= (((a) < ((0.0)))[...,-3:]), keepdims=True)	bool (1,) 1
a int32 (1,) 2; b int64 (4,4) 2 5 -7 -17 -1 5 11 20 -7 3 3 3 -8 3 0 3	((cos((((a) < ((0.0)))[...,-3:]) // (a))).T) ** (1.5)	~float64 (1,) 1.0
a float64 (4,) -1.0 -1.0 -1.0 2.5; b float64 (4,4) -0.0 nan 0.0 0.0 1.0 -0.0 0.5 -0.0 0.5 1.0 4.0 0.0 0.0 -4.878 0.0 2.5; c bool (1,4) 0 0 1 1	(c)[shape(float32(c), 0):-3,None]	bool (0,1,4)
a float64 (4,) -1.0 -1.0 -1.0 2.5; b float64 (4,4) -0.0 nan 0.0 0.0 1.0 -0.0 0.5 -0.0 0.5 1.0 4.0 0.0 0.0 -4.878 0.0 2.5; c bool (1,4) 0 0 1 1	((a) ** (2)) > (shape(float32(c), 0))	~bool (4,) 0 0 0 1
a float64 (4,) -1.0 -1.0 -1.0 2.5; b float64 (4,4) -0.0 nan 0.0 0.0 1.0 -0.0 0.5 -0.0 0.5 1.0 4.0 0.0 0.0 -4.878 0.0 2.5; c bool (1,4) 0 0 1 1	(float32(c)) & (a)	error
a int64 (2,2) -1 5 1 5; b float64 (2,) 0.5 1.0; c int64 (2,2) -1 10 0 3	all((2147483648) ^ (c), axis=-1, keepdims=True)	bool (2,1) 1 1
a int64 (2,2) -1 5 1 5; b float64 (2,) 0.5 1.0; c int64 (2,2) -1 10 0 3	(b)[None]	float64 (1,2) 0.5 1.0
a int64 (2,2) -1 5 1 5; b float64 (2,) 0.5 1.0; c int64 (2,2) -1 10 0 3	((c) & (c)) | (b)	error
a int64 () weak 3; b int32 (4,) -7 3 -2008584163 5	maximum(a, 5)	int64 weak () 5
a int64 () weak 3; b int32 (4,) -7 3 -2008584163 5	(0) if (b) else (a)	int64 (4,) 0 0 0 0
a int32 (4,) -7 20 -1 5; b bool (1,) 1	bool((int64(any(a, axis=0))) < (any(a, axis=0)))	bool () 0
a int32 (4,) -7 20 -1 5; b bool (1,) 1	isnan(a)	bool (4,) 0 0 0 0
a int32 (4,) -7 20 -1 5; b bool (1,) 1	(a) | ((10000000000.0))	error
a bool (2,) 1 0; b float32 (4,) 0.0 4.975 -0.0 -2.951; c float32 (4,4) inf -1.0 -0.0 2.5 -2.802 4.0 4.0 inf -1.0 -1.0 -0.0 -0.0 -2.976 0.0 -0.0 -0.0; d int32 (4,4) 2 -10 3 3 5 -148511990 3 1 5 2 2 -1 1 1384154174 1 98579303	any(d, axis=1)	bool (4,) 1 1 1 1
a bool (2,) 1 0; b float32 (4,) 0.0 4.975 -0.0 -2.951; c float32 (4,4) inf -1.0 -0.0 2.5 -2.802 4.0 4.0 inf -1.0 -1.0 -0.0 -0.0 -2.976 0.0 -0.0 -0.0; d int32 (4,4) 2 -10 3 3 5 -148511990 3 1 5 2 2 -1 1 1384154174 1 98579303	rint((d)[None])	float64 (1,4,4) 2.0 -10.0 3.0 3.0 5.0 -148511990.0 3.0 1.0 5.0 2.0 2.0 -1.0 1.0 1384154174.0 1.0 98579303.0
a bool (2,) 1 0; b float32 (4,) 0.0 4.975 -0.0 -2.951; c float32 (4,4) inf -1.0 -0.0 2.5 -2.802 4.0 4.0 inf -1.0 -1.0 -0.0 -0.0 -2.976 0.0 -0.0 -0.0; d int32 (4,4) 2 -10 3 3 5 -148511990 3 1 5 2 2 -1 1 1384154174 1 98579303	(c) // (a)	error
a int32 (4,3) 5 0 1 1 5 -1140628482 3 -7 5 3 -1 15; b float32 (4,3) -2.98 2.5 nan inf -1.0 1.0 0.0 -1.0 inf 1.0 nan 0.0; c int32 (4,3) 3 5 0 1 0 0 0 1 3 0 -7 0; d float32 (4,1,3) 0.5 2.5 4.0 nan 2.5 nan 2.5 2.5 1.0 inf -2.57 1.0	(c) >> (mod(c, c))	int32 (4,3) 3 5 0 1 0 0 0 1 3 0 -7 0
a int32 (4,3) 5 0 1 1 5 -1140628482 3 -7 5 3 -1 15; b float32 (4,3) -2.98 2.5 nan inf -1.0 1.0 0.0 -1.0 inf 1.0 nan 0.0; c int32 (4,3) 3 5 0 1 0 0 0 1 3 0 -7 0; d float32 (4,1,3) 0.5 2.5 4.0 nan 2.5 nan 2.5 2.5 1.0 inf -2.57 1.0	((c) >> (mod(c, c))) == ((10000000000.0))	bool (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int64 (4,2) -1 -622812833 2 372241534 -8 5 2 15; b float64 (1,) -0.0; c int64 () weak 1	(c) if (True) else ((a) if (a) else (((-2.5)) >= (b)))	int64 (4,2) 1 1 1 1 1 1 1 1
a int64 (4,2) -1 -622812833 2 372241534 -8 5 2 15; b float64 (1,) -0.0; c int64 () weak 1	all(a, axis=1, keepdims=True)	bool (4,1) 1 1 1 1
a int64 (4,2) -1 -622812833 2 372241534 -8 5 2 15; b float64 (1,) -0.0; c int64 () weak 1	(a) << (b)	error
a float32 (2,) nan -1.0; b bool (1,2) 0 0	sin(7)	~float64 weak () 0.6569865987187891
a float32 (2,) nan -1.0; b bool (1,2) 0 0	maximum(b, (b)[1:-3:1])	bool (0,2)
a float32 (2,) nan -1.0; b bool (1,2) 0 0	((3.7)) << ((b)[1:-3:1])	error
a float32 (1,) inf; b float32 (1,2) 0.0 -1.0; c float64 (1,2,2) nan -0.0 2.756 3.857	min(1099511627776)	int64 () 1099511627776
a float32 (1,) inf; b float32 (1,2) 0.0 -1.0; c float64 (1,2,2) nan -0.0 2.756 3.857	(min(1099511627776)) / (logical_and(sum(c, axis=-2), a))	~float64 (1,2) 1099511627776.0 1099511627776.0
a float32 (1,) inf; b float32 (1,2) 0.0 -1.0; c float64 (1,2,2) nan -0.0 2.756 3.857	(b) << (c)	error
a int32 () -9; b int64 () weak -7; c float64 (3,) -4.007 4.0 -1.0; d bool (1,3) 1 1 1	(d) == ((a) - (2))	bool (1,3) 0 0 0
a int32 () -9; b int64 () weak -7; c float64 (3,) -4.007 4.0 -1.0; d bool (1,3) 1 1 1	(True)[None]	bool (1,) 1
a bool (1,) 0; b bool (2,3,1) 0 1 0 0 0 0; c int32 (4,) 2 0 5 -6; d float32 (2,3,4) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5 -1.0 2.5 0.0 0.0 -1.0 1.0	arange(-1, -3, 1)	int64 (0,)
a bool (1,) 0; b bool (2,3,1) 0 1 0 0 0 0; c int32 (4,) 2 0 5 -6; d float32 (2,3,4) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5 -1.0 2.5 0.0 0.0 -1.0 1.0	((10000000000.0)) > (True)	bool () 1
a bool (1,) 0; b bool (2,3,1) 0 1 0 0 0 0; c int32 (4,) 2 0 5 -6; d float32 (2,3,4) 2.5 -0.0 4.0 0.242 4.984 4.0 -0.0 1.0 2.5 0.5 -0.0 0.0 0.0 1.0 1.0 1.0 1.0 2.5 -1.0 2.5 0.0 0.0 -1.0 1.0	(c)[-3:-3:2,1:-7:-2]	error
a int64 (2,) -7 -7; b float64 () 2.5	((a) ** (2))[-1:3:-1,...]	~int64 (0,)
a int64 (2,) -7 -7; b float64 () 2.5	linspace(-5, 1, 5)	~float64 (5,) -5.0 -3.5 -2.0 -0.5 1.0
a int64 (2,) -7 -7; b float64 () 2.5	(prod(b)) >> (floor((b)[...]))	error
a int64 (0,1); b float32 (0,4); c bool (0,4); d int64 (1,1,4) 5 -7 3 1	linspace(-3, 4, 3)	~float64 (3,) -3.0 0.5 4.0
a int64 (0,1); b float32 (0,4); c bool (0,4); d int64 (1,1,4) 5 -7 3 1	count_nonzero(linspace(-3, 4, 3), axis=-1)	~int64 () 3
a int64 (0,1); b float32 (0,4); c bool (0,4); d int64 (1,1,4) 5 -7 3 1	((d)[0::-1,:1:-1]) ^ (linspace(-3, 4, 3))	error
a float64 (3,1) -0.0 1.0 inf; b int64 (1,1,3) 2 3 3; c float32 (2,3,3) nan 0.5 -1.0 -1.0 0.0 inf 2.5 -1.0 0.0 inf 2.5 2.5 inf 0.5 -2.434 0.953 inf 0.5	(c) > (2)	bool (2,3,3) 0 0 0 0 0 1 1 0 0 1 1 1 1 0 0 0 1 0
a float64 (3,1) -0.0 1.0 inf; b int64 (1,1,3) 2 3 3; c float32 (2,3,3) nan 0.5 -1.0 -1.0 0.0 inf 2.5 -1.0 0.0 inf 2.5 2.5 inf 0.5 -2.434 0.953 inf 0.5	contains(str(2), '7')	bool () 0
a float64 (4,2,2) -1.0 1.0 inf 1.0 0.5 nan nan nan nan 4.552 -0.0 inf 1.0 -1.731 -0.0 2.5; b int32 (2,) -7 0; c int32 (2,) 2 0; d bool () 0	abs(c)	int32 (2,) 2 0
a float64 (4,2,2) -1.0 1.0 inf 1.0 0.5 nan nan nan nan 4.552 -0.0 inf 1.0 -1.731 -0.0 2.5; b int32 (2,) -7 0; c int32 (2,) 2 0; d bool () 0	(b) & (b)	int32 (2,) -7 0
a float64 (4,2,2) -1.0 1.0 inf 1.0 0.5 nan nan nan nan 4.552 -0.0 inf 1.0 -1.731 -0.0 2.5; b int32 (2,) -7 0; c int32 (2,) 2 0; d bool () 0	(3) | ((a) + (5))	error
a float64 (1,2) 1.0 0.5; b int64 (2,3,2) 3 2 2 1 2 -1 1 -8 0 -1 5 1; c int64 (1,2) 3 1; d int64 (3,1) -7 2 5	sum(b, axis=-3)	~int64 (3,2) 4 -6 2 0 7 0
a float64 (1,2) 1.0 0.5; b int64 (2,3,2) 3 2 2 1 2 -1 1 -8 0 -1 5 1; c int64 (1,2) 3 1; d int64 (3,1) -7 2 5	((c) - ((c) == (a))) != (a)	bool (1,2) 1 1
a float32 (4,1) -1.0 3.558 4.0 4.019; b float32 (3,4,1) 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0 -1.0	(a) <= ((a) > (a))	bool (4,1) 1 0 0 0
a float32 (4,1) -1.0 3.558 4.0 4.019; b float32 (3,4,1) 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0 -1.0	size(b)	int64 weak () 12
a float32 (4,1) -1.0 3.558 4.0 4.019; b float32 (3,4,1) 0.0 0.0 1.0 4.0 nan 4.0 1.93 2.5 4.0 0.5 -1.0 -1.0	(a) & (pi)	error
a int64 (3,2) 5 -14 3 -7 -1 -1; b float32 (2,) 2.5 0.0	((count_nonzero(3, keepdims=True)) % ((exp((0.5))) if ((b) < (a)) else (count_nonzero(3, keepdims=True)))) == ((b) < (a))	~bool (3,2) 1 1 1 1 1 1
a int64 (3,2) 5 -14 3 -7 -1 -1; b float32 (2,) 2.5 0.0	(b) if ((b) < (a)) else (((count_nonzero(3, keepdims=True)) % ((exp((0.5))) if ((b) < (a)) else (count_nonzero(3, keepdims=True)))) == ((b) < (a)))	~float32 (3,2) 2.5 1.0 2.5 1.0 1.0 1.0
a bool (4,1) 1 1 1 0; b int32 () 5; c int64 () weak 2; d int32 (4,1) -1 -11 1988561474 5	((a) | (b)) if (a) else ((a) | (b))	int32 (4,1) 5 5 5 5
a bool (4,1) 1 1 1 0; b int32 () 5; c int64 () weak 2; d int32 (4,1) -1 -11 1988561474 5	(b) < ((a) | (b))	bool (4,1) 0 0 0 0
a int64 () weak 2; b int64 (1,2,1) 1894242568 -1; c float32 (2,1) 4.0 4.0	where((a) > ((10000000000.0)), a, mean(a, keepdims=True))	~float64 () 2.0
a int64 () weak 2; b int64 (1,2,1) 1894242568 -1; c float32 (2,1) 4.0 4.0	(c)[...,None]	float32 (2,1,1) 4.0 4.0
a int64 (2,3) 1 1 1590109049 -1 -1 120525193; b float64 () 0.0; c float64 (1,1) 3.672	maximum(2, (b)[None])	float64 (1,) 2.0
a int64 (2,3) 1 1 1590109049 -1 -1 120525193; b float64 () 0.0; c float64 (1,1) 3.672	(c) < (abs(b))	bool (1,1) 0
a int64 (2,3) 1 1 1590109049 -1 -1 120525193; b float64 () 0.0; c float64 (1,1) 3.672	(maximum(2, (b)[None])) << (logical_and(b, a))	error
a bool () 1; b float64 (1,3) 2.5 2.5 -1.206	(a) if (transpose(b, (0, 1))) else (sin(b))	~float64 (1,3) 1.0 1.0 1.0
a bool () 1; b float64 (1,3) 2.5 2.5 -1.206	(sin(b)) != (sin(b))	~bool (1,3) 0 0 0
a float64 () weak 4.0; b bool (4,) 1 1 1 1; c float64 (1,) -0.0; d float64 (1,) inf	arange(2, 4, 2)	int64 (1,) 2
a float64 () weak 4.0; b bool (4,) 1 1 1 1; c float64 (1,) -0.0; d float64 (1,) inf	(logical_xor(1, a)) if (b) else ((c) - (b))	float64 (4,) 0.0 0.0 0.0 0.0
a float64 () weak 4.0; b bool (4,) 1 1 1 1; c float64 (1,) -0.0; d float64 (1,) inf	(a) | (b)	error
a bool (1,) 1; b int32 (1,) 5	add(2, b)	int32 (1,) 7
a bool (1,) 1; b int32 (1,) 5	sum(add(2, b), axis=(), keepdims=True)	~int64 (1,) 7
a bool (1,) 1; b int32 (1,) 5	count_nonzero(a, axis=1, keepdims=True)	error
a int32 (3,1,2) -996427990 1 0 1 -1 -7; b int64 (3,2) 5 3 5 -8 -7 1; c float64 () weak nan; d float32 (2,) -1.0 2.5	all((a) < ((3.7)), axis=-2, keepdims=True)	bool (3,1,2) 1 1 1 1 1 1
a int32 (3,1,2) -996427990 1 0 1 -1 -7; b int64 (3,2) 5 3 5 -8 -7 1; c float64 () weak nan; d float32 (2,) -1.0 2.5	(a) * ((a) + (d))	float64 (3,1,2) 9.92868740251868e+17 3.5 -0.0 3.5 2.0 31.5
a int64 (2,2) 1 5 0 2094047999; b float64 (2,) 1.0 nan	(2147483648) * ((radians(100)) == ((b) // (a)))	int64 (2,2) 0 0 0 0
a int64 (2,2) 1 5 0 2094047999; b float64 (2,) 1.0 nan	transpose((b) // (a), (0, 1))	float64 (2,2) 1.0 nan inf nan
a int32 (0,); b float64 () weak -1.0	(a)[...,-1:-3:-1]	int32 (0,)
a int32 (0,); b float64 () weak -1.0	(b) >= (((3.7)) < (b))	bool () 0
a int32 (1,4) 0 -7 5 1; b int32 (1,1) 1; c int32 (3,1,1) -7 1 0	(b) / (b)	float64 (1,1) 1.0
a int32 (1,4) 0 -7 5 1; b int32 (1,1) 1; c int32 (3,1,1) -7 1 0	logical_xor(((a) << (b)) <= (5), 5)	bool (1,4) 0 0 1 0
a int64 () weak 0; b float32 () -0.0; c float64 (3,) 0.5 4.0 0.0; d int32 (3,) -649297805 0 2	((a) // (c))[...]	float64 (3,) 0.0 0.0 nan
a int64 () weak 0; b float32 () -0.0; c float64 (3,) 0.5 4.0 0.0; d int32 (3,) -649297805 0 2	(((a) // (c))[...])[3::-2,None]	float64 (2,1) nan 0.0
a int64 () weak 0; b float32 () -0.0; c float64 (3,) 0.5 4.0 0.0; d int32 (3,) -649297805 0 2	(b)[-1:1]	error
a float64 (2,) -1.0 4.0; b float64 (1,2,2) 0.5 0.5 -0.159 nan; c int64 (2,2) 1 5 0 2; d float32 (2,1) 1.0 -4.514	prod((d) - (a), axis=-1)	~float64 (2,) -6.0 29.918195265869144
a float64 (2,) -1.0 4.0; b float64 (1,2,2) 0.5 0.5 -0.159 nan; c int64 (2,2) 1 5 0 2; d float32 (2,1) 1.0 -4.514	(prod((d) - (a), axis=-1)) == (d)	~bool (2,2) 0 0 0 0
a float64 (2,) -1.0 4.0; b float64 (1,2,2) 0.5 0.5 -0.159 nan; c int64 (2,2) 1 5 0 2; d float32 (2,1) 1.0 -4.514	(b) | (b)	error
a int64 (2,3,3) 0 2 5 0 1 1 2 -1 0 -1 -1 5 2 1 -15 1 -7 0; b int64 () weak 3; c int32 (3,1) -1 3 0	(a) ** (0.5)	~float64 (2,3,3) 0.0 1.4142135623730951 2.23606797749979 0.0 1.0 1.0 1.4142135623730951 nan 0.0 nan nan 2.23606797749979 1.4142135623730951 1.0 nan 1.0 nan 0.0
a int64 (2,3,3) 0 2 5 0 1 1 2 -1 0 -1 -1 5 2 1 -15 1 -7 0; b int64 () weak 3; c int32 (3,1) -1 3 0	((a)[3:7:2]) % (b)	int64 (0,3,3)
a int64 (4,0); b float64 (2,4,1) -1.0 -1.0 0.5 1.0 1.0 inf -0.0 0.861; c int32 (1,0)	(b) ** (1.5)	~float64 (2,4,1) nan nan 0.3535533905932738 1.0 1.0 inf 0.0 0.7989226376815217
a int64 (4,0); b float64 (2,4,1) -1.0 -1.0 0.5 1.0 1.0 inf -0.0 0.861; c int32 (1,0)	where(b, mod(a, a), arctan2((-2.5), b))	~float64 (2,4,0)
a int32 () 3; b float64 () weak 0.5; c float32 (2,1) -1.0 0.0	logical_xor((c) if (pi) else (True), isnan(b))	bool (2,1) 1 0
a int32 () 3; b float64 () weak 0.5; c float32 (2,1) -1.0 0.0	((a) <= (c)) + (isnan(b))	bool (2,1) 0 0
a int32 () 3; b float64 () weak 0.5; c float32 (2,1) -1.0 0.0	(((a) <= (c)) + (isnan(b))) & (b)	error
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
a int64 () weak 2; b float64 () weak -1.0	(3) if ((-2.5)) else (((a) >> (a)) if (a) else (b))	float64 () 3.0
a int64 () weak 2; b float64 () weak -1.0	(b) == (b)	bool () 1
a int64 () weak 2; b float64 () weak -1.0	(a) ^ ((0.5))	error
a int64 (0,); b float32 (1,2,0); c int32 (0,)	((c) * (arange(-5, 5, -1))) >= (c)	bool (0,)
a int64 (0,); b float32 (1,2,0); c int32 (0,)	(b)[-7:-1]	float32 (0,2,0)
a bool (4,) 0 0 1 0; b float64 () weak inf; c int64 (3,) 2 5 1	all(a, axis=(0,))	bool () 0
a bool (4,) 0 0 1 0; b float64 () weak inf; c int64 (3,) 2 5 1	(all(a, axis=(0,))) ** (2.0)	~float64 () 0.0
a int64 (1,3) 0 3 -514728599; b float32 (4,3) -0.0 inf -1.0 inf -0.0 -1.0 1.0 0.5 1.0 0.5 -1.0 0.5; c bool () 1; d float32 (1,) 2.381	((d) * (b)) == (c)	bool (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int64 (1,3) 0 3 -514728599; b float32 (4,3) -0.0 inf -1.0 inf -0.0 -1.0 1.0 0.5 1.0 0.5 -1.0 0.5; c bool () 1; d float32 (1,) 2.381	logical_or(c, d)	bool (1,) 1
a int32 (1,1) 0; b bool (2,2) 1 0 1 0; c float64 (2,) inf 4.0	(a)[None,7:2:-1,...]	int32 (1,0,1)
a int32 (1,1) 0; b bool (2,2) 1 0 1 0; c float64 (2,) inf 4.0	(b) >> (c)	error
a float32 (3,2) -2.171 2.5 inf 0.0 nan 4.0; b int32 (1,1) 12; c int32 (1,3,2) 0 -7 15 5 5 0	(b) | (c)	int32 (1,3,2) 12 -3 15 13 13 12
a float32 (3,2) -2.171 2.5 inf 0.0 nan 4.0; b int32 (1,1) 12; c int32 (1,3,2) 0 -7 15 5 5 0	((b) | (c)) == (b)	bool (1,3,2) 1 0 0 0 0 1
a int64 (3,1) 1 5 0; b float64 () weak inf; c bool (3,2) 1 0 1 0 0 1	isnan(negative((10000000000.0)))	bool () 0
a int64 (3,1) 1 5 0; b float64 () weak inf; c bool (3,2) 1 0 1 0 0 1	sum((c) >= (c), axis=(0, 1), keepdims=True)	~int64 (1,1) 6
a int64 (3,1) 1 5 0; b float64 () weak inf; c bool (3,2) 1 0 1 0 0 1	(b) | (b)	error
a bool () 1; b int64 (2,4,3) 1 1 5 3 -1271034625 1069962637 1 1 0 -520234283 -1 -1 -1 -16 -1 3 17 19 -11 5 -456093027 2 5 -1	sum(b, axis=1)	~int64 (2,3) -520234278 -1271034624 1069962641 -7 11 -456093010
a bool () 1; b int64 (2,4,3) 1 1 5 3 -1271034625 1069962637 1 1 0 -520234283 -1 -1 -1 -16 -1 3 17 19 -11 5 -456093027 2 5 -1	(arctan2(mean(a), (mean(a)) if (a) else (b)))[:-7,...,:-1]	~float64 (0,4,2)
a bool () 1; b int64 (2,4,3) 1 1 5 3 -1271034625 1069962637 1 1 0 -520234283 -1 -1 -1 -16 -1 3 17 19 -11 5 -456093027 2 5 -1	(a)[:0]	error
a float32 (3,) 1.0 -1.0 1.0; b float64 (4,1) -0.0 1.0 inf nan	(negative(b)) <= ((-2.5))	bool (4,1) 0 0 1 0
a float32 (3,) 1.0 -1.0 1.0; b float64 (4,1) -0.0 1.0 inf nan	(a)[0:]	float32 (3,) 1.0 -1.0 1.0
a float32 (3,) 1.0 -1.0 1.0; b float64 (4,1) -0.0 1.0 inf nan	(16777217) & (a)	error
a float64 () inf; b bool (2,1) 1 0	logical_or((0.5), (10000000000.0))	bool () 1
a float64 () inf; b bool (2,1) 1 0	((b) % (a)) // (1099511627776)	float64 (2,1) 0.0 0.0
a float64 () inf; b bool (2,1) 1 0	((-1.0)) >> (arange(-1, 2, -2))	error
a int32 (4,2,1) 2 -17 -1 -1 1 850385975 1 -1; b int32 (4,2,3) 5 -1 1414349745 5 3 2 -16 1 210756869 9 0 -7 5 0 0 -1 1 5 1 2 0 5 -1 -1; c float32 (3,) inf 4.0 -1.0	(((c) <= (c)) if (b) else (c))[-7:-1,None,-3:3:2]	float32 (3,1,1,3) 1.0 1.0 1.0 1.0 1.0 1.0 1.0 4.0 -1.0
a int32 (4,2,1) 2 -17 -1 -1 1 850385975 1 -1; b int32 (4,2,3) 5 -1 1414349745 5 3 2 -16 1 210756869 9 0 -7 5 0 0 -1 1 5 1 2 0 5 -1 -1; c float32 (3,) inf 4.0 -1.0	(c) * ((c).T)	float32 (3,) inf 16.0 1.0
a int32 (2,1) 5 0; b float32 (2,3) -0.0 nan 4.0 -1.0 0.0 inf; c float64 (4,1,3) 0.0 nan 0.0 inf inf 0.5 4.0 0.0 0.0 2.5 -1.0 -4.797; d float32 (1,2,3) 4.0 inf 4.0 2.5 0.0 2.628	((c) // (d)) != (a)	bool (4,2,3) 1 1 1 0 1 0 1 1 1 1 1 0 1 1 1 1 1 0 1 1 1 1 1 1
a int32 (2,1) 5 0; b float32 (2,3) -0.0 nan 4.0 -1.0 0.0 inf; c float64 (4,1,3) 0.0 nan 0.0 inf inf 0.5 4.0 0.0 0.0 2.5 -1.0 -4.797; d float32 (1,2,3) 4.0 inf 4.0 2.5 0.0 2.628	((((c) // (d)) <= (d)) <= ((0.5))) <= (b)	bool (4,2,3) 1 0 1 0 0 1 0 0 1 0 0 1 1 0 1 0 0 1 1 0 1 0 1 1
a int32 (2,1) 5 0; b float32 (2,3) -0.0 nan 4.0 -1.0 0.0 inf; c float64 (4,1,3) 0.0 nan 0.0 inf inf 0.5 4.0 0.0 0.0 2.5 -1.0 -4.797; d float32 (1,2,3) 4.0 inf 4.0 2.5 0.0 2.628	(b) >> (a)	error
a int32 () -7; b int64 (4,0,1)	arctan2(a, (2147483648) >> (((a) - (b)) if ((a) - (b)) else ((b) // (b))))	~float64 (4,0,1)
a int32 () -7; b int64 (4,0,1)	invert(b)	int64 (4,0,1)
a bool (4,1,3) 0 0 1 1 1 1 1 1 0 1 0 1; b int64 () weak 2; c float32 (1,3) 1.0 2.5 0.0; d bool (1,3) 1 1 0	(2) / (((d) & (5)) / (a))	float64 (4,1,3) 0.0 0.0 inf 2.0 2.0 inf 2.0 2.0 nan 2.0 0.0 inf
a bool (4,1,3) 0 0 1 1 1 1 1 1 0 1 0 1; b int64 () weak 2; c float32 (1,3) 1.0 2.5 0.0; d bool (1,3) 1 1 0	where(a, (-2.5), b)	float64 (4,1,3) 2.0 2.0 -2.5 -2.5 -2.5 -2.5 -2.5 -2.5 2.0 -2.5 2.0 -2.5
a bool (4,1,3) 0 0 1 1 1 1 1 1 0 1 0 1; b int64 () weak 2; c float32 (1,3) 1.0 2.5 0.0; d bool (1,3) 1 1 0	(rint(((d) & (5)) / (a))) << (c)	error
a int64 () weak 5; b float64 (0,)	round(where(a, a, a))	int64 () 5
a int64 () weak 5; b float64 (0,)	(sin(where(a, a, a)))[...]	~float64 () -0.9589242746631385
a int64 () weak 5; b float64 (0,)	(where(a, a, a))[:2]	error
a float32 (3,1) -0.0 4.0 -0.0; b int64 (1,3) 2 0 -1	logical_xor(b, b)	bool (1,3) 0 0 0
a float32 (3,1) -0.0 4.0 -0.0; b int64 (1,3) 2 0 -1	where((0.1), b, logical_xor(b, b))	int64 (1,3) 2 0 -1
a float32 (3,1) -0.0 4.0 -0.0; b int64 (1,3) 2 0 -1	(a) ^ (a)	error
a int32 (1,1,4) -1 -7 -2039374220 -7; b bool (1,1,4) 1 1 0 1; c float32 (1,4) 0.0 4.0 0.5 1.0; d bool (4,) 1 0 0 1	(a) ** (1)	~int32 (1,1,4) -1 -7 -2039374220 -7
a int32 (1,1,4) -1 -7 -2039374220 -7; b bool (1,1,4) 1 1 0 1; c float32 (1,4) 0.0 4.0 0.5 1.0; d bool (4,) 1 0 0 1	((c) <= (d))[...,None]	bool (1,4,1) 1 0 0 1
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
a int64 () weak 1; b int64 () weak 1	((a) == (2)) == (where(a, (a) - (a), (a) - (a)))	bool () 1
a int64 () weak 1; b int64 () weak 1	radians(3)	float64 weak () 0.05235987755982989
a int64 () weak 1; b int64 () weak 1	(where(a, (a) - (a), (a) - (a)))[:-7]	error
a int32 (4,) 0 -5 -7 1; b bool () 0; c float64 (4,4) 0.5 inf 2.5 0.5 1.14 -0.733 -0.0 0.0 1.0 -1.0 -1.0 0.5 2.5 2.5 4.286 0.5; d int64 (4,) -1 3 13 -1	((a) // (d)) < (pi)	bool (4,) 1 1 1 1
a int32 (4,) 0 -5 -7 1; b bool () 0; c float64 (4,4) 0.5 inf 2.5 0.5 1.14 -0.733 -0.0 0.0 1.0 -1.0 -1.0 0.5 2.5 2.5 4.286 0.5; d int64 (4,) -1 3 13 -1	where(b, (b)[...], b)	bool () 0
a int32 (4,) 0 -5 -7 1; b bool () 0; c float64 (4,4) 0.5 inf 2.5 0.5 1.14 -0.733 -0.0 0.0 1.0 -1.0 -1.0 0.5 2.5 2.5 4.286 0.5; d int64 (4,) -1 3 13 -1	(c) | (add(logical_xor(a, c), logical_xor(a, c)))	error
a float64 (4,1,2) 0.5 2.5 0.633 inf 0.0 1.949 -1.0 inf; b int32 (4,1,1) 20 -1 1 -606765210; c float64 (3,1) -1.0 4.0 -0.874	min(a, axis=-3)	float64 (1,2) -1.0 1.949
a float64 (4,1,2) 0.5 2.5 0.633 inf 0.0 1.949 -1.0 inf; b int32 (4,1,1) 20 -1 1 -606765210; c float64 (3,1) -1.0 4.0 -0.874	(min(a, axis=-3)) % (max(a, axis=-2, keepdims=True))	float64 (4,1,2) 0.0 1.949 0.266 1.949 nan 0.0 -0.0 1.949
a float64 (4,1,2) 0.5 2.5 0.633 inf 0.0 1.949 -1.0 inf; b int32 (4,1,1) 20 -1 1 -606765210; c float64 (3,1) -1.0 4.0 -0.874	(c) & ((0.1))	error
a bool (4,1,1) 1 1 0 1; b bool (4,1,1) 1 0 1 1; c float64 (2,1) inf 1.0; d float32 (4,2,1) 0.5 4.0 nan 1.0 inf 4.69 2.5 4.0	all(a, axis=-2, keepdims=True)	bool (4,1,1) 1 1 0 1
a bool (4,1,1) 1 1 0 1; b bool (4,1,1) 1 0 1 1; c float64 (2,1) inf 1.0; d float32 (4,2,1) 0.5 4.0 nan 1.0 inf 4.69 2.5 4.0	(d) if (b) else (c)	float64 (4,2,1) 0.5 4.0 inf 1.0 inf 4.690000057220459 2.5 4.0
a bool (4,1,1) 1 1 0 1; b bool (4,1,1) 1 0 1 1; c float64 (2,1) inf 1.0; d float32 (4,2,1) 0.5 4.0 nan 1.0 inf 4.69 2.5 4.0	(a)[...,0::-2,1,2:-2:-1]	error
a int32 (2,1) 2 -7; b int32 (2,) 2 -18	fabs(7)	float64 weak () 7.0
a int32 (2,1) 2 -7; b int32 (2,) 2 -18	sin(b)	~float64 (2,) 0.9092974268256817 0.750987246771676
a int32 (2,1) 2 -7; b int32 (2,) 2 -18	(a) | (mean(b, axis=0))	error
a int64 () weak 0; b int64 (1,4) -1 1 1 1; c int32 (4,) 5 -1 1 0	(100) == (16777217)	bool () 0
a int64 () weak 0; b int64 (1,4) -1 1 1 1; c int32 (4,) 5 -1 1 0	radians((-1.0))	float64 weak () -0.017453292519943295
a int64 () weak 0; b int64 (1,4) -1 1 1 1; c int32 (4,) 5 -1 1 0	((logical_xor(b, b)) ** (2.0)) << (c)	error
a int64 (3,4) -1 0 2 3 -7 2 3 1 3 -1 -7 5; b float32 (3,4) 1.0 0.0 1.0 inf -1.203 4.0 2.5 0.5 -0.0 -0.0 4.0 1.0; c float64 (3,1) -0.0 0.0 -1.0	((a) // ((b) if (a) else ((2.0)))) / ((radians((b) if (a) else ((2.0))))[2])	float64 (3,4) inf nan 28.647889978458224 0.0 -inf nan 14.323944989229112 114.5915599138329 inf -inf -28.647889978458224 286.4788997845822
a int64 (3,4) -1 0 2 3 -7 2 3 1 3 -1 -7 5; b float32 (3,4) 1.0 0.0 1.0 inf -1.203 4.0 2.5 0.5 -0.0 -0.0 4.0 1.0; c float64 (3,1) -0.0 0.0 -1.0	prod(16777217, keepdims=True)	~int64 () 16777217
a bool (3,1) 0 1 0; b float64 (3,3) -1.0 2.534 -1.0 0.0 0.0 0.0 -0.0 0.0 0.5; c int32 (1,1,3) -7 2 5; d float32 (3,1) 4.0 0.5 inf	arctan2((0.1), (a) >= (100))	~float64 (3,1) 1.5707963267948966 1.5707963267948966 1.5707963267948966
a bool (3,1) 0 1 0; b float64 (3,3) -1.0 2.534 -1.0 0.0 0.0 0.0 -0.0 0.0 0.5; c int32 (1,1,3) -7 2 5; d float32 (3,1) 4.0 0.5 inf	(arctan2((0.1), (a) >= (100))) * (a)	~float64 (3,1) 0.0 1.5707963267948966 0.0
a int64 (3,) -1455019483 -1 0; b bool (4,1) 0 1 1 0; c bool (1,) 0; d float32 () nan	any(b, axis=1)	bool (4,) 0 1 1 0
a int64 (3,) -1455019483 -1 0; b bool (4,1) 0 1 1 0; c bool (1,) 0; d float32 () nan	min(((-2.5)) + (a), keepdims=True)	float64 (1,) -1455019485.5
a int64 (3,) -1455019483 -1 0; b bool (4,1) 0 1 1 0; c bool (1,) 0; d float32 () nan	(max(1, keepdims=True)) ** (-2)	error
a float32 (2,3) -1.0 1.0 1.0 -1.0 4.955 0.0; b float64 () weak inf	size(b)	int64 weak () 1
a float32 (2,3) -1.0 1.0 1.0 -1.0 4.955 0.0; b float64 () weak inf	(b) - (b)	float64 weak () nan
a int64 () weak 1; b int64 () weak -12	float32((2.0))	float32 () 2.0
a int64 () weak 1; b int64 () weak -12	(5) == ((-2.5))	bool () 0
a int64 () weak 1; b int64 () weak -12	(True)[-2:-1:-1]	error
a bool (1,) 1; b int64 (4,) 0 -7 -1136078505 -7; c int64 (1,4) 3 2262250 0 1	(c).T	int64 (4,1) 3 2262250 0 1
a bool (1,) 1; b int64 (4,) 0 -7 -1136078505 -7; c int64 (1,4) 3 2262250 0 1	sum(arange(-3, -3, -1), axis=0)	~int64 () 0
a int32 () -1516666894; b float64 () -0.0; c float64 (3,3,1) -1.0 2.5 -1.0 0.0 0.0 -1.0 4.0 -1.0 -1.0	count_nonzero(a, keepdims=True)	int64 () 1
a int32 () -1516666894; b float64 () -0.0; c float64 (3,3,1) -1.0 2.5 -1.0 0.0 0.0 -1.0 4.0 -1.0 -1.0	where((c) - (c), arange(-2, -3, 0.25), (c) - (c))	float64 (3,3,0)
a int64 (3,1) 1 -7 1; b float32 (3,1) 0.0 4.0 -2.886; c float32 (3,1) 2.5 2.013 2.5	(where(a, c, (b) <= (b))) + ((b) <= (b))	float32 (3,1) 3.5 3.013000011444092 3.5
a int64 (3,1) 1 -7 1; b float32 (3,1) 0.0 4.0 -2.886; c float32 (3,1) 2.5 2.013 2.5	(floor(a)) * ((3) != (c))	int64 (3,1) 1 -7 1
a float64 (3,3) -1.0 -0.727 inf -1.0 -0.473 4.0 0.0 2.5 2.5; b float32 (1,3,3) 0.5 inf -3.227 nan 2.5 nan -1.0 -1.0 0.5	(b) if (((a) % (a)) / (a)) else ((a) % (a))	float64 (1,3,3) -0.0 -0.0 -3.2269999980926514 -0.0 -0.0 0.0 -1.0 0.0 0.0
a float64 (3,3) -1.0 -0.727 inf -1.0 -0.473 4.0 0.0 2.5 2.5; b float32 (1,3,3) 0.5 inf -3.227 nan 2.5 nan -1.0 -1.0 0.5	(mod(5, a)) // (((2.0)) <= (a))	float64 (3,3) nan -inf 5.0 nan -inf 1.0 nan 0.0 0.0
a float64 (3,3) -1.0 -0.727 inf -1.0 -0.473 4.0 0.0 2.5 2.5; b float32 (1,3,3) 0.5 inf -3.227 nan 2.5 nan -1.0 -1.0 0.5	(b)[2]	error
a float64 (3,2) -2.073 2.5 inf 4.0 2.5 4.0; b float64 (3,2) 1.0 0.0 0.0 0.5 nan 1.0; c bool (2,) 0 0	(((16777217) / ((-2.5))) if (a) else (c)) >= ((((16777217) / ((-2.5))) if (a) else (c))[:-1:2,...,0])	bool (3,2) 1 1 1 1 1 1
a float64 (3,2) -2.073 2.5 inf 4.0 2.5 4.0; b float64 (3,2) 1.0 0.0 0.0 0.5 nan 1.0; c bool (2,) 0 0	mean((((16777217) / ((-2.5))) if (a) else (c))[:-1:2,...,0], axis=-1)	~float64 () -6710886.8
a int32 (1,4,4) -7 -1 -8 2 5 3 5 1 -1312834252 1270596200 -7 849535258 -1450614480 -7 -14 0; b int32 (4,1) -1 2 -7 3; c bool (4,4) 0 0 1 1 0 1 1 0 0 0 1 0 1 1 1 0	shape(c, 1)	int64 weak () 4
a int32 (1,4,4) -7 -1 -8 2 5 3 5 1 -1312834252 1270596200 -7 849535258 -1450614480 -7 -14 0; b int32 (4,1) -1 2 -7 3; c bool (4,4) 0 0 1 1 0 1 1 0 0 0 1 0 1 1 1 0	invert(((2.0)) > (where(b, c, c)))	bool (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a bool (0,1); b float64 (4,0,3)	(b) * (add((b) if (b) else ((1.0)), (b) if (b) else ((1.0))))	float64 (4,0,3)
a bool (0,1); b float64 (4,0,3)	(a) | (a)	bool (0,1)
a bool (0,1); b float64 (4,0,3)	(a) - ((a)[...,0:-1,-2:-2:-1])	error
a float64 (3,1) inf -0.723 2.5; b int32 () 3; c bool (3,2) 1 0 1 1 1 0; d float64 () weak 2.5	int64((c)[...])	int64 (3,2) 1 0 1 1 1 0
a float64 (3,1) inf -0.723 2.5; b int32 () 3; c bool (3,2) 1 0 1 1 1 0; d float64 () weak 2.5	fabs(b)	float64 () 3.0
a int32 (2,4) 0 5 -16 0 0 3 5 -1; b float32 (2,1) nan inf; c float32 () 0.5	(count_nonzero((b) // (b), axis=-1, keepdims=True))[None]	int64 (1,2,1) 1 1
a int32 (2,4) 0 5 -16 0 0 3 5 -1; b float32 (2,1) nan inf; c float32 () 0.5	where(all(b, axis=(0, 1)), c, (-2.5))	float32 () 0.5
a float64 (1,3) 1.0 0.5 0.5; b int64 () weak 3; c int64 (2,4,3) 12 1 -7 11 3 2 1820094290 1 0 1 5 1963900711 -1 -1 -7 3 5 -630436183 -7 5 -14 2 -7 3	((a) // (b)) % ((a)[None,b:-3,:-7:-1])	float64 (1,0,3)
a float64 (1,3) 1.0 0.5 0.5; b int64 () weak 3; c int64 (2,4,3) 12 1 -7 11 3 2 1820094290 1 0 1 5 1963900711 -1 -1 -7 3 5 -630436183 -7 5 -14 2 -7 3	prod((a)[None,b:-3,:-7:-1])	~float64 () 1.0
a float64 (4,2) 2.951 0.5 -1.0 -0.0 -1.0 0.5 2.5 1.0; b bool (1,4,2) 1 1 0 0 1 0 0 0	(a) ** (1)	~float64 (4,2) 2.951 0.5 -1.0 -0.0 -1.0 0.5 2.5 1.0
a float64 (4,2) 2.951 0.5 -1.0 -0.0 -1.0 0.5 2.5 1.0; b bool (1,4,2) 1 1 0 0 1 0 0 0	(logical_xor(arctan2((b) == (a), a), (b) == (a)))[3::-1]	~bool (1,4,2) 0 0 1 0 1 0 0 0
a float64 (4,2) 2.951 0.5 -1.0 -0.0 -1.0 0.5 2.5 1.0; b bool (1,4,2) 1 1 0 0 1 0 0 0	((b) == (a))[1,0,-2:0:3]	error
a bool (2,1) 0 0; b int32 (2,4) 1 0 2 0 2 0 1 -1; c int64 (1,2,4) 1 2 0 -1 3 2 1 1	(count_nonzero(b, axis=0, keepdims=True)) - ((b) >= (c))	int64 (1,2,4) 1 0 1 0 2 0 1 1
a bool (2,1) 0 0; b int32 (2,4) 1 0 2 0 2 0 1 -1; c int64 (1,2,4) 1 2 0 -1 3 2 1 1	minimum(True, 2147483648)	int64 () 1
a float64 (2,2) 2.5 2.5 4.0 -0.0; b bool (2,2) 0 1 0 0; c bool (2,) 0 0	float32(a)	float32 (2,2) 2.5 2.5 4.0 -0.0
a float64 (2,2) 2.5 2.5 4.0 -0.0; b bool (2,2) 0 1 0 0; c bool (2,) 0 0	(transpose(minimum(b, b), (1, 0))) == ((minimum(b, b)) ** (3))	~bool (2,2) 1 0 0 1
a float64 (2,2) 2.5 2.5 4.0 -0.0; b bool (2,2) 0 1 0 0; c bool (2,) 0 0	(c)[3:-3:1,-1]	error
a int64 (2,1) 3 3; b int32 (2,2,1) 0 1 2 0; c int32 (2,2) -1189641540 0 1 2	mean((transpose(a, (0, 1))) < ((-1.0)), axis=-2, keepdims=True)	~float64 (1,1) 0.0
a int64 (2,1) 3 3; b int32 (2,2,1) 0 1 2 0; c int32 (2,2) -1189641540 0 1 2	((True) == (transpose(a, (0, 1)))) ^ ((transpose(a, (0, 1))) < ((-1.0)))	bool (2,1) 0 0
a int64 (2,1) 3 3; b int32 (2,2,1) 0 1 2 0; c int32 (2,2) -1189641540 0 1 2	((3.7)) & (c)	error
a float64 () weak nan; b float64 () weak 0.5; c int64 () weak 2	arctan2(count_nonzero(c), (-1.0))	~float64 () 2.356194490192345
a float64 () weak nan; b float64 () weak 0.5; c int64 () weak 2	(a) % ((2.0))	float64 weak () nan
a float64 () weak nan; b float64 () weak 0.5; c int64 () weak 2	((10000000000.0)) ^ (arctan2(count_nonzero(c), (-1.0)))	error
a float32 (3,1) 1.0 1.0 2.5; b int32 (3,) 5 5 -2138597223; c int32 () -1	(b) % (negative(b))	int32 (3,) 0 0 0
a float32 (3,1) 1.0 1.0 2.5; b int32 (3,) 5 5 -2138597223; c int32 () -1	ceil(a)	float32 (3,1) 1.0 1.0 3.0
a float32 (3,1) 1.0 1.0 2.5; b int32 (3,) 5 5 -2138597223; c int32 () -1	(1) ^ (a)	error
a float32 (2,) 2.5 nan; b float32 (2,) 4.0 0.5; c int64 (3,2) 1 991984563 18 5 1 919527618; d float64 (3,2) 0.599 0.0 4.0 inf -1.0 inf	logical_xor(float64(c), float64(c))	bool (3,2) 0 0 0 0 0 0
a float32 (2,) 2.5 nan; b float32 (2,) 4.0 0.5; c int64 (3,2) 1 991984563 18 5 1 919527618; d float64 (3,2) 0.599 0.0 4.0 inf -1.0 inf	where((a) - (c), a, c)	float64 (3,2) 2.5 nan 2.5 nan 2.5 nan
a bool (1,1) 1; b int64 (3,4) 2 0 5 1 3 -1 -7 5 2 -1 0 2; c float32 (4,) 1.0 -0.0 -0.0 -1.0; d bool (1,3,4) 0 0 0 1 1 1 0 0 1 0 1 1	sqrt(mod(c, a))	float32 (1,4) 0.0 0.0 0.0 0.0
a bool (1,1) 1; b int64 (3,4) 2 0 5 1 3 -1 -7 5 2 -1 0 2; c float32 (4,) 1.0 -0.0 -0.0 -1.0; d bool (1,3,4) 0 0 0 1 1 1 0 0 1 0 1 1	logical_or(100, (pi) * (d))	bool (1,3,4) 1 1 1 1 1 1 1 1 1 1 1 1
a int64 (4,4,1) -1 3 -7 -1 0 -7 -7 2 -7 2 -7 3 5 0 -1102967152 3; b float64 (1,1) nan	mean(any((((a) - (a)) ** (0.5)) >= (2), axis=-2), axis=0, keepdims=True)	~float64 (1,1) 0.0
a int64 (4,4,1) -1 3 -7 -1 0 -7 -7 2 -7 2 -7 3 5 0 -1102967152 3; b float64 (1,1) nan	prod((((a) - (a)) ** (0.5)) >= (2), axis=1)	~int64 (4,1) 0 0 0 0
a int64 (4,4,1) -1 3 -7 -1 0 -7 -7 2 -7 2 -7 3 5 0 -1102967152 3; b float64 (1,1) nan	(((a) - (a)) ** (0.5)) << (b)	error
a int64 () weak 2; b int32 (2,4,3) -7 1 7 0 -7 -7 0 0 3 1 2 5 5 -1193769636 2 1 -1 -7 10 13 -7 -148936611 -7 -7	contains(str(a), '9')	bool () 0
a int64 () weak 2; b int32 (2,4,3) -7 1 7 0 -7 -7 0 0 3 1 2 5 5 -1193769636 2 1 -1 -7 10 13 -7 -148936611 -7 -7	((a) >= (a))[None]	bool (1,) 1
a float64 (1,1) 0.5; b float64 () -0.0	arange(-5, -2, 0.25)	float64 (12,) -5.0 -4.75 -4.5 -4.25 -4.0 -3.75 -3.5 -3.25 -3.0 -2.75 -2.5 -2.25
a float64 (1,1) 0.5; b float64 () -0.0	arange(-5, 7, 2)	int64 (6,) -5 -3 -1 1 3 5
a float64 (1,1) 0.5; b float64 () -0.0	(a) << (a)	error
a float64 () inf; b bool () 1; c float64 (1,4) 2.5 -0.0 4.0 2.732; d float32 (1,4) 2.5 3.969 -1.0 inf	abs((a) <= (2))	bool () 0
a float64 () inf; b bool () 1; c float64 (1,4) 2.5 -0.0 4.0 2.732; d float32 (1,4) 2.5 3.969 -1.0 inf	sum(c, axis=-2, keepdims=True)	~float64 (1,4) 2.5 0.0 4.0 2.732
a float64 () inf; b bool () 1; c float64 (1,4) 2.5 -0.0 4.0 2.732; d float32 (1,4) 2.5 3.969 -1.0 inf	((a) <= (2)) | (a)	error
a int64 () -1; b bool (2,3) 1 1 1 1 0 0; c int64 (2,3) 0 1 -1 0 5 15; d int32 (4,2,3) 0 3 4 1958223729 0 2 -1516336213 5 -7 2 -7 8 -1 -479698571 5 -7 5 -878287029 1 -1 1779992740 -1775115964 0 0	(maximum(c, c)).T	int64 (3,2) 0 0 1 5 -1 15
a int64 () -1; b bool (2,3) 1 1 1 1 0 0; c int64 (2,3) 0 1 -1 0 5 15; d int32 (4,2,3) 0 3 4 1958223729 0 2 -1516336213 5 -7 2 -7 8 -1 -479698571 5 -7 5 -878287029 1 -1 1779992740 -1775115964 0 0	where(a, a, (maximum(c, c)).T)	int64 (3,2) -1 -1 -1 -1 -1 -1
a int64 () -1; b bool (2,3) 1 1 1 1 0 0; c int64 (2,3) 0 1 -1 0 5 15; d int32 (4,2,3) 0 3 4 1958223729 0 2 -1516336213 5 -7 2 -7 8 -1 -479698571 5 -7 5 -878287029 1 -1 1779992740 -1775115964 0 0	negative(True)	error
a float32 () nan; b int64 (1,2,2) -1 -7 -7 -1	(5) - ((b) * ((0.0)))	float64 (1,2,2) 5.0 5.0 5.0 5.0
a float32 () nan; b int64 (1,2,2) -1 -7 -7 -1	(mean(a)) < (100)	~bool () 0
a float32 () nan; b int64 (1,2,2) -1 -7 -7 -1	((b) * ((0.0))) | ((10000000000.0))	error
a bool (4,4) 0 1 1 1 1 0 0 0 1 0 1 1 1 0 1 0; b int32 () -592680060; c int32 (4,) -7 3 -1 594356637	mean(((b) > (a))[-2:1:3,7::-1], axis=(1,))	~float64 (0,)
a bool (4,4) 0 1 1 1 1 0 0 0 1 0 1 1 1 0 1 0; b int32 () -592680060; c int32 (4,) -7 3 -1 594356637	((b) > (a)) ** (3)	~int64 (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a bool (4,4) 0 1 1 1 1 0 0 0 1 0 1 1 1 0 1 0; b int32 () -592680060; c int32 (4,) -7 3 -1 594356637	(((a) * (b))[::-1,-1:3]) >> ((-2.5))	error
a float64 (2,4,3) 1.0 4.0 nan inf -1.0 1.0 0.0 -0.53 4.0 2.5 1.0 1.584 nan -0.0 0.0 -4.299 4.0 -3.75 4.0 -1.0 inf inf inf nan; b int64 () weak 0; c float64 (4,1) 4.0 4.0 -0.0 -2.458	max(b, keepdims=True)	int64 () 0
a float64 (2,4,3) 1.0 4.0 nan inf -1.0 1.0 0.0 -0.53 4.0 2.5 1.0 1.584 nan -0.0 0.0 -4.299 4.0 -3.75 4.0 -1.0 inf inf inf nan; b int64 () weak 0; c float64 (4,1) 4.0 4.0 -0.0 -2.458	mod((c) <= ((0.0)), ((c)[None,b::-2,...]) * (c))	float64 (1,4,1) 0.0 0.0 nan -8.832
a int32 (4,3,1) -7 15 1 5 1 -7 -1 -18 -1 1 0 296588439; b int64 (3,2) 1 1 11 0 5 -1; c int64 (3,2) -7 5 0 1 1 2	prod((c)[-3:3:3], axis=-2, keepdims=True)	~int64 (1,2) -7 5
a int32 (4,3,1) -7 15 1 5 1 -7 -1 -18 -1 1 0 296588439; b int64 (3,2) 1 1 11 0 5 -1; c int64 (3,2) -7 5 0 1 1 2	(((0.0)) != (c)) ^ (1)	int64 (3,2) 0 0 1 0 0 0
a int32 (4,3,1) -7 15 1 5 1 -7 -1 -18 -1 1 0 296588439; b int64 (3,2) 1 1 11 0 5 -1; c int64 (3,2) -7 5 0 1 1 2	((b) < ((c)[-3:3:3])) >> (cos(b))	error
a bool (1,) 1; b int32 (2,) 5 -7	((a) ** (3)) % (exp(((a) ** (3)).T))	~float64 (1,) 1.0
a bool (1,) 1; b int32 (2,) 5 -7	(a) / (b)	float64 (2,) 0.2 -0.14285714285714285
a int64 () weak 5; b bool (2,) 1 0; c bool (2,) 1 0	(arange(-3, 8, 2))[None,2]	int64 (1,) 1
a int64 () weak 5; b bool (2,) 1 0; c bool (2,) 1 0	(1099511627776) >> (1)	int64 weak () 549755813888
a int64 () weak 5; b bool (2,) 1 0; c bool (2,) 1 0	(arange(-3, 8, 2)) >> ((where(c, b, True)).T)	error
a float32 (1,) 1.0; b int32 (3,0)	cos(((a) - (3)) if ((a) != ((a) - (3))) else (b))	~float64 (3,0)
a float32 (1,) 1.0; b int32 (3,0)	(b)[...,-1:7:-2]	int32 (3,0)
a float32 (1,) 1.0; b int32 (3,0)	((a) - (3)) & (a)	error
a bool (2,4,3) 1 0 0 1 1 1 0 1 1 0 1 1 0 1 1 1 1 0 0 0 1 0 0 1; b int32 (2,4,1) 1 -14 0 0 -1 -14 -1 1; c bool (4,3) 1 0 0 1 0 0 1 1 1 0 1 1	(c) == (5)	bool (4,3) 0 0 0 0 0 0 0 0 0 0 0 0
a bool (2,4,3) 1 0 0 1 1 1 0 1 1 0 1 1 0 1 1 1 1 0 0 0 1 0 0 1; b int32 (2,4,1) 1 -14 0 0 -1 -14 -1 1; c bool (4,3) 1 0 0 1 0 0 1 1 1 0 1 1	exp(((-2.5)) if (c) else (b))	~float64 (2,4,3) 0.0820849986238988 2.718281828459045 2.718281828459045 0.0820849986238988 8.315287191035679e-07 8.315287191035679e-07 0.0820849986238988 0.0820849986238988 0.0820849986238988 1.0 0.0820849986238988 0.0820849986238988 0.0820849986238988 0.36787944117144233 0.36787944117144233 0.0820849986238988 8.315287191035679e-07 8.315287191035679e-07 0.0820849986238988 0.0820849986238988 0.0820849986238988 2.718281828459045 0.0820849986238988 0.0820849986238988
a bool (2,4,3) 1 0 0 1 1 1 0 1 1 0 1 1 0 1 1 1 1 0 0 0 1 0 0 1; b int32 (2,4,1) 1 -14 0 0 -1 -14 -1 1; c bool (4,3) 1 0 0 1 0 0 1 1 1 0 1 1	(b) ** (-2)	error
a float32 (3,) 0.0 0.5 1.0; b float64 () 2.5; c float64 () 0.0	rint(c)	float64 () 0.0
a float32 (3,) 0.0 0.5 1.0; b float64 () 2.5; c float64 () 0.0	(b) >= ((3.7))	bool () 0
a float32 (3,) 0.0 0.5 1.0; b float64 () 2.5; c float64 () 0.0	sum(rint(a), axis=1, keepdims=True)	error
a int64 (3,1,4) 95535639 926283956 -1 -7 3 1 -7 -2009406036 3 1 5 -1; b float64 (3,4,1) -1.0 -0.0 nan inf inf 4.0 4.0 0.0 -0.0 0.0 inf 1.0; c int64 () weak 1; d int64 () weak 5	max(d)	int64 () 5
a int64 (3,1,4) 95535639 926283956 -1 -7 3 1 -7 -2009406036 3 1 5 -1; b float64 (3,4,1) -1.0 -0.0 nan inf inf 4.0 4.0 0.0 -0.0 0.0 inf 1.0; c int64 () weak 1; d int64 () weak 5	(a).T	int64 (4,1,3) 95535639 3 3 926283956 1 1 -1 -7 5 -7 -2009406036 -1
a int64 () weak 1; b float32 (2,1,4) 1.0 -1.0 2.5 2.5 inf -3.792 1.0 2.5	(b)[a,...]	float32 (1,4) inf -3.7920000553131104 1.0 2.5
a int64 () weak 1; b float32 (2,1,4) 1.0 -1.0 2.5 2.5 inf -3.792 1.0 2.5	(b) * (b)	float32 (2,1,4) 1.0 1.0 6.25 6.25 inf 14.379264831542969 1.0 6.25
a int64 () weak 1; b float32 (2,1,4) 1.0 -1.0 2.5 2.5 inf -3.792 1.0 2.5	(((b) > (a)) > (a)) | ((b)[a,...])	error
a int64 () weak -1; b int32 (4,3) 1 1372272264 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7	arange(-2, 7, 0.25)	float64 (36,) -2.0 -1.75 -1.5 -1.25 -1.0 -0.75 -0.5 -0.25 0.0 0.25 0.5 0.75 1.0 1.25 1.5 1.75 2.0 2.25 2.5 2.75 3.0 3.25 3.5 3.75 4.0 4.25 4.5 4.75 5.0 5.25 5.5 5.75 6.0 6.25 6.5 6.75
a int64 () weak -1; b int32 (4,3) 1 1372272264 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7	min(sqrt(1))	float64 () 1.0
a int64 () weak -1; b int32 (4,3) 1 1372272264 3 1347803896 5 -12520668 5 -7 -7 -7 3 -7	(min(sqrt(1))) ^ (b)	error
a int64 (1,) 1; b float32 (2,3,1) nan 0.0 nan 4.0 -0.859 nan; c bool (3,4) 1 1 0 0 0 1 0 0 1 0 1 1	add(a, (c) >> (a))	int64 (3,4) 1 1 1 1 1 1 1 1 1 1 1 1
a int64 (1,) 1; b float32 (2,3,1) nan 0.0 nan 4.0 -0.859 nan; c bool (3,4) 1 1 0 0 0 1 0 0 1 0 1 1	((2) - (a)) >> (a)	int64 (1,) 0
a int64 (2,1) -7 5; b int32 (2,) -1 2; c int64 () weak 1; d float64 (1,2) -0.0 0.0	(c) >> (((c) * (c)) + (b))	int32 (2,) 1 0
a int64 (2,1) -7 5; b int32 (2,) -1 2; c int64 () weak 1; d float64 (1,2) -0.0 0.0	(d) ** (2)	~float64 (1,2) 0.0 0.0
a int64 (4,) 1 1 -1308508163 0; b float32 (4,) 3.237 -1.514 nan 1.0	any((7) >> (0))	bool () 1
a int64 (4,) 1 1 -1308508163 0; b float32 (4,) 3.237 -1.514 nan 1.0	(transpose(a, (0,))) < (any((7) >> (0)))	bool (4,) 0 0 1 1
a int64 (1,) 0; b float32 (3,2) 2.5 4.0 4.0 0.5 -0.31 1.0; c float32 (3,2) 0.0 1.357 -0.0 2.5 -1.0 0.5; d int64 (1,3,1) 5 3 -7	(2) < (((b) != (a)) == (b))	bool (3,2) 0 0 0 0 0 0
a int64 (1,) 0; b float32 (3,2) 2.5 4.0 4.0 0.5 -0.31 1.0; c float32 (3,2) 0.0 1.357 -0.0 2.5 -1.0 0.5; d int64 (1,3,1) 5 3 -7	mean((b) != (a), axis=())	~float64 (3,2) 1.0 1.0 1.0 1.0 1.0 1.0
a int64 (1,) 0; b float32 (3,2) 2.5 4.0 4.0 0.5 -0.31 1.0; c float32 (3,2) 0.0 1.357 -0.0 2.5 -1.0 0.5; d int64 (1,3,1) 5 3 -7	(2147483648) ^ (b)	error
a int32 () 5; b float32 () 4.401	(b) > (2)	bool () 1
a int32 () 5; b float32 () 4.401	((2.0)) // ((a) % (b))	float64 () 3.0
a int32 () 5; b float32 () 4.401	(b) << (2)	error
a int64 () weak 5; b bool (4,) 1 0 0 0; c int64 () weak 0	(exp(a)) <= (logical_xor((2.0), a))	~bool () 0
a int64 () weak 5; b bool (4,) 1 0 0 0; c int64 () weak 0	where(a, (exp(a)) <= (logical_xor((2.0), a)), b)	~bool (4,) 0 0 0 0
a int64 () weak 5; b bool (4,) 1 0 0 0; c int64 () weak 0	(exp(a)) ^ ((10000000000.0))	error
a float32 (3,3) nan nan 2.5 2.5 0.5 -0.0 nan -3.519 -1.626; b int32 (3,3) -7 -7 1 14 5 5 16 2 -1; c float32 (2,3,3) 0.5 2.5 2.5 0.0 0.0 -3.586 inf 0.5 0.0 nan 4.0 inf -4.041 -0.0 -1.0 -0.0 0.5 inf	(c)[None,1,...]	float32 (1,3,3) nan 4.0 inf -4.040999889373779 -0.0 -1.0 -0.0 0.5 inf
a float32 (3,3) nan nan 2.5 2.5 0.5 -0.0 nan -3.519 -1.626; b int32 (3,3) -7 -7 1 14 5 5 16 2 -1; c float32 (2,3,3) 0.5 2.5 2.5 0.0 0.0 -3.586 inf 0.5 0.0 nan 4.0 inf -4.041 -0.0 -1.0 -0.0 0.5 inf	((logical_or(5, 16777217))[None]).T	bool (1,) 1
a float32 (3,3) nan nan 2.5 2.5 0.5 -0.0 nan -3.519 -1.626; b int32 (3,3) -7 -7 1 14 5 5 16 2 -1; c float32 (2,3,3) 0.5 2.5 2.5 0.0 0.0 -3.586 inf 0.5 0.0 nan 4.0 inf -4.041 -0.0 -1.0 -0.0 0.5 inf	(radians(5)) << (b)	error
a int32 (1,) 3; b int32 (4,) -378443266 -1 5 5; c float64 (2,1,4) -0.0 -0.0 4.0 0.5 2.5 1.0 inf -1.0; d float32 () 2.5	(prod(1, keepdims=True)) != ((b) // (b))	~bool (4,) 0 0 0 0
a int32 (1,) 3; b int32 (4,) -378443266 -1 5 5; c float64 (2,1,4) -0.0 -0.0 4.0 0.5 2.5 1.0 inf -1.0; d float32 () 2.5	((prod(1, keepdims=True)) != ((b) // (b))) if ((b) // (b)) else (d)	~float32 (4,) 0.0 0.0 0.0 0.0
a int64 (3,1,1) -7 5 2; b int64 (4,1) -1 -1 -7 -7; c int64 (1,) -1; d float64 (3,4,1) -0.0 0.0 nan 1.0 0.0 -0.0 inf -1.0 4.0 4.0 1.0 0.0	sqrt(((0.5)) * ((10000000000.0)))	float64 weak () 70710.67811865476
a int64 (3,1,1) -7 5 2; b int64 (4,1) -1 -1 -7 -7; c int64 (1,) -1; d float64 (3,4,1) -0.0 0.0 nan 1.0 0.0 -0.0 inf -1.0 4.0 4.0 1.0 0.0	(abs(d)) // ((c) % (a))	float64 (3,4,1) -0.0 -0.0 nan -1.0 0.0 0.0 nan 0.0 4.0 4.0 1.0 0.0
a float64 () inf; b int64 () weak 1; c bool (4,) 1 0 0 0; d float32 (1,3,1) inf nan 4.0	arctan2((a) != (a), (0.5))	~float64 () 0.0
a float64 () inf; b int64 () weak 1; c bool (4,) 1 0 0 0; d float32 (1,3,1) inf nan 4.0	((a) != (a))[...]	bool () 0
a float64 () inf; b int64 () weak 1; c bool (4,) 1 0 0 0; d float32 (1,3,1) inf nan 4.0	(100) >> (d)	error
a bool (1,4) 0 1 1 0; b float64 (1,1) -3.373; c int32 (4,) -7 5 5 20; d bool (4,) 0 1 1 0	(b)[-2:-1,2:3]	float64 (0,0)
a bool (1,4) 0 1 1 0; b float64 (1,1) -3.373; c int32 (4,) -7 5 5 20; d bool (4,) 0 1 1 0	prod((0.5))	~float64 () 0.5
a bool (1,4) 0 1 1 0; b float64 (1,1) -3.373; c int32 (4,) -7 5 5 20; d bool (4,) 0 1 1 0	(arctan2(c, 100)) >> (arctan2(c, 100))	error
a float32 () nan; b bool (4,) 0 0 1 0; c int64 () weak 3	prod((min(c)) ** (0.5), keepdims=True)	~float64 () 1.7320508075688772
a float32 () nan; b bool (4,) 0 0 1 0; c int64 () weak 3	((a) + (min(c))) / (all((a) + (min(c)), keepdims=True))	float64 () nan
a float32 () nan; b bool (4,) 0 0 1 0; c int64 () weak 3	((1.0)) ^ (a)	error
a float32 (4,3,1) 1.401 0.0 -0.0 0.5 inf 1.0 2.5 -0.0 -2.396 0.0 0.5 -0.0; b float64 (4,) inf 1.0 -4.923 1.0	all((0.0), keepdims=True)	bool () 0
a float32 (4,3,1) 1.401 0.0 -0.0 0.5 inf 1.0 2.5 -0.0 -2.396 0.0 0.5 -0.0; b float64 (4,) inf 1.0 -4.923 1.0	(prod(a, keepdims=True)) / (b)	~float64 (1,1,4) nan nan nan nan
a float32 (4,3,1) 1.401 0.0 -0.0 0.5 inf 1.0 2.5 -0.0 -2.396 0.0 0.5 -0.0; b float64 (4,) inf 1.0 -4.923 1.0	(mod((a)[-1:2,7:-2:-1,None], prod(a, keepdims=True)))[-1,None]	error
a int64 () weak -1; b bool (4,) 1 1 1 1; c bool (4,4) 0 1 1 0 0 1 1 0 0 1 1 0 1 1 1 1; d float64 (4,4) -0.0 -1.0 inf 4.0 nan 1.0 nan inf 4.0 0.0 -1.0 inf 2.5 4.155 nan 1.0	(c) if (d) else (size(d))	int64 (4,4) 16 1 1 0 0 1 1 0 0 16 1 0 1 1 1 1
a int64 () weak -1; b bool (4,) 1 1 1 1; c bool (4,4) 0 1 1 0 0 1 1 0 0 1 1 0 1 1 1 1; d float64 (4,4) -0.0 -1.0 inf 4.0 nan 1.0 nan inf 4.0 0.0 -1.0 inf 2.5 4.155 nan 1.0	((c) if (d) else (size(d)))[-3:7,-2]	int64 (3,) 1 1 1
a bool (1,) 1; b int32 (3,3) 1 -1 2 -7 -7 15 3 12 5; c int64 () -7	((3.7)) >= (float32(linspace(2, 5, 2)))	~bool (2,) 1 0
a bool (1,) 1; b int32 (3,3) 1 -1 2 -7 -7 15 3 12 5; c int64 () -7	minimum((100) | (1099511627776), a)	int64 (1,) 1
a bool (1,) 1; b int32 (3,3) 1 -1 2 -7 -7 15 3 12 5; c int64 () -7	maximum(b, linspace(2, 5, 2))	error
a float32 (3,2) 4.0 2.5 2.5 0.5 0.5 4.0; b float64 (3,1) 0.0 2.5 1.0; c int32 (1,1,2) 1 3	abs(b)	float64 (3,1) 0.0 2.5 1.0
a float32 (3,2) 4.0 2.5 2.5 0.5 0.5 4.0; b float64 (3,1) 0.0 2.5 1.0; c int32 (1,1,2) 1 3	(minimum(a, 2)) * (c)	float64 (1,3,2) 2.0 6.0 2.0 1.5 0.5 6.0
a float32 (3,2) 4.0 2.5 2.5 0.5 0.5 4.0; b float64 (3,1) 0.0 2.5 1.0; c int32 (1,1,2) 1 3	(2) << (a)	error
a float64 (1,4) 1.0 4.0 0.0 4.0; b float32 (4,4) 4.0 -1.0 0.0 -1.918 2.5 1.0 nan 4.0 -0.0 nan inf 0.0 -1.0 0.0 -1.0 1.0; c bool (4,4) 1 0 1 1 0 0 1 0 1 1 1 0 0 0 0 0; d bool () 1	(7) - (pi)	float64 weak () 3.858407346410207
a float64 (1,4) 1.0 4.0 0.0 4.0; b float32 (4,4) 4.0 -1.0 0.0 -1.918 2.5 1.0 nan 4.0 -0.0 nan inf 0.0 -1.0 0.0 -1.0 1.0; c bool (4,4) 1 0 1 1 0 0 1 0 1 1 1 0 0 0 0 0; d bool () 1	(astype(d, 'float32')) // (logical_xor(b, b))	float32 (4,4) inf inf inf inf inf inf inf inf inf inf inf inf inf inf inf inf
a float64 () nan; b int64 () weak 5; c int64 (3,) 0 3 6; d int64 () weak 0	(c) & (d)	int64 (3,) 0 0 0
a float64 () nan; b int64 () weak 5; c int64 (3,) 0 3 6; d int64 () weak 0	prod(b)	~int64 () 5
a float64 () nan; b int64 () weak 5; c int64 (3,) 0 3 6; d int64 () weak 0	(a)[d]	error
a int32 (1,1,2) 5 -7; b float32 (1,1) 0.5; c bool (3,2) 1 1 1 1 1 1	(c) // (b)	float32 (3,2) 2.0 2.0 2.0 2.0 2.0 2.0
a int32 (1,1,2) 5 -7; b float32 (1,1) 0.5; c bool (3,2) 1 1 1 1 1 1	(logical_or(a, c)) < (fabs(a))	bool (1,3,2) 1 1 1 1 1 1
a int32 (1,1,2) 5 -7; b float32 (1,1) 0.5; c bool (3,2) 1 1 1 1 1 1	(c) << ((0.0))	error
a int32 (2,3,3) 5 0 -877847646 2 1 1 2 0 5 227073714 1 5 3 1390019119 3 1 0 5; b float32 (3,) nan 2.5 nan; c int32 (1,1) -1	(a) ^ (c)	int32 (2,3,3) -6 -1 877847645 -3 -2 -2 -3 -1 -6 -227073715 -2 -6 -4 -1390019120 -4 -2 -1 -6
a int32 (2,3,3) 5 0 -877847646 2 1 1 2 0 5 227073714 1 5 3 1390019119 3 1 0 5; b float32 (3,) nan 2.5 nan; c int32 (1,1) -1	((c) < (b)) + (b)	float32 (1,3) nan 3.5 nan
a int32 (2,3,3) 5 0 -877847646 2 1 1 2 0 5 227073714 1 5 3 1390019119 3 1 0 5; b float32 (3,) nan 2.5 nan; c int32 (1,1) -1	(1099511627776) | (c)	error
a float64 () weak inf; b float64 (4,4) inf -4.998 1.0 0.0 -0.0 0.5 -1.0 1.0 4.0 nan 1.0 2.5 nan 0.0 4.0 -0.0; c int64 (4,) -7 -1 15 2	(prod(b, axis=0))[...,1]	~float64 () nan
a float64 () weak inf; b float64 (4,4) inf -4.998 1.0 0.0 -0.0 0.5 -1.0 1.0 4.0 nan 1.0 2.5 nan 0.0 4.0 -0.0; c int64 (4,) -7 -1 15 2	exp(16777217)	~float64 weak () inf
a float64 () weak inf; b float64 (4,4) inf -4.998 1.0 0.0 -0.0 0.5 -1.0 1.0 4.0 nan 1.0 2.5 nan 0.0 4.0 -0.0; c int64 (4,) -7 -1 15 2	(where(isnan(0), (prod(b, axis=0)) / (1099511627776), b)) & ((prod(b, axis=0))[...,1])	error
a bool (1,3) 0 1 0; b int64 () weak -7; c float64 (3,3) 4.0 -1.234 4.0 0.5 4.0 -0.0 2.5 0.0 -0.0; d float64 (1,3,3) -1.0 1.0 inf 1.0 nan 0.5 4.0 0.0 -0.324	transpose(any((c).T, axis=(1,), keepdims=True), (0, 1))	bool (3,1) 1 1 1
a bool (1,3) 0 1 0; b int64 () weak -7; c float64 (3,3) 4.0 -1.234 4.0 0.5 4.0 -0.0 2.5 0.0 -0.0; d float64 (1,3,3) -1.0 1.0 inf 1.0 nan 0.5 4.0 0.0 -0.324	mean(transpose(any((c).T, axis=(1,), keepdims=True), (0, 1)), axis=-2, keepdims=True)	~float64 (1,1) 1.0
a bool (1,3) 0 1 0; b int64 () weak -7; c float64 (3,3) 4.0 -1.234 4.0 0.5 4.0 -0.0 2.5 0.0 -0.0; d float64 (1,3,3) -1.0 1.0 inf 1.0 nan 0.5 4.0 0.0 -0.324	((b) / (c))[0,b]	error
a int64 (4,2) 564766088 -7 3 1 0 2 3 0; b int32 (2,) -1 0; c int32 (2,4,2) 1 -1 3 2 -15345978 2 3 -18 5 0 5 -18 1 3 1 -17	(b) / (2)	float64 (2,) -0.5 0.0
a int64 (4,2) 564766088 -7 3 1 0 2 3 0; b int32 (2,) -1 0; c int32 (2,4,2) 1 -1 3 2 -15345978 2 3 -18 5 0 5 -18 1 3 1 -17	logical_and(arange(-5, 6, 3), 2147483648)	bool (4,) 1 1 1 1
a float64 (4,3) 2.5 0.5 -0.0 1.0 2.5 0.5 0.5 0.0 -0.0 inf 0.0 0.5; b int32 (3,) 2 -15 0; c float64 () inf	(b) != (a)	bool (4,3) 1 1 0 1 1 1 1 1 0 1 1 1
a float64 (4,3) 2.5 0.5 -0.0 1.0 2.5 0.5 0.5 0.0 -0.0 inf 0.0 0.5; b int32 (3,) 2 -15 0; c float64 () inf	logical_and(2147483648, astype(b, 'float32'))	bool (3,) 1 1 0
a float64 (3,) 0.5 0.5 inf; b int64 () weak -7; c int64 () weak 0; d float32 (4,3) 2.5 -1.039 4.0 -1.46 nan 1.0 4.0 4.0 inf 0.5 nan 1.0	size(b)	int64 weak () 1
a float64 (3,) 0.5 0.5 inf; b int64 () weak -7; c int64 () weak 0; d float32 (4,3) 2.5 -1.039 4.0 -1.46 nan 1.0 4.0 4.0 inf 0.5 nan 1.0	(((-1.0)) <= (5)) != (d)	bool (4,3) 1 1 1 1 1 0 1 1 1 1 1 0
a float64 (3,) 0.5 0.5 inf; b int64 () weak -7; c int64 () weak 0; d float32 (4,3) 2.5 -1.039 4.0 -1.46 nan 1.0 4.0 4.0 inf 0.5 nan 1.0	(d) & (5)	error
a bool (1,1) 0; b float32 (3,2) nan 4.0 4.0 0.0 -2.382 1.0; c float64 () weak 0.0; d bool (1,1) 1	all((0.0))	bool () 0
a bool (1,1) 0; b float32 (3,2) nan 4.0 4.0 0.0 -2.382 1.0; c float64 () weak 0.0; d bool (1,1) 1	(c) < (floor(b))	bool (3,2) 0 1 1 0 0 1
a bool (1,1) 0; b float32 (3,2) nan 4.0 4.0 0.0 -2.382 1.0; c float64 () weak 0.0; d bool (1,1) 1	(a)[1,0:-3]	error
a int64 (3,1) 3 -9 -1; b bool (1,) 1; c bool (3,4) 0 0 1 1 0 1 1 1 1 1 0 0; d int64 () weak 3	(b) % ((b) | (d))	int64 (1,) 1
a int64 (3,1) 3 -9 -1; b bool (1,) 1; c bool (3,4) 0 0 1 1 0 1 1 1 1 1 0 0; d int64 () weak 3	((b) % ((b) | (d))) & (b)	int64 (1,) 1
a int64 (3,1) 3 -9 -1; b bool (1,) 1; c bool (3,4) 0 0 1 1 0 1 1 1 1 1 0 0; d int64 () weak 3	(a) % ((a)[1:d:-1,:-3:-2])	error
a bool (3,2) 1 1 0 0 1 1; b float64 (3,3,2) 0.5 4.0 -1.0 -1.0 0.5 1.0 inf 2.5 0.5 4.0 -2.241 -0.0 -0.0 0.0 0.5 inf nan 0.0; c float64 () weak 4.0	((any(b, keepdims=True)) / (b)) + ((a) ^ (a))	float64 (3,3,2) 2.0 0.25 -1.0 -1.0 2.0 1.0 0.0 0.4 2.0 0.25 -0.44622936189201245 -inf -inf inf 2.0 0.0 nan inf
a bool (3,2) 1 1 0 0 1 1; b float64 (3,3,2) 0.5 4.0 -1.0 -1.0 0.5 1.0 inf 2.5 0.5 4.0 -2.241 -0.0 -0.0 0.0 0.5 inf nan 0.0; c float64 () weak 4.0	(arange(-1, -1, -1))[None,None]	int64 (1,1,0)
a bool (3,2) 1 1 0 0 1 1; b float64 (3,3,2) 0.5 4.0 -1.0 -1.0 0.5 1.0 inf 2.5 0.5 4.0 -2.241 -0.0 -0.0 0.0 0.5 inf nan 0.0; c float64 () weak 4.0	(c) >> (b)	error
a int32 (3,3) -1 -7 1101007471 2 2 3 5 -1 2; b int64 (3,3) -1 -1 5 3 5 -1 5 -1 3; c int64 (3,1) 1 2 -7	(a).T	int32 (3,3) -1 2 5 -7 2 -1 1101007471 3 2
a int32 (3,3) -1 -7 1101007471 2 2 3 5 -1 2; b int64 (3,3) -1 -1 5 3 5 -1 5 -1 3; c int64 (3,1) 1 2 -7	(logical_or(c, minimum(b, b)))[1::1]	bool (2,3) 1 1 1 1 1 1
a float32 (3,) -1.0 1.0 2.5; b bool (1,3) 0 1 0; c bool () 0; d float64 () -0.0	(c) ** (3)	~int64 () 0
a float32 (3,) -1.0 1.0 2.5; b bool (1,3) 0 1 0; c bool () 0; d float64 () -0.0	(b).T	bool (3,1) 0 1 0
a float32 (3,) -1.0 1.0 2.5; b bool (1,3) 0 1 0; c bool () 0; d float64 () -0.0	negative((b).T)	error
a int64 (2,2,3) 0 -7 -1 -454730443 1 -5 -1 1 1 -1251507876 3 1174038869; b bool (2,3) 0 0 1 0 1 0	(100) <= (arctan2(b, a))	~bool (2,2,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int64 (2,2,3) 0 -7 -1 -454730443 1 -5 -1 1 1 -1251507876 3 1174038869; b bool (2,3) 0 0 1 0 1 0	logical_and((100) <= (arctan2(b, a)), float64(a))	~bool (2,2,3) 0 0 0 0 0 0 0 0 0 0 0 0
a int32 (1,3) 1 -7 1; b float64 () weak inf; c int64 () weak 3	(a).T	int32 (3,1) 1 -7 1
a int32 (1,3) 1 -7 1; b float64 () weak inf; c int64 () weak 3	(where((c) // (c), ((c) // (c)) << (a), (c) // (c))).T	int32 (3,1) 2 0 2
a float32 (2,3,1) 0.0 2.5 1.0 -1.0 -1.0 inf; b float64 (2,3,1) 1.0 0.0 2.5 1.0 nan 0.5; c float32 (3,) -1.0 -1.0 -0.0; d int32 (1,3) -1 3 277769396	(c) != ((2147483648) // (b))	bool (2,3,3) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
a float32 (2,3,1) 0.0 2.5 1.0 -1.0 -1.0 inf; b float64 (2,3,1) 1.0 0.0 2.5 1.0 nan 0.5; c float32 (3,) -1.0 -1.0 -0.0; d int32 (1,3) -1 3 277769396	(2147483648) == (d)	bool (1,3) 0 0 0
a float32 (2,3,1) 0.0 2.5 1.0 -1.0 -1.0 inf; b float64 (2,3,1) 1.0 0.0 2.5 1.0 nan 0.5; c float32 (3,) -1.0 -1.0 -0.0; d int32 (1,3) -1 3 277769396	any(((d) * (d)) if (b) else (c), axis=3)	error
a float32 (0,); b int32 (4,4,0); c int64 () weak 0	sin(linspace(-3, -2, 3))	~float64 (3,) -0.1411200080598672 -0.5984721441039565 -0.9092974268256817
a float32 (0,); b int32 (4,4,0); c int64 () weak 0	(a) >= ((0) if (c) else (c))	bool (0,)
a float32 (0,); b int32 (4,4,0); c int64 () weak 0	(max(pi)) ^ (pi)	error
a float64 (1,4,1) 4.0 0.5 -1.0 -1.0; b float64 (2,) -0.379 nan; c float64 (4,2) 4.0 0.0 3.751 -1.0 0.5 0.5 -1.579 -0.0	(a) == (a)	bool (1,4,1) 1 1 1 1
a float64 (1,4,1) 4.0 0.5 -1.0 -1.0; b float64 (2,) -0.379 nan; c float64 (4,2) 4.0 0.0 3.751 -1.0 0.5 0.5 -1.579 -0.0	(fabs(a)) != (c)	bool (1,4,2) 0 1 1 1 1 1 1 1
a float64 (1,4,1) 4.0 0.5 -1.0 -1.0; b float64 (2,) -0.379 nan; c float64 (4,2) 4.0 0.0 3.751 -1.0 0.5 0.5 -1.579 -0.0	mean((arctan2((-1.0), a)) - ((0.5)), axis=3)	error
a int32 (1,4) 2 5 -7 1; b bool (4,) 1 0 1 0	((a)[0:-2]) & ((b).T)	int32 (0,4)
a int32 (1,4) 2 5 -7 1; b bool (4,) 1 0 1 0	((a)[0:-2]) != (3)	bool (0,4)
a int32 (1,4) 2 5 -7 1; b bool (4,) 1 0 1 0	((b).T) if (((a)[0:-2,None,2]).T) else ((a)[0:-2,None,2])	error
a int32 (3,1) -7 1 -1206261912; b float64 (3,1) 0.5 nan 2.5	radians(((3) ^ (abs(a))) ** (1.5))	~float64 (3,1) 0.13962634015954636 0.049365365979537404 731206076521.1257
a int32 (3,1) -7 1 -1206261912; b float64 (3,1) 0.5 nan 2.5	((a) * (2))[None,None]	int32 (1,1,3,1) -14 2 1882443472
a float64 (1,4,4) 1.0 nan 2.5 -1.0 nan 0.0 0.46 4.0 4.0 2.5 0.5 -1.0 -0.0 2.5 inf 1.0; b float64 () weak 1.0	(a) ** (-2)	~float64 (1,4,4) 1.0 nan 0.16 1.0 nan inf 4.725897920604915 0.0625 0.0625 0.16 4.0 1.0 inf 0.16 0.0 1.0
a float64 (1,4,4) 1.0 nan 2.5 -1.0 nan 0.0 0.46 4.0 4.0 2.5 0.5 -1.0 -0.0 2.5 inf 1.0; b float64 () weak 1.0	((1.0)) - (arange(2, 0, 0.5))	float64 (0,)
a float64 (1,4,4) 1.0 nan 2.5 -1.0 nan 0.0 0.46 4.0 4.0 2.5 0.5 -1.0 -0.0 2.5 inf 1.0; b float64 () weak 1.0	(a)[1]	error
a float32 (2,) 0.5 -1.967; b int64 () weak 0; c int32 (4,1,2) 2 1 5 -7 3 -9 1 0; d int32 () 5	mean((d) // (b), keepdims=True)	~float64 () 0.0
a float32 (2,) 0.5 -1.967; b int64 () weak 0; c int32 (4,1,2) 2 1 5 -7 3 -9 1 0; d int32 () 5	(c) < (mean((d) // (b), keepdims=True))	~bool (4,1,2) 0 0 0 1 0 1 0 0
a float32 (2,) 0.5 -1.967; b int64 () weak 0; c int32 (4,1,2) 2 1 5 -7 3 -9 1 0; d int32 () 5	((c) != (2)) ^ (mean((d) // (b), keepdims=True))	error
a int64 (4,4) 2 2 1 -7 15 -7 3 -1 -7 -1 3 2 5 -1422875304 0 -7; b float64 (4,4) nan -2.904 0.5 2.5 0.0 0.5 0.0 -1.0 -4.749 0.0 -4.003 -1.0 1.0 nan 1.0 nan; c bool (4,) 1 1 1 0	any(c, axis=())	bool (4,) 1 1 1 0
a int64 (4,4) 2 2 1 -7 15 -7 3 -1 -7 -1 3 2 5 -1422875304 0 -7; b float64 (4,4) nan -2.904 0.5 2.5 0.0 0.5 0.0 -1.0 -4.749 0.0 -4.003 -1.0 1.0 nan 1.0 nan; c bool (4,) 1 1 1 0	mean(any(c, axis=()), axis=-1, keepdims=True)	~float64 (1,) 0.75
a int64 (4,4) 2 2 1 -7 15 -7 3 -1 -7 -1 3 2 5 -1422875304 0 -7; b float64 (4,4) nan -2.904 0.5 2.5 0.0 0.5 0.0 -1.0 -4.749 0.0 -4.003 -1.0 1.0 nan 1.0 nan; c bool (4,) 1 1 1 0	((a)[2,...]) << ((1.0))	error
a int64 () -7; b int32 (1,1,1) 2	where((b) | (b), pi, (2.0))	float64 (1,1,1) 3.141592653589793
a int64 () -7; b int32 (1,1,1) 2	sum(((b) | (b)) - ((-1.0)), axis=(1,), keepdims=True)	~float64 (1,1,1) 3.0
a float32 (4,1) 0.0 0.5 2.5 0.0; b bool (4,1,2) 1 1 1 1 0 1 0 0; c int32 (4,2) -1470813727 1 3 5 -7 2 -10 2; d float32 (4,2) -1.0 2.919 0.5 -0.0 -0.0 -1.0 -0.0 1.0	logical_xor((b) | (16777217), ((a) % (a)) / (d))	bool (4,4,2) 0 0 1 0 0 1 0 0 0 0 1 0 0 1 0 0 0 0 1 0 0 1 0 0 0 0 1 0 0 1 0 0
a float32 (4,1) 0.0 0.5 2.5 0.0; b bool (4,1,2) 1 1 1 1 0 1 0 0; c int32 (4,2) -1470813727 1 3 5 -7 2 -10 2; d float32 (4,2) -1.0 2.919 0.5 -0.0 -0.0 -1.0 -0.0 1.0	mean(3, keepdims=True)	~float64 () 3.0
a float64 (3,0); b float64 (3,1) 0.0 0.5 2.5; c bool (3,0); d int64 (3,1) 1 1 -1557609352	where((3) * (c), d, abs(d))	int64 (3,0)
a float64 (3,0); b float64 (3,1) 0.0 0.5 2.5; c bool (3,0); d int64 (3,1) 1 1 -1557609352	(where((3) * (c), d, abs(d))) <= (where((3) * (c), d, abs(d)))	bool (3,0)
a float64 (3,0); b float64 (3,1) 0.0 0.5 2.5; c bool (3,0); d int64 (3,1) 1 1 -1557609352	((pi) == (d)) | ((1.0))	error
a int32 (3,) -7 1738453662 0; b float64 () -0.0	((a) + ((b) != (a))) / (sum(b))	~float64 (3,) -inf inf nan
a int32 (3,) -7 1738453662 0; b float64 () -0.0	((a) + ((b) != (a))) if (a) else (minimum((a) + ((b) != (a)), 3))	int32 (3,) -6 1738453663 0
a int32 (3,) -7 1738453662 0; b float64 () -0.0	(minimum((a) + ((b) != (a)), 3)) >> (((a) + ((b) != (a))) / (sum(b)))	error
a int32 (2,4) 2 1 -7 2 0 5 1 -1; b float32 (2,4) -1.0 0.0 0.0 1.0 inf nan 4.0 4.0; c float64 (4,) nan 2.5 4.0 0.0	(prod((-2.5), keepdims=True)) // (size(5))	~float64 () -3.0
a int32 (2,4) 2 1 -7 2 0 5 1 -1; b float32 (2,4) -1.0 0.0 0.0 1.0 inf nan 4.0 4.0; c float64 (4,) nan 2.5 4.0 0.0	abs((prod((-2.5), keepdims=True)) // (size(5)))	~float64 () 3.0
a int32 (2,4) 2 1 -7 2 0 5 1 -1; b float32 (2,4) -1.0 0.0 0.0 1.0 inf nan 4.0 4.0; c float64 (4,) nan 2.5 4.0 0.0	((1) / (fabs(a))) | (b)	error
a float32 (2,) -0.0 0.0; b int64 () 3; c int32 (2,2,2) -1 5 -3 -7 0 -595740028 0 2	prod(b)	~int64 () 3
a float32 (2,) -0.0 0.0; b int64 () 3; c int32 (2,2,2) -1 5 -3 -7 0 -595740028 0 2	(3) + (isnan(b))	int64 () 3
a float64 (3,) 1.0 -1.0 0.5; b bool (1,) 0; c float64 () weak 1.0	(max((isnan(pi)) ** (0), keepdims=True)) % (2147483648)	~int64 () 1
a float64 (3,) 1.0 -1.0 0.5; b bool (1,) 0; c float64 () weak 1.0	(((-1.0)) * (c)) // ((((-1.0)) * (c)) * (add(c, c)))	float64 weak () 0.0
a float64 (3,) 1.0 -1.0 0.5; b bool (1,) 0; c float64 () weak 1.0	(a) ^ (a)	error
a float64 () weak 0.5; b int64 (3,) 2 2 1; c float64 (3,3) 0.5 nan 1.0 0.0 0.5 1.0 2.5 -0.0 inf; d float32 (3,3) 4.0 -1.0 -2.235 -1.0 2.5 4.0 4.0 inf 0.5	any(transpose(c, (1, 0)), axis=(), keepdims=True)	bool (3,3) 1 0 1 1 1 0 1 1 1
a float64 () weak 0.5; b int64 (3,) 2 2 1; c float64 (3,3) 0.5 nan 1.0 0.0 0.5 1.0 2.5 -0.0 inf; d float32 (3,3) 4.0 -1.0 -2.235 -1.0 2.5 4.0 4.0 inf 0.5	prod(1099511627776, keepdims=True)	~int64 () 1099511627776
a float64 () weak 2.5; b int32 (0,1)	log(((b) <= (b)) * ((1.0)))	~float64 (0,1)
a float64 () weak 2.5; b int32 (0,1)	(log(((b) <= (b)) * ((1.0)))) / (pi)	~float64 (0,1)
a float64 () weak 2.5; b int32 (0,1)	(log(((b) <= (b)) * ((1.0)))) << ((a) - (a))	error
a float64 (1,4,1) 4.0 -0.0 -3.477 nan; b int64 () weak 2; c float32 (4,3) -0.0 1.0 0.5 -1.0 inf 0.0 0.0 4.0 nan nan 1.0 4.0	((a) != (c)) <= (rint(c))	bool (1,4,3) 0 1 0 0 1 1 0 1 0 0 1 1
a float64 (1,4,1) 4.0 -0.0 -3.477 nan; b int64 () weak 2; c float32 (4,3) -0.0 1.0 0.5 -1.0 inf 0.0 0.0 4.0 nan nan 1.0 4.0	(2) > (b)	bool () 0
a float64 (1,4,1) 4.0 -0.0 -3.477 nan; b int64 () weak 2; c float32 (4,3) -0.0 1.0 0.5 -1.0 inf 0.0 0.0 4.0 nan nan 1.0 4.0	(a) ^ ((b) if (rint(c)) else (a))	error
a float64 (3,3) 0.0 0.0 nan 0.0 inf 1.0 -4.836 0.0 1.0; b bool (3,3) 0 0 0 1 0 1 1 1 0; c float64 (3,) 2.5 4.0 0.0; d float64 (1,1) inf	arange(-4, -3, 0.5)	float64 (2,) -4.0 -3.5
a float64 (3,3) 0.0 0.0 nan 0.0 inf 1.0 -4.836 0.0 1.0; b bool (3,3) 0 0 0 1 0 1 1 1 0; c float64 (3,) 2.5 4.0 0.0; d float64 (1,1) inf	astype((2.0), 'float32')	float32 () 2.0
a float64 (3,3) 0.0 0.0 nan 0.0 inf 1.0 -4.836 0.0 1.0; b bool (3,3) 0 0 0 1 0 1 1 1 0; c float64 (3,) 2.5 4.0 0.0; d float64 (1,1) inf	(arange(-4, -3, 0.5)) >= (b)	error
a bool (4,1,4) 1 1 0 0 0 0 1 1 0 1 1 1 1 1 0 1; b bool (2,4) 1 1 0 1 0 1 1 1	(a)[-7:0]	bool (0,1,4)
a bool (4,1,4) 1 1 0 0 0 0 1 1 0 1 1 1 1 1 0 1; b bool (2,4) 1 1 0 1 0 1 1 1	shape((mod(exp((-1.0)), (b)[...,2:3])) ** (3), 0)	int64 weak () 2
a bool (4,1,4) 1 1 0 0 0 0 1 1 0 1 1 1 1 1 0 1; b bool (2,4) 1 1 0 1 0 1 1 1	(a)[-3:2,1,2:-1:2]	error
a float64 (2,1,4) 4.0 inf 0.5 inf 0.0 -0.0 inf 0.5; b bool (4,) 0 0 0 0; c float64 (1,1) 2.5; d float64 (4,4) 0.0 0.0 nan 0.5 nan 0.784 -1.0 inf nan 0.0 0.5 1.0 0.0 -0.0 1.0 inf	(((a) >= (d))[-1:-1,-2:-7]) | (((a) >= (d))[-1:-1,-2:-7])	bool (0,0,4)
a float64 (2,1,4) 4.0 inf 0.5 inf 0.0 -0.0 inf 0.5; b bool (4,) 0 0 0 0; c float64 (1,1) 2.5; d float64 (4,4) 0.0 0.0 nan 0.5 nan 0.784 -1.0 inf nan 0.0 0.5 1.0 0.0 -0.0 1.0 inf	isnan(a)	bool (2,1,4) 0 0 0 0 0 0 0 0
a float64 (2,1,4) 4.0 inf 0.5 inf 0.0 -0.0 inf 0.5; b bool (4,) 0 0 0 0; c float64 (1,1) 2.5; d float64 (4,4) 0.0 0.0 nan 0.5 nan 0.784 -1.0 inf nan 0.0 0.5 1.0 0.0 -0.0 1.0 inf	negative(True)	error
a float64 (2,3,3) 1.0 0.5 -1.0 -1.0 -0.0 0.0 -1.0 -1.688 1.0 -1.0 4.0 3.736 2.5 inf nan nan 0.0 nan; b float32 (3,) 1.0 nan 2.5	(a) >= (a)	bool (2,3,3) 1 1 1 1 1 1 1 1 1 1 1 1 1 1 0 0 1 0
a float64 (2,3,3) 1.0 0.5 -1.0 -1.0 -0.0 0.0 -1.0 -1.688 1.0 -1.0 4.0 3.736 2.5 inf nan nan 0.0 nan; b float32 (3,) 1.0 nan 2.5	linspace(-2, 7, 2)	~float64 (2,) -2.0 7.0
a float64 (2,3,3) 1.0 0.5 -1.0 -1.0 -0.0 0.0 -1.0 -1.688 1.0 -1.0 4.0 3.736 2.5 inf nan nan 0.0 nan; b float32 (3,) 1.0 nan 2.5	(linspace(-2, 7, 2)) == (b)	error
a float32 (1,3,3) 0.5 4.0 4.0 1.0 inf inf -1.0 1.0 1.999; b bool (3,3) 1 1 0 0 1 0 0 0 0	arctan2((a) ** (1.5), (a) ** (1.5))	~float32 (1,3,3) 0.7853981256484985 0.7853981256484985 0.7853981256484985 0.7853981256484985 0.7853981852531433 0.7853981852531433 nan 0.7853981256484985 0.7853981256484985
a float32 (1,3,3) 0.5 4.0 4.0 1.0 inf inf -1.0 1.0 1.999; b bool (3,3) 1 1 0 0 1 0 0 0 0	((-1.0)) != (arctan2((a) ** (1.5), (a) ** (1.5)))	~bool (1,3,3) 1 1 1 1 1 1 1 1 1
a int64 () 2; b int64 (1,) -1; c int32 (4,) 0 6 -7 3; d int64 (1,3,4) 4 5 -1 3 2 5 3 0 2 2 5 2	(1099511627776) // (a)	int64 () 549755813888
a int64 () 2; b int64 (1,) -1; c int32 (4,) 0 6 -7 3; d int64 (1,3,4) 4 5 -1 3 2 5 3 0 2 2 5 2	(where(b, c, d)) << (logical_and(d, c))	int64 (1,3,4) 0 12 -14 6 0 12 -14 3 0 12 -14 6
a int64 () 2; b int64 (1,) -1; c int32 (4,) 0 6 -7 3; d int64 (1,3,4) 4 5 -1 3 2 5 3 0 2 2 5 2	(where(b, c, d)) ** (-1)	error
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
a int64 (1,) -1944152485; b int64 () weak 0	(b) if ((pi) > (b)) else (b)	int64 () 0
a int64 (1,) -1944152485; b int64 () weak 0	(a) ** (2.0)	~float64 (1,) 3.779728884931675e+18
a float64 (3,4) 4.0 inf -1.0 4.0 0.0 1.0 1.0 inf 1.0 0.0 -1.0 0.5; b float32 () 2.5; c float64 (3,4) 4.0 2.5 inf 1.0 nan 1.0 -1.0 nan -1.0 0.0 2.5 4.0; d int32 (4,) 2131601259 2 3 -4	sqrt(((d)[1])[...])	float64 () 1.4142135623730951
a float64 (3,4) 4.0 inf -1.0 4.0 0.0 1.0 1.0 inf 1.0 0.0 -1.0 0.5; b float32 () 2.5; c float64 (3,4) 4.0 2.5 inf 1.0 nan 1.0 -1.0 nan -1.0 0.0 2.5 4.0; d int32 (4,) 2131601259 2 3 -4	(c)[-1]	float64 (4,) -1.0 0.0 2.5 4.0
a float64 (3,4) 4.0 inf -1.0 4.0 0.0 1.0 1.0 inf 1.0 0.0 -1.0 0.5; b float32 () 2.5; c float64 (3,4) 4.0 2.5 inf 1.0 nan 1.0 -1.0 nan -1.0 0.0 2.5 4.0; d int32 (4,) 2131601259 2 3 -4	invert(c)	error
a bool (3,4) 1 0 0 1 1 0 1 1 0 0 0 0; b int32 (3,4) 0 -7 5 0 -11 3 -3 0 5 3 9 1	add(a, a)	bool (3,4) 1 0 0 1 1 0 1 1 0 0 0 0
a bool (3,4) 1 0 0 1 1 0 1 1 0 0 0 0; b int32 (3,4) 0 -7 5 0 -11 3 -3 0 5 3 9 1	(b) ^ (b)	int32 (3,4) 0 0 0 0 0 0 0 0 0 0 0 0
a bool (3,4) 1 0 0 1 1 0 1 1 0 0 0 0; b int32 (3,4) 0 -7 5 0 -11 3 -3 0 5 3 9 1	(b)[1,7:2,7:-2:-1]	error
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
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	(a) * (a)	float64 weak () 0.0
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	size((a) * (a))	int64 weak () 1
a float64 () weak -0.0; b float64 () weak -0.393; c bool () 1	(mean(((-2.5)) if (a) else (b), keepdims=True)) & (((-2.5)) if (a) else (b))	error
a int64 (4,4) 0 5 0 5 -2042567588 3 1 -7 -1102252615 0 3 1 -1 5 3 1; b bool (4,4) 0 0 1 1 1 1 1 1 1 0 0 0 0 0 0 0	(size(5)) % (2)	int64 weak () 1
a int64 (4,4) 0 5 0 5 -2042567588 3 1 -7 -1102252615 0 3 1 -1 5 3 1; b bool (4,4) 0 0 1 1 1 1 1 1 1 0 0 0 0 0 0 0	shape(where((b).T, a, (b).T), 0)	int64 weak () 4
a int64 (4,4) 0 5 0 5 -2042567588 3 1 -7 -1102252615 0 3 1 -1 5 3 1; b bool (4,4) 0 0 1 1 1 1 1 1 1 0 0 0 0 0 0 0	(where((b).T, a, (b).T))[-2,-7:-1:-1,0]	error
a float64 () weak 0.0; b int32 (2,4,1) -1 1 -17 2 1800424102 -19 -7 -97658014; c int64 (1,) 0; d int32 (1,2) 3 -7	(c).T	int64 (1,) 0
a float64 () weak 0.0; b int32 (2,4,1) -1 1 -17 2 1800424102 -19 -7 -97658014; c int64 (1,) 0; d int32 (1,2) 3 -7	(add((b) >= (a), c))[None,7:2:-2,None,::1]	int64 (1,0,1,4,1)
a float64 () weak 0.0; b int32 (2,4,1) -1 1 -17 2 1800424102 -19 -7 -97658014; c int64 (1,) 0; d int32 (1,2) 3 -7	((b) >= (a))[:7:2,1:0,0,3:]	error
a bool () 0; b int64 () weak 0; c float64 (4,) 1.0 nan 0.0 0.501	where(bool(b), c, a)	float64 (4,) 0.0 0.0 0.0 0.0
a bool () 0; b int64 () weak 0; c float64 (4,) 1.0 nan 0.0 0.501	(bool(b)) | (a)	bool () 0
a float64 () -0.0; b int32 () -1660552216	((2147483648) + ((a) - (b))) if (a) else (a)	float64 () -0.0
a float64 () -0.0; b int32 () -1660552216	count_nonzero((2147483648) + ((a) - (b)))	int64 () 1
a float64 () -0.0; b int32 () -1660552216	(b)[-2]	error
a int32 () 5; b float32 (1,3) nan 4.0 4.0; c float64 (3,) 1.0 0.0 -0.0	(any(a)) < (c)	bool (3,) 0 0 0
a int32 () 5; b float32 (1,3) nan 4.0 4.0; c float64 (3,) 1.0 0.0 -0.0	count_nonzero(any(a))	int64 () 1
a int32 () 5; b float32 (1,3) nan 4.0 4.0; c float64 (3,) 1.0 0.0 -0.0	(b) ^ (b)	error
a float32 () 2.5; b float32 (2,3) 2.5 nan 4.0 -0.0 0.0 inf	(logical_or(b, pi)) != (2)	bool (2,3) 1 1 1 1 1 1
a float32 () 2.5; b float32 (2,3) 2.5 nan 4.0 -0.0 0.0 inf	floor(a)	float32 () 2.0
a float32 () 2.5; b float32 (2,3) 2.5 nan 4.0 -0.0 0.0 inf	(b) | (1)	error
a float32 (1,1,1) -0.0; b float32 (3,) inf 2.5 2.5	(b) == (b)	bool (3,) 1 1 1
a float32 (1,1,1) -0.0; b float32 (3,) inf 2.5 2.5	((b) == (b)) & ((b) == (b))	bool (3,) 1 1 1
a float32 (1,1,1) -0.0; b float32 (3,) inf 2.5 2.5	(b) | (2147483648)	error
a int64 (0,2); b int64 (1,2) -1980754302 2	(a).T	int64 (2,0)
a int64 (0,2); b int64 (1,2) -1980754302 2	(((b) / ((3.7))).T) if (maximum(transpose(((b) / ((3.7))).T, (0, 1)), (b) / ((3.7)))) else (maximum(transpose(((b) / ((3.7))).T, (0, 1)), (b) / ((3.7))))	float64 (2,2) -535339000.5405405 -535339000.5405405 0.5405405405405405 0.5405405405405405
a float64 () weak inf; b bool (4,1) 1 0 0 0; c float64 (0,)	where(True, size(c), (c) == (c))	int64 (0,)
a float64 () weak inf; b bool (4,1) 1 0 0 0; c float64 (0,)	(where(True, size(c), (c) == (c))) < (a)	bool (0,)
a float64 () weak inf; b bool (4,1) 1 0 0 0; c float64 (0,)	(c) | (b)	error
a int64 (4,) -1 2 1 2; b int64 () 0; c float64 () 1.0; d int64 (4,1,4) 1163418518 1 2 5 -7 -6 5 -1 3 1 -7 1721641099 -1408826965 2 -7 0	isnan(c)	bool () 0
a int64 (4,) -1 2 1 2; b int64 () 0; c float64 () 1.0; d int64 (4,1,4) 1163418518 1 2 5 -7 -6 5 -1 3 1 -7 1721641099 -1408826965 2 -7 0	any(isnan(c), keepdims=True)	bool () 0
a bool (4,) 0 0 1 1; b int64 () weak 1; c float64 (1,1) 0.5	linspace(-5, -3, 5)	~float64 (5,) -5.0 -4.5 -4.0 -3.5 -3.0
a bool (4,) 0 0 1 1; b int64 () weak 1; c float64 (1,1) 0.5	(b) & ((invert(b)) << (a))	int64 (4,) 0 0 0 0
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
a int32 (1,2,0); b int64 () weak 11	(1099511627776) < ((1.0))	bool () 0
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
a int64 () weak -1; b int32 (1,3) 3 1 19	((((1.0)) > ((a) / (a))) < (a)) | (a)	int64 () -1
a int64 () weak -1; b int32 (1,3) 3 1 19	(2147483648) ^ ((((1.0)) > ((a) / (a))) < (a))	int64 () 2147483648
a int64 () weak -1; b int32 (1,3) 3 1 19	(((1.0)) > ((a) / (a))) - ((((1.0)) > ((a) / (a))) < (a))	error
a int64 () weak -7; b int64 () weak -4	((logical_xor(logical_not(b), (2.0))) ** (2.0)) ** (3)	~float64 () 1.0
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
a int32 (1,3) -7 5 -1; b float32 (3,3) 4.0 0.0 -1.0 inf nan 0.0 nan inf 4.0; c float64 () weak -1.395; d float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -0.0 inf -1.281	(c) != (c)	bool () 0
a int32 (1,3) -7 5 -1; b float32 (3,3) 4.0 0.0 -1.0 inf nan 0.0 nan inf 4.0; c float64 () weak -1.395; d float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -0.0 inf -1.281	(d) if (d) else (a)	float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -7.0 inf -1.281
a int32 (1,3) -7 5 -1; b float32 (3,3) 4.0 0.0 -1.0 inf nan 0.0 nan inf 4.0; c float64 () weak -1.395; d float64 (3,3) -1.0 4.0 inf -1.0 nan 1.0 -0.0 inf -1.281	((c) != (c))[3:-7]	error
a bool (4,1) 1 1 0 0; b int32 (2,1,1) 3 1; c float32 (4,2) 0.0 1.0 1.0 0.5 1.137 inf -1.0 -0.0	(ceil(b)) + (ceil(b))	int32 (2,1,1) 6 2
a bool (4,1) 1 1 0 0; b int32 (2,1,1) 3 1; c float32 (4,2) 0.0 1.0 1.0 0.5 1.137 inf -1.0 -0.0	abs(isnan(c))	bool (4,2) 0 0 0 0 0 0 0 0
a bool (4,1) 1 1 0 0; b int32 (2,1,1) 3 1; c float32 (4,2) 0.0 1.0 1.0 0.5 1.137 inf -1.0 -0.0	(b) ** (-1)	error
a bool (1,2) 1 0; b int32 (1,2) 3 5	(b) >> (((a) * (b)) <= (b))	int32 (1,2) 1 2
a bool (1,2) 1 0; b int32 (1,2) 3 5	(a) // (b)	int32 (1,2) 0 0
a bool (1,2) 1 0; b int32 (1,2) 3 5	(a)[-2]	error
a int32 (3,1) 0 -7 -1899587910; b float32 (1,1) 1.0	((b) <= (log(shape(a, 0)))) > (prod(b, axis=1, keepdims=True))	~bool (1,1) 0
a int32 (3,1) 0 -7 -1899587910; b float32 (1,1) 1.0	(prod(pi, keepdims=True)) >= (prod(pi, keepdims=True))	~bool () 1
a int32 (3,1) 0 -7 -1899587910; b float32 (1,1) 1.0	(a) >> (b)	error
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
a float32 (2,1,2) 4.0 1.318 4.0 0.0; b int32 (2,2,1) -7 5 -1 2; c int64 () -7	(min(min(where(c, where(float32(a), pi, a), where(float32(a), pi, a)), axis=-3), keepdims=True)) - (min(where(c, where(float32(a), pi, a), where(float32(a), pi, a)), axis=-3))	float32 (1,2) -3.1415927410125732 0.0
a float32 (2,1,2) 4.0 1.318 4.0 0.0; b int32 (2,2,1) -7 5 -1 2; c int64 () -7	(min(min(where(c, where(float32(a), pi, a), where(float32(a), pi, a)), axis=-3), keepdims=True))[minimum(3, 7),minimum(3, 7)::-1]	error
a int32 (2,) 0 18; b int64 () weak -4; c float32 (2,) -1.0 0.5; d int64 (2,2) 5 5 -210245103 -1	((b) % (d)) < ((b) % (d))	bool (2,2) 0 0 0 0
a int32 (2,) 0 18; b int64 () weak -4; c float32 (2,) -1.0 0.5; d int64 (2,2) 5 5 -210245103 -1	(a) ** (0.5)	~float64 (2,) 0.0 4.242640687119285
a int32 (2,) 0 18; b int64 () weak -4; c float32 (2,) -1.0 0.5; d int64 (2,2) 5 5 -210245103 -1	(c) & ((b) % (d))	error
a float64 (3,1,3) nan -0.0 4.0 0.0 0.0 -4.733 -2.264 -0.0 0.5; b int32 (3,3) -4 0 0 2 -528997 3 18 1 -7; c int32 (3,) 1 3 1; d int32 (3,3) 3 179182279 11 -1299946418 5 3 -1 0 -3	astype(contains(str((b) - (b)), '3'), 'int32')	int32 (3,3) 0 0 0 0 0 0 0 0 0
a float64 (3,1,3) nan -0.0 4.0 0.0 0.0 -4.733 -2.264 -0.0 0.5; b int32 (3,3) -4 0 0 2 -528997 3 18 1 -7; c int32 (3,) 1 3 1; d int32 (3,3) 3 179182279 11 -1299946418 5 3 -1 0 -3	sum(2)	~int64 () 2
a float64 (3,1,3) nan -0.0 4.0 0.0 0.0 -4.733 -2.264 -0.0 0.5; b int32 (3,3) -4 0 0 2 -528997 3 18 1 -7; c int32 (3,) 1 3 1; d int32 (3,3) 3 179182279 11 -1299946418 5 3 -1 0 -3	((b)[7::1,:-1:3,...]) << ((0.5))	error
a float32 (3,1) 0.0 2.5 0.5; b int32 () 1; c int32 (3,2) 3 -1 -7 1 -599176866 2	count_nonzero(True)	int64 () 1
a float32 (3,1) 0.0 2.5 0.5; b int32 () 1; c int32 (3,2) 3 -1 -7 1 -599176866 2	(min(b))[None]	int32 (1,) 1
a float32 (3,1) 0.0 2.5 0.5; b int32 () 1; c int32 (3,2) 3 -1 -7 1 -599176866 2	(count_nonzero(True))[(0) * (16777217)]	error
a bool (3,1) 0 0 0; b float64 (1,) inf; c int64 () weak 1	(True) > (c)	bool () 0
a bool (3,1) 0 0 0; b float64 (1,) inf; c int64 () weak 1	(a) ^ ((True) > (c))	bool (3,1) 0 0 0
a bool (4,2) 0 1 0 0 1 0 0 0; b int32 (1,4,2) 2 -1 3 -1 7 1 12 2; c float64 (4,2) -1.0 4.0 0.5 2.5 -0.0 -1.0 inf -1.0	float32(minimum(a, a))	float32 (4,2) 0.0 1.0 0.0 0.0 1.0 0.0 0.0 0.0
a bool (4,2) 0 1 0 0 1 0 0 0; b int32 (1,4,2) 2 -1 3 -1 7 1 12 2; c float64 (4,2) -1.0 4.0 0.5 2.5 -0.0 -1.0 inf -1.0	(mean(a, axis=-2)) != (negative(2147483648))	~bool (2,) 1 1
a bool (4,2) 0 1 0 0 1 0 0 0; b int32 (1,4,2) 2 -1 3 -1 7 1 12 2; c float64 (4,2) -1.0 4.0 0.5 2.5 -0.0 -1.0 inf -1.0	(b) ** (-1)	error
a int32 (1,2) 5 1; b int64 (1,4,2) 3 0 0 5 0 -1 2 -1; c float64 () weak nan	(a).T	int32 (2,1) 5 1
a int32 (1,2) 5 1; b int64 (1,4,2) 3 0 0 5 0 -1 2 -1; c float64 () weak nan	(a) - (c)	float64 (1,2) nan nan
a int32 (1,2) 5 1; b int64 (1,4,2) 3 0 0 5 0 -1 2 -1; c float64 () weak nan	(a)[2:0:2,-1:-2:3,-2:-3:-2]	error
a int64 () weak 3; b int64 () -7; c bool (1,) 0	(b) << (c)	int64 (1,) -7
a int64 () weak 3; b int64 () -7; c bool (1,) 0	(mod((2.0), c)) ** (2.0)	~float64 (1,) nan
a bool (3,) 1 0 0; b float64 () 1.0; c float32 (4,3) 0.0 nan 1.0 -0.0 2.5 -4.956 1.0 inf 0.0 -4.139 0.0 inf	astype(b, 'float64')	float64 () 1.0
a bool (3,) 1 0 0; b float64 () 1.0; c float32 (4,3) 0.0 nan 1.0 -0.0 2.5 -4.956 1.0 inf 0.0 -4.139 0.0 inf	count_nonzero(True)	int64 () 1
a bool (3,) 1 0 0; b float64 () 1.0; c float32 (4,3) 0.0 nan 1.0 -0.0 2.5 -4.956 1.0 inf 0.0 -4.139 0.0 inf	(c) | (b)	error
a bool (1,2) 1 1; b int32 (1,) -1; c float64 () weak nan; d int64 (4,2) -7 2 2 -11 1 714054622 1 2	rint(where(where(d, c, b), c, cos(c)))	~float64 (4,2) nan nan nan nan nan nan nan nan
a bool (1,2) 1 1; b int32 (1,) -1; c float64 () weak nan; d int64 (4,2) -7 2 2 -11 1 714054622 1 2	(d) % (where(where(d, c, b), c, cos(c)))	~float64 (4,2) nan nan nan nan nan nan nan nan
a bool (1,2) 1 1; b int32 (1,) -1; c float64 () weak nan; d int64 (4,2) -7 2 2 -11 1 714054622 1 2	(a) - (a)	error
a int64 (1,) 0; b int32 () 1	mean((sum(a, axis=0)) ** (2.0))	~float64 () 0.0
a int64 (1,) 0; b int32 () 1	(True) >> ((b) % (a))	int64 (1,) 1
a int64 (1,) 0; b int32 () 1	((b) % (a))[3:-1:-2,3:]	error
a int32 (4,0,2); b int64 (1,2) 5 0	float64(a)	float64 (4,0,2)
a int32 (4,0,2); b int64 (1,2) 5 0	where(log((a)[0,...,:-7:-1,None]), (1.0), 2)	~float64 (0,2,1)
a int32 (4,0,2); b int64 (1,2) 5 0	add(add((a) > (b), b), ((a)[0,...,:-7:-1,None]) | ((a)[0,...,:-7:-1,None]))	error
a int32 (2,3,3) 1545096904 -764019698 -20 1383213966 880590097 5 1 -7 -7 -1 0 3 0 -7 -640982426 -1 2 0; b bool (3,1) 1 0 0	logical_xor(b, (b) < (a))	bool (2,3,3) 0 1 1 1 1 1 1 0 0 1 1 0 0 0 0 0 1 0
a int32 (2,3,3) 1545096904 -764019698 -20 1383213966 880590097 5 1 -7 -7 -1 0 3 0 -7 -640982426 -1 2 0; b bool (3,1) 1 0 0	maximum(b, 5)	int64 (3,1) 5 5 5
a int32 (2,3,3) 1545096904 -764019698 -20 1383213966 880590097 5 1 -7 -7 -1 0 3 0 -7 -640982426 -1 2 0; b bool (3,1) 1 0 0	(a) ** (-2)	error
a float64 (1,1) 2.5; b bool (4,) 1 1 1 1; c float32 (1,1) inf	(c) ** (2)	~float32 (1,1) inf
a float64 (1,1) 2.5; b bool (4,) 1 1 1 1; c float32 (1,1) inf	max((b) < (c), axis=-2)	bool (4,) 1 1 1 1
a float64 (1,1) 2.5; b bool (4,) 1 1 1 1; c float32 (1,1) inf	invert(a)	error
a int64 (3,3) 20793570 5 2 1 499766112 5 1 2 14; b float32 (3,3) 4.0 -1.0 3.273 4.0 -4.717 1.0 0.5 2.5 inf; c float64 (3,3) inf -1.0 -1.0 0.5 1.0 3.667 1.0 4.0 2.5	bool(a)	bool (3,3) 1 1 1 1 1 1 1 1 1
a int64 (3,3) 20793570 5 2 1 499766112 5 1 2 14; b float32 (3,3) 4.0 -1.0 3.273 4.0 -4.717 1.0 0.5 2.5 inf; c float64 (3,3) inf -1.0 -1.0 0.5 1.0 3.667 1.0 4.0 2.5	(c)[-3:1:2,0]	float64 (1,) inf
a int64 (3,3) 20793570 5 2 1 499766112 5 1 2 14; b float32 (3,3) 4.0 -1.0 3.273 4.0 -4.717 1.0 0.5 2.5 inf; c float64 (3,3) inf -1.0 -1.0 0.5 1.0 3.667 1.0 4.0 2.5	(a)[-7:7:-2,0:3:3,-1:1:-1]	error
a bool (4,) 1 1 0 1; b int64 (3,1) -7 951525203 -1	sum((0.0))	~float64 () 0.0
a bool (4,) 1 1 0 1; b int64 (3,1) -7 951525203 -1	logical_not(7)	bool () 0
a int32 (1,1,4) -17 -3 5 5; b float64 () weak 2.5; c int32 (3,4) -7 0 -492561394 -1 -7 -1 5 3 -1 2 -7 -1; d float32 (3,4) 0.0 -1.0 nan 4.407 0.0 2.5 nan -0.0 0.5 inf 0.5 1.0	(arange(-2, 1, -2))[None]	int64 (1,0)
a int32 (1,1,4) -17 -3 5 5; b float64 () weak 2.5; c int32 (3,4) -7 0 -492561394 -1 -7 -1 5 3 -1 2 -7 -1; d float32 (3,4) 0.0 -1.0 nan 4.407 0.0 2.5 nan -0.0 0.5 inf 0.5 1.0	count_nonzero(pi)	int64 () 1
a int32 (1,1,4) -17 -3 5 5; b float64 () weak 2.5; c int32 (3,4) -7 0 -492561394 -1 -7 -1 5 3 -1 2 -7 -1; d float32 (3,4) 0.0 -1.0 nan 4.407 0.0 2.5 nan -0.0 0.5 inf 0.5 1.0	(1099511627776) // ((c)[None,0:1:-1,0:3:1])	error
a float32 (0,0); b int64 (0,0); c float64 (0,0)	any((a) < (c), axis=-2, keepdims=True)	bool (1,0)
a float32 (0,0); b int64 (0,0); c float64 (0,0)	((16777217) > (pi)) / ((16777217) > (pi))	float64 () 1.0
a float32 (0,0); b int64 (0,0); c float64 (0,0)	(b)[-2:2:1,-7:1:-2,7:-3:2]	error
a float32 (2,1) -1.0 0.5; b int64 () weak -7	(b) + (b)	int64 weak () -14
a float32 (2,1) -1.0 0.5; b int64 () weak -7	size((b) + (b))	int64 weak () 1
a float32 (1,1) 1.0; b int64 () weak 1	(a) if (100) else (a)	float32 (1,1) 1.0
a float32 (1,1) 1.0; b int64 () weak 1	any(b, keepdims=True)	bool () 1
a bool (2,) 0 1; b float64 (2,) 0.5 0.0; c int64 (1,1) -7	shape(b, 0)	int64 weak () 2
a bool (2,) 0 1; b float64 (2,) 0.5 0.0; c int64 (1,1) -7	((a) & ((c)[:-2])).T	int64 (2,0)
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
a int64 (4,) -1 2 -7 0; b float64 () weak inf	arange(4, 5, -2)	int64 (0,)
a int64 (4,) -1 2 -7 0; b float64 () weak inf	(arange(4, 5, -2)) ^ (arange(4, 5, -2))	int64 (0,)
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
a bool (4,) 1 0 0 0; b int64 (4,) 16 733286392 1 2; c float64 (4,) 4.0 -0.0 2.5 1.0; d float64 (4,2,1) 4.0 4.0 1.0 4.0 2.5 2.486 1.0 4.597	(2) if (5) else (16777217)	int64 () 2
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
a int32 (1,3) 1 -1 -7; b bool (3,3) 0 1 0 1 0 0 1 1 0	(True) | (0)	int64 () 1
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
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	(a) > (3)	bool () 0
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	logical_xor((arange(-3, 7, 1)) - (max(d, axis=-1)), a)	bool (10,) 0 0 0 0 0 1 0 0 0 0
a float64 () weak 0.5; b float64 () 0.0; c float32 () 0.0; d int32 (1,4) -638759663 -20 2 -7	(c) >> (arange(-3, 7, 1))	error
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	invert(minimum((c) >> (c), c))	int64 (0,2)
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	((b) <= ((c) >> (c)))[...]	bool (0,2)
a float64 (4,0,1); b float64 () weak -1.0; c int64 (0,2)	((c)[-3:7])[1,2:-3:-1,::3]	error
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	(5) == (b)	bool (2,2) 0 0 0 0
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	((where(c, c, b))[-3:-7,-1:3:1]) - (((where(c, c, b))[-3:-7,-1:3:1]) / (a))	float64 (0,1,2)
a int64 (1,) 1; b float32 (2,2) 4.0 1.0 0.0 1.0; c int32 (3,2,1) -1 -2022466034 525973713 0 1 0	((a)[7:7]) + ((b) * (b))	error
a int32 (3,) 0 3 -15; b int32 (1,3) -7 5 3; c int64 (2,1) 2 0; d bool (3,2,1) 1 1 0 0 1 1	(2) == ((-1.0))	bool () 0
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
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	linspace(2, 4, 2)	~float64 (2,) 2.0 4.0
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	(c) ^ (a)	int32 (1,3) -8 6 1
a int32 (1,3) -5 5 2; b int64 (3,3) 0 1 -7 2 -1 0 3 0 3; c int64 () weak 3	(((2.0)) != (c))[-2:c:1]	error
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	cos((0.1))	~float64 weak () 0.9950041652780258
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	min((a) > (5), axis=0, keepdims=True)	bool (1,) 0
a bool (3,) 1 0 0; b float64 (1,3) -1.718 0.0 2.5	((5) / (a)) | (b)	error
a float64 (2,3) 0.5 inf -0.0 inf nan 4.0; b float32 (2,3) 2.5 0.5 nan inf -1.0 -1.0; c float32 (1,3) 4.0 1.0 -0.0	(a) + ((2) >> (True))	float64 (2,3) 1.5 inf 1.0 inf nan 5.0
a float64 (2,3) 0.5 inf -0.0 inf nan 4.0; b float32 (2,3) 2.5 0.5 nan inf -1.0 -1.0; c float32 (1,3) 4.0 1.0 -0.0	(log(arctan2(c, b))) // ((c) // (16777217))	~float32 (2,3) inf inf nan -inf inf nan
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	logical_or(b, ((c) >= (7))[-3:7:-2])	bool (0,3)
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	(((c) >= (7)) != (c))[None,-2:-3:-1]	bool (1,1,3) 1 1 1
a float32 (2,3) 2.5 1.0 1.0 4.0 2.653 -1.0; b int32 () 5; c bool (2,3) 1 1 1 1 0 1; d bool (1,3) 1 0 0	(d) - ((c) >= (7))	error
a float64 (2,) 4.0 2.5; b float64 (2,2) 1.0 0.5 0.5 2.5; c float64 () weak -0.0	(b)[7:-1,:1:-2]	float64 (0,0)
a float64 (2,) 4.0 2.5; b float64 (2,2) 1.0 0.5 0.5 2.5; c float64 () weak -0.0	(b) != (a)	bool (2,2) 1 1 1 0
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	(b).T	bool (1,1) 1
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	(a) != (b)	bool (2,3,1) 1 1 1 1 0 1
a int64 (2,3,1) -7 -7 -1 2 1 -7; b bool (1,1) 1	((b) > (100))[...,-2]	error
a int32 (4,1) 5 -7 -7 0; b float32 (2,) 0.0 4.0; c float32 (4,4) inf 4.0 -0.0 2.5 -1.0 -1.0 0.0 0.5 -1.0 -1.0 1.0 0.0 0.0 2.5 0.5 -1.0; d int64 (4,1) 5 2 705324771 3	logical_xor(b, (3.7))	bool (2,) 1 0
a int32 (4,1) 5 -7 -7 0; b float32 (2,) 0.0 4.0; c float32 (4,4) inf 4.0 -0.0 2.5 -1.0 -1.0 0.0 0.5 -1.0 -1.0 1.0 0.0 0.0 2.5 0.5 -1.0; d int64 (4,1) 5 2 705324771 3	((10000000000.0)) != ((-1.0))	bool () 1
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
a int64 (4,3) 3 -7 3 1 3 1 -3 0 2 -1 -1 -7; b int64 () weak 0; c int64 () weak 1; d float32 (4,3) -0.0 1.0 1.0 4.0 -1.0 inf 1.0 0.0 1.0 0.5 nan 2.5	((3.7)) != (16777217)	bool () 1
a int64 (4,3) 3 -7 3 1 3 1 -3 0 2 -1 -1 -7; b int64 () weak 0; c int64 () weak 1; d float32 (4,3) -0.0 1.0 1.0 4.0 -1.0 inf 1.0 0.0 1.0 0.5 nan 2.5	(((3.7)) != (16777217))[0]	error
a int64 (4,3) -1 -1 5 -51606344 1 -1 -19 -7 5 -1 3 -1288761906; b int32 (4,1) 3 -1 -3 1; c bool (1,4,3) 0 1 0 1 1 0 1 1 1 0 0 0; d int64 (1,1,3) -1372576535 2 2	arctan2(radians((a) + (a)), (c) if (d) else (b))	~float64 (1,4,3) -1.5707963267948966 -0.0348924178573234 1.5707963267948966 -1.5707957716714847 0.0348924178573234 -1.5707963267948966 -0.5856162053285445 -0.23965030291654563 0.1727924348551592 -1.5707963267948966 1.5707963267948966 -1.5707963267948966
a int64 (4,3) -1 -1 5 -51606344 1 -1 -19 -7 5 -1 3 -1288761906; b int32 (4,1) 3 -1 -3 1; c bool (1,4,3) 0 1 0 1 1 0 1 1 1 0 0 0; d int64 (1,1,3) -1372576535 2 2	(minimum(d, a)) < (floor(a))	bool (1,4,3) 1 0 1 1 0 0 1 0 1 1 1 0
a float64 () -0.0; b float32 () 0.0	((3.7)) / ((b) ** (-2))	~float32 () 0.0
a float64 () -0.0; b float32 () 0.0	((b) <= (b)) / ((b) ** (-2))	~float32 () 0.0
a float64 () -0.0; b float32 () 0.0	(a)[-3::-1]	error
a float32 (1,) 0.0; b float64 (3,1) -1.0 0.0 0.0	logical_and(((b) >= (b)) == ((a) - (a)), (2) <= (b))	bool (3,1) 0 0 0
a float32 (1,) 0.0; b float64 (3,1) -1.0 0.0 0.0	((rint(b)) - (b)) >= (a)	bool (3,1) 1 1 1
a float32 (1,) 0.0; b float64 (3,1) -1.0 0.0 0.0	(((2) <= (b)) if ((2) <= (b)) else ((rint(b)) - (b)))[1,:-2,-3:1:-2]	error
a float64 (1,) -1.0; b float32 (3,2) 1.0 3.025 4.0 4.0 nan 0.5; c bool () 0	(b) < ((c) if (a) else (b))	bool (3,2) 0 0 0 0 0 0
a float64 (1,) -1.0; b float32 (3,2) 1.0 3.025 4.0 4.0 nan 0.5; c bool () 0	(b)[0,-2]	float32 () 1.0
a float64 (1,) -1.0; b float32 (3,2) 1.0 3.025 4.0 4.0 nan 0.5; c bool () 0	(c)[-2]	error
a bool (1,1,2) 1 1; b bool (1,4,2) 1 0 0 1 1 0 0 1; c float64 (4,1) 0.0 0.0 2.5 -0.0	(rint(c))[:-2]	float64 (2,1) 0.0 0.0
a bool (1,1,2) 1 1; b bool (1,4,2) 1 0 0 1 1 0 0 1; c float64 (4,1) 0.0 0.0 2.5 -0.0	((rint(c))[:-2])[...]	float64 (2,1) 0.0 0.0
a bool (1,1,2) 1 1; b bool (1,4,2) 1 0 0 1 1 0 0 1; c float64 (4,1) 0.0 0.0 2.5 -0.0	((b) & (5)) | ((0.1))	error
a int64 (4,2) 3 -238902429 3 3 1 3 1164317130 -1; b float64 () weak inf; c int64 (2,4,2) -909010284 3 -1 1 3 -300059545 5 -1 590081112 2126730924 405208393 1 1 -1 3 -7	(c) ** (3)	~int64 (2,4,2) -9134891325953714368 27 -1 1 27 6458173509601151095 125 -1 7598008266520749568 3436056807186154688 2358234961775072921 1 1 -1 27 -343
a int64 (4,2) 3 -238902429 3 3 1 3 1164317130 -1; b float64 () weak inf; c int64 (2,4,2) -909010284 3 -1 1 3 -300059545 5 -1 590081112 2126730924 405208393 1 1 -1 3 -7	arctan2((a)[-1,1], c)	~float64 (2,4,2) -3.1415926524896958 -0.3217505543966422 -2.356194490192345 -0.7853981633974483 -0.3217505543966422 -3.141592650257121 -0.19739555984988075 -2.356194490192345 -1.6946822727652397e-09 -4.702052284635892e-10 -2.4678659605157784e-09 -0.7853981633974483 -0.7853981633974483 -2.356194490192345 -0.3217505543966422 -2.999695598985629
a float64 (4,4) nan -0.0 -0.044 4.0 2.5 0.5 -0.757 nan 4.0 4.0 nan 0.5 1.0 0.5 inf 1.594; b bool (1,4) 1 1 0 1	(logical_not(a))[2:-2,2]	bool (0,)
a float64 (4,4) nan -0.0 -0.044 4.0 2.5 0.5 -0.757 nan 4.0 4.0 nan 0.5 1.0 0.5 inf 1.594; b bool (1,4) 1 1 0 1	invert((logical_not(a))[2:-2,2])	bool (0,)
a bool (3,) 0 0 0; b bool (3,) 1 0 0; c int32 (3,) 2006116116 1 0	(((b).T) & (size(2147483648))) >= (all((b) > (3), axis=-1))	bool (3,) 1 1 1
a bool (3,) 0 0 0; b bool (3,) 1 0 0; c int32 (3,) 2006116116 1 0	((b) > (3)) >= (size(2147483648))	bool (3,) 0 0 0
a int64 () weak 2; b int64 () weak 20	logical_and(logical_or(logical_xor(b, a), b), logical_xor(b, a))	bool () 0
a int64 () weak 2; b int64 () weak 20	(logical_or(logical_xor(b, a), b)) * (True)	bool () 1
a int64 (2,1,2) 3 -7 -20 5; b int32 (3,2) 18 1 -7 -19 0 -5	(a) != (3)	bool (2,1,2) 0 1 1 1
a int64 (2,1,2) 3 -7 -20 5; b int32 (3,2) 18 1 -7 -19 0 -5	((b) != (b)) != ((a) != (3))	bool (2,3,2) 0 1 0 1 0 1 1 1 1 1 1 1
a float32 (1,3) 0.0 2.5 1.0; b float64 (1,) 0.0	((10000000000.0)) - (b)	float64 (1,) 10000000000.0
a float32 (1,3) 0.0 2.5 1.0; b float64 (1,) 0.0	isnan(a)	bool (1,3) 0 0 0
a bool (2,3,1) 1 1 1 1 0 0; b float32 (2,) -0.226 -3.462; c int64 (3,2) -7 1935954872 3 -1 0 1	(c) ^ ((5) < (where((b) > ((0.5)), maximum((-1.0), a), b)))	int64 (2,3,2) -7 1935954872 3 -1 0 1 -7 1935954872 3 -1 0 1
a bool (2,3,1) 1 1 1 1 0 0; b float32 (2,) -0.226 -3.462; c int64 (3,2) -7 1935954872 3 -1 0 1	log(c)	~float64 (3,2) nan 21.38386651561176 1.0986122886681098 nan -inf 0.0
a bool (2,3,1) 1 1 1 1 0 0; b float32 (2,) -0.226 -3.462; c int64 (3,2) -7 1935954872 3 -1 0 1	(a) & (where(where((b) > ((0.5)), maximum((-1.0), a), b), b, where((b) > ((0.5)), maximum((-1.0), a), b)))	error
a int32 (1,1) -1; b int32 (2,) 1 -7	logical_or(a, (a) ** (1))	~bool (1,1) 1
a int32 (1,1) -1; b int32 (2,) 1 -7	(b) > ((b)[3::-2,None])	bool (1,2) 1 0
a int32 (1,1) -1; b int32 (2,) 1 -7	(a)[None,2]	error
a int32 (1,2) 5 0; b float32 (3,2) 0.5 4.0 inf nan inf 2.5	((b) ** (-1)) > ((a) if (a) else (b))	~bool (3,2) 0 0 0 0 0 0
a int32 (1,2) 5 0; b float32 (3,2) 0.5 4.0 inf nan inf 2.5	arctan2((a) << (a), 1099511627776)	~float64 (1,2) 1.4551915228366852e-10 0.0
a float32 (1,) nan; b float64 (2,4) -0.0 -0.0 0.5 -0.0 1.0 0.5 0.5 inf; c int32 (2,4) -7 2 1 -1 -1 5 0 5	((c) % (a)).T	float64 (4,2) nan nan nan nan nan nan nan nan
a float32 (1,) nan; b float64 (2,4) -0.0 -0.0 0.5 -0.0 1.0 0.5 0.5 inf; c int32 (2,4) -7 2 1 -1 -1 5 0 5	(((c) % (a)).T) >= ((2.0))	bool (4,2) 0 0 0 0 0 0 0 0
a bool (4,) 0 0 0 1; b int32 (3,4) -1 1 1 2 5 1552933123 1 5 3 3 -7 0; c int64 (2,3,4) 3 1547132968 2 2 0 0 3 2 -1 5 -5 13 5 0 2 1346293897 -1324254384 1506330036 -1 -880840982 3 3 -2104299231 -1; d float64 () weak -0.0	((b) >= (c)) ** (1.5)	~float64 (2,3,4) 0.0 0.0 0.0 1.0 1.0 1.0 0.0 1.0 1.0 0.0 0.0 0.0 0.0 1.0 0.0 0.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0
a bool (4,) 0 0 0 1; b int32 (3,4) -1 1 1 2 5 1552933123 1 5 3 3 -7 0; c int64 (2,3,4) 3 1547132968 2 2 0 0 3 2 -1 5 -5 13 5 0 2 1346293897 -1324254384 1506330036 -1 -880840982 3 3 -2104299231 -1; d float64 () weak -0.0	float32(c)	float32 (2,3,4) 3.0 1547132928.0 2.0 2.0 0.0 0.0 3.0 2.0 -1.0 5.0 -5.0 13.0 5.0 0.0 2.0 1346293888.0 -1324254336.0 1506329984.0 -1.0 -880840960.0 3.0 3.0 -2104299264.0 -1.0
a bool (4,) 0 0 0 1; b int32 (3,4) -1 1 1 2 5 1552933123 1 5 3 3 -7 0; c int64 (2,3,4) 3 1547132968 2 2 0 0 3 2 -1 5 -5 13 5 0 2 1346293897 -1324254384 1506330036 -1 -880840982 3 3 -2104299231 -1; d float64 () weak -0.0	((a) * ((0.0))) >> (b)	error
a float32 (2,) 2.317 -1.0; b int64 () weak 0; c float32 (2,2) 2.5 1.0 2.5 0.5; d int32 (2,2) 2 2104959102 0 3	((-1.0)) >= ((where(sum(b, keepdims=True), c, b)) ** (0.5))	~bool (2,2) 0 0 0 0
a float32 (2,) 2.317 -1.0; b int64 () weak 0; c float32 (2,2) 2.5 1.0 2.5 0.5; d int32 (2,2) 2 2104959102 0 3	(c) if (where(b, c, (a) // (a))) else (where(sum(b, keepdims=True), c, b))	~float32 (2,2) 2.5 1.0 2.5 0.5
a float32 (2,) 2.317 -1.0; b int64 () weak 0; c float32 (2,2) 2.5 1.0 2.5 0.5; d int32 (2,2) 2 2104959102 0 3	invert(c)	error
a int64 (1,3) 19 -2007427061 5; b bool (3,) 0 1 1	(((b) ^ (b)) / ((b) ^ (b))) - ((-2.5))	float64 (3,) nan nan nan
a int64 (1,3) 19 -2007427061 5; b bool (3,) 0 1 1	logical_or(logical_and((b) ^ (b), (-2.5)), (((b) ^ (b)) / ((b) ^ (b))) - ((-2.5)))	bool (3,) 1 1 1
a int64 (1,3) 19 -2007427061 5; b bool (3,) 0 1 1	((b) ^ (b))[-7::3,0]	error
a float32 (3,3,1) -0.681 1.0 0.0 4.0 nan 2.5 -4.024 -2.91 inf; b int64 () weak -1; c int64 () weak 5; d int64 () weak -7	(2) / (a)	float32 (3,3,1) -2.9368577003479004 2.0 inf 0.5 nan 0.800000011920929 -0.49701786041259766 -0.6872851848602295 0.0
a float32 (3,3,1) -0.681 1.0 0.0 4.0 nan 2.5 -4.024 -2.91 inf; b int64 () weak -1; c int64 () weak 5; d int64 () weak -7	(16777217) << (a)	error
a int32 (3,4) -66800248 -1 2 972190933 3 -1 3 2 17 -7 -1 1; b int64 () weak 5	((sum(b)) - (contains(str(a), '5'))) << (contains(str(a), '5'))	~int64 (3,4) 5 5 5 5 5 5 5 5 5 5 5 5
a int32 (3,4) -66800248 -1 2 972190933 3 -1 3 2 17 -7 -1 1; b int64 () weak 5	((-2.5)) // ((sum(b)) - (contains(str(a), '5')))	~float64 (3,4) -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0 -1.0
a int32 (3,4) -66800248 -1 2 972190933 3 -1 3 2 17 -7 -1 1; b int64 () weak 5	(a)[b,...]	error
a int64 () weak -7; b int64 (4,1) -1 0 1300685344 -1; c float32 (4,1) 2.05 inf -1.0 -0.0; d bool (3,) 0 1 0	(c) if (linspace(4, 0, 4)) else ((0.0))	~float32 (4,4) 2.049999952316284 2.049999952316284 2.049999952316284 0.0 inf inf inf 0.0 -1.0 -1.0 -1.0 0.0 -0.0 -0.0 -0.0 0.0
a int64 () weak -7; b int64 (4,1) -1 0 1300685344 -1; c float32 (4,1) 2.05 inf -1.0 -0.0; d bool (3,) 0 1 0	((d) ** (0.5)) == (c)	~bool (4,3) 0 0 0 0 0 0 0 0 0 1 0 1
a int64 () weak -7; b int64 (4,1) -1 0 1300685344 -1; c float32 (4,1) 2.05 inf -1.0 -0.0; d bool (3,) 0 1 0	((d) ** (0.5))[-1,-2::3]	error
a int64 (3,) -1 3 2; b bool (1,) 1	(pi) // (a)	float64 (3,) -4.0 1.0 1.0
a int64 (3,) -1 3 2; b bool (1,) 1	((a) != ((0.1)))[None]	bool (1,3) 1 1 1
a int64 (3,) -1 3 2; b bool (1,) 1	(b)[-2]	error
a int64 (4,4) 0 5 3 1 -1 5 -7 -10 5 0 -7 5 0 0 15 -1; b bool (4,4) 0 0 1 1 1 0 0 0 0 0 0 1 0 0 0 0; c float64 (4,) nan 0.5 -1.0 nan; d int64 (4,1) -1 0 -11 -1357612211	arange(-5, 3, 3)	int64 (3,) -5 -2 1
a int64 (4,4) 0 5 3 1 -1 5 -7 -10 5 0 -7 5 0 0 15 -1; b bool (4,4) 0 0 1 1 1 0 0 0 0 0 0 1 0 0 0 0; c float64 (4,) nan 0.5 -1.0 nan; d int64 (4,1) -1 0 -11 -1357612211	cos(c)	~float64 (4,) nan 0.8775825618903728 0.5403023058681398 nan
a int64 (4,4) 0 5 3 1 -1 5 -7 -10 5 0 -7 5 0 0 15 -1; b bool (4,4) 0 0 1 1 1 0 0 0 0 0 0 1 0 0 0 0; c float64 (4,) nan 0.5 -1.0 nan; d int64 (4,1) -1 0 -11 -1357612211	(a)[1:3:-1,-2:-1:-1,3:-3:1]	error
a int32 (2,1) -7 -7; b int64 (1,) 2; c float64 (2,1) 4.0 1.0	(((a)[1::1,0]) // ((a)[1::1,0])) - ((b) <= ((a)[1::1,0]))	int32 (1,) 1
a int32 (2,1) -7 -7; b int64 (1,) 2; c float64 (2,1) 4.0 1.0	maximum((2.0), ((a)[1::1,0]) // ((a)[1::1,0]))	float64 (1,) 2.0
a int64 (2,) 0 -7; b float64 () weak 0.0; c float32 (1,1) 3.38; d bool (2,) 1 1	((d).T) + (a)	int64 (2,) 1 -6
a int64 (2,) 0 -7; b float64 () weak 0.0; c float32 (1,1) 3.38; d bool (2,) 1 1	(c) * (b)	float32 (1,1) 0.0
a int64 (2,) 0 -7; b float64 () weak 0.0; c float32 (1,1) 3.38; d bool (2,) 1 1	(b) & ((a) if (1099511627776) else (c))	error
a bool (1,4,1) 0 0 0 1; b int64 () weak -1; c float32 (4,1) -0.0 2.997 0.5 -1.0	maximum(2, b)	int64 weak () 2
a bool (1,4,1) 0 0 0 1; b int64 () weak -1; c float32 (4,1) -0.0 2.997 0.5 -1.0	any(log((c)[-3:-7]), axis=(0, 1), keepdims=True)	~bool (1,1) 0
a bool (1,4,1) 0 0 0 1; b int64 () weak -1; c float32 (4,1) -0.0 2.997 0.5 -1.0	(a) << (log((c)[-3:-7]))	error
a float32 (2,) 1.0 0.0; b int64 (3,2) -1 -7 2 -1490044709 -1 -3	(astype(b, 'float64'))[0:2:-1,...,-3:-2:3]	float64 (0,0)
a float32 (2,) 1.0 0.0; b int64 (3,2) -1 -7 2 -1490044709 -1 -3	(b) / ((b) - (b))	float64 (3,2) -inf -inf inf -inf -inf -inf
a float32 (2,) 1.0 0.0; b int64 (3,2) -1 -7 2 -1490044709 -1 -3	(floor(a)) | ((a) ** (0))	error
a bool () 0; b int32 (4,3,1) -1554014239 5 3 0 2 1 1 -7 15 19 2 -14; c float64 (4,) 4.0 inf nan 4.0	maximum((3) != (b), a)	bool (4,3,1) 1 1 0 1 1 1 1 1 1 1 1 1
a bool () 0; b int32 (4,3,1) -1554014239 5 3 0 2 1 1 -7 15 19 2 -14; c float64 (4,) 4.0 inf nan 4.0	transpose((b) & ((3) != (b)), (2, 1, 0))	int32 (1,3,4) 1 0 1 1 1 0 1 0 0 1 1 0
a int64 () weak -1; b int64 () weak 1	(a) <= ((b) != (b))	bool () 1
a int64 () weak -1; b int64 () weak 1	((1099511627776) - (b)) != (a)	bool () 1
a int32 () -7; b int32 (3,1,3) 2 -750975602 3 1 -1 -7 -1 1 1; c float32 (2,3) 4.0 -0.0 2.5 0.5 -1.0 -0.0	transpose((b) + (a), (0, 2, 1))	int32 (3,3,1) -5 -750975609 -4 -6 -8 -14 -8 -6 -6
a int32 () -7; b int32 (3,1,3) 2 -750975602 3 1 -1 -7 -1 1 1; c float32 (2,3) 4.0 -0.0 2.5 0.5 -1.0 -0.0	((a)[...]) << (a)	int32 () 0
a int32 () -7; b int32 (3,1,3) 2 -750975602 3 1 -1 -7 -1 1 1; c float32 (2,3) 4.0 -0.0 2.5 0.5 -1.0 -0.0	((a)[...]) >> ((c) - ((b) + (a)))	error
a float32 (2,1) -1.0 -0.0; b float32 (2,2,4) 0.5 0.5 4.0 4.0 -0.0 nan 2.5 1.0 2.5 1.0 -0.61 -0.0 4.0 0.0 nan 2.5; c bool (2,1,4) 0 1 0 1 0 1 0 1; d float64 (2,4) -0.0 inf 1.0 -3.768 4.0 -1.814 nan -1.0	transpose(max(c, axis=2, keepdims=True), (0, 1, 2))	bool (2,1,1) 1 1
a float32 (2,1) -1.0 -0.0; b float32 (2,2,4) 0.5 0.5 4.0 4.0 -0.0 nan 2.5 1.0 2.5 1.0 -0.61 -0.0 4.0 0.0 nan 2.5; c bool (2,1,4) 0 1 0 1 0 1 0 1; d float64 (2,4) -0.0 inf 1.0 -3.768 4.0 -1.814 nan -1.0	(max(c, axis=2, keepdims=True)) ** (0)	~int64 (2,1,1) 1 1
a float32 (2,1) -1.0 -0.0; b float32 (2,2,4) 0.5 0.5 4.0 4.0 -0.0 nan 2.5 1.0 2.5 1.0 -0.61 -0.0 4.0 0.0 nan 2.5; c bool (2,1,4) 0 1 0 1 0 1 0 1; d float64 (2,4) -0.0 inf 1.0 -3.768 4.0 -1.814 nan -1.0	(max(c, axis=2, keepdims=True)) >> (d)	error
a bool (2,3) 1 1 0 1 1 0; b int64 (1,1,3) -4 1 1753294810	astype(5, 'float32')	float32 () 5.0
a bool (2,3) 1 1 0 1 1 0; b int64 (1,1,3) -4 1 1753294810	((b) if (a) else (3)) == ((any((b) if (a) else (3), axis=-1, keepdims=True)) * ((2.0)))	bool (1,2,3) 0 0 0 0 0 0
a int32 (3,3) 1 3 5 0 3 3 -7 1 2; b int64 () weak 3; c int32 (3,3) 5 1 0 3 3 2 3 -1 2	all(1099511627776, keepdims=True)	bool () 1
a int32 (3,3) 1 3 5 0 3 3 -7 1 2; b int64 () weak 3; c int32 (3,3) 5 1 0 3 3 2 3 -1 2	logical_or((arange(3, -3, 2)) ^ (1), (arange(3, -3, 2)) ^ (1))	bool (0,)
a int32 (3,3) 1 3 5 0 3 3 -7 1 2; b int64 () weak 3; c int32 (3,3) 5 1 0 3 3 2 3 -1 2	((0.5)) & (b)	error
a float64 (1,3,3) 0.0 2.5 0.5 0.5 0.0 inf 0.0 -1.0 nan; b float64 (3,1) 0.5 -2.294 -0.0; c int64 (3,) 3 1571833347 -1	all(a)	bool () 0
a float64 (1,3,3) 0.0 2.5 0.5 0.5 0.0 inf 0.0 -1.0 nan; b float64 (3,1) 0.5 -2.294 -0.0; c int64 (3,) 3 1571833347 -1	abs(c)	int64 (3,) 3 1571833347 1
a float64 (1,3,3) 0.0 2.5 0.5 0.5 0.0 inf 0.0 -1.0 nan; b float64 (3,1) 0.5 -2.294 -0.0; c int64 (3,) 3 1571833347 -1	(c)[0:,1]	error
a float64 () weak inf; b int64 (2,1,4) 5 0 909305027 5 -7 2 0 2; c float32 (1,) -3.418	(c) != (1)	bool (1,) 1
a float64 () weak inf; b int64 (2,1,4) 5 0 909305027 5 -7 2 0 2; c float32 (1,) -3.418	(2) >= ((c) != (1))	bool (1,) 1
a float64 () weak inf; b int64 (2,1,4) 5 0 909305027 5 -7 2 0 2; c float32 (1,) -3.418	(c)[1]	error
a bool (3,1,4) 1 1 0 1 1 1 1 1 1 1 1 0; b int64 () weak 2	(min(where((0.5), 2, b), keepdims=True)) % (where((0.5), 2, b))	int64 () 0
a bool (3,1,4) 1 1 0 1 1 1 1 1 1 1 1 0; b int64 () weak 2	any(100)	bool () 1
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
a bool (2,) 0 0; b int64 () weak 5; c int32 (2,1) 5 -1; d int64 () -7	((True) < (d)) == (a)	bool (2,) 1 1
a bool (2,) 0 0; b int64 () weak 5; c int32 (2,1) 5 -1; d int64 () -7	size(a)	int64 weak () 2
a float64 (3,) 4.0 0.0 -1.0; b float64 (3,1) 0.5 0.5 2.5	((a)[-2:-1:-1,None]) / (((a)[-2:-1:-1,None])[None])	float64 (1,0,1)
a float64 (3,) 4.0 0.0 -1.0; b float64 (3,1) 0.5 0.5 2.5	((a)[-2:-1:-1,None])[:2:1]	float64 (0,1)
a float64 (3,) 4.0 0.0 -1.0; b float64 (3,1) 0.5 0.5 2.5	(((a)[-2:-1:-1,None])[:2:1]) >> (16777217)	error
a int64 () weak -1; b int64 (1,1) 0	(b) < ((10000000000.0))	bool (1,1) 1
a int64 () weak -1; b int64 (1,1) 0	transpose((b) < ((10000000000.0)), (1, 0))	bool (1,1) 1
a float64 (2,4) -0.0 0.5 0.96 -1.0 0.5 inf 2.5 1.0; b float64 () weak -0.0; c int32 (2,2,1) 0 1 427857064 5	(7) // (a)	float64 (2,4) -inf 14.0 7.0 -7.0 14.0 0.0 2.0 7.0
a float64 (2,4) -0.0 0.5 0.96 -1.0 0.5 inf 2.5 1.0; b float64 () weak -0.0; c int32 (2,2,1) 0 1 427857064 5	(a)[...,3:-7:3,2]	float64 (0,)
a float64 (2,4) -0.0 0.5 0.96 -1.0 0.5 inf 2.5 1.0; b float64 () weak -0.0; c int32 (2,2,1) 0 1 427857064 5	(a) if (c) else ((c)[-7:-7,...])	error
a float64 (3,4) 4.0 2.5 -1.0 0.5 -0.0 0.198 1.0 1.0 1.0 nan 0.5 3.752; b float32 (4,) 1.0 2.5 0.0 1.0; c float32 (4,) 2.5 0.5 1.0 -0.0; d float64 (4,) inf 2.5 0.5 4.0	count_nonzero(size(2), keepdims=True)	int64 () 1
a float64 (3,4) 4.0 2.5 -1.0 0.5 -0.0 0.198 1.0 1.0 1.0 nan 0.5 3.752; b float32 (4,) 1.0 2.5 0.0 1.0; c float32 (4,) 2.5 0.5 1.0 -0.0; d float64 (4,) inf 2.5 0.5 4.0	fabs(b)	float32 (4,) 1.0 2.5 0.0 1.0
a float64 (3,4) 4.0 2.5 -1.0 0.5 -0.0 0.198 1.0 1.0 1.0 nan 0.5 3.752; b float32 (4,) 1.0 2.5 0.0 1.0; c float32 (4,) 2.5 0.5 1.0 -0.0; d float64 (4,) inf 2.5 0.5 4.0	(count_nonzero(size(2), keepdims=True))[(5) | (size(2))]	error
a float32 (1,2) inf 0.0; b bool () 1	(b) > (b)	bool () 0
a float32 (1,2) inf 0.0; b bool () 1	(b) == ((b) ^ (b))	bool () 0
a float64 () weak nan; b int64 () 0; c bool (2,4,1) 1 1 1 0 1 0 0 0	(where((b) ** (2), c, 3)) if (b) else (((b) ** (2)) & ((b) ** (2)))	~int64 (2,4,1) 0 0 0 0 0 0 0 0
a float64 () weak nan; b int64 () 0; c bool (2,4,1) 1 1 1 0 1 0 0 0	(((b) ** (2)) & ((b) ** (2))) - (linspace(2, -1, 2))	~float64 (2,) -2.0 1.0
a float64 () weak nan; b int64 () 0; c bool (2,4,1) 1 1 1 0 1 0 0 0	(a) | ((b) ** (2))	error
a int64 (4,) -7 2 5 -1461685797; b int32 (1,1,4) -1 -1 5 0	((a) + ((5) + (a))) == ((5) + (a))	bool (4,) 0 0 0 0
a int64 (4,) -7 2 5 -1461685797; b int32 (1,1,4) -1 -1 5 0	(((b) >= (b)) > (a)) - (5)	int64 (1,1,4) -4 -5 -5 -4
a float32 (3,3,1) 0.0 0.0 -0.0 0.0 1.143 -1.0 1.0 3.512 0.0; b float32 (1,3) 2.5 -1.0 0.5; c bool (3,1) 1 0 0	prod((b) ** (1), axis=(), keepdims=True)	~float32 (1,3) 2.5 -1.0 0.5
a float32 (3,3,1) 0.0 0.0 -0.0 0.0 1.143 -1.0 1.0 3.512 0.0; b float32 (1,3) 2.5 -1.0 0.5; c bool (3,1) 1 0 0	(b)[-7:]	float32 (1,3) 2.5 -1.0 0.5
a float64 (4,) 0.5 -1.0 -1.0 0.5; b int64 () weak -7; c float32 (3,4) 0.5 inf 1.0 nan inf nan 2.975 2.5 4.0 -2.351 0.5 2.5	(b) << ((3) >= (c))	int64 (3,4) -14 -7 -14 -7 -7 -7 -14 -14 -7 -14 -14 -14
a float64 (4,) 0.5 -1.0 -1.0 0.5; b int64 () weak -7; c float32 (3,4) 0.5 inf 1.0 nan inf nan 2.975 2.5 4.0 -2.351 0.5 2.5	((3) >= (c)) ** (1.5)	~float64 (3,4) 1.0 0.0 1.0 0.0 0.0 0.0 1.0 1.0 0.0 1.0 1.0 1.0
a float64 (4,) 0.5 -1.0 -1.0 0.5; b int64 () weak -7; c float32 (3,4) 0.5 inf 1.0 nan inf nan 2.975 2.5 4.0 -2.351 0.5 2.5	(minimum(c, b)) ^ (c)	error
a bool (4,3) 1 0 1 1 1 1 1 1 0 1 1 0; b float64 (4,1) 2.5 inf 1.0 4.0; c bool (3,) 1 0 0	count_nonzero(b, axis=-1, keepdims=True)	int64 (4,1) 1 1 1 1
a bool (4,3) 1 0 1 1 1 1 1 1 0 1 1 0; b float64 (4,1) 2.5 inf 1.0 4.0; c bool (3,) 1 0 0	all((c) ** (3), axis=-1, keepdims=True)	~bool (1,) 0
a float32 (1,2) 1.0 4.0; b int32 (2,2) 1 -2 -7 1; c bool (2,2) 0 0 0 1	sum(a, axis=(1, 0))	~float32 () 5.0
a float32 (1,2) 1.0 4.0; b int32 (2,2) 1 -2 -7 1; c bool (2,2) 0 0 0 1	size(sum(a, axis=(1, 0)))	int64 weak () 1
a int64 (1,1) 3; b float64 (3,) 1.0 inf 2.5	((1099511627776) >= (isnan(b))) - ((a) ** (0))	~int64 (1,3) 0 0 0
a int64 (1,1) 3; b float64 (3,) 1.0 inf 2.5	((b) // ((((True) * (a)) == ((True) * (a))) != (b))) * ((((True) * (a)) == ((True) * (a))) != (b))	float64 (1,3) nan nan 2.0
a int64 () weak -1; b float32 (2,) -1.0 -1.0	log(a)	~float64 weak () nan
a int64 () weak -1; b float32 (2,) -1.0 -1.0	arange(2, 2, 0.25)	float64 (0,)
a int64 () weak -1; b float32 (2,) -1.0 -1.0	(((a) // (a)) ** (2)) >> (arange(2, 2, 0.25))	error
a int64 () weak -1; b int64 (3,) 3 -7 -7	((10000000000.0)) if (a) else (contains(str(b), '4'))	float64 (3,) 10000000000.0 10000000000.0 10000000000.0
a int64 () weak -1; b int64 (3,) 3 -7 -7	where(a, (True) / (contains(str(b), '4')), contains(str(b), '4'))	float64 (3,) inf inf inf
a int64 () weak -1; b int64 (3,) 3 -7 -7	(contains(str(b), '4')) ** (-2)	error
a bool (4,1) 0 1 0 1; b float32 (2,) -0.0 inf; c float64 (1,) -3.108; d int32 (4,4) -1 0 -1 565681216 0 -7 -1 3 -1 -1 2 0 2 1429265520 2 -508556019	arange(5, 2, 0.5)	float64 (0,)
a bool (4,1) 0 1 0 1; b float32 (2,) -0.0 inf; c float64 (1,) -3.108; d int32 (4,4) -1 0 -1 565681216 0 -7 -1 3 -1 -1 2 0 2 1429265520 2 -508556019	(b) ** (2.0)	~float32 (2,) 0.0 inf
a bool (4,1) 0 1 0 1; b float32 (2,) -0.0 inf; c float64 (1,) -3.108; d int32 (4,4) -1 0 -1 565681216 0 -7 -1 3 -1 -1 2 0 2 1429265520 2 -508556019	minimum((b) ** (2.0), sum(d, axis=(0,)))	error
a float64 (1,2) -0.947 -1.0; b float32 (2,) -1.0 -1.067	exp((2.0))	~float64 weak () 7.38905609893065
a float64 (1,2) -0.947 -1.0; b float32 (2,) -1.0 -1.067	((((0.0)) + (b))[None,0]) >= (5)	bool (1,) 0
a float64 (1,2) -0.947 -1.0; b float32 (2,) -1.0 -1.067	(((0.0)) + (b)) << (True)	error
a float64 () weak -0.0; b int64 (4,2) -7 0 3 -7 2 -1389103472 -1 -2030566581	all((b) / ((0.5)), axis=(0,))	bool (2,) 1 0
a float64 () weak -0.0; b int64 (4,2) -7 0 3 -7 2 -1389103472 -1 -2030566581	((b)[2:-3:-1,3:-3:-1]) if (((b)[2:-3:-1,3:-3:-1]) ** (1)) else (True)	~int64 (1,2) -1389103472 2
a float64 (1,3) 0.5 2.379 inf; b int64 () -7	size(ceil(b))	int64 weak () 1
a float64 (1,3) 0.5 2.379 inf; b int64 () -7	(a) > (1099511627776)	bool (1,3) 0 0 1
a int32 (4,1) 1449900346 1 -2 -14; b int64 () weak 5; c float32 () nan; d int32 (4,2) 1606648476 -7 0 -1766413923 -1 15 2 -7	isnan(c)	bool () 1
a int32 (4,1) 1449900346 1 -2 -14; b int64 () weak 5; c float32 () nan; d int32 (4,2) 1606648476 -7 0 -1766413923 -1 15 2 -7	arange(0, 5, -2)	int64 (0,)
a int32 (4,1) 1449900346 1 -2 -14; b int64 () weak 5; c float32 () nan; d int32 (4,2) 1606648476 -7 0 -1766413923 -1 15 2 -7	((max(abs(d), axis=-1)) + (b)) % (sin(d))	error
a float32 (1,4) 4.0 -1.0 nan 1.0; b int32 (2,1,4) 1 -1 0 1800901563 -11 0 5 0; c bool (4,) 1 1 0 0; d float32 (1,) 0.5	all((3.7), keepdims=True)	bool () 1
a float32 (1,4) 4.0 -1.0 nan 1.0; b int32 (2,1,4) 1 -1 0 1800901563 -11 0 5 0; c bool (4,) 1 1 0 0; d float32 (1,) 0.5	((-1.0)) if ((c) // (2)) else (a)	float32 (1,4) 4.0 -1.0 nan 1.0
a float32 (1,4) 4.0 -1.0 nan 1.0; b int32 (2,1,4) 1 -1 0 1800901563 -11 0 5 0; c bool (4,) 1 1 0 0; d float32 (1,) 0.5	(a) & (c)	error
a float64 (2,2,3) 0.0 -1.0 -0.419 1.0 0.5 nan -1.0 0.0 4.0 nan -0.038 0.5; b float32 (3,) -0.0 nan 4.0; c int64 (1,) -1; d bool (3,) 1 0 0	(radians(a)) == (a)	bool (2,2,3) 1 0 0 0 0 0 0 1 0 0 0 0
a float64 (2,2,3) 0.0 -1.0 -0.419 1.0 0.5 nan -1.0 0.0 4.0 nan -0.038 0.5; b float32 (3,) -0.0 nan 4.0; c int64 (1,) -1; d bool (3,) 1 0 0	(c) / (c)	float64 (1,) 1.0
a float32 (4,3) -0.0 4.0 -0.957 0.0 -1.0 -0.0 4.0 0.5 -0.0 nan inf nan; b int32 (4,3) 2 -2140623253 -7 0 1 0 1040756433 -1 -7 0 -1 -3; c float32 (4,3) nan 0.642 nan 1.0 inf 2.5 0.0 4.0 2.5 inf 0.0 nan; d float32 (1,3) nan inf 0.0	(sum(a, axis=(), keepdims=True)) % (arctan2(a, d))	~float32 (4,3) nan nan -0.9570000171661377 nan nan nan nan nan nan nan nan nan
a float32 (4,3) -0.0 4.0 -0.957 0.0 -1.0 -0.0 4.0 0.5 -0.0 nan inf nan; b int32 (4,3) 2 -2140623253 -7 0 1 0 1040756433 -1 -7 0 -1 -3; c float32 (4,3) nan 0.642 nan 1.0 inf 2.5 0.0 4.0 2.5 inf 0.0 nan; d float32 (1,3) nan inf 0.0	add(logical_xor((0.0), (a) / ((0.1))), 7)	int64 (4,3) 7 8 8 7 8 7 8 8 7 8 8 8
a int64 () weak 2; b bool (4,4) 0 0 0 1 0 1 1 0 0 0 0 1 1 0 1 1; c int32 (1,) -6	((b)[2,None,a]) // (count_nonzero(a, keepdims=True))	int64 (1,) 0
a int64 () weak 2; b bool (4,4) 0 0 0 1 0 1 1 0 0 0 0 1 1 0 1 1; c int32 (1,) -6	isnan(5)	bool () 0
a float64 (3,1) 0.0 nan 1.0; b int32 (3,1) 18 3 3; c int32 (3,4) 2 -1 3 2 3 -7 -1 598896374 3 -4 5 1	where(1099511627776, transpose(cos(b), (1, 0)), a)	~float64 (3,3) 0.6603167082440802 -0.9899924966004454 -0.9899924966004454 0.6603167082440802 -0.9899924966004454 -0.9899924966004454 0.6603167082440802 -0.9899924966004454 -0.9899924966004454
a float64 (3,1) 0.0 nan 1.0; b int32 (3,1) 18 3 3; c int32 (3,4) 2 -1 3 2 3 -7 -1 598896374 3 -4 5 1	(where(1099511627776, transpose(cos(b), (1, 0)), a)) // (cos(b))	~float64 (3,3) 1.0 -2.0 -2.0 -1.0 1.0 1.0 -1.0 1.0 1.0
a int32 (2,1) -9 5; b int32 (1,1) 1410318445; c float64 (1,1) -0.0	(1) | (100)	int64 weak () 101
a int32 (2,1) -9 5; b int32 (1,1) 1410318445; c float64 (1,1) -0.0	maximum((100) != (100), (-1.0))	float64 () 0.0
a int32 (4,3) 1 -1 985908706 -1 5 1 5 2 -9 -1 5 -7; b int32 (3,) 0 1 16; c int64 (3,) 1771438715 -1 -1	logical_or((prod(logical_and(c, c))) == (b), a)	~bool (4,3) 1 1 1 1 1 1 1 1 1 1 1 1
a int32 (4,3) 1 -1 985908706 -1 5 1 5 2 -9 -1 5 -7; b int32 (3,) 0 1 16; c int64 (3,) 1771438715 -1 -1	(c) * (prod(logical_and(c, c)))	~int64 (3,) 1771438715 -1 -1
a int32 (3,) 5 5 2; b float64 (0,3); c int32 () 5; d int64 () weak -7	where(c, ((d) < (maximum((d) - (a), 2))) ** (2.0), a)	~float64 (3,) 1.0 1.0 1.0
a int32 (3,) 5 5 2; b float64 (0,3); c int32 () 5; d int64 () weak -7	cos(a)	~float64 (3,) 0.28366218546322625 0.28366218546322625 -0.4161468365471424
a int32 (3,) 5 5 2; b float64 (0,3); c int32 () 5; d int64 () weak -7	((d) - (a))[-1::-2,1:d:-1]	error
a bool (3,) 1 1 0; b float32 (1,1) 1.0	((b) ** (0)) < (linspace(-1, 0, 1))	~bool (1,1) 0
a bool (3,) 1 1 0; b float32 (1,1) 1.0	add((b) // ((b) ** (0)), (b) // ((b) ** (0)))	~float32 (1,1) 2.0
a int64 (2,2) 2 1 0 2; b float32 (2,2) 4.0 0.0 -1.301 inf; c int64 () weak -7; d bool (2,2) 0 0 0 0	min((d) * (d), axis=(1, 0), keepdims=True)	bool (1,1) 0
a int64 (2,2) 2 1 0 2; b float32 (2,2) 4.0 0.0 -1.301 inf; c int64 () weak -7; d bool (2,2) 0 0 0 0	((((d) * (d)) - (b)) != ((0.1))) & (a)	int64 (2,2) 0 1 0 0
a float64 (2,1) 2.5 4.0; b int64 (4,1,4) 3 0 3 -1 2 0 2 1056378115 -6 3 3 -7 3 3 1 9; c bool (1,1,4) 1 0 1 0; d float32 (2,1) nan 4.0	(1099511627776) != (a)	bool (2,1) 1 1
a float64 (2,1) 2.5 4.0; b int64 (4,1,4) 3 0 3 -1 2 0 2 1056378115 -6 3 3 -7 3 3 1 9; c bool (1,1,4) 1 0 1 0; d float32 (2,1) nan 4.0	min((1099511627776) != (a))	bool () 1
a float64 (2,1) 2.5 4.0; b int64 (4,1,4) 3 0 3 -1 2 0 2 1056378115 -6 3 3 -7 3 3 1 9; c bool (1,1,4) 1 0 1 0; d float32 (2,1) nan 4.0	(a)[2,None,...]	error
a bool (3,2,2) 1 0 1 1 1 1 1 0 1 0 0 0; b int64 (1,2,2) -1467572652 -7 -1 5	(logical_not(b)) != (b)	bool (1,2,2) 1 1 1 1
a bool (3,2,2) 1 0 1 1 1 1 1 0 1 0 0 0; b int64 (1,2,2) -1467572652 -7 -1 5	(a) != ((b) // (a))	bool (3,2,2) 1 0 1 1 1 1 1 0 1 0 0 0
a float32 (4,) 1.806 -0.0 inf 0.5; b float64 (1,1) 2.5; c float64 (3,4) 4.0 0.0 4.0 4.0 2.5 -0.0 0.5 0.5 -2.063 4.0 4.0 -0.0; d float64 (3,) inf inf 0.5	(7) * (c)	float64 (3,4) 28.0 0.0 28.0 28.0 17.5 -0.0 3.5 3.5 -14.441 28.0 28.0 -0.0
a float32 (4,) 1.806 -0.0 inf 0.5; b float64 (1,1) 2.5; c float64 (3,4) 4.0 0.0 4.0 4.0 2.5 -0.0 0.5 0.5 -2.063 4.0 4.0 -0.0; d float64 (3,) inf inf 0.5	size(a)	int64 weak () 4
a float32 (4,) 1.806 -0.0 inf 0.5; b float64 (1,1) 2.5; c float64 (3,4) 4.0 0.0 4.0 4.0 2.5 -0.0 0.5 0.5 -2.063 4.0 4.0 -0.0; d float64 (3,) inf inf 0.5	(d) | (c)	error
a float64 (3,1) 0.5 0.0 -1.0; b float64 (4,) 2.5 nan nan nan	(True) % (b)	float64 (4,) 1.0 nan nan nan
a float64 (3,1) 0.5 0.0 -1.0; b float64 (4,) 2.5 nan nan nan	(b) != (a)	bool (3,4) 1 1 1 1 1 1 1 1 1 1 1 1
a float64 (3,1) 0.5 0.0 -1.0; b float64 (4,) 2.5 nan nan nan	(100) & (transpose(minimum(a, (isnan(b)) > (2)), (1, 0)))	error
a float32 (4,4) 0.0 -0.0 4.0 4.0 inf 4.0 0.5 1.0 4.0 nan 4.0 0.0 0.0 inf 4.0 0.0; b float32 (4,1) inf 4.0 -0.0 inf; c int64 () weak 2; d float32 (4,) 2.5 0.5 4.0 -0.0	(isnan(b))[7:-7:-2,2:7:-1]	bool (2,0)
a float32 (4,4) 0.0 -0.0 4.0 4.0 inf 4.0 0.5 1.0 4.0 nan 4.0 0.0 0.0 inf 4.0 0.0; b float32 (4,1) inf 4.0 -0.0 inf; c int64 () weak 2; d float32 (4,) 2.5 0.5 4.0 -0.0	(b) >= (a)	bool (4,4) 1 1 1 1 0 1 1 1 0 0 0 1 1 1 1 1
a float32 (4,4) 0.0 -0.0 4.0 4.0 inf 4.0 0.5 1.0 4.0 nan 4.0 0.0 0.0 inf 4.0 0.0; b float32 (4,1) inf 4.0 -0.0 inf; c int64 () weak 2; d float32 (4,) 2.5 0.5 4.0 -0.0	(a) << ((2.0))	error
a float32 (2,2) 0.0 4.0 inf -0.0; b int64 () weak -1; c int64 () weak 2; d int64 () 3	contains(str(d), '8')	bool () 0
a float32 (2,2) 0.0 4.0 inf -0.0; b int64 () weak -1; c int64 () weak 2; d int64 () 3	((0.1)) > ((0.5))	bool () 0
a float32 (2,2) 0.0 4.0 inf -0.0; b int64 () weak -1; c int64 () weak 2; d int64 () 3	(a) | ((d) < (c))	error
a bool (2,1,1) 1 0; b float32 (2,3,3) 0.0 4.0 inf -0.0 4.0 0.5 0.5 1.0 0.5 1.0 4.0 2.5 4.0 4.0 0.5 0.0 2.5 0.5	count_nonzero(((b)[::-1]) / (b))	int64 () 14
a bool (2,1,1) 1 0; b float32 (2,3,3) 0.0 4.0 inf -0.0 4.0 0.5 0.5 1.0 0.5 1.0 4.0 2.5 4.0 4.0 0.5 0.0 2.5 0.5	logical_not(a)	bool (2,1,1) 0 1
a bool (2,1,1) 1 0; b float32 (2,3,3) 0.0 4.0 inf -0.0 4.0 0.5 0.5 1.0 0.5 1.0 4.0 2.5 4.0 4.0 0.5 0.0 2.5 0.5	(a) * ((b).T)	error
a bool (3,1,2) 0 0 0 0 1 1; b float64 () weak -0.0; c int32 (4,2) -7 1 3 0 103396388 3 3 1975788885; d bool (4,2) 1 0 0 1 1 0 0 1	(c)[-2:-7:1]	int32 (0,2)
a bool (3,1,2) 0 0 0 0 1 1; b float64 () weak -0.0; c int32 (4,2) -7 1 3 0 103396388 3 3 1975788885; d bool (4,2) 1 0 0 1 1 0 0 1	mean(d, axis=-1)	~float64 (4,) 0.5 0.5 0.5 0.5
a bool (3,1,2) 0 0 0 0 1 1; b float64 () weak -0.0; c int32 (4,2) -7 1 3 0 103396388 3 3 1975788885; d bool (4,2) 1 0 0 1 1 0 0 1	((b) >= (b)) - (d)	error
a float64 () weak -1.0; b float32 () nan; c float64 (4,4) -1.0 4.0 0.0 -1.287 inf -1.0 inf 2.5 2.5 1.0 -0.957 inf inf 1.0 2.5 4.0	min((round(sum(b))) ** (0.5))	~float32 () nan
a float64 () weak -1.0; b float32 () nan; c float64 (4,4) -1.0 4.0 0.0 -1.287 inf -1.0 inf 2.5 2.5 1.0 -0.957 inf inf 1.0 2.5 4.0	(min((round(sum(b))) ** (0.5))) / (a)	~float32 () nan
a float64 () weak -1.0; b float32 () nan; c float64 (4,4) -1.0 4.0 0.0 -1.287 inf -1.0 inf 2.5 2.5 1.0 -0.957 inf inf 1.0 2.5 4.0	(sum(b)) << ((-2.5))	error
a bool (2,4) 1 0 0 0 0 0 1 0; b int64 (4,) 1 -1862245829 0 -1	(abs(b)) > (abs(b))	bool (4,) 0 0 0 0
a bool (2,4) 1 0 0 0 0 0 1 0; b int64 (4,) 1 -1862245829 0 -1	((b) <= ((b)[1,None]))[None,-1:-1:1]	bool (1,0)
a bool (2,4) 1 0 0 0 0 0 1 0; b int64 (4,) 1 -1862245829 0 -1	(a) - (a)	error
a float64 (1,4) 2.5 0.0 nan -0.0; b float64 () weak inf; c int32 (1,4) -1 1 -1 2; d float64 (3,4) 0.0 nan 1.0 -0.0 -0.0 -1.0 -1.0 0.5 -2.568 4.0 nan 4.0	add((a)[-1:3:3,None], a)	float64 (1,1,4) 5.0 0.0 nan -0.0
a float64 (1,4) 2.5 0.0 nan -0.0; b float64 () weak inf; c int32 (1,4) -1 1 -1 2; d float64 (3,4) 0.0 nan 1.0 -0.0 -0.0 -1.0 -1.0 0.5 -2.568 4.0 nan 4.0	(arange(4, -3, 1))[...]	int64 (0,)
a int64 () weak 3; b float32 (2,) 0.0 2.5	(a) - (any(b, axis=0))	int64 () 2
a int64 () weak 3; b float32 (2,) 0.0 2.5	mean(ceil(b), axis=(0,))	~float32 () 1.5
a int64 () weak 3; b float32 (2,) 0.0 2.5	(b)[a:,0:-2]	error
a int64 (1,2) -1 0; b int64 (3,2) 2 -1 -1 3 0 1; c int64 (3,2) 228424616 0 1 1 11 2; d float32 () 4.0	(b) != (floor(b))	bool (3,2) 0 0 0 0 0 0
a int64 (1,2) -1 0; b int64 (3,2) 2 -1 -1 3 0 1; c int64 (3,2) 228424616 0 1 1 11 2; d float32 () 4.0	all(True)	bool () 1
a int64 (1,2) -1 0; b int64 (3,2) 2 -1 -1 3 0 1; c int64 (3,2) 228424616 0 1 1 11 2; d float32 () 4.0	(pi) ^ (c)	error
a int64 (1,3) -212902646 2 -7; b float32 () 0.0; c int64 () weak -20	arange(4, -2, -1)	int64 (6,) 4 3 2 1 0 -1
a int64 (1,3) -212902646 2 -7; b float32 () 0.0; c int64 () weak -20	((c) + (c)) > (log(c))	~bool () 0
a float64 (4,1,1) -0.0 2.5 -1.0 -1.0; b float64 () nan; c bool (1,) 1	count_nonzero(c, axis=-1)	int64 () 1
a float64 (4,1,1) -0.0 2.5 -1.0 -1.0; b float64 () nan; c bool (1,) 1	(a) << (pi)	error
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (3,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0; d float64 (3,2,3) 1.0 -0.0 2.5 0.5 1.0 1.0 -0.0 3.057 0.5 0.0 -1.0 4.0 -1.0 1.0 4.0 1.0 -1.439 2.5	((0.0)) == (c)	bool (3,1,3) 0 0 0 1 0 0 0 0 1
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (3,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0; d float64 (3,2,3) 1.0 -0.0 2.5 0.5 1.0 1.0 -0.0 3.057 0.5 0.0 -1.0 4.0 -1.0 1.0 4.0 1.0 -1.439 2.5	(((0.0)) == (c))[None,2]	bool (1,1,3) 0 0 1
a float32 (3,) 0.694 1.0 -1.0; b bool (3,) 1 1 1; c float32 (3,1,3) 1.0 1.0 1.128 -0.0 inf -4.506 1.0 -1.0 -0.0; d float64 (3,2,3) 1.0 -0.0 2.5 0.5 1.0 1.0 -0.0 3.057 0.5 0.0 -1.0 4.0 -1.0 1.0 4.0 1.0 -1.439 2.5	(c)[None,-7:-7,2]	error
a bool (4,2) 0 0 1 0 1 1 1 0; b float32 (4,2) 4.0 -0.0 0.5 4.0 4.0 nan nan nan	logical_and(5, size(b))	bool () 1
a bool (4,2) 0 0 1 0 1 1 1 0; b float32 (4,2) 4.0 -0.0 0.5 4.0 4.0 nan nan nan	logical_and(b, a)	bool (4,2) 0 0 1 0 1 1 1 0
a float32 (3,1) nan 2.5 0.0; b float32 (3,4) inf 0.0 0.0 0.0 0.0 2.5 0.0 0.5 0.0 -0.0 -1.0 -1.0; c int64 () weak 1	logical_xor(b, all(size(c), keepdims=True))	bool (3,4) 0 1 1 1 1 0 1 0 1 1 0 0
a float32 (3,1) nan 2.5 0.0; b float32 (3,4) inf 0.0 0.0 0.0 0.0 2.5 0.0 0.5 0.0 -0.0 -1.0 -1.0; c int64 () weak 1	negative(maximum((a)[None,None], (a)[None,None]))	float32 (1,1,3,1) nan -2.5 -0.0
a float32 (3,1) nan 2.5 0.0; b float32 (3,4) inf 0.0 0.0 0.0 0.0 2.5 0.0 0.5 0.0 -0.0 -1.0 -1.0; c int64 () weak 1	(all(size(c), keepdims=True))[size(c):]	error
a float64 (2,) inf inf; b float32 (4,1,1) -1.0 -0.0 1.0 0.5; c float32 (4,3,1) nan 0.5 0.5 -0.0 1.0 -4.806 0.0 1.0 1.0 -1.0 -0.0 1.0; d int32 (1,2) 2 -14	(a).T	float64 (2,) inf inf
a float64 (2,) inf inf; b float32 (4,1,1) -1.0 -0.0 1.0 0.5; c float32 (4,3,1) nan 0.5 0.5 -0.0 1.0 -4.806 0.0 1.0 1.0 -1.0 -0.0 1.0; d int32 (1,2) 2 -14	maximum(arange(-1, 5, 3), 5)	int64 (2,) 5 5
a float64 (2,) inf inf; b float32 (4,1,1) -1.0 -0.0 1.0 0.5; c float32 (4,3,1) nan 0.5 0.5 -0.0 1.0 -4.806 0.0 1.0 1.0 -1.0 -0.0 1.0; d int32 (1,2) 2 -14	(sin(a)) | (d)	error
a int64 (4,1,4) 15 -1 -7 1342487421 8 1 3 3 2 2 1 0 3 3 -7 900095713; b float32 (4,) 0.5 2.5 2.5 nan; c float64 () weak -0.0; d int32 (4,) 1 3 2 2	(True)[...]	bool () 1
a int64 (4,1,4) 15 -1 -7 1342487421 8 1 3 3 2 2 1 0 3 3 -7 900095713; b float32 (4,) 0.5 2.5 2.5 nan; c float64 () weak -0.0; d int32 (4,) 1 3 2 2	(a)[None]	int64 (1,4,1,4) 15 -1 -7 1342487421 8 1 3 3 2 2 1 0 3 3 -7 900095713
a float32 (1,) 2.5; b bool (1,) 1; c float64 (4,4,1) inf 0.0 0.504 nan 0.0 1.0 4.839 nan 2.913 1.0 -0.0 -0.0 2.5 nan 0.5 -1.0; d float32 (1,) nan	maximum(floor(a), minimum(floor(a), floor(a)))	float32 (1,) 2.0
a float32 (1,) 2.5; b bool (1,) 1; c float64 (4,4,1) inf 0.0 0.504 nan 0.0 1.0 4.839 nan 2.913 1.0 -0.0 -0.0 2.5 nan 0.5 -1.0; d float32 (1,) nan	(floor(a)) <= (floor(a))	bool (1,) 1
a float32 (1,) 2.5; b bool (1,) 1; c float64 (4,4,1) inf 0.0 0.504 nan 0.0 1.0 4.839 nan 2.913 1.0 -0.0 -0.0 2.5 nan 0.5 -1.0; d float32 (1,) nan	(transpose(a, (0,))) & (c)	error
a int64 () weak 1; b int32 (3,) 3 -7 1460909367	logical_not(b)	bool (3,) 0 0 0
a int64 () weak 1; b int32 (3,) 3 -7 1460909367	invert((b) ^ (b))	int32 (3,) -1 -1 -1
a int64 () weak 1; b int32 (3,) 3 -7 1460909367	(((a) ** (-1)) > (a))[-1]	error
a int64 (2,4) -1 -7 19 2 2 1 5 -1004820555; b int32 (4,) 2 2 3 -7; c int32 (1,1) 1	rint(((negative(c)).T) << (a))	float64 (2,4) 0.0 0.0 -524288.0 -4.0 -4.0 -2.0 -32.0 0.0
a int64 (2,4) -1 -7 19 2 2 1 5 -1004820555; b int32 (4,) 2 2 3 -7; c int32 (1,1) 1	((2.0)) <= (b)	bool (4,) 1 1 1 0
a int64 (1,2,4) 0 5 3 -1 1 5 3 -52379095; b int64 () weak 3; c bool (2,4) 0 1 1 0 1 0 1 0	(sum(b)) ** (2)	~int64 () 9
a int64 (1,2,4) 0 5 3 -1 1 5 3 -52379095; b int64 () weak 3; c bool (2,4) 0 1 1 0 1 0 1 0	(sum(b)) * ((a) == ((a) < (b)))	~int64 (1,2,4) 0 0 0 0 3 0 0 0
a int64 () weak -1; b bool (1,4) 1 1 1 1; c int64 (1,4) 3 -7 -1 2	logical_xor(sqrt(a), sqrt(a))	bool () 0
a int64 () weak -1; b bool (1,4) 1 1 1 1; c int64 (1,4) 3 -7 -1 2	(a) / (logical_xor(sqrt(a), sqrt(a)))	float64 () -inf
a int64 () weak -7; b bool (4,1) 1 0 0 1	(a) < ((b) / (b))	bool (4,1) 1 0 0 1
a int64 () weak -7; b bool (4,1) 1 0 0 1	sqrt(2)	float64 weak () 1.4142135623730951
a int64 () weak -7; b bool (4,1) 1 0 0 1	((b) / (b)) & ((b) if ((b) / (b)) else (a))	error
a bool (4,) 0 0 1 0; b int64 (4,4) 1 4 2 0 -1969528038 3 -7 2 0 -7 3 -1 -7 -1825788547 -1 -7	(size(a)) == (where(a, b, b))	bool (4,4) 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a bool (4,) 0 0 1 0; b int64 (4,4) 1 4 2 0 -1969528038 3 -7 2 0 -7 3 -1 -7 -1825788547 -1 -7	(where(a, b, b)) >= (7)	bool (4,4) 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
a int64 (4,2,1) 3 0 2 -1 1 1477345383 5 3; b int64 (1,1,3) 2 2 2; c int32 (3,) -10 3 5	max((-2.5), keepdims=True)	float64 () -2.5
a int64 (4,2,1) 3 0 2 -1 1 1477345383 5 3; b int64 (1,1,3) 2 2 2; c int32 (3,) -10 3 5	float64(1)	float64 () 1.0
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
