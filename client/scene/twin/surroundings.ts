/**
 * The plate the model stands on: open ground that fades into the air, so that the city neither ends at a cliff nor
 * floats. Drawn by us, not data: it is plainly empty.
 */
import {
  BoundingSphere,
  type Cartesian3,
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
import { HAZE_GLSL } from "./daylight.ts";
import type { GroundLevel } from "./ground-level.ts";
import { BACKGROUND } from "./scene-recipe.ts";

const SECTORS = 64;
const RADII_METRES = [2_000, 5_000, 10_000, 20_000];
/** Lower than the lowest flat mesh and than water. */
const BELOW_GROUND_METRES = 8;
/** Where nothing is left of it: nearer than its rim, and than the farthest camera sees. */
const GONE_METRES = 13_000;

export function addSurroundings(scene: Scene, ground: GroundLevel, centre: readonly number[]): void {
  const at = (metres: number, sector: number): Cartesian3 => {
    const angle = (2 * Math.PI * sector) / SECTORS;
    const [east, north] = metresToDegrees(metres * Math.sin(angle), metres * Math.cos(angle), centre[1]!);
    const place = [centre[0]! + east, centre[1]! + north];
    return ground.toWorld(place, -ground.reachBelow(place) - BELOW_GROUND_METRES);
  };
  const sectors = Array.from({ length: SECTORS }, (_, sector) => sector);
  const places = [at(0, 0), ...RADII_METRES.flatMap((metres) => sectors.map((sector) => at(metres, sector)))];
  const indices = RADII_METRES.flatMap((_, ring) =>
    sectors.flatMap((sector) => {
      const outer = 1 + ring * SECTORS + sector;
      const outerNext = 1 + ring * SECTORS + ((sector + 1) % SECTORS);
      if (ring === 0) return [0, outer, outerNext];
      const [inner, innerNext] = [outer - SECTORS, outerNext - SECTORS];
      return [inner, outer, outerNext, inner, outerNext, innerNext];
    }),
  );
  const positions = Float64Array.from(places.flatMap(({ x, y, z }) => [x, y, z]));
  scene.primitives.add(
    new Primitive({
      geometryInstances: new GeometryInstance({
        geometry: new Geometry({
          attributes: {
            position: new GeometryAttribute({
              componentDatatype: ComponentDatatype.DOUBLE,
              componentsPerAttribute: 3,
              values: positions,
            }),
          } as never,
          indices: Uint16Array.from(indices),
          primitiveType: PrimitiveType.TRIANGLES,
          boundingSphere: BoundingSphere.fromVertices([...positions]),
        }),
      }),
      appearance: new PerInstanceColorAppearance({
        flat: true,
        translucent: false,
        vertexShaderSource: VERTEX_SHADER,
        fragmentShaderSource: fragmentShader(),
      }),
      asynchronous: false,
      allowPicking: false,
      shadows: ShadowMode.DISABLED,
    }),
  );
}

const VERTEX_SHADER = `
  in vec3 position3DHigh;
  in vec3 position3DLow;
  in float batchId;
  out vec3 v_positionEC;
  void main() {
    vec4 position = czm_computePosition();
    v_positionEC = (czm_modelViewRelativeToEye * position).xyz;
    gl_Position = czm_modelViewProjectionRelativeToEye * position;
  }`;

function fragmentShader(): string {
  return `
    in vec3 v_positionEC;
    ${HAZE_GLSL}
    void main() {
      float far = length(v_positionEC);
      vec3 hazy = hazed(czm_srgbToLinear(${vec3(legendFill(groundLayer, "base"))}), far);
      vec3 air = czm_srgbToLinear(${vec3(BACKGROUND)});
      vec3 color = mix(hazy, air, smoothstep(0.2, 1.0, far / ${GONE_METRES.toFixed(1)}));
      out_FragColor = vec4(czm_linearToSrgb(color), 1.0);
    }`;
}

function vec3(hex: string): string {
  const { red, green, blue } = Color.fromCssColorString(hex);
  return `vec3(${[red, green, blue].map((value) => value.toFixed(4)).join(", ")})`;
}
