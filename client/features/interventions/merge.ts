/**
 * Two people, or one with two devices, changed the same thing: what only one side changed is taken from that side,
 * what both changed otherwise is asked. Phases are known by id, so that one inserted or moved is not taken for
 * another.
 */
import { type Draft, footprintOf, type PhaseDraft } from "./draft.ts";

export const DRAFT_PARTS = [
  "title",
  "place",
  "kind",
  "state",
  "urgent",
  "cause",
  "contractor",
  "description",
  "recurrence",
  "dutiesMet",
] as const satisfies readonly (keyof Draft)[];

/** What belongs together in a phase: whoever moved its end must not get the other's beginning. */
export const PHASE_PARTS = {
  when: ["startDate", "startClockMs", "endDate", "endClockMs"],
  footprint: ["footprint", "widthMetres"],
  effect: ["vehicleImpact", "hindrance", "footwayWidthMetres", "carriagewayWidthMetres"],
  hours: ["dailyHours", "weekdays"],
  reach: ["depthMetres", "heightMetres"],
  detour: ["detour", "detourAgreements"],
  means: ["noisePowerDecibels", "expectedPeople", "machines"],
} as const satisfies Record<string, readonly (keyof PhaseDraft)[]>;

export type Part = (typeof DRAFT_PARTS)[number] | keyof typeof PHASE_PARTS | "phase";
export type Side = "mine" | "theirs";

export interface MergePart {
  /** Names it among all parts of the merge. */
  readonly key: string;
  readonly part: Part;
  /** Null: of the whole. */
  readonly phaseId: string | null;
  /** `asked`: both changed it, and not to the same. */
  readonly from: Side | "asked";
}

export interface Merge {
  readonly mine: Draft;
  readonly theirs: Draft;
  /** Only what the two sides do not agree on. */
  readonly parts: readonly MergePart[];
}

type Choices = Readonly<Record<string, Side>>;

/** @param base what both began from; null when nobody knows it any more: then every difference is asked. */
export function mergeDrafts(base: Draft | null, mine: Draft, theirs: Draft): Merge {
  const parts: MergePart[] = [];
  const compare = (part: Part, phaseId: string | null, before: unknown, here: unknown, there: unknown) => {
    if (isSame(here, there)) return;
    const key = phaseId === null ? part : `${phaseId}/${part}`;
    const from =
      before === undefined
        ? "asked"
        : isSame(before, here)
          ? "theirs"
          : isSame(before, there)
            ? "mine"
            : "asked";
    parts.push({ key, part, phaseId, from });
  };
  for (const part of DRAFT_PARTS) compare(part, null, base?.[part], mine[part], theirs[part]);
  for (const id of phaseIds(mine, theirs)) {
    const [before, here, there] = [base, mine, theirs].map((draft) => draft && findPhase(draft, id));
    if (here && there) {
      for (const part of Object.keys(PHASE_PARTS) as (keyof typeof PHASE_PARTS)[]) {
        const values = [before, here, there].map((phase) => phase && valuesOf(phase, part));
        compare(part, id, values[0] ?? undefined, values[1], values[2]);
      }
      continue;
    }
    // Only one side has it: added there, or taken away by the other.
    const [side, other] = here ? (["mine", "theirs"] as const) : (["theirs", "mine"] as const);
    const phase = (here ?? there)!;
    const key = `${id}/phase`;
    if (base === null) parts.push({ key, part: "phase", phaseId: id, from: "asked" });
    else if (!before) parts.push({ key, part: "phase", phaseId: id, from: side });
    else {
      const untouched = isSame(comparable(before), comparable(phase));
      parts.push({ key, part: "phase", phaseId: id, from: untouched ? other : "asked" });
    }
  }
  return { mine, theirs, parts };
}

/** The draft that a merge comes to. What is asked and not chosen stays as mine. */
export function settleMerge(base: Draft | null, { mine, theirs, parts }: Merge, choices: Choices): Draft {
  const sides = new Map(
    parts.map(({ key, from }) => [key, from === "asked" ? (choices[key] ?? "mine") : from] as const),
  );
  const draft: Draft = { ...mine };
  for (const part of DRAFT_PARTS) {
    if (sides.get(part) === "theirs") Object.assign(draft, { [part]: theirs[part] });
  }
  const phases = orderOf(base, mine, theirs).flatMap((id) => {
    const [here, there] = [findPhase(mine, id), findPhase(theirs, id)];
    if (!here || !there) {
      const side = sides.get(`${id}/phase`);
      return (side === "mine" ? here : there) ?? [];
    }
    const phase = { ...here };
    for (const [part, fields] of Object.entries(PHASE_PARTS)) {
      if (sides.get(`${id}/${part}`) !== "theirs") continue;
      for (const field of fields) Object.assign(phase, { [field]: there[field] });
    }
    return phase;
  });
  // Each side took away what the other had: a draft without a phase is none.
  const kept = phases.length > 0 ? phases : mine.phases;
  const shown = kept.findIndex(({ id }) => id === mine.phases[mine.position]?.id);
  return { ...draft, phases: kept, position: Math.max(0, shown) };
}

export function findPhase(draft: Draft, id: string): PhaseDraft | null {
  return draft.phases.find((phase) => phase.id === id) ?? null;
}

/** In the order of whichever side changed it, mine where both did; what that side lacks follows what it followed. */
function orderOf(base: Draft | null, mine: Draft, theirs: Draft): string[] {
  const idsOf = (draft: Draft) => draft.phases.map(({ id }) => id);
  const common = (ids: readonly string[], others: readonly string[]) =>
    ids.filter((id) => others.includes(id));
  const [first, second] =
    base !== null && isSame(common(idsOf(mine), idsOf(base)), common(idsOf(base), idsOf(mine)))
      ? [idsOf(theirs), idsOf(mine)]
      : [idsOf(mine), idsOf(theirs)];
  const order = [...first];
  second.forEach((id, index) => {
    if (order.includes(id)) return;
    const before = second.slice(0, index).findLast((known) => order.includes(known));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

function phaseIds(mine: Draft, theirs: Draft): string[] {
  return [...new Set([...mine.phases, ...theirs.phases].map(({ id }) => id))];
}

function valuesOf(phase: PhaseDraft, part: keyof typeof PHASE_PARTS): unknown {
  if (part === "footprint")
    return [footprintOf(phase), phase.footprint?.kind === "area" ? null : phase.widthMetres];
  return PHASE_PARTS[part].map((field) => phase[field as keyof PhaseDraft]);
}

function comparable(phase: PhaseDraft): unknown {
  return (Object.keys(PHASE_PARTS) as (keyof typeof PHASE_PARTS)[]).map((part) => valuesOf(phase, part));
}

/** The same values, in whatever order an object names them. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
