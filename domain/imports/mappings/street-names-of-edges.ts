import type { Position } from "../../geo/geometry.ts";
import { requireCompanion } from "../field-values.ts";
import { streamMapping } from "../mapping.ts";
import { linesOf, namesInFile, profilesOf, streetOf } from "../street-lines.ts";
import { streetNamesOf } from "../street-profile.ts";

/** Streets that bear a name in the graph alone, beside those of the companion "names" (see street-names.ts). */
export const streetNamesOfEdges = streamMapping({
  name: "street-names-of-edges",
  layer: "street",
  async *mapAll(records, context) {
    const profiles = profilesOf(requireCompanion(context, "edges"));
    const known = new Set(
      requireCompanion(context, "names").map((record) => profiles.chooseName(namesInFile(record))),
    );
    const streets = new Map<string, { readonly number: number; readonly lines: (readonly Position[])[] }>();
    for await (const record of records) {
      const name = profiles.chooseName(streetNamesOf(record.properties.name));
      if (name === null || known.has(name)) continue;
      const street = streets.get(name) ?? { number: record.number, lines: [] };
      street.lines.push(...linesOf(record));
      streets.set(name, street);
    }
    for (const [name, { number, lines }] of streets) yield streetOf(name, number, lines, profiles);
  },
});
