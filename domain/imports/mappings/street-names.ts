import type { Position } from "../../geo/geometry.ts";
import { requireCompanion } from "../field-values.ts";
import { streamMapping } from "../mapping.ts";
import type { SourceRecord } from "../source-record.ts";
import { linesOf, namesInFile, profilesOf, streetOf } from "../street-lines.ts";

/**
 * Named streets with their lines, one record a name; class and width from the companion "edges" (an OSMnx graph).
 * A record of several names ("Via Bologna, Ponte Bologna") goes to the street that is longest in the graph. All
 * names of the file are held at once: a city has thousands, not millions.
 */
export const streetNames = streamMapping({
  name: "street-names",
  layer: "street",
  async *mapAll(records, context) {
    const profiles = profilesOf(requireCompanion(context, "edges"));
    const streets = new Map<string, { readonly number: number; readonly lines: (readonly Position[])[] }>();
    for await (const record of records) {
      const names = namesInFile(record);
      const name = profiles.chooseName(names);
      if (name === null) {
        yield { number: record.number, refused: nameless(record) };
        continue;
      }
      const street = streets.get(name) ?? { number: record.number, lines: [] };
      street.lines.push(...linesOf(record));
      streets.set(name, street);
    }
    for (const [name, { number, lines }] of streets) yield streetOf(name, number, lines, profiles);
  },
});

function nameless(record: SourceRecord) {
  const { name } = record.properties;
  return name === null || name === undefined || name === ""
    ? ({ code: "missing-value", field: "name" } as const)
    : ({
        code: "invalid-value",
        field: "name",
        detail: `"${String(name)}" is a number, not a name`,
      } as const);
}
