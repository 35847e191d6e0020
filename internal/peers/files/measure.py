#!/usr/bin/env python3
"""measure.py CLI MODULES [-rows N...] [-rounds N] [-seed N] [-verbs V...] [-folder F]

File in, answer out: the command beside pandas, polars and DuckDB on the same files, the start of the process included. The
answers are held against each other before a time counts. Then the same figures in messy files, which only we read: the answer
must be the same bytes. Prints user CPU, wall and peak memory, each the least of the rounds, the ratio to the best peer, and the
power with which user CPU grows. Exits 1 where an answer differs."""
import argparse
import csv
import math
import os
import subprocess
import sys
import tempfile
import time

from make import make

HERE = os.path.dirname(os.path.abspath(__file__))
# By verb: the command, and where its answer stands: which table, and which columns beside the first, as the peers give them.
VERBS = {
    "profile": (["caseload", "profile", "workers.csv"], 2, [1, 2, 3, 4, 5, 6]),
    "statement": (["finance", "statement", "statement.csv"], 0, [1, 2, 3, 4, 5]),
    "movement": (["finance", "movement", "-from", "2024/25 M2", "-to", "2024/25 M3", "statement.csv", "later.csv"], 0, [1, 2, 3]),
    "savings": (["finance", "savings", "savings.csv"], 0, [1, 2, 7, 9, 10]),
    "placements": (["finance", "placements", "-year", "2024/25", "placements.csv"], 0, [1, 7]),
    "kpis": (["rag", "kpis", "-rule", "rule.json", "kpis.csv"], 0, [1]),
    "ratings": (["rag", "movement", "ratings.csv", "ratings_later.csv"], 0, [1, 2, 3, 4]),
}
PEERS = ("pandas", "polars", "DuckDB")


def run(command, folder, out):
    """wall and user seconds, MB at most"""
    begin = time.perf_counter()
    with open(out, "wb") as f:
        child = subprocess.Popen(command, cwd=folder, stdout=f, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: {said.decode()}")
    return time.perf_counter() - begin, used.ru_utime, used.ru_maxrss / 1024


def figure(text):
    """A printed figure and half a unit of its last place; None where it is a word."""
    digits = text.split("%")[0].lstrip("'").replace(",", "")
    try:
        value = float(digits)
    except ValueError:
        return None, 0
    return value, 0.5 * 10.0 ** -len(digits.partition(".")[2])


def ours(path, table, columns):
    with open(path, newline="", encoding="utf-8") as f:
        text = f.read().split("\n\n")[table]
    rows = list(csv.reader(text.splitlines()))[1:]
    return {row[0]: [row[c] for c in columns] for row in rows if not row[0].startswith("Total")}


def differences(answer, path):
    """What of a peer's answer is not ours."""
    with open(path, newline="") as f:
        rows = list(csv.reader(f))[1:]
    found = [] if len(rows) == len(answer) else [f"{len(rows)} rows, ours {len(answer)}"]
    for row in rows:
        name = row[0] if row[0] in answer else row[0].title()
        for mine, theirs in zip(answer.get(name, ["no such row"]), row[1:]):
            value, half = figure(mine)
            if value is None and mine != theirs or value is not None and abs(value - float(theirs or "nan")) > half * 1.001 + 1e-6:
                found.append(f"{name}: {theirs}, ours {mine}")
    return found[:3]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("cli")
    p.add_argument("modules")
    p.add_argument("-rows", type=int, nargs="+", default=[1000, 30000, 300000])
    p.add_argument("-rounds", type=int, default=3)
    p.add_argument("-seed", type=int, default=1)
    p.add_argument("-verbs", nargs="+", default=list(VERBS))
    p.add_argument("-folder", default=os.path.join(tempfile.gettempdir(), "scrutineer-files"))
    o = p.parse_args()
    cli, modules, bad = os.path.abspath(o.cli), os.path.abspath(o.modules), False
    print("verb\trows\tuser s\twall s\tMB\tbest peer\tits user s\tits wall s\tuser ratio\twall ratio\tgrowth\tmessy/clean user\tJSON/CSV user")
    work = tempfile.mkdtemp()
    path = lambda name: os.path.join(work, name)
    grown = {}
    for rows in sorted(o.rows):
        clean, messy = (os.path.join(o.folder, f"{o.seed}-{rows}-{kind}") for kind in ("clean", "messy"))
        for folder, is_messy in ((clean, False), (messy, True)):
            if not os.path.exists(folder):
                make(folder, rows, o.seed, is_messy)
        for verb in o.verbs:
            words, table, columns = VERBS[verb]
            command = [cli, *words, "-format", "csv"]
            peers = {
                "pandas": ["/usr/bin/python3", f"{HERE}/pandas_side.py", verb, clean, path("pandas")],
                "polars": ["node", f"{HERE}/sql.mjs", modules, "polars", verb, clean, path("polars")],
                "DuckDB": ["node", f"{HERE}/sql.mjs", modules, "duckdb", verb, clean, path("DuckDB")],
            }
            times = {}
            for _ in range(o.rounds):
                for name, do in {
                    "ours": lambda: run(command, clean, path("ours")),
                    "messy": lambda: run(command, messy, path("messy")),
                    "json": lambda: run([cli, *words, "-format", "json"], clean, os.devnull),
                    **{name: lambda c=c: run(c, clean, os.devnull) for name, c in peers.items()},
                }.items():
                    times.setdefault(name, []).append(do())
            least = {name: [min(t[i] for t in all_) for i in range(3)] for name, all_ in times.items()}
            answer = ours(path("ours"), table, columns)
            right = []
            for name in PEERS:
                if wrong := differences(answer, path(name)):
                    print(f"# {verb} of {rows} rows: {name} differs: {'; '.join(wrong)}")
                    bad = True
                else:
                    right.append(name)
            if ours(path("messy"), table, columns) != answer:
                print(f"# {verb} of {rows} rows: the messy file has another answer")
                bad = True
            wall, user, mb = least["ours"]
            line = [verb, rows, f"{user:.2f}", f"{wall:.2f}", f"{mb:.0f}"]
            if right:
                by_user, by_wall = (min(right, key=lambda name: least[name][i]) for i in (1, 0))
                line += [by_user, f"{least[by_user][1]:.2f}", f"{least[by_wall][0]:.2f}", f"{user / least[by_user][1]:.2f}", f"{wall / least[by_wall][0]:.2f}"]
            else:
                line += ["none agrees"] + ["–"] * 4
            before = grown.get(verb)
            line.append(f"n^{math.log(user / before[1]) / math.log(rows / before[0]):.2f}" if before and before[1] > 0.02 else "–")
            grown[verb] = (rows, user)
            line += [f"{least[name][1] / max(user, 0.01):.1f}" for name in ("messy", "json")]
            print("\t".join(map(str, line)), flush=True)
    sys.exit(bad)


if __name__ == "__main__":
    main()
