/** What is written beside the shape under the hand, as elements over the picture that keep to their places. */
import type { Scene } from "@cesium/engine";
import type { GroundLevel } from "./ground-level.ts";

export interface DrawLabel {
  readonly place: readonly number[];
  readonly text: string;
  /** `measure` and `snap` stand beside their place, `handle` and `choice` on it. */
  readonly kind: "measure" | "snap" | "handle" | "choice" | "wrong";
}

export interface DrawLabels {
  show(labels: readonly DrawLabel[]): void;
  destroy(): void;
}

const LABEL_METRES = 1;

export function createDrawLabels(container: HTMLElement, scene: Scene, ground: GroundLevel): DrawLabels {
  const layer = document.createElement("div");
  layer.className = "twin-draw-labels";
  // The editor tells the same measures in words.
  layer.setAttribute("aria-hidden", "true");
  container.append(layer);
  let shown: readonly { readonly label: DrawLabel; readonly element: HTMLElement }[] = [];
  let written = "";

  const follow = () => {
    for (const { label, element } of shown) {
      const at = ground.findPixel(scene, label.place, LABEL_METRES);
      element.hidden = at === null;
      if (at !== null) element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    }
  };
  const stop = scene.preRender.addEventListener(follow);

  return {
    show(labels) {
      const now = JSON.stringify(labels);
      if (now === written) return;
      written = now;
      shown = labels.map((label) => {
        const element = document.createElement("span");
        element.className = `twin-draw-label twin-draw-${label.kind}`;
        const words = document.createElement("span");
        words.textContent = label.text;
        element.append(words);
        return { label, element };
      });
      layer.replaceChildren(...shown.map(({ element }) => element));
      follow();
      scene.requestRender();
    },
    destroy() {
      stop();
      layer.remove();
    },
  };
}
