/**
 * How a phase and a finding look, by kind, state and clock (SCREENS.md, "Colours"): the twin and the plan both
 * draw from here, so that one sign means one thing in either.
 */
import type { Severity } from "../../domain/conflicts/finding.ts";
import type { Span } from "../../domain/geo/interval.ts";
import { overlaps, toSpan } from "../../domain/geo/interval.ts";
import type { PhaseFeature } from "../../domain/interventions/contract.ts";
import type { InterventionKind, InterventionState } from "../../domain/interventions/intervention.ts";
import { interventions } from "../../domain/layers/catalogue/interventions.ts";
import { legendFill } from "./legend-fill.ts";

export interface SceneClock {
  /** What the screen shows. */
  readonly interval: Span;
  /** Where the handle of the clock stands. */
  readonly instantMs: number;
  /** The real time: only against this can a work be late. */
  readonly nowMs: number;
}

/**
 * `dotted` foreseen, `dashed` being drafted, `light` planned, `strong` going on at the instant of the clock,
 * `none` done: the outline alone.
 */
export type PhaseFill = "dotted" | "dashed" | "light" | "strong" | "none";

export interface PhaseStyle {
  /** #rrggbb of the kind. */
  readonly colour: string;
  readonly fill: PhaseFill;
  /** 0–1, of the fill's plain part (patterns are drawn over it). */
  readonly fillOpacity: number;
  readonly outlineWidthPixels: number;
  /** Past its end and still on the ground: drawn with a black and white edge. */
  readonly overrun: boolean;
}

export const FILL_OPACITY: Readonly<Record<PhaseFill, number>> = {
  dotted: 0.12,
  dashed: 0.12,
  light: 0.35,
  strong: 0.8,
  none: 0,
};

export const OUTLINE_WIDTH_PIXELS = 2;

/** Ink in a white casing: legible on every colour of the scene. */
export const SELECTION = { ink: "#17212B", casing: "#FFFFFF", inkPixels: 3, casingPixels: 7 } as const;

/** The two edges of an overrun, dash by dash. */
export const OVERRUN_EDGE = { dark: "#000000", light: "#FFFFFF", widthPixels: 4 } as const;

export const SEVERITY_STYLES: Readonly<
  Record<Severity, { readonly fill: string; readonly outline: string; readonly symbol: string }>
> = {
  blocking: { fill: "#A92207", outline: "#A92207", symbol: "octagon" },
  warning: { fill: "#F2D534", outline: "#17212B", symbol: "triangle" },
  advice: { fill: "#596D81", outline: "#596D81", symbol: "circle" },
  synergy: { fill: "#4BB1B4", outline: "#17212B", symbol: "diamond" },
};

/** Grounds for text: no small text stands on a kind's own colour. */
export const KIND_TINTS: Readonly<Record<InterventionKind, string>> = {
  roadwork: "#FBE9CF",
  greenwork: "#D3E6DD",
  event: "#E6DAEE",
  occupation: "#D6E5FA",
};

export function kindColour(kind: InterventionKind): string {
  return legendFill(interventions, kind);
}

type Timed = Pick<PhaseFeature["properties"], "state" | "startsAt" | "endsAt">;

const STARTED: readonly InterventionState[] = ["handedOver", "inProgress", "suspended"];

/** Reading two instants takes a microsecond, ten thousand times at every step of the clock. */
const spans = new WeakMap<Timed, Span>();

function spanOf(phase: Timed): Span {
  const known = spans.get(phase);
  if (known !== undefined) return known;
  const span = toSpan(phase);
  spans.set(phase, span);
  return span;
}

export function isOverrun(phase: Timed, nowMs: number): boolean {
  return STARTED.includes(phase.state) && spanOf(phase).endMs <= nowMs;
}

/** When the ground is taken: an overrun holds it now, and nobody knows for how long. */
export function occupiedSpan(phase: Timed, nowMs: number): Span {
  const span = spanOf(phase);
  return isOverrun(phase, nowMs) ? { startMs: span.startMs, endMs: nowMs + 1 } : span;
}

/** Null when the phase is not to be drawn: outside the clock's interval, or called off. */
export function findPhaseStyle(phase: PhaseFeature["properties"], clock: SceneClock): PhaseStyle | null {
  return styleAt(readyPhase(phase, clock.nowMs), clock);
}

/** What of a phase's style no step of the clock changes. */
export interface ReadyPhase {
  readonly startMs: number;
  readonly endMs: number;
  /** While the handle of the clock stands in its time, and while it does not. */
  readonly active: PhaseStyle | null;
  readonly resting: PhaseStyle | null;
}

/** @param stillMs how long from now an overrun still counts as holding its ground. */
export function readyPhase(phase: PhaseFeature["properties"], nowMs: number, stillMs = 0): ReadyPhase {
  const { startMs, endMs } = occupiedSpan(phase, nowMs);
  if (phase.state === "cancelled") return { startMs, endMs, active: null, resting: null };
  const overrun = isOverrun(phase, nowMs);
  return {
    startMs,
    endMs: overrun ? endMs + stillMs : endMs,
    active: styleOf(phase.kind, fillOf(phase.state, true), overrun),
    resting: styleOf(phase.kind, fillOf(phase.state, false), overrun),
  };
}

/** Ten thousand take less than a millisecond. */
export function styleAt(
  phase: ReadyPhase,
  { interval, instantMs }: Omit<SceneClock, "nowMs">,
): PhaseStyle | null {
  // The handle may stand outside the interval being shown; what it points at is drawn all the same.
  if (phase.startMs <= instantMs && instantMs < phase.endMs) return phase.active;
  return overlaps(phase, interval) ? phase.resting : null;
}

/** One object a look: who styles thousands of phases sees by identity which of them a step of the clock changes. */
const styles = new Map<string, PhaseStyle>();

function styleOf(kind: InterventionKind, fill: PhaseFill, overrun: boolean): PhaseStyle {
  const key = `${kind} ${fill} ${overrun}`;
  const known = styles.get(key);
  if (known !== undefined) return known;
  const style: PhaseStyle = {
    colour: kindColour(kind),
    fill,
    fillOpacity: FILL_OPACITY[fill],
    outlineWidthPixels: OUTLINE_WIDTH_PIXELS,
    overrun,
  };
  styles.set(key, style);
  return style;
}

function fillOf(state: InterventionState, atInstant: boolean): PhaseFill {
  if (state === "forecast") return "dotted";
  if (state === "draft") return "dashed";
  if (state === "completed" || state === "takenBack") return "none";
  return atInstant ? "strong" : "light";
}
