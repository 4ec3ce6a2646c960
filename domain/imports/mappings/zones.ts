import type { ZoneRecord } from "../../city/city-data.ts";
import { isProblem, missing, readText, readWhole, requireField } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";

const KINDS: readonly string[] = [
  "district",
  "neighbourhood",
  "statistical",
  "census",
] satisfies ZoneRecord["kind"][];

/**
 * Administrative and statistical zones. Fields: `kind` (the word itself), `id`; and where there are `name`,
 * `residents`, `households`. Without a name a zone goes by its id.
 */
export const zones = recordMapping({
  name: "zones",
  layer: "zone",
  map(record, context) {
    const kind = requireField(context, "kind");
    if (!KINDS.includes(kind)) {
      throw new Error(`dataset ${context.datasetId}: expected kind ${KINDS.join(", ")}, got "${kind}"`);
    }
    const idField = requireField(context, "id");
    const id = readText(record, idField);
    if (id === null) return missing(idField);
    const count = (name: "residents" | "households") => {
      const field = context.fields[name];
      return field === undefined ? null : readWhole(record, field);
    };
    const [residents, households] = [count("residents"), count("households")];
    if (isProblem(residents)) return { refused: residents };
    if (isProblem(households)) return { refused: households };
    const nameField = context.fields.name;
    return {
      record: {
        externalId: `${kind}/${id}`,
        kind: kind as ZoneRecord["kind"],
        name: (nameField === undefined ? null : readText(record, nameField)) ?? id,
        residents,
        households,
        geom: record.geometry,
      },
    };
  },
});
