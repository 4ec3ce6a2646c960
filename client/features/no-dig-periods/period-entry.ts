/** A period as the form holds it, and what is wrong with it: by the same schema that the server uses. */
import {
  type NoDigPeriodInput,
  type NoDigPeriodVersion,
  noDigPeriodInputSchema,
  type PeriodArea,
} from "../../../domain/no-dig-periods/contract.ts";

export interface PeriodEntry {
  readonly name: string;
  readonly recurs: "yearly" | "once";
  /** MM-DD */
  readonly fromDay: string;
  readonly toDay: string;
  /** YYYY-MM-DD, empty while not chosen. */
  readonly from: string;
  readonly to: string;
  readonly kinds: NoDigPeriodInput["kinds"];
  readonly everywhere: boolean;
  readonly areas: readonly PeriodArea[];
  readonly source: string;
  readonly confirmed: boolean;
}

const NEW: PeriodEntry = {
  name: "",
  recurs: "yearly",
  fromDay: "12-01",
  toDay: "01-06",
  from: "",
  to: "",
  kinds: ["roadwork"],
  everywhere: true,
  areas: [],
  source: "",
  confirmed: false,
};

/** What holds is where a change begins, but for its source: each version says its own. */
export function entryOf(current: NoDigPeriodVersion | null): PeriodEntry {
  if (current === null) return NEW;
  const { name, season, kinds, areas } = current;
  return {
    ...NEW,
    name,
    kinds,
    areas,
    everywhere: areas.length === 0,
    recurs: season.kind,
    ...(season.kind === "yearly"
      ? { fromDay: season.fromDay, toDay: season.toDay }
      : { from: season.from, to: season.to }),
  };
}

export const ENTRY_FIELDS = ["name", "season", "kinds", "areas", "source"] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];

/** The input, or which fields are wrong. */
export function readEntry(
  entry: PeriodEntry,
  version: number,
  ended: boolean,
): NoDigPeriodInput | ReadonlySet<EntryField> {
  const { recurs, fromDay, toDay, from, to, everywhere, areas, ...said } = entry;
  const read = noDigPeriodInputSchema.safeParse({
    ...said,
    version,
    ended,
    season: recurs === "yearly" ? { kind: recurs, fromDay, toDay } : { kind: recurs, from, to },
    areas: everywhere ? [] : areas.map(({ sort, key }) => ({ sort, key })),
  });
  const wrong = new Set<EntryField>(
    (read.error?.issues ?? []).flatMap(({ path }) => ENTRY_FIELDS.filter((field) => field === path[0])),
  );
  // No area is the whole city; who chose zones and named none has not said which.
  if (!everywhere && areas.length === 0) wrong.add("areas");
  return read.success && wrong.size === 0 ? read.data : wrong;
}
