// Adding a thing is one file and one list line: these fail when the line is forgotten.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../domain/conflicts/rules.ts";
import { API } from "../../domain/contract/api.ts";
import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import { MAPPINGS } from "../../domain/imports/mappings.ts";
import { LAYERS } from "../../domain/layers/layers.ts";
import type { Hub } from "../../server/features/live/hub.ts";
import { implementApi } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database } from "../../server/platform/db.ts";
import { openSessions } from "../../server/platform/session.ts";

const DOMAIN = join(import.meta.dirname, "..", "..", "domain");

function listFiles(folder: string, counts: (name: string) => boolean): string[] {
  return readdirSync(join(DOMAIN, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && counts(name))
    .map((name) => join(DOMAIN, folder, name));
}

async function exportsOf(file: string): Promise<unknown[]> {
  return Object.values((await import(file)) as Record<string, unknown>);
}

describe.each([
  {
    list: "RULES",
    entries: RULES,
    folder: "conflicts/rules",
    counts: (name: string) => !name.includes(".examples."),
  },
  { list: "LAYERS", entries: LAYERS, folder: "layers/catalogue", counts: () => true },
  {
    list: "MAPPINGS",
    entries: MAPPINGS.map((mapping) => Object.assign(mapping, { id: mapping.name })),
    folder: "imports/mappings",
    counts: () => true,
  },
])("$list", ({ entries, folder, counts }) => {
  const files = listFiles(folder, counts);

  it("has one entry of each file of its folder", async () => {
    const found = await Promise.all(
      files.map(async (file) =>
        (await exportsOf(file)).filter((value) => (entries as unknown[]).includes(value)),
      ),
    );
    expect(files.filter((_, index) => found[index]!.length !== 1)).toEqual([]);
    expect(entries).toHaveLength(files.length);
  });

  it("gives each its own id", () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

describe("API", () => {
  const isEndpoint = (value: unknown): value is AnyEndpoint =>
    typeof value === "object" && value !== null && "method" in value && "path" in value && "access" in value;

  it("has every endpoint that a contract.ts exports", async () => {
    const contracts = listFiles(".", (name) => name.endsWith("contract.ts"));
    expect(contracts.length).toBeGreaterThan(0);
    const exported = (await Promise.all(contracts.map(exportsOf))).flat().filter(isEndpoint);
    const missing = exported.filter((endpoint) => !API.includes(endpoint));
    expect(missing.map(({ id }) => id)).toEqual([]);
    expect(API).toHaveLength(exported.length);
  });

  it("is implemented, each operation once and no other", () => {
    // Wiring asks nothing of the database but its kind.
    const database = { kind: "embedded" } as Database;
    const implemented = implementApi(
      { config: readConfig({}), database },
      "Europe/Rome",
      openSessions("-", false),
      {
        canStart: async () => false,
        start: async () => undefined,
        startRows: async () => undefined,
        examineAgain: async () => undefined,
        goOnExamining: async () => undefined,
      },
      {} as Hub,
    );
    expect(implemented.map(({ endpoint }) => endpoint.id).sort()).toEqual(API.map(({ id }) => id).sort());
    expect(implemented.every(({ endpoint }) => API.includes(endpoint))).toBe(true);
  });

  it("gives each operation its own id and address", () => {
    expect(new Set(API.map(({ id }) => id)).size).toBe(API.length);
    expect(new Set(API.map(({ method, path }) => `${method} ${path}`)).size).toBe(API.length);
  });
});
