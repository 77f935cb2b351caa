"""Functions of complex numbers: NumPy's special values, all of them, and errors beside mpmath.

    JX_COMPLEX_ROUNDS=20000 pytest tests/python/test_complex_functions.py    # the long run
    python tests/python/test_complex_functions.py                            # prints the counts and errors
"""

import itertools
import os

import numpy as np
import pytest

import jxpr

ROUNDS = int(os.environ.get("JX_COMPLEX_ROUNDS", "400"))
SEED = int(os.environ.get("JX_COMPLEX_SEED", "30"))
INF, NAN = np.inf, np.nan
PARTS = [-INF, -1000.0, -2.0, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.0, 1000.0, INF, NAN]
FUNCTIONS = (
    "exp exp2 expm1 log log2 log10 log1p sqrt sin cos tan sinh cosh tanh arcsin arccos arctan arcsinh arccosh arctanh"
).split()
OTHERS = "square reciprocal sign abs angle conj isnan isinf isfinite".split()
POWERS = "0 1 2 3 4 -1 -2 -3 0.5 1.5 2j 1-1j 5+0.5j".split()


def grid(dtype):
    return np.array([complex(x, y) for x, y in itertools.product(PARTS, PARTS)], dtype)


def alike(found, wanted, eps, ulp):
    """NaN, infinities, zeros with their signs, and numbers to a few ULP of the whole."""
    with np.errstate(all="ignore"):
        size = np.abs(wanted)
        good = np.ones(len(wanted), bool)
        for f, w in ((found.real, wanted.real), (found.imag, wanted.imag)):
            special = ~np.isfinite(w) | (w == 0)
            exact = (np.isnan(f) & np.isnan(w)) | ((f == w) & (np.signbit(f) == np.signbit(w)))
            scale = np.where(np.isfinite(size), size, np.abs(w))
            near = np.abs(f - w) <= ulp * eps * scale
            good &= np.where(special, exact | (np.isfinite(w) & (size > 0) & near), near)
    return good


def special(name, dtype):
    z = grid(dtype)
    with np.errstate(all="ignore"):
        wanted = np.asarray(getattr(np, name)(z))
        found = np.asarray(jxpr.evaluate(f"{name}(z)", {"z": z}))
    assert found.dtype == wanted.dtype, name
    if wanted.dtype.kind == "b":
        return found == wanted, z, found, wanted
    good = alike(found.astype(np.complex128), wanted.astype(np.complex128), np.finfo(dtype).eps, 16)
    if dtype == np.complex64:  # computed in float64: NumPy's float32 formulas have lost more
        with np.errstate(all="ignore"):
            better = np.asarray(getattr(np, name)(z.astype(np.complex128))).astype(wanted.dtype)
        good |= alike(found.astype(np.complex128), better.astype(np.complex128), np.finfo(dtype).eps, 16)
    return good, z, found, wanted


@pytest.mark.parametrize("dtype", (np.complex64, np.complex128))
@pytest.mark.parametrize("name", FUNCTIONS + OTHERS)
def test_special_values_are_numpys(name, dtype):
    good, z, found, wanted = special(name, dtype)
    bad = [(str(a), str(b), str(c)) for a, b, c in zip(z[~good], found[~good], wanted[~good], strict=True)]
    assert not bad, f"{name}: {len(bad)} of {len(z)}: {bad[:10]}"


def powers(dtype, form):
    """Bases and exponents of the grid: literals as NumPy's scalars, and elements."""
    z = grid(dtype)
    for power in POWERS:
        p = complex(power) if "j" in power else float(power) if "." in power else int(power)
        with np.errstate(all="ignore"):
            if form == "literal":
                wanted, found = z**p, jxpr.evaluate(f"z**({power})", {"z": z})
            else:
                n = np.full(len(z), p, dtype)
                wanted, found = z**n, jxpr.evaluate("z**n", {"z": z, "n": n})
        assert found.dtype == wanted.dtype, power
        eps = np.finfo(dtype).eps
        yield power, alike(found.astype(np.complex128), wanted.astype(np.complex128), eps, 100), z, found, wanted


@pytest.mark.parametrize("dtype", (np.complex64, np.complex128))
@pytest.mark.parametrize("form", ("literal", "element"))
def test_special_powers_are_numpys(dtype, form):
    for power, good, z, found, wanted in powers(dtype, form):
        bad = [(str(a), str(b), str(c)) for a, b, c in zip(z[~good], found[~good], wanted[~good], strict=True)]
        assert not bad, f"{power}: {len(bad)} of {len(z)}: {bad[:10]}"


def arguments(rng, n):
    """Where functions have their zeros, poles, cuts and ends, and everywhere."""
    size = 10.0 ** rng.uniform(-12, 12, n)
    angle = rng.uniform(-np.pi, np.pi, n)
    spread = size * np.exp(1j * angle)
    near_unit = (1 + 10.0 ** rng.uniform(-12, -1, n)) * np.exp(1j * angle)
    near_one = rng.choice([1, -1, 1j, -1j], n) + 10.0 ** rng.uniform(-14, -1, n) * np.exp(1j * angle)
    box = rng.uniform(-20, 20, n) + 1j * rng.uniform(-20, 20, n)
    axes = 10.0 ** rng.uniform(-12, 2, n) * rng.choice([1, -1, 1j, -1j], n)
    return np.concatenate([spread, near_unit, near_one, box, axes])


def errors(name, z):
    """The largest errors, in ULP of the result's size and of its parts, of jx's and of NumPy's."""
    import mpmath

    names = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh"}
    with np.errstate(all="ignore"):
        found, peer = jxpr.evaluate(f"{name}(z)", {"z": z}), getattr(np, name)(z)
    eps, out = np.finfo(np.float64).eps, {"jx": [0, None, 0], "numpy": [0, None, 0]}
    with mpmath.workdps(60):
        for i, at in enumerate(z):
            x = mpmath.mpc(at.real, at.imag)
            if name == "exp2":
                exact = mpmath.exp(x * mpmath.log(2))
            elif name == "log2":
                exact = mpmath.log(x) / mpmath.log(2)
            elif name == "log10":
                exact = mpmath.log(x) / mpmath.log(10)
            elif name == "expm1":
                exact = mpmath.exp(x) - 1
            elif name == "log1p":
                exact = mpmath.log(1 + x)
            else:
                exact = getattr(mpmath, names.get(name, name))(x)
            size = abs(exact)
            if not 1e-300 < size < 1e300:
                continue
            for who, values in (("jx", found), ("numpy", peer)):
                if not np.isfinite(values[i]):
                    continue
                d = [abs(mpmath.mpf(float(values[i].real)) - exact.real), abs(mpmath.mpf(float(values[i].imag)) - exact.imag)]
                # On a cut mpmath has no sign of zero to look at.
                if max(d) > size and at.imag * at.real == 0:
                    continue
                e = float(max(d) / (size * eps))
                if e > out[who][0]:
                    out[who][0], out[who][1] = e, at
    return out


# In units of the last place of the result's size.
BOUNDS = {name: 4 for name in FUNCTIONS} | {"exp2": 0, "log1p": 4}


@pytest.mark.parametrize("name", [f for f in FUNCTIONS if BOUNDS[f]])
def test_errors_are_a_few_ulp(name):
    z = arguments(np.random.default_rng(SEED), ROUNDS // 20)
    found = errors(name, z)["jx"]
    assert found[0] <= BOUNDS[name], (name, found)


def report():
    for dtype in (np.complex64, np.complex128):
        total = right = 0
        for name in FUNCTIONS + OTHERS:
            good, z, found, wanted = special(name, dtype)
            total, right = total + len(z), right + int(good.sum())
            print(f"{dtype.__name__:11} {name:10} {int(good.sum())} of {len(z)}")
            for a, b, c in list(zip(z[~good], found[~good], wanted[~good], strict=True))[:40]:
                print("      ", a, "jx", b, "numpy", c)
        print(dtype.__name__, right, "of", total)
        for form in ("literal", "element"):
            for power, good, z, found, wanted in powers(dtype, form):
                print(f"{dtype.__name__:11} {form} {power:10} {int(good.sum())} of {len(z)}")
                for a, b, c in list(zip(z[~good], found[~good], wanted[~good], strict=True))[:40]:
                    print("      ", a, "jx", b, "numpy", c)
    z = arguments(np.random.default_rng(SEED), ROUNDS)
    for name in FUNCTIONS:
        e = errors(name, z)
        print(f"{name:8} jx {e['jx'][0]:.2f} at {e['jx'][1]}   numpy {e['numpy'][0]:.2f} at {e['numpy'][1]}", flush=True)


if __name__ == "__main__":
    report()
