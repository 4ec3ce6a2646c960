import type { Position } from "../../geo/geometry.ts";
import { requireCompanion } from "../field-values.ts";
import { type NumberedOutcome, streamMapping } from "../mapping.ts";
import { stretchOf } from "../osmnx.ts";
import type { SourceRecord } from "../source-record.ts";
import { StreetProfiles } from "../street-profile.ts";

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

export function profilesOf(edges: Iterable<SourceRecord>): StreetProfiles {
  const profiles = new StreetProfiles();
  for (const edge of edges) profiles.addLength(stretchOf(edge));
  for (const edge of edges) profiles.addProfile(stretchOf(edge));
  return profiles;
}

/** This source parts the names of one line by ", "; no street of Turin has a comma in its own. */
export function namesInFile(record: SourceRecord): readonly string[] {
  const parts = String(record.properties.name ?? "").split(", ");
  return parts.map((part) => part.trim()).filter((part) => part !== "" && !/^\d+$/.test(part));
}

function nameless(record: SourceRecord) {
  const { name } = record.properties;
  return name === null || name === undefined || name === ""
    ? ({ code: "missing-value", field: "name" } as const)
    : ({ code: "invalid-value", field: "name", detail: `"${String(name)}" is a number, not a name` } as const);
}

export function linesOf({ geometry }: SourceRecord): readonly (readonly Position[])[] {
  if (geometry?.type === "LineString") return [geometry.coordinates];
  return geometry?.type === "MultiLineString" ? geometry.coordinates : [];
}

/** Each line once: a street open both ways is drawn there and back. */
export function streetOf(
  name: string,
  number: number,
  lines: readonly (readonly Position[])[],
  profiles: StreetProfiles,
): NumberedOutcome<"street"> {
  const seen = new Set<string>();
  const once = lines.filter((line) => {
    if (seen.has(JSON.stringify(line))) return false;
    seen.add(JSON.stringify(line)).add(JSON.stringify([...line].reverse()));
    return true;
  });
  if (once.length === 0) return { number, refused: { code: "no-geometry" } };
  return {
    number,
    record: {
      externalId: name,
      name,
      ...profiles.describe(name),
      geom: { type: "MultiLineString", coordinates: once },
    },
  };
}
