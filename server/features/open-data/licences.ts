/** Licences as manifests name them, and where their text is. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^CC0[ -]1\.0\b/, "https://creativecommons.org/publicdomain/zero/1.0/"],
  [/^CC BY 4\.0$/, "https://creativecommons.org/licenses/by/4.0/"],
  [/^ODbL 1\.0$/, "https://opendatacommons.org/licenses/odbl/1-0/"],
  [/^IODL 2\.0$/, "https://www.dati.gov.it/iodl/2.0/"],
];

/** Of a city's interventions: what is invented is nobody's, and of a real city its office says. */
export function licenceOfFeeds({ synthetic }: { synthetic: boolean }, chosen: string | null): string | null {
  return synthetic ? "CC0-1.0" : chosen;
}

/** Null where a licence is in doubt: a link would say that it is not. */
export function licenceAddress(licence: string): string | null {
  return ADDRESSES.find(([name]) => name.test(licence))?.[1] ?? null;
}
