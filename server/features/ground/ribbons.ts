import { type RibbonWidths, ribbonWidths } from "../../../domain/city/ribbon-widths.ts";
import type { StreetStretch } from "./ground-store.ts";

/** What a stretch takes on either side of its axis, in metres. */
export interface Ribbon {
  readonly segmentId: number;
  readonly roadMetres: number;
  readonly wholeMetres: number;
  readonly bridge: boolean;
}

/** A disc where stretches meet: ribbons end square at their nodes, and it fills what the corner leaves open. */
export interface Joint {
  readonly x: number;
  readonly y: number;
  readonly roadMetres: number;
  readonly wholeMetres: number;
  readonly bridge: boolean;
}

export interface StreetSurfaces {
  readonly ribbons: readonly Ribbon[];
  readonly joints: readonly Joint[];
}

export function layRibbons(stretches: readonly StreetStretch[]): StreetSurfaces {
  const above = stretches.filter(({ tunnel }) => !tunnel);
  const ends = new Map<number, { x: number; y: number; widths: RibbonWidths[]; bridge: boolean }>();
  const ribbons = above.map((stretch): Ribbon => {
    const widths = ribbonWidths(stretch);
    for (const [node, x, y] of [
      [stretch.fromNode, stretch.fromX, stretch.fromY],
      [stretch.toNode, stretch.toX, stretch.toY],
    ] as const) {
      const end = ends.get(node) ?? { x, y, widths: [], bridge: true };
      end.widths.push(widths);
      end.bridge &&= stretch.bridge;
      ends.set(node, end);
    }
    return {
      segmentId: stretch.id,
      roadMetres: widths.carriagewayMetres / 2,
      wholeMetres: widths.wholeMetres / 2,
      bridge: stretch.bridge,
    };
  });
  const joints: Joint[] = [];
  for (const { x, y, widths, bridge } of ends.values()) {
    if (widths.length < 2) continue;
    const roadMetres = secondWidest(widths.map(({ carriagewayMetres }) => carriagewayMetres)) / 2;
    const wholeMetres = secondWidest(widths.map((width) => width.wholeMetres)) / 2;
    joints.push({ x, y, roadMetres, wholeMetres, bridge });
  }
  return { ribbons, joints };
}

/** The widest alone needs no disc: it would stick out of the narrower streets that go on from it. */
function secondWidest(widths: readonly number[]): number {
  return [...widths].sort((a, b) => b - a)[1]!;
}
