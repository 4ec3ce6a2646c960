import type { StreetClass, StreetRecord } from "../city/city-data.ts";
import { ribbonWidths } from "../city/ribbon-widths.ts";

type Widths = Pick<StreetRecord, "widthMetres" | "carriagewayWidthMetres" | "widthSource">;

/**
 * As wide as a stretch of that class open both ways is drawn; "assumed" unless lanes are tagged.
 * @param lanes of both directions together; null where not tagged
 */
export function streetWidths(streetClass: StreetClass, lanes: number | null): Widths {
  const isTagged = lanes !== null && lanes > 0 && streetClass !== "pedestrian";
  const { carriagewayMetres, wholeMetres } = ribbonWidths({
    class: streetClass,
    highway: null,
    lanes: isTagged ? lanes : null,
    oneWay: false,
    carriagewayWidthMetres: null,
  });
  return {
    carriagewayWidthMetres: carriagewayMetres,
    widthMetres: wholeMetres,
    widthSource: isTagged ? "lanes" : "assumed",
  };
}
