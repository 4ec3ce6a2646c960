/** Facts of a footprint of many corners, which is looked at in pieces, held to plain geometry of the whole. */
import { beforeAll, expect, it } from "vitest";
import { TREE_REACH_METRES } from "../../../domain/conflicts/facts.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { toDegrees } from "../../../domain/geo/projection.ts";
import { describeOnDatabases } from "../../../tests/support/databases.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { loadSmallCity, ORIGIN, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Database } from "../../platform/db.ts";
import { prepareDraft } from "../interventions/service.ts";
import { gatherForDrawn } from "./gather-facts.ts";

type Point = readonly [number, number];

const WIDTH_METRES = 4;
/** A winding line of 200 corners from west to east: its band has over 400. */
const LINE: readonly Point[] = Array.from({ length: 201 }, (_, i) => [
  100 + i * 4,
  500 + 120 * Math.sin(i / 14) + 6 * Math.sin(i * 1.7),
]);
/** The band's bends are round to within this (PostGIS: eight chords a quarter). */
const ROUND_METRES = 0.03;

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

const distanceToBand = (at: Point) =>
  Math.max(
    0,
    Math.min(...LINE.slice(1).map((to, i) => distanceToSegment(at, LINE[i]!, to))) - WIDTH_METRES / 2,
  );

const random = seededRandom(5);
/** Not beyond the line's flat ends, where the band is no longer round. */
const TREES: readonly Point[] = Array.from({ length: 1_500 }, () => [
  120 + random() * 760,
  340 + random() * 320,
]);

await describeOnDatabases("facts of a long footprint", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    await database.transaction(TEST_CITY, (db) =>
      db.query(
        `INSERT INTO tree (id, external_id, geom)
         SELECT number, 't' || number, ST_SetSRID(ST_MakePoint(x, y), 32632)
         FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS row (x, y, number)`,
        [TREES.map(([x]) => ORIGIN.x + x), TREES.map(([, y]) => ORIGIN.y + y)],
      ),
    );
  });

  it("tell each tree within reach of the whole, once, as near as it is", async () => {
    const drawn = roadworkAt([100, 500], [140, 500], ["2026-03-02", "2026-03-06"]);
    const coordinates = LINE.map(([x, y]) => toDegrees([ORIGIN.x + x, ORIGIN.y + y]));
    const footprint = {
      kind: "line" as const,
      line: { type: "LineString" as const, coordinates },
      widthMetres: WIDTH_METRES,
    };
    const draft = { ...drawn, phases: [{ ...drawn.phases[0]!, footprint }] };
    const facts = await database.transaction(
      TEST_CITY,
      async (db) => {
        const phases = await prepareDraft(db, TEST_CITY, draft);
        if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
        return gatherForDrawn(
          db,
          RULES,
          phases.map((phase) => ({ ...phase, exceptInterventionId: null })),
        );
      },
      { readOnly: true },
    );
    const told = facts[0]!.nearbyTrees!;
    expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
    const found = new Map(told.map(({ key, distanceMetres }) => [key, distanceMetres]));
    expect(found.size).toBeGreaterThan(200);
    for (const [index, at] of TREES.entries()) {
      const expected = distanceToBand(at);
      const distance = found.get(`t${index + 1}`);
      if (expected < TREE_REACH_METRES - ROUND_METRES) expect(distance).toBeDefined();
      if (expected > TREE_REACH_METRES + ROUND_METRES) expect(distance).toBeUndefined();
      if (distance !== undefined) expect(Math.abs(distance - expected)).toBeLessThan(ROUND_METRES);
    }
  });
});
