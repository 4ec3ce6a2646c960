/**
 * The phases on the ground, whatever their number: drawn in batches, one a frame, so that ten thousand neither stop
 * the camera nor the hand; when others come into view only those are drawn.
 */
import { type Cartesian3, PrimitiveCollection, type Scene } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { isOverrun, type SceneClock } from "../phase-style.ts";
import { drawBatch, LATENESS_MS, type PhaseBatch, type PhaseDetail } from "./phase-batch.ts";
import { CLUSTERS_FROM_METRES } from "./phase-clusters.ts";
import { isSamePhase } from "./same-phase.ts";
import type { Lay } from "./slab.ts";

/** Built and sent to the card in some 20 ms; ten thousand phases are then 125 draw commands at the most. */
const BATCH_SIZE = 400;
/** Nearer than this the slabs speak for themselves. */
export const PINS_FROM_METRES = 450;

export interface PhaseLayer {
  setPhases(phases: readonly PhaseFeature[], clock: SceneClock): void;
  /** A step of the clock alone: what it changes is restyled, and drawn in one frame. */
  setClock(clock: SceneClock): void;
  setAppearance(visible: boolean, opacity: number): void;
  /** How far the camera is from what it looks at. */
  setDistance(metres: number): void;
  /** Draws everything anew: the ground under it has changed. */
  redraw(): void;
  /** False while phases wait to be drawn. */
  readonly isComplete: boolean;
  destroy(): void;
}

/** @param drawOnce draws a frame for what is in place already; the scene looks for nothing on its way. */
export function createPhaseLayer(
  scene: Scene,
  ground: Lay<Cartesian3>,
  drawOnce: () => void = () => scene.requestRender(),
): PhaseLayer {
  const layer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  let asked: readonly PhaseFeature[] = [];
  let clock: SceneClock | null = null;
  let opacity = 1;
  let detail: PhaseDetail = "near";
  /** So far away that clusters stand for them: none is built, restyled or drawn. */
  let isFar = false;
  let batches: PhaseBatch[] = [];
  /** Mostly taken away: they go once what is left of them has been drawn anew. */
  let leaving: PhaseBatch[] = [];
  let waiting: readonly PhaseFeature[] = [];
  /** Drawn with another detail than is wanted by now. */
  let outdated: PhaseBatch[] = [];
  let comparedAtMs = 0;
  let frame = 0;

  const restyle = () => {
    if (clock === null || isFar) return;
    for (const batch of batches) batch.setClock(clock, opacity);
    for (const batch of leaving) batch.setClock(clock, opacity);
  };
  const drawNext = () => {
    frame = 0;
    if (clock === null || isFar) return;
    const [stale] = outdated;
    if (stale !== undefined) {
      outdated = outdated.slice(1);
      stale.setDetail(detail);
      stale.setClock(clock, opacity);
      stale.primitives.show = true;
      drawSoon();
      return scene.requestRender();
    }
    const next = waiting.slice(0, BATCH_SIZE);
    waiting = waiting.slice(BATCH_SIZE);
    if (next.length > 0) {
      const batch = drawBatch(next, clock.nowMs, ground);
      batch.setDetail(detail);
      batch.setClock(clock, opacity);
      layer.add(batch.primitives);
      batches.push(batch);
    }
    if (waiting.length === 0) {
      for (const batch of leaving) layer.remove(batch.primitives);
      outdated = outdated.filter((batch) => !leaving.includes(batch));
      leaving = [];
    } else drawSoon();
    scene.requestRender();
  };
  const drawSoon = () => {
    if (frame === 0 && !isFar) frame = requestAnimationFrame(drawNext);
  };

  /** Takes away what is not asked for any more, and lines up what is not drawn yet. */
  const compare = (nowMs: number) => {
    comparedAtMs = nowMs;
    const wanted = new Map(asked.map((phase) => [phase.id, phase]));
    for (const batch of batches) {
      batch.phases.forEach((phase, nth) => {
        if (batch.isAway(nth)) return;
        const next = wanted.get(phase.id);
        if (next !== undefined && isSamePhase(phase, next) && isEdgedAlike(next, batch.drawnAtMs, nowMs)) {
          wanted.delete(phase.id);
        } else batch.takeAway(nth);
      });
    }
    const sparse = batches.filter((batch) => batch.liveCount < batch.phases.length / 2);
    batches = batches.filter((batch) => !sparse.includes(batch));
    leaving.push(...sparse);
    const kept = sparse.flatMap((batch) => batch.phases.filter((_, nth) => !batch.isAway(nth)));
    waiting = [...kept, ...wanted.values()];
    if (waiting.length > 0 || leaving.length > 0) drawSoon();
  };

  return {
    setPhases(phases, next) {
      clock = next;
      if (phases !== asked || next.nowMs - comparedAtMs > LATENESS_MS) {
        asked = phases;
        compare(next.nowMs);
      }
      restyle();
      scene.requestRender();
    },
    setClock(next) {
      clock = next;
      restyle();
      drawOnce();
    },
    setAppearance(visible, nextOpacity) {
      layer.show = visible;
      opacity = nextOpacity;
      restyle();
      scene.requestRender();
    },
    setDistance(metres) {
      const wasFar = isFar;
      isFar = metres >= CLUSTERS_FROM_METRES;
      const next = metres < PINS_FROM_METRES ? "near" : "middle";
      if (isFar || (next === detail && !wasFar)) {
        if (isFar && !wasFar) for (const batch of [...batches, ...leaving]) batch.primitives.show = false;
        return;
      }
      detail = next;
      // One a frame: ten thousand phases' edges at once took a fifth of a second.
      outdated = [...batches, ...leaving];
      drawSoon();
    },
    redraw() {
      layer.removeAll();
      [batches, leaving, waiting, outdated] = [[], [], asked, []];
      drawSoon();
    },
    get isComplete() {
      return frame === 0 || isFar;
    },
    destroy: () => cancelAnimationFrame(frame),
  };
}

/** A work that has run over since is edged anew, dark and light. */
function isEdgedAlike({ properties }: PhaseFeature, drawnAtMs: number, nowMs: number): boolean {
  return isOverrun(properties, nowMs) === isOverrun(properties, drawnAtMs);
}
