/** The table of interventions: pages of rows, what they can be filtered by, and the same rows as files. */
import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { extentParameter } from "../contract/parameters.ts";
import { positionSchema } from "../geo/geometry-schema.ts";
import { dateSchema, instantSchema, text } from "../scalars.ts";
import { HINDRANCES, INTERVENTION_KINDS, INTERVENTION_STATES, VEHICLE_IMPACTS } from "./intervention.ts";
import { SHEET_COLUMNS, type SheetColumnKey } from "./sheet-columns.ts";

const nothing = z.object({});

/** What the rows can be put in order by. */
export const SORT_KEYS = [
  "title",
  "kind",
  "state",
  "urgent",
  "place",
  "office",
  "contractor",
  "startsAt",
  "endsAt",
  "phaseCount",
  "vehicleImpact",
  "hindrance",
  "blockingCount",
  "warningCount",
  "areaSquareMetres",
  "updatedAt",
  "version",
  "synthetic",
] as const satisfies readonly SheetColumnKey[];
export type SortKey = (typeof SORT_KEYS)[number];

/**
 * By a column, or `soonest`: what is under way and what comes next, by its start; then what is over, the last first.
 */
export const ORDERINGS = [...SORT_KEYS, "soonest"] as const;
export type Ordering = (typeof ORDERINGS)[number];

export const FINDING_FILTERS = ["blocking", "warning", "any", "none"] as const;

/** Of so many at most, by id: an address has to hold them. */
export const MAX_LISTED_IDS = 300;

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const listOf = (values: readonly string[]) =>
  z.string().regex(new RegExp(`^(${values.join("|")})(,(${values.join("|")}))*$`), {
    error: `expected some of ${values.join(", ")}, separated by commas`,
  });
const yesOrNo = z.enum(["true", "false"]);

const filterShape = {
  kinds: listOf(INTERVENTION_KINDS).optional(),
  states: listOf(INTERVENTION_STATES).optional(),
  /** Identifiers of offices, separated by commas. */
  offices: z
    .string()
    .max(2_000)
    .regex(/^[\w-]{1,100}(,[\w-]{1,100})*$/, { error: "expected identifiers separated by commas" })
    .optional(),
  urgent: yesOrNo.optional(),
  synthetic: yesOrNo.optional(),
  /** Words, each somewhere in title, place or description; case and accents do not count. */
  text: text(100).trim().min(1).optional(),
  /** [startsAt, endsAt): some phase takes its ground in it. */
  startsAt: instantSchema.optional(),
  endsAt: instantSchema.optional(),
  bbox: extentParameter.optional(),
  /** External id of a zone that some phase's ground meets. */
  zone: text(100).min(1).optional(),
  /** Findings in force: with blocking ones, with warnings, with either, with neither. */
  findings: z.enum(FINDING_FILTERS).optional(),
  ids: z
    .string()
    .regex(new RegExp(`^${UUID}(,${UUID}){0,${MAX_LISTED_IDS - 1}}$`), {
      error: `expected at most ${MAX_LISTED_IDS} uuids, separated by commas`,
    })
    .optional(),
  sort: z.enum(ORDERINGS).default("startsAt"),
  order: z.enum(["asc", "desc"]).default("asc"),
};

const startsBeforeEnds = (
  { startsAt, endsAt }: { startsAt?: string | undefined; endsAt?: string | undefined },
  context: z.RefinementCtx,
) => {
  if (startsAt !== undefined && endsAt !== undefined && !(Date.parse(startsAt) < Date.parse(endsAt))) {
    context.addIssue({ code: "custom", path: ["endsAt"], message: "must be after startsAt" });
  }
};

const filterSchema = z.object(filterShape).superRefine(startsBeforeEnds);
export type InterventionFilter = z.output<typeof filterSchema>;

export const interventionRowSchema = z
  .object({
    id: z.uuid(),
    version: z.number().int().positive(),
    title: z.string(),
    kind: z.enum(INTERVENTION_KINDS),
    state: z.enum(INTERVENTION_STATES),
    urgent: z.boolean(),
    /** The last day on which urgent works may be regularised; null once they are, and where none are due. */
    regulariseBy: dateSchema.nullable(),
    place: z.string(),
    office: z.object({ id: z.string(), name: z.string() }),
    contractor: z.string(),
    /** The first phase's start and the last one's end. */
    startsAt: instantSchema,
    endsAt: instantSchema,
    phaseCount: z.number().int().positive(),
    /** The heaviest of all phases (impact-order.ts). */
    vehicleImpact: z.enum(VEHICLE_IMPACTS),
    hindrance: z.enum(HINDRANCES),
    /** Findings in force that concern it. */
    blockingCount: z.number().int().nonnegative(),
    warningCount: z.number().int().nonnegative(),
    /** Of the ground that all phases take together. */
    areaSquareMetres: z.number().nonnegative(),
    /** Of the box around that ground. */
    centre: positionSchema,
    /** West, south, east, north, in degrees. */
    extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    updatedAt: instantSchema,
    synthetic: z.boolean(),
  })
  .meta({ id: "InterventionRow" });
export type InterventionRow = z.infer<typeof interventionRowSchema>;

export const listInterventions = endpoint({
  id: "listInterventions",
  summary: "Interventions as rows of a table: filtered, in order, in pages",
  method: "GET",
  path: "/api/interventions",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z
    .object({
      ...filterShape,
      limit: z.coerce.number().int().min(1).max(500).default(100),
      /** The `next` of the page before, with the same filters and order. */
      after: z
        .string()
        .max(4_000)
        .regex(/^[A-Za-z0-9_-]+$/)
        .optional(),
    })
    .superRefine(startsBeforeEnds),
  body: nothing,
  response: z
    .object({
      interventions: z.array(interventionRowSchema),
      /** On the first page: how many there are; not exact: at least so many. */
      total: z.object({ count: z.number().int().nonnegative(), exact: z.boolean() }).nullable(),
      /** Give it as `after` for the next page; null on the last. */
      next: z.string().nullable(),
    })
    .meta({ id: "InterventionPage" }),
  status: 200,
  problems: [],
});

export const listInterventionFilters = endpoint({
  id: "listInterventionFilters",
  summary: "Offices and zones that the table of interventions can be filtered by",
  method: "GET",
  path: "/api/intervention-filters",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({
      offices: z.array(z.object({ id: z.string(), name: z.string() })),
      /** Districts, or where there are none, neighbourhoods. */
      zones: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .meta({ id: "InterventionFilters" }),
  status: 200,
  problems: [],
});

const COLUMN_KEYS = SHEET_COLUMNS.map(({ key }) => key);

const exportShape = {
  ...filterShape,
  /** Which columns, separated by commas, in their order; by default all. `id` and `version` come first, asked for or not. */
  columns: listOf(COLUMN_KEYS).optional(),
  /** Of headers, words and numbers. */
  language: z.enum(["it", "en"]).default("it"),
};

const exportBase = {
  method: "GET",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  body: nothing,
  response: z.string(),
  status: 200,
  problems: [],
} as const;

export const exportInterventionsCsv = endpoint({
  ...exportBase,
  id: "exportInterventionsCsv",
  summary: "The same interventions as CSV (RFC 4180, UTF-8)",
  path: "/api/intervention-exports/csv",
  media: "text/csv",
  query: z
    .object({
      ...exportShape,
      /** With a byte order mark, by which Excel knows UTF-8. */
      mark: yesOrNo.default("true"),
    })
    .superRefine(startsBeforeEnds),
});

export const exportInterventionsXlsx = endpoint({
  ...exportBase,
  id: "exportInterventionsXlsx",
  summary: "The same interventions as an Excel sheet (ISO/IEC 29500)",
  path: "/api/intervention-exports/xlsx",
  media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  query: z.object(exportShape).superRefine(startsBeforeEnds),
});

export const exportInterventionsGeoJson = endpoint({
  ...exportBase,
  id: "exportInterventionsGeoJson",
  summary: "The phases of the same interventions as GeoJSON (RFC 7946)",
  path: "/api/intervention-exports/geojson",
  media: "application/geo+json",
  query: z.object(exportShape).superRefine(startsBeforeEnds),
});
export type SheetFormat = "csv" | "xlsx" | "geojson";
