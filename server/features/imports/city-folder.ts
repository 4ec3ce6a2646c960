/** What `data/<city>/` says of a city: its manifest, and who may sign in. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { OWNED_NETWORKS } from "../../../domain/city/city-data.ts";
import { ROLES } from "../../../domain/contract/endpoint.ts";
import { type Manifest, manifestSchema } from "../../../domain/imports/manifest.ts";
import type { CityPeople } from "../city/register-city.ts";

/** Offices and people of a city that brings none of its own: invented, and marked as such. */
const BORROWED_FROM = "sample";

const officesSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["municipal", "utility", "contractor", "organiser"]),
    networks: z.array(z.enum(OWNED_NETWORKS)).default([]),
  }),
);
const peopleSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    officeId: z.string().nullable(),
    /** Everybody of a demonstration is; a file has to say so when somebody is not. */
    fictional: z.boolean().default(true),
  }),
);

/** A folder of data that cannot be used. Its message is for whoever runs the import. */
export class CityFolderError extends Error {
  override readonly name = "CityFolderError";
}

/** Cities that have a manifest. */
export async function listManifestCities(dataFolder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dataFolder, { withFileTypes: true })) {
    if (entry.isDirectory() && (await findText(join(dataFolder, entry.name, "manifest.json"))) !== null) {
      found.push(entry.name);
    }
  }
  return found.sort();
}

/** Null when the city has no manifest. @throws CityFolderError when it has one that is not valid */
export async function findCityManifest(dataFolder: string, city: string): Promise<Manifest | null> {
  const name = join(city, "manifest.json");
  const text = await findText(join(dataFolder, name));
  if (text === null) return null;
  const manifest = parse(manifestSchema, text, name);
  if (manifest.city.id !== city) {
    throw new CityFolderError(`${name}: expected the city "${city}", got "${manifest.city.id}"`);
  }
  return manifest;
}

/** The city's own, or the invented ones of the sample city. */
export async function readCityPeople(dataFolder: string, city: string): Promise<CityPeople> {
  const own = await findText(join(dataFolder, city, "people.json"));
  const folder = own === null ? BORROWED_FROM : city;
  const read = async <T extends z.ZodType>(schema: T, name: string): Promise<z.output<T>> => {
    const text = await findText(join(dataFolder, folder, name));
    if (text === null) throw new CityFolderError(`${join(folder, name)} is missing`);
    return parse(schema, text, join(folder, name));
  };
  return {
    offices: await read(officesSchema, "offices.json"),
    people: await read(peopleSchema, "people.json"),
  };
}

function parse<T extends z.ZodType>(schema: T, text: string, name: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CityFolderError(`${name}: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new CityFolderError(`${name} is not valid:\n${lines.join("\n")}`);
}

async function findText(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
}
