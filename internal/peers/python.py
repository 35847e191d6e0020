# The workloads of library.go through numpy and pandas. Prints "workload peer nanoseconds checksum".
import sys
import time

import numpy as np
import pandas as pd

folder, rows, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
col = {n: np.fromfile(f"{folder}/{n}.i64", dtype="<i8") for n in ["cases", "grp", "budget", "spend", "area", "actual", "value"]}
frame = pd.DataFrame(col)


def measure(workload, peer, work, checksum):
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
