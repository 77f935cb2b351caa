"""parser/foreign.h, row by row: a message has what the row says to write, and that can be written."""

import re

import numpy as np
import pytest

import docs_tables
import jxpr

TABLE = docs_tables.source("parser/foreign.h")
MACROS = dict(re.findall(r'#define (FOREIGN_\w+) "([^"]*)"', TABLE))
ROWS = [
    (place, word, text if text else MACROS[macro])
    for place, word, text, macro in re.findall(r'X\((\w+), "([^"]+)", (?:"([^"]*)"|(\w+))\)', TABLE)
]
PLACES = {place: [(word, write) for p, word, write in ROWS if p == place] for place, _, _ in ROWS}

OPERANDS = {
    "x": np.array([0.25, 0.5, 0.75]),
    "y": np.array([0.5, 0.25, 2.0]),
    "z": np.array([1.0, 2.0, 3.0]),
    "i": np.array([3, 5, 7]),
    "j": np.array([1, 2, 3]),
    "c": np.array([True, False, True]),
    "lo": 0.3,
    "hi": 0.6,
    "n": 4,
}


def rows(place):
    return pytest.mark.parametrize("word, write", PLACES[place], ids=lambda s: s[:20])


def fails(program, cls=jxpr.Error, operands=OPERANDS):
    with pytest.raises(cls) as e:
        jxpr.evaluate(program, operands)
    assert e.value.length > 0, program
    return e.value, program.encode()[e.value.offset : e.value.offset + e.value.length].decode()


def test_the_table_was_read():
    assert len(ROWS) == TABLE.count("  X(") > 300
    assert sorted(PLACES) == sorted(
        ["CALL", "LACKS", "VALUE", "KEYWORD", "DTYPE", "INFIX", "OPERATOR", "RESERVED", "CHARACTER"]
    )
    for place, words in PLACES.items():
        if place != "KEYWORD":
            assert len({word for word, _ in words}) == len(words), place
    both = {w for w, _ in PLACES["CALL"]} & {w for w, _ in PLACES["LACKS"]}
    assert not both


@rows("CALL")
def test_functions(word, write):
    error, span = fails(f"x + {word}(x)")
    assert span == word
    start = f"unknown function '{word}'"
    assert error.message == f"{start}; write '{write}'" and isinstance(error, jxpr.ProgramNameError)
    jxpr.evaluate(write, OPERANDS)
    error, span = fails(f"np.{word}(x, 1)")
    assert span == word and error.message == f"{start}; write '{write}'"
    error, span = fails(f"x.{word}(y)")
    assert span == word and error.message == f"unknown method '{word}'; write '{write}'"
    error, span = fails(f"(x + 1).{word}*2") if word not in ("real",) else (None, word)
    if error:
        assert span == word and error.message == f"unknown attribute '{word}'; write '{write}'"


@rows("LACKS")
def test_what_there_is_not(word, write):
    error, span = fails(f"x + {word}(x)", jxpr.ProgramNameError)
    assert span == word and error.message == f"unknown function '{word}'; {write}"
    error, span = fails(f"x.{word}(1)", jxpr.ProgramNameError)
    assert span == word and error.message == f"unknown method '{word}'; {write}"


@rows("VALUE")
def test_values(word, write):
    error, span = fails(f"2*{word}", jxpr.ProgramNameError)
    assert span == word and error.message == f"unknown name '{word}'; write '{write}'"
    if write != "None":
        jxpr.evaluate(write, {})
    assert jxpr.evaluate(f"2*{word}", {word: 3}) == 6, "what is bound has the name"


@rows("KEYWORD")
def test_keywords(word, write):
    takers = {
        "axis": "sum(x, {}=0)",
        "axes": "transpose(x, {}=(0,))",
        "keepdims": "sum(x, {}=True)",
        "ddof": "std(x, {}=1)",
        "where": "sum(x, {}=c)",
        "initial": "sum(x, {}=0)",
        "dtype": "sum(x, {}=float32)",
        "decimals": "round(x, {}=1)",
        "num": "linspace(0, 1, {}=3)",
    }
    program = takers[write]
    error, span = fails(program.format(word), jxpr.ProgramNameError)
    assert span.startswith(word + "=") and error.message.endswith(f" has no keyword '{word}'; write '{write}='")
    jxpr.evaluate(program.format(write), OPERANDS)
    error, span = fails(f"sin(x, {word}=0)", jxpr.ProgramNameError)
    assert error.message == f"sin has no keyword '{word}'; it takes none"


@rows("DTYPE")
def test_dtypes(word, write):
    error, span = fails(f"astype(x, '{word}')", jxpr.ProgramTypeError)
    assert span == f"'{word}'" and error.message == f"'{word}' is not a dtype; write '{write}'"
    assert jxpr.evaluate(f"astype(x, '{write}')", OPERANDS).dtype == write


@rows("INFIX")
def test_words_between_operands(word, write):
    error, span = fails(f"i {word} j", jxpr.ProgramSyntaxError)
    assert span == word and error.message == f"'{word}' is not an operator; did you mean '{write}'?"
    jxpr.evaluate(f"i {write} j" if " " not in write and write != "not" else "1 if c else 2", OPERANDS)
    assert jxpr.evaluate(f"2*{word}", {word: 3}) == 6, "a name like any other"


@rows("OPERATOR")
def test_operators(word, write):
    error, span = fails(f"i {word} j", jxpr.ProgramSyntaxError)
    assert span == word and error.message == f"'{word}' is not an operator; did you mean '{write}'?"


@rows("RESERVED")
def test_reserved_words(word, write):
    error, span = fails(f"{word} x", jxpr.ProgramSyntaxError)
    assert span == word and error.message == f"'{word}' is a keyword of Python that jx does not have; {write}"


@rows("CHARACTER")
def test_characters(word, write):
    error, span = fails(f"x {word} y", jxpr.ProgramSyntaxError)
    assert span == word and len(word) == 1
    assert error.message == f"unexpected character '{word}' (U+{ord(word):04X}); did you mean '{write}'?"


@pytest.mark.parametrize(
    "characters, words",
    [
        ("\u2018\u2019\u201a\u2032", """did you mean "'"?"""),
        ("\u201c\u201d\u201e\u2033", """did you mean '"'?"""),
        ("\u00a0\u2003\u2009\u202f\u3000", "did you mean a blank?"),
        ("\u200b\u200d\u2060\ufeff\u00ad", "which cannot be seen; leave it out"),
    ],
)
def test_quotes_and_blanks(characters, words):
    for character in characters:
        error, span = fails(f"x +{character}y", jxpr.ProgramSyntaxError)
        assert span == character and error.message.endswith(words)


def test_wide_forms():
    for code in range(0x21, 0x7F):
        error, span = fails(f"x +{chr(code + 0xFEE0)}y", jxpr.ProgramSyntaxError)
        assert len(span) == 1 and error.message.endswith(f"did you mean '{chr(code)}'?")


def test_rows_are_needed():
    """No row hides a function that there is."""
    compiled = {name for f in jxpr.functions() for name in f["names"]}
    for place in ("CALL", "LACKS"):
        assert not compiled & {word for word, _ in PLACES[place]}


def test_what_the_rows_compute():
    """Of those that are NumPy's functions."""
    x, y = OPERANDS["x"], OPERANDS["y"]
    numpy = {
        "allclose": np.allclose(x, y), "dot": np.dot(x, y),
        "outer": np.outer(x, y), "reverse": np.flip(x), "average": np.average(x),
        "norm": np.linalg.norm(x), "trapezoid": np.trapezoid(y, x), "corrcoef": np.corrcoef(x, y)[0, 1],
        "unsqueeze": np.expand_dims(x, 0),
    }
    calls = dict(PLACES["CALL"])
    for word, expected in numpy.items():
        got = jxpr.evaluate(calls[word], OPERANDS)
        assert np.shape(got) == np.shape(expected), word
        np.testing.assert_allclose(got, expected, rtol=1e-14, err_msg=word)


def test_suggestions_are_near():
    for word in ("deg", "iff"):
        assert "did you mean" not in fails(f"{word}(x)")[0].message
    for word, meant in (("sine", "sin"), ("summ", "sum"), ("sqt", "sqrt"), ("maxmum", "maximum"), ("SUM", "sum"),
                        ("linespcae", "linspace"), ("flot32", "float32"), ("Where", "where")):
        assert fails(f"{word}(x)")[0].message == f"unknown function '{word}'; did you mean '{meant}'?"
    for word in ("quux", "bat", "zzz", "banana", "abcd", "xlogs10y", "q", "foo"):
        assert "did you mean" not in fails(f"{word}(x)")[0].message


def test_formatted_scalars():
    """What NumPy 2 prints for a scalar is the scalar."""
    a = np.arange(3.0)
    for value in (np.float64(0.5), np.float64(-1e-300), np.float64("nan"), np.float64("-inf"), np.float32(0.1),
                  np.int64(-3), np.int32(7), np.True_, np.False_, 0.5, -3, True):
        got = jxpr.evaluate(f"{value!r}*a, {value!r}", {"a": a})
        np.testing.assert_array_equal(got[0], value * a)
        assert got[1] == value or value != value
        if isinstance(value, np.generic):
            assert got[1].dtype == value.dtype
