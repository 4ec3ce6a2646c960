import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";

export const PARTS = [
  "title",
  "place",
  "description",
  "kind",
  "state",
  "when",
  "footprint",
  "effect",
] as const;
export type Part = (typeof PARTS)[number];

export interface Difference {
  readonly part: Part;
  /** Shown side by side where a text says it; null for shapes, dates and effects, which the map shows. */
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** What two versions of one intervention do not agree on. */
export function differencesBetween(mine: InterventionInput, theirs: Intervention): Difference[] {
  const differences: Difference[] = [];
  for (const part of ["title", "place", "description"] as const) {
    if (mine[part] !== theirs[part]) differences.push({ part, mine: mine[part], theirs: theirs[part] });
  }
  for (const part of ["kind", "state"] as const) {
    if (mine[part] !== theirs[part]) differences.push({ part, mine: null, theirs: null });
  }
  const [a, b] = [mine.phases, theirs.phases];
  const unlike = (pick: (phase: InterventionInput["phases"][number]) => unknown) =>
    JSON.stringify(a.map(pick)) !== JSON.stringify(b.map(pick));
  const shapes = {
    when: unlike(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)]),
    footprint: unlike(({ footprint }) =>
      footprint.kind === "line"
        ? [footprint.line.coordinates, footprint.widthMetres]
        : footprint.polygon.coordinates,
    ),
    effect: unlike(({ vehicleImpact, hindrance, depthMetres }) => [vehicleImpact, hindrance, depthMetres]),
  };
  for (const part of ["when", "footprint", "effect"] as const) {
    if (shapes[part]) differences.push({ part, mine: null, theirs: null });
  }
  return differences;
}
