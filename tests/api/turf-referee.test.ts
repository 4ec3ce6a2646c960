/**
 * Recall and precision 1 of the findings on record against Turf over all pairs, on random cities. Rules that are asked
 * by the day and those about widths, pavements and streets are not of pairs, and are held elsewhere.
 */
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { addDays } from "../../domain/geo/calendar.ts";
import { toDegrees } from "../../domain/geo/projection.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { loadProgramme } from "../../server/features/interventions/load-programme.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { corners } from "../support/pair-findings.ts";
import { seededRandom } from "../support/random.ts";
import { ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";
import { judgeByTurf, type Place, type RefereePhase, type RefereeThings } from "../support/turf-referee.ts";

const NOW = Date.parse("2026-01-07T09:00:00Z");
const PHASES = 160;
/** One city a database; more when asked, each of another seed. */
const CITIES = Number(process.env.DECUMANO_REFEREE_CITIES ?? 1);

const RULES = [
  "roadwork-roadwork",
  "works-greenwork",
  "works-event",
  "event-event",
  "occupation-any",
  "dig-once",
  "excavation-tree",
  "root-care",
  "excavation-utility",
  "transit-cut",
  "school-term",
  "access-cut",
  "event-hospital",
];

interface City {
  readonly phases: RefereePhase[];
  readonly entries: {
    readonly id: string;
    readonly officeId: string;
    readonly intervention: InterventionInput;
  }[];
  readonly things: RefereeThings;
}

function invent(seed: number): City {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)]!;
  const somewhere = (): Place => [100 + random() * 330, 100 + random() * 330];
  const phases: RefereePhase[] = [];
  const entries: City["entries"] = [];
  for (let count = 0; count < PHASES; count++) {
    const from = somewhere();
    const angle = random() * Math.PI;
    const length = 8 + random() * 50;
    const to: Place = [from[0] + Math.cos(angle) * length, from[1] + Math.sin(angle) * length];
    const first = addDays("2026-01-12", Math.floor(random() * 40));
    const widthMetres = 1 + random() * 4;
    const kind = pick(["roadwork", "roadwork", "roadwork", "greenwork", "event", "occupation"] as const);
    const hours = pick([null, [8, 18], [18, 24]] as const);
    const drawn = roadworkAt(from, to, [first, addDays(first, Math.floor(random() * 9))], {
      id: randomUUID(),
      hindrance: random() < 0.3 ? "major" : "minor",
      widthMetres,
      state: random() < 0.2 ? "forecast" : "proposed",
      depthMetres: kind === "roadwork" ? pick([0, 0.2, 0.5, 1.2, 1.8, null]) : null,
      dailyHours: hours === null ? null : { fromMinute: hours[0] * 60, toMinute: hours[1] * 60 },
      vehicleImpact: random() < 0.7 ? "some-lanes-closed" : "all-lanes-open",
    });
    // One in four is an area with an inward corner.
    const [x, y] = from;
    const angled: Place[] = [
      [x, y],
      [x + 14, y + 1],
      [x + 13, y + 6],
      [x + 6, y + 5],
      [x + 5, y + 15],
      [x - 1, y + 14],
    ];
    const isArea = random() < 0.25;
    const phase = isArea
      ? {
          ...drawn.phases[0]!,
          footprint: {
            kind: "area" as const,
            polygon: {
              type: "Polygon" as const,
              coordinates: [
                [...angled, angled[0]!].map(([east, north]) =>
                  toDegrees([ORIGIN.x + east, ORIGIN.y + north]),
                ),
              ],
            },
          },
        }
      : drawn.phases[0]!;
    const id = randomUUID();
    entries.push({
      id,
      officeId: pick(["roads", "water"]),
      intervention: { ...drawn, kind, phases: [phase] },
    });
    phases.push({
      phaseId: phase.id!,
      interventionId: id,
      kind,
      forecast: drawn.state === "forecast",
      major: phase.hindrance === "major",
      closesLanes: phase.vehicleImpact === "some-lanes-closed",
      depthMetres: phase.depthMetres,
      ring: isArea ? angled : corners(from, to, widthMetres),
      startMs: Date.parse(phase.startsAt),
      endMs: Date.parse(phase.endsAt),
      hours,
    });
  }
  const many = <T>(count: number, one: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => one(index));
  return {
    phases,
    entries,
    things: {
      trees: many(120, (i) => ({ key: `tree-${i}`, at: somewhere(), trunk: pick([0.15, 0.3, 0.6]) })),
      pipes: many(40, (i) => ({
        key: `pipe-${i}`,
        line: [somewhere(), somewhere()],
        depth: pick([0.4, 0.75, 1.25]),
        millimetres: pick([63, 200, 400]),
        accuracy: pick(["A", "B", "C", "D"] as const),
      })),
      places: many(60, (i) => ({
        key: `place-${i}`,
        sort: (["transitStop", "school", "hospital", "carPark", "trafficGate"] as const)[i % 5]!,
        at: somewhere(),
      })),
    },
  };
}

const at = ([x, y]: Place) => [ORIGIN.x + x, ORIGIN.y + y] as const;

/** Puts the things into their layers and saves the works, findings and all. */
async function build(database: Database, { entries, things }: City): Promise<void> {
  const { trees, pipes, places } = things;
  await database.transaction(TEST_CITY, async (db) => {
    await db.query(
      `INSERT INTO tree (id, external_id, species, trunk_diameter_metres, geom)
       SELECT row_number() OVER (), key, 'Tilia cordata', trunk, ST_SetSRID(ST_MakePoint(x, y), 32632)
       FROM unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) AS row (key, trunk, x, y)`,
      [
        trees.map(({ key }) => key),
        trees.map(({ trunk }) => trunk),
        trees.map((tree) => at(tree.at)[0]),
        trees.map((tree) => at(tree.at)[1]),
      ],
    );
    await db.query(
      `INSERT INTO utility (id, external_id, network, diameter_millimetres, depth_metres, accuracy_class, geom)
       SELECT row_number() OVER (), key, 'water', millimetres, depth, accuracy,
         ST_SetSRID(ST_MakeLine(ST_MakePoint(x0, y0), ST_MakePoint(x1, y1)), 32632)
       FROM unnest($1::text[], $2::integer[], $3::float8[], $4::text[], $5::float8[], $6::float8[], $7::float8[],
         $8::float8[]) AS row (key, millimetres, depth, accuracy, x0, y0, x1, y1)`,
      [
        pipes.map(({ key }) => key),
        pipes.map(({ millimetres }) => millimetres),
        pipes.map(({ depth }) => depth),
        pipes.map(({ accuracy }) => accuracy),
        ...[0, 1].flatMap((end) => [0, 1].map((axis) => pipes.map(({ line }) => at(line[end]!)[axis]!))),
      ],
    );
    const TABLES = {
      transitStop:
        "INSERT INTO transit_stop (id, external_id, name, line_codes, geom) SELECT n, key, key, '{}', geom",
      school: "INSERT INTO facility (id, external_id, kind, name, geom) SELECT n, key, 'school', key, geom",
      hospital:
        "INSERT INTO facility (id, external_id, kind, name, geom) SELECT 100 + n, key, 'hospital', key, geom",
      carPark: "INSERT INTO car_park (id, external_id, name, geom) SELECT n, key, key, geom",
      trafficGate: "INSERT INTO limited_traffic_gate (id, external_id, name, geom) SELECT n, key, key, geom",
    };
    for (const [sort, insert] of Object.entries(TABLES)) {
      const ofSort = places.filter((place) => place.sort === sort);
      await db.query(
        `${insert} FROM (SELECT key, n, ST_SetSRID(ST_MakePoint(x, y), 32632) AS geom
           FROM unnest($1::text[], $2::float8[], $3::float8[]) WITH ORDINALITY AS row (key, x, y, n)) AS thing`,
        [
          ofSort.map(({ key }) => key),
          ofSort.map((place) => at(place.at)[0]),
          ofSort.map((place) => at(place.at)[1]),
        ],
      );
    }
    await loadProgramme(db, { city: TEST_CITY, timeZone: ROME }, entries, NOW);
  });
}

async function listFound(database: Database): Promise<Set<string>> {
  const { rows } = await database.transaction(TEST_CITY, (db) =>
    db.query<{ line: string }>(
      `SELECT concat_ws(' ', rule, a_phase_id, coalesce(nullif(counterpart_key, ''), '-'), severity) AS line FROM finding
       WHERE ended_at IS NULL AND rule = ANY($1::text[])`,
      [RULES],
    ),
  );
  return new Set(rows.map(({ line }) => line));
}

await describeOnDatabases("Turf over all pairs", (open) => {
  it.each(Array.from({ length: CITIES }, (_, city) => city))(
    "finds what is found in random city %i, and nothing else",
    async (city) => {
      const { database, kind } = await open("small");
      const invented = invent(2 * city + (kind === "embedded" ? 101 : 102));
      await build(database, invented);
      const found = await listFound(database);
      const { surely, atMost } = judgeByTurf(invented.phases, invented.things);
      expect([...surely].filter((line) => !found.has(line))).toEqual([]);
      expect([...found].filter((line) => !atMost.has(line))).toEqual([]);
      // The dead zones leave next to nothing open, and each rule has spoken.
      expect(atMost.size - surely.size).toBeLessThan(0.02 * surely.size);
      const spoken = new Set([...surely].map((line) => line.split(" ")[0]));
      expect(RULES.filter((rule) => !spoken.has(rule))).toEqual([]);
    },
  );
});
