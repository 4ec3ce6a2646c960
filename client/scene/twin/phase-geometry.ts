/** What one phase is drawn of; which parts it has depends on its state alone, so the clock never rebuilds it. */
import type { Cartesian3 } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { planeAt } from "../plane.ts";
import { dashesWithin, dotsWithin } from "./pattern.ts";
import { edgeOf, type Lay, lidOf, type Mesh, pack, wallsOf } from "./slab.ts";

export const SLAB_METRES = 2.4;
/** Below the lowest kerb, so that no light shows under a slab. */
const SLAB_FOOT_METRES = -0.4;
/** Lines and dots lie above the lid by more than the depth buffer's step at city distances. */
export const LINE_METRES = SLAB_METRES + 0.2;
const LAYER_METRES = 0.15;
const OVERRUN_DASH_METRES = 4;

export interface PhaseGeometry {
  readonly lid: Mesh;
  readonly walls: Mesh;
  readonly edges: readonly Float64Array[];
  /** Dark and light dashes by turns; only for works that may run over. */
  readonly overrunEdges: readonly Float64Array[];
  readonly dashes: readonly Float64Array[];
  readonly dots: readonly Cartesian3[];
}

/**
 * @param overrun whether the phase is past its end and still on the ground.
 * @param layer slabs that share ground lie in different layers, or they would flicker through each other.
 */
export function buildSlab(
  phase: PhaseFeature,
  overrun: boolean,
  layer: number,
  ground: Lay<Cartesian3>,
): PhaseGeometry {
  const lay: Lay<Cartesian3> = {
    ...ground,
    toWorld: (corner, aboveMetres) => ground.toWorld(corner, aboveMetres + layer * LAYER_METRES),
  };
  const rings = phase.geometry.coordinates;
  const { state } = phase.properties;
  const plane = planeAt(rings[0]![0]!);
  const onLid = (point: readonly [number, number]) => lay.toWorld(plane.toDegrees(point), LINE_METRES);
  const flat = rings.map((ring) => ring.map(plane.toMetres));
  return {
    lid: lidOf(rings, SLAB_METRES, lay),
    walls: wallsOf(rings, SLAB_FOOT_METRES, SLAB_METRES, lay),
    edges: overrun ? [] : rings.map((ring) => edgeOf(ring, LINE_METRES, lay)),
    overrunEdges: overrun ? flat.flatMap(cutIntoDashes).map((dash) => pack(dash.map(onLid))) : [],
    dashes: state === "draft" ? dashesWithin(flat).map((dash) => pack(dash.map(onLid))) : [],
    dots: state === "forecast" ? dotsWithin(flat).map(onLid) : [],
  };
}

type Point = readonly [number, number];

/** Each edge in an even number of equal dashes, so that dark and light always alternate around the ring. */
function cutIntoDashes(ring: readonly Point[]): Point[][] {
  return ring.slice(1).flatMap((to, i) => {
    const from = ring[i]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const count = 2 * Math.max(1, Math.round(length / (2 * OVERRUN_DASH_METRES)));
    const at = (nth: number): Point => [
      from[0] + ((to[0] - from[0]) * nth) / count,
      from[1] + ((to[1] - from[1]) * nth) / count,
    ];
    return Array.from({ length: count }, (_, nth) => [at(nth), at(nth + 1)]);
  });
}
