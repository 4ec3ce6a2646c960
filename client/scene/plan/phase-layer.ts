/** The interventions' phases, and the marks of those with findings. */
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { interventions } from "../../../domain/layers/catalogue/interventions.ts";
import {
  FILL_OPACITY,
  findPhaseStyle,
  OVERRUN_EDGE,
  type PhaseFill,
  type PhaseStyle,
  type SceneClock,
  SELECTION,
} from "../phase-style.ts";
import { LABEL_GROUP, LAYER_ID } from "./base-layers.ts";
import { scaleOf } from "./base-style.ts";
import { onPaper, withAlpha } from "./palette.ts";
import { phaseFill } from "./patterns.ts";
import { findingMark, siteLabel } from "./symbols.ts";

/** Below this the ground of a phase is a speck; a dot of its colour stands for it. */
const SPECK_PIXELS = 9;
/** From as far as the twin shows clusters on a screen of 1,440 pixels; phases are then not drawn one by one. */
export const CLUSTERS_FROM_METRES_A_PIXEL = 1.8;
/** Nearer than this there is room for words beside the works. */
const LABELS_TO_METRES_A_PIXEL = 0.6;
const PHASE = "phase";

export interface PhaseLayers {
  readonly ground: VectorLayer;
  readonly selected: VectorLayer;
  readonly marks: VectorLayer;
  show(phases: readonly PhaseFeature[]): void;
  setClock(clock: SceneClock): void;
  select(phaseId: string | null): void;
  /** The phase drawn at a place (EPSG:3857) or within `reach` of it, the smallest first. */
  findAt(place: readonly number[], reach: number): PhaseFeature | null;
}

function phaseOf(feature: { get(key: string): unknown }): PhaseFeature {
  return feature.get(PHASE) as PhaseFeature;
}

/** @param realMetres real metres in a mercator metre, at the middle of the city. */
export function createPhaseLayers(pixelRatio: number, realMetres: number): PhaseLayers {
  const isFar = (resolution: number) => resolution * realMetres >= CLUSTERS_FROM_METRES_A_PIXEL;
  let clock: SceneClock = { interval: { startMs: 0, endMs: 0 }, instantMs: 0, nowMs: 0 };
  let selectedId: string | null = null;
  const source = new VectorSource<Feature<Polygon>>({ wrapX: false });
  const cache = new Map<string, Style[]>();
  const markCache = new Map<string, Style[]>();
  const styleOf = (feature: { get(key: string): unknown }) =>
    findPhaseStyle(phaseOf(feature).properties, clock);

  const labelCache = new Map<string, Style>();
  const ground = new VectorLayer({
    source,
    className: "plan-phases",
    properties: { [LAYER_ID]: interventions.id },
    updateWhileAnimating: true,
    style: (feature, resolution) => {
      if (isFar(resolution)) return;
      const style = styleOf(feature);
      if (style === null) return;
      const geometry = feature.getGeometry() as Polygon;
      const [west, south, east, north] = geometry.getExtent() as [number, number, number, number];
      const speck = Math.max(east - west, north - south) / resolution < SPECK_PIXELS;
      const scale = scaleOf(resolution);
      const key = `${style.colour} ${style.fill} ${style.overrun} ${speck} ${scale}`;
      let styles = cache.get(key);
      if (styles === undefined) {
        styles = speck ? [speckStyle(style)] : groundStyles(style, scale, pixelRatio);
        cache.set(key, styles);
      }
      return styles;
    },
  });

  const selected = new VectorLayer({
    source,
    className: "plan-phases",
    properties: { [LAYER_ID]: interventions.id },
    updateWhileAnimating: true,
    style: (feature) => {
      // A selection stays visible whatever the clock says: it was asked for.
      if (phaseOf(feature).id !== selectedId) return;
      return SELECTED_STYLES;
    },
  });

  const marks = new VectorLayer({
    source,
    className: "plan-marks",
    declutter: LABEL_GROUP,
    properties: { [LAYER_ID]: interventions.id },
    updateWhileAnimating: true,
    style: (feature, resolution) => {
      if (isFar(resolution) || styleOf(feature) === null) return;
      const { blockingCount, warningCount, title, place } = phaseOf(feature).properties;
      const severity = blockingCount > 0 ? "blocking" : "warning";
      const count = blockingCount > 0 ? blockingCount : warningCount;
      const found: Style[] = [];
      if (count > 0) {
        const small = scaleOf(resolution) === "far";
        const key = `${severity} ${count} ${small}`;
        let styles = markCache.get(key);
        if (styles === undefined) {
          styles = findingMark(severity, count, small);
          for (const style of styles) style.setGeometry(interiorPoint);
          markCache.set(key, styles);
        }
        found.push(...styles);
      }
      if (resolution * realMetres < LABELS_TO_METRES_A_PIXEL && title !== "") {
        const key = `${count > 0} ${title} ${place}`;
        let style = labelCache.get(key);
        if (style === undefined) {
          style = siteLabel(title, place, count > 0);
          style.setGeometry(interiorPoint);
          labelCache.set(key, style);
        }
        found.push(style);
      }
      return found;
    },
  });

  return {
    ground,
    selected,
    marks,
    show(phases) {
      source.clear(true);
      source.addFeatures(
        phases.map((phase) => {
          const rings = phase.geometry.coordinates.map((ring) =>
            ring.map((position) => fromLonLat(position)),
          );
          const feature = new Feature(new Polygon(rings));
          feature.setId(phase.id);
          feature.set(PHASE, phase, true);
          return feature;
        }),
      );
    },
    setClock(next) {
      clock = next;
      ground.changed();
      marks.changed();
    },
    select(phaseId) {
      selectedId = phaseId;
      selected.changed();
    },
    findAt(place, reach) {
      const [x, y] = place as [number, number];
      const near = source
        .getFeaturesInExtent([x - reach, y - reach, x + reach, y + reach])
        .filter((feature) => styleOf(feature) !== null)
        .flatMap((feature) => {
          const polygon = feature.getGeometry()!;
          const inside = polygon.intersectsCoordinate([x, y]);
          const [cx, cy] = polygon.getClosestPoint([x, y]) as [number, number];
          const gap = inside ? 0 : Math.hypot(cx - x, cy - y);
          return gap <= reach ? [{ feature, gap, area: polygon.getArea() }] : [];
        });
      near.sort((a, b) => a.gap - b.gap || a.area - b.area);
      const first = near[0];
      return first === undefined ? null : phaseOf(first.feature);
    },
  };
}

function interiorPoint(feature: { getGeometry(): unknown }): Point | undefined {
  const geometry = feature.getGeometry();
  // The third ordinate is the length of the intersection, not a height.
  return geometry instanceof Polygon
    ? new Point(geometry.getInteriorPoint().getCoordinates().slice(0, 2))
    : undefined;
}

function groundStyles(style: PhaseStyle, scale: "near" | "middle" | "far", pixelRatio: number): Style[] {
  // A street's width is a few pixels from afar: a pattern would be noise there.
  const plain = scale === "far";
  const fill = new Fill({
    color: plain
      ? withAlpha(style.colour, Math.max(style.fillOpacity, style.fill === "none" ? 0 : FILL_OPACITY.light))
      : phaseFill(style.colour, style.fill, style.fillOpacity, pixelRatio),
  });
  const dash = plain ? undefined : OUTLINE_DASHES[style.fill];
  const outline = new Stroke({ color: style.colour, width: style.outlineWidthPixels, ...dash });
  if (!style.overrun) return [new Style({ fill, stroke: outline })];
  const width = scale === "near" ? OVERRUN_EDGE.widthPixels : 2.5;
  return [
    new Style({ stroke: new Stroke({ color: OVERRUN_EDGE.dark, width: 2 * width, lineJoin: "miter" }) }),
    new Style({
      stroke: new Stroke({
        color: OVERRUN_EDGE.light,
        width: 2 * width - 2,
        lineDash: scale === "near" ? [6, 6] : [4, 4],
        lineCap: "butt",
      }),
    }),
    // Covers the inner half of the edge: a trench 2.5 m wide must keep its kind's colour.
    new Style({
      fill: new Fill({ color: onPaper(style.colour, Math.max(style.fillOpacity, FILL_OPACITY.light)) }),
    }),
  ];
}

const OUTLINE_DASHES: Readonly<Partial<Record<PhaseFill, { lineDash: number[]; lineCap: CanvasLineCap }>>> = {
  dashed: { lineDash: [7, 4], lineCap: "butt" },
  dotted: { lineDash: [0.1, 4], lineCap: "round" },
};

function speckStyle(style: PhaseStyle): Style {
  return new Style({
    geometry: interiorPoint,
    image: new CircleStyle({
      radius: 4.5,
      fill: new Fill({ color: style.fill === "none" ? "#FFFFFF" : style.colour }),
      stroke: new Stroke({
        color: style.overrun ? OVERRUN_EDGE.dark : style.fill === "none" ? style.colour : "#FFFFFF",
        width: 1.5,
      }),
    }),
  });
}

const SELECTED_STYLES = [
  new Style({ stroke: new Stroke({ color: SELECTION.casing, width: SELECTION.casingPixels }), zIndex: 1 }),
  new Style({ stroke: new Stroke({ color: SELECTION.ink, width: SELECTION.inkPixels }), zIndex: 2 }),
];
