/**
 * The few things drawn over everything, walls too: the selection, ground in dispute, the shape being drawn.
 * Rebuilt whole at each change; there are never many.
 */
import {
  ArcType,
  BoundingSphere,
  type Cartesian3,
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
  readonly dots?: readonly Dot[];
}

export interface Overlay {
  draw(shapes: Shapes): void;
}

const OVER_EVERYTHING = { depthTest: { enabled: false }, depthMask: false };

export function createOverlay(scene: Scene): Overlay {
  const layer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  return {
    draw({ surfaces = [], strokes = [], dots = [] }) {
      layer.removeAll();
      if (surfaces.length > 0) layer.add(surfacePrimitive(surfaces));
      // A casing and its line are two primitives: within one, the engine may reorder instances of equal depth.
      for (const stroke of strokes) layer.add(strokePrimitive(stroke));
      if (dots.length > 0) layer.add(dotCollection(dots));
      scene.requestRender();
    },
  };
}

function surfacePrimitive(surfaces: readonly Surface[]): Primitive {
  return new Primitive({
    geometryInstances: surfaces.map(
      ({ mesh, colour, opacity }) =>
        new GeometryInstance({
          geometry: new Geometry({
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
          }),
          attributes: {
            color: ColorGeometryInstanceAttribute.fromColor(
              Color.fromCssColorString(colour).withAlpha(opacity),
            ),
          },
        }),
    ),
    appearance: new PerInstanceColorAppearance({
      flat: true,
      translucent: true,
      renderState: OVER_EVERYTHING,
    }),
    asynchronous: false,
    allowPicking: false,
    shadows: ShadowMode.DISABLED,
  });
}

function strokePrimitive({ positions, colour, widthPixels }: Stroke): Primitive {
  return new Primitive({
    geometryInstances: new GeometryInstance({
      geometry: new PolylineGeometry({
        positions: [...positions],
        width: widthPixels,
        vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
        arcType: ArcType.NONE,
      }),
      attributes: {
        color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(colour)),
      },
    }),
    appearance: new PolylineColorAppearance({ translucent: true, renderState: OVER_EVERYTHING }),
    asynchronous: false,
    allowPicking: false,
    shadows: ShadowMode.DISABLED,
  });
}

function dotCollection(dots: readonly Dot[]): PointPrimitiveCollection {
  const points = new PointPrimitiveCollection();
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
