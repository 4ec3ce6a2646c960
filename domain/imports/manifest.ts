/**
 * `data/<city>/manifest.json`: what a city is made of. Which file feeds which layer, how it is read, who published
 * it and under which terms. Files are named relative to the folder given to `npm run import -- <city> --from`.
 */
import { z } from "zod";
import type { CityLayer } from "../city/city-data.ts";
import { localizedTextSchema } from "../localized.ts";
import type { ImportedLayer } from "./mapping.ts";

const IMPORTED_LAYERS = {
  building: 1,
  ground: 1,
  street: 1,
  street_node: 1,
  street_segment: 1,
  cycle_track: 1,
  address: 1,
  tree: 1,
  transit_line: 1,
  transit_stop: 1,
  utility: 1,
  zone: 1,
  elevation_point: 1,
  facility: 1,
  car_park: 1,
  traffic_sensor: 1,
  limited_traffic_zone: 1,
  limited_traffic_gate: 1,
  traffic_zone: 1,
  foreign_event: 1,
  traffic_demand: 1,
} as const satisfies Record<CityLayer | "traffic_demand", 1>;
/** Every table that an import can fill. */
export const importedLayers = Object.keys(IMPORTED_LAYERS) as [ImportedLayer, ...ImportedLayer[]];

export const SOURCE_FORMATS = ["geojson", "csv", "shapefile", "geopackage"] as const;

const SOURCE_ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1"] as const;
export type SourceEncoding = (typeof SOURCE_ENCODINGS)[number];

/** A path below a folder, with "/" on every system; it cannot climb out. */
const relativePath = z
  .string()
  .regex(/^(?!.*(^|\/)\.\.?(\/|$))[\w][\w .()+-]*(\/[\w][\w .()+-]*)*$/, "expected a path inside the folder");

const sourceFields = {
  file: relativePath,
  format: z.enum(SOURCE_FORMATS),
  /** Absent: as the file itself says (.prj, GeoPackage, GeoJSON `crs`), else EPSG:4326 for GeoJSON. */
  crs: z
    .string()
    .regex(/^EPSG:\d{4,6}$/, "expected EPSG:<number>")
    .optional(),
  /** Absent: UTF-8, and text that is not UTF-8 is read as Windows-1252 and reported. */
  encoding: z.enum(SOURCE_ENCODINGS).optional(),
  /** Table of a GeoPackage, or file inside a zip, where there are several. */
  layerName: z.string().optional(),
  /** Columns of a CSV that hold the geometry; absent: found by name (wkt, geometry; lon/lat, x/y). */
  geometryColumns: z
    .union([
      z.strictObject({ wkt: z.string() }),
      z.strictObject({ x: z.string(), y: z.string() }),
      z.literal("none"),
    ])
    .optional(),
};

const companionSchema = z.strictObject({ id: z.string().min(1), ...sourceFields });

const datasetSchema = z.strictObject({
  /** Stays the same from one import to the next, and is the name of the report file. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, "expected lower-case letters, digits and -"),
  layer: z.enum(importedLayers),
  ...sourceFields,
  /** A name of domain/imports/mappings.ts. */
  mapping: z.string().min(1),
  /** What the mapping may look fields up by; each mapping says which it knows. */
  fields: z.record(z.string(), z.string()).default({}),
  /** Small files that the mapping needs beside its own. */
  companions: z.array(companionSchema).default([]),
  /**
   * Areas only: what datasets of the same layer listed before this one already cover is left out. A thing of which
   * at least half is covered goes, another is cut. Ground is then never described twice.
   */
  onlyWhereLacking: z.boolean().default(false),
  /** Things outside the city's extent are left out without a word (a regional file); default: they are refused. */
  clipToCity: z.boolean().default(false),
  title: z.string().min(1),
  source: z.string().min(1),
  publisher: z.string().min(1),
  licence: z.string().min(1),
  attribution: z.string().min(1),
  /** When the source describes the city: "2021-07-12", "2011", or unknown. */
  vintage: z.string().optional(),
  /** Worked out from other data by whoever made the file. */
  derived: z.boolean().default(false),
  synthetic: z.boolean().default(false),
  assumptions: z.array(localizedTextSchema).default([]),
});
export type ManifestDataset = z.infer<typeof datasetSchema>;
export type ManifestSource = z.infer<typeof companionSchema>;

/** west, south, east, north in degrees, CRS84. */
const extentSchema = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .refine(
    ([west, south, east, north]) => west < east && south < north,
    "expected west < east, south < north",
  );

export const manifestSchema = z
  .strictObject({
    city: z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, "expected lower-case letters, digits and _"),
      name: z.string().min(1),
      timeZone: z.string().min(1),
      /** Added to a height above sea level it gives the height above the WGS 84 ellipsoid. */
      geoidUndulationMetres: z.number().min(-120).max(120),
      /** Where the camera begins, degrees; absent: the middle of the extent. */
      centre: z.tuple([z.number(), z.number()]).optional(),
      /** Where its things may lie; absent: what most of the records agree on. */
      extent: extentSchema.optional(),
      attribution: z.string().min(1),
      synthetic: z.boolean().default(false),
    }),
    layers: z.array(datasetSchema).min(1),
  })
  .superRefine(({ layers }, context) => {
    layers.forEach(({ id }, index) => {
      if (layers.findIndex((other) => other.id === id) !== index) {
        context.addIssue({
          code: "custom",
          path: ["layers", index, "id"],
          message: `"${id}" is there twice`,
        });
      }
    });
  });
/** Datasets of one layer stand in the order in which they are taken in; layers follow the first dataset of each. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestCity = Manifest["city"];
