import { isProblem, missing, readNumber, requireField } from "../field-values.ts";
import { geometryId } from "../geometry-id.ts";
import { recordMapping } from "../mapping.ts";

/** Surveyed heights of the ground. Fields: `elevation`, in metres above sea level. */
export const elevationPoints = recordMapping({
  name: "elevation-points",
  layer: "elevation_point",
  map(record, context) {
    const field = requireField(context, "elevation");
    const elevation = readNumber(record, field);
    if (elevation === null) return missing(field);
    if (isProblem(elevation)) return { refused: elevation };
    if (record.geometry === null) return { refused: { code: "no-geometry" } };
    return {
      record: {
        externalId: geometryId(record.geometry),
        elevationMetres: elevation,
        geom: record.geometry,
      },
    };
  },
});
