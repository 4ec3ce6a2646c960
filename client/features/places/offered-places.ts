import { useSyncExternalStore } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";

/** What a text may mean, for the map to show while the editor asks which: in the order of the list, from 1. */
const NONE: readonly Footprint[] = [];
let offered = NONE;
const listeners = new Set<() => void>();

export function offerPlaces(places: readonly Footprint[]): void {
  if (places.length === 0 && offered.length === 0) return;
  offered = places;
  for (const listener of listeners) listener();
}

export function useOfferedPlaces(): readonly Footprint[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
