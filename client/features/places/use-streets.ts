import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MAX_PAGE } from "../../../domain/contract/parameters.ts";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { listStreets, type StreetFeature } from "../../../domain/places/contract.ts";
import { call } from "../../api/call.ts";
import { streetsInView } from "./streets-in-view.ts";

const NO_STREETS: readonly StreetFeature[] = [];

export interface Streets {
  readonly features: readonly StreetFeature[];
  /** Those of what is in sight are still on their way: others, or none, are given meanwhile. */
  readonly coming: boolean;
}

/** The streets that the view has room to name and a drawing may catch on, page after page. */
export function useStreets(extent: Extent | null): Streets {
  const wanted = extent === null ? null : streetsInView(extent);
  const streets = useQuery({
    queryKey: ["streets", wanted],
    queryFn: async ({ signal }) => {
      const all: StreetFeature[] = [];
      let after: string | undefined;
      do {
        const page = await call(listStreets, { query: { ...wanted!, limit: MAX_PAGE, after }, signal });
        all.push(...page.features);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return all;
    },
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { features: streets.data ?? NO_STREETS, coming: streets.isPending || streets.isPlaceholderData };
}
