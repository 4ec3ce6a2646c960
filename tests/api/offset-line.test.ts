/** A line moved sideways, held to PostGIS on the bends of real streets. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { offsetLine } from "../../domain/geo/offset-line.ts";
import { toMetres } from "../../domain/geo/projection.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { findNativeServer } from "../support/native-server.ts";
import { describeWith } from "../support/require.ts";
import { TEST_CITY } from "../support/test-city.ts";
import { readTurinEdges } from "../support/turin-streets.ts";

/** Streets with bends, a few hundred of the file's thirty thousand. */
const LEAST_CORNERS = 8;
const EVERY = 9;
/** From the axis of a broad street to its kerb. */
const DISTANCES = [3, -3, 8, -8];

await describeWith("data", "an offset line on Turin's streets", () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase((await findNativeServer()) === null ? "embedded" : "postgres");
  });
  afterAll(() => opened?.close());

  it("lies where ST_OffsetCurve lays it", async () => {
    const edges = await readTurinEdges();
    const lines = edges
      .filter(({ coordinates }) => coordinates.length >= LEAST_CORNERS)
      .filter((_, i) => i % EVERY === 0)
      .map(({ coordinates }) => coordinates.map(toMetres));
    expect(lines.length).toBeGreaterThan(200);
    const cases = lines.flatMap((line) =>
      DISTANCES.map((right) => ({ line, right, own: offsetLine(line, right) })),
    );
    const whole = cases.filter(({ own }) => own.length > 1);
    const text = (line: readonly (readonly number[])[]) =>
      `LINESTRING(${line.map((at) => at.join(" ")).join(",")})`;
    const { rows } = await opened.database.transaction(
      TEST_CITY,
      (db) =>
        db.query<{ at: number; pieces: number; apart: number; away: number; crosses: boolean }>(
          `SELECT at::int, ST_NumGeometries(theirs) AS pieces,
             ST_HausdorffDistance(own, theirs, 0.1) AS apart, ST_Distance(own, line) AS away, NOT ST_IsSimple(own) AND ST_IsSimple(line) AS crosses
           FROM unnest($1::text[], $2::text[], $3::float8[]) WITH ORDINALITY AS given (line_text, own_text, distance, at),
             LATERAL (SELECT ST_GeomFromText(line_text) AS line, ST_GeomFromText(own_text) AS own) AS lines,
             LATERAL (SELECT ST_OffsetCurve(line, -distance, 'join=mitre mitre_limit=2') AS theirs) AS moved`,
          [
            whole.map(({ line }) => text(line)),
            whole.map(({ own }) => text(own)),
            whole.map(({ right }) => right),
          ],
        ),
      { readOnly: true },
    );
    expect(rows).toHaveLength(whole.length);
    // The two differ where a hook at the very end is narrower than the distance: 4 of 848, ours the longer run.
    const alike = rows.filter(({ pieces, apart }) => pieces === 1 && apart < 0.01);
    expect(alike.length / cases.length).toBeGreaterThan(0.99);
    for (const { at, away, crosses } of rows) {
      expect(crosses).toBe(false);
      expect(away).toBeGreaterThan(Math.abs(whole[at - 1]!.right) - 0.01);
    }
  });
});
