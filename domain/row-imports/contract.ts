import { z } from "zod";
import { findingSchema } from "../conflicts/finding.ts";
import { endpoint } from "../contract/endpoint.ts";
import { problemSchema } from "../contract/problems.ts";
import {
  HINDRANCES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  interventionInputSchema,
  phaseSchema,
  VEHICLE_IMPACTS,
} from "../interventions/intervention.ts";
import { instantSchema, text } from "../scalars.ts";
import { candidateSchema, placedTextSchema } from "./placing.ts";
import { ROW_FIELDS } from "./row-fields.ts";
import { ROW_IMPORT_STATES, ROW_STATES } from "./row-import.ts";

const nothing = z.object({});
const ROLES = ["planner", "administrator"] as const;
const placeText = text(300).trim().min(1);

/** So many rows a request: about a fifth of a second on the embedded database, whose readers wait for it. */
export const ROWS_A_REQUEST = 20;
export const TEXTS_A_REQUEST = 50;
export const IDS_A_REQUEST = 100;

export const placeRows = endpoint({
  id: "placeRows",
  summary: "Where the texts of rows lie, each with how sure that is and the places to choose from",
  method: "POST",
  path: "/api/rows/places",
  access: ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ texts: z.array(placeText).min(1).max(TEXTS_A_REQUEST) }).meta({ id: "RowTexts" }),
  /** In the order of the texts. */
  response: z.object({ places: z.array(placedTextSchema) }).meta({ id: "PlacedTexts" }),
  status: 200,
  problems: [],
});

/** What of a finding a list of rows has room for; the counterpart may be another row of the same request. */
export const rowFindingSchema = findingSchema
  .pick({ severity: true, class: true, title: true, counterpart: true })
  .meta({ id: "RowFinding" });
export type RowFinding = z.infer<typeof rowFindingSchema>;

export const rowOutcomeSchema = z
  .object({
    id: z.uuid(),
    /** Null: refused. */
    version: z.number().int().positive().nullable(),
    problem: problemSchema.pick({ code: true, detail: true, errors: true }).nullable(),
    findings: z.array(rowFindingSchema),
  })
  .meta({ id: "RowOutcome" });
export type RowOutcome = z.infer<typeof rowOutcomeSchema>;

export const saveRows = endpoint({
  id: "saveRows",
  summary:
    "Save placed rows, or with dryRun only say what saving them would meet; a refused one holds up no other",
  method: "POST",
  path: "/api/rows/save",
  access: ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      /** Nothing is saved; findings among the rows themselves are told too. */
      dryRun: z.boolean(),
      rows: z
        .array(
          z.object({
            /** Of the intervention: the same id and content again is the same row. */
            id: z.uuid(),
            /** Null: new. Else the version that this row changes. */
            version: z.number().int().positive().nullable(),
            intervention: interventionInputSchema,
          }),
        )
        .min(1)
        .max(ROWS_A_REQUEST),
    })
    .meta({ id: "RowsToSave" }),
  /** In the order of the rows. */
  response: z.object({ outcomes: z.array(rowOutcomeSchema) }).meta({ id: "SavedRows" }),
  status: 200,
  problems: ["not-allowed"],
});

/** An intervention as its row in a sheet has it (compare-rows.ts). */
const fieldValuesSchema = z
  .object({
    title: z.string(),
    kind: z.enum(INTERVENTION_KINDS),
    state: z.enum(INTERVENTION_STATES),
    urgent: z.boolean(),
    place: z.string(),
    contractor: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    vehicleImpact: z.enum(VEHICLE_IMPACTS),
    hindrance: z.enum(HINDRANCES),
    cause: z.string(),
    description: z.string(),
  })
  .meta({ id: "RowFieldValues" });

export const listCurrentRows = endpoint({
  id: "listCurrentRows",
  summary:
    "What stands now of the interventions that a sheet's rows were made from, and the version they were then",
  method: "POST",
  path: "/api/rows/current",
  access: ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      rows: z
        .array(z.object({ id: z.uuid(), version: z.number().int().positive().nullable() }))
        .min(1)
        .max(IDS_A_REQUEST),
    })
    .meta({ id: "SheetRows" }),
  /** In the order asked; null where there is none any more. */
  response: z
    .object({
      rows: z.array(
        z
          .object({
            id: z.uuid(),
            version: z.number().int().positive(),
            intervention: interventionInputSchema
              .omit({ phases: true })
              .extend({ phases: z.array(phaseSchema.omit({ polygon: true })) }),
            /** Null: the version asked about is the present one, or its history is not known. */
            base: fieldValuesSchema.nullable(),
            mayChange: z.boolean(),
          })
          .nullable(),
      ),
    })
    .meta({ id: "CurrentRows" }),
  status: 200,
  problems: [],
});

const byImport = z.object({ importId: z.uuid() });
const count = z.number().int().nonnegative();

export const rowImportSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    format: z.enum(["csv", "xlsx", "geojson"]),
    state: z.enum(ROW_IMPORT_STATES),
    bytes: count,
    received: count,
    /** Null: not all of the file has been read. */
    rowsTotal: count.nullable(),
    counts: z.object(
      Object.fromEntries(ROW_STATES.map((state) => [state, count])) as Record<
        (typeof ROW_STATES)[number],
        typeof count
      >,
    ),
    /** Rows done of those read, while it runs. Null: too early to say. */
    rowsPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    /** Why it failed. */
    reason: z.string().nullable(),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: "RowImport" });
export type RowImport = z.infer<typeof rowImportSchema>;

const rowImportReply = z.object({ rowImport: rowImportSchema }).meta({ id: "RowImportReply" });

/** 100 MB, and the JSON around a part below the server's limit of 1 MB. */
export const MOST_ARCHIVE_BYTES = 100 * 1024 * 1024;
export const PART_BYTES = 600 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const createRowImport = endpoint({
  id: "createRowImport",
  summary: "Begin an archive of rows; its file follows in parts. The same id again is the same archive",
  method: "POST",
  path: "/api/row-imports",
  access: ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      id: z.uuid(),
      name: text(200).trim().min(1),
      format: z.enum(["csv", "xlsx", "geojson"]),
      bytes: z.number().int().min(1).max(MOST_ARCHIVE_BYTES),
      /** Which column tells which field; null: by the words of the header. */
      mapping: z
        .array(z.object({ field: z.enum(ROW_FIELDS), column: z.number().int().min(0).max(500) }))
        .max(ROW_FIELDS.length)
        .nullable(),
      defaultKind: z.enum(INTERVENTION_KINDS),
    })
    .meta({ id: "NewRowImport" }),
  response: rowImportReply,
  status: 201,
  problems: ["not-allowed", "id-taken"],
});

export const appendRowImport = endpoint({
  id: "appendRowImport",
  summary: "The next part of an archive's file; the reply says how much has come, to go on from there",
  method: "POST",
  path: "/api/row-imports/{importId}/parts",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: nothing,
  body: z
    .object({
      /** A part that does not begin where the last one ended changes nothing. */
      offset: z.number().int().min(0).max(MOST_ARCHIVE_BYTES),
      base64: z
        .string()
        .min(4)
        .max(Math.ceil(PART_BYTES / 3) * 4)
        .regex(BASE64),
    })
    .meta({ id: "RowImportPart" }),
  response: rowImportReply,
  status: 200,
  problems: ["not-allowed", "not-found", "import-ended"],
});

export const listRowImports = endpoint({
  id: "listRowImports",
  summary: "Archives of rows, the newest first",
  method: "GET",
  path: "/api/row-imports",
  access: ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rowImports: z.array(rowImportSchema) }).meta({ id: "RowImports" }),
  status: 200,
  problems: [],
});

export const getRowImport = endpoint({
  id: "getRowImport",
  summary: "An archive of rows and how far it is",
  method: "GET",
  path: "/api/row-imports/{importId}",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: nothing,
  body: nothing,
  response: rowImportReply,
  status: 200,
  problems: ["not-found"],
});

export const queuedPlaceSchema = z
  .object({
    key: z.string(),
    place: placedTextSchema,
    rows: count,
    /** Of the first row that bears the text: its number, and its cells under their headers. */
    first: z.object({ number: count, cells: z.array(z.object({ header: z.string(), text: z.string() })) }),
  })
  .meta({ id: "QueuedPlace" });
export type QueuedPlace = z.infer<typeof queuedPlaceSchema>;

export const listRowPlaces = endpoint({
  id: "listRowPlaces",
  summary: "Texts of an archive that are still unclear, or were skipped, those of the most rows first",
  method: "GET",
  path: "/api/row-imports/{importId}/places",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: z.object({
    state: z.enum(["unclear", "skipped"]).default("unclear"),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: nothing,
  response: z
    .object({ places: z.array(queuedPlaceSchema), texts: count, rows: count })
    .meta({ id: "QueuedPlaces" }),
  status: 200,
  problems: ["not-found"],
});

export const resolveRowPlace = endpoint({
  id: "resolveRowPlace",
  summary:
    "Settle all rows of an archive that bear a text: a place for them, another text, skipped, or back to the queue",
  method: "POST",
  path: "/api/row-imports/{importId}/places",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: nothing,
  body: z
    .object({
      key: text(300).min(1),
      choice: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("place"), candidate: candidateSchema }),
        z.object({ kind: z.literal("text"), text: placeText }),
        z.object({ kind: z.literal("skip") }),
        z.object({ kind: z.literal("restore") }),
      ]),
    })
    .meta({ id: "RowPlaceChoice" }),
  response: z
    .object({
      /** How many rows it settled. */
      rows: count,
      /** What another text was found to mean, when it is unclear too: nothing was settled then. */
      place: placedTextSchema.nullable(),
    })
    .meta({ id: "SettledRows" }),
  status: 200,
  problems: ["not-allowed", "not-found"],
});

export const steerRowImport = endpoint({
  id: "steerRowImport",
  summary: "Stop an archive's import, or let it go on from where it stopped",
  method: "POST",
  path: "/api/row-imports/{importId}/steer",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: nothing,
  body: z.object({ action: z.enum(["cancel", "resume"]) }).meta({ id: "RowImportSteering" }),
  response: rowImportReply,
  status: 200,
  problems: ["not-allowed", "not-found", "import-ended"],
});

export const downloadRowReport = endpoint({
  id: "downloadRowReport",
  summary: "Every row of an archive as CSV: what became of it, and why where it was not saved",
  method: "GET",
  path: "/api/row-imports/{importId}/report",
  access: ROLES,
  discloses: "nothing",
  params: byImport,
  query: nothing,
  body: nothing,
  response: z.string(),
  media: "text/csv",
  status: 200,
  problems: ["not-found"],
});
