import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { describePlace, findPlaces, listCrossings } from "../../../domain/places/contract.ts";
import { call } from "../../api/call.ts";

const REST_MS = 150;
const LIMIT = 10;
const LONGEST_TEXT = 100;

/** Places by name, asked when the typing rests. */
export function usePlaces(text: string) {
  const [sought, setSought] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSought(text.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({
    queryKey: ["places", sought],
    queryFn: ({ signal }) =>
      call(findPlaces, { query: { text: sought.slice(0, LONGEST_TEXT), limit: LIMIT }, signal }),
    enabled: sought.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What meets a street, in order along it. */
export function useCrossings(streetId: string | null) {
  return useQuery({
    queryKey: ["crossings", streetId],
    queryFn: ({ signal }) => call(listCrossings, { query: { streetId: streetId! }, signal }),
    enabled: streetId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Where a footprint is, in names of streets; "" while that is not known and away from streets. The last answer
 * stays until the next one comes.
 */
export function usePlaceName(footprint: Footprint | null): string {
  const named = useQuery({
    queryKey: ["place name", footprint],
    queryFn: ({ signal }) => call(describePlace, { body: { footprint: footprint! }, signal }),
    enabled: footprint !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return footprint === null ? "" : (named.data?.place ?? "");
}
