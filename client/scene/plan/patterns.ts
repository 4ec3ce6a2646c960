/**
 * Small repeating drawings for fills. Periods divide 512, the step in which OpenLayers aligns a pattern with the
 * map, so that hatches lie still while the sheet moves.
 */
import type { PhaseFill } from "../phase-style.ts";
import { withAlpha } from "./palette.ts";

type Drawing = (context: CanvasRenderingContext2D, period: number) => void;

const cache = new Map<string, CanvasPattern | string>();

/** The plain colour when the browser cannot make a pattern. */
function pattern(key: string, period: number, pixelRatio: number, plain: string, draw: Drawing) {
  const id = `${key} ${pixelRatio}`;
  let made = cache.get(id);
  if (made === undefined) {
    const canvas = document.createElement("canvas");
    // A whole number of device pixels, or the repeats show a seam.
    canvas.width = canvas.height = Math.round(period * pixelRatio);
    const context = canvas.getContext("2d");
    if (context !== null) {
      context.scale(canvas.width / period, canvas.width / period);
      context.fillStyle = plain;
      context.fillRect(0, 0, period, period);
      draw(context, period);
    }
    made = context?.createPattern(canvas, "repeat") ?? plain;
    cache.set(id, made);
  }
  return made;
}

/** Lines at 45°, drawn three times so that they meet across the edge of the tile. */
function diagonals(colour: string, width: number, dash: number[] = []): Drawing {
  return (context, period) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    for (const shift of [-period, 0, period]) {
      context.moveTo(shift - 1, period + 1);
      context.lineTo(shift + period + 1, -1);
    }
    context.stroke();
  };
}

function dots(colour: string, radius: number): Drawing {
  return (context, period) => {
    context.fillStyle = colour;
    for (const [x, y] of [
      [0.25, 0.25],
      [0.75, 0.75],
    ] as const) {
      context.beginPath();
      context.arc(x * period, y * period, radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
}

/** A phase's ground: plain where it is planned or going on, dots foreseen, strokes drafted. */
export function phaseFill(colour: string, fill: PhaseFill, opacity: number, pixelRatio: number) {
  const plain = withAlpha(colour, opacity);
  const key = `${fill} ${colour}`;
  switch (fill) {
    case "none":
      return "rgba(0,0,0,0)";
    case "dotted":
      return pattern(key, 8, pixelRatio, plain, dots(withAlpha(colour, 0.85), 1.1));
    case "dashed":
      return pattern(key, 8, pixelRatio, plain, diagonals(withAlpha(colour, 0.7), 1.3));
    default:
      return plain;
  }
}

/** Ground in dispute: wide hatch over a wash, so that it reads over any kind's colour. */
export function overlapFill(colour: string, highlighted: boolean, pixelRatio: number) {
  const plain = withAlpha(colour, highlighted ? 0.55 : 0.3);
  return pattern(`overlap ${colour} ${highlighted}`, 8, pixelRatio, plain, (context, period) => {
    diagonals("rgba(255,255,255,0.75)", 3.2)(context, period);
    diagonals(colour, 2)(context, period);
  });
}

/** The poché of what is cut: a hair-line hatch. */
export function roofFill(roof: string, edge: string, pixelRatio: number) {
  return pattern(`roof ${roof}`, 8, pixelRatio, roof, diagonals(withAlpha(edge, 0.34), 0.6));
}

export function lawnFill(green: string, pixelRatio: number) {
  return pattern(`lawn ${green}`, 16, pixelRatio, green, dots("rgba(122,148,100,0.35)", 0.8));
}

export function waterFill(water: string, pixelRatio: number) {
  return pattern(`water ${water}`, 16, pixelRatio, water, (context) => {
    context.strokeStyle = "rgba(120,152,172,0.3)";
    context.lineWidth = 0.8;
    context.beginPath();
    for (const [x, y, length] of [
      [1, 4, 7],
      [9, 12, 6],
    ] as const) {
      context.moveTo(x, y);
      context.lineTo(x + length, y);
    }
    context.stroke();
  });
}
