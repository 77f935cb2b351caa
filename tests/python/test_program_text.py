"""How a program is laid out, on one line or on many, makes no difference to what becomes of it."""

import random

import numpy as np
import pytest

import jxpr

OPERANDS = {"x": np.linspace(0, 1, 12).reshape(3, 4), "y": np.arange(4.0), "k": np.arange(4)}

PROGRAMS = (
    ("s = sin(x)", "c = cos(x)", "c*y + s, c - s*y"),
    ("m = mean(x, axis=1, keepdims=True)", "d = x - m", "d/std(d, ddof=1)"),
    ("k = k % 3", "a = x[1, ::-1] if y[1] > 0 else -y", "a**2 + k"),
    ("inside = (0 < y <= 2) and not k == 1", "n = count_nonzero(inside)", "sum(where(inside, y, 0))/n"),
    ("e = x[:, 1:] - x[:, :-1]", "r = {}".format(" + ".join(["e*y[1:]"] * 9)), "r"),
)


def blanks(rnd, text):
    """The text with other blanks between its tokens, and line ends where they end nothing."""
    out, depth = [], 0
    for token in text.replace("(", "( ").replace(")", " )").replace(",", " ,").split(" "):
        depth += token.count("(") + token.count("[") - token.count(")") - token.count("]")
        out.append(token)
        inside = depth > 0 or token in ("+", "-", "=", "<", "<=", "==", "and", "not", "if", "else", "%", ">")
        out.append(rnd.choice(("\n  ", " # why\n", "\t", " ", "\\\n")) if inside else rnd.choice((" ", "  ", "\\\n")))
    return "".join(out[:-1])


@pytest.mark.parametrize("statements", PROGRAMS)
def test_lines_blanks_and_comments(statements):
    rnd = random.Random(7)
    one = "; ".join(statements)
    plan, graph = jxpr.emit(one, OPERANDS, "plan"), jxpr.emit(one, OPERANDS, "graph")
    texts = ["\n".join(statements), "# first\n\n" + " ;\n".join(statements) + " # last\n", "\r\n".join(statements)]
    for _ in range(40):
        texts.append(rnd.choice(("\n", ";", " ; ", "\n\n")).join(blanks(rnd, s) for s in statements))
    for text in texts:
        assert jxpr.emit(text, OPERANDS, "plan") == plan, text
        assert jxpr.emit(text, OPERANDS, "graph") == graph, text


def test_a_thousand_terms():
    """Long programs are ordinary ones: 10 000 terms, 400 operands, 20 nested conditions, 300 statements."""
    x = np.arange(5.0)
    terms = " + ".join(f"{i}*x" for i in range(10_000))
    assert jxpr.evaluate(terms, {"x": x}).tolist() == (x * sum(range(10_000))).tolist()
    many = {f"v{i}": x + i for i in range(400)}
    wanted = np.zeros(5)
    for v in many.values():
        wanted = wanted + v
    assert jxpr.evaluate(" + ".join(many), many).tolist() == wanted.tolist()
    nested, expected = "x", x
    for i in range(20):
        nested, expected = f"where(x > {i % 5}, {i}, {nested})", np.where(x > i % 5, i, expected)
    assert jxpr.evaluate(nested, {"x": x}).tolist() == expected.tolist()
    assert jxpr.evaluate("; ".join(["y = x", *["y = y + 1"] * 300, "y"]), {"x": x}).tolist() == (x + 300).tolist()
