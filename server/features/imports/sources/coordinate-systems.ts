/** Which EPSG code a .prj means. */

/** Names that ESRI writes instead of a code, for the systems of Italian and European sources. */
const NAMED: Readonly<Record<string, number>> = {
  gcs_wgs_1984: 4326,
  wgs84: 4326,
  wgs_84: 4326,
  wgs_1984_utm_zone_32n: 32632,
  wgs_84_utm_zone_32n: 32632,
  wgs_1984_utm_zone_33n: 32633,
  wgs_84_utm_zone_33n: 32633,
  etrs_1989_utm_zone_32n: 25832,
  etrs89_utm_zone_32n: 25832,
  etrs_1989_utm_zone_33n: 25833,
  gcs_etrs_1989: 4258,
  monte_mario_italy_1: 3003,
  monte_mario_italy_zone_1: 3003,
  monte_mario_italy_2: 3004,
  monte_mario_italy_zone_2: 3004,
  gcs_monte_mario: 4265,
  ed_1950_utm_zone_32n: 23032,
  rdn2008_utm_zone_32n: 7791,
  rdn2008_utm_zone_32n_n_e: 6707,
  wgs_1984_web_mercator_auxiliary_sphere: 3857,
};

/** "EPSG:3003" of the outermost AUTHORITY or ID of a .prj, or by the name it bears; null when neither is known. */
export function findCrsOfPrj(prj: string): string | null {
  // Inner parts have codes of their own (datum, unit); the whole system's stands last.
  const coded = /(?:AUTHORITY\["EPSG",\s*"(\d+)"\]|ID\["EPSG",\s*(\d+)\])\s*\]\s*$/i.exec(prj.trim());
  if (coded !== null) return `EPSG:${coded[1] ?? coded[2]}`;
  const name = /^\s*(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS)\["([^"]+)"/i.exec(prj)?.[1];
  if (name === undefined) return null;
  const code =
    NAMED[
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_|_$/g, "")
    ];
  return code === undefined ? null : `EPSG:${code}`;
}
