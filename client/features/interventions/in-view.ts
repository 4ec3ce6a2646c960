import type { Extent } from "../../../domain/geo/geometry.ts";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { INTERVENTION_KINDS, type InterventionKind } from "../../../domain/interventions/intervention.ts";

/** [west, south, east, north] of a phase's ground. */
export function extentOfRings(rings: PhaseFeature["geometry"]["coordinates"]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings[0] ?? []) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

export function extentsMeet(a: Extent, b: Extent): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

export interface KindGroup {
  readonly kind: InterventionKind;
  readonly phases: readonly PhaseFeature[];
}

/** What the list says and in which order: by kind; in each, what is blocked first, then what begins first. */
export function groupInView(phases: readonly PhaseFeature[], extent: Extent | null): KindGroup[] {
  const seen = phases.filter(
    (phase) => extent === null || extentsMeet(extentOfRings(phase.geometry.coordinates), extent),
  );
  // Read once each: sorting ten thousand would read their instants a quarter of a million times.
  const ordered = seen
    .map((phase) => ({ phase, rank: rankOf(phase), startMs: Date.parse(phase.properties.startsAt) }))
    .sort((a, b) => a.rank - b.rank || a.startMs - b.startMs || (a.phase.id < b.phase.id ? -1 : 1))
    .map(({ phase }) => phase);
  return INTERVENTION_KINDS.map((kind) => ({
    kind,
    phases: ordered.filter(({ properties }) => properties.kind === kind),
  })).filter((group) => group.phases.length > 0);
}

function rankOf({ properties }: PhaseFeature): number {
  if (properties.blockingCount > 0) return 0;
  return properties.warningCount > 0 ? 1 : 2;
}
