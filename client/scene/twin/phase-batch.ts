/** Some phases with their slabs and pins, styled together by the clock. */
import { type Cartesian3, PrimitiveCollection } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { type PhaseStyle, type ReadyPhase, readyPhase, type SceneClock, styleAt } from "../phase-style.ts";
import { drawPins } from "./phase-pins.ts";
import { drawPhases } from "./phase-slabs.ts";
import type { Lay } from "./slab.ts";

/** What of a phase can be made out: all of it, or a pin over what is left of it. */
export type PhaseDetail = "near" | "middle";

/** What depends on the real time may be so old: a work that runs over shows it a minute later at the most. */
export const LATENESS_MS = 60_000;

export interface PhaseBatch {
  readonly primitives: PrimitiveCollection;
  readonly phases: readonly PhaseFeature[];
  readonly drawnAtMs: number;
  /** Phases not taken away. */
  readonly liveCount: number;
  /** Its nth phase is no longer asked for; it goes with the next `setClock`. */
  takeAway(nth: number): void;
  isAway(nth: number): boolean;
  /** Restyles what a step of the clock changes, and nothing else. */
  setClock(clock: SceneClock, opacity: number): void;
  setDetail(detail: PhaseDetail): void;
}

export function drawBatch(
  phases: readonly PhaseFeature[],
  nowMs: number,
  ground: Lay<Cartesian3>,
): PhaseBatch {
  const slabs = drawPhases(phases, nowMs, ground);
  const pins = drawPins(phases, ground);
  const primitives = new PrimitiveCollection();
  primitives.add(slabs.primitives);
  primitives.add(pins.primitives);
  const away = new Set<number>();
  let ready: ReadyPhase[] = [];
  let readyAtMs = Number.NEGATIVE_INFINITY;
  /** Undefined: not as it should be. */
  let shown: (PhaseStyle | null | undefined)[] = [];
  let shownOpacity = 1;

  return {
    primitives,
    phases,
    drawnAtMs: nowMs,
    get liveCount() {
      return phases.length - away.size;
    },
    takeAway: (nth) => away.add(nth),
    isAway: (nth) => away.has(nth),
    setClock(clock, opacity) {
      if (Math.abs(clock.nowMs - readyAtMs) > LATENESS_MS) {
        ready = phases.map(({ properties }) => readyPhase(properties, clock.nowMs, LATENESS_MS));
        readyAtMs = clock.nowMs;
      }
      if (opacity !== shownOpacity) shown = [];
      shownOpacity = opacity;
      for (let nth = 0; nth < phases.length; nth++) {
        const style = away.has(nth) ? null : styleAt(ready[nth]!, clock);
        if (shown[nth] === style) continue;
        shown[nth] = style;
        slabs.setStyle(nth, style, opacity);
        pins.setStyle(nth, style, opacity);
      }
    },
    setDetail(detail) {
      pins.primitives.show = detail !== "near";
    },
  };
}
