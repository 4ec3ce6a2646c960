import type { Layer } from "../../domain/layers/layer.ts";

/** @throws when the layer's legend has no such value: a colour nobody can look up must not be drawn. */
export function legendFill(layer: Layer, value: string): string {
  const entry = layer.legend.find((candidate) => candidate.value === value);
  if (entry === undefined) throw new Error(`layer "${layer.id}" has no legend entry "${value}"`);
  return entry.fill;
}
