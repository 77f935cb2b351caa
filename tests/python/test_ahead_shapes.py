"""Functions of shapes compiled ahead of time: what jxpr gives, at every size."""

import pytest

from test_ahead import compare

SHAPES = [
    ("ravel(a)*2", {"a": "float64[n, m]"}),
    ("ravel(a.T)", {"a": "float64[n, m]"}),
    ("reshape(a, (-1, 4))", {"a": "float64[n]"}),
    ("reshape(a, (4, -1)) + a[0]", {"a": "float64[n]"}),
    ("sum(reshape(a + 1, (-1, 4)), axis=1)", {"a": "int64[n]"}),
    ("reshape(a, (-1, 3, 5))*2", {"a": "float64[n, 15]"}),
    ("reshape(a, (k, -1))", {"a": "float64[n, m]", "k": "int"}),
    ("reshape(a, (size(a, 0)*size(a, 1), -1))", {"a": "float64[n, m, 2]"}),
    ("reshape(a, (size(a, 1), size(a, 0)))", {"a": "float64[n, m]"}),
    ("reshape(a[:, ::-1], (-1, 2))", {"a": "float64[n, m]"}),
    ("concatenate((a, b*2)), concatenate((b, a[:0]))", {"a": "float64[n]", "b": "float64[m]"}),
    ("concatenate((a, a[:, :0], a*2), 1)", {"a": "float64[n, m]"}),
    ("stack((a, b), 1), stack((a, b, a + b))", {"a": "float64[n]", "b": "float64[n]"}),
    ("stack((sum(a, axis=1), max(a, axis=1), a[:, 0]))", {"a": "int32[n, 3]"}),
    ("x = concatenate((a, b)); x - x[0]", {"a": "float64[n+1]", "b": "float64[m]"}),
    ("roll(a, k) - a", {"a": "float64[n]", "k": "int"}),
    ("roll(a, (k, 2*k), (0, 1))", {"a": "float64[n, m]", "k": "int"}),
    ("zeros((size(a), 3)) + a[:, None], ones_like(a), full(size(a), k)", {"a": "float64[n]", "k": "int"}),
    ("eye(size(a)) + a", {"a": "float64[n]"}),
    ("broadcast_to(a, (k, size(a))), flip(a), rot90(broadcast_to(a, (2, size(a))))", {"a": "float64[n]", "k": "int"}),
    ("moveaxis(a, 0, 2), expand_dims(a[0], 1)", {"a": "float64[3, n, m]"}),
]


@pytest.mark.parametrize("source, types", SHAPES, ids=lambda x: x if isinstance(x, str) else "")
def test_bits_are_those_of_jxpr_at_every_size(tmp_path, source, types):
    def same(wanted, got, sizes):
        assert wanted.tobytes() == got.tobytes(), sizes

    assert compare(tmp_path, source, types, same) >= 4
