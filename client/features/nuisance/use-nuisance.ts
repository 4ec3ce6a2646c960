import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BodyOf } from "../../../domain/contract/endpoint.ts";
import { getNuisance, reckonDraftNuisance } from "../../../domain/nuisance/contract.ts";
import { call } from "../../api/call.ts";

export type NuisanceBody = BodyOf<typeof reckonDraftNuisance>;

/** @param body null while there is no ground to reckon it for, or a hand moves it */
export function useDraftNuisance(body: NuisanceBody | null) {
  return useQuery({
    queryKey: ["nuisance of draft", body],
    queryFn: ({ signal }) => call(reckonDraftNuisance, { body: body!, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    // What lies there does not change while a draft is written.
    staleTime: 300_000,
    gcTime: 60_000,
  });
}

/** @param version of the intervention, whose change asks anew */
export function useSavedNuisance(interventionId: string, version: number) {
  return useQuery({
    queryKey: ["nuisance", interventionId, version],
    queryFn: ({ signal }) => call(getNuisance, { params: { interventionId }, signal }),
  });
}
