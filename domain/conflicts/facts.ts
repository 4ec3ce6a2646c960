import { type Span, toInterval } from "../geo/interval.ts";
import type { Hindrance, InterventionKind, InterventionState } from "../interventions/intervention.ts";
import type { Counterpart } from "./counterpart.ts";

/** A saved, live phase near the subject in space; near in time means within a year either side of it. */
export interface NearbyPhase {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly officeName: string;
  readonly hindrance: Hindrance;
  readonly span: Span;
  /** Between the two footprints; 0 where they touch or overlap. */
  readonly distanceMetres: number;
  /** Ground both footprints take. 0 when they only touch. */
  readonly sharedSquareMetres: number;
  /** From the subject's drawn line to this footprint; null when the subject was drawn as an area. */
  readonly lineDistanceMetres: number | null;
}

/** Everything a rule may ask to know. A rule names what it needs and is given nothing else. */
export interface Facts {
  readonly nearbyPhases: readonly NearbyPhase[];
}
export type FactName = keyof Facts;

/** How far and how long around a phase `nearbyPhases` reaches. */
export const NEARBY_METRES = 25;
export const NEARBY_DAYS = 366;

/** The phase under examination. */
export interface Subject {
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly hindrance: Hindrance;
  readonly span: Span;
  /** Width of a footprint drawn as a line; null for an area. */
  readonly widthMetres: number | null;
}

/** What is the same for every rule of one evaluation. */
export interface Circumstances {
  readonly nowMs: number;
  readonly timeZone: string;
}

export function toCounterpart(phase: NearbyPhase): Counterpart {
  const { phaseId, interventionId, kind, title, officeName, span } = phase;
  return { type: "phase", phaseId, interventionId, kind, title, officeName, ...toInterval(span) };
}
