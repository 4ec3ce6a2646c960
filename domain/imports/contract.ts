import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { MAX_PAGE } from "../contract/parameters.ts";
import { localizedTextSchema } from "../localized.ts";
import { CONSEQUENCES, DATASET_STATES, IMPORT_STATES } from "./import-run.ts";

const nothing = z.object({});
const count = z.number().int().min(0);
const moment = z.iso.datetime({ offset: true });
const access = ["administrator"] as const;
const byId = z.object({ importId: z.coerce.number().int().min(1).max(2_147_483_647) });

const importSchema = z
  .object({
    id: z.number().int(),
    /** What was taken in: "manifest", or the name of an extract. */
    source: z.string(),
    state: z.enum(IMPORT_STATES),
    startedAt: moment,
    endedAt: moment.nullable(),
    cancelRequested: z.boolean(),
    /** Why it failed. */
    reason: z.string().nullable(),
    recordsRead: count,
    refused: count,
    bytesRead: count,
    /** Null while no source says how large it is. */
    bytesTotal: count.nullable(),
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof importSchema>;

const importDatasetSchema = z
  .object({
    id: z.string(),
    layer: z.string(),
    title: z.string(),
    state: z.enum(DATASET_STATES),
    recordsRead: count,
    features: count,
    refused: count,
    repaired: count,
    warned: count,
    leftOut: count,
    bytesRead: count,
    bytesTotal: count.nullable(),
    /** While and after it was read; null before, or when nothing can be said yet. */
    recordsPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "ImportDataset" });
export type ImportDataset = z.infer<typeof importDatasetSchema>;

const importProblemSchema = z
  .object({
    position: z.number().int(),
    recordNumber: count,
    line: count.nullable(),
    consequence: z.enum(CONSEQUENCES),
    code: z.string(),
    message: localizedTextSchema,
    field: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: "ImportProblem" });

export const listImports = endpoint({
  id: "listImports",
  summary: "The imports of this city, the latest first, and whether one can be started here",
  method: "GET",
  path: "/api/imports",
  access,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    imports: z.array(importSchema),
    /** Whether the server knows a folder of sources, and this city has a manifest. */
    canStart: z.boolean(),
  }),
  status: 200,
  problems: [],
});

export const getImport = endpoint({
  id: "getImport",
  summary: "How far an import is, or what became of it, source by source",
  method: "GET",
  path: "/api/imports/{importId}",
  access,
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({ import: importSchema, datasets: z.array(importDatasetSchema) }),
  status: 200,
  problems: ["not-found"],
});

const datasetId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);

export const listImportProblems = endpoint({
  id: "listImportProblems",
  summary: "What was wrong with records of one source: the first thousand, page by page",
  method: "GET",
  path: "/api/imports/{importId}/datasets/{datasetId}/problems",
  access,
  discloses: "nothing",
  params: byId.extend({ datasetId }),
  query: z.object({
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
    after: z.coerce.number().int().min(0).max(1_000_000).optional(),
  }),
  body: nothing,
  response: z.object({
    problems: z.array(importProblemSchema),
    /** `after` of the next page; null on the last. */
    next: z.number().int().nullable(),
  }),
  status: 200,
  problems: ["not-found"],
});

export const downloadImportReport = endpoint({
  id: "downloadImportReport",
  summary: "Every problem of one source, as CSV",
  method: "GET",
  path: "/api/imports/{importId}/datasets/{datasetId}/report",
  access,
  discloses: "nothing",
  params: byId.extend({ datasetId }),
  query: nothing,
  body: nothing,
  response: z.string(),
  media: "text/csv",
  status: 200,
  problems: ["not-found"],
});

export const startImport = endpoint({
  id: "startImport",
  summary: "Starts an import of this city from its manifest and the server's folder of sources",
  method: "POST",
  path: "/api/imports",
  access,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  /** The city that is meant, which must be the one served here. */
  body: z.object({ city: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/) }),
  response: z.object({ queued: z.literal(true) }),
  status: 201,
  problems: ["import-not-set-up", "import-under-way"],
});

export const cancelImport = endpoint({
  id: "cancelImport",
  summary: "Asks an import that runs to stop; the city stays as it was",
  method: "DELETE",
  path: "/api/imports/{importId}",
  access,
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({ import: importSchema }),
  status: 200,
  problems: ["not-found", "import-ended"],
});
