/**
 * OGC API - Features - Part 2: Coordinate Reference Systems by Reference (18-058r1), Annex A: a test for each abstract
 * test, by its id. Other coordinates are held to those that PostGIS makes of the rows.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity } from "../support/open-data-city.ts";
import type { Answer } from "../support/server.ts";

const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";
const EPSG_32632 = "http://www.opengis.net/def/crs/EPSG/0/32632";
const ALL = [CRS84, EPSG_4326, EPSG_32632];
/** A tenth of a millimetre, to which coordinates are told, and as much again for rounding. */
const NEAR_METRES = 0.0002;

const TABLES: Readonly<Record<string, string>> = {
  phases: "phase",
  streets: "street",
  "street-segments": "street_segment",
  buildings: "building",
  ground: "ground",
  trees: "tree",
  "transit-stops": "transit_stop",
  "transit-lines": "transit_line",
  zones: "zone",
};

await describeOnDatabases("OGC API - Features, part 2", (open) => {
  let city: OpenDataCity;
  const get = (path: string): Promise<Answer> => city.get(`/ogc${path}`);
  const expectProblem = (answer: Answer, parameter: string) => {
    expect(answer.status).toBe(400);
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
    expect(answer.json.errors.map(({ field }: { field: string }) => field)).toEqual([parameter]);
  };

  beforeAll(async () => {
    city = await openOpenDataCity(open);
    return () => city.close();
  });

  it("/conf/crs/crs-uri: identifiers are those of the OGC's register", async () => {
    for (const { crs, storageCrs } of (await get("/collections")).json.collections) {
      for (const uri of [...crs, storageCrs]) {
        expect(uri).toMatch(/^http:\/\/www\.opengis\.net\/def\/crs\/(OGC|EPSG)\/[\d.]+\/\w+$/);
      }
    }
  });

  it("/conf/crs/default-crs: every collection offers CRS84, first", async () => {
    for (const { crs } of (await get("/collections")).json.collections) expect(crs).toEqual(ALL);
  });

  it("/conf/crs/storageCrs: one of those offered, and the one of the tables", async () => {
    for (const { crs, storageCrs } of (await get("/collections")).json.collections) {
      expect(crs).toContain(storageCrs);
      expect(storageCrs).toBe(EPSG_32632);
    }
    const srids = await city.rows(
      "SELECT DISTINCT ST_SRID(geom) AS srid FROM building UNION SELECT DISTINCT ST_SRID(geom) FROM phase",
    );
    expect(srids).toEqual([{ srid: 32632 }]);
  });

  it("/conf/crs/crs-parameter and /conf/crs/ogc-crs-header: the reply names its system", async () => {
    for (const uri of ALL) {
      for (const path of ["/collections/trees/items?limit=1&", "/collections/trees/items/1?"]) {
        const { status, headers } = await get(`${path}crs=${encodeURIComponent(uri)}`);
        expect(status).toBe(200);
        expect(headers.get("Content-Crs")).toBe(`<${uri}>`);
        expect(headers.get("Access-Control-Expose-Headers")).toContain("Content-Crs");
      }
    }
  });

  it("/conf/crs/crs-parameter-invalid", async () => {
    for (const uri of ["EPSG:32632", "http://www.opengis.net/def/crs/EPSG/0/3857", ""]) {
      expectProblem(await get(`/collections/trees/items?crs=${encodeURIComponent(uri)}`), "crs");
      expectProblem(await get(`/collections/trees/items/1?crs=${encodeURIComponent(uri)}`), "crs");
    }
  });

  it("/conf/crs/crs-parameter-default: without it, as CRS84", async () => {
    for (const path of ["/collections/buildings/items?limit=20", "/collections/buildings/items/1?"]) {
      const plain = (await get(path)).json;
      const asked = (await get(`${path}&crs=${CRS84}`)).json;
      expect(asked.features ?? asked.geometry).toEqual(plain.features ?? plain.geometry);
    }
  });

  it("/conf/crs/crs-parameter-transform: the rows' own geometries, in each system and axis order", async () => {
    for (const [id, table] of Object.entries(TABLES)) {
      for (const [uri, made] of [
        [CRS84, "told.geom"],
        [EPSG_4326, "ST_FlipCoordinates(told.geom)"],
        [EPSG_32632, "told.geom"],
      ] as const) {
        const { json } = await get(`/collections/${id}/items?limit=400&crs=${encodeURIComponent(uri)}`);
        const srid = uri === EPSG_32632 ? 32632 : 4326;
        const [told] = await city.rows<{ count: number; furthest: number }>(
          `SELECT count(*) AS count, max(greatest(
             ST_HausdorffDistance(ST_Transform(ST_SetSRID(${made}, ${srid}), 32632), kept.geom),
             abs(ST_NPoints(told.geom) - ST_NPoints(kept.geom)))) AS furthest
           FROM (SELECT feature->>'id' AS id, ST_GeomFromGeoJSON(feature->>'geometry') AS geom
                 FROM json_array_elements($1::json) AS feature) AS told
             JOIN ${table} AS kept ON kept.id::text = told.id
           WHERE told.geom IS NOT NULL`,
          [JSON.stringify(json.features)],
        );
        const drawn = json.features.filter(({ geometry }: { geometry: unknown }) => geometry !== null);
        expect(told!.count, `${id} ${uri}`).toBe(drawn.length);
        expect(told!.count).toBeGreaterThan(0);
        expect(told!.furthest, `${id} ${uri}`).toBeLessThan(NEAR_METRES);
      }
    }
  });

  describe("bbox-crs", () => {
    const WHERE = "ST_Envelope(ST_Buffer(ST_Centroid(ST_Collect(geom)), 400))";
    const inSystem = async (uri: string): Promise<string> => {
      const degrees = `ST_Transform(${WHERE}, 4326)`;
      const placed = uri === EPSG_32632 ? WHERE : degrees;
      const [box] = await city.rows<{ corners: number[] }>(
        `SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] AS corners
         FROM (SELECT ${placed} AS box FROM tree) AS one`,
      );
      const [west, south, east, north] = box!.corners;
      return (uri === EPSG_4326 ? [south, west, north, east] : [west, south, east, north]).join();
    };
    const idsIn = async (uri: string, query: string): Promise<unknown[]> => {
      const box = await inSystem(uri);
      const { status, json } = await get(`/collections/trees/items?limit=10000&bbox=${box}${query}`);
      expect(status).toBe(200);
      return json.features.map(({ id }: { id: number }) => id);
    };

    it("/conf/crs/bbox-crs-parameter: the same place in each system, as PostGIS counts it", async () => {
      const asked: unknown[][] = [];
      for (const uri of ALL) asked.push(await idsIn(uri, `&bbox-crs=${encodeURIComponent(uri)}`));
      expect(asked[1]).toEqual(asked[0]);
      const [inMetres] = await city.rows<{ ids: number[] }>(
        `SELECT array_agg(id ORDER BY id) AS ids FROM tree, (SELECT ${WHERE} AS box FROM tree) AS one
         WHERE ST_Intersects(geom, box)`,
      );
      expect(asked[2]).toEqual(inMetres!.ids);
      expect(asked[2]!.length).toBeGreaterThan(100);
    });

    it("/conf/crs/bbox-crs-parameter-default: without it, as CRS84", async () => {
      expect(await idsIn(CRS84, "")).toEqual(await idsIn(CRS84, `&bbox-crs=${CRS84}`));
    });

    it("/conf/crs/bbox-crs-parameter-invalid", async () => {
      expectProblem(await get("/collections/trees/items?bbox=0,0,1,1&bbox-crs=EPSG:32632"), "bbox-crs");
      const metres = encodeURIComponent(EPSG_32632);
      expectProblem(await get(`/collections/trees/items?bbox=9,0,1,1&bbox-crs=${metres}`), "bbox");
      expectProblem(await get("/collections/trees/items?bbox=400000,4990000,400100,4990100"), "bbox");
    });

    it("takes a box in one system and answers in another", async () => {
      const box = await inSystem(EPSG_32632);
      const metres = encodeURIComponent(EPSG_32632);
      const { json, headers } = await get(
        `/collections/trees/items?limit=5&bbox=${box}&bbox-crs=${metres}&crs=${encodeURIComponent(EPSG_4326)}`,
      );
      expect(headers.get("Content-Crs")).toBe(`<${EPSG_4326}>`);
      for (const { geometry } of json.features) expect(Math.floor(geometry.coordinates[0])).toBe(45);
    });
  });
});
