import type { Position } from "../geo/geometry.ts";
import type { NumberedOutcome } from "./mapping.ts";
import { stretchOf } from "./osmnx.ts";
import type { SourceRecord } from "./source-record.ts";
import { StreetProfiles } from "./street-profile.ts";

/** @param edges of an OSMnx graph */
export function profilesOf(edges: Iterable<SourceRecord>): StreetProfiles {
  const profiles = new StreetProfiles();
  for (const edge of edges) profiles.add(stretchOf(edge));
  return profiles;
}

/** This source parts the names of one line by ", "; no street of Turin has a comma in its own. */
export function namesInFile(record: SourceRecord): readonly string[] {
  const parts = String(record.properties.name ?? "").split(", ");
  return parts.map((part) => part.trim()).filter((part) => part !== "" && !/^\d+$/.test(part));
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
