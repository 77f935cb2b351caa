#!/usr/bin/env python3
"""Times short axes (images, points, colours, rows of up to 128 columns) beside NumPy, NumExpr and Numba, in turn.

Usage: bench/short_axes.py [--ours] [REGEX]        needs .venv (scripts/setup) and build/

Each line: the workload, ours in milliseconds, the best peer and its name, ours / theirs, and the floor: the bytes that
must move at the bandwidth of copying arrays of that size. The best of some turns, all in turn in one process. With
--ours, peers are left out: to compare two libraries by JXPR_LIBRARY.
"""

import os
import pathlib
import re
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
os.environ.setdefault("JX_CACHE", "off")

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

TURNS = 9
OURS = "--ours" in sys.argv
rng = np.random.default_rng(0)


def numba_of(source):
    """A function of rows: `source` is the body of a loop over i."""
    import numba

    text = f"def f({source[0]}):\n    for i in numba.prange({source[1]}):\n"
    text += "".join(f"        {line}\n" for line in source[2].split("\n")) + "    return out\n"
    names = {"numba": numba, "np": np}
    exec(text, names)
    return numba.njit(parallel=True, fastmath=True)(names["f"])


def workloads(dtype):
    def made(*shape):
        return rng.random(shape).astype(dtype)

    image, other, alpha = made(1000, 1000, 3), made(1000, 1000, 4), made(1000, 1000, 1)
    second, mean, deviation = made(1000, 1000, 4), made(3), made(3) + 1
    points, weights, matrix = made(10**6, 3), made(10**6), made(3, 3)
    twelve, twenty, row = made(250_000, 12), made(150_000, 20), made(12)
    wide, wider = made(50_000, 64), made(30_000, 100)
    ten = made(300_000, 10)
    P = {"p": points, "w": weights, "v": mean, "r": matrix, "q": twelve, "t": twenty, "y": row, "a": wide, "b": wider, "x": ten}
    I = {"im": image, "v": mean, "d": deviation, "s": other, "u": second, "al": alpha}
    cols = "for j in range({0}.shape[1]): "
    yield "image - mean over deviation", "(im-v)/d", I, lambda: (image - mean) / deviation, "(im-v)/d", (
        "im,v,d,out", "im.shape[0]", "for k in range(im.shape[1]):\n  for j in range(3): out[i,k,j]=(im[i,k,j]-v[j])/d[j]"), image.shape, 2 * image.nbytes
    yield "columns scaled", "p*v", P, lambda: points * mean, "p*v", (
        "p,v,out", "p.shape[0]", cols.format("p") + "out[i,j]=p[i,j]*v[j]"), points.shape, 2 * points.nbytes
    yield "rows scaled", "p*w[:,None]", P, lambda: points * weights[:, None], None, (
        "p,w,out", "p.shape[0]", cols.format("p") + "out[i,j]=p[i,j]*w[i]"), points.shape, 2 * points.nbytes + weights.nbytes
    yield "outer product with 3", "w[:,None]*v", P, lambda: weights[:, None] * mean, None, (
        "w,v,out", "w.shape[0]", cols.format("out") + "out[i,j]=w[i]*v[j]"), points.shape, points.nbytes + weights.nbytes
    yield "rotation", "sum(p[:,None,:]*r, axis=2)", P, lambda: points @ matrix.T, None, (
        "p,r,out", "p.shape[0]", "for j in range(3): out[i,j]=p[i,0]*r[j,0]+p[i,1]*r[j,1]+p[i,2]*r[j,2]"), points.shape, 2 * points.nbytes
    yield "blend by alpha", "s*al+u*(1-al)", I, lambda: other * alpha + second * (1 - alpha), "s*al+u*(1-al)", (
        "s,u,al,out", "s.shape[0]", "for k in range(s.shape[1]):\n  for j in range(4): out[i,k,j]=s[i,k,j]*al[i,k,0]+u[i,k,j]*(1-al[i,k,0])"), other.shape, 3 * other.nbytes + alpha.nbytes
    yield "blend by own alpha", "s*s[...,3:]+u*(1-s[...,3:])", I, lambda: other * other[..., 3:] + second * (1 - other[..., 3:]), None, (
        "s,u,out", "s.shape[0]", "for k in range(s.shape[1]):\n  for j in range(4): out[i,k,j]=s[i,k,j]*s[i,k,3]+u[i,k,j]*(1-s[i,k,3])"), other.shape, 3 * other.nbytes
    yield "12 columns times a row", "q*y", P, lambda: twelve * row, None, (
        "q,y,out", "q.shape[0]", cols.format("q") + "out[i,j]=q[i,j]*y[j]"), twelve.shape, 2 * twelve.nbytes
    yield "12 columns times a column", "q*w[:250000,None]", P, lambda: twelve * weights[:250000, None], None, (
        "q,w,out", "q.shape[0]", cols.format("q") + "out[i,j]=q[i,j]*w[i]"), twelve.shape, 2 * twelve.nbytes
    yield "sum over axis 1 of an image", "sum(im, axis=1)", I, lambda: image.sum(1), None, None, None, image.nbytes
    yield "sum over axis 0 of an image", "sum(im, axis=0)", I, lambda: image.sum(0), None, None, None, image.nbytes
    yield "sum over axis 0 of points", "sum(p, axis=0)", P, lambda: points.sum(0), None, None, None, points.nbytes
    yield "sum over axis 1 of points", "sum(p, axis=1)", P, lambda: points.sum(1), None, (
        "p,out", "p.shape[0]", "out[i]=p[i,0]+p[i,1]+p[i,2]"), weights.shape, points.nbytes + weights.nbytes
    yield "sum of 12 columns", "sum(q, axis=1)", P, lambda: twelve.sum(1), None, (
        "q,out", "q.shape[0]", "s=0.0\n" + cols.format("q") + "s+=q[i,j]\nout[i]=s"), (250_000,), twelve.nbytes
    yield "sum of 20 columns", "sum(t, axis=1)", P, lambda: twenty.sum(1), None, (
        "t,out", "t.shape[0]", "s=0.0\n" + cols.format("t") + "s+=t[i,j]\nout[i]=s"), (150_000,), twenty.nbytes
    yield "norms of points", "sqrt(sum(p*p, axis=1))", P, lambda: np.sqrt((points * points).sum(1)), None, (
        "p,out", "p.shape[0]", "out[i]=np.sqrt(p[i,0]**2+p[i,1]**2+p[i,2]**2)"), weights.shape, points.nbytes + weights.nbytes
    yield "norms of rows of 12", "sqrt(sum(q*q, axis=1))", P, lambda: np.sqrt((twelve * twelve).sum(1)), None, (
        "q,out", "q.shape[0]", "s=0.0\n" + cols.format("q") + "s+=q[i,j]**2\nout[i]=np.sqrt(s)"), (250_000,), twelve.nbytes
    yield "norms of rows of 64", "sqrt(sum(a*a, axis=1))", P, lambda: np.sqrt((wide * wide).sum(1)), None, (
        "a,out", "a.shape[0]", "s=0.0\n" + cols.format("a") + "s+=a[i,j]**2\nout[i]=np.sqrt(s)"), (50_000,), wide.nbytes
    yield "norms of rows of 100", "sqrt(sum(b*b, axis=1))", P, lambda: np.sqrt((wider * wider).sum(1)), None, (
        "b,out", "b.shape[0]", "s=0.0\n" + cols.format("b") + "s+=b[i,j]**2\nout[i]=np.sqrt(s)"), (30_000,), wider.nbytes
    yield "argmin of points", "argmin(p, axis=1)", P, lambda: points.argmin(1), None, None, None, points.nbytes + 8 * 10**6
    yield "argmin of rows of 12", "argmin(q, axis=1)", P, lambda: twelve.argmin(1), None, None, None, twelve.nbytes
    e = "exp({0}-max({0},axis=1,keepdims=True))"
    for name, x, values in ("3", "p", points), ("10", "x", ten):
        def softmax(values=values):
            e = np.exp(values - values.max(1, keepdims=True))
            return e / e.sum(1, keepdims=True)

        yield f"softmax of rows of {name}", f"e={e.format(x)}; e/sum(e,axis=1,keepdims=True)", P, softmax, None, (
            f"{x},out", f"{x}.shape[0]", f"m={x}[i].max()\ns=0.0\n" + cols.format(x) + f"out[i,j]=np.exp({x}[i,j]-m); s+=out[i,j]\n" + cols.format(x) + "out[i,j]/=s"), values.shape, 2 * values.nbytes
    yield "layer norm of 64", "(a-mean(a,axis=1,keepdims=True))/std(a,axis=1,keepdims=True)", P, lambda: (
        wide - wide.mean(1, keepdims=True)) / wide.std(1, keepdims=True), None, (
        "a,out", "a.shape[0]", "m=a[i].mean()\ns=a[i].std()\n" + cols.format("a") + "out[i,j]=(a[i,j]-m)/s"), wide.shape, 2 * wide.nbytes
    yield "batch norm of 64", "(a-mean(a,axis=0))/std(a,axis=0)", P, lambda: (wide - wide.mean(0)) / wide.std(0), None, None, None, 3 * wide.nbytes
    n = made(1000, 3)
    yield "n-body, interleaved", "d=n[:,None,:]-n[None,:,:]; sum(d/(sum(d*d,axis=2,keepdims=True)+1e-3)**1.5,axis=1)", {"n": n}, None, None, (
        "n,out", "n.shape[0]", "x=0.0;y=0.0;z=0.0\nfor j in range(n.shape[0]):\n  a=n[i,0]-n[j,0];b=n[i,1]-n[j,1];c=n[i,2]-n[j,2]\n  q=a*a+b*b+c*c+1e-3;k=1/(q*np.sqrt(q))\n  x+=a*k;y+=b*k;z+=c*k\nout[i,0]=x;out[i,1]=y;out[i,2]=z"), (1000, 3), 0


def best(functions):
    times = [1e9] * len(functions)
    for f in functions:
        f()
    for _ in range(TURNS):
        for i, f in enumerate(functions):
            start = time.perf_counter()
            f()
            times[i] = min(times[i], time.perf_counter() - start)
    return [1e3 * t for t in times]


def peers(program, operands, plain, expression, source, shape, dtype):
    out = {}
    if plain:
        out["numpy"] = plain
    if expression:
        import numexpr

        out["numexpr"] = lambda: numexpr.evaluate(expression, operands)
    if source:
        f = numba_of(source)
        given = [operands[n] for n in source[0].split(",") if n != "out"]
        out["numba"] = lambda: f(*given, np.empty(shape, dtype))
    return out


def main():
    chosen = [a for a in sys.argv[1:] if not a.startswith("--")]
    copy = np.ones(1 << 21), np.ones(1 << 21)
    for dtype in "float32", "float64":
        for name, program, operands, plain, expression, source, shape, moved in workloads(dtype):
            if chosen and not re.search(chosen[0], f"{name} {dtype}"):
                continue
            others = {} if OURS else peers(program, operands, plain, expression, source, shape, dtype)
            got = jxpr.evaluate(program, operands)
            for f in others.values():
                np.testing.assert_allclose(got, f(), rtol=2e-3, atol=1e-4, err_msg=name)
            times = best([lambda: jxpr.evaluate(program, operands), *others.values(), lambda: np.copyto(*copy)])
            floor = times[-1] * moved / (2 * copy[0].nbytes) / 2  # two threads
            line = f"{name:28}{dtype:9}{times[0]:9.3f}"
            if others:
                peer, who = min(zip(times[1:-1], others))
                line += f"{peer:9.3f} {who:8}{times[0] / peer:7.2f}"
            print(line + f"{floor:9.3f}", flush=True)


main()
