"""Programs compiled ahead of time: their functions give what jxpr gives, at every size around which kernels for the
operands at hand differ, on one thread and on two."""

import ctypes
import itertools
import os
import random
import re
import subprocess

import numpy as np
import pytest

import jxpr
import random_arrays
import random_programs
import random_reductions
from ahead_functions import CC, WARNINGS, Function, emit, run
from jxc_command import FAILED, JXC, ROOT, USAGE, fails, jxc, prints

LONG = [0, 1, 2, 3, 5, 8, 9, 23, 24, 25, 70, 1000, 100_000]
SHORT = [0, 1, 2, 5, 9, 23, 24, 32, 70, 130]
SHORTER = [0, 1, 2, 9, 24]

ELEMENTWISE = [
    ("2*a + 3*b - c", {"a": "float64[n]", "b": "float64[n]", "c": "float64[n]"}),
    ("a + b[:, None]*sin(a)", {"a": "float64[m]", "b": "float64[n]"}),
    ("a**2 // 3 + b", {"a": "int32[n]", "b": "int64[n]"}),
    ("minimum(a + b, 200), sum(a), a > c, b - d", {"a": "uint8[n]", "b": "uint8[n]", "c": "uint16", "d": "int8"}),
    ("a//b, max(a), a > c", {"a": "uint64[n]", "b": "uint64[n]", "c": "int64[n]"}),
    ("(a > 0) & b, a*2", {"a": "float32[n]", "b": "bool[n]"}),
    ("a + b", {"a": "float64[n, m]", "b": "float64[n, m, order=F]"}),
    ("a + a.T", {"a": "float64[n, n + 0]"}),
    ("k*a + j", {"k": "float64", "a": "float32[n]", "j": "int"}),
    ("sin(radians(lat))[:, None]*cos(radians(lon))*w", {"lat": "float64[n]", "lon": "float64[m]", "w": "float64[n, m]"}),
    ("a*b", {"a": "float64[1, m]", "b": "float64[n, m]"}),
    ("a + b", {"a": "float64[:]", "b": "float64[:]"}),
    ("a[2:] - 2*a[1:-1] + b", {"a": "float64[n+2]", "b": "float64[n]"}),
    ("sum(a*b, axis=1), a[:, 0]", {"a": "float32[n, 3]", "b": "float32[n, 3]"}),
    ("any(a > 1, axis=1), all(a > -5)", {"a": "float32[n, m]"}),
    ("any(a[:, 0:0] > 1), sum(a[:, :0], axis=1), prod(a[0:0])", {"a": "float64[n, m]"}),
]
REDUCTIONS = [
    ("sum(a*b)", {"a": "float64[n]", "b": "float64[n]"}),
    ("sum(a, axis=1)", {"a": "float64[n, m]"}),
    ("sum(a, axis=0)", {"a": "float64[n, m]"}),
    ("sum(a, axis=0)", {"a": "float64[n, m, order=F]"}),
    ("a - mean(a, axis=1, keepdims=True)", {"a": "float64[n, m]"}),
    ("e = exp(a - max(a, axis=1, keepdims=True))\ne/sum(e, axis=1, keepdims=True)", {"a": "float64[n, m]"}),
    ("sum(a, axis=0), sum(a, axis=1), sum(a)", {"a": "float64[n, m]"}),
    (
        "d = sum((l[:, None, :] - r[None, :, :])**2, axis=2)\nmean(min(d, axis=0)), mean(min(d, axis=1))",
        {"l": "float64[n, 3]", "r": "float64[m, 3]"},
    ),
    ("max(a, axis=0), argmin(a), std(a, axis=1)", {"a": "float64[n, m]"}),
    ("sum(float32(a)**2, axis=0), prod(a, axis=1)", {"a": "float32[n, m]"}),
    ("sum(a[:, :, None]*b[None, :, :], axis=1)", {"a": "float64[n, m]", "b": "float64[m, q]"}),
    ("cumsum(a), cumsum(a*b)[::-1]", {"a": "float64[n]", "b": "float64[n]"}),
    ("cumsum(a, axis=0), cumsum(a, axis=1)/2, cumprod(a > 0, axis=1)", {"a": "float64[n, m]"}),
    ("cumsum(a), sum(cumsum(a, axis=0), axis=1)", {"a": "float32[n, m]"}),
    ("diff(a), diff(a, axis=0)", {"a": "int32[n, m]"}),
]


def value(generator, text, sizes):
    """An operand of that type."""
    name, _, extents = text.rstrip("]").partition("[")
    if not extents:
        return {"int": 7, "float": 2.5}.get(name, np.dtype(name).type(6) if name not in ("int", "float") else None)
    extents = [extent.strip() for extent in extents.split(",")]
    order = extents.pop()[-1] if extents[-1].startswith("order") else "C"
    shape = [eval(extent, {}, sizes) if extent != ":" else sizes["n"] for extent in extents]
    if name == "bool":
        return generator.integers(0, 2, shape).astype(bool)
    if name.startswith("int"):
        return generator.integers(-50, 50, shape).astype(name)
    return np.asarray(generator.standard_normal(shape).astype(name), order=order)


def sizes_of(function, types):
    return [n for _, pointer, n in function.signature if not pointer and n not in types and n != "threads"]


def expected(source, operands):
    """What jxpr gives, or the error it raises."""
    try:
        results = jxpr.evaluate(source, operands)
    except jxpr.Error as error:
        return error
    return [np.asarray(r) for r in (results if isinstance(results, tuple) else [results])]


def compare(folder, source, types, same):
    """Calls the function at every size; same(expected, got, sizes) compares results. Returns how many were compared."""
    function, generator, compared = Function(folder, source, types), np.random.default_rng(1), 0
    names = sizes_of(function, types)
    ranks = {1: LONG, 2: SHORT, 3: SHORTER}
    grid = ranks[max(len(names), *[1 + text.count(",") for text in types.values()])]
    for sizes in itertools.product(*[grid] * len(names)):
        known = {"n": sizes[0], **dict(zip(names, sizes))}
        operands = {name: value(generator, text, known) for name, text in types.items()}
        wanted = expected(source, operands)
        failed = isinstance(wanted, jxpr.Error)
        shapes = [np.zeros(9)] * (len(function.signature) - len(sizes) - len(types) - 1) if failed else wanted
        runs = []
        for threads in (1, 2):
            results = [np.full(r.shape, 7, r.dtype) for r in shapes]
            status = function(*sizes, *operands.values(), *results, threads=threads)
            assert (status != 0) == failed, (sizes, status, wanted)
            runs.append(results)
        assert all(one.tobytes() == two.tobytes() for one, two in zip(*runs)), sizes
        if failed:
            assert all((result == 7).all() for result in runs[0]), "results are touched after a failure"
            continue
        for w, got in zip(wanted, runs[0]):
            same(w, got, sizes)
            compared += 1
    return compared


@pytest.mark.parametrize("source, types", ELEMENTWISE, ids=lambda x: x if isinstance(x, str) else "")
def test_elementwise_bits_are_those_of_jxpr_at_every_size(tmp_path, source, types):
    def same(wanted, got, sizes):
        assert wanted.tobytes() == got.tobytes(), sizes

    assert compare(tmp_path, source, types, same) >= len(SHORT)


@pytest.mark.parametrize("source, types", REDUCTIONS, ids=lambda x: x if isinstance(x, str) else "")
def test_reductions_have_those_bits_beyond_short_axes(tmp_path, source, types):
    def same(wanted, got, sizes):
        if min(sizes) >= 64:
            assert wanted.tobytes() == got.tobytes(), sizes
        single = got.dtype == np.float32
        close = dict(rtol=1e-6, atol=1e-6) if single else dict(rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(got, wanted, **close, err_msg=str(sizes))

    assert compare(tmp_path, source, types, same) >= 12


def test_large_calls_are_shared_among_threads_with_the_same_bits(tmp_path):
    source = "e = exp(a - max(a, axis=1, keepdims=True))\ne/sum(e, axis=1, keepdims=True), sum(a, axis=0), var(a)"
    function = Function(tmp_path, source, {"a": "float64[n, m]"})
    a = np.random.default_rng(3).standard_normal((700, 3000))
    wanted = [np.asarray(r) for r in jxpr.evaluate(source, {"a": a})]
    for threads in (1, 2, 3, 8):
        results = [np.empty_like(r) for r in wanted]
        assert function(*a.shape, a, *results, threads=threads) == 0
        assert [r.tobytes() for r in results] == [r.tobytes() for r in wanted]


def test_results_may_overlap_operands(tmp_path):
    function = Function(tmp_path, "a[::-1] + b[:, None]*a", {"a": "float64[m]", "b": "float64[n]"})
    for n, m in ((5, 1), (1, 5), (40, 30), (300, 200)):
        memory = np.random.default_rng(n).standard_normal(n * m + m + n)
        a, b = memory[:m].copy(), memory[-n:].copy()
        wanted = a[::-1] + b[:, None] * a
        result = memory[3 : 3 + n * m].reshape(n, m)
        assert function(m, n, memory[:m], memory[-n:], result) == 0
        np.testing.assert_array_equal(result, wanted)


def test_every_status(tmp_path):
    function = Function(tmp_path, "a**b", {"a": "int64[n]", "b": "int64[n]"})
    a, result = np.arange(1, 6), np.full(5, 7)
    assert function(5, a, np.full(5, 2), result) == 0 and result.tolist() == [1, 4, 9, 16, 25]
    assert function(5, a, np.full(5, -1), result) == 4 and result.tolist() == [1, 4, 9, 16, 25]
    assert function(-1, a, a, result) == 1
    assert function(2**61, a, a, result) == 1
    assert function(5, 0, a, result) == 2 and function(5, a, a, 0) == 2
    assert function(0, 0, 0, 0) == 0
    two = tmp_path / "two"
    two.mkdir()
    function = Function(two, "a + 1, a - 1", {"a": "int64[n]"})
    memory = np.zeros(9, np.int64)
    assert function(5, a, memory[:5], memory[4:]) == 2
    for name, number in (("OK", 0), ("SIZE", 1), ("POINTER", 2), ("MEMORY", 3), ("POWER", 4), ("PROCESSOR", 5)):
        assert f"  F_{name} = {number}, /*" in function.header


def test_memory_that_runs_out_is_a_status(tmp_path):
    source = "sin(a)[:, None] + a + sum(a)"
    object_, _ = emit(tmp_path, "f", source, {"a": "float64[n]"})
    (tmp_path / "main.c").write_text(
        '#include "f.h"\n#include <errno.h>\n#include <stdio.h>\n#include <stdlib.h>\nstatic int fails;\n'
        "int posix_memalign(void **p, size_t align, size_t size) {\n"
        "  return fails ? ENOMEM : (*p = aligned_alloc(align, (size + align - 1) / align * align)) == NULL;\n}\n"
        "int main(void) {\n  double a[50] = {1}, *r = malloc(sizeof(double) * 2500);\n"
        "  int first = f(50, a, r);\n  fails = 1;\n  int second = f(50, a, r);\n"
        '  printf("%s, %s\\n", f_message(first), f_message(second));\n  free(r);\n  return 0;\n}\n'
    )
    run(CC, "-std=c11", *WARNINGS, "-o", tmp_path / "main", tmp_path / "main.c", object_, "-lm")
    assert run(tmp_path / "main") == "ok, out of memory\n"


def test_shapes_that_are_no_sizes_are_told(tmp_path):
    function = Function(tmp_path, "arange(k)*x[:k], x[::3]", {"k": "int64", "x": "float64[n]"})
    assert function.has_shapes
    one, two = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for n, k in ((20, 7), (9, 9), (100, 50)):
        shape = [Function.address(one), Function.address(two)]
        assert function.library.shapes(ctypes.c_int64(n), ctypes.c_int64(k), *shape) == 0
        x = np.arange(float(n))
        wanted = [np.arange(k) * x[:k], x[::3]]
        assert (one[0], two[0]) == (len(wanted[0]), len(wanted[1]))
        results = [np.empty(one[0]), np.empty(two[0])]
        assert function(n, k, x, *results) == 0
        for w, got in zip(wanted, results):
            np.testing.assert_array_equal(got, w)
    assert not Function(tmp_path, "a[1:]", {"a": "float64[n]"}, name="plain").has_shapes


def test_the_header_says_what_the_program_demands(tmp_path):
    _, header = emit(tmp_path, "f", "a[5] + min(b, axis=0) + a[1:4]*0", {"a": "float64[n]", "b": "float64[m, 3]"})
    assert " *   n >= 6\n" in header and " *   m != 0\n" in header
    assert " *   b            in, float64[m, 3], C order\n" in header
    _, header = emit(tmp_path, "f", "a + b", {"a": "float64[:]", "b": "float64[:]"})
    parameters = header.split("int f_threads(")[1].split(")")[0]
    assert parameters == "int64_t n_a, const double *a, const double *b, double *result, int threads"


def test_names_that_c_has_for_itself_give_way(tmp_path):
    _, header = emit(tmp_path, "own", "own + own_threads*own_team", {f"own{x}": "float64[n]" for x in ("", "_threads", "_team")})
    assert "(int64_t n, const double *own_, const double *own_threads_, const double *own_team_, double *result" in header
    source = "double + threads*int32_t - result"
    types = {"double": "float64[n]", "threads": "float64[n]", "int32_t": "float64[n]", "result": "float64[n]"}
    function = Function(tmp_path, source, types, name="f")
    names = [name for _, _, name in function.signature]
    assert names == ["n", "double_", "threads_2_", "int32_t_", "result", "result_", "threads"]
    x = [np.array([float(i)]) for i in (1, 2, 3, 4)]
    result = np.empty(1)
    assert function(1, *x, result) == 0 and result[0] == 1 + 2 * 3 - 4


def test_comments_end_where_they_should(tmp_path):
    program = tmp_path / "odd.jx"
    program.write_text("# a */ in a comment, /* another one, and ??/\nx + 1 # µ\n")
    for form in ("header", "object"):
        prints("--emit", form, "-o", tmp_path / f"odd.{form[0]}", program, "x=float64[n]")
    (tmp_path / "main.c").write_text('#include "odd.h"\nint main(void) { double x = 1, r; return odd(1, &x, &r) || r != 2; }\n')
    run(CC, "-std=c99", *WARNINGS, "-o", tmp_path / "main", tmp_path / "main.c", tmp_path / "odd.o", "-lm")
    run(tmp_path / "main")


HOSTILE = [
    "a+1 # *\x01/ int evil; /\x01*",
    "a+1 # *\x0c/ int evil; /\x0c*",
    "# *\r#/ int evil; /*\r#/ evil\ra+1",
    "a+1 # *\x7f/ int evil; /\x7f*",
    "a+1 # *\x80/ int evil; /\x9f*",
    "a+1 # *\u00e9/ int evil; /\u202e* ?\u202e?/",
    "a+1 # **//**/ int evil; /**/ *\x01\x02/ **\x01//",
    "a+1 # ?\x01?/ ??\x01/ ?\x01\x01?\x01/\n#/ int evil; ??/",
    "a+1 # \\\n# *\\\n#/ int evil; \\",
    "# *\n#/ int evil; /*\na+1",
    "# *\\\n# / int evil;\na+1",
    "a+1 # %s %n %d \" ' // int evil; \\",
    "a+1 #" + " *\x01/ int evil; /\x01*" * 4000,
    "a+1 # */ int evil; /*",
    "\r\n\r\n a+1 \r\n # \x1b[2J\x1b]0;evil\x07",
]


def compiles(folder, names, before=""):
    """The headers of these names, one after the other, in C and in C++."""
    text = before + "".join(f'#include "{name}.h"\n' for name in names)
    for compiler, standard, ending in ((CC, "c99", "c"), (os.environ.get("CXX", "c++"), "c++11", "cc")):
        (folder / f"all.{ending}").write_text(text)
        run(compiler, f"-std={standard}", "-trigraphs", *WARNINGS, "-fsyntax-only", "-fopenmp", folder / f"all.{ending}")


def test_nothing_of_a_program_leaves_its_comment(tmp_path):
    for i, text in enumerate(HOSTILE):
        program = tmp_path / f"p{i}.jx"
        program.write_bytes(text.encode())
        prints("--emit", "header", "-o", tmp_path / f"p{i}.h", program, "a=float64[n]")
        header = (tmp_path / f"p{i}.h").read_bytes()
        assert set(header) <= {10, *range(32, 127)}, text
        assert b"evil" not in re.sub(rb"/\*.*?\*/", b"", header, flags=re.S), text
    compiles(tmp_path, [f"p{i}" for i in range(len(HOSTILE))])


def macros(headers, *options):
    """What a name must not be once these headers have been included."""
    text = "".join(f"#include <{h}.h>\n" for h in headers)
    defined = run(CC, "-dM", "-E", "-xc", *options, "-", input=text)
    return sorted(set(re.findall(r"^#define ([A-Za-z][A-Za-z0-9_]*)(?= )", defined, re.M)))


def test_names_that_headers_define_compile(tmp_path):
    headers = ["stdint", "stddef", "limits", "stdbool", "complex", "errno", "stdio"]
    names = macros(headers) + ["INT64_MAX", "UINT8_C", "_X", "__x", "__func__", "_", "NULL_", "EOF_", "if_", "result"]
    words = "unix linux I bool complex errno new this typename int64_t uint8_t omp_get_max_threads I_ I_2_ sizes_"
    keep = ["and", "or", "not", "if", "else", "True", "False", "None", "in"]  # jx's own
    names = [n for n in dict.fromkeys(names + words.split()) if n not in keep]
    assert len(names) > 250
    half = len(names) // 2
    for name, some in ("one", names[:half]), ("two", names[half:]):
        types = [f"{n}=float64" if i % 2 else f"{n}=float64[n]" for i, n in enumerate(some)]
        prints("--emit", "header", "--name", name, "-o", tmp_path / f"{name}.h", "-e", "+".join(some), *types)
    sizes = [n for n in words.split() if n not in keep]
    types = [f"v{i}=float64[{n}]" for i, n in enumerate(sizes)]
    text = ", ".join(f"v{i}*2" for i in range(len(sizes)))
    prints("--emit", "header", "--name", "three", "-o", tmp_path / "three.h", "-e", text, *types)
    before = "".join(f"#include <{h}.h>\n" for h in headers if h != "complex")
    compiles(tmp_path, ["one", "two", "three"], "#ifndef __cplusplus\n#include <complex.h>\n#endif\n" + before)
    for name in "NULL", "INT64_MAX", "I", "unix", "__f", "_F", "errno", "omp_in_parallel":
        assert "in C or C++" in fails(FAILED, "--emit", "header", "--name", name, "-e", "1")


def test_objects_of_other_programs_are_told_apart_by_the_linker(tmp_path):
    object_, _ = emit(tmp_path, "f", "a + 1", {"a": "float64[n]"})
    prints("--emit", "header", "--name", "f", "-o", tmp_path / "f.h", "-e", "a + 1", "a=float32[n]")
    (tmp_path / "main.c").write_text('#include "f.h"\nint main(void) { float x = 1, r; return f(1, &x, &r); }\n')
    done = subprocess.run([CC, tmp_path / "main.c", object_, "-lm", "-o", tmp_path / "main"], capture_output=True, text=True)
    assert done.returncode != 0 and "f_call_" in done.stderr


def test_an_object_needs_the_c_library_alone(tmp_path):
    object_, _ = emit(tmp_path, "f", "sin(a)**b", {"a": "float64[n]", "b": "float64[n]"})
    lines = [line.split() for line in run("nm", object_).splitlines()]
    missing = {line[-1] for line in lines if line[-2] == "U"}
    c_library = set(
        "__assert_fail bcmp ceil clock_gettime floor fma frexp fmod free ldexp madvise malloc memcmp memcpy memmove memset mmap "
        "munmap nearbyint posix_memalign pow rint sched_yield snprintf sqrt strcmp strcpy strlen".split()
    )
    assert missing <= c_library, missing - c_library
    defined = {line[-1] for line in lines if line[-2].isupper() and line[-2] != "U"}
    assert all(name.startswith("f_") for name in defined), defined
    assert "f_stage0" in defined and not any("jx" in name for name in missing)
    assert ".note.GNU-stack" in run("readelf", "-SW", object_)
    stack = run("readelf", "-SW", object_).split(".note.GNU-stack")[1].splitlines()[0]
    assert " X " not in stack


def test_a_processor_that_lacks_instructions_is_told_so(tmp_path):
    """The object's own demand is made one that no processor meets."""
    object_, _ = emit(tmp_path, "f", "a + 1", {"a": "float64[n]"})
    places = [line.split() for line in run("readelf", "-SW", object_).replace("[ ", "[").splitlines()]
    offset = next(int(words[4], 16) for words in places if len(words) > 4 and words[1] == ".rodata.f")
    content = bytearray(object_.read_bytes())
    content[offset : offset + 8] = b"\xff" * 8
    object_.write_bytes(content)
    (tmp_path / "main.c").write_text('#include "f.h"\nint main(void) { double x = 1, r; return f(1, &x, &r); }\n')
    run(CC, "-o", tmp_path / "main", tmp_path / "main.c", object_, "-lm")
    assert subprocess.run([tmp_path / "main"]).returncode == 5


def test_baseline_processors(tmp_path):
    for level in ("x86-64", "x86-64-v2", "x86-64-v3"):
        environment = {**os.environ, "JX_CPU": level}
        header = prints("--emit", "header", "-e", "sum(exp(a))", "a=float64[n]", env=environment)
        assert f" * Processor: {level}.\n" in header
        prints("--emit", "object", "-o", tmp_path / "program.o", "-e", "sum(exp(a))", "a=float64[n]", env=environment)
        (tmp_path / "program.h").write_text(header)
        (tmp_path / "main.c").write_text(
            '#include "program.h"\n#include <math.h>\n'
            "int main(void) { double x[9] = {0}, r; return program(9, x, &r) || r != 9; }\n"
        )
        run(CC, "-o", tmp_path / "main", tmp_path / "main.c", tmp_path / "program.o", "-lm")
        run(tmp_path / "main")


# ---- Random programs -------------------------------------------------------------------------------------------------


def type_of(x):
    """Extents that are equal get one name."""
    if random_programs.is_weak(x):
        return f"int={x}" if isinstance(x, int) else "float"
    if x.ndim == 0:
        return f"{x.dtype.name}={int(x)}" if x.dtype.kind in "iu" else x.dtype.name
    order = ", order=F" if in_fortran_order(x) else ""
    return f"{x.dtype.name}[{', '.join('1' if n == 1 else f's{n}' for n in x.shape)}{order}]"


def in_fortran_order(x):
    return x.ndim > 1 and x.flags.f_contiguous and not x.flags.c_contiguous


def passed(x):
    if np.ndim(x) == 0:
        return x if random_programs.is_weak(x) else x.item()
    return x if in_fortran_order(x) else np.ascontiguousarray(x)


def try_program(folder, text, arrays, results):
    """The results, given arrays that will hold them; None when the program cannot be compiled for any size."""
    types = {name: type_of(array) for name, array in arrays.items()}
    if jxc("--emit", "header", "-e", text, *[f"{k}={v}" for k, v in types.items()]).returncode:
        return None
    function, operands = Function(folder, text, types), [passed(x) for x in arrays.values()]
    count = len(function.signature) - len(operands) - len(results) - 1
    sizes = [int(name[1:]) for _, _, name in function.signature[:count]]
    status = function(*sizes, *operands, *results, threads=2)
    return None if status else results


@pytest.mark.filterwarnings("ignore:Mean of empty slice")
@pytest.mark.parametrize("first", range(0, 20, 5))
def test_random_programs(tmp_path, first):
    compiled = 0
    for seed in range(first, first + 5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        text, arrays, expected = random_programs.Maker(random.Random(seed), most=200).program()
        results = try_program(folder, text, arrays, [np.full(np.shape(e), 1, np.asarray(e).dtype) for e in expected])
        compiled += results is not None
        for got, e in zip(results or [], expected):
            assert not random_arrays.same(got, e), (seed, text)
    assert compiled >= 3


@pytest.mark.filterwarnings("ignore:Mean of empty slice")
@pytest.mark.parametrize("first", range(0, 20, 5))
def test_random_reductions(tmp_path, first):
    compiled = 0
    for seed in range(first, first + 5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        text, arrays, expected = random_reductions.Maker(random.Random(seed)).program()
        results = try_program(folder, text, arrays, [np.full(e.shape, 1, e.dtype) for e in expected])
        compiled += results is not None
        for got, e in zip(results or [], expected):
            assert not random_reductions.far(got, e), (seed, text)
    assert compiled >= 3


# ---- The command line ------------------------------------------------------------------------------------------------


def test_files_and_expressions_are_examples(tmp_path):
    np.save(tmp_path / "a.npy", np.zeros((4, 1), np.float32))
    np.save(tmp_path / "f.npy", np.asfortranarray(np.zeros((4, 5))))
    header = prints("--emit", "header", "-e", "a + f*k*n", f"a={tmp_path}/a.npy", f"f={tmp_path}/f.npy", "k=2.5", "n=3")
    assert "a            in, float32[n_a0, 1], C order" in header
    assert "f            in, float64[n_a0, n_f1], Fortran order" in header
    assert "k            in, float64, takes the other side's type" in header
    assert "n            in, int64, takes the other side's type" in header
    assert "program(int64_t n_a0, int64_t n_f1, const float *a, const double *f, double k, int64_t n, " in header


def test_other_forms_of_what_an_object_is_made_of():
    for form, shown in (("ast", "= name a"), ("graph", "sum float64"), ("plan", "stage 0:"), ("ir", "define"), ("asm", "stage0:")):
        assert shown in prints("--emit", form, "-e", "sum(a)", "a=float64[n, 4]"), form
    plan = prints("--explain", "-e", "sum(a)", "a=float64[n, 4]")
    assert "a.shape[0]" in plan and "with these operands" not in plan
    assert "has a profile" in fails(FAILED, "--profile", "-e", "sum(a)", "a=float64[n, 4]")


def test_the_name_is_the_files(tmp_path):
    (tmp_path / "speed.jx").write_text("x*2\n")
    (tmp_path / "9 lives.jx").write_text("x*2\n")
    assert "static inline int speed(" in prints("--emit", "header", tmp_path / "speed.jx", "x=float64[n]")
    assert "static inline int program(" in prints("--emit", "header", tmp_path / "9 lives.jx", "x=float64[n]")
    assert "static inline int other(" in prints("--emit", "header", "--name=other", tmp_path / "speed.jx", "x=float64[n]")
    to_pipe = jxc("--emit", "object", tmp_path / "speed.jx", "x=float64[n]", text=False)
    assert to_pipe.stdout.startswith(b"\x7fELF") and to_pipe.returncode == 0


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["-e", "a", "a=float64[n"], "jx: the type of 'a': ',' or ']' must come before ''"),
        (["-e", "a", "a=float64[n]]"], "the type of 'a' goes on with ']'"),
        (["-e", "a", "a=float64[n*2]"], "the type of 'a': ',' or ']' must come before '*2]'"),
        (["-e", "a", "a=float64[n+]"], "the type of 'a': a number must follow 'n+'"),
        (["-e", "a", "a=float64[]"], "an extent is a name, a number or ':', and may be a name plus a number; not ']'"),
        (["-e", "a", "a=float64[-1]"], "an extent is a name, a number or ':', and may be a name plus a number; not '-1]'"),
        (["-e", "a", "a=float64[n, order=K]"], "order is C (the last axis is contiguous) or F (the first is), as in order=F"),
        (["-e", "a", "a=float64[99999999999999999999]"], "the type of 'a': an extent is a name"),
        (["-e", "a", "a=float64[9999999999999, 99999999999]"], "the type of 'a': the array is too large"),
        (["-e", "a", "a=int[n]"], "the type of 'a': int and float are scalars; arrays are int64 or float64"),
        (["-e", "a", "a=float64=2"], "the type of 'a': only an integer scalar can have an example, an integer"),
        (["-e", "a + x", "a=float64[n]"], "unknown name 'x'"),
        (["-e", "a", "a=float64[a]"], "'a' is the name of a size and of an operand"),
        (["-e", "a + b", "a=float64[n]", "b=float64[m]"], "the program needs n and m to go together (n+0 == m+0)"),
        (["-e", "a + b", "a=float64[n]", "b=float64[n + 1]"], "shapes (1000,) and (1001,) (free sizes stand for 1000 here)"),
        (["-e", "a + b", "a=float64[n]", "b=float64[5]"], "operands could not be broadcast together"),
        (["-e", "a", "--name", "int", "a=float64[n]"], "the function cannot be called 'int' in C or C++"),
        (["-e", "a", "--name", "a b", "a=float64[n]"], "the function's name 'a b' is not an identifier of C"),
        (["-e", "a", "--name", "", "a=float64[n]"], "the function's name '' is not an identifier of C"),
        (["-e", "sin(", "a=float64[n]"], "sin("),
    ],
)
def test_what_is_wrong_is_said(arguments, message):
    for form in ("object", "header"):
        said = fails(FAILED, "--emit", form, "-o", "/dev/null", *arguments)
        assert message.removeprefix("jx: ") in said, said


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--emit", "object", "-e", "a", "a=float64[n]", "a=float64[n]"], "'a' is given twice"),
        (["--emit", "object", "-e", "a", "2=float64[n]"], "'2' is not a name"),
        (["--emit", "header", "-o", "a.h", "-o", "b.h", "-e", "1"], "write one file"),
        (["--name", "f", "-e", "1"], "--name goes with --emit object and --emit header"),
        (["--name", "f", "--name", "g", "--emit", "header", "-e", "1"], "--name is given twice"),
        (["--emit", "lib", "-e", "1"], "--emit takes ast, graph, plan, ir, asm, object or header, not 'lib'"),
        (["--emit", "header", "--time", "-e", "1"], "--time cannot be combined"),
    ],
)
def test_command_lines_that_make_no_sense(arguments, message):
    assert message in fails(USAGE, *arguments)


# ---- The example -----------------------------------------------------------------------------------------------------

SHOWN = """3 bodies: 6
1000000 bodies: 2000000
0.125 0.25 0.625 of 8
0.25 0.25 0.5 of 12
a size or scalar that the program cannot work with
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A folder with the example's objects and headers."""
    folder, types = tmp_path_factory.mktemp("example"), {
        "kinetic": ["m=float64[n]", "v=float64[n]"],
        "shares": ["x=float32[rows, columns]"],
    }
    for name, values in types.items():
        for form in ("object", "header"):
            to = folder / f"{name}.{form[0]}"
            prints("--emit", form, "-o", to, ROOT / "examples" / "aot" / f"{name}.jx", *values)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        [CC, "-std=c99"],
        [CC, "-std=c99", "-fopenmp"],
        [CC, "-std=c17", "-O2", "-flto", "-no-pie"],
        [CC, "-std=c99", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
        [os.environ.get("CXX", "c++"), "-std=c++11", "-fopenmp"],
        [os.environ.get("CXX", "c++"), "-std=c++20"],
    ],
    ids=lambda command: " ".join(command),
)
def test_the_example_in_every_way(example, tmp_path, command):
    source = "main.cc" if "c++" in command[1] else "main.c"
    run(*command, *WARNINGS, f"-I{example}", ROOT / "examples" / "aot" / source, example / "kinetic.o", example / "shares.o",
        "-lm", "-o", tmp_path / "main")
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
    assert run(tmp_path / "main", env=environment) == SHOWN


def test_backtraces_have_the_way_through_a_kernel(example, tmp_path):
    """The unwind tables: from the callback that a large call makes on another stack frame, backtrace() gets to main."""
    (tmp_path / "main.c").write_text(
        '#include "kinetic.h"\n#include <execinfo.h>\n#include <signal.h>\n#include <stdio.h>\n#include <string.h>\n'
        "#include <sys/mman.h>\n#include <unistd.h>\nstatic char *page;\n"
        "static void fault(int number) {\n  void *at[64];\n  int n = backtrace(at, 64);\n  (void)number;\n"
        "  backtrace_symbols_fd(at, n, 1);\n  _exit(0);\n}\n"
        "int main(void) {\n  double r, v[512] = {0};\n  void *at[2];\n  backtrace(at, 2);\n"
        "  page = (char *)mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
        "  signal(SIGSEGV, fault);\n  return kinetic(512, (double *)page, v, &r) + 1;\n}\n"
    )
    run(CC, "-D_GNU_SOURCE", "-rdynamic", *WARNINGS, f"-I{example}", tmp_path / "main.c", example / "kinetic.o", "-lm", "-o",
        tmp_path / "main")
    said = run(tmp_path / "main")
    assert "(main+" in said and "kinetic_call_" in said, said
