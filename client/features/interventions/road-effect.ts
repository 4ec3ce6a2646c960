import type { Hindrance, VehicleImpact } from "../../../domain/interventions/intervention.ts";

/** The six pictograms of SCREENS.md, from least to most. */
export const ROAD_EFFECTS = [
  "parking",
  "footway",
  "narrowing",
  "alternating",
  "one-direction",
  "closed",
] as const;
export type RoadEffect = (typeof ROAD_EFFECTS)[number];

interface Prefill {
  readonly vehicleImpact: VehicleImpact;
  readonly hindrance: Hindrance;
  readonly widthMetres: number;
  readonly footwayWidthMetres: number | null;
  readonly carriagewayWidthMetres: number | null;
}

/**
 * What each sets, to be corrected by hand. Widths are proposals: a parking bay (2.0–2.5 m), a pavement (DM
 * 5-11-2001: 1.50 m), a lane (2.75–3.50 m) and two. What is left free is what the law asks for at least: 1.00 m on
 * foot (DPR 495/92 art. 40(4)), 5.60 m for two directions (art. 42), a lane for one; null where it is not touched.
 */
export const ROAD_EFFECT_PREFILLS: Readonly<Record<RoadEffect, Prefill>> = {
  parking: {
    vehicleImpact: "all-lanes-open",
    hindrance: "none",
    widthMetres: 2.5,
    footwayWidthMetres: null,
    carriagewayWidthMetres: null,
  },
  footway: {
    vehicleImpact: "all-lanes-open",
    hindrance: "minor",
    widthMetres: 1.5,
    footwayWidthMetres: 1,
    carriagewayWidthMetres: null,
  },
  narrowing: {
    vehicleImpact: "all-lanes-open-shift-left",
    hindrance: "minor",
    widthMetres: 2.5,
    footwayWidthMetres: null,
    carriagewayWidthMetres: 5.6,
  },
  alternating: {
    vehicleImpact: "alternating-one-way",
    hindrance: "major",
    widthMetres: 3,
    footwayWidthMetres: null,
    carriagewayWidthMetres: 2.75,
  },
  "one-direction": {
    vehicleImpact: "some-lanes-closed",
    hindrance: "major",
    widthMetres: 3.5,
    footwayWidthMetres: null,
    carriagewayWidthMetres: 3.5,
  },
  closed: {
    vehicleImpact: "all-lanes-closed",
    hindrance: "major",
    widthMetres: 6,
    footwayWidthMetres: null,
    carriagewayWidthMetres: 0,
  },
};

/** The pictogram that says what the values say, or null when none does. */
export function findRoadEffect(values: Pick<Prefill, "vehicleImpact" | "hindrance">): RoadEffect | null {
  return (
    ROAD_EFFECTS.find((effect) => {
      const prefill = ROAD_EFFECT_PREFILLS[effect];
      return prefill.vehicleImpact === values.vehicleImpact && prefill.hindrance === values.hindrance;
    }) ?? null
  );
}

/** The values a pictogram sets; a width changed by hand stays. */
export function applyRoadEffect(current: Prefill, effect: RoadEffect): Prefill {
  const before = findRoadEffect(current);
  const was = before && ROAD_EFFECT_PREFILLS[before];
  const prefill = ROAD_EFFECT_PREFILLS[effect];
  const keepsOr = <K extends "widthMetres" | "footwayWidthMetres" | "carriagewayWidthMetres">(width: K) =>
    was === null || current[width] === null || was[width] === current[width]
      ? prefill[width]
      : current[width];
  const { vehicleImpact, hindrance } = prefill;
  return {
    vehicleImpact,
    hindrance,
    widthMetres: keepsOr("widthMetres"),
    footwayWidthMetres: keepsOr("footwayWidthMetres"),
    carriagewayWidthMetres: keepsOr("carriagewayWidthMetres"),
  };
}
