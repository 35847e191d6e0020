// The answers through SQL: node sql.mjs MODULES duckdb|polars VERB FOLDER OUT. Both engines read the same file and are asked the
// same, money being pounds in floating point.
import { createRequire } from "node:module";
import path from "node:path";

const [modules, engine, verb, folder, out] = process.argv.slice(2);
const load = createRequire(path.resolve(modules, "x.js"));
const file = (name) => path.join(folder, name);

const variance = "forecast + reserves - budget";
const nights = "(case when d1 < 365 then d1 else 365 end) - (case when d0 > 0 then d0 else 0 end)";
const questions = {
  profile: [["workers.csv"], `select team, count(*) as workers, sum(case when cases > 0 then 1 else 0 end) as holding, sum(cases) as cases,
    sum(cases) * 1.0 / sum(case when cases > 0 then 1 else 0 end) as mean, sum(cases) / sum(case when cases > 0 then fte else 0.0 end) as per_fte,
    sum(case when cases > 18 then 1 else 0 end) as over_limit from a group by team`],
  statement: [["statement.csv"], `select service, budget, forecast, reserves, ${variance} as variance, (${variance}) * 100 / budget as percent from a`],
  movement: [["statement.csv", "later.csv"], `select coalesce(a.service, b.service) as service,
    coalesce(a.forecast + a.reserves - a.budget, 0.0) as v0, coalesce(b.forecast + b.reserves - b.budget, 0.0) as v1,
    coalesce(b.forecast + b.reserves - b.budget, 0.0) - coalesce(a.forecast + a.reserves - a.budget, 0.0) as moved
    from a full outer join b on a.service = b.service and a."group" = b."group"`],
  savings: [["savings.csv"], `select saving, target, achieved, target - achieved - on_track - delayed - at_risk - not_achievable as unstated, target - achieved as at_risk_net,
    case when not_achievable > 0 then 'red' when delayed > 0 or at_risk > 0 then 'amber' else 'green' end as rating from a`],
  kpis: [["kpis.csv"], `select name, case when miss <= 0 then 'Green' when miss <= 50 then 'Amber' else 'Red' end as rating from
    (select name, (round(target * 10) - round(actual * 10)) * (case when polarity = 'higher' then 1 else -1 end) as miss from a) as x`],
  ratings: [["ratings.csv", "ratings_later.csv"], `select a.rating as before, sum(case when b.rating = 'green' then 1 else 0 end) as green,
    sum(case when b.rating = 'amber' then 1 else 0 end) as amber, sum(case when b.rating = 'red' then 1 else 0 end) as red,
    sum(case when b.rating = 'unrated' then 1 else 0 end) as unrated from a join b on a.area = b.area and a.name = b.name group by a.rating`],
  placements: [["placements.csv"], `select type, sum(n) as nights, sum(n * weekly) / 7 as gross from (select type, weekly, case when n0 > 0 then n0 else 0 end as n from
    (select type, weekly, ${nights} as n0 from days) as x) as y group by type`],
};

const [files, sql] = questions[verb];
const names = ["a", "b"];
if (engine === "duckdb") {
  const { DuckDBInstance } = load("@duckdb/node-api");
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  for (const [i, name] of files.entries()) await db.run(`create view ${names[i]} as select * from read_csv('${file(name)}')`);
  if (verb === "placements") {
    await db.run(`create view days as select type, weekly, datediff('day', date '2024-04-01', start) as d0,
      coalesce(datediff('day', date '2024-04-01', "end"), 9999) as d1 from a`);
  }
  await db.run(`copy (${sql}) to '${out}' (header, delimiter ',')`);
} else {
  const pl = load("nodejs-polars");
  const frames = Object.fromEntries(files.map((name, i) => [names[i], pl.scanCSV(file(name), { inferSchemaLength: 200 })]));
  if (verb === "placements") {
    // Its SQL counts no days between dates: they are numbers from the Unix epoch.
    const day = (name) => pl.col(name).str.strptime(pl.Date, "%Y-%m-%d").cast(pl.Int32).minus(19814);
    frames.days = frames.a.select(pl.col("type"), pl.col("weekly"), day("start").alias("d0"), day("end").fillNull(9999).alias("d1"));
  }
  const answer = pl.SQLContext(frames).execute(sql);
  (answer.collectSync ? answer.collectSync() : answer).writeCSV(out);
}
