import type { FacilityRecord } from "../../city/city-data.ts";
import { isProblem, missing, readText, readWhole, requireField } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

const KINDS: readonly string[] = [
  "school",
  "pharmacy",
  "library",
  "hospital",
] satisfies FacilityRecord["kind"][];

/** Schools, pharmacies, libraries. Fields: `kind` (the word itself), `id`, `name`; `address` and `pupils` if any. */
export const facilities = recordMapping({
  name: "facilities",
  layer: "facility",
  map(record, context) {
    const kind = requireField(context, "kind");
    if (!KINDS.includes(kind)) {
      throw new Error(`dataset ${context.datasetId}: expected kind ${KINDS.join(", ")}, got "${kind}"`);
    }
    const [idField, nameField] = [requireField(context, "id"), requireField(context, "name")];
    const [id, name] = [readText(record, idField), readText(record, nameField)];
    if (id === null) return missing(idField);
    if (name === null) return missing(nameField);
    const { address, pupils: pupilsField } = context.fields;
    const pupils = pupilsField === undefined ? null : readWhole(record, pupilsField);
    if (isProblem(pupils)) return { refused: pupils };
    return {
      record: {
        externalId: `${kind}/${id}`,
        kind: kind as FacilityRecord["kind"],
        name,
        address: address === undefined ? null : readText(record, address),
        pupils,
        geom: record.geometry,
      },
    };
  },
});
