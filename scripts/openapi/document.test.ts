import { readFileSync } from "node:fs";
import { compileErrors, validate } from "@readme/openapi-parser";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { API } from "../../domain/contract/api.ts";
import { endpoint } from "../../domain/contract/endpoint.ts";
import { describeApi, printDocument } from "./document.ts";

const root = new URL("../../", import.meta.url);
const committed = readFileSync(new URL("openapi.json", root), "utf8");
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

const thing = endpoint({
  id: "getThing",
  summary: "A thing",
  method: "GET",
  path: "/api/things/{thingId}",
  access: "anyone",
  discloses: "nothing",
  params: z.object({ thingId: z.uuid() }),
  query: z.object({ limit: z.coerce.number().int().default(10) }),
  body: z.object({}),
  response: z.object({ name: z.string() }).meta({ id: "Thing" }),
  status: 200,
  problems: ["not-found"],
});

describe("openapi.json", () => {
  it("is that of the contract", () => {
    expect(committed).toBe(printDocument(describeApi(API, version)));
  });

  it("is valid OpenAPI", async () => {
    const result = await validate(JSON.parse(committed));
    expect(result.valid ? "" : compileErrors(result)).toBe("");
  });

  it("has every operation of the contract and no other", () => {
    const operations = Object.values(JSON.parse(committed).paths as Record<string, Record<string, unknown>>)
      .flatMap((path) => Object.values(path) as { operationId: string }[])
      .map(({ operationId }) => operationId);
    expect(operations.sort()).toEqual(API.map(({ id }) => id).sort());
  });
});

describe("describeApi", () => {
  it("lets a caller leave out what has a default, and shares schemas by id", () => {
    const document = describeApi([thing], "1.0.0") as {
      paths: Record<
        string,
        { get: { parameters: unknown[]; responses: Record<string, { content: unknown }> } }
      >;
    };
    const { parameters, responses } = document.paths["/api/things/{thingId}"]!.get;
    expect(parameters).toMatchObject([
      { name: "thingId", in: "path", required: true },
      { name: "limit", in: "query", required: false },
    ]);
    expect(responses["200"]!.content).toEqual({
      "application/json": { schema: { $ref: "#/components/schemas/Thing" } },
    });
    expect(responses["404"]!.content).toEqual({
      "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
    });
  });

  it("refuses a transform, and says where", () => {
    const transformed = { ...thing, response: z.object({ name: z.string().transform(Number) }) };
    expect(() => describeApi([transformed], "1.0.0")).toThrow(/getThing response.*Transforms/);
    const sent = {
      ...thing,
      method: "POST" as const,
      body: z.object({ name: z.string().transform(Number) }),
    };
    expect(() => describeApi([sent], "1.0.0")).toThrow(/getThing body.*Transforms/);
  });

  it("refuses one name for two schemas: with a default, what is sent is not what is told", () => {
    const clashing = z.object({ nested: z.object({ a: z.number().default(1) }).meta({ id: "Clash" }) });
    const both = { ...thing, method: "POST" as const, body: clashing, response: clashing };
    expect(() => describeApi([both], "1.0.0")).toThrow(/"Clash" stands for two different schemas/);
  });
});
