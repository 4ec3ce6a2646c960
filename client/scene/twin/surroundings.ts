/**
 * The plate the model stands on: open ground that fades into the background, so that the city neither ends at
 * a cliff nor floats. Drawn by us, not data: it is plainly empty.
 */
import {
  BoundingSphere,
  Cartesian3,
  Color,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  PrimitiveType,
  type Scene,
  ShadowMode,
} from "@cesium/engine";
import { ground as groundLayer } from "../../../domain/layers/catalogue/ground.ts";
import { legendFill } from "../legend-fill.ts";
import { metresToDegrees } from "./camera-moves.ts";
import type { GroundLevel } from "./ground-level.ts";
import { BACKGROUND } from "./scene-recipe.ts";

const SECTORS = 64;
/** Lower than the lowest flat mesh and than water. */
const BELOW_GROUND_METRES = 8;
/** Radius, and how much of the ground's colour is left there. */
const RINGS: readonly (readonly [metres: number, ground: number])[] = [
  [0, 1],
  [2_500, 1],
  [5_000, 0.55],
  [8_000, 0.2],
  [14_000, 0],
];

export function addSurroundings(scene: Scene, ground: GroundLevel, centre: readonly number[]): void {
  const near = Color.fromCssColorString(legendFill(groundLayer, "base"));
  const far = Color.fromCssColorString(BACKGROUND);
  const positions: number[] = [];
  const colours: number[] = [];
  const indices: number[] = [];
  RINGS.forEach(([metres, share], ring) => {
    const colour = Color.lerp(far, near, share, new Color());
    for (let sector = 0; sector < SECTORS; sector++) {
      const angle = (2 * Math.PI * sector) / SECTORS;
      const [east, north] = metresToDegrees(metres * Math.sin(angle), metres * Math.cos(angle), centre[1]!);
      const place = ground.toWorld([centre[0]! + east, centre[1]! + north], -BELOW_GROUND_METRES);
      positions.push(place.x, place.y, place.z);
      colours.push(...colour.toBytes());
      if (ring === 0) continue;
      const next = (sector + 1) % SECTORS;
      const [inner, outer] = [(ring - 1) * SECTORS, ring * SECTORS];
      indices.push(inner + sector, outer + sector, outer + next, inner + sector, outer + next, inner + next);
    }
  });
  scene.primitives.add(
    new Primitive({
      geometryInstances: new GeometryInstance({ geometry: geometryOf(positions, colours, indices) }),
      appearance: new PerInstanceColorAppearance({ flat: true, translucent: false }),
      asynchronous: false,
      allowPicking: false,
      shadows: ShadowMode.DISABLED,
    }),
  );
}

function geometryOf(positions: number[], colours: number[], indices: number[]): Geometry {
  return new Geometry({
    attributes: {
      position: new GeometryAttribute({
        componentDatatype: ComponentDatatype.DOUBLE,
        componentsPerAttribute: 3,
        values: new Float64Array(positions),
      }),
      color: new GeometryAttribute({
        componentDatatype: ComponentDatatype.UNSIGNED_BYTE,
        componentsPerAttribute: 4,
        normalize: true,
        values: new Uint8Array(colours),
      }),
    } as never,
    indices: new Uint16Array(indices),
    primitiveType: PrimitiveType.TRIANGLES,
    boundingSphere: BoundingSphere.fromVertices(positions, Cartesian3.ZERO, 3),
  });
}
