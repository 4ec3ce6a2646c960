/** Some phases with their slabs and pins, styled together by the clock. */
import { type Cartesian3, PrimitiveCollection } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { findPhaseStyle, type PhaseStyle, type SceneClock } from "../phase-style.ts";
import { drawPins } from "./phase-pins.ts";
import { drawPhases } from "./phase-slabs.ts";
import type { Lay } from "./slab.ts";

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
  showPins(shown: boolean): void;
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
  const shown: (PhaseStyle | null | undefined)[] = phases.map(() => undefined);
  let shownOpacity = -1;

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
      for (let nth = 0; nth < phases.length; nth++) {
        const style = away.has(nth) ? null : findPhaseStyle(phases[nth]!.properties, clock);
        if (shown[nth] === style && opacity === shownOpacity) continue;
        shown[nth] = style;
        slabs.setStyle(nth, style, opacity);
        pins.setStyle(nth, style, opacity);
      }
      shownOpacity = opacity;
    },
    showPins(next) {
      pins.primitives.show = next;
    },
  };
}
