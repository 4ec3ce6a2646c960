/** Point symbols drawn once and kept: tree crowns, stops, finding marks. */
import Fill from "ol/style/Fill.js";
import Icon from "ol/style/Icon.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { SELECTION, SEVERITY_STYLES } from "../phase-style.ts";

export const FONT = '"Titillium Web", system-ui, sans-serif';

const crowns = new Map<string, Style>();

/** A tree in plan: its crown to scale, the trunk a dot, light from the north-west. */
export function crownStyle(radiusPixels: number, pixelRatio: number): Style {
  // Half pixels are enough for the eye and keep the cache small.
  const radius = Math.max(Math.round(radiusPixels * 2) / 2, 1);
  const key = `${radius} ${pixelRatio}`;
  let style = crowns.get(key);
  if (style === undefined) {
    style = new Style({
      image: new Icon({ img: drawCrown(radius, pixelRatio), scale: 1 / pixelRatio, declutterMode: "none" }),
    });
    crowns.set(key, style);
  }
  return style;
}

function drawCrown(radius: number, pixelRatio: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const half = radius + 3;
  canvas.width = canvas.height = Math.ceil(half * 2 * pixelRatio);
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.scale(pixelRatio, pixelRatio);
  context.translate(half, half);
  const disc = (x: number, y: number, r: number) => {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
  };
  if (radius > 3) {
    const shade = Math.min(radius * 0.18, 2);
    context.fillStyle = "rgba(63,70,77,0.12)";
    disc(shade, shade, radius);
    context.fill();
  }
  context.fillStyle = radius > 2 ? "rgba(157,180,135,0.55)" : "rgba(141,166,117,0.7)";
  disc(0, 0, radius);
  context.fill();
  if (radius > 2) {
    context.strokeStyle = "rgba(104,130,82,0.75)";
    context.lineWidth = radius > 8 ? 1 : 0.7;
    context.stroke();
  }
  if (radius > 5) {
    context.fillStyle = "rgba(84,104,68,0.9)";
    disc(0, 0, radius > 12 ? 1.6 : 1.1);
    context.fill();
  }
  return canvas;
}

/** How many findings of the worst sort concern a phase: an octagon stops, a triangle warns. */
export function findingMark(severity: "blocking" | "warning", count: number, small: boolean): Style[] {
  const size = small ? 7 : 10;
  const { fill } = SEVERITY_STYLES[severity];
  const blocking = severity === "blocking";
  const shape = (radius: number, colour: string, stroke: Stroke) =>
    new RegularShape({
      points: blocking ? 8 : 3,
      radius: blocking ? radius : radius * 1.22,
      angle: blocking ? Math.PI / 8 : 0,
      displacement: blocking ? [0, 0] : [0, -0.1 * size],
      fill: new Fill({ color: colour }),
      stroke,
      declutterMode: "obstacle",
    });
  const casing = new Stroke({ color: SELECTION.casing, width: blocking ? 3 : 5, lineJoin: "round" });
  const edge = new Stroke({
    color: blocking ? fill : SELECTION.ink,
    width: blocking ? 0.5 : 1.5,
    lineJoin: "round",
  });
  return [
    new Style({ image: shape(size, SELECTION.casing, casing), zIndex: 1 }),
    new Style({
      image: shape(size, fill, edge),
      text: new Text({
        text: count > 9 ? "9+" : String(count),
        font: `700 ${(count > 9 ? 0.9 : 1.2) * size}px ${FONT}`,
        offsetY: (blocking ? 0.1 : 0.2) * size,
        fill: new Fill({ color: blocking ? "#FFFFFF" : SELECTION.ink }),
        declutterMode: "none",
        overflow: true,
      }),
      zIndex: 2,
    }),
  ];
}

const MOST_LETTERS = 34;

/** What a work is called, and under it where it is; below the finding's mark where there is one. */
export function siteLabel(title: string, place: string, belowMark: boolean): Style {
  const shortened = (text: string) =>
    text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 1).trimEnd()}…`;
  const bold = `600 13px ${FONT}`;
  const lines = [shortened(title), bold];
  // Many a title names the place.
  if (!title.toLowerCase().includes(place.toLowerCase()))
    lines.push("\n", bold, shortened(place), `400 12px ${FONT}`);
  return new Style({
    text: new Text({
      text: lines,
      textBaseline: "top",
      offsetY: belowMark ? 14 : 8,
      fill: new Fill({ color: SELECTION.ink }),
      stroke: new Stroke({ color: "rgba(255,255,255,0.92)", width: 4, lineJoin: "round" }),
      overflow: true,
    }),
  });
}
