import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MAX_PAGE } from "../../../domain/contract/parameters.ts";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { type Span, toInterval } from "../../../domain/geo/interval.ts";
import {
  getIntervention,
  getInterventionHistory,
  listPhases,
  type PhaseFeature,
} from "../../../domain/interventions/contract.ts";
import { call } from "../../api/call.ts";

/** Past this the list says that it is not all: a city with 120,000 works on record may be asked for ten years. */
const MAX_PAGES = 12;
const GRID_DEGREES = 0.002;
/** A view is so many steps of the grid across, give or take half. */
const STEPS_ACROSS = 6;

/**
 * Grown outwards to a grid of about 200 m, coarser for a wider view, so that small moves of the camera ask for
 * nothing; and no wider than the city, outside which there is nothing to ask for.
 */
export function gridExtent(seen: Extent, city: Extent): Extent {
  const across = Math.max(seen[2] - seen[0], seen[3] - seen[1]);
  const doublings = Math.max(0, Math.floor(Math.log2(across / (GRID_DEGREES * STEPS_ACROSS))));
  const step = GRID_DEGREES * 2 ** doublings;
  const exact = (n: number) => Number(n.toFixed(3));
  const down = (n: number) => exact(Math.floor(n / step) * step);
  const up = (n: number) => exact(Math.ceil(n / step) * step);
  const [west, south, east, north] = [down(seen[0]), down(seen[1]), up(seen[2]), up(seen[3])];
  const [cityWest, citySouth, cityEast, cityNorth] = [down(city[0]), down(city[1]), up(city[2]), up(city[3])];
  if (west >= cityEast || east <= cityWest || south >= cityNorth || north <= citySouth) {
    return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
  }
  return [
    Math.max(west, cityWest),
    Math.max(south, citySouth),
    Math.min(east, cityEast),
    Math.min(north, cityNorth),
  ];
}

export interface PhasesInView {
  readonly phases: readonly PhaseFeature[];
  readonly complete: boolean;
}

/** Phases that take ground in the extent during the span; null extent: not known yet. */
export function usePhases(extent: Extent | null, span: Span, city: Extent) {
  const bbox = extent === null ? null : gridExtent(extent, city).join(",");
  return useQuery({
    queryKey: ["phases", bbox, span.startMs, span.endMs],
    queryFn: async ({ signal }): Promise<PhasesInView> => {
      const phases: PhaseFeature[] = [];
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const reply = await call(listPhases, {
          query: { bbox: bbox!, ...toInterval(span), limit: MAX_PAGE, after },
          signal,
        });
        phases.push(...reply.features);
        if (reply.next === null) return { phases, complete: true };
        after = reply.next;
      }
      return { phases, complete: false };
    },
    enabled: bbox !== null,
    placeholderData: keepPreviousData,
  });
}

export function useIntervention(interventionId: string | null) {
  return useQuery({
    queryKey: ["intervention", interventionId],
    queryFn: ({ signal }) => call(getIntervention, { params: { interventionId: interventionId! }, signal }),
    enabled: interventionId !== null,
  });
}

/** Each reading of names is recorded, so it is asked for only when somebody wants to see it. */
export function useHistory(interventionId: string, wanted: boolean) {
  return useQuery({
    queryKey: ["history", interventionId],
    queryFn: ({ signal }) => call(getInterventionHistory, { params: { interventionId }, signal }),
    enabled: wanted,
    staleTime: 0,
    retry: false,
  });
}
