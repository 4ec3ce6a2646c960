import { isProblem, missing, readText, readWhole } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

/** Car parks of 5T. How many places were free at the moment of the file is not kept. */
export const carParks5t = recordMapping({
  name: "car-parks-5t",
  layer: "car_park",
  map(record) {
    const [id, name] = [readText(record, "id"), readText(record, "name")];
    if (id === null) return missing("id");
    if (name === null) return missing("name");
    const places = readWhole(record, "total");
    if (isProblem(places)) return { refused: places };
    return { record: { externalId: id, name, places, geom: record.geometry } };
  },
});
