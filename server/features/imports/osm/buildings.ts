import type { MappedRecord } from "../../../../domain/imports/mapping.ts";
import {
  buildingHeights,
  buildingUse,
  METRES_PER_LEVEL,
  yearBuilt,
} from "../../../../domain/imports/osm/building-heights.ts";
import type { ProblemFound } from "../../../../domain/imports/source-record.ts";
import { type OsmArea, readAreas } from "./areas.ts";
import { BuildingParts } from "./building-parts.ts";
import { osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

const perLevel = String(METRES_PER_LEVEL).replace(".", ",");

/** What stands under the ground would be drawn on it. */
function isBuilding(tags: Tags): boolean {
  return tags.building !== undefined && tags.building !== "no" && tags.location !== "underground";
}

function isPart(tags: Tags): boolean {
  const part = tags["building:part"];
  return part !== undefined && part !== "no" && !isBuilding(tags);
}

export const osmBuildings = osmLayer({
  id: "buildings",
  layer: "building",
  title: "Edifici",
  assumptions: [
    {
      it: `Altezza dal tag; se manca, ${perLevel} m per piano (piani del tetto compresi); se mancano anche i piani non è nota.`,
      en: `Height as tagged; without it ${METRES_PER_LEVEL} m a level (those in the roof too); without levels it is unknown.`,
    },
    {
      it: "Le parti di un edificio lo sostituiscono dove ne coprono il suolo e l'altezza di ciascuna è nota; altrimenti resta la sagoma intera. Gli edifici interrati non sono presi.",
      en: "Parts of a building stand in for it where they cover its ground and each one's height is known; else the whole outline stays. Underground buildings are left out.",
    },
  ],
  async *read(extract, options) {
    const parts = new BuildingParts();
    for await (const part of readAreas(extract, isPart, options)) {
      if ("refused" in part) yield part;
      else parts.add(part, { ...buildingHeights(part.tags).heights });
    }
    for await (const outline of readAreas(extract, isBuilding, options)) {
      if ("refused" in outline) {
        yield outline;
        continue;
      }
      const standing = parts.takeFor(outline.rings);
      if (standing === null) yield recordOf(outline);
      else for (const part of standing) yield recordOf(part, outline.tags);
    }
    for (const part of parts.listLeft()) {
      const detail = `${part.externalId}: a part of an outline that is drawn whole, or of none`;
      yield { number: part.number, refused: { code: "ground-taken", detail } };
    }
  },
});

/** @param whole tags of the building that this is a part of */
function recordOf(
  area: OsmArea,
  whole: Tags = {},
): { number: number; record: MappedRecord<"building">; remarks: readonly ProblemFound[] } {
  const { heights, remarks } = buildingHeights(area.tags);
  const tags = { building: whole.building, start_date: whole.start_date, ...area.tags };
  return {
    number: area.number,
    remarks: [...area.remarks, ...remarks],
    record: {
      externalId: area.externalId,
      baseMetres: null,
      ...heights,
      name: area.tags.name ?? whole.name ?? null,
      use: buildingUse(tags),
      yearBuilt: yearBuilt(tags),
      geom: { type: "Polygon", coordinates: area.rings },
    },
  };
}
