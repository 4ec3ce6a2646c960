import type { PhaseFeature } from "../../../domain/interventions/contract.ts";

/** The phases as a GeoJSON document (RFC 7946), as the API gives them. */
export function phasesAsGeoJson(phases: readonly PhaseFeature[]): string {
  return JSON.stringify({ type: "FeatureCollection", features: phases }, null, 1);
}

/** Hands a text to the reader as a file. */
export function offerFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}

/** A name any file system takes: letters, digits and single hyphens. */
export function fileName(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
