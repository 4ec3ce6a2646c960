/** How the houses of a quarter are built: plot width, storeys, years. Plausible, not surveyed. */
import type { Point } from "./plane.ts";
import type { Random } from "./random.ts";

export interface HouseStyle {
  readonly groundMetres: number;
  readonly plotMetres: number;
  readonly floors: readonly [number, number];
  readonly floorMetres: number;
  readonly years: readonly [number, number];
  readonly palaceShare: number;
  /** Share of post-war houses, taller than their neighbours. */
  readonly modernShare: number;
  /** One cornice for the whole block, as the court's architects ordered it. */
  readonly uniformFloors: number | null;
}

type StyleBase = Omit<HouseStyle, "groundMetres" | "uniformFloors">;

const ROMAN: StyleBase = {
  plotMetres: 13,
  floors: [4, 5],
  floorMetres: 3.5,
  years: [1640, 1860],
  palaceShare: 0.06,
  modernShare: 0.04,
};
const BAROQUE: StyleBase = {
  plotMetres: 17,
  floors: [4, 5],
  floorMetres: 3.9,
  years: [1670, 1850],
  palaceShare: 0.1,
  modernShare: 0.05,
};
const NINETEENTH: StyleBase = {
  plotMetres: 18,
  floors: [4, 6],
  floorMetres: 3.7,
  years: [1850, 1910],
  palaceShare: 0.06,
  modernShare: 0.12,
};
const OUTSKIRTS: StyleBase = {
  plotMetres: 18,
  floors: [4, 7],
  floorMetres: 3.3,
  years: [1890, 1965],
  palaceShare: 0.08,
  modernShare: 0.25,
};
const HILL: StyleBase = {
  plotMetres: 20,
  floors: [2, 4],
  floorMetres: 3.4,
  years: [1880, 1960],
  palaceShare: 0.1,
  modernShare: 0.1,
};

export function styleAt([u, v]: Point, groundMetres: number, uniformFloors: number | null): HouseStyle {
  const base =
    u > 1170
      ? HILL
      : v > 480 || u < -1512
        ? OUTSKIRTS
        : u > -800 && u < -120 && v > -345 && v < 400
          ? ROMAN
          : u > -200 && u < 900 && v > -1050 && v < 200
            ? BAROQUE
            : NINETEENTH;
  return { ...base, groundMetres, uniformFloors };
}

/** Eaves above the ground, storeys and year of one house. */
export function houseHeight(style: HouseStyle, random: Random) {
  const modern = random.chance(style.modernShare);
  const free = modern ? random.whole(style.floors[1], style.floors[1] + 3) : random.whole(...style.floors);
  const floors = style.uniformFloors ?? free;
  const wobble = style.uniformFloors === null ? random.between(-0.8, 1.4) : 0;
  const storey = modern && style.uniformFloors === null ? 3.1 : style.floorMetres;
  const heightMetres = Math.round((4.6 + (floors - 1) * storey + 1 + wobble) * 10) / 10;
  const yearBuilt = modern ? random.whole(1950, 1972) : random.whole(...style.years);
  return { floors, heightMetres, yearBuilt };
}
