/** GDAL's own OAPIF driver as a referee: it finds, pages, filters and reads every collection, and finds what is there. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity } from "../support/open-data-city.ts";
import { describeWith } from "../support/require.ts";

const run = promisify(execFile);
/** Degrees: GDAL writes 7 decimals of GeoJSON by default, and is asked for all nine that we tell. */
const NEAR_METRES = 0.0002;
const TIMEOUT_MS = 300_000;

const PUBLIC = `NOT removed AND deleted_at IS NULL
  AND state = ANY('{approved,handedOver,inProgress,suspended,completed,takenBack}')`;
const OF_PHASES = "phase JOIN intervention ON intervention.id = intervention_id";
const SOURCES: Readonly<Record<string, string>> = {
  phases: `SELECT phase.id::text AS id, geom FROM ${OF_PHASES} WHERE ${PUBLIC}`,
  detours: `SELECT phase.id::text AS id, detour AS geom FROM ${OF_PHASES} WHERE ${PUBLIC} AND detour IS NOT NULL`,
  streets: "SELECT external_id AS id, geom FROM street",
  "street-segments": "SELECT external_id AS id, geom FROM street_segment",
  buildings: "SELECT external_id AS id, geom FROM building",
  ground: "SELECT external_id AS id, geom FROM ground",
  trees: "SELECT external_id AS id, geom FROM tree",
  "transit-stops": "SELECT external_id AS id, geom FROM transit_stop",
  "transit-lines": "SELECT external_id AS id, geom FROM transit_line",
  zones: "SELECT external_id AS id, geom FROM zone",
};

interface Feature {
  readonly id?: string | number;
  readonly properties: Record<string, unknown>;
  readonly geometry: object | null;
}

await describeWith("gdal", "GDAL's OAPIF driver", () => {
  let opened: TestDatabase;
  let city: OpenDataCity;

  beforeAll(async () => {
    opened = await openTestDatabase("embedded", "sample");
    city = await openOpenDataCity(async () => opened);
    return async () => {
      await city.close();
      await opened.close();
    };
  });

  const source = () => `OAPIF:${city.server.url}/ogc`;

  /** Everything GDAL reads of a collection, as it writes it again. */
  async function read(collection: string, ...filters: string[]): Promise<Feature[]> {
    const { stdout } = await run(
      "ogr2ogr",
      [
        ...["-f", "GeoJSON", "/vsistdout/", source(), collection, "-lco", "COORDINATE_PRECISION=10"],
        // Pages of 700, so that every larger collection is read through next links.
        ...["-oo", "PAGE_SIZE=700", ...filters],
      ],
      { maxBuffer: 256 * 1024 * 1024 },
    );
    return JSON.parse(stdout).features;
  }

  const idOf = ({ id, properties }: Feature) => String(properties.externalId ?? id ?? properties.id);

  it("lists the collections that the city has", async () => {
    const { stdout } = await run("ogrinfo", ["-ro", "-q", source()]);
    const layers = [...stdout.matchAll(/^\d+: (\S+)/gm)].map((match) => match[1]);
    expect(layers).toEqual(Object.keys(SOURCES));
  });

  it.each(Object.entries(SOURCES))(
    "reads every feature of %s, page by page, where the database has it",
    async (collection, sql) => {
      const features = await read(collection);
      const [held] = await city.rows<{ count: number }>(`SELECT count(*) AS count FROM (${sql}) AS held`);
      expect(held!.count).toBeGreaterThan(0);
      expect(features).toHaveLength(held!.count);
      const [compared] = await city.rows<{ count: number; furthest: number; lacking: number }>(
        `SELECT count(*) AS count, count(*) FILTER (WHERE told.geom IS NULL <> (held.geom IS NULL)) AS lacking,
           max(greatest(ST_HausdorffDistance(ST_Transform(told.geom, 32632), held.geom),
             abs(ST_NPoints(told.geom) - ST_NPoints(held.geom)))) AS furthest
         FROM (SELECT part->>'id' AS id, ST_GeomFromGeoJSON(nullif(part->'geometry', 'null'::jsonb)) AS geom
               FROM jsonb_array_elements($1::jsonb) AS part) AS told
           JOIN (${sql}) AS held ON held.id = told.id`,
        [JSON.stringify(features.map((feature) => ({ id: idOf(feature), geometry: feature.geometry })))],
      );
      expect(compared).toMatchObject({ count: held!.count, lacking: 0 });
      expect(compared!.furthest).toBeLessThan(NEAR_METRES);
    },
    TIMEOUT_MS,
  );

  it.each(Object.entries(SOURCES))(
    "asks for a rectangle of %s",
    async (collection, sql) => {
      const [box] = await city.rows<{ corners: number[] }>(
        `SELECT ARRAY[ST_XMin(e) * .6 + ST_XMax(e) * .4, ST_YMin(e) * .6 + ST_YMax(e) * .4,
           ST_XMin(e) * .45 + ST_XMax(e) * .55, ST_YMin(e) * .45 + ST_YMax(e) * .55] AS corners
         FROM (SELECT ST_Extent(ST_Transform(geom, 4326)) AS e FROM (${sql}) AS held) AS one`,
      );
      const found = await read(collection, "-spat", ...box!.corners.map(String));
      const [met] = await city.rows<{ ids: string[] }>(
        `SELECT coalesce(array_agg(id), '{}') AS ids FROM (${sql}) AS held
         WHERE ST_Intersects(ST_Transform(geom, 4326), ST_MakeEnvelope($1, $2, $3, $4, 4326))`,
        box!.corners,
      );
      expect(found.map(idOf).sort()).toEqual(met!.ids.sort());
    },
    TIMEOUT_MS,
  );

  it("filters by a property and by time", async () => {
    const [day] = await city.rows<{ at: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY/MM/DD') || ' 00:00:00' AS at`,
    );
    const kinds = await read("phases", "-where", "kind = 'event'");
    // Of an instant GDAL 3.6 makes `datetime=<instant>/..`, which asks for what goes on then or later.
    const goingOn = await read("phases", "-where", `startsAt >= '${day!.at}'`);
    const [counted] = await city.rows<{ events: number; later: number }>(
      `SELECT count(*) FILTER (WHERE intervention.kind = 'event') AS events,
         count(*) FILTER (WHERE upper(during) > ($1::timestamp AT TIME ZONE 'UTC')) AS later
       FROM ${OF_PHASES} WHERE ${PUBLIC}`,
      [day!.at],
    );
    expect(kinds.map(({ properties }) => properties.kind)).toEqual(Array(counted!.events).fill("event"));
    expect(counted!.events).toBeGreaterThan(0);
    expect(goingOn).toHaveLength(counted!.later);
    expect(counted!.later).toBeGreaterThan(0);
  });

  it("tells the types of the properties", async () => {
    const { stdout } = await run("ogrinfo", ["-ro", "-so", source(), "phases"]);
    for (const field of [
      /interventionId: String/,
      /startsAt: DateTime/,
      /weekdays: IntegerList/,
      /synthetic: Integer\(Boolean\)/,
    ]) {
      expect(stdout).toMatch(field);
    }
    // It looks at the first features: of a property that none of them has it knows nothing.
    expect((await run("ogrinfo", ["-ro", "-so", source(), "trees"])).stdout).toMatch(/heightMetres: Real/);
    expect(stdout).toMatch(/Geometry: Polygon/);
    expect(stdout).toMatch(/CRS84|WGS 84/);
  });
});
