import type { BuildingRecord } from "../../city/city-data.ts";
import type { ProblemFound } from "../source-record.ts";
import { readCount, readMetres } from "./measures.ts";

/**
 * A level without a height tag. In the municipal units of Turin that tell both, each further floor adds 3.0 to
 * 3.8 m (medians of 3,900 units); 3.1 m is the usual figure for housing and errs on the low side.
 */
export const METRES_PER_LEVEL = 3.1;
/** Taller than any building of Europe: a slip of the decimal sign. */
const HIGHEST_METRES = 500;

type Heights = Pick<BuildingRecord, "heightMetres" | "heightSource" | "clearHeightMetres" | "floors">;

/** How tall by its tags; what they do not tell stays unknown (wiki Simple_3D_Buildings). */
export function buildingHeights(tags: Readonly<Record<string, unknown>>): {
  readonly heights: Heights;
  readonly remarks: readonly ProblemFound[];
} {
  const remarks: ProblemFound[] = [];
  const read = (field: string, how: (value: unknown) => number | null) => {
    const value = tags[field];
    if (value === undefined || value === null || value === "") return null;
    const figure = how(value);
    if (figure === null || figure > HIGHEST_METRES) {
      remarks.push({ code: "invalid-value", field, detail: `expected a figure, got "${String(value)}"` });
      return null;
    }
    return figure;
  };
  const levels = read("building:levels", readCount);
  const roofLevels = read("roof:levels", readCount) ?? 0;
  const floors = levels === null ? null : Math.round(levels);
  const tagged = read("height", readMetres) ?? read("building:height", readMetres);
  const counted = levels === null ? null : (levels + roofLevels) * METRES_PER_LEVEL;
  const [heightMetres, heightSource] =
    tagged !== null && tagged > 0
      ? ([tagged, "tagged"] as const)
      : counted !== null && counted > 0
        ? ([counted, "levels"] as const)
        : ([null, "unknown"] as const);
  const minimum =
    read("min_height", readMetres) ?? (read("building:min_level", readCount) ?? 0) * METRES_PER_LEVEL;
  const isAbove = heightMetres !== null && minimum >= heightMetres;
  if (isAbove) {
    remarks.push({ code: "invalid-value", field: "min_height", detail: `${minimum} m leaves no wall` });
  }
  return {
    heights: { heightMetres, heightSource, clearHeightMetres: isAbove ? 0 : minimum, floors },
    remarks,
  };
}

const USES: Readonly<Record<string, readonly string[]>> = {
  residential: [
    "apartments",
    "residential",
    "house",
    "detached",
    "semidetached_house",
    "terrace",
    "dormitory",
    "bungalow",
    "villa",
  ],
  annex: [
    "garage",
    "garages",
    "carport",
    "shed",
    "roof",
    "hut",
    "service",
    "cabin",
    "kiosk",
    "outbuilding",
    "greenhouse",
  ],
  office: ["office", "commercial", "government", "public", "civic", "townhall", "bank"],
  retail: ["retail", "supermarket", "shop", "mall"],
  industrial: ["industrial", "warehouse", "manufacture", "hangar", "works", "factory"],
  school: ["school", "university", "college", "kindergarten"],
  culture: ["museum", "theatre", "cinema", "library", "castle", "palace"],
  church: [
    "church",
    "chapel",
    "cathedral",
    "basilica",
    "synagogue",
    "mosque",
    "temple",
    "religious",
    "monastery",
  ],
  hospital: ["hospital", "clinic"],
  hotel: ["hotel"],
  station: ["train_station", "station", "transportation"],
};
const USE_OF = new Map(Object.entries(USES).flatMap(([use, words]) => words.map((word) => [word, use])));

/** "unknown" for `building=yes` and for words beyond those above. */
export function buildingUse(tags: Readonly<Record<string, unknown>>): string {
  return USE_OF.get(String(tags.building ?? tags["building:part"] ?? "")) ?? "unknown";
}

/** The year of `start_date`, which may be a whole date; null where it is vaguer than a year. */
export function yearBuilt(tags: Readonly<Record<string, unknown>>): number | null {
  const [, year] = /^(\d{4})(-\d{2}){0,2}$/.exec(String(tags.start_date ?? "")) ?? [];
  return year === undefined ? null : Number(year);
}
