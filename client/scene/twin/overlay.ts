/**
 * The few things drawn over everything, walls too: the selection, ground in dispute, the shape being drawn.
 * Rebuilt whole at each change; there are never many.
 */
import {
  type Appearance,
  ArcType,
  BlendOption,
  BoundingSphere,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PointPrimitiveCollection,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  PrimitiveCollection,
  PrimitiveType,
  type Scene,
  ShadowMode,
} from "@cesium/engine";
import type { Mesh } from "./slab.ts";

export interface Surface {
  readonly mesh: Mesh;
  readonly colour: string;
  readonly opacity: number;
}

export interface Stroke {
  readonly positions: readonly Cartesian3[];
  readonly colour: string;
  readonly widthPixels: number;
}

export interface Dot {
  readonly position: Cartesian3;
  readonly colour: string;
  readonly diameterPixels: number;
  readonly outline: string;
  readonly outlinePixels: number;
}

export interface Shapes {
  readonly surfaces?: readonly Surface[];
  /** In drawing order: a casing before its line. */
  readonly strokes?: readonly Stroke[];
  /** Over the strokes: what is narrower than its own outline would be nothing but outline. */
  readonly fills?: readonly Surface[];
  readonly dots?: readonly Dot[];
}

export interface Overlay {
  draw(shapes: Shapes): void;
}

const OVER_EVERYTHING = { depthTest: { enabled: false }, depthMask: false };
/**
 * What is translucent is drawn from the farthest to the nearest, and at equal distance in the order it was added:
 * a bound that holds every eye makes the overlay the nearest thing, drawn after the slabs and in its own order.
 */
const NEAREST_RADIUS_METRES = 100_000;

export function createOverlay(scene: Scene): Overlay {
  const layer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  return {
    draw({ surfaces = [], strokes = [], fills = [], dots = [] }) {
      layer.removeAll();
      if (surfaces.length > 0) layer.add(surfacePrimitive(surfaces));
      for (const run of alikeRuns(strokes)) layer.add(strokePrimitive(run));
      if (fills.length > 0) layer.add(surfacePrimitive(fills));
      if (dots.length > 0) layer.add(dotCollection(dots));
      scene.requestRender();
    },
  };
}

/** Strokes of one look that follow each other are one primitive: a draft has hundreds of dashes. */
function alikeRuns(strokes: readonly Stroke[]): Stroke[][] {
  const runs: Stroke[][] = [];
  for (const stroke of strokes) {
    const run = runs.at(-1);
    if (run?.[0]?.colour === stroke.colour && run[0].widthPixels === stroke.widthPixels) run.push(stroke);
    else runs.push([stroke]);
  }
  return runs;
}

function surfacePrimitive(surfaces: readonly Surface[]): Primitive {
  return flatPrimitive(
    surfaces.map(({ mesh, colour, opacity }) => {
      const geometry = new Geometry({
        attributes: {
          position: new GeometryAttribute({
            componentDatatype: ComponentDatatype.DOUBLE,
            componentsPerAttribute: 3,
            values: mesh.positions,
          }),
        } as never,
        indices: mesh.triangles,
        primitiveType: PrimitiveType.TRIANGLES,
        boundingSphere: BoundingSphere.fromVertices([...mesh.positions]),
      });
      return instance(geometry, Color.fromCssColorString(colour).withAlpha(opacity));
    }),
    new PerInstanceColorAppearance({ flat: true, translucent: true, renderState: OVER_EVERYTHING }),
  );
}

function strokePrimitive(strokes: readonly Stroke[]): Primitive {
  return flatPrimitive(
    strokes.flatMap(({ positions, colour, widthPixels }) => {
      // None when all its positions are one.
      const geometry = PolylineGeometry.createGeometry(
        new PolylineGeometry({
          positions: [...positions],
          width: widthPixels,
          vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
          arcType: ArcType.NONE,
        }),
      );
      return geometry ? [instance(geometry, Color.fromCssColorString(colour))] : [];
    }),
    new PolylineColorAppearance({ translucent: true, renderState: OVER_EVERYTHING }),
  );
}

function instance(geometry: Geometry, colour: Color): GeometryInstance {
  if (geometry.boundingSphere) geometry.boundingSphere.radius = NEAREST_RADIUS_METRES;
  return new GeometryInstance({
    geometry,
    attributes: { color: ColorGeometryInstanceAttribute.fromColor(colour) },
  });
}

function flatPrimitive(geometryInstances: GeometryInstance[], appearance: Appearance): Primitive {
  return new Primitive({
    geometryInstances,
    appearance,
    asynchronous: false,
    allowPicking: false,
    shadows: ShadowMode.DISABLED,
  });
}

function dotCollection(dots: readonly Dot[]): PointPrimitiveCollection {
  // What is opaque would be drawn before all that is translucent: under the band whose handle it is.
  const points = new PointPrimitiveCollection({ blendOption: BlendOption.TRANSLUCENT });
  // Two that nobody sees, far above and far below: a bound that holds every eye, as the strokes have.
  for (const way of [-1, 1]) {
    const at = dots[0]!.position;
    const scale = 1 + (way * NEAREST_RADIUS_METRES) / Cartesian3.magnitude(at);
    points.add({
      position: Cartesian3.multiplyByScalar(at, scale, new Cartesian3()),
      color: Color.TRANSPARENT,
      pixelSize: 1,
    });
  }
  for (const dot of dots) {
    points.add({
      position: dot.position,
      color: Color.fromCssColorString(dot.colour),
      pixelSize: dot.diameterPixels,
      outlineColor: Color.fromCssColorString(dot.outline),
      outlineWidth: dot.outlinePixels,
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
    });
  }
  return points;
}
