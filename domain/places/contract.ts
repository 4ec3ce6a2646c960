import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { extentParameter, pageParameters } from "../contract/parameters.ts";
import { text } from "../scalars.ts";

const nothing = z.object({});

export const placeSchema = z
  .object({
    kind: z.enum(["street", "address", "stop", "square"]),
    id: z.string(),
    title: z.string(),
    position: z.tuple([z.number(), z.number()]),
    /** west, south, east, north of the whole place */
    extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  })
  .meta({ id: "Place" });
export type Place = z.infer<typeof placeSchema>;

export const findPlaces = endpoint({
  id: "findPlaces",
  summary: "Streets, addresses, squares and stops by name",
  method: "GET",
  path: "/api/places",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({
    text: text(100).trim().min(1),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  body: nothing,
  response: z.object({ places: z.array(placeSchema) }).meta({ id: "Places" }),
  status: 200,
  problems: [],
});

const streetFeatureSchema = z
  .object({
    type: z.literal("Feature"),
    id: z.string(),
    geometry: z.object({
      type: z.literal("MultiLineString"),
      coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))),
    }),
    properties: z.object({
      name: z.string(),
      class: z.string(),
      widthMetres: z.number(),
      carriagewayWidthMetres: z.number(),
    }),
  })
  .meta({ id: "StreetFeature" });
export type StreetFeature = z.infer<typeof streetFeatureSchema>;

/** For street names in the scene, and for snapping a drawing to a street. */
export const listStreets = endpoint({
  id: "listStreets",
  summary: "Named streets with their axes, as GeoJSON, in pages",
  method: "GET",
  path: "/api/streets",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({ ...pageParameters, bbox: extentParameter.optional() }),
  body: nothing,
  response: z
    .object({
      type: z.literal("FeatureCollection"),
      features: z.array(streetFeatureSchema).max(1000),
      numberReturned: z.number().int(),
      next: z.string().nullable(),
    })
    .meta({ id: "StreetCollection" }),
  status: 200,
  problems: [],
});
