import { localDate } from "../../domain/geo/calendar.ts";
import { loadCity } from "../../server/features/city/load-city.ts";
import { isCityLoaded } from "../../server/features/city/service.ts";
import { loadProgramme } from "../../server/features/interventions/load-programme.ts";
import type { Database } from "../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../server/platform/migrate.ts";

type OnProgress = (what: string, done: number, total: number) => void;

/** Brings schema and city up to date: migrations always, the sample city's content when it is not there yet. */
export async function prepareCity(
  database: Database,
  city: string,
  onProgress: OnProgress = () => undefined,
  nowMs = Date.now(),
): Promise<void> {
  await migratePlatform(database);
  await migrateCity(database, city);
  if (await isCityLoaded(database, city)) return;
  if (city !== "sample") {
    throw new Error(
      `city "${city}" is not in this database: bring it in with npm run import -- ${city} --from FOLDER`,
    );
  }
  await loadSample(database, onProgress, nowMs);
}

async function loadSample(database: Database, onProgress: OnProgress, nowMs: number): Promise<void> {
  // Loaded only when needed: a later start then reads no generator.
  const { buildSampleCity, buildSamplePeople, buildSampleProgramme } = await import(
    "../sample-city/sample-city.ts"
  );
  const city = buildSampleCity();
  const programme = buildSampleProgramme(city, localDate(nowMs, city.timeZone));
  await loadCity(database, city, buildSamplePeople(), ({ layer, done, total }) =>
    onProgress(`sample city: ${layer}`, done, total),
  );
  const setting = { city: city.id, timeZone: city.timeZone };
  await loadProgramme(database, setting, programme, nowMs, (done) =>
    onProgress("sample programme", done, programme.length),
  );
}
