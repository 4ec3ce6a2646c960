import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { MAX_PAGE } from "../../../domain/contract/parameters.ts";
import { listStreets, type StreetFeature } from "../../../domain/places/contract.ts";
import { call } from "../../api/call.ts";
import { type StreetNetwork, streetNetwork } from "./street-network.ts";

const NO_STREETS: readonly StreetFeature[] = [];

/** All named streets of the city, page after page; they do not change while the page is open. */
export function useStreets(): readonly StreetFeature[] {
  const streets = useQuery({
    queryKey: ["streets"],
    queryFn: async ({ signal }) => {
      const all: StreetFeature[] = [];
      let after: string | undefined;
      do {
        const page = await call(listStreets, { query: { limit: MAX_PAGE, after }, signal });
        all.push(...page.features);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return all;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return streets.data ?? NO_STREETS;
}

/** Null until the streets are there. */
export function useStreetNetwork(
  streets: readonly StreetFeature[],
  centre: readonly [number, number],
): StreetNetwork | null {
  return useMemo(() => (streets.length === 0 ? null : streetNetwork(streets, centre)), [streets, centre]);
}
