/** What is written beside the shape under the hand, in both views. */
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { measureShape } from "../../../domain/interventions/shape.ts";
import type { Snap, SnapKind } from "./snap.ts";

type Language = "it" | "en";

const SNAPS: Readonly<Record<Language, Readonly<Record<SnapKind, (name: string) => string>>>> = {
  it: {
    crossing: (name) => `incrocio su ${name}`,
    "phase-corner": (name) => `angolo di «${name}»`,
    "building-corner": () => "spigolo di edificio",
    own: () => "vertice del disegno",
    axis: (name) => `asse di ${name}`,
    kerb: (name) => `cordolo di ${name}`,
    wall: (name) => `filo di ${name}`,
    "phase-edge": (name) => `bordo di «${name}»`,
    "building-edge": () => "filo di edificio",
  },
  en: {
    crossing: (name) => `crossing on ${name}`,
    "phase-corner": (name) => `corner of “${name}”`,
    "building-corner": () => "corner of a building",
    own: () => "corner of the drawing",
    axis: (name) => `axis of ${name}`,
    kerb: (name) => `kerb of ${name}`,
    wall: (name) => `frontage of ${name}`,
    "phase-edge": (name) => `edge of “${name}”`,
    "building-edge": () => "edge of a building",
  },
};

const CROSSES: Readonly<Record<Language, string>> = {
  it: "Il contorno si incrocia: così non vale",
  en: "The outline crosses itself: it cannot be kept",
};

export function snapText({ kind, name }: Snap, language: Language): string {
  return SNAPS[language][kind](name);
}

/** "42,3 m × 2,5 m · 106 m²", with the bearing where the shape is turned. */
export function measureText(footprint: Footprint, language: Language, bearing: boolean): string {
  const { lengthMetres, widthMetres, areaSquareMetres, bearingDegrees } = measureShape(footprint);
  const number = (value: number) => {
    const digits = value < 100 ? 1 : 0;
    return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  const parts = [
    ...(lengthMetres === null ? [] : [`${number(lengthMetres)} m × ${number(widthMetres!)} m`]),
    `${number(areaSquareMetres)} m²`,
    ...(bearing ? [`${Math.round(bearingDegrees) % 180}°`] : []),
  ];
  return parts.join(" · ");
}

export function unsoundText(language: Language): string {
  return CROSSES[language];
}
