import { z } from "zod";

/** Every refusal the API knows (RFC 9457): its status, and its title in both languages. */
export const PROBLEMS = {
  "bad-input": { status: 400, it: "Dati non validi", en: "The input is not valid" },
  "not-signed-in": { status: 401, it: "Accesso richiesto", en: "Please sign in" },
  "not-allowed": { status: 403, it: "Il suo ruolo non lo permette", en: "Your role does not allow this" },
  "cross-site": { status: 403, it: "Richiesta da un altro sito", en: "Request from another site" },
  "not-found": { status: 404, it: "Non trovato", en: "Not found" },
  "method-not-allowed": { status: 405, it: "Metodo non ammesso", en: "Method not allowed" },
  "version-conflict": {
    status: 409,
    it: "Nel frattempo qualcun altro l'ha modificato",
    en: "Somebody changed it meanwhile",
  },
  "finding-changed": {
    status: 409,
    it: "Nel frattempo la situazione è cambiata",
    en: "The situation has changed meanwhile",
  },
  "proposal-changed": {
    status: 409,
    it: "Nel frattempo la proposta è cambiata",
    en: "The proposal has changed meanwhile",
  },
  "id-taken": { status: 409, it: "Identificativo già usato", en: "This identifier is already in use" },
  "too-large": { status: 413, it: "Dati troppo grandi", en: "The input is too large" },
  "unsupported-media": { status: 415, it: "Formato non ammesso", en: "Unsupported media type" },
  "import-under-way": {
    status: 409,
    it: "Un'importazione è già in corso",
    en: "An import is under way already",
  },
  "import-ended": { status: 409, it: "L'importazione è già terminata", en: "The import has already ended" },
  "import-not-set-up": {
    status: 409,
    it: "Il server non ha una cartella di dati da importare",
    en: "The server has no folder of data to import",
  },
  "outside-city": { status: 422, it: "Fuori dal territorio della città", en: "Outside the city" },
  "invalid-footprint": { status: 422, it: "Area non valida", en: "The footprint is not valid" },
  "transition-not-allowed": {
    status: 409,
    it: "Questo passaggio di stato non è ammesso",
    en: "This change of state is not allowed",
  },
  "invalid-recurrence": { status: 422, it: "Ricorrenza non valida", en: "The recurrence is not valid" },
  "attachment-refused": { status: 422, it: "File non ammesso", en: "This file is not accepted" },
  "too-many-attachments": { status: 409, it: "Troppi allegati", en: "Too many attachments" },
  "too-many-drafts": { status: 409, it: "Troppe bozze", en: "Too many drafts" },
  "too-many-requests": { status: 429, it: "Troppe richieste", en: "Too many requests" },
  internal: { status: 500, it: "Errore interno", en: "Internal error" },
  unavailable: { status: 503, it: "Servizio non pronto", en: "Service not ready" },
} as const satisfies Record<string, { status: number; it: string; en: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The body of every refusal, `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    requestId: z.string().optional(),
    /** What was wrong, each with the field it was found in: `phases.0.endsAt`. */
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    /** What stands instead of what was sent, where the operation says that it tells it. */
    current: z.unknown().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** An expected refusal, returned as a value by domain and services. */
export interface Refusal<Code extends ProblemCode = ProblemCode> {
  readonly refusal: Code;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly current?: unknown;
}

export function refuse<Code extends ProblemCode>(
  code: Code,
  more: Omit<Refusal, "refusal"> = {},
): Refusal<Code> {
  return { refusal: code, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refusal" in value;
}
