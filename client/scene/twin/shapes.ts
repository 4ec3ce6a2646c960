/** How the selection, a dispute and a draft are put together from surfaces and strokes. */
import type { Cartesian3 } from "@cesium/engine";
import type { MultiPolygonGeometry, PolygonGeometry } from "../../../domain/geo/geometry.ts";
import type { Footprint, InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { CityViewProps } from "../city-view.ts";
import {
  FILL_OPACITY,
  kindColour,
  OUTLINE_WIDTH_PIXELS,
  SELECTION,
  SEVERITY_STYLES,
} from "../phase-style.ts";
import { findBand } from "../plan/band.ts";
import { planeAt } from "../plane.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Shapes, Stroke } from "./overlay.ts";
import { dashesWithin } from "./pattern.ts";
import { LINE_METRES } from "./phase-geometry.ts";
import { pinOf } from "./phase-pins.ts";
import { lidOf } from "./slab.ts";

type Rings = readonly (readonly (readonly number[])[])[];

const OVERLAP_OPACITY = { resting: 0.4, highlighted: 0.7 } as const;
const DISPUTE_METRES = LINE_METRES + 0.2;

/** The footprint's outline, and its pin, larger than the others: the outline of a trench is lost from afar. */
export function selectionShapes(rings: Rings, kind: InterventionKind, ground: GroundLevel): Shapes {
  const [foot, head] = pinOf(rings, ground);
  const stem = { positions: [foot, head] };
  return {
    strokes: [
      { ...stem, colour: SELECTION.casing, widthPixels: SELECTION.inkPixels },
      { ...stem, colour: SELECTION.ink, widthPixels: 1 },
      ...rings.flatMap((ring) => cased(ring, ground)),
    ],
    fills: [
      {
        mesh: lidOf(rings, LINE_METRES, ground),
        colour: kindColour(kind),
        opacity: FILL_OPACITY.strong,
      },
    ],
    dots: [
      {
        position: head,
        colour: SELECTION.ink,
        diameterPixels: 16,
        outline: SELECTION.casing,
        outlinePixels: 2,
      },
      {
        position: head,
        colour: kindColour(kind),
        diameterPixels: 10,
        outline: SELECTION.casing,
        outlinePixels: 0,
      },
    ],
  };
}

export function overlapShapes(overlaps: CityViewProps["overlaps"], ground: GroundLevel): Shapes {
  // What is pointed at is drawn last, on top of its neighbours.
  const ordered = [...overlaps].sort((a, b) => Number(a.highlighted) - Number(b.highlighted));
  const parts = ordered.flatMap((overlap) =>
    polygonsOf(overlap.geometry).map((rings) => ({ ...overlap, rings })),
  );
  return {
    surfaces: parts.map(({ rings, severity, highlighted }) => ({
      mesh: lidOf(rings, DISPUTE_METRES, ground),
      colour: SEVERITY_STYLES[severity].fill,
      opacity: highlighted ? OVERLAP_OPACITY.highlighted : OVERLAP_OPACITY.resting,
    })),
    strokes: parts.flatMap(({ rings, severity, highlighted }) =>
      rings.flatMap((ring): Stroke[] => {
        const positions = outline(ring, DISPUTE_METRES, ground);
        const edge = { positions, colour: SEVERITY_STYLES[severity].outline };
        if (!highlighted) return [{ ...edge, widthPixels: 2 }];
        return [
          { positions, colour: SELECTION.casing, widthPixels: SELECTION.casingPixels },
          { ...edge, widthPixels: SELECTION.inkPixels },
        ];
      }),
    ),
  };
}

/**
 * The draft: its kind's colour, dashed, in a white casing. Nothing until it covers ground.
 * @param sound false while it crosses itself.
 */
export function draftShapes(
  footprint: Footprint | null,
  kind: InterventionKind,
  ground: GroundLevel,
  sound = true,
): Shapes {
  const rings = footprint && ringsOfFootprint(footprint);
  if (!rings) return {};
  const colour = sound ? kindColour(kind) : SEVERITY_STYLES.blocking.fill;
  const plane = planeAt(rings[0]![0]!);
  const dashes = dashesWithin(rings.map((ring) => ring.map(plane.toMetres)));
  return {
    surfaces: [{ mesh: lidOf(rings, LINE_METRES, ground), colour, opacity: FILL_OPACITY.light }],
    strokes: [
      ...rings.flatMap((ring): Stroke[] => {
        const positions = outline(ring, LINE_METRES, ground);
        return [
          { positions, colour: SELECTION.casing, widthPixels: SELECTION.casingPixels },
          { positions, colour, widthPixels: SELECTION.inkPixels },
        ];
      }),
      ...dashes.map((dash) => ({
        positions: dash.map((point) => ground.toWorld(plane.toDegrees(point), LINE_METRES)),
        colour,
        widthPixels: OUTLINE_WIDTH_PIXELS,
      })),
    ],
  };
}

/** A draft's other phases: faint, thin, without dashes, so that the one in hand stands out. */
export function ghostShapes(
  footprints: readonly Footprint[],
  kind: InterventionKind,
  ground: GroundLevel,
): Shapes {
  const colour = kindColour(kind);
  const covered = footprints.map(ringsOfFootprint).filter((rings) => rings !== null);
  return {
    surfaces: covered.map((rings) => ({
      mesh: lidOf(rings, LINE_METRES, ground),
      colour,
      opacity: FILL_OPACITY.dotted,
    })),
    strokes: covered.flatMap((rings) =>
      rings.flatMap((ring): Stroke[] => {
        const positions = outline(ring, LINE_METRES, ground);
        return [
          { positions, colour: SELECTION.casing, widthPixels: OUTLINE_WIDTH_PIXELS + 2 },
          { positions, colour, widthPixels: 1 },
        ];
      }),
    ),
  };
}

/** What a place in words may mean: outlines in ink. */
export function choiceShapes(choices: readonly Footprint[], ground: GroundLevel): Shapes {
  const outlines = choices.flatMap((footprint) =>
    footprint.kind === "line" ? [footprint.line.coordinates] : footprint.polygon.coordinates,
  );
  return { strokes: outlines.flatMap((places) => cased(places, ground)) };
}

/** The ground a footprint covers, or null while it covers none. */
export function ringsOfFootprint(footprint: Footprint): Rings | null {
  if (footprint.kind === "area") return footprint.polygon.coordinates;
  const plane = planeAt(footprint.line.coordinates[0]!);
  const band = findBand(footprint.line.coordinates.map(plane.toMetres), footprint.widthMetres);
  return band && [band.map(plane.toDegrees)];
}

function cased(ring: readonly (readonly number[])[], ground: GroundLevel): Stroke[] {
  const positions = outline(ring, LINE_METRES, ground);
  return [
    { positions, colour: SELECTION.casing, widthPixels: SELECTION.casingPixels },
    { positions, colour: SELECTION.ink, widthPixels: SELECTION.inkPixels },
  ];
}

function outline(
  ring: readonly (readonly number[])[],
  aboveMetres: number,
  ground: GroundLevel,
): Cartesian3[] {
  return ground.cutLine(ring).map((corner) => ground.toWorld(corner, aboveMetres));
}

function polygonsOf(geometry: PolygonGeometry | MultiPolygonGeometry): readonly Rings[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}
