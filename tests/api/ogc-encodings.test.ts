/**
 * OGC API - Features - Part 1, Annex A, the classes HTML and OpenAPI 3.0: a test for each abstract test, by its id. The
 * API definition is held to OpenAPI's own schema, and every reply to what the definition says of it.
 */
import { compileErrors, validate } from "@readme/openapi-parser";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity, SECRET } from "../support/open-data-city.ts";
import type { Answer } from "../support/server.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: object }>>;
  readonly security?: unknown;
}
interface Definition {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, object>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}

await describeOnDatabases("OGC API - Features, part 1: encodings", (open) => {
  let city: OpenDataCity;
  let definition: Definition;
  const get = (path: string, headers?: Record<string, string>): Promise<Answer> =>
    city.get(`/ogc${path}`, headers);

  beforeAll(async () => {
    city = await openOpenDataCity(open);
    definition = (await get("/api")).json;
    return () => city.close();
  });

  /** Every address of the definition, with a feature that is there put into it. */
  async function listAddresses(): Promise<[template: string, address: string][]> {
    const addresses: [string, string][] = [];
    for (const template of Object.keys(definition.paths)) {
      if (!template.includes("{featureId}")) {
        addresses.push([template, template]);
        continue;
      }
      const list = await get(`${template.replace("/{featureId}", "")}?limit=1`);
      addresses.push([template, template.replace("{featureId}", String(list.json.features[0].id))]);
    }
    return addresses;
  }

  describe("oas30", () => {
    it("/conf/oas30/oas-definition-1: JSON and HTML", async () => {
      const json = await get("/api", { Accept: "application/vnd.oai.openapi+json;version=3.0" });
      expect(json.headers.get("Content-Type")).toMatch(
        /^application\/vnd\.oai\.openapi\+json; ?version=3\.0/,
      );
      const html = await get("/api", { Accept: "text/html" });
      expect(html.headers.get("Content-Type")).toMatch(/^text\/html/);
    });

    it("/conf/oas30/oas-definition-2: valid OpenAPI 3.0", async () => {
      expect(definition.openapi).toMatch(/^3\.0\./);
      const result = await validate(structuredClone(definition) as never);
      expect(result.valid ? "" : compileErrors(result)).toBe("");
    });

    it("/conf/oas30/oas-impl: every path answers as it is described, and parameters are as part 1 words them", async () => {
      const ajv = new Ajv({ strict: false });
      addFormats(ajv);
      ajv.addSchema({ $id: "definition", components: { schemas: definition.components.schemas } });
      for (const [template, address] of await listAddresses()) {
        const { status, headers, json } = await get(address === "/" ? "" : address);
        expect(status, address).toBe(200);
        const [type] = headers.get("Content-Type")!.split(";") as [string];
        const { content } = definition.paths[template]!.get.responses["200"] as {
          content: Record<string, { schema: { $ref?: string } }>;
        };
        const described = Object.entries(content).find(([name]) => name.split(";")[0] === type);
        expect(described, `${address}: ${type}`).toBeDefined();
        const { $ref } = described![1].schema;
        if ($ref !== undefined && !ajv.validate(`definition${$ref}`, json)) {
          throw new Error(`${address}: ${ajv.errorsText()}`);
        }
      }
      const { limit, bbox, datetime } = definition.components.parameters as Record<string, object>;
      const common = { in: "query", required: false, style: "form", explode: false };
      expect(limit).toMatchObject({
        ...common,
        name: "limit",
        schema: { type: "integer", minimum: 1, maximum: 10_000, default: 100 },
      });
      expect(bbox).toMatchObject({
        ...common,
        name: "bbox",
        schema: {
          type: "array",
          oneOf: [
            { minItems: 4, maxItems: 4 },
            { minItems: 6, maxItems: 6 },
          ],
          items: { type: "number" },
        },
      });
      expect(datetime).toMatchObject({ ...common, name: "datetime", schema: { type: "string" } });
    });

    it("/conf/oas30/completeness: every status that is met is described", async () => {
      for (const [template, address] of await listAddresses()) {
        const { responses } = definition.paths[template]!.get;
        const met = [await get(address), await get(`${address}?unknown=1`)];
        if (template.includes("{featureId}")) met.push(await get(template.replace("{featureId}", "0")));
        const tag = met[0]!.headers.get("ETag")!;
        met.push(await get(address, { "If-None-Match": tag }));
        for (const { status } of met) expect(Object.keys(responses), template).toContain(String(status));
        expect(met.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 304, 400]));
      }
      const ids = Object.values(definition.paths).map(({ get: operation }) => operation.operationId);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it("/conf/oas30/exceptions-codes: refusals are as described", async () => {
      const ajv = new Ajv({ strict: false });
      addFormats(ajv);
      const schema = definition.components.schemas.Problem!;
      for (const path of ["/collections/none", "/collections/trees/items?bbox=1", "/none"]) {
        const { status, headers, json } = await get(path);
        expect([400, 404]).toContain(status);
        expect(headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
        expect(ajv.validate(schema, json), ajv.errorsText()).toBe(true);
      }
    });

    it("/conf/oas30/security: nobody is asked who they are", async () => {
      expect(JSON.stringify(definition)).not.toContain("security");
      const { status, headers } = await get("/collections/phases/items?limit=1");
      expect(status).toBe(200);
      expect(headers.get("Set-Cookie")).toBeNull();
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    });
  });

  describe("html", () => {
    it("/conf/html/definition: every address has a page, by header and by parameter", async () => {
      for (const [, address] of await listAddresses()) {
        const byHeader = await get(address, { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
        const byParameter = await get(`${address}?f=html`);
        for (const { status, headers, text } of [byHeader, byParameter]) {
          expect(status, address).toBe(200);
          expect(headers.get("Content-Type")).toMatch(/^text\/html/);
          expect(headers.get("Vary")).toMatch(/Accept/);
          expect(text).toMatch(/^<!doctype html>\n<html lang="(it|en)">/);
        }
      }
      const english = await get("/collections", { Accept: "text/html", "Accept-Language": "en" });
      expect(english.text).toContain('<html lang="en">');
      expect(english.text).toContain("Street segments");
    });

    it("/conf/html/content: the page shows what the JSON says, with its links", async () => {
      const json = await get("/collections/phases/items?limit=20");
      const { text } = await get("/collections/phases/items?limit=20&f=html");
      for (const { id, properties } of json.json.features) {
        expect(text).toContain(`>${id}</a>`);
        expect(text).toContain(`<td>${properties.vehicleImpact}</td>`);
      }
      const next = json.json.links.find(({ rel }: { rel: string }) => rel === "next").href;
      const after = new URL(next).searchParams.get("after");
      expect(text).toMatch(new RegExp(`rel="next" href="[^"]*after=${after}`));
    });

    it("loads nothing of another host, runs nothing, and shows markup as text", async () => {
      const { text, headers } = await get("/collections/phases/items?limit=10000&f=html");
      expect(text).not.toMatch(/<script|<b>Po|style="|javascript:/);
      expect(text).toContain("Via &lt;b&gt;Po&lt;/b&gt; &amp; &quot;altre&quot;");
      expect(text).not.toContain(SECRET);
      const policy = headers.get("Content-Security-Policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe-inline");
      const [, sheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(text)!;
      expect(new URL(sheet!).origin).toBe(new URL(city.server.url).origin);
      const style = await fetch(sheet!);
      expect(style.headers.get("Content-Type")).toMatch(/^text\/css/);
      expect(await style.text()).not.toMatch(/url\(|@import/);
    });
  });
});
