/** What the hand takes hold of, what it catches on, and the section of street it points at. */
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { snapText } from "../draw/draw-texts.ts";
import type { HandView } from "../draw/hand.ts";
import type { Handle } from "../draw/handles.ts";
import { SELECTION } from "../phase-style.ts";
import { HALO } from "./palette.ts";
import { FONT } from "./symbols.ts";

type HandLayer = VectorLayer<VectorSource<Feature<Point | LineString>>>;

export function createHandLayer(): HandLayer {
  return new VectorLayer({
    source: new VectorSource<Feature<Point | LineString>>({ wrapX: false }),
    className: "plan-hand",
    zIndex: 11,
    updateWhileAnimating: true,
    updateWhileInteracting: true,
  });
}

export function showHand(layer: HandLayer, view: HandView, language: "it" | "en"): void {
  const features: Feature<Point | LineString>[] = [];
  const add = (geometry: Point | LineString, styles: Style[]) => {
    const feature = new Feature<Point | LineString>(geometry);
    feature.setStyle(styles);
    features.push(feature);
  };
  if (view.section !== null)
    add(new LineString(view.section.map((place) => fromLonLat([...place]))), SECTION);
  for (const handle of view.handles)
    add(pointAt(handle.place), handleStyles(handle, handle === view.near || isSame(handle, view.near)));
  if (view.snap !== null) add(pointAt(view.snap.place), snapStyles(snapText(view.snap, language)));
  const source = layer.getSource()!;
  source.clear(true);
  // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
  layer.setVisible(features.length > 0);
  source.addFeatures(features);
}

function pointAt(place: readonly [number, number]): Point {
  return new Point(fromLonLat([...place]));
}

function isSame(a: Handle, b: Handle | null): boolean {
  if (b === null || a.kind !== b.kind) return false;
  if ("corner" in a && "corner" in b)
    return a.corner.ring === b.corner.ring && a.corner.index === b.corner.index;
  return a.place[0] === b.place[0] && a.place[1] === b.place[1];
}

const fill = new Fill({ color: HALO });
const inkFill = new Fill({ color: SELECTION.ink });
const edge = new Stroke({ color: SELECTION.ink, width: 1.8 });
const casing = new Stroke({ color: HALO, width: 1.5 });

const SECTION = [
  new Style({ stroke: new Stroke({ color: HALO, width: 9 }) }),
  new Style({ stroke: new Stroke({ color: SELECTION.ink, width: 4 }) }),
];

/** Corners are discs, middles small and dark, what broadens a diamond, what turns an open ring, what moves a square. */
function handleStyles({ kind }: Handle, near: boolean): Style[] {
  const more = near ? 2 : 0;
  switch (kind) {
    case "corner":
      return [new Style({ image: new CircleStyle({ radius: 6 + more, fill, stroke: edge }), zIndex: 2 })];
    case "middle":
      return [
        new Style({
          image: new CircleStyle({ radius: 3.5 + more, fill: inkFill, stroke: casing }),
          zIndex: 1,
        }),
      ];
    case "width":
      return [
        new Style({
          image: new RegularShape({ points: 4, radius: 8 + more, fill, stroke: edge }),
          zIndex: 2,
        }),
      ];
    case "move":
      return [
        new Style({
          image: new RegularShape({ points: 4, radius: 10 + more, angle: Math.PI / 4, fill, stroke: edge }),
          text: symbol("✥", 14),
          zIndex: 2,
        }),
      ];
    case "turn":
      return [
        new Style({
          image: new CircleStyle({ radius: 10 + more, fill, stroke: edge }),
          text: symbol("↻", 16),
          zIndex: 2,
        }),
      ];
  }
}

function symbol(text: string, pixels: number): Text {
  return new Text({ text, font: `600 ${pixels}px system-ui, sans-serif`, fill: inkFill });
}

function snapStyles(text: string): Style[] {
  return [
    new Style({
      image: new CircleStyle({ radius: 9, stroke: new Stroke({ color: HALO, width: 5 }) }),
      zIndex: 3,
    }),
    new Style({
      image: new CircleStyle({ radius: 9, stroke: new Stroke({ color: SELECTION.ink, width: 2 }) }),
      text: new Text({
        text,
        font: `600 13px ${FONT}`,
        textAlign: "left",
        offsetX: 16,
        offsetY: 18,
        fill: inkFill,
        stroke: new Stroke({ color: HALO, width: 4 }),
        overflow: true,
      }),
      zIndex: 4,
    }),
  ];
}
