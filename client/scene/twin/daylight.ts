/**
 * How light falls on the city's meshes: an open sky above, a bright ground below, one sun, and air that pales what
 * is far. The engine's own physically based light is made for planets with an atmosphere; against it this is
 * cheaper, and level ground in the sun comes out in exactly the colour its legend shows.
 */
import { Cartesian3, Color, CustomShader, LightingModel, UniformType } from "@cesium/engine";
import { BACKGROUND } from "./scene-recipe.ts";

/** Linear light on a surface that faces up, sideways, down; with the sun, level ground gets 1. */
const SKY = { up: 0.72, side: 0.63, down: 0.5 };
/** At right angles to the sun; times the light's intensity (0.92) and the sine of its height (38°), 0.28. */
const SUN = 0.495;
/** Where the air begins to pale, where it has paled all it will, and how much that is. */
const HAZE = { nearMetres: 1_200, farMetres: 9_000, most: 0.6 };

/** A crease is a pixel wide at any distance: far off, what is left of its ink, or the city turns grey with lines. */
const FAR_LINES = { nearMetres: 500, farMetres: 2_600, left: 0.3 };

const air = Color.fromCssColorString(BACKGROUND);
const AIR_GLSL = `vec3(${[air.red, air.green, air.blue].map(glsl).join(", ")})`;

/** `vec3 hazed(vec3 linearColour, float metres)` */
export const HAZE_GLSL = `
  vec3 hazed(vec3 color, float metres) {
    float share = ${glsl(HAZE.most)} * smoothstep(${glsl(HAZE.nearMetres)}, ${glsl(HAZE.farMetres)}, metres);
    return mix(color, czm_srgbToLinear(${AIR_GLSL}), share);
  }`;

export function createDaylight(centre: readonly number[]): CustomShader {
  const up = Cartesian3.normalize(Cartesian3.fromDegrees(centre[0]!, centre[1]!), new Cartesian3());
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    uniforms: { u_up: { type: UniformType.VEC3, value: up } },
    // `material.normalEC`, not `fsInput.attributes.normalEC`: naming the latter would switch this shader off
    // for crease lines, which have none.
    fragmentShaderText: `
      ${HAZE_GLSL}
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        float metres = length(fsInput.attributes.positionEC);
        #ifdef HAS_NORMALS
          vec3 normal = normalize(material.normalEC);
          float height = dot(normal, normalize(czm_viewRotation * u_up));
          float sky = height > 0.0
            ? mix(${glsl(SKY.side)}, ${glsl(SKY.up)}, height)
            : mix(${glsl(SKY.side)}, ${glsl(SKY.down)}, -height);
          vec3 sun = ${glsl(SUN)} * max(dot(normal, czm_lightDirectionEC), 0.0) * czm_lightColor;
          material.diffuse = hazed(material.diffuse * (vec3(sky) + sun), metres);
        #else
          material.diffuse = hazed(material.diffuse, metres);
          material.alpha *= mix(1.0, ${glsl(FAR_LINES.left)}, smoothstep(${glsl(FAR_LINES.nearMetres)}, ${glsl(FAR_LINES.farMetres)}, metres));
        #endif
      }`,
  });
}

function glsl(value: number): string {
  return value.toFixed(4);
}
