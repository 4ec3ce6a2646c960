import { useState } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import type { LineEnd, StreetLane } from "../../../domain/places/on-street.ts";
import {
  layOnSide,
  layOpposite,
  type Side,
  stretchTo,
  withBearing,
  withLength,
  withWidth,
} from "./shape-actions.ts";
import { type LineOnStreet, useOnStreet } from "./use-on-street.ts";

export interface ShapeDesk {
  readonly footprint: Footprint | null;
  /** Null: an area, or a line along no street. */
  readonly street: LineOnStreet | null;
  readonly lane: StreetLane;
  lay(side: Side, lane?: StreetLane): void;
  layOpposite(): void;
  stretch(end: LineEnd, way: "extend" | "shrink"): void;
  setLength(metres: number): void;
  setWidth(metres: number): void;
  setBearing(degrees: number): void;
  /** The shape without its tail of decimals changed as one edit. */
  change(footprint: Footprint | null): void;
}

/** The drawn shape and what can be done to it by buttons and keys. */
export function useShape(
  footprint: Footprint | null,
  streets: readonly StreetFeature[],
  onFootprint: (footprint: Footprint) => void,
): ShapeDesk {
  const [lane, setLane] = useState<StreetLane>("kerb");
  const street = useOnStreet(footprint, streets);
  const change = (next: Footprint | null) => next !== null && onFootprint(next);
  const on = street?.on ?? null;
  return {
    footprint,
    street,
    lane,
    change,
    lay(side, chosen = lane) {
      setLane(chosen);
      if (footprint && on) change(layOnSide(footprint, on, side, chosen));
    },
    layOpposite: () => footprint && on && change(layOpposite(footprint, on, lane)),
    stretch: (end, way) => footprint && on && change(stretchTo(footprint, on, end, way)),
    setLength: (metres) => footprint && change(withLength(footprint, metres)),
    setWidth: (metres) => footprint && change(withWidth(footprint, metres)),
    setBearing: (degrees) => footprint && change(withBearing(footprint, degrees)),
  };
}
