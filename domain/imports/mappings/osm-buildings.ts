import { readText } from "../field-values.ts";
import { geometryId } from "../geometry-id.ts";
import { recordMapping } from "../mapping.ts";
import { buildingHeights, buildingUse, yearBuilt } from "../osm/building-heights.ts";

/** Buildings of OpenStreetMap. Where the file left out their ids (`osm_id`), they go by where they stand. */
export const osmBuildings = recordMapping({
  name: "osm-buildings",
  layer: "building",
  map(record) {
    const { geometry, properties } = record;
    if (geometry === null) return { refused: { code: "no-geometry" } };
    const { heights, remarks } = buildingHeights(properties);
    return {
      remarks,
      record: {
        externalId: `osm/${readText(record, "osm_id") ?? geometryId(geometry)}`,
        baseMetres: null,
        ...heights,
        name: readText(record, "name"),
        use: buildingUse(properties),
        yearBuilt: yearBuilt(properties),
        geom: geometry,
      },
    };
  },
});
