/** Whether all that belongs to the present view has been loaded and drawn. */
import type OlMap from "ol/Map.js";

/** `onChange` hears only of changes. Nothing is settled before `start`: the tiles' manifest is not read yet. */
export function createSettling(map: OlMap, onChange: (settled: boolean) => void) {
  let started = false;
  let settled = false;

  const set = (next: boolean) => {
    if (next === settled) return;
    settled = next;
    onChange(next);
  };
  const unsettle = () => set(false);
  const complete = () => {
    if (started) set(true);
  };
  map.on("movestart", unsettle);
  map.on("rendercomplete", complete);

  return {
    start() {
      started = true;
      map.render();
    },
    unsettle,
    dispose() {
      map.un("movestart", unsettle);
      map.un("rendercomplete", complete);
    },
  };
}
