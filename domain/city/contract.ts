import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { localizedTextSchema } from "../localized.ts";

const nothing = z.object({});
const degrees = z.number();

export const getHealth = endpoint({
  id: "getHealth",
  summary: "Whether the service works, on which database and city",
  method: "GET",
  path: "/api/health",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({
      status: z.enum(["ok", "starting"]),
      database: z.enum(["embedded", "postgres"]),
      city: z.string(),
      /** The newest migration applied to the city's schema. */
      migration: z.string(),
      jobs: z.object({ waiting: z.number().int(), active: z.number().int(), failed: z.number().int() }),
    })
    .meta({ id: "Health" }),
  status: 200,
  problems: ["unavailable"],
});

export const getCity = endpoint({
  id: "getCity",
  summary: "The city served here: where it is, what it is made of, under which terms",
  method: "GET",
  path: "/api/city",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      synthetic: z.boolean(),
      attribution: z.string(),
      geoidUndulationMetres: z.number(),
      /** west, south, east, north */
      extent: z.tuple([degrees, degrees, degrees, degrees]),
      centre: z.tuple([degrees, degrees]),
      /** Ground height at the centre, metres above sea level. */
      groundMetres: z.number(),
      datasets: z.array(
        z.object({
          id: z.string(),
          /** Several datasets may make one layer. */
          layer: z.string(),
          title: z.string(),
          source: z.string(),
          publisher: z.string().nullable(),
          licence: z.string(),
          attribution: z.string().nullable(),
          synthetic: z.boolean(),
          /** Worked out from other data, not observed. */
          derived: z.boolean(),
          assumptions: z.array(localizedTextSchema),
          /** Without folder; null where nothing was read. */
          file: z.string().nullable(),
          format: z.string().nullable(),
          crs: z.string().nullable(),
          featureCount: z.number().int(),
          /** Of the file: read, not taken, taken after a repair; null where nothing was read. */
          recordCount: z.number().int().nullable(),
          refusedCount: z.number().int().nullable(),
          repairedCount: z.number().int().nullable(),
          loadedAt: z.iso.datetime({ offset: true }),
        }),
      ),
    })
    .meta({ id: "City" }),
  status: 200,
  problems: [],
});
