/** What the table shows, as the address holds it: short texts, and what is not understood counts as absent. */
import { z } from "zod";
import { addDays, fromLocal } from "../../../domain/geo/calendar.ts";
import {
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  type InterventionKind,
  type InterventionState,
} from "../../../domain/interventions/intervention.ts";
import {
  FINDING_FILTERS,
  type listInterventions,
  ORDERINGS,
  type Ordering,
  SORT_KEYS,
  type SortKey,
} from "../../../domain/interventions/list-contract.ts";

export interface TableFilters {
  readonly text: string;
  readonly kinds: readonly InterventionKind[];
  readonly states: readonly InterventionState[];
  readonly offices: readonly string[];
  readonly zone: string | null;
  readonly urgent: boolean;
  readonly findings: (typeof FINDING_FILTERS)[number] | null;
  /** Days of the city's calendar, [from, to). */
  readonly from: string | null;
  readonly to: string | null;
  /** West, south, east, north. */
  readonly bbox: string | null;
  readonly invented: boolean | null;
}

export interface TableState extends TableFilters {
  readonly sort: Ordering;
  readonly descending: boolean;
  /** Null: those of this device, else the first ones. */
  readonly columns: readonly SortKey[] | null;
  readonly compact: boolean;
}

export const FIRST_ORDER = { sort: "soonest", descending: false } as const;

export const NO_FILTERS: TableFilters = {
  text: "",
  kinds: [],
  states: [],
  offices: [],
  zone: null,
  urgent: false,
  findings: null,
  from: null,
  to: null,
  bbox: null,
  invented: null,
};

const SEARCH_KEYS = ["q", "k", "s", "o", "z", "u", "f", "from", "to", "b", "i", "sort", "cols", "d"] as const;
export type TableSearch = Partial<Record<(typeof SEARCH_KEYS)[number], string | undefined>>;

const text = z.string().optional().catch(undefined);
export const tableSearchSchema = z.object(
  Object.fromEntries(SEARCH_KEYS.map((key) => [key, text])) as Record<
    (typeof SEARCH_KEYS)[number],
    typeof text
  >,
);

const date = z.iso.date().nullable().catch(null);
const several = <T extends string>(value: string | undefined, known: readonly T[]) =>
  known.filter((one) => value?.split(",").includes(one));
const extent = z
  .string()
  .regex(/^(-?\d{1,3}(\.\d{1,7})?,){3}-?\d{1,3}(\.\d{1,7})?$/)
  .nullable()
  .catch(null);

export function readTable(search: TableSearch): TableState {
  const [from, to] = [date.parse(search.from ?? null), date.parse(search.to ?? null)];
  const sort = ORDERINGS.find((key) => key === search.sort?.replace(/^-/, ""));
  const columns = (search.cols ?? "")
    .split(",")
    .filter((key): key is SortKey => SORT_KEYS.some((one) => one === key));
  return {
    text: (search.q ?? "").slice(0, 100),
    kinds: several(search.k, INTERVENTION_KINDS),
    states: several(search.s, INTERVENTION_STATES),
    offices: (search.o ?? "").split(",").filter((id) => /^[\w-]{1,100}$/.test(id)),
    zone: search.z?.slice(0, 100) || null,
    urgent: search.u === "1",
    findings: FINDING_FILTERS.find((one) => one === search.f) ?? null,
    from,
    to: from !== null && to !== null && to <= from ? null : to,
    bbox: extent.parse(search.b ?? null),
    invented: search.i === "1" ? true : search.i === "0" ? false : null,
    // A planner asks first what is dug up now and what comes next; what is over and what is years away can wait.
    sort: sort ?? FIRST_ORDER.sort,
    descending: sort !== undefined && (search.sort ?? "").startsWith("-"),
    columns: columns.length > 0 ? [...new Set(columns)] : null,
    compact: search.d === "1",
  };
}

export function writeTable(state: TableState): TableSearch {
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(",") : undefined);
  const sort = `${state.descending ? "-" : ""}${state.sort}`;
  return {
    q: state.text.trim() || undefined,
    k: list(state.kinds),
    s: list(state.states),
    o: list(state.offices),
    z: state.zone ?? undefined,
    u: state.urgent ? "1" : undefined,
    f: state.findings ?? undefined,
    from: state.from ?? undefined,
    to: state.to ?? undefined,
    b: state.bbox ?? undefined,
    i: state.invented === null ? undefined : state.invented ? "1" : "0",
    sort: sort === "soonest" ? undefined : sort,
    cols: list(state.columns ?? []),
    d: state.compact ? "1" : undefined,
  };
}

/** What the API is asked, but for the page. */
export function toQuery(
  state: TableState,
  timeZone: string,
): Omit<z.input<(typeof listInterventions)["query"]>, "after"> {
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(",") : undefined);
  const midnight = (day: string | null) =>
    day === null ? undefined : new Date(fromLocal(day, 0, timeZone)).toISOString();
  return {
    text: state.text.trim() || undefined,
    kinds: list(state.kinds),
    states: list(state.states),
    offices: list(state.offices),
    zone: state.zone ?? undefined,
    urgent: state.urgent ? "true" : undefined,
    findings: state.findings ?? undefined,
    startsAt: midnight(state.from),
    endsAt: midnight(state.to),
    bbox: state.bbox ?? undefined,
    synthetic: state.invented === null ? undefined : state.invented ? "true" : "false",
    sort: state.sort,
    order: state.descending ? "desc" : "asc",
  };
}

/** The last day of [from, to), as people say it; and back. */
export const lastDay = (to: string | null) => (to === null ? "" : addDays(to, -1));
export const afterDay = (day: string) => (day === "" ? null : addDays(day, 1));

export function isFiltered(state: TableState): boolean {
  const { sort: _, descending: __, columns: ___, compact: ____, ...filters } = state;
  return JSON.stringify({ ...filters, text: filters.text.trim() }) !== JSON.stringify(NO_FILTERS);
}
