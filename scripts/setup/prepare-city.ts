import { localDate } from "../../domain/geo/calendar.ts";
import { toDegrees } from "../../domain/geo/projection.ts";
import {
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
  type PhaseInput,
} from "../../domain/interventions/intervention.ts";
import { loadCity } from "../../server/features/city/load-city.ts";
import { isCityLoaded } from "../../server/features/city/service.ts";
import { recordRules } from "../../server/features/conflicts/rules-changed.ts";
import { loadProgramme, type ProgrammeEntry } from "../../server/features/interventions/load-programme.ts";
import { ensurePlaceIndex } from "../../server/features/places/place-index.ts";
import type { Database } from "../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../server/platform/migrate.ts";
import type { SampleIntervention } from "../sample-city/programme.ts";

type OnProgress = (what: string, done: number, total: number) => void;

/** A city that nobody has brought in. Its message says how to. */
export class CityMissing extends Error {
  override readonly name = "CityMissing";
  constructor(city: string) {
    super(
      `city "${city}" is not in this database. Bring it in first:\n` +
        `  npm run import -- ${city} --from FOLDER            with data/${city}/manifest.json\n` +
        `  npm run import -- ${city} --osm FILE.osm.pbf       from one extract of OpenStreetMap`,
    );
  }
}

/** Brings schema and city up to date: migrations always, the sample city's content when it is not there yet. */
export async function prepareCity(
  database: Database,
  city: string,
  onProgress: OnProgress = () => undefined,
  nowMs = Date.now(),
): Promise<void> {
  await migratePlatform(database);
  if (city !== "sample" && !(await isCityLoaded(database, city))) throw new CityMissing(city);
  await migrateCity(database, city);
  if (await isCityLoaded(database, city)) return ensurePlaceIndex(database, city);
  await loadSample(database, onProgress, nowMs);
}

async function loadSample(database: Database, onProgress: OnProgress, nowMs: number): Promise<void> {
  // Loaded only when needed: a later start then reads no generator.
  const { buildSampleCity, buildSamplePeople, buildSampleProgramme } = await import(
    "../sample-city/sample-city.ts"
  );
  const city = buildSampleCity();
  const programme = buildSampleProgramme(city, localDate(nowMs, city.timeZone));
  const setting = { city: city.id, timeZone: city.timeZone };
  // One transaction: a start that was killed half-way finds nothing and begins again.
  await database.transaction(city.id, async (db) => {
    await loadCity(db, city, buildSamplePeople(), ({ layer, done, total }) =>
      onProgress(`sample city: ${layer}`, done, total),
    );
    await loadProgramme(db, setting, programme.map(toEntry), nowMs, (done) =>
      onProgress("sample programme", done, programme.length),
    );
    await recordRules(db);
  });
}

function toEntry({ id, officeId, phases, ...fields }: SampleIntervention): ProgrammeEntry {
  return {
    id,
    officeId,
    intervention: { ...NO_INTERVENTION_DETAILS, ...fields, phases: phases.map(toPhaseInput) },
  };
}

/** The generator works in metres; a planner's input, which this stands for, is in degrees. */
function toPhaseInput(phase: SampleIntervention["phases"][number]): PhaseInput {
  const { footprint, centreline, widthMetres, ...fields } = phase;
  if (centreline !== undefined && widthMetres !== undefined) {
    const line = { type: "LineString" as const, coordinates: centreline.coordinates.map(toDegrees) };
    return { ...NO_PHASE_DETAILS, ...fields, footprint: { kind: "line", line, widthMetres } };
  }
  const coordinates = footprint.coordinates.map((ring) => ring.map(toDegrees));
  return {
    ...NO_PHASE_DETAILS,
    ...fields,
    footprint: { kind: "area", polygon: { type: "Polygon", coordinates } },
  };
}
