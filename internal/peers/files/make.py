"""The files of the benchmark, the same bytes for the same seed. The messy ones say the same as the clean ones in the ways that
people write it, so that their answers must be the same."""
import datetime
import json
import os
import random

RATINGS = ["green", "amber", "red", "unrated"]
TYPES = ["fostering", "residential", "supported", "secure"]


def plain(pence):
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def written(pence, r):
    """An amount as somebody may write it."""
    way, whole = r.randrange(8), f"{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
    if pence == 0:
        return ["", "-", "0", "£0.00"][way % 4]
    if pence < 0:
        return [f'"({whole})"', f'"-£{whole}"', f'"{whole}-"', plain(pence)][way % 4]
    if way == 0 and pence % 100_000 == 0:
        return f"£{pence / 100_000_000:.6f}m"
    return [f'"{whole}"', f'"£{whole}"', f'" £{whole} "', plain(pence)][way % 4]


class Folder:
    def __init__(self, path, seed, messy):
        self.path, self.seed, self.messy = path, seed, messy
        os.makedirs(path, exist_ok=True)

    def random(self, name):
        return random.Random(f"{self.seed} {name}")

    def write(self, name, header, rows):
        """Rows are lists of text and of pence, which are whole numbers."""
        style, end = self.random("style " + name), "\r\n" if self.messy else "\n"
        with open(os.path.join(self.path, name), "w", newline="", encoding="utf-8") as f:
            f.write(("\ufeff" if self.messy else "") + header + end)
            for row in rows:
                cells = []
                for cell in row:
                    if isinstance(cell, int):
                        cell = written(cell, style) if self.messy else plain(cell)
                    elif self.messy and style.random() < 0.2:
                        cell = f'"{cell}"'
                    cells.append(cell)
                f.write(",".join(cells) + end)

    def workers(self, n):
        r = self.random("workers")
        self.write("workers.csv", "worker,fte,cases,team", (
            [f"Worker {i}", r.choice(["1", "1", "0.8", "0.5", "0.6"]), str(r.randrange(34)), f"Team {r.randrange(max(4, n // 500))}"] for i in range(n)))

    def statement(self, n):
        r = self.random("statement")
        lines = [[f"Service {i}", f"Directorate {r.randrange(max(3, n // 400))}", b := r.randrange(50_000, 400_000_000), b + r.randrange(-b // 8, b // 8),
                  r.choice([0, 0, -r.randrange(1, 900_000)])] for i in range(n)]
        header = "service,group,budget,forecast,reserves"
        self.write("statement.csv", header, lines)
        later = [[s, g, b, f + r.randrange(-f // 15, f // 15), v] for s, g, b, f, v in lines if r.random() > 0.01]
        self.write("later.csv", header, later)

    def savings(self, n):
        r = self.random("savings")
        def row(i):
            target = r.randrange(10_000, 80_000_000)
            cuts = sorted(r.randrange(target + 1) for _ in range(4))
            return [f"Saving {i}", target] + [b - a for a, b in zip([0] + cuts, cuts + [target])]
        self.write("savings.csv", "saving,target,achieved,on_track,delayed,at_risk,not_achievable", (row(i) for i in range(n)))

    def placements(self, n):
        r, first = self.random("placements"), datetime.date(2022, 6, 1)
        def row(i):
            start = first + datetime.timedelta(r.randrange(1200))
            end = "" if r.random() < 0.3 else (start + datetime.timedelta(r.randrange(1, 800))).isoformat()
            return [f"Child {i}", r.choice(TYPES), start.isoformat(), end, r.randrange(30_000, 800_000)]
        self.write("placements.csv", "id,type,start,end,weekly", (row(i) for i in range(n)))

    def kpis(self, n):
        r = self.random("kpis")
        def row(i):
            return [f"Indicator {i}"] + [f"{r.randrange(300, 999) / 10:.1f}" for _ in range(3)] + [r.choice(["higher", "lower"])]
        self.write("kpis.csv", "name,actual,target,previous,polarity", (row(i) for i in range(n)))
        with open(os.path.join(self.path, "rule.json"), "w") as f:
            json.dump({"id": "five-points", "version": "1", "kind": "tolerance", "amber_within": "5"}, f)

    def ratings(self, n):
        r = self.random("ratings")
        before = [[f"Area {i % 40}", f"Action {i}", r.choice(RATINGS)] for i in range(n)]
        self.write("ratings.csv", "area,name,rating", before)
        self.write("ratings_later.csv", "area,name,rating", ([a, b, c if r.random() < 0.6 else r.choice(RATINGS)] for a, b, c in before))


def make(path, rows, seed, messy=False):
    folder = Folder(path, seed, messy)
    for kind in (folder.workers, folder.statement, folder.savings, folder.placements, folder.kpis, folder.ratings):
        kind(rows)
