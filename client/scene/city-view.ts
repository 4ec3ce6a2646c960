/**
 * What the twin (3D, Cesium) and the plan (2D canvas, OpenLayers) both are: the same things go in, the same
 * things come out, so that every screen works with either. Positions are CRS84 degrees, times milliseconds.
 */
import type { getCity } from "../../domain/city/contract.ts";
import type { Severity } from "../../domain/conflicts/finding.ts";
import type { ResponseOf } from "../../domain/contract/endpoint.ts";
import type { Extent, MultiPolygonGeometry, PolygonGeometry } from "../../domain/geo/geometry.ts";
import type { DrawnLine } from "../../domain/geo/geometry-schema.ts";
import type { Span } from "../../domain/geo/interval.ts";
import type { PhaseFeature } from "../../domain/interventions/contract.ts";
import type { Footprint, InterventionKind } from "../../domain/interventions/intervention.ts";
import type { StreetFeature } from "../../domain/places/contract.ts";
import type { Moving } from "../ui/moving.ts";

export interface Camera {
  readonly longitude: number;
  readonly latitude: number;
  /** Metres from the camera to the ground point at the middle of the screen. */
  readonly distanceMetres: number;
  /** 0 north, 90 east. */
  readonly headingDegrees: number;
  /** -90 straight down, 0 level. The plan always looks straight down. */
  readonly pitchDegrees: number;
}

export type Pick =
  | { readonly kind: "phase"; readonly phaseId: string; readonly interventionId: string }
  | {
      readonly kind: "feature";
      readonly layer: string;
      /** The feature's own properties as its tile tells them: id, heightMetres, species … */
      readonly properties: Readonly<Record<string, string | number | boolean | null>>;
    };

/**
 * `section`: a click takes the street between two crossings as the line. `move`: the whole shape is moved, turned,
 * made broader. `detour`: the line that traffic is led along instead.
 */
export type DrawingTool = "none" | "line" | "area" | "vertices" | "move" | "section" | "detour";

export interface DrawingState {
  readonly tool: DrawingTool;
  readonly footprint: Footprint | null;
  readonly kind: InterventionKind;
  /** Of the band that a line takes, also before one is drawn. */
  readonly widthMetres: number;
  /** The draft's other phases, drawn as ghosts under the one in hand; a list that is the same draws nothing anew. */
  readonly others?: readonly Footprint[];
}

export interface CityViewProps {
  readonly city: ResponseOf<typeof getCity>;
  readonly language: "it" | "en";
  /** Where to look; the view flies there when `revision` changes (at once when `immediately`). */
  readonly look: { readonly camera: Camera; readonly revision: number; readonly immediately: boolean };
  readonly onCameraChange: (camera: Camera, extent: Extent) => void;
  /** By layer id (domain/layers/layers.ts). */
  readonly layers: Readonly<Record<string, { readonly visible: boolean; readonly opacity: number }>>;
  readonly streets: readonly StreetFeature[];
  /** Those of what is in sight are still on their way: the section that a click means is taken once they are there. */
  readonly streetsComing?: boolean;
  readonly phases: readonly PhaseFeature[];
  /** The clock: phases outside `interval` are not drawn; those that hold `instant` are drawn as active. */
  readonly interval: Span;
  readonly instant: Moving<number>;
  readonly selectedPhaseId: string | null;
  /** Ground in dispute, drawn over everything: findings of the draft or of the selected intervention. */
  readonly overlaps: readonly {
    readonly geometry: PolygonGeometry | MultiPolygonGeometry;
    readonly severity: Severity;
    readonly highlighted: boolean;
  }[];
  readonly drawing: DrawingState;
  /** What a place in words may mean, each with its number from 1; a list that is the same draws nothing anew. */
  readonly choices?: readonly Footprint[];
  /** Where traffic is led: of the draft, or of the selected intervention. Dashed, with arrows. */
  readonly detours: readonly DrawnLine[];
  /**
   * Each change of the drawn shape, and once with `finished` when the hand lets go; of a line with the width it has
   * then. Null: the hand lets go and everything is as it was.
   */
  readonly onDraw: (footprint: Footprint | null, finished: boolean) => void;
  /** A detour is drawn to its end. */
  readonly onDetour: (line: DrawnLine) => void;
  /** The tool ended by itself or by Escape. */
  readonly onDrawEnd: () => void;
  readonly onPick: (pick: Pick | null) => void;
  /** Tiles and data for the present view are there. */
  readonly onSettled: () => void;
  readonly onError: (message: string) => void;
}
