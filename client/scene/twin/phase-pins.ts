/**
 * A pin over each phase: from where one sees a whole district a trench is a pixel wide and behind houses. Full while
 * the ground is taken or to be taken, hollow when only foreseen, drafted or done; ringed in the blocking colour when
 * something blocks it. Two more buffers, whatever the number.
 */
import {
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  BufferPolyline,
  BufferPolylineCollection,
  BufferPolylineMaterial,
  type Cartesian3,
  Color,
  PrimitiveCollection,
} from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { Pick } from "../city-view.ts";
import { type PhaseFill, type PhaseStyle, SELECTION, SEVERITY_STYLES } from "../phase-style.ts";
import { planeAt } from "../plane.ts";
import { colourOf } from "./colours.ts";
import { pointWithin } from "./pattern.ts";
import { SLAB_METRES } from "./phase-geometry.ts";
import { type Lay, pack } from "./slab.ts";

/** Above the eaves of an ordinary street. */
export const HEAD_METRES = 34;
const HEAD_PIXELS: Readonly<Record<PhaseFill, number>> = {
  strong: 8,
  light: 6,
  dotted: 5,
  dashed: 5,
  none: 5,
};
const RING_PIXELS = { plain: 1.5, blocking: 2.5 };
const STEM_OPACITY = 0.55;
const WHITE = colourOf(SELECTION.casing);
const BLOCKING = colourOf(SEVERITY_STYLES.blocking.fill);

export interface PhasePins {
  readonly primitives: PrimitiveCollection;
  /** Restyles the nth phase's pin; null: it is not there. */
  setStyle(nth: number, style: PhaseStyle | null, opacity: number): void;
}

/** Foot and head of the pin over a footprint. */
export function pinOf(
  rings: readonly (readonly (readonly number[])[])[],
  { toWorld }: Lay<Cartesian3>,
): [Cartesian3, Cartesian3] {
  const plane = planeAt(rings[0]![0]!);
  const spot = plane.toDegrees(pointWithin(rings.map((ring) => ring.map(plane.toMetres))));
  return [toWorld(spot, SLAB_METRES), toWorld(spot, HEAD_METRES)];
}

export function drawPins(phases: readonly PhaseFeature[], ground: Lay<Cartesian3>): PhasePins {
  const heads = new BufferPointCollection({ primitiveCountMax: phases.length, allowPicking: true });
  const stems = new BufferPolylineCollection({
    primitiveCountMax: phases.length,
    vertexCountMax: 2 * phases.length,
    allowPicking: false,
  });
  const head = new BufferPoint();
  const stem = new BufferPolyline();
  for (const { id, geometry, properties } of phases) {
    const [foot, top] = pinOf(geometry.coordinates, ground);
    const pickObject: Pick = { kind: "phase", phaseId: id, interventionId: properties.interventionId };
    heads.add({ position: top, pickObject }, head);
    stems.add({ positions: pack([foot, top]) }, stem);
  }
  const paint = new BufferPointMaterial();
  const stroke = new BufferPolylineMaterial({ width: 1 });
  const primitives = new PrimitiveCollection();
  if (phases.length > 0) {
    primitives.add(stems);
    primitives.add(heads);
  }

  return {
    primitives,
    setStyle(nth, style, opacity) {
      heads.get(nth, head);
      stems.get(nth, stem);
      head.show = style !== null;
      stem.show = style !== null;
      if (style === null) return;
      const colour = colourOf(style.colour);
      const full = style.fill === "strong" || style.fill === "light";
      const blocked = phases[nth]!.properties.blockingCount > 0;
      Color.clone((full ? colour : WHITE).withAlpha(opacity), paint.color);
      Color.clone((blocked ? BLOCKING : full ? WHITE : colour).withAlpha(opacity), paint.outlineColor);
      paint.size = HEAD_PIXELS[style.fill];
      paint.outlineWidth = blocked ? RING_PIXELS.blocking : RING_PIXELS.plain;
      head.setMaterial(paint);
      Color.clone(colour.withAlpha(opacity * STEM_OPACITY), stroke.color);
      stem.setMaterial(stroke);
    },
  };
}
