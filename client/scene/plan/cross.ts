/** Drawing by keyboard: while the cross leads, the open end of a sketch follows it as it follows a pointer. */

import type OlMap from "ol/Map.js";
import MapBrowserEvent from "ol/MapBrowserEvent.js";

export function createCross(map: OlMap, isSketching: () => boolean) {
  const viewport = map.getViewport()!;
  let leading = false;
  let last = "";

  function hover(): void {
    const place = map.getView().getCenter();
    if (!leading || !isSketching() || place === undefined || String(place) === last) return;
    last = String(place);
    const [x, y] = map.getPixelFromCoordinate(place) as [number, number];
    const box = viewport.getBoundingClientRect();
    const pointer = new PointerEvent("pointermove", {
      pointerType: "mouse",
      clientX: box.left + x,
      clientY: box.top + y,
    });
    map.handleMapBrowserEvent(new MapBrowserEvent("pointermove", map, pointer));
  }
  const yieldToPointer = () => {
    leading = false;
  };
  map.on("postrender", hover);
  viewport.addEventListener("pointerdown", yieldToPointer);
  viewport.addEventListener("pointermove", yieldToPointer);

  return {
    /** From the key that set a corner until the pointer moves. */
    take() {
      leading = true;
    },
    dispose() {
      map.un("postrender", hover);
      viewport.removeEventListener("pointerdown", yieldToPointer);
      viewport.removeEventListener("pointermove", yieldToPointer);
    },
  };
}
