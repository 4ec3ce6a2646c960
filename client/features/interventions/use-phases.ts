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

/** Past this the list says that it is not all. */
const MAX_PAGES = 5;
const GRID_DEGREES = 0.002;

/** Grown outwards to a grid of about 200 m, so that small moves of the camera ask for nothing. */
export function gridExtent([west, south, east, north]: Extent): Extent {
  const down = (n: number) => Number((Math.floor(n / GRID_DEGREES) * GRID_DEGREES).toFixed(3));
  const up = (n: number) => Number((Math.ceil(n / GRID_DEGREES) * GRID_DEGREES).toFixed(3));
  return [
    Math.max(-180, down(west)),
    Math.max(-90, down(south)),
    Math.min(180, up(east)),
    Math.min(90, up(north)),
  ];
}

export interface PhasesInView {
  readonly phases: readonly PhaseFeature[];
  readonly complete: boolean;
}

/** Phases that take ground in the extent during the span; null extent: not known yet. */
export function usePhases(extent: Extent | null, span: Span) {
  const bbox = extent === null ? null : gridExtent(extent).join(",");
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
