export interface ScaleBar {
  readonly lengthMetres: number;
  readonly widthPixels: number;
}

/** The longest bar of 1, 2 or 5 times a power of ten metres that fits. */
export function scaleBarFor(metresPerPixel: number, maxWidthPixels: number): ScaleBar {
  const longest = metresPerPixel * maxWidthPixels;
  const power = 10 ** Math.floor(Math.log10(longest));
  const step = [5, 2, 1].find((candidate) => candidate * power <= longest) ?? 1;
  const lengthMetres = step * power;
  return { lengthMetres, widthPixels: lengthMetres / metresPerPixel };
}

export function formatLength(lengthMetres: number, language: "it" | "en"): string {
  const [value, unit] = lengthMetres >= 1000 ? [lengthMetres / 1000, "km"] : [lengthMetres, "m"];
  return `${value.toLocaleString(language, { maximumFractionDigits: 2 })} ${unit}`;
}
