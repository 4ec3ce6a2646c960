/** The plan's colours (SCREENS.md): paper tones for what stands, so that what is planned carries the colour. */
import type { GroundKind } from "../../../domain/city/city-data.ts";

export const PAPER = "#F3F0EA";
export const ROOF = "#EDE7DC";
export const EDGE = "#A79F93";
export const LABEL = "#3F464D";
export const HALO = "#FFFFFF";
export const CASING = "#FFFFFF";
/** Drawn in this order: a kerbed pavement lies on its carriageway, a lawn on its square. */
export const GROUND_FILLS: Readonly<Record<GroundKind, string>> = {
  base: "#F3F0EA",
  water: "#CFDDE6",
  carriageway: "#E3DED5",
  rail: "#DCD6CC",
  courtyard: "#F7F4EF",
  square: "#F3EFE8",
  pavement: "#EFEBE4",
  arcade: "#EFEBE4",
  green: "#DDE5D0",
};
export const GROUND_ORDER = Object.keys(GROUND_FILLS) as GroundKind[];

/** `#rrggbb` with an opacity, as canvas wants it. */
export function withAlpha(hex: string, alpha: number): string {
  return `rgba(${channelsOf(hex).join()},${alpha})`;
}

/** The opaque colour that a colour with this opacity shows on the paper. */
export function onPaper(hex: string, alpha: number): string {
  const paper = channelsOf(PAPER);
  const mixed = channelsOf(hex).map((channel, i) => Math.round(channel * alpha + paper[i]! * (1 - alpha)));
  return `rgb(${mixed.join()})`;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
}
