import type { z } from "zod";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";

/** The parts of the form that can be wrong, each with one plain sentence in i18n (`editor.errors`). */
export const ERROR_FIELDS = [
  "title",
  "place",
  "description",
  "footprint",
  "outline",
  "width",
  "start",
  "end",
  "depth",
  "height",
  "footwayWidth",
  "carriagewayWidth",
  "hours",
  "noise",
  "people",
  "machines",
  "detourAgreements",
  "cause",
  "contractor",
  "recurrence",
  "other",
] as const;
export type ErrorField = (typeof ERROR_FIELDS)[number];

export interface FieldError {
  readonly field: ErrorField;
  /** Position of the phase it was found in; null when it concerns the whole. */
  readonly position: number | null;
}

/** Which field of the form a path of the input belongs to; the same for the browser's check and the server's. */
export function fieldOf(path: readonly (string | number)[]): FieldError {
  const [first, second, third, ...rest] = path;
  if (first !== "phases") {
    const field = ERROR_FIELDS.find((known) => known === first) ?? "other";
    return { field, position: null };
  }
  const position = typeof second === "number" ? second : null;
  return { field: phaseField(third, rest), position };
}

function phaseField(name: string | number | undefined, rest: readonly (string | number)[]): ErrorField {
  switch (name) {
    case "startsAt":
      return "start";
    case "endsAt":
      return "end";
    case "depthMetres":
      return "depth";
    case "heightMetres":
      return "height";
    case "footwayWidthMetres":
      return "footwayWidth";
    case "carriagewayWidthMetres":
      return "carriagewayWidth";
    case "dailyHours":
    case "weekdays":
      return "hours";
    case "noisePowerDecibels":
      return "noise";
    case "expectedPeople":
      return "people";
    case "machines":
      return "machines";
    case "detourAgreements":
      return "detourAgreements";
    case "footprint":
      if (rest.includes("widthMetres")) return "width";
      return rest.includes("coordinates") ? "outline" : "footprint";
    case undefined:
      return "footprint";
    default:
      return "other";
  }
}

/** `phases.0.endsAt`, also behind `body.` or `intervention.`, as the server names fields. */
export function fieldOfName(name: string): FieldError {
  const parts = name.split(/[.[\]]+/).filter((part) => part !== "" && part !== "body");
  if (parts[0] === "intervention" || parts[0] === "draft") parts.shift();
  return fieldOf(parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
}

export function fieldErrors(error: z.ZodError<InterventionInput>): FieldError[] {
  const seen = new Set<string>();
  return error.issues
    .map((issue) => fieldOf(issue.path.filter((part) => typeof part !== "symbol")))
    .filter(({ field, position }) => {
      const key = `${position}.${field}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    });
}
