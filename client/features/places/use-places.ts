import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { findPlaces, type Place } from "../../../domain/places/contract.ts";
import { call } from "../../api/call.ts";
import { plain } from "./read-place.ts";
import { projectOnAxis, type StreetAxis } from "./street-axis.ts";
import type { StreetNetwork } from "./street-network.ts";

const REST_MS = 150;
const LIMIT = 10;

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
      call(findPlaces, { query: { text: sought.slice(0, 100), limit: LIMIT }, signal }),
    enabled: sought.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Metres along the street at which a house number stands, or null when there is none. */
export async function findHouse(
  network: StreetNetwork,
  axis: StreetAxis,
  houseNumber: string,
): Promise<number | null> {
  const { places } = await call(findPlaces, { query: { text: `${axis.name} ${houseNumber}`, limit: LIMIT } });
  const sought = plain(`${axis.name} ${houseNumber}`);
  const house = places.find((place: Place) => place.kind === "address" && plain(place.title) === sought);
  return house ? projectOnAxis(axis, network.plane.toMetres(house.position)).alongMetres : null;
}
