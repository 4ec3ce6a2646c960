import { getCity, getHealth } from "../../../domain/city/contract.ts";
import { refuse } from "../../../domain/contract/problems.ts";
import type { Database } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import { countJobs } from "../../platform/jobs.ts";
import { findNewestMigration } from "../../platform/migrate.ts";
import { findCity, listDatasets } from "./store.ts";

export function cityRoutes(city: string, databaseKind: Database["kind"]) {
  return [
    implement(getHealth)(async ({ db }) => {
      const migration = await findNewestMigration(db);
      if (migration === null) return refuse("unavailable", { detail: "the city's schema is not there yet" });
      return { status: "ok", database: databaseKind, city, migration, jobs: await countJobs(db) };
    }),

    implement(getCity)(async ({ db }) => {
      const row = await findCity(db, city);
      if (row === null) throw new Error(`city ${city} is served but not registered`);
      const { west, south, east, north, longitude, latitude, ...facts } = row;
      const datasets = await listDatasets(db);
      return {
        ...facts,
        extent: [west, south, east, north],
        centre: [longitude, latitude],
        datasets: datasets.map((dataset) => ({ ...dataset, loadedAt: dataset.loadedAt.toISOString() })),
      };
    }),
  ];
}
