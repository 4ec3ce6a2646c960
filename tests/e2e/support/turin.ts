/** A part of real Turin, brought in from the city's files as `npm run import` does, served with its tiles. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromLocal } from "../../../domain/geo/calendar.ts";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { ManifestDataset } from "../../../domain/imports/manifest.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { projectFolder } from "../../../scripts/setup/folders.ts";
import { findCityManifest, readCityPeople } from "../../../server/features/imports/city-folder.ts";
import { planManifest } from "../../../server/features/imports/plan-manifest.ts";
import { runImport } from "../../../server/features/imports/run-import.ts";
import { buildTiles } from "../../../server/features/tiles/build-tiles.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";
import { openTestDatabase, type TestDatabase } from "../../support/databases.ts";
import { findNativeServer } from "../../support/native-server.ts";
import { DATA_FOLDER } from "../../support/require.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { defaultWeek } from "./city.ts";

const CITY = "torino";
const MILLISECONDS_A_MINUTE = 60_000;

export interface PartOfTurin {
  readonly extent: Extent;
  readonly centre: readonly [number, number];
  /** Which datasets of data/torino/manifest.json it is made of. */
  readonly takes: (dataset: ManifestDataset) => boolean;
  readonly attribution?: string;
}

/** What lies outside the part is left out; the streets' surfaces and the relief are worked out of the rest. */
export async function importTurin(
  { database }: TestDatabase,
  homeFolder: string,
  { extent, centre, takes, attribution }: PartOfTurin,
): Promise<void> {
  const dataFolder = join(projectFolder, "data");
  const manifest = await findCityManifest(dataFolder, CITY);
  if (manifest === null) throw new Error(`no manifest of ${CITY} in ${dataFolder}`);
  const city = { ...manifest.city, extent: [...extent] as typeof manifest.city.extent };
  const part = {
    city: {
      ...city,
      centre: [...centre] as typeof city.centre,
      attribution: attribution ?? city.attribution,
    },
    layers: manifest.layers.filter(takes).map((dataset) => ({ ...dataset, clipToCity: true })),
  };
  await migratePlatform(database);
  await migrateCity(database, CITY);
  const { datasets } = await runImport({
    database,
    plan: planManifest(part as typeof manifest, join(DATA_FOLDER, "turin")),
    homeFolder,
    source: "manifest",
    startedBy: null,
    signal: new AbortController().signal,
    people: await readCityPeople(dataFolder, CITY),
  });
  const refused = datasets.filter(({ state }) => state === "refused");
  if (refused.length > 0) throw new Error(refused.map(({ id, reason }) => `${id}: ${reason}`).join("\n"));
}

/** On the native database where there is one, which is the quicker of the two. */
export async function serveTurin(part: PartOfTurin): Promise<TestServer> {
  const kind = (await findNativeServer()) === null ? "embedded" : "postgres";
  const opened = await openTestDatabase(kind, "nothing");
  const server = await startTurinServer(opened, part).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  return {
    ...server,
    close: async () => {
      await server.close();
      await opened.close();
    },
  };
}

async function startTurinServer(opened: TestDatabase, part: PartOfTurin) {
  const reports = await mkdtemp(join(tmpdir(), "decumano-turin-"));
  await importTurin(opened, reports, part).finally(() => rm(reports, { recursive: true, force: true }));
  const server = await startTestServer(opened, { withPage: true, environment: { DECUMANO_CITY: CITY } });
  await buildTiles({ database: opened.database, city: CITY, folder: join(server.homeFolder, "tiles") });
  return server;
}

export interface Roadwork {
  readonly id: string;
  readonly title: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** Saves an invented roadwork through the API: 40 m of a street, from one day to another. */
export async function createRoadwork(
  city: TestServer,
  street: string,
  extent: Extent,
  days = defaultWeek(),
): Promise<Roadwork> {
  const { json } = await city.ask("GET", `/api/streets?bbox=${extent.join(",")}&limit=1000`);
  const found = (json.features as StreetFeature[]).find(({ properties }) => properties.name === street);
  if (found === undefined) throw new Error(`no ${street} in ${extent.join(",")}`);
  const [from, to] = longestStretch(found, extent);
  const shrink = Math.cos((from[1] * Math.PI) / 180);
  const metres = Math.hypot((to[0] - from[0]) * shrink, to[1] - from[1]) * 111_320;
  const at = (share: number): [number, number] => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
  const half = Math.min(20 / metres, 0.4);
  const title = `Scavo inventato, ${street}`;
  const { json: session } = await city.ask("GET", "/api/session");
  const planner = (session.demoPeople as { id: string; role: string }[]).find(
    ({ role }) => role === "planner",
  )!;
  const id = randomUUID();
  const saved = await city.ask("POST", "/api/interventions", {
    cookie: await city.signIn(planner.id),
    body: {
      id,
      intervention: {
        kind: "roadwork",
        state: "proposed",
        title,
        place: street,
        description: "",
        phases: [
          {
            footprint: {
              kind: "line",
              line: { type: "LineString", coordinates: [at(0.5 - half), at(0.5 + half)] },
              widthMetres: 4,
            },
            startsAt: new Date(
              fromLocal(days.monday, 60 * MILLISECONDS_A_MINUTE, "Europe/Rome"),
            ).toISOString(),
            endsAt: new Date(
              fromLocal(days.friday, 1320 * MILLISECONDS_A_MINUTE, "Europe/Rome"),
            ).toISOString(),
            vehicleImpact: "some-lanes-closed",
            hindrance: "minor",
            depthMetres: 1.2,
          },
        ],
      },
    },
  });
  if (saved.status !== 201) throw new Error(`${saved.status} ${saved.text}`);
  const [longitude, latitude] = at(0.5);
  return { id, title, longitude, latitude };
}

/** Of those that lie in the extent, where alone a work may be. */
function longestStretch(
  { geometry }: StreetFeature,
  [west, south, east, north]: Extent,
): [[number, number], [number, number]] {
  const isInside = ([x, y]: readonly [number, number]) => west < x && x < east && south < y && y < north;
  const pieces = geometry.coordinates
    .flatMap((line) => line.slice(1).map((to, i) => [line[i]!, to] as [[number, number], [number, number]]))
    .filter((ends) => ends.every(isInside));
  const length = ([a, b]: (typeof pieces)[number]) => Math.hypot(b[0] - a[0], b[1] - a[1]);
  return pieces.reduce((best, piece) => (length(piece) > length(best) ? piece : best));
}
