import { INTERVENTION_KINDS, type InterventionKind } from "../interventions/intervention.ts";
import {
  type Box,
  type ParameterError,
  ParameterReader,
  parseBox,
  type RawQuery,
  Wrong,
} from "./parameters.ts";
import { DEFAULT_SYSTEM } from "./reference-systems.ts";

/** Which interventions a calendar holds; null: all. */
export interface CalendarQuery {
  readonly kinds: readonly InterventionKind[] | null;
  /** A street's name. */
  readonly street: string | null;
  /** The external identifier of a zone, as collection `zones` gives it. */
  readonly district: string | null;
  readonly boxes: readonly Box[] | null;
}

export const ALL_OF_CALENDAR: CalendarQuery = { kinds: null, street: null, district: null, boxes: null };
const MAX_NAME = 200;

export function readCalendarQuery(
  raw: RawQuery,
): { readonly query: CalendarQuery } | { readonly errors: readonly ParameterError[] } {
  const reader = new ParameterReader(raw, ["kind", "street", "district", "bbox"]);
  const query: CalendarQuery = {
    kinds: reader.read<CalendarQuery["kinds"]>("kind", parseKinds, null),
    street: reader.read<string | null>("street", parseName, null),
    district: reader.read<string | null>("district", parseName, null),
    boxes: reader.read<readonly Box[] | null>("bbox", (text) => parseBox(text, DEFAULT_SYSTEM), null),
  };
  return reader.errors.length > 0 ? { errors: reader.errors } : { query };
}

function parseKinds(text: string): InterventionKind[] {
  return text.split(",").map((word) => {
    const kind = INTERVENTION_KINDS.find((known) => known === word);
    if (kind === undefined) throw new Wrong(`expected one or more of ${INTERVENTION_KINDS.join(",")}`);
    return kind;
  });
}

function parseName(text: string): string {
  if (text.trim() === "" || text.length > MAX_NAME || text.includes("\0")) {
    throw new Wrong(`expected a name of at most ${MAX_NAME} characters`);
  }
  return text.trim();
}
