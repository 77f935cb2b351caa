"""jxpr.State: whatever the pieces and in whatever order states are added, results have one call's bits.

STATE_ROUNDS=500 goes on for long; each round prints its seed when it fails.
"""

import concurrent.futures
import multiprocessing
import os
import pickle
import random
import re

import numpy as np
import pytest

import jxpr

ROUNDS = int(os.environ.get("STATE_ROUNDS", "2"))
LENGTHS = (0, 1, 2, 7, 64, 65, 1000, 30_011, 300_001)
PLAIN = (
    "sum(x)",
    "mean(x), std(x), var(x, ddof=1)",
    "sum(x*y)/sqrt(sum(x**2)*sum(y**2))",
    "any(x > 3), all(x < 9), count_nonzero(x > 0)",
    "prod(1 + x/1000), sum(x[x > 0]), mean(x, where=y > 0)",
    "sum(x*arange(size(x))), size(x)*2",
    "sum(w)*k + sum(w*x)",
    "sum(exp(x/9))*k, sum(floor(x)), where(sum(abs(x)) > 3, 1, k)",
    "max(x), min(y), argmax(x*y), argmin(y)",
)
ROWS = (
    "sum(m, axis=0)",
    "mean(m), var(m, axis=0)",
    "sum(m), sum(m, axis=0)",
    "max(sqrt(sum(m**2, axis=1))), sum(m[:, 0])",
    "sum(m[:, None, :]*m[:, :, None], axis=0)",
    "argmax(m, axis=0), max(m, axis=0) - min(m, axis=0)",
    "sum(m - c, axis=0)/k",
)


def pieces_of(rng, n, cut, most=12):
    edges = {0, n, *(rng.randint(0, n) for _ in range(rng.randint(0, most)))}
    if cut and rng.random() < 0.5:
        edges = {edge // cut * cut for edge in edges} | {n}
    edges = sorted(edges)
    return list(zip(edges, edges[1:]))


def in_pieces(rng, program, n, whole, constants):
    """A result of one state, after some tree of states that were given pieces in some order."""

    def new():
        return jxpr.State(program, n, whole, constants)

    states = [new()]
    pieces = pieces_of(rng, n, states[0].cut)
    rng.shuffle(pieces)
    for begin, end in pieces:
        if rng.random() < 0.5:
            states.append(new())
        state = rng.choice(states)
        state.update(begin, **{name: array[begin:end] for name, array in whole.items()})
    while len(states) > 1:
        a, b = states.pop(rng.randrange(len(states))), states.pop(rng.randrange(len(states)))
        states.append(pickle.loads(pickle.dumps(a)) + b if rng.random() < 0.3 else a.combine(b))
    assert states[0].given == states[0].rows == n
    return states[0]


def same(got, want, exact, what):
    for g, w in zip(got if isinstance(got, tuple) else (got,), want if isinstance(want, tuple) else (want,)):
        g, w = np.asarray(g), np.asarray(w)
        assert (g.dtype, g.shape) == (w.dtype, w.shape), what
        if exact:
            assert g.tobytes() == w.tobytes(), (what, g, w)
        else:
            np.testing.assert_allclose(g, w, rtol=1e-13, err_msg=str(what))


def operands_of(program, n, seed, dtype="f8"):
    g = np.random.default_rng(seed)
    all_of = {"x": (g.standard_normal(n) * 9).astype(dtype), "y": g.standard_normal(n).astype(dtype)}
    all_of["m"] = (g.standard_normal((n, 5)) * 9).astype(dtype)
    constants = {"w": np.arange(float(n)), "k": 3, "c": np.arange(5.0)}
    names = set(re.findall(r"\b[xymwkc]\b", program))
    return {k: v for k, v in all_of.items() if k in names}, {k: v for k, v in constants.items() if k in names}


@pytest.mark.parametrize("program", PLAIN + ROWS)
def test_any_pieces_in_any_tree(program):
    for n in LENGTHS:
        if n == 0 and re.search("max|min", program):
            continue
        for dtype in ("f8",) if n > 1000 else ("f8", "f4", "i4", "u1"):
            if dtype == "u1" and "x/" in program:
                continue
            whole, constants = operands_of(program, n, n, dtype)
            if dtype != "f8":
                whole = {name: np.abs(a).astype(dtype) if dtype == "u1" else a for name, a in whole.items()}
            want = jxpr.evaluate(program, {**whole, **constants})
            for seed in range(ROUNDS):
                state = in_pieces(random.Random(seed), program, n, whole, constants)
                same(state.result(), want, state.exact, (program, n, dtype, seed))


def test_one_element_at_a_time_and_backwards():
    x = np.random.default_rng(1).standard_normal(3000)
    want = jxpr.evaluate("mean(x), argmin(x)", {"x": x})
    for order in (range(3000), reversed(range(3000))):
        state = jxpr.State("mean(x), argmin(x)", 3000, {"x": x})
        for i in order:
            state.update(i, x=x[i : i + 1])
        same(state.result(), want, True, order)


def test_wide_rows_do_not_depend_on_pieces():
    """Where one call would not cut the rows, states cut them by shapes alone."""
    m = np.random.default_rng(2).standard_normal((3000, 4000))
    state = jxpr.State("sum(m, axis=0)", 3000, {"m": m})
    first = state.update(0, m=m).result()
    np.testing.assert_allclose(first, m.sum(axis=0), rtol=1e-9)
    for seed in range(ROUNDS):
        again = in_pieces(random.Random(seed), "sum(m, axis=0)", 3000, {"m": m}, {})
        same(again.result(), first, True, seed)


@pytest.mark.parametrize("view", ["reversed", "strided", "fortran", "swapped", "unaligned"])
def test_pieces_of_any_layout(view):
    m = np.random.default_rng(3).standard_normal((20_000, 5))
    want = jxpr.evaluate("sum(m, axis=0), argmax(m[:, 2])", {"m": m})
    make = {
        "reversed": lambda a: a[::-1].copy()[::-1],
        "strided": lambda a: np.repeat(a, 2, axis=0)[::2],
        "fortran": np.asfortranarray,
        "swapped": lambda a: a.astype(">f8"),
        "unaligned": lambda a: np.frombuffer(b"\0" + a.tobytes(), np.uint8)[1:].view("f8").reshape(a.shape),
    }[view]
    example = m.astype(">f8") if view == "swapped" else m
    state = jxpr.State("sum(m, axis=0), argmax(m[:, 2])", len(m), {"m": example})
    for i in range(0, len(m), 3001):
        state.update(m=make(m[i : i + 3001]))
    same(state.result(), want, True, view)


def test_times_and_strings_and_complex():
    n = 5000
    rows = np.random.default_rng(4)
    for program, x in (
        ("max(x), min(x)", rows.integers(0, 10**9, n).astype("M8[s]")),
        ("sum(x), prod(x/abs(x)), mean(x*x)", rows.standard_normal(n) + 1j),
        ("count_nonzero(x == 'ab')", rows.choice(np.array(["ab", "c"]), n)),
    ):
        state = jxpr.State(program, n, {"x": x})
        for i in reversed(range(0, n, 777)):
            state.update(i, x=x[i : i + 777])
        same(state.result(), jxpr.evaluate(program, {"x": x}), state.exact, program)


def test_overflow_on_the_way():
    x = np.full(100_000, 1e306)
    x[1::2] = -1e306
    x = np.concatenate([np.full(2000, 1e307), x, np.full(2000, -1e307)])
    want = jxpr.evaluate("sum(x), mean(x), std(x)", {"x": x})
    state = jxpr.State("sum(x), mean(x), std(x)", len(x), {"x": x})
    for i in range(0, len(x), 999):
        state.update(i, x=x[i : i + 999])
    same(state.result(), want, True, "overflow")
    assert np.isfinite(want[0])


def _work(program, n, begin, x):
    return jxpr.State(program, n, {"x": x}).update(begin, x=x)


def test_workers_send_theirs():
    n = 200_000
    x = np.random.default_rng(5).standard_normal(n)
    program = "mean(x), var(x), argmax(x)"
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=spawn) as pool:
        edges = list(range(0, n, 33_333)) + [n]
        jobs = [pool.submit(_work, program, n, a, x[a:b]) for a, b in zip(edges, edges[1:])]
        states = [job.result() for job in jobs]
    total = states[0]
    for state in states[1:]:
        total = total + state
    same(total.result(), jxpr.evaluate(program, {"x": x}), True, "workers")


def test_states_stay_as_they_are():
    x = np.arange(1000.0)
    a = jxpr.State("sum(x)", 1000, {"x": "f8"}).update(0, x=x[:600])
    b = jxpr.State("sum(x)", 1000, {"x": "f8"}).update(600, x=x[600:])
    both = a + b
    assert (a.given, b.given, both.given) == (600, 400, 1000)
    assert both.result() == both.result() == x.sum()
    out = np.zeros((), "f8")
    assert both.result(out=out) is out and out == x.sum()
    assert repr(a) == "<jxpr.State of x: 600 of 1000 rows>"


def test_bad_calls():
    x = np.arange(1000.0)
    state = jxpr.State("sum(x)", 1000, {"x": "f8"}).update(0, x=x[:500])
    for wrong, call in (
        ("rows 400 to 499 have been given already", lambda: state.update(400, x=x[400:600])),
        ("200 rows from row 900 on are not of 1000", lambda: state.update(900, x=x[:200])),
        ("-1 on are not", lambda: state.update(-1, x=x[:2])),
        ("is float32, and the state was made for float64", lambda: state.update(500, x=x.astype("f4"))),
        ("has shape (2,2), expected", lambda: state.update(500, x=x[:4].reshape(2, 2))),
        ("rows 500 to 999 have not been given", state.result),
        ("an update takes arrays for x, not for y", lambda: state.update(500, y=x)),
        ("differ in program", lambda: state + jxpr.State("mean(x)", 1000, {"x": "f8"})),
        ("differ in program", lambda: state + jxpr.State("sum(x)", 1001, {"x": "f8"})),
        ("with itself", lambda: state.combine(state)),
        ("rows 0 to 499 have been given already", lambda: state + state),
        ("no operand comes in pieces", lambda: jxpr.State("sum(x)", 10, {}, {"x": x})),
        ("unknown name 'z'", lambda: jxpr.State("sum(x) + z", 10, {"x": "f8"})),
    ):
        with pytest.raises(jxpr.Error, match=re.escape(wrong)):
            call()
        assert state.given == 500
    assert state.update(500, x=x[500:]).result() == x.sum()


@pytest.mark.parametrize(
    "program, why",
    [
        ("x - mean(x)", "result 1 has an element for each row"),
        ("sum(x), 2*x", "result 2 has an element for each row"),
        ("sum((x - mean(x))**2)", "second pass"),
        ("max(cumsum(x))", "'cumsum(x)' needs the rows before"),
        ("sum(x[1:] - x[:-1])", "read by their place"),
        ("sum(x[::-1]*arange(size(x)))", "read by their place"),
        ("x[x > 0]", "selects"),
    ],
)
def test_what_cannot_be_done_is_told(program, why):
    for n in (10, 5000):
        with pytest.raises(jxpr.Error, match=re.escape(why)) as caught:
            jxpr.State(program, n, {"x": "f8"})
        assert caught.value.status == "not supported"


def test_an_error_of_an_element_spoils():
    state = jxpr.State("sum(c[i])", 100_000, {"i": "i8"}, {"c": np.arange(10)})
    with pytest.raises(jxpr.Error, match="index 10 is out of bounds"):
        state.update(0, i=np.full(100_000, 10))
    with pytest.raises(jxpr.Error, match="incomplete"):
        state.result()


def test_damaged_bytes_are_an_error():
    x = np.arange(100_000.0)
    data = jxpr.State("mean(x)", len(x), {"x": "f8"}).update(7, x=x[7:70_001]).to_bytes()
    assert jxpr.State.from_bytes(data).given == 69_994
    rng = random.Random(6)
    for _ in range(200 * ROUNDS):
        bad = bytearray(data)
        at = rng.randrange(40, len(bad))
        if rng.random() < 0.5:
            bad[at] ^= 1 << rng.randrange(8)
        else:
            del bad[at:]
        with pytest.raises(jxpr.Error, match="damaged|not a state"):
            jxpr.State.from_bytes(bytes(bad))
    with pytest.raises(jxpr.Error, match="format 99"):
        jxpr.State.from_bytes(_with_version(data, 99))


def _with_version(data, version):
    length = int.from_bytes(data[:8], "little") + 8
    return data[: length + 8] + version.to_bytes(8, "little") + data[length + 16 :]
