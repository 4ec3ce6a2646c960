/** A sheet that comes back: what it changes of what it was made from, cell by cell. */
import { toLocal } from "../geo/calendar.ts";
import type { InterventionInput } from "../interventions/intervention.ts";
import type { PlannedRow } from "./planned-row.ts";

/** Fields that a sheet which comes back may change (sheet-columns.ts, `editable`). */
export const COMPARED_FIELDS = [
  "title",
  "kind",
  "state",
  "urgent",
  "place",
  "contractor",
  "startsAt",
  "endsAt",
  "vehicleImpact",
  "hindrance",
  "cause",
  "description",
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];
export type FieldValues = Readonly<
  Pick<InterventionInput, Exclude<ComparedField, "startsAt" | "endsAt" | "vehicleImpact" | "hindrance">> &
    Pick<InterventionInput["phases"][number], "startsAt" | "endsAt" | "vehicleImpact" | "hindrance">
>;

export interface CellChange {
  readonly field: ComparedField;
  /** In the version the sheet was made from. */
  readonly old: string | boolean;
  readonly now: string | boolean;
  /** What stands here since, where somebody changed this field too; null: as it was. */
  readonly theirs: string | boolean | null;
}

export const ROW_STANDINGS = ["new", "unchanged", "changed", "stale", "gone", "not-ours"] as const;
export type RowStanding = (typeof ROW_STANDINGS)[number];

export interface RowComparison {
  readonly standing: RowStanding;
  readonly changes: readonly CellChange[];
}

/** An intervention as its row in a sheet has it: the first start, the last end, the heaviest effect. */
export function fieldsOf(input: Omit<InterventionInput, "recurrence">): FieldValues {
  const phases = input.phases;
  const ordered = (values: readonly string[]) => [...values].sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    title: input.title,
    kind: input.kind,
    state: input.state,
    urgent: input.urgent,
    place: input.place,
    contractor: input.contractor,
    startsAt: ordered(phases.map(({ startsAt }) => startsAt))[0]!,
    endsAt: ordered(phases.map(({ endsAt }) => endsAt)).at(-1)!,
    vehicleImpact: heaviest(
      phases.map(({ vehicleImpact }) => vehicleImpact),
      IMPACT_ORDER,
    ),
    hindrance: heaviest(
      phases.map(({ hindrance }) => hindrance),
      ["none", "minor", "major"],
    ),
    cause: input.cause,
    description: input.description,
  };
}

/** From the least to the greatest effect on who drives; "unknown" says nothing and counts least. */
const IMPACT_ORDER = [
  "unknown",
  "all-lanes-open",
  "all-lanes-open-shift-left",
  "all-lanes-open-shift-right",
  "some-lanes-closed",
  "some-lanes-closed-merge-left",
  "some-lanes-closed-merge-right",
  "temporary-traffic-signal",
  "flagging",
  "alternating-one-way",
  "all-lanes-closed",
] as const;

function heaviest<T extends string>(values: readonly T[], order: readonly T[]): T {
  return values.reduce((most, next) => (order.indexOf(next) > order.indexOf(most) ? next : most));
}

export interface Saved {
  readonly version: number;
  readonly fields: FieldValues;
  /** As it was in the version the sheet names; null when that is the present one, or is not known. */
  readonly base: FieldValues | null;
  readonly mayChange: boolean;
}

/** @param saved null: there is no such intervention any more */
export function compareRow(row: PlannedRow, saved: Saved | null, timeZone: string): RowComparison {
  if (row.id === null) return { standing: "new", changes: [] };
  if (saved === null) return { standing: "gone", changes: [] };
  const base = saved.base ?? saved.fields;
  const changes: CellChange[] = [];
  for (const field of COMPARED_FIELDS) {
    if (!row.told.includes(field)) continue;
    const now = tellField(row, field);
    if (now === null || isSame(field, base[field], now, row, timeZone)) continue;
    const theirs = saved.fields[field];
    const isTheirs = !isSame(field, base[field], theirs, null, timeZone);
    // They came to the same by themselves.
    if (isTheirs && isSame(field, theirs, now, row, timeZone)) continue;
    changes.push({ field, old: base[field], now, theirs: isTheirs ? theirs : null });
  }
  if (changes.length === 0) return { standing: "unchanged", changes };
  if (!saved.mayChange) return { standing: "not-ours", changes };
  const isStale = row.version !== null && row.version !== saved.version;
  return { standing: isStale ? "stale" : "changed", changes };
}

/** What the row says; null where an empty cell says nothing. */
function tellField(row: PlannedRow, field: ComparedField): string | boolean | null {
  switch (field) {
    case "kind":
      return row.assumed.includes("kind") ? null : row.kind;
    case "title":
      return row.title === "" ? null : row.title;
    case "place":
      return row.placeText;
    case "endsAt":
      return row.assumed.includes("endsAt") ? null : row.endsAt;
    default:
      return row[field];
  }
}

const MINUTE_MS = 60_000;

function isSame(
  field: ComparedField,
  a: string | boolean,
  b: string | boolean,
  row: PlannedRow | null,
  timeZone: string,
): boolean {
  if (field === "startsAt" || field === "endsAt") {
    const [one, other] = [Date.parse(String(a)), Date.parse(String(b))];
    // A sheet's cell tells minutes.
    if (Math.floor(one / MINUTE_MS) === Math.floor(other / MINUTE_MS)) return true;
    // Midnight in a sheet looks like a day without an hour.
    if (row === null || !row.dayOnly.includes(field)) return false;
    const local = toLocal(one, timeZone);
    return local.clockMs === 0 && local.date === toLocal(other, timeZone).date;
  }
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  const plain = (value: string) => value.replace(/\s+/g, " ").trim();
  return plain(a) === plain(b);
}

/**
 * The saved intervention with some of the sheet's changes. A start or an end moves that of the first or last phase; an
 * effect or a hindrance, of which the sheet tells the heaviest, is set on every phase. Footprints stay.
 */
export function applyChanges<Input extends InterventionInput>(
  input: Input,
  changes: readonly CellChange[],
): Input {
  const plain: Record<string, string | boolean> = {};
  let phases = input.phases;
  for (const { field, now } of changes) {
    if (field === "startsAt" || field === "endsAt") phases = moveEnd(phases, field, String(now));
    else if (field === "vehicleImpact" || field === "hindrance") {
      phases = phases.map((phase) => ({ ...phase, [field]: now }));
    } else plain[field] = now;
  }
  return { ...input, ...plain, phases };
}

function moveEnd(
  phases: InterventionInput["phases"],
  field: "startsAt" | "endsAt",
  value: string,
): InterventionInput["phases"] {
  const at = (phase: InterventionInput["phases"][number]) => Date.parse(phase[field]);
  const moved = phases.reduce((found, phase) =>
    (field === "startsAt" ? at(phase) < at(found) : at(phase) > at(found)) ? phase : found,
  );
  return phases.map((phase) => (phase === moved ? { ...phase, [field]: value } : phase));
}
