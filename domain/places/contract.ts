import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { extentParameter, pageParameters } from "../contract/parameters.ts";
import { footprintSchema } from "../interventions/intervention.ts";
import { text } from "../scalars.ts";

const nothing = z.object({});

const positionSchema = z.tuple([z.number(), z.number()]);
/** west, south, east, north */
const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const placeSchema = z
  .object({
    kind: z.enum(["street", "address", "crossing", "square", "stop", "facility", "zone"]),
    id: z.string(),
    title: z.string(),
    /** Where: the neighbourhood, or a facility's address. Null: not known. */
    detail: z.string().nullable(),
    position: positionSchema,
    /** Of the whole place; of a point, the point. */
    extent: boxSchema,
    /** The house number that was asked for and that nobody has told us of: this is only its street. */
    unknownHouseNumber: z.string().nullable(),
    /** Of a crossing of two streets that do not meet: how far apart they are where they come nearest. */
    apartMetres: z.number().nullable(),
  })
  .meta({ id: "Place" });
export type Place = z.infer<typeof placeSchema>;

export const findPlaces = endpoint({
  id: "findPlaces",
  summary: "Streets, addresses, crossings, squares, stops, facilities and zones by name, the best fit first",
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

const lineSchema = z.object({ type: z.literal("LineString"), coordinates: z.array(positionSchema).min(2) });
const polygonSchema = z.object({ type: z.literal("Polygon"), coordinates: z.array(z.array(positionSchema)) });

/** What is worth knowing of how a stretch was worked out. */
export const STRETCH_NOTES = [
  /** Several parallel carriageways were taken as one stretch. */
  "carriageways",
  /** The name stops and goes on: what lies between was bridged. */
  "bridged-gap",
  /** The two streets do not quite meet: the nearest point was taken. */
  "near-crossing",
  /** A square's outline is the hull of the streets around it. */
  "outline-of-streets",
  /** Even and odd numbers were told apart by the addresses along it. */
  "side-by-addresses",
] as const;

export const locatedStretchSchema = z
  .object({
    /** The same place written so that it has one meaning alone. */
    text: z.string(),
    street: z.string(),
    /** Of the street in the index, to tell two of one name apart. */
    streetId: z.string(),
    detail: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    side: z.enum(["left", "right"]).nullable(),
    /** Where that side lies, seen from the middle of the street. */
    compass: z.enum(["north", "east", "south", "west"]).nullable(),
    /** The middle of the street, moved to the middle of the side where there is one; null for a square. */
    line: lineSchema.nullable(),
    /** The outline of a square. */
    outline: polygonSchema.nullable(),
    /** The axis of each carriageway. */
    carriageways: z.array(lineSchema),
    lengthMetres: z.number(),
    /** From kerb to kerb, over all carriageways, or of the side alone. Null: no width is known. */
    widthMetres: z.number().nullable(),
    extent: boxSchema,
    notes: z.array(z.enum(STRETCH_NOTES)),
  })
  .meta({ id: "LocatedStretch" });
export type LocatedStretch = z.infer<typeof locatedStretchSchema>;

/** Why a text has not one meaning alone. */
export const PLACE_QUESTIONS = [
  "no-street",
  "which-street",
  "no-crossing",
  "which-crossing",
  "which-end",
  "which-side",
  "no-house-number",
  "too-far",
  "same-ends",
  "no-sentence",
] as const;

export const locateOnStreet = endpoint({
  id: "locateOnStreet",
  summary:
    'The ground that a text names: "via X da via Y a via Z, lato pari"; with more than one reading it asks',
  method: "GET",
  path: "/api/places/stretch",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({
    text: text(300).trim().min(1),
    /** Of the street meant, where its name alone does not tell. */
    streetId: text(200).optional(),
  }),
  body: nothing,
  response: z
    .object({
      /** One is the answer, several are to choose from, none is nowhere. */
      readings: z.array(locatedStretchSchema).max(12),
      /** What is to be settled; null when nothing is. */
      question: z
        .object({
          about: z.enum(PLACE_QUESTIONS),
          /** The words it is about. */
          words: z.string(),
          /** What could stand there instead: crossings of the street, names that fit. */
          suggestions: z.array(z.string()).max(12),
        })
        .nullable(),
    })
    .meta({ id: "LocatedStretches" }),
  status: 200,
  problems: [],
});

export const listCrossings = endpoint({
  id: "listCrossings",
  summary: "The streets that meet a street, in order along it",
  method: "GET",
  path: "/api/places/crossings",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({ streetId: text(200).min(1) }),
  body: nothing,
  response: z
    .object({
      crossings: z.array(z.object({ title: z.string(), position: positionSchema, alongMetres: z.number() })),
      lengthMetres: z.number(),
    })
    .meta({ id: "Crossings" }),
  status: 200,
  problems: [],
});

export const describePlace = endpoint({
  id: "describePlace",
  summary: 'Where a line or outline lies, in names of streets: "Via Nizza (Via Berthollet – Corso Marconi)"',
  method: "POST",
  path: "/api/places/describe",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ footprint: footprintSchema }),
  /** Null: away from every named street. */
  response: z.object({ place: z.string().nullable() }).meta({ id: "PlaceDescription" }),
  status: 200,
  problems: [],
});

/** As much as a draft can hold that somebody drew: what recurs is drawn once. */
export const MAX_TOUCHING = 50;

export const touchedStreetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    /** Those along the stretch that is touched, on either side, in their order. */
    houseNumbers: z.array(z.string()),
  })
  .meta({ id: "TouchedStreet" });
export type TouchedStreet = z.infer<typeof touchedStreetSchema>;

export const listTouchedStreets = endpoint({
  id: "listTouchedStreets",
  summary:
    "Streets that a footprint touches from wall to wall, the longest stretch first, with their house numbers",
  method: "POST",
  path: "/api/places/touched",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ footprints: z.array(footprintSchema).min(1).max(MAX_TOUCHING) }),
  response: z
    .object({
      streets: z.array(touchedStreetSchema),
      /** False: this city's house numbers are not known, which is not "none". */
      houseNumbersKnown: z.boolean(),
    })
    .meta({ id: "TouchedStreets" }),
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

/** From the greatest to the least; where nobody drives counts as a local collector. */
export const STREET_RANKS = ["main", "area_collector", "local_collector", "residential", "lot"] as const;

/** For street names in the scene, and for snapping a drawing to a street. */
export const listStreets = endpoint({
  id: "listStreets",
  summary: "Named streets of a part of the city with their axes, as GeoJSON, in pages",
  method: "GET",
  path: "/api/streets",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({
    ...pageParameters,
    bbox: extentParameter,
    /** The least of the classes wanted: from afar only the main streets. */
    least: z.enum(STREET_RANKS).default("lot"),
  }),
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
