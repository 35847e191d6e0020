# The workloads of library.go through numpy and pandas. Prints "workload peer nanoseconds checksum".
import sys
import time

import numpy as np
import pandas as pd

folder, rows, rounds, published = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
col = {n: np.fromfile(f"{folder}/{n}.i64", dtype="<i8") for n in ["cases", "grp", "budget", "spend", "area", "actual", "value"]}
frame = pd.DataFrame(col)


def measure(workload, peer, work, checksum, rows=rows):
    took = []
    for _ in range(rounds):
        begin = time.perf_counter_ns()
        made = work()
        took.append((time.perf_counter_ns() - begin) / rows)
    print(workload, peer, min(took), checksum(made))


def half_away(x):
    return np.floor(np.abs(x) + 0.5) * np.sign(x)


def bands_numpy():
    c = col["cases"]
    held = c[c > 0]
    counts = np.bincount(np.digitize(held, [21, 30]), minlength=3)
    return counts, held.mean(), np.median(held)


def bands_pandas():
    held = frame.loc[frame.cases > 0, "cases"]
    counts = pd.cut(held, [0, 20, 29, 10_000]).value_counts(sort=False).to_numpy()
    return counts, held.mean(), held.median()


def bands_sum(made):
    counts, mean, median = made
    return f"{mean:.6f}/{median:.1f}/" + "/".join(str(n) for n in counts)


def weigh(sums):
    return sum((i + 1) * int(v) for i, v in enumerate(sums))


def totals_numpy():
    out = np.zeros(50, dtype=np.int64)
    np.add.at(out, col["grp"], col["spend"] - col["budget"])
    return out


def totals_pandas():
    return (frame.spend - frame.budget).groupby(frame.grp).sum().reindex(range(50), fill_value=0)


def ratings_numpy():
    miss = 900 - col["actual"]
    rating = (miss > 0).astype(np.int64) + (miss > 50)
    return np.bincount(col["area"] * 3 + rating, minlength=3000).reshape(1000, 3)


def ratings_pandas():
    rating = pd.cut(900 - frame.actual, [-10_000, 0, 50, 10_000], labels=[0, 1, 2])
    return pd.crosstab(frame.area, rating).reindex(index=range(1000), columns=[0, 1, 2], fill_value=0).to_numpy()


def ratings_sum(made):
    return int(((np.arange(1000) + 1) * (made @ np.array([1, 3, 7]))).sum())


def limits_numpy():
    series = col["value"].reshape(-1, 24).astype(float)
    centre = series.mean(axis=1)
    return centre, centre + 2.66 * np.abs(np.diff(series, axis=1)).mean(axis=1)


def limits_pandas():
    key = np.arange(rows) // 24
    by = frame.value.groupby(key)
    centre = by.mean()
    return centre, centre + 2.66 * by.diff().abs().groupby(key).mean()


def limits_sum(made):
    return int(half_away(np.asarray(made[0]) * 1000).sum() + half_away(np.asarray(made[1]) * 1000).sum())


for peer, bands, totals, ratings, limits in [
    ("numpy", bands_numpy, totals_numpy, ratings_numpy, limits_numpy),
    ("pandas", bands_pandas, totals_pandas, ratings_pandas, limits_pandas),
]:
    measure("bands", peer, bands, bands_sum)
    measure("totals", peer, totals, weigh)
    measure("ratings", peer, ratings, ratings_sum)
    measure("limits", peer, limits, limits_sum)


def neighbours_pandas():
    read = pd.read_csv(
        f"{folder}/dfe.csv",
        usecols=["time_period", "geographic_level", "old_la_code", "population_type", "population_estimate", "children_count"],
    )
    read = read[read.geographic_level == "Local authority"]
    # The rate in tenths, rounded half away from zero, so that all that follows is exact.
    read = read.assign(rate=np.floor(read.children_count * 100_000 / read.population_estimate + 0.5))
    wide = read.pivot(index=["time_period", "population_type"], columns="old_la_code", values="rate")
    wide.columns = wide.columns.astype(int)
    theirs = pd.read_csv(f"{folder}/neighbours.csv").groupby("area").neighbour.agg(list)
    values = wide.to_numpy()
    at = {code: i for i, code in enumerate(wide.columns)}
    of = values[:, np.array([[at[n] for n in theirs[code]] for code in wide.columns])]
    has = ~np.isnan(of)
    n = has.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(of, axis=2) / n
        median = np.nanmedian(of, axis=2)
    rank = wide.rank(axis=1, method="min").to_numpy()
    q1, q2, q3 = np.nanquantile(values, [0.25, 0.5, 0.75], axis=1)[:, :, None]
    quarter = 1 + (values > q1) + (values > q2) + (values > q3)
    return values, n, mean, median, rank, quarter


def neighbours_sum(made):
    values, n, mean, median, rank, quarter = made
    there = ~np.isnan(values)
    total = int((n + 3 * np.nan_to_num(rank).astype(int) + 5 * quarter)[there].sum())
    means = sum(int(m) for m in half_away(np.nan_to_num(mean)[there] * 100_000))
    return f"{there.sum()}/{means + int(np.nan_to_num(median)[there].sum() * 10) + total}"


def nearest_numpy():
    like = np.fromfile(f"{folder}/like.i64", dtype="<i8").reshape(153, 30).astype(float)
    z = (like - like.mean(axis=0)) / like.std(axis=0)
    distance = ((z[:, None, :] - z[None, :, :]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    return np.argsort(distance, axis=1, kind="stable")[:, :10]


def nearest_sum(made):
    return int((np.arange(1, 154)[:, None] * np.arange(1, 11)[None, :] * (made + 1)).sum())


measure("neighbours", "pandas", neighbours_pandas, neighbours_sum, published)
measure("nearest", "numpy", nearest_numpy, nearest_sum, 153 * 152)
