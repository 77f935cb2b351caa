"""jxc and .npy files: what it reads, what it refuses, what it writes."""

import io
import os
import resource
import signal
import stat
import struct
import subprocess
import sys
import time

import numpy as np
import pytest

from jxc_command import FAILED, IO, JXC, OK, USAGE, fails, jxc, prints


DTYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
COMPILED = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]  # what every version of jx evaluates


def npy_bytes(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, np.asanyarray(array), version=version)
    return out.getvalue()


def with_header(header, data=b"", version=(1, 0)):
    """A file with any header at all."""
    length = struct.pack("<H" if version[0] == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes(version) + length + header + data


def header_of(descr="'<f8'", order="False", shape="(3,)"):
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n".encode()


def refused(path, content):
    """The message for a file that must not be read; it names the file."""
    path.write_bytes(content)
    said = fails(IO, "-e", "a", f"a={path}")
    assert said.startswith(f"jxc: {path}: ")
    assert said.count("\n") == 1
    return said


def sample(dtype, shape):
    rng = np.random.default_rng(len(shape))
    return (rng.integers(-50, 50, shape) if np.dtype(dtype).kind != "u" else rng.integers(0, 90, shape)).astype(dtype)


# ---- Reading and writing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
@pytest.mark.parametrize("order", "CF")
@pytest.mark.parametrize("dtype", COMPILED)
def test_round_trip(tmp_path, dtype, order, version):
    for shape in [(), (1,), (7,), (0,), (3, 4), (0, 5), (5, 0), (2, 3, 4), (1, 1, 2, 1, 3)]:
        a = np.asarray(sample(dtype, shape), order=order)
        (tmp_path / "a.npy").write_bytes(npy_bytes(a, version))
        assert prints("-e", "a", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy") == ""
        b = np.load(tmp_path / "b.npy", allow_pickle=False)
        assert (b.dtype, b.shape) == (a.dtype, a.shape)
        np.testing.assert_array_equal(a, b)
        # Byte for byte what numpy.save() makes of it.
        assert (tmp_path / "b.npy").read_bytes() == npy_bytes(b, (1, 0))


@pytest.mark.parametrize("dtype", sorted(set(DTYPES) - set(COMPILED)))
def test_other_dtypes_are_mapped_and_jx_decides(tmp_path, dtype):
    a = sample(dtype, (3, 4))
    np.save(tmp_path / "a.npy", a)
    done = jxc("-e", "a", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy")
    if done.returncode == OK:
        np.testing.assert_array_equal(np.load(tmp_path / "b.npy"), a)
    else:
        assert done.returncode == FAILED
        assert done.stderr.startswith("error: ") and a.dtype.name in done.stderr
        assert not (tmp_path / "b.npy").exists()


def test_fortran_order_is_kept(tmp_path):
    a = np.asfortranarray(np.arange(12.0).reshape(3, 4))
    np.save(tmp_path / "a.npy", a)
    prints("-e", "a+1", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy")
    b = np.load(tmp_path / "b.npy")
    np.testing.assert_array_equal(b, a + 1)
    assert b.flags.f_contiguous
    assert (tmp_path / "b.npy").read_bytes() == npy_bytes(b)


def test_other_layouts_become_contiguous(tmp_path):
    """Axes in an order that is neither C's nor Fortran's; the rows of one are longer than the writer's buffer."""
    for shape in [(3, 4, 5), (2, 300_000, 2)]:
        a = np.arange(float(np.prod(shape))).reshape(shape)
        np.save(tmp_path / "a.npy", a)
        prints("-e", "transpose(a, (1, 0, 2)) + 1", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy")
        np.testing.assert_array_equal(np.load(tmp_path / "b.npy"), a.transpose(1, 0, 2) + 1)


@pytest.mark.parametrize("descr", ["'<f8'", "'=f8'", "'f8'", "'|f8'", '"<f8"'])
def test_spellings_of_descr(tmp_path, descr):
    data = np.array([1.0, 2.5, -3.0])
    (tmp_path / "a.npy").write_bytes(with_header(header_of(descr), data.tobytes()))
    assert prints("-e", "a", f"a={tmp_path}/a.npy") == "[ 1.   2.5 -3. ]\n"


@pytest.mark.parametrize("descr", ["'|b1'", "'?'", "'>b1'", "'b1'"])
def test_byte_order_means_nothing_for_bytes(tmp_path, descr):
    (tmp_path / "a.npy").write_bytes(with_header(header_of(descr), b"\1\0\1"))
    assert prints("-e", "a", f"a={tmp_path}/a.npy") == "[ True False  True]\n"


def test_spellings_of_headers(tmp_path):
    data = np.arange(3.0).tobytes()
    for header in [
        b"{'shape':(3,),'descr':'<f8','fortran_order':False}",
        b" \n{ 'shape' : ( 3 , ) , 'fortran_order' : False , 'descr' : '<f8' } \t\r\n",
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (3L,), }",  # Python 2
        b'{"descr": "<f8", "fortran_order": False, "shape": (3,)}' + b" " * 5000,
    ]:
        for version in [(1, 0), (2, 0), (3, 0)]:
            (tmp_path / "a.npy").write_bytes(with_header(header, data, version))
            assert prints("-e", "a", f"a={tmp_path}/a.npy") == "[0. 1. 2.]\n"


def test_unaligned_data_and_bytes_after_it(tmp_path):
    for spaces in range(8):
        content = with_header(header_of() + b" " * spaces, np.arange(3.0).tobytes() + b"more")
        (tmp_path / "a.npy").write_bytes(content)
        assert prints("-e", "a+1", f"a={tmp_path}/a.npy") == "[1. 2. 3.]\n"


def test_headers_written_equal_numpys(tmp_path):
    """Lengths at which the padding runs over: every number of digits, ranks up to 32."""
    ranks = [(1,) * k + (11,) * j for k in range(31) for j in range(2) if k + j]
    for shape in [(), *((10**k,) for k in range(6)), *ranks]:
        np.save(tmp_path / "a.npy", np.arange(np.prod(shape, dtype=int)).reshape(shape))
        prints("-e", "a", f"a={tmp_path}/a.npy", "-o", tmp_path / "b.npy")
        assert (tmp_path / "b.npy").read_bytes() == (tmp_path / "a.npy").read_bytes()


def test_several_results(tmp_path):
    prints("-e", "a+1, a<2, a*2", "a=arange(4)", *(x for n in "xyz" for x in ("-o", tmp_path / f"{n}.npy")))
    np.testing.assert_array_equal(np.load(tmp_path / "x.npy"), [1, 2, 3, 4])
    np.testing.assert_array_equal(np.load(tmp_path / "y.npy"), [True, True, False, False])
    np.testing.assert_array_equal(np.load(tmp_path / "z.npy"), [0, 2, 4, 6])


def test_a_pipe_can_take_a_result():
    done = jxc("-e", "arange(5)/2", "-o", "-", text=False)
    assert done.returncode == OK
    np.testing.assert_array_equal(np.load(io.BytesIO(done.stdout)), np.arange(5) / 2)


# ---- Refusing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "empty file"),
        (b"x", "not a .npy file"),
        (b"\x93NUMPZ\1\0" + b" " * 200, "not a .npy file"),
        (b"PK\3\4" + b"\0" * 100, ".npz"),
        (with_header(header_of(), version=(4, 0)), "version 4.0"),
        (with_header(header_of(), version=(0, 0)), "version 0.0"),
        (with_header(header_of(), version=(1, 1)), "version 1.1"),
        (with_header(b""), "'{'"),
        (with_header(b"[]"), "'{'"),
        (with_header(b"{}"), "'descr' is missing"),
        (with_header(b"{'descr': '<f8', 'fortran_order': False}"), "'shape' is missing"),
        (with_header(b"{'descr': '<f8', 'shape': ()}"), "'fortran_order' is missing"),
        (with_header(header_of()[:-2] + b"'x': 1}"), "unknown key 'x'"),
        (with_header(header_of()[:-2] + b"'shape': (3,)}"), "'shape' is there twice"),
        (with_header(header_of()[:-2] + b"'a\\'': 1}"), "a key"),
        (with_header(header_of() + b"x"), "the end of the header"),
        (with_header(header_of() + b"\0"), "the end of the header"),
        (with_header(header_of(order="1")), "True or False"),
        (with_header(header_of(order="'False'")), "True or False"),
        (with_header(header_of(order="Falsey")), "',' or '}'"),
        (with_header(header_of(shape="3")), "a shape"),
        (with_header(header_of(shape="(3)")), "not a tuple"),
        (with_header(header_of(shape="[3]")), "a shape"),
        (with_header(header_of(shape="(,)")), "an extent"),
        (with_header(header_of(shape="(3,,3)")), "an extent"),
        (with_header(header_of(shape="(3 3)")), "',' or ')'"),
        (with_header(header_of(shape="(3,")), "an extent"),
        (with_header(header_of(shape="(-3,)")), "negative extent"),
        (with_header(header_of(shape="(03,)")), "an extent"),
        (with_header(header_of(shape="(0x3,)")), "',' or ')'"),
        (with_header(header_of(shape="(3.0,)")), "',' or ')'"),
        (with_header(header_of(shape="(True,)")), "an extent"),
        (with_header(header_of(shape="(1+2,)")), "',' or ')'"),
        (with_header(header_of(shape="(__import__('os').abort(),)")), "an extent"),
        (with_header(header_of(shape="(9223372036854775808,)")), "extent too large"),
        (with_header(header_of(shape="(9223372036854775807,)")), "too large for any memory"),
        (with_header(header_of(shape="(4294967296, 4294967296)")), "too large for any memory"),
        (with_header(header_of(shape="(0, 4294967296, 4294967296)")), "too large for any memory"),
        (with_header(header_of(shape="(1152921504606846975,)")), "truncated"),
        (with_header(header_of(shape="(" + "1," * 33 + ")")), "more than 32 dimensions"),
        (with_header(header_of(), b"\0" * 23), "truncated: 23 bytes of data, where its header promises 24"),
        (with_header(header_of(descr="'|O'"), b"\0" * 24), "Python objects ('|O')"),
        (with_header(header_of(descr="'O'"), b"\0" * 24), "Python objects"),
        (with_header(header_of(descr="[('x', '<f8')]"), b"\0" * 24), "structured"),
        (with_header(header_of(descr="('<f8', (2,))"), b"\0" * 48), "structured"),
        (with_header(header_of(descr="'|V8'"), b"\0" * 24), "raw records"),
        (with_header(header_of(descr="'<f16'"), b"\0" * 48), "no dtype for '<f16'"),
        (with_header(header_of(descr="'<M8[xs]'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<M8[ns'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<M8[]'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'|S08'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<U2147483647'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<f'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<f08'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<f88888888888888888888'"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'<'"), b"\0" * 24), "no dtype for '<'"),
        (with_header(header_of(descr="''"), b"\0" * 24), "no dtype for ''"),
        (with_header(header_of(descr="float"), b"\0" * 24), "a dtype such as '<f8'"),
        (with_header(header_of(descr="'<f8"), b"\0" * 24), "no dtype"),
        (with_header(header_of(descr="'\x1b[2J'"), b"\0" * 24), r"'\x1b[2J'"),
    ],
)
def test_refused(tmp_path, content, words):
    assert words in refused(tmp_path / "bad.npy", content)


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_truncated_anywhere(tmp_path, version):
    content = npy_bytes(np.arange(6.0).reshape(2, 3), version)
    for length in range(len(content)):
        said = refused(tmp_path / "bad.npy", content[:length])
        assert "truncated" in said or "not a .npy file" in said


def test_header_length_beyond_the_file(tmp_path):
    for version, length in [(1, b"\xff\xff"), (2, b"\xff\xff\xff\xff"), (3, b"\xff\xff\xff\x7f")]:
        content = b"\x93NUMPY" + bytes([version, 0]) + length + header_of()
        assert "truncated .npy header" in refused(tmp_path / "bad.npy", content)


def test_damaged_bytes_never_crash(tmp_path):
    """Each byte of a small file replaced: jxc reads it or refuses it, and does not die of it."""
    content = npy_bytes(np.arange(6.0).reshape(2, 3))
    rng = np.random.default_rng(1)
    path = tmp_path / "a.npy"
    for at in range(len(content) - 48):
        for value in {0, 255, int(rng.integers(256)), ord(rng.choice(list("'(){},:0193<>|fiO")))}:
            path.write_bytes(content[:at] + bytes([value]) + content[at + 1 :])
            done = jxc("-e", "size(a)", f"a={path}", text=False)
            assert done.returncode in (OK, FAILED, IO), (at, value, done)


def test_what_is_no_file(tmp_path):
    assert "No such file" in fails(IO, "-e", "a", f"a={tmp_path}/none.npy")
    (tmp_path / "dir.npy").mkdir()
    assert "not a regular file" in fails(IO, "-e", "a", f"a={tmp_path}/dir.npy")
    os.mkfifo(tmp_path / "fifo.npy")  # without a writer: must not block
    assert "not a regular file" in fails(IO, "-e", "a", f"a={tmp_path}/fifo.npy")


def test_a_file_cut_short_while_mapped(tmp_path):
    """The pages are gone when they are read: a message and a status, not a crash."""
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(1 << 20))
    with subprocess.Popen(
        [JXC, "-", f"a={path}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(0.3)  # the file is mapped, the program still to come
        os.truncate(path, 4096)
        out, err = process.communicate("sum(a)", timeout=60)
    assert (process.returncode, out) == (IO, "")
    assert "cut short" in err


# ---- Writing safely -------------------------------------------------------------------------------------------------


def test_input_may_be_the_output(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(1000.0))
    prints("-e", "a*2", f"a={tmp_path}/a.npy", "-o", tmp_path / "a.npy")
    np.testing.assert_array_equal(np.load(tmp_path / "a.npy"), np.arange(1000.0) * 2)


def test_modes_links_and_devices(tmp_path):
    real, link = tmp_path / "real.npy", tmp_path / "link.npy"
    old = os.umask(0o027)
    try:
        prints("-e", "arange(3)", "-o", real)
    finally:
        os.umask(old)
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    real.chmod(0o604)
    link.symlink_to("real.npy")
    prints("-e", "arange(4)", "-o", link)
    assert link.is_symlink()
    assert len(np.load(real)) == 4
    assert stat.S_IMODE(real.stat().st_mode) == 0o604
    prints("-e", "arange(3)", "-o", "/dev/null")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.npy", "real.npy"]


def test_failures_leave_no_file(tmp_path):
    kept = npy_bytes(np.arange(7))
    (tmp_path / "old.npy").write_bytes(kept)
    assert "No such file" in fails(IO, "-e", "arange(3)", "-o", tmp_path / "none" / "x.npy")
    assert "Is a directory" in fails(IO, "-e", "arange(3)", "-o", tmp_path)
    assert "No space left" in fails(IO, "-e", "arange(3)", "-o", "/dev/full")
    fails(FAILED, "-e", "arange(3) + arange(4)", "-o", tmp_path / "old.npy")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    for name in ["new.npy", "old.npy"]:  # as on a full disk: the write fails half way
        said = fails(IO, "-e", "arange(1000000)", "-o", tmp_path / name, preexec_fn=limit)
        assert f"{name}: cannot be written: File too large" in said
    assert [p.name for p in tmp_path.iterdir()] == ["old.npy"]
    assert (tmp_path / "old.npy").read_bytes() == kept


def test_a_file_that_may_not_be_written(tmp_path):
    assert "cannot be written" in fails(IO, "-e", "1", "-o", "/proc/a.npy")  # not even by root
    if os.geteuid() == 0:
        return
    path = tmp_path / "a.npy"
    path.write_bytes(b"mine")
    path.chmod(0o400)
    assert "Permission denied" in fails(IO, "-e", "1", "-o", path)
    assert path.read_bytes() == b"mine"


def test_interrupted_at_any_time(tmp_path):
    """Whatever jxc is doing when Ctrl-C comes, the file is whole or not there, and nothing else is."""
    path = tmp_path / "x.npy"
    seen = set()
    for delay in np.linspace(0.005, 0.6, 25):
        path.unlink(missing_ok=True)
        process = subprocess.Popen([JXC, "-e", "cos(arange(20000000.0))", "-o", path], stderr=subprocess.PIPE)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (OK, -signal.SIGINT), err
        assert [p.name for p in tmp_path.iterdir()] in ([], ["x.npy"])
        if path.exists():
            assert len(np.load(path, mmap_mode="r")) == 20000000
        seen.add(process.returncode)
    assert -signal.SIGINT in seen


def test_count_of_outputs_is_checked_first(tmp_path):
    said = fails(USAGE, "-e", "1, 2", "-o", tmp_path / "x.npy")
    assert "has 2 results, and -o is given 1 time" in said
    said = fails(USAGE, "-e", "1", "-o", tmp_path / "x.npy", "-o", tmp_path / "y.npy")
    assert "has 1 result, and -o is given 2 times" in said
    said = fails(USAGE, "-e", "1, 2", "-o", tmp_path / "x.npy", "-o", tmp_path / "x.npy")
    assert "given twice" in said
    assert not list(tmp_path.iterdir())


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q"]))
