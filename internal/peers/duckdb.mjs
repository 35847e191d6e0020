// The workloads of library.go through DuckDB. Prints "workload peer nanoseconds checksum".
import { createRequire } from "node:module";
import path from "node:path";

const [folder, rows, rounds, modules, published] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "peers.js"));
const { DuckDBInstance } = require("@duckdb/node-api");

const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run(`create table r as select * from read_csv('${folder}/rows.csv', header = true, all_varchar = false)`);

// The result of each query is kept whole in a table; its checksum is taken after the clock has stopped.
const work = {
  bands: [
    `select count(*) filter (cases < 21) a, count(*) filter (cases >= 21 and cases < 30) b, count(*) filter (cases >= 30) c,
       avg(cases) mean, median(cases) median from r where cases > 0`,
    `select printf('%.6f/%.1f/%d/%d/%d', mean, median, a, b, c) from made`,
  ],
  totals: [
    `select grp, sum(spend - budget) v from r group by grp`,
    `select sum((grp + 1) * v)::varchar from made`,
  ],
  ratings: [
    `select area, count(*) filter (actual >= 900) g, count(*) filter (actual < 900 and actual >= 850) a, count(*) filter (actual < 850) d
       from r group by area`,
    `select sum((area + 1) * (g + 3 * a + 7 * d))::varchar from made`,
  ],
  limits: [
    `select s, avg(value) centre, avg(value) + 2.66 * avg(step) upper from (
       select i // 24 s, value, abs(value - lag(value) over (partition by i // 24 order by i)) step from r) group by s`,
    `select sum(round(centre * 1000) + round(upper * 1000))::bigint::varchar from made`,
  ],
  // The rate in tenths, rounded half away from zero, so that all that follows is exact.
  neighbours: [
    `with r as (select time_period p, population_type k, old_la_code::int a, floor(children_count * 100000 / population_estimate + 0.5)::bigint v
         from read_csv('${folder}/dfe.csv', header = true) where geographic_level = 'Local authority'),
       q as (select p, k, quantile_cont(v, [0.25, 0.5, 0.75]) q from r group by p, k),
       n as (select r.p, r.k, r.a, count(x.v) n, avg(x.v) mean, median(x.v) median
         from r join read_csv('${folder}/neighbours.csv', header = true) s on s.area = r.a
         left join r x on x.p = r.p and x.k = r.k and x.a = s.neighbour group by r.p, r.k, r.a),
       o as (select p, k, a, v, rank() over (partition by p, k order by v) place from r)
     select o.*, n.n, n.mean, n.median, 1 + (v > q[1])::int + (v > q[2])::int + (v > q[3])::int band
       from o join n using (p, k, a) join q using (p, k)`,
    `select count(*) || '/' || (sum(coalesce(round(mean * 100000), 0)::bigint) + sum(coalesce(median * 10, 0)::bigint) + sum(n + 3 * place + 5 * band))::bigint from made`,
    Number(published),
  ],
};
for (const [name, [query, checksum, own]] of Object.entries(work)) {
  const took = [];
  for (let round = 0; round < Number(rounds); round++) {
    const begin = process.hrtime.bigint();
    await db.run(`create or replace temp table made as ${query}`);
    took.push(Number(process.hrtime.bigint() - begin) / (own ?? Number(rows)));
  }
  const sum = await (await db.run(checksum)).getRows();
  console.log(name, "DuckDB", Math.min(...took), sum[0][0]);
}
