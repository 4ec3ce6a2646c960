import { LAYERS } from "../../../domain/layers/layers.ts";

export interface LayerState {
  readonly visible: boolean;
  readonly opacity: number;
}
export type LayerStates = Readonly<Record<string, LayerState>>;

const AT_START: LayerStates = Object.fromEntries(
  LAYERS.map((layer) => [layer.id, { visible: layer.visibleAtStart, opacity: 1 }]),
);

/** How every layer is shown: as at the start, save for what was changed. */
export function layerStates(changed: LayerStates | undefined): LayerStates {
  return changed === undefined ? AT_START : { ...AT_START, ...changed };
}

/** The changes worth keeping in a link after one more; undefined when all is as at the start. */
export function changeLayer(
  changed: LayerStates | undefined,
  id: string,
  change: Partial<LayerState>,
): LayerStates | undefined {
  const state = { ...layerStates(changed)[id]!, ...change };
  const kept = { ...changed, [id]: state };
  const differing = Object.entries(kept).filter(
    ([key, { visible, opacity }]) => AT_START[key]?.visible !== visible || AT_START[key]?.opacity !== opacity,
  );
  return differing.length === 0 ? undefined : Object.fromEntries(differing);
}
