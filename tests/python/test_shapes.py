"""Functions of shapes: chains of them over operands, expressions and reductions give what NumPy gives.

`python tests/python/test_shapes.py SECONDS [SEED]` goes on for that long; a seed is a test case.
"""

import random
import sys
import time

import numpy as np
import pytest

import jxpr
import random_arrays

NAMES = {n: getattr(np, n) for n in dir(np) if not n.startswith("_")}
DTYPES = ["?", "i1", "u2", "i4", "i8", "f4", "f8"]
EXTENTS = (0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12, 17, 33)


def axis_text(rnd, axes):
    """One axis or a tuple of them."""
    return str(axes[0]) if len(axes) == 1 and rnd.random() < 0.7 else "(" + "".join(f"{a}, " for a in axes) + ")"


def signed(rnd, axis, rank):
    return axis - rank if rnd.random() < 0.4 else axis


def shape_text(shape):
    return "(" + "".join(f"{n}, " for n in shape) + ")"


def factors(rnd, size, most=5):
    """A shape of `size` elements."""
    out = [1] * rnd.choice((0, 0, 0, 1))
    if size == 0:
        return [*out, 0, *[rnd.choice((1, 2, 3))] * rnd.choice((0, 1))]
    while size > 1 and len(out) < most:
        divisors = [d for d in range(2, min(size, 200) + 1) if size % d == 0] or [size]
        d = rnd.choice(divisors)
        out.append(d)
        size //= d
    return [*out, size] if size > 1 or rnd.random() < 0.2 else out


class Program:
    """A program in the making: a list of statements, and what each name is by NumPy."""

    def __init__(self, seed):
        self.rnd = rnd = random.Random(seed)
        rng = np.random.default_rng(seed)
        self.lines, self.operands, self.values = [], {}, {}
        shape = [rnd.choice(EXTENTS) for _ in range(rnd.choice((0, 1, 2, 2, 3, 3, 4)))]
        for name in "abc"[: rnd.choice((1, 2, 3))]:
            own = [n if rnd.random() < 0.85 else 1 for n in shape[rnd.choice((0, 0, 0, 1)) :]]
            rnd.random() < 0.2 and rnd.shuffle(own)
            self.operands[name] = self.values[name] = self.array(rng, own)
        self.operands["n"] = self.values["n"] = int(rnd.choice((1, 2, 3, 5, -2)))

    def array(self, rng, shape):
        """Whole numbers that all sums hold exactly, in any layout."""
        rnd, dtype = self.rnd, np.dtype(self.rnd.choice(DTYPES))
        x = rng.integers(0 if dtype.kind in "bu" else -9, 10, [2 * n + 1 for n in shape]).astype(dtype)
        kind = rnd.choice(("C", "C", "F", "steps", "ends", "wide"))
        index = []
        for n in shape:
            step = {"steps": rnd.choice((1, 2, -1)), "ends": rnd.choice((1, -1))}.get(kind, 1)
            index.append(slice(None, None, step) if step < 0 else slice(0, None, step))
        x = x[tuple(index)][tuple(slice(0, n) for n in shape)]
        if kind in "CF":
            x = np.array(x, order=kind)
        if kind == "wide" and x.ndim:
            x = np.broadcast_to(x[:1], x.shape) if x.shape[0] else x
        return x

    def pick(self):
        return self.rnd.choice([n for n in self.values if n != "n"])

    def text(self):
        """An expression of one name that is there, sometimes with some arithmetic."""
        name = self.pick()
        forms = [name] * 4 + [f"({name} + 1)", f"abs({name})", f"({name}*2)", f"where({name} > 2, {name}, 0)"]
        if self.values[name].dtype == bool:
            forms = [name, f"~{name}", f"where({name}, 3, -1)"]
        return self.rnd.choice(forms)

    def value(self, text):
        return np.asarray(eval(text, {**NAMES, **self.values}))

    def reshaped(self, x, v):
        rnd, new = self.rnd, factors(self.rnd, v.size)
        if new and v.size and rnd.random() < 0.4:
            new[rnd.randrange(len(new))] = -1
        order = rnd.choice(("", "", "", ", order='F'"))
        return f"reshape({x}, {shape_text(new)}{order})"

    def rolled(self, x, v):
        rnd = self.rnd
        if rnd.random() < 0.25 or not v.ndim:
            return f"roll({x}, {rnd.choice((1, -1, 3, 100, 'n'))})"
        axes = rnd.sample(range(v.ndim), rnd.choice((1, 1, 1, min(2, v.ndim))))
        by = [rnd.choice((1, -1, 2, -7, 0, "n", "2*n")) for _ in axes]
        return f"roll({x}, {axis_text(rnd, by)}, {axis_text(rnd, [signed(rnd, a, v.ndim) for a in axes])})"

    def concatenated(self, x, v):
        rnd = self.rnd
        axis = rnd.randrange(v.ndim) if v.ndim else None
        parts = [x]
        for _ in range(rnd.choice((1, 1, 2, 3, 9))):
            cut = ", ".join([":"] * (axis or 0) + [rnd.choice((":1", "1:", "::-1", ":0", "::2"))]) if v.ndim else ""
            like = [n for n in self.values if n != "n" and self.values[n].shape == v.shape] or [x]
            parts.append(f"({rnd.choice([x, *like])})[{cut}]" if v.ndim else rnd.choice(like))
        if axis is None:
            return f"stack(({', '.join(parts)}))"
        if rnd.random() < 0.1:
            return f"concatenate(({', '.join(parts)}), axis=None)"
        return f"concatenate(({', '.join(parts)}), {signed(rnd, axis, v.ndim)})"

    def stacked(self, x, v):
        rnd = self.rnd
        like = [n for n in self.values if n != "n" and self.values[n].shape == v.shape] or [x]
        parts = [rnd.choice([x, *like, f"({x})*2"]) for _ in range(rnd.choice((1, 2, 2, 3, 10)))]
        if rnd.random() < 0.3:
            return f"{rnd.choice(('hstack', 'vstack', 'dstack', 'column_stack'))}(({', '.join(parts)}, ))"
        return f"stack(({', '.join(parts)}, ), {signed(rnd, rnd.randrange(v.ndim + 1), v.ndim + 1)})"

    def viewed(self, x, v):
        rnd, rank = self.rnd, v.ndim
        axes = rnd.sample(range(rank), rnd.randint(1, rank)) if rank else []
        some = [signed(rnd, a, rank) for a in axes]
        ones = [a for a in range(rank) if v.shape[a] == 1]
        forms = [f"expand_dims({x}, {signed(rnd, rnd.randrange(rank + 1), rank + 1)})", f"squeeze({x})"]
        forms += [f"atleast_{rnd.choice('123')}d({x})", f"ravel({x})", f"ravel({x}, 'F')", f"({x})[..., None]"]
        forms += [f"squeeze({x}, {axis_text(rnd, ones)})"] * bool(ones)
        wide = [n if n != 1 else rnd.choice((1, 2, 3)) for n in v.shape]
        forms += [f"broadcast_to({x}, {shape_text([2] * rnd.choice((0, 0, 1)) + wide)})"]
        if rank:
            other = rnd.sample(range(rank), len(axes))
            forms += [f"flip({x})", f"flip({x}, {axis_text(rnd, some)})", f"flipud({x})", f"transpose({x})"]
            forms += [f"moveaxis({x}, {axis_text(rnd, some)}, {axis_text(rnd, other)})"]
            forms += [f"swapaxes({x}, {some[0]}, {rnd.randrange(rank)})", f"({x})[::{rnd.choice((2, -1, -2))}]"]
            forms += [f"({x})[..., {rnd.choice(('1:', ':-1', '::2', '::-1'))}]"]
        if rank > 1:
            forms += [f"rot90({x}, {rnd.randint(-3, 3)})", f"matrix_transpose({x})", f"fliplr({x})"]
        return rnd.choice(forms)

    def reduced(self, x, v):
        rnd = self.rnd
        if not v.ndim or not v.size:
            return f"sum({x})"
        axis = signed(rnd, rnd.randrange(v.ndim), v.ndim)
        return f"{rnd.choice(('sum', 'max', 'min', 'sum'))}({x}, axis={axis}, keepdims={rnd.random() < 0.5})"

    def combined(self, x, v):
        rnd = self.rnd
        other = self.pick()
        try:
            np.broadcast_shapes(v.shape, self.values[other].shape)
        except ValueError:
            other = x
        made = rnd.choice((f"zeros_like({x})", f"full_like({x}, 3)", f"ones({shape_text(v.shape)}, 'i4')", other, other))
        return f"{rnd.choice(('maximum', 'minimum', 'add'))}({x}, {made})"

    def step(self):
        x = self.text()
        v = self.value(x)
        kinds = [self.viewed] * 4 + [self.reshaped] * 4 + [self.rolled, self.concatenated, self.stacked] * 2
        text = self.rnd.choice([*kinds, self.reduced, self.combined, self.combined])(x, v)
        value = self.value(text)
        if value.size > 20_000 or value.ndim > 7:
            return
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {text}")
        self.values[name] = value

    def make(self):
        for _ in range(self.rnd.randint(1, 6)):
            self.step()
        results = self.lines and [f"v{len(self.lines) - 1}"] or ["a"]
        for _ in range(self.rnd.choice((0, 0, 1))):
            results.append(self.pick())
        return "; ".join([*self.lines, ", ".join(results)]), [self.values[r] for r in results]


def given(rnd, value):
    """An array to be written, not always contiguous."""
    if not value.ndim or rnd.random() < 0.4:
        return np.empty(value.shape, value.dtype)
    if rnd.random() < 0.5:
        return np.empty(value.shape, value.dtype, "F")
    return np.empty([2 * n for n in value.shape], value.dtype)[tuple(slice(None, None, 2) for _ in value.shape)]


def check(seed):
    p = Program(seed)
    program, expected = p.make()
    used = {n: x for n, x in p.operands.items()}
    try:
        got = jxpr.evaluate(program, used)
        got = got if isinstance(got, tuple) else (got,)
        if p.rnd.random() < 0.3:
            out = [given(p.rnd, v) for v in expected]
            jxpr.evaluate(program, used, out=tuple(out) if len(out) > 1 else out[0])
            got = [*got, *out]
            expected = expected * 2
    except jxpr.Error as error:
        raise AssertionError(f"seed {seed}: {program}\n{error}") from error
    for x, y in zip(got, expected, strict=True):
        x = np.asarray(x)
        assert x.shape == y.shape and x.dtype == y.dtype, (seed, program, x.shape, y.shape, x.dtype, y.dtype)
        assert np.array_equal(x, y), (seed, program, {n: (v.shape, v.strides, v.dtype) for n, v in p.operands.items() if n != "n"})


@pytest.mark.parametrize("first", range(0, 400, 25))
def test_chains(first):
    for seed in range(first, first + 25):
        check(seed)


if __name__ == "__main__":
    end, seed = time.time() + float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    first = seed
    while time.time() < end:
        try:
            check(seed)
        except AssertionError as e:
            print("FAILED", str(e)[:1500])
            if "-x" in sys.argv:
                break
        seed += 1
    print(f"{seed - first} programs, seeds {first} to {seed - 1}")
