"""The answers through pandas: pandas_side.py VERB FOLDER OUT. Money is pounds in floating point."""
import sys

import pandas as pd

verb, folder, out = sys.argv[1:]


def read(name, **options):
    return pd.read_csv(f"{folder}/{name}", **options)


def profile():
    w = read("workers.csv")
    w["holding"], w["over"], w["held_fte"] = w.cases > 0, w.cases > 18, w.fte.where(w.cases > 0, 0)
    g = w.groupby("team").agg(workers=("cases", "size"), holding=("holding", "sum"), cases=("cases", "sum"), fte=("held_fte", "sum"), over=("over", "sum"))
    g["mean"], g["per_fte"] = g.cases / g.holding, g.cases / g.fte
    return g[["workers", "holding", "cases", "mean", "per_fte", "over"]].reset_index()


def statement():
    s = read("statement.csv")
    s["variance"] = s.forecast + s.reserves - s.budget
    s["percent"] = s.variance * 100 / s.budget
    return s.drop(columns="group")


def movement():
    def variances(name):
        s = read(name)
        return s.assign(v=s.forecast + s.reserves - s.budget)[["service", "group", "v"]]
    m = variances("statement.csv").merge(variances("later.csv"), how="outer", on=["service", "group"]).fillna({"v_x": 0, "v_y": 0})
    return m.assign(moved=m.v_y - m.v_x)[["service", "v_x", "v_y", "moved"]]


def savings():
    s = read("savings.csv")
    s["unstated"] = s.target - s.achieved - s.on_track - s.delayed - s.at_risk - s.not_achievable
    s["net"], s["rating"] = s.target - s.achieved, "green"
    s.loc[(s.delayed > 0) | (s.at_risk > 0), "rating"] = "amber"
    s.loc[s.not_achievable > 0, "rating"] = "red"
    return s[["saving", "target", "achieved", "unstated", "net", "rating"]]


def kpis():
    k = read("kpis.csv")
    miss = ((k.target * 10).round() - (k.actual * 10).round()) * k.polarity.map({"higher": 1, "lower": -1})
    k["rating"] = "Amber"
    k.loc[miss <= 0, "rating"] = "Green"
    k.loc[miss > 50, "rating"] = "Red"
    return k[["name", "rating"]]


def ratings():
    m = read("ratings.csv").merge(read("ratings_later.csv"), on=["area", "name"])
    return pd.crosstab(m.rating_x, m.rating_y)[["green", "amber", "red", "unrated"]].reset_index()


def placements():
    p = read("placements.csv", parse_dates=["start", "end"])
    first, last = p.start.clip(lower=pd.Timestamp("2024-04-01")), p.end.fillna(pd.Timestamp("2099-01-01")).clip(upper=pd.Timestamp("2025-04-01"))
    p["nights"] = (last - first).dt.days.clip(lower=0)
    p["gross"] = p.nights * p.weekly / 7
    return p.groupby("type")[["nights", "gross"]].sum().reset_index()


globals()[verb]().to_csv(out, index=False)
