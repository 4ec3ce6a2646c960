import type { ManifestCity } from "../../domain/imports/manifest.ts";
import type { OsmCity } from "../../server/features/imports/osm/plan-osm.ts";

/** A command was given what it cannot work with. */
export class UsageError extends Error {}

/** What the terminal may say of a city that an extract of OpenStreetMap does not. */
export const OSM_CITY_OPTIONS = {
  name: { type: "string" },
  "time-zone": { type: "string" },
  geoid: { type: "string" },
} as const;

/** EGM2008 lies between 107 m below the ellipsoid and 86 m above it. */
const MOST_UNDULATION_METRES = 120;

/**
 * As the terminal says it, else as the city's manifest does, if it has one; what neither says stays open.
 * @throws UsageError that names the option
 */
export function readOsmCity(
  id: string,
  manifest: ManifestCity | undefined,
  said: { readonly [K in keyof typeof OSM_CITY_OPTIONS]?: string | undefined },
): OsmCity {
  const name = said.name ?? manifest?.name;
  const timeZone = said["time-zone"] ?? manifest?.timeZone;
  const geoid = said.geoid === undefined ? manifest?.geoidUndulationMetres : Number(said.geoid || Number.NaN);
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new UsageError(`--time-zone: expected a name like Europe/Zurich, got "${timeZone}"`);
  }
  if (geoid !== undefined && !(Math.abs(geoid) <= MOST_UNDULATION_METRES)) {
    throw new UsageError(`--geoid: expected metres between -120 and 120, got "${said.geoid}"`);
  }
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(geoid === undefined ? {} : { geoidUndulationMetres: geoid }),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
