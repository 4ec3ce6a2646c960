/**
 * Some phases as slabs, drawn by three buffers whatever their number: lids and walls, edges and dashes, dots. This
 * and phase-pins.ts alone know the engine's (experimental) Buffer* vector classes. Measured in TWIN.md: 10,000
 * polygons as entities hold 224 MB, as buffers 13.5 MB, and a buffer is one draw command.
 */
import {
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  BufferPolygon,
  BufferPolygonCollection,
  BufferPolygonMaterial,
  BufferPolyline,
  BufferPolylineCollection,
  BufferPolylineMaterial,
  type Cartesian3,
  Color,
  PrimitiveCollection,
} from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { Pick } from "../city-view.ts";
import { isOverrun, OVERRUN_EDGE, type PhaseStyle } from "../phase-style.ts";
import { colourOf } from "./colours.ts";
import { buildSlab, type PhaseGeometry } from "./phase-geometry.ts";
import type { Lay } from "./slab.ts";

/** Few share one place; numbers that follow each other are often phases of one intervention. */
const LAYERS = 5;
/** Walls a little darker than the lid, or a slab would read as a flat stain. */
const WALL_SHADE = 0.78;

export interface PhaseSlabs {
  readonly primitives: PrimitiveCollection;
  /** Restyles the nth phase without touching geometry; null: it is not there. */
  setStyle(nth: number, style: PhaseStyle | null, opacity: number): void;
}

interface Drawn {
  /** Lid and walls. */
  readonly polygons: readonly number[];
  readonly edges: readonly number[];
  readonly overrunEdges: readonly number[];
  readonly dashes: readonly number[];
  readonly dots: readonly number[];
}

export function drawPhases(
  phases: readonly PhaseFeature[],
  nowMs: number,
  ground: Lay<Cartesian3>,
): PhaseSlabs {
  const geometries = phases.map((phase, i) =>
    buildSlab(phase, isOverrun(phase.properties, nowMs), i % LAYERS, ground),
  );
  const sum = (count: (geometry: PhaseGeometry) => number) =>
    geometries.reduce((total, geometry) => total + count(geometry), 0);

  const polygons = new BufferPolygonCollection({
    primitiveCountMax: 2 * phases.length,
    vertexCountMax: sum(({ lid, walls }) => (lid.positions.length + walls.positions.length) / 3),
    holeCountMax: 0,
    triangleCountMax: sum(({ lid, walls }) => (lid.triangles.length + walls.triangles.length) / 3),
    allowPicking: true,
  });
  const lines = new BufferPolylineCollection({
    primitiveCountMax: sum(
      ({ edges, overrunEdges, dashes }) => edges.length + overrunEdges.length + dashes.length,
    ),
    vertexCountMax: sum(({ edges, overrunEdges, dashes }) =>
      [...edges, ...overrunEdges, ...dashes].reduce((total, line) => total + line.length / 3, 0),
    ),
    allowPicking: false,
  });
  const points = new BufferPointCollection({
    primitiveCountMax: sum(({ dots }) => dots.length),
    allowPicking: false,
  });

  const polygon = new BufferPolygon();
  const line = new BufferPolyline();
  const point = new BufferPoint();
  const addLine = (positions: Float64Array): number => {
    lines.add({ positions }, line);
    return lines.primitiveCount - 1;
  };
  const drawn = phases.map((feature, i): Drawn => {
    const geometry = geometries[i]!;
    const pickObject: Pick = {
      kind: "phase",
      phaseId: feature.id,
      interventionId: feature.properties.interventionId,
    };
    return {
      polygons: [geometry.lid, geometry.walls].map(({ positions, triangles }) => {
        polygons.add({ positions, triangles, pickObject }, polygon);
        return polygons.primitiveCount - 1;
      }),
      edges: geometry.edges.map(addLine),
      overrunEdges: geometry.overrunEdges.map(addLine),
      dashes: geometry.dashes.map(addLine),
      dots: geometry.dots.map((position) => {
        points.add({ position }, point);
        return points.primitiveCount - 1;
      }),
    };
  });

  const primitives = new PrimitiveCollection();
  if (polygons.primitiveCount > 0) primitives.add(polygons);
  if (lines.primitiveCount > 0) primitives.add(lines);
  if (points.primitiveCount > 0) primitives.add(points);

  return {
    primitives,
    setStyle(nth, style, opacity) {
      const parts = drawn[nth]!;
      const colour = colourOf(style?.colour ?? OVERRUN_EDGE.dark);
      const fillOpacity = (style?.fillOpacity ?? 0) * opacity;
      parts.polygons.forEach((index, part) => {
        polygons.get(index, polygon);
        polygon.show = style !== null && fillOpacity > 0;
        shade(colour, part === 0 ? 1 : WALL_SHADE, fillOpacity, fill.color);
        polygon.setMaterial(fill);
      });
      const setLines = (indices: readonly number[], width: number, paint: (nth: number) => Color) => {
        indices.forEach((index, nth) => {
          lines.get(index, line);
          line.show = style !== null;
          Color.clone(paint(nth), stroke.color);
          stroke.color.alpha = opacity;
          stroke.width = width;
          line.setMaterial(stroke);
        });
      };
      setLines(parts.edges, style?.outlineWidthPixels ?? 0, () => colour);
      setLines(parts.overrunEdges, OVERRUN_EDGE.widthPixels, (nth) =>
        colourOf(nth % 2 === 0 ? OVERRUN_EDGE.dark : OVERRUN_EDGE.light),
      );
      setLines(parts.dashes, style?.outlineWidthPixels ?? 0, () => colour);
      for (const index of parts.dots) {
        points.get(index, point);
        point.show = style !== null;
        shade(colour, 1, opacity, dot.color);
        point.setMaterial(dot);
      }
    },
  };
}

const fill = new BufferPolygonMaterial();
const stroke = new BufferPolylineMaterial();
const dot = new BufferPointMaterial({ size: 4 });

function shade(colour: Color, factor: number, alpha: number, result: Color): void {
  result.red = colour.red * factor;
  result.green = colour.green * factor;
  result.blue = colour.blue * factor;
  result.alpha = alpha;
}
