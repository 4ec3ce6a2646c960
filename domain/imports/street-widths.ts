import type { StreetClass, StreetRecord } from "../city/city-data.ts";

/** DM 5 November 2001 n. 6792, § 3.4.2 and table 3.4.a: lanes of urban streets are 2.75 to 3.50 m wide. */
const METRES_PER_LANE = 3;

/**
 * Carriageway, and pavement on each side, where nothing is tagged: the commonest of each class in Turin as one sees
 * it on aerial photographs, to half a metre. They are assumed, and said to be wherever they show.
 */
const ASSUMED: Readonly<Record<StreetClass, { readonly carriageway: number; readonly pavement: number }>> = {
  main: { carriageway: 14, pavement: 4 },
  area_collector: { carriageway: 10, pavement: 3.5 },
  local_collector: { carriageway: 8, pavement: 2.5 },
  residential: { carriageway: 6.5, pavement: 2 },
  lot: { carriageway: 4, pavement: 0 },
  pedestrian: { carriageway: 0, pavement: 2.5 },
};

type Widths = Pick<StreetRecord, "widthMetres" | "carriagewayWidthMetres" | "widthSource">;

/** @param lanes of both directions together; null where not tagged */
export function streetWidths(streetClass: StreetClass, lanes: number | null): Widths {
  const { carriageway, pavement } = ASSUMED[streetClass];
  const isTagged = lanes !== null && lanes > 0 && carriageway > 0;
  const carriagewayWidthMetres = isTagged ? lanes * METRES_PER_LANE : carriageway;
  return {
    carriagewayWidthMetres,
    widthMetres: carriagewayWidthMetres + 2 * pavement,
    widthSource: isTagged ? "lanes" : "assumed",
  };
}
