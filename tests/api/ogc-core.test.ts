/**
 * OGC API - Features - Part 1: Core corrigendum 1.0.1 (17-069r4), Annex A: a test for each abstract test, by its id,
 * on the sample city.
 */
import { request as httpRequest } from "node:http";
import { getIssues } from "@placemarkio/check-geojson";
import { beforeAll, describe, expect, it } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity } from "../support/open-data-city.ts";
import type { Answer } from "../support/server.ts";

interface Link {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
}
interface Collection {
  readonly id: string;
  readonly links: readonly Link[];
  readonly extent?: { readonly spatial: { readonly bbox: readonly (readonly number[])[] } };
}
interface Feature {
  readonly id: string | number;
  readonly properties: Record<string, unknown>;
  readonly geometry: { readonly coordinates: unknown } | null;
}

const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const rels = (links: readonly Link[]) => links.map(({ rel }) => rel);
const flat = (coordinates: unknown): number[] =>
  Array.isArray(coordinates) ? coordinates.flatMap(flat) : [coordinates as number];

function expectLinks(links: readonly Link[], ...wanted: string[]): void {
  for (const rel of wanted) expect(rels(links), rel).toContain(rel);
  for (const link of links) {
    expect(link.rel).toBeTruthy();
    expect(link.type).toBeTruthy();
    expect(new URL(link.href).protocol).toMatch(/^https?:$/);
  }
}

await describeOnDatabases("OGC API - Features, part 1", (open) => {
  let city: OpenDataCity;
  let collections: readonly Collection[];
  const get = (path: string, headers?: Record<string, string>): Promise<Answer> =>
    city.get(`/ogc${path}`, headers);
  const items = async (id: string, query = "") => {
    const answer = await get(`/collections/${id}/items${query}`);
    expect(answer.status, `${id} ${query}: ${answer.text.slice(0, 300)}`).toBe(200);
    return answer.json as {
      features: Feature[];
      numberMatched: number;
      numberReturned: number;
      links: Link[];
    };
  };
  const expectProblem = (answer: Answer, parameter: string) => {
    expect(answer.status, parameter).toBe(400);
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
    expect(answer.json.errors.map(({ field }: { field: string }) => field)).toEqual([parameter]);
  };

  beforeAll(async () => {
    city = await openOpenDataCity(open);
    collections = (await get("/collections")).json.collections;
    return () => city.close();
  });

  describe("core", () => {
    it("/conf/core/http", async () => {
      const version = await new Promise<string>((resolve, reject) => {
        httpRequest(`${city.server.url}/ogc`, (response) => {
          response.resume();
          resolve(response.httpVersion);
        })
          .on("error", reject)
          .end();
      });
      expect(version).toBe("1.1");
      const head = await fetch(`${city.server.url}/ogc/collections/trees/items`, { method: "HEAD" });
      expect([head.status, await head.text()]).toEqual([200, ""]);
      const written = await city.server.ask("POST", "/ogc/collections/trees/items", { body: {} });
      expect([written.status, written.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
    });

    it("/conf/core/crs84: longitude first, within the city, unless asked otherwise", async () => {
      for (const { id } of collections) {
        const answer = await get(`/collections/${id}/items?limit=5`);
        expect(answer.headers.get("Content-Crs")).toBe(`<${CRS84}>`);
        for (const { geometry } of answer.json.features as Feature[]) {
          const numbers = flat(geometry?.coordinates ?? []);
          for (let at = 0; at < numbers.length; at += 2) {
            expect(numbers[at]).toBeGreaterThan(7);
            expect(numbers[at]).toBeLessThan(8);
            expect(numbers[at + 1]).toBeGreaterThan(44);
            expect(numbers[at + 1]).toBeLessThan(46);
          }
        }
      }
    });

    it("/conf/core/root-op and /conf/core/root-success", async () => {
      for (const path of ["", "/"]) {
        const { status, json } = await get(path);
        expect(status).toBe(200);
        expectLinks(json.links, "self", "alternate", "service-desc", "service-doc", "conformance", "data");
      }
    });

    it("/conf/core/api-definition-op and /conf/core/api-definition-success", async () => {
      const { json } = await get("");
      for (const { href, type } of (json.links as Link[]).filter(({ rel }) => rel.startsWith("service-"))) {
        const { status, headers } = await city.get(href.slice(city.server.url.length), { Accept: type });
        expect(status).toBe(200);
        expect(headers.get("Content-Type")!.replaceAll("; ", ";")).toContain(type);
      }
    });

    it("/conf/core/conformance-op and /conf/core/conformance-success", async () => {
      const { status, json } = await get("/conformance");
      expect(status).toBe(200);
      expect(json.conformsTo).toEqual(
        [
          "1/1.0/conf/core",
          "1/1.0/conf/oas30",
          "1/1.0/conf/html",
          "1/1.0/conf/geojson",
          "2/1.0/conf/crs",
        ].map((name) => `http://www.opengis.net/spec/ogcapi-features-${name}`),
      );
    });

    it("/conf/core/fc-md-op, fc-md-success, fc-md-links, fc-md-items and fc-md-items-links", async () => {
      const { status, json } = await get("/collections");
      expect(status).toBe(200);
      expectLinks(json.links, "self", "alternate");
      expect(collections.map(({ id }) => id)).toEqual([
        ...["phases", "detours", "streets", "street-segments", "buildings", "ground", "trees"],
        ...["transit-stops", "transit-lines", "zones"],
      ]);
      for (const { links } of collections) {
        expectLinks(links, "items");
        const types = links.filter(({ rel }) => rel === "items").map(({ type }) => type);
        expect(types).toEqual(["application/geo+json", "text/html"]);
      }
    });

    it("/conf/core/fc-md-extent: every feature lies in it", async () => {
      for (const { id, extent } of collections) {
        const [west, south, east, north] = extent!.spatial.bbox[0]!;
        const inside = await items(id, `?limit=1&bbox=${[west, south, east, north].join()}`);
        const all = await items(id, "?limit=1");
        expect(inside.numberMatched, id).toBe(all.numberMatched);
        const { features } = await items(id, "?limit=2000");
        for (const feature of features) {
          const numbers = flat(feature.geometry?.coordinates ?? []);
          numbers.forEach((value, at) => {
            expect(value).toBeGreaterThanOrEqual(at % 2 === 0 ? west! : south!);
            expect(value).toBeLessThanOrEqual(at % 2 === 0 ? east! : north!);
          });
        }
      }
    });

    it("/conf/core/sfc-md-op and /conf/core/sfc-md-success: the same as in the list", async () => {
      for (const collection of collections) {
        const { status, json } = await get(`/collections/${collection.id}`);
        expect(status).toBe(200);
        expect(json).toEqual(collection);
      }
      expect((await get("/collections/utilities")).status).toBe(404);
    });

    it("/conf/core/fc-op, fc-response, fc-links, fc-timeStamp and fc-numberReturned", async () => {
      for (const { id } of collections) {
        const before = Date.now();
        const { status, headers, json } = await get(`/collections/${id}/items`);
        expect(status).toBe(200);
        expect(headers.get("Content-Type")).toBe("application/geo+json");
        expect(json.type).toBe("FeatureCollection");
        expectLinks(json.links, "self", "alternate");
        expect(json.numberReturned).toBe(json.features.length);
        expect(Date.parse(json.timeStamp)).toBeGreaterThanOrEqual(before - 1);
        expect(Date.parse(json.timeStamp)).toBeLessThanOrEqual(Date.now());
      }
    });

    it("/conf/core/fc-numberMatched: as many as the database holds, and as the pages give, each once", async () => {
      const [{ trees }] = (await city.rows<{ trees: number }>("SELECT count(*) AS trees FROM tree")) as [
        { trees: number },
      ];
      const seen: (string | number)[] = [];
      let next: string | undefined = "/ogc/collections/trees/items?limit=3000";
      while (next !== undefined) {
        const { json }: Answer = await city.get(next);
        expect(json.numberMatched).toBe(trees);
        seen.push(...(json.features as Feature[]).map(({ id }) => id));
        next = (json.links as Link[]).find(({ rel }) => rel === "next")?.href.slice(city.server.url.length);
      }
      expect(seen).toHaveLength(trees);
      expect(new Set(seen).size).toBe(trees);
    });

    it("/conf/core/fc-limit-definition and fc-limit-response: never more, and no error beyond the most", async () => {
      for (const limit of [1, 7, 1001]) {
        expect((await items("trees", `?limit=${limit}`)).features).toHaveLength(limit);
      }
      expect((await items("trees")).features).toHaveLength(100);
      expect((await items("trees", "?limit=99999999")).features).toHaveLength(10_000);
      for (const limit of ["0", "-1", "1.5", "ten", ""]) {
        expectProblem(await get(`/collections/trees/items?limit=${limit}`), "limit");
      }
    });

    it("/conf/core/fc-bbox-definition and fc-bbox-response: those that meet it, as PostGIS says", async () => {
      for (const { id, extent } of collections) {
        const [west, south, east, north] = extent!.spatial.bbox[0]! as [number, number, number, number];
        const box = [
          west + (east - west) * 0.31,
          south + (north - south) * 0.42,
          west + (east - west) * 0.52,
          south + (north - south) * 0.57,
        ];
        const inside = (await items(id, `?limit=10000&bbox=${box}`)).features.map((feature) => feature.id);
        const all = (await items(id, "?limit=10000")).features.filter(({ geometry }) => geometry !== null);
        const [{ met }] = (await city.rows<{ met: (string | number)[] }>(
          `SELECT coalesce(json_agg(id), '[]') AS met FROM
             (SELECT feature->'id' AS id, ST_GeomFromGeoJSON(feature->>'geometry') AS geom
              FROM json_array_elements($1::json) AS feature) AS told
           WHERE ST_Intersects(geom, ST_MakeEnvelope($2, $3, $4, $5, 4326))`,
          [JSON.stringify(all), ...box],
        )) as [{ met: (string | number)[] }];
        // The list has at most 10,000: what comes later in it was not compared.
        const last = all.at(-1)!.id;
        expect(inside.filter((one) => one <= last).sort(), id).toEqual(met.sort());
        const withHeights = [box[0], box[1], -100, box[2], box[3], 9000];
        expect((await items(id, `?limit=1&bbox=${withHeights}`)).numberMatched).toBe(
          (await items(id, `?limit=1&bbox=${box}`)).numberMatched,
        );
      }
      const all = (await items("trees", "?limit=1")).numberMatched;
      expect((await items("trees", "?limit=1&bbox=-180,-90,180,90")).numberMatched).toBe(all);
      // Across the date line: from 170° E on to the east as far as 8° E.
      expect((await items("trees", "?limit=1&bbox=170,-90,8,90")).numberMatched).toBe(all);
      expect((await items("trees", "?limit=1&bbox=8,-90,7,90")).numberMatched).toBe(0);
      for (const box of ["1,2,3", "1,2,3,x", "7,46,8,45", "-181,0,1,1", "0,0,0,0,0"]) {
        expectProblem(await get(`/collections/trees/items?bbox=${box}`), "bbox");
      }
    });

    it("/conf/core/fc-time-definition and fc-time-response: those whose time meets it", async () => {
      const [{ day }] = (await city.rows<{ day: Date }>("SELECT date_trunc('hour', now()) AS day")) as [
        { day: Date },
      ];
      const later = new Date(day.getTime() + 20 * 86_400_000);
      const [from, to] = [day.toISOString(), later.toISOString()];
      for (const [given, range] of [
        [from, `[${from},${from}]`],
        [`${from}/${to}`, `[${from},${to}]`],
        [`../${to}`, `(,${to}]`],
        [`/${to}`, `(,${to}]`],
        [`${from}/..`, `[${from},)`],
      ] as const) {
        const [{ count }] = (await city.rows<{ count: number }>(
          `SELECT count(*) AS count FROM phase JOIN intervention ON intervention.id = intervention_id
           WHERE NOT removed AND deleted_at IS NULL AND during && $1::tstzrange AND state = ANY(
             '{approved,handedOver,inProgress,suspended,completed,takenBack}')`,
          [range],
        )) as [{ count: number }];
        expect(count).toBeGreaterThan(0);
        expect((await items("phases", `?limit=1&datetime=${given}`)).numberMatched, given).toBe(count);
        // What has no time is always told.
        expect((await items("zones", `?limit=1&datetime=${given}`)).numberMatched).toBe(
          (await items("zones", "?limit=1")).numberMatched,
        );
      }
      for (const time of ["2026", "2026-01-01", "../..", `${to}/${from}`, "a/b/c", "2026-13-01T00:00:00Z"]) {
        expectProblem(await get(`/collections/phases/items?datetime=${time}`), "datetime");
      }
    });

    it("/conf/core/query-param-unknown and query-param-invalid", async () => {
      for (const path of ["", "/conformance", "/api", "/collections", "/collections/trees"]) {
        expectProblem(await get(`${path}?unknown=1`), "unknown");
        expectProblem(await get(`${path}?f=xml`), "f");
      }
      expectProblem(await get("/collections/trees/items?unknown=1"), "unknown");
      expectProblem(await get("/collections/trees/items/1?limit=1"), "limit");
      expectProblem(await get("/collections/trees/items?limit=1&limit=2"), "limit");
      expectProblem(await get("/collections/trees/items?after=x"), "after");
      expectProblem(await get("/collections/phases/items?kind=picnic"), "kind");
    });

    it("/rec/core/fc-filters: a property asked for by its value", async () => {
      const all = (await items("phases", "?limit=10000")).features;
      for (const [name, value] of [
        ["kind", "event"],
        ["state", "suspended"],
        ["synthetic", "true"],
      ] as const) {
        const wanted = all.filter(({ properties }) => String(properties[name]) === value);
        expect(wanted.length).toBeGreaterThan(0);
        expect((await items("phases", `?limit=10000&${name}=${value}`)).features).toEqual(wanted);
      }
    });

    it("/conf/core/f-op, f-success and f-links", async () => {
      for (const { id } of collections) {
        const [first] = (await items(id, "?limit=1")).features as [Feature];
        const { status, headers, json } = await get(`/collections/${id}/items/${first.id}`);
        expect(status).toBe(200);
        expect(headers.get("Content-Type")).toMatch(/^application\/geo\+json/);
        const { links, ...feature } = json;
        expect(feature).toEqual(first);
        expectLinks(links, "self", "alternate", "collection");
      }
      for (const id of ["0", "x", "99999999999", "00000000-0000-4000-8000-0000000000bb"]) {
        expect((await get(`/collections/trees/items/${id}`)).status).toBe(404);
        expect((await get(`/collections/phases/items/${id}`)).status).toBe(404);
      }
    });
  });

  describe("geojson", () => {
    it("/conf/geojson/definition and /conf/geojson/content: RFC 7946, by a validator of its own", async () => {
      for (const { id } of collections) {
        const { text } = await get(`/collections/${id}/items?limit=500`);
        const issues = getIssues(text).filter(({ severity }) => severity === "error");
        expect(issues, id).toEqual([]);
      }
    });
  });

  describe("kept by whoever asked", () => {
    it("answers 304 to the same tag, and another tag once something was saved", async () => {
      const path = "/collections/phases/items?limit=1";
      const tag = (await get(path)).headers.get("ETag")!;
      expect((await get(path, { "If-None-Match": tag })).status).toBe(304);
      expect((await get(`${path}&f=html`, { "If-None-Match": tag })).status).toBe(200);
      await city.rows(
        `UPDATE intervention SET version = version + 1 WHERE id = (SELECT min(id::text)::uuid FROM intervention)`,
      );
      expect((await get(path, { "If-None-Match": tag })).status).toBe(200);
    });
  });
});
