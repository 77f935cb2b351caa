"""jxpr.xarray: values, dimensions, coordinates and attributes are those of xarray's own arithmetic."""

import doctest
import pickle

import numpy as np
import pytest
import xarray as xr

import jxpr
import jxpr.xarray as jxx


@pytest.fixture
def grid():
    rng = np.random.default_rng(3)
    return xr.Dataset(
        {
            "vlat": (("time", "lat", "lon"), rng.random((3, 5, 4)), {"units": "m/s", "long_name": "north"}),
            "vlon": (("lon", "time", "lat"), rng.random((4, 3, 5)), {"units": "m/s", "long_name": "east"}),
            "area": (("lat", "lon"), rng.random((5, 4)).astype(np.float32)),
            "count": ("time", np.array([1, 2, 3], np.int16)),
        },
        coords={"lat": np.linspace(-80, 80, 5), "lon": [10, 20, 30, 40], "month": ("time", [1, 2, 3]), "run": 7},
    )


def same(got, want, attributes=True):
    assert isinstance(got, xr.DataArray)
    want = want.transpose(*got.dims)
    assert got.dtype == want.dtype
    xr.testing.assert_allclose(got, want, rtol=1e-13)
    assert set(got.coords) == set(want.coords)
    if attributes:
        assert got.attrs == want.attrs


def test_velocity_on_named_dimensions(grid):
    got = jxx.evaluate("cos(radians(lat))*vlat + sin(radians(lat))*vlon", grid)
    want = np.cos(np.radians(grid.lat))*grid.vlat + np.sin(np.radians(grid.lat))*grid.vlon
    same(got, want)
    assert got.dims == want.dims and got.attrs == {"units": "m/s"}


@pytest.mark.parametrize(
    "program, want",
    [
        ("mean(vlat, dim='time')", lambda d: d.vlat.mean("time")),
        ("sum(vlat*area)", lambda d: (d.vlat*d.area).sum()),
        ("std(vlat, dim=('lat', 'lon'), ddof=1)", lambda d: d.vlat.std(("lat", "lon"), ddof=1)),
        ("vlat - mean(vlat, dim='time')", lambda d: d.vlat - d.vlat.mean("time")),
        ("mean(vlon, dim='lon') + area*count", lambda d: d.vlon.mean("lon") + d.area*d["count"]),
        ("max(area, dim='lon')*count + month", lambda d: d.area.max("lon")*d["count"] + d.month),
        ("cumsum(vlat, dim='lat')", lambda d: d.vlat.cumsum("lat")),
        ("vlat if vlat > vlon else -vlon", lambda d: xr.where(d.vlat > d.vlon, d.vlat, -d.vlon)),
        ("sum(vlat, dim='time', where=area > 0.5)", lambda d: d.vlat.where(d.area > 0.5, 0).sum("time")),
        ("m = mean(vlat, dim=('time',)); m*m + run", lambda d: d.vlat.mean("time")**2 + d.run),
        ("count + 1", lambda d: d["count"] + 1),
        ("count_nonzero(area > 0.5)", lambda d: (d.area > 0.5).sum()),
        ("size(vlat)*area", lambda d: d.vlat.size*d.area),
        ("area.real*pi", lambda d: d.area*np.pi),
    ],
)
def test_programs(grid, program, want):
    same(jxx.evaluate(program, grid), want(grid), attributes=False)


def test_several_results_of_other_dimensions(grid):
    a, b, c = jxx.evaluate("mean(vlat, dim='time'), sum(vlon), area*count", grid)
    same(a, grid.vlat.mean("time"), False)
    same(b, grid.vlon.sum(), False)
    same(c, grid.area*grid["count"], False)
    assert (a.dims, b.dims, c.dims) == (("lat", "lon"), (), ("time", "lat", "lon"))


def test_names_accessors_and_other_operands(grid):
    same(grid.jx.eval("k*vlat", k=2), 2*grid.vlat)
    same(grid.vlat.jx.eval("vlat*month"), grid.vlat*grid.month)
    assert grid.jx.eval("speed = hypot(vlat, vlon)").name == "speed"
    assert jxx.evaluate("a + 1", {"a": np.float32(2)}).dtype == np.float32
    assert jxx.evaluate("vlat*2", grid, vlat=grid.area).dims == ("lat", "lon")
    assert jxx.evaluate("a + b", {"a": grid.area.variable, "b": 1}).dims == ("lat", "lon")
    assert float(jxx.evaluate("2 + 3")) == 5


@pytest.mark.parametrize("join", ["inner", "outer", "left", "right"])
def test_indexes_are_aligned(join):
    p = xr.DataArray([1.0, 2, 3], dims="x", coords={"x": [1, 2, 3]})
    q = xr.DataArray([10.0, 20, 30], dims="x", coords={"x": [2, 3, 4]})
    with xr.set_options(arithmetic_join=join):
        want = p + q
        same(jxx.evaluate("p + q", p=p, q=q), want)
    same(jxx.evaluate("p + q", p=p, q=q, join=join), want)
    with pytest.raises(ValueError):
        jxx.evaluate("p + q", p=p, q=q, join="exact")
    with pytest.raises(ValueError):
        jxx.evaluate("p + q", p=p, q=q.isel(x=slice(2)).drop_vars("x"))


def test_attributes_can_be_left(grid):
    assert jxx.evaluate("vlat*2", grid, keep_attrs=False).attrs == {}
    with xr.set_options(keep_attrs=False):
        assert jxx.evaluate("vlat*2", grid).attrs == {}


def test_operands_are_not_copied_nor_changed(grid):
    before = grid.copy(deep=True)
    view = grid.vlat.transpose("lon", "lat", "time")[::-1]
    same(jxx.evaluate("v*area", v=view, area=grid.area), view*grid.area, False)
    xr.testing.assert_identical(grid, before)


@pytest.mark.parametrize(
    "program, kind, reason",
    [
        ("vlat[0]", TypeError, "elements are selected by their place"),
        ("mean(vlat, axis=0)", TypeError, "dimensions have names: write dim="),
        ("mean(vlat, 0)", TypeError, "dimensions have names: write dim="),
        ("sum(vlat, dim='depth')", ValueError, "there is no dimension 'depth'"),
        ("sum(area, dim='time')", ValueError, "there are 'lat', 'lon'"),
        ("nothing + vlat", NameError, "unknown name 'nothing'"),
        ("vlat.T", TypeError, "moves dimensions"),
        ("vlat @ vlon", TypeError, "moves dimensions"),
        ("arange(3) + vlat", TypeError, r"arange\(\) does not know"),
        ("cumsum(vlat)", TypeError, "runs along one dimension"),
        ("sum(vlat, dim='lat', keepdims=True)", TypeError, "keepdims="),
        ("vlat +", ValueError, "expected an expression"),
        ("vlat + sine(vlon)", NameError, "did you mean 'sin'"),
        ("vlat + a", TypeError, "operand 'a' has dimensions without names"),
        (b"vlat", TypeError, "must be a str"),
    ],
)
def test_errors(grid, program, kind, reason):
    with pytest.raises(kind, match=reason) as caught:
        jxx.evaluate(program, grid, a=np.ones(3)) if "+ a" in str(program) else jxx.evaluate(program, grid)
    assert isinstance(caught.value, jxpr.Error)
    assert pickle.loads(pickle.dumps(caught.value)).message == caught.value.message


def test_examples():
    assert doctest.testmod(jxx, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0
