#!/usr/bin/env python3
"""xarray, Dask and Ray with jx, beside the same with NumPy; and whether results are those of one machine, to the bit.

    neighbours.py [--size N] [--rounds K] [--only xarray dask ray]

The velocity conversion on named dimensions (nlat, nr, nlon of N times 5, 3, 8 thirds of a hundred), in xarray; the same grid
and a mean and a deviation of 10^7*N elements in chunks, on a cluster of two processes of one thread each, in Dask and in Ray.
"""

import argparse
import os
import time

import numpy as np

import jxpr

VELOCITY = """
a = radians(lon); s = radians(lat); u = cos(s)*vrad - sin(s)*vlat
-sin(a)*vlon + cos(a)*u, cos(a)*vlon + sin(a)*u, cos(s)*vlat + sin(s)*vrad
"""
STANDARD = "mean(x), std(x)"


def grid(size):
    rng = np.random.default_rng(0)
    shape = tuple(int(100*size*k/3) for k in (5, 3, 8))
    data = {name: rng.random(shape) for name in ("vlat", "vlon", "vrad")}
    return data, np.linspace(-89, 89, shape[0]), np.linspace(0, 359, shape[2])


def best(rounds, **ways):
    """Least seconds of each, in turns; and what the last turn gave."""
    times, made = {name: [] for name in ways}, {}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            made[name] = way()
            times[name].append(time.perf_counter() - start)
    return {name: min(one) for name, one in times.items()}, made


def show(what, times, equal):
    parts = "  ".join(f"{name} {seconds:.3f} s" for name, seconds in times.items())
    print(f"{what:34s} {parts}  bits of one machine: {'yes' if equal else 'NO'}", flush=True)


def same(got, want):
    return all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(got, want))


def natural(m, lat, lon, vlat, vlon, vrad):
    """As one writes it with functions of the module `m`."""
    a, s = m.radians(lon), m.radians(lat)
    u = m.cos(s)*vrad - m.sin(s)*vlat
    return -m.sin(a)*vlon + m.cos(a)*u, m.cos(a)*vlon + m.sin(a)*u, m.cos(s)*vlat + m.sin(s)*vrad


def with_xarray(args):
    import xarray

    import jxpr.xarray

    data, lat, lon = grid(args.size)
    dims = ("lat", "r", "lon")
    ds = xarray.Dataset({name: (dims, one) for name, one in data.items()}, coords={"lat": lat, "lon": lon})

    def theirs():
        return natural(np, ds.lat, ds.lon, ds.vlat, ds.vlon, ds.vrad)

    program = VELOCITY.strip()
    times, made = best(args.rounds, jx=lambda: jxpr.xarray.evaluate(program, ds), xarray=theirs)
    want = jxpr.evaluate(program, {**data, "lat": lat[:, None, None], "lon": lon})
    got = [one.transpose(*dims) for one in made["jx"]]
    assert all(np.allclose(a, b.transpose(*dims)) for a, b in zip(got, made["xarray"]))
    show("xarray: velocity", times, same(got, want))


def with_dask(args):
    import dask
    import dask.array as da
    import distributed

    import jxpr.dask

    data, lat, lon = grid(args.size)
    x = np.random.default_rng(1).standard_normal(int(10_000_000*args.size))
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            rows = -(-len(lat)//8)
            arrays = {name: client.persist(da.from_array(one, chunks=(rows, -1, -1))) for name, one in data.items()}
            cut = client.persist(da.from_array(x, chunks=-(-len(x)//8)))
            distributed.wait([*arrays.values(), cut])
            column = lat[:, None, None]
            whole = {**data, "lat": column, "lon": lon}
            named = {**arrays, "lat": da.from_array(column, chunks=(rows, 1, 1)), "lon": lon}
            program = VELOCITY.strip()

            def run(lazy):
                kept = client.persist(list(lazy))
                distributed.wait(kept)
                return kept

            times, made = best(
                args.rounds,
                jx=lambda: run(jxpr.dask.evaluate(program, named)),
                dask=lambda: run(natural(da, **named)),
            )
            show("Dask: velocity", times, same(dask.compute(*made["jx"]), jxpr.evaluate(program, whole)))
            del made
            times, made = best(
                args.rounds,
                jx=lambda: client.gather(client.compute(list(jxpr.dask.evaluate(STANDARD, x=cut)))),
                dask=lambda: client.gather(client.compute([cut.mean(), cut.std()])),
            )
            assert np.allclose(made["jx"], made["dask"])
            show("Dask: mean and deviation", times, same(made["jx"], jxpr.evaluate(STANDARD, {"x": x})))


def with_ray(args):
    import ray

    import jxpr.ray

    python = os.pathsep.join([os.path.dirname(os.path.dirname(jxpr.__file__)), os.environ.get("PYTHONPATH", "")])
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        logging_level="ERROR",
        log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": python}},
    )

    @ray.remote(num_returns=3)
    def part(lat, lon, *velocities):
        return natural(np, lat, lon, *velocities)

    @ray.remote
    def moments(x):
        return len(x), x.mean(), x.var()

    data, lat, lon = grid(args.size)
    column, program = lat[:, None, None], VELOCITY.strip()
    cuts = np.array_split(np.arange(len(lat)), 8)
    blocks = {name: [ray.put(one[i[0] : i[-1] + 1]) for i in cuts] for name, one in data.items()}
    columns = [ray.put(column[i[0] : i[-1] + 1]) for i in cuts]

    def ours():
        made = jxpr.ray.evaluate(program, {**blocks, "lat": columns, "lon": lon}, pieces=1, refs=True)
        ray.wait([ref for one in made for ref in one], num_returns=3*len(cuts), fetch_local=False)
        return made

    def theirs():
        made = [part.remote(c, lon, *(blocks[n][i] for n in ("vlat", "vlon", "vrad"))) for i, c in enumerate(columns)]
        ray.wait([ref for one in made for ref in one], num_returns=3*len(cuts), fetch_local=False)
        return made

    times, made = best(args.rounds, jx=ours, numpy=theirs)
    got = [np.concatenate(ray.get(one)) for one in made["jx"]]
    show("Ray: velocity", times, same(got, jxpr.evaluate(program, {**data, "lat": column, "lon": lon})))
    del made, got
    x = np.random.default_rng(1).standard_normal(int(10_000_000*args.size))
    cut = [ray.put(one) for one in np.array_split(x, 8)]

    def with_numpy():
        counts, means, variances = map(np.array, zip(*ray.get([moments.remote(one) for one in cut])))
        mean = np.average(means, weights=counts)
        return mean, np.sqrt(np.average(variances + (means - mean)**2, weights=counts))

    times, made = best(args.rounds, jx=lambda: jxpr.ray.evaluate(STANDARD, x=cut, pieces=1), numpy=with_numpy)
    assert np.allclose(made["jx"], made["numpy"])
    show("Ray: mean and deviation", times, same(made["jx"], jxpr.evaluate(STANDARD, {"x": x})))
    ray.shutdown()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=["xarray", "dask", "ray"], default=["xarray", "dask", "ray"])
    arguments = parser.parse_args()
    for name in arguments.only:
        globals()[f"with_{name}"](arguments)
