#!/usr/bin/env python3
"""The velocity grid, sin^2 + cos^2 and the slow series from Python: jx beside NumPy, NumExpr, Numba, JAX and blosc2.

    python_peers.py [--rounds K] [--scale S] [--only NAME ...]

Peers that are not installed are left out. Every peer computes what its user would write, from arrays into fresh results,
compiled before, all in one process, in turns; the least of the rounds. Results are compared with NumPy's.
"""

import argparse
import importlib
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))

import numpy as np  # noqa: E402

import jxpr  # noqa: E402

VELOCITY = """
a = radians(lon); s = radians(lat); u = cos(s)*vrad - sin(s)*vlat
-sin(a)*vlon + cos(a)*u, cos(a)*vlon + sin(a)*u, cos(s)*vlat + sin(s)*vrad
"""
CIRCLE = "sin(2*pi*a)**2 + cos(2*pi*a)**2"
SERIES = "i = arange(1, n + 1); sum(where(contains(str(i), '9'), 0, 1/i))"
DEGREE = np.pi/180


def load(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


numexpr, numba, jax, blosc2 = (load(name) for name in ("numexpr", "numba", "jax", "blosc2"))
if jax:
    jax.config.update("jax_enable_x64", True)


def velocity_of(m, lat, lon, vlat, vlon, vrad):
    a, s = m.radians(lon), m.radians(lat)
    u = m.cos(s)*vrad - m.sin(s)*vlat
    return -m.sin(a)*vlon + m.cos(a)*u, m.cos(a)*vlon + m.sin(a)*u, m.cos(s)*vlat + m.sin(s)*vrad


def velocity(scale):
    shape = tuple(max(int(k*scale ** (1/3)), 1) for k in (500, 300, 800))
    rng = np.random.default_rng(0)
    v = {name: rng.random(shape) for name in ("vlat", "vlon", "vrad")}
    lat, lon = np.linspace(-89, 89, shape[0])[:, None, None], np.linspace(0, 359, shape[2])
    arrays = {"lat": lat, "lon": lon, **v}
    ways = {"jx": lambda: jxpr.evaluate(VELOCITY.strip(), arrays), "NumPy": lambda: velocity_of(np, **arrays)}
    if numexpr:
        names = {**arrays, "d": DEGREE}
        u = "(cos(lat*d)*vrad - sin(lat*d)*vlat)"
        texts = [f"-sin(lon*d)*vlon + cos(lon*d)*{u}", f"cos(lon*d)*vlon + sin(lon*d)*{u}"]
        texts.append("cos(lat*d)*vlat + sin(lat*d)*vrad")
        ways["NumExpr"] = lambda: tuple(numexpr.evaluate(text, names) for text in texts)
    if numba:

        @numba.njit(parallel=True, fastmath=True)
        def loops(lat, lon, vlat, vlon, vrad):
            x, y, z = np.empty_like(vlat), np.empty_like(vlat), np.empty_like(vlat)
            sines, cosines = np.sin(lon*DEGREE), np.cos(lon*DEGREE)
            for i in numba.prange(vlat.shape[0]):
                s, c = np.sin(lat[i, 0, 0]*DEGREE), np.cos(lat[i, 0, 0]*DEGREE)
                for j in range(vlat.shape[1]):
                    for k in range(vlat.shape[2]):
                        u = c*vrad[i, j, k] - s*vlat[i, j, k]
                        x[i, j, k] = -sines[k]*vlon[i, j, k] + cosines[k]*u
                        y[i, j, k] = cosines[k]*vlon[i, j, k] + sines[k]*u
                        z[i, j, k] = c*vlat[i, j, k] + s*vrad[i, j, k]
            return x, y, z

        ways["Numba"] = lambda: loops(**arrays)
    if jax:
        compiled = jax.jit(lambda **names: velocity_of(jax.numpy, **names))
        there = {name: jax.numpy.asarray(value) for name, value in arrays.items()}
        ways["JAX"] = lambda: jax.block_until_ready(compiled(**there))
    if blosc2:
        names = {**arrays, "d": DEGREE}
        u = "(cos(lat*d)*vrad - sin(lat*d)*vlat)"
        lazy = [f"-sin(lon*d)*vlon + cos(lon*d)*{u}", f"cos(lon*d)*vlon + sin(lon*d)*{u}"]
        lazy.append("cos(lat*d)*vlat + sin(lat*d)*vrad")
        ways["blosc2"] = lambda: tuple(blosc2.lazyexpr(text, names)[:] for text in lazy)
    return ways


def circle(scale):
    arrays = {"a": np.random.default_rng(0).random(int(20_000_000*scale))}
    a = arrays["a"]
    text = "sin(2*p*a)**2 + cos(2*p*a)**2"
    ways = {
        "jx": lambda: jxpr.evaluate(CIRCLE, arrays),
        "NumPy": lambda: np.sin(2*np.pi*a)**2 + np.cos(2*np.pi*a)**2,
    }
    if numexpr:
        ways["NumExpr"] = lambda: numexpr.evaluate(text, {"a": a, "p": np.pi})
    if numba:

        @numba.njit(parallel=True, fastmath=True)
        def loop(a):
            out = np.empty_like(a)
            for i in numba.prange(a.size):
                out[i] = np.sin(2*np.pi*a[i])**2 + np.cos(2*np.pi*a[i])**2
            return out

        ways["Numba"] = lambda: loop(a)
    if jax:
        compiled = jax.jit(lambda a: jax.numpy.sin(2*np.pi*a)**2 + jax.numpy.cos(2*np.pi*a)**2)
        there = jax.numpy.asarray(a)
        ways["JAX"] = lambda: jax.block_until_ready(compiled(there))
    if blosc2:
        ways["blosc2"] = lambda: blosc2.lazyexpr(text, {"a": a, "p": np.pi})[:]
    return ways


def series(scale):
    n = int(10_000_000*scale)
    digits = [10**k for k in range(len(str(n)))]
    no_nine = " & ".join(f"((i // {d}) % 10 != 9)" for d in digits)
    i = np.arange(1, n + 1)

    def by_strings():
        return np.sum(np.where(np.strings.find(i.astype("U"), "9") >= 0, 0, 1/i))

    ways = {"jx": lambda: jxpr.evaluate(SERIES, {"n": n}), "NumPy": by_strings}
    if numexpr:
        text = f"sum(where({no_nine}, 1.0/i, 0))"
        ways["NumExpr"] = lambda: numexpr.evaluate(text, {"i": i})
    if numba:

        @numba.njit(parallel=True, fastmath=True)
        def loop(n):
            total = 0.0
            for k in numba.prange(1, n + 1):
                rest = k
                while rest and rest % 10 != 9:
                    rest //= 10
                if rest == 0:
                    total += 1/k
            return total

        ways["Numba"] = lambda: loop(n)
    if jax:

        @jax.jit
        def whole():
            k = jax.numpy.arange(1, n + 1)
            keep = k > 0
            for d in digits:
                keep &= (k//d) % 10 != 9
            return jax.numpy.sum(jax.numpy.where(keep, 1/k, 0))

        ways["JAX"] = lambda: jax.block_until_ready(whole())
    if blosc2:
        lazy = f"sum(({no_nine})*(1.0/i))"
        ways["blosc2"] = lambda: blosc2.lazyexpr(lazy, {"i": i}).compute()
    return ways


WORK = {"velocity grid": velocity, "sin^2 + cos^2": circle, "slow series": series}


def run(name, scale, rounds):
    ways = WORK[name](scale)
    times = {peer: float("inf") for peer in ways}
    want = ways["NumPy"]()
    for peer, way in ways.items():
        got = way()
        pairs = zip(got, want) if isinstance(want, tuple) else [(got, want)]
        assert all(np.allclose(np.asarray(a), b) for a, b in pairs), f"{name}: {peer} differs"
    for _ in range(rounds):
        for peer, way in ways.items():
            start = time.perf_counter()
            way()
            times[peer] = min(times[peer], time.perf_counter() - start)
    row = "  ".join(f"{peer} {1e3*seconds:8.1f} ({seconds/times['jx']:5.1f})" for peer, seconds in times.items())
    print(f"{name:14s} {row}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", nargs="+", choices=list(WORK), default=list(WORK))
    arguments = parser.parse_args()
    print("ms, and times jx's")
    for one in arguments.only:
        run(one, arguments.scale, arguments.rounds)
