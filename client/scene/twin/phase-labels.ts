/**
 * What the works near the eye are called and where they are, and an octagon at each that something blocks: elements
 * over the picture, chosen when the camera or the clock rests. Pointers go through them to what they stand for.
 */
import { Cartesian3, type Scene } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { findPhaseStyle, type SceneClock } from "../phase-style.ts";
import { planeAt } from "../plane.ts";
import type { GroundLevel } from "./ground-level.ts";
import { pointWithin } from "./pattern.ts";
import { SLAB_METRES } from "./phase-geometry.ts";
import { PINS_FROM_METRES } from "./phase-layer.ts";
import { HEAD_METRES } from "./phase-pins.ts";
import type { Box } from "./street-anchors.ts";

/** Titles from this near; nearer still there is room for where it is. */
const TITLES_FROM_METRES = 700;
const SIGNS_FROM_METRES = 1_300;
/** What lies so many times as far as the middle of the picture is too small to be named. */
const FARTHEST_RATIO = 2.2;
const MOST_LABELS = 28;
const MOST_LETTERS = 34;
const LETTER_PIXELS = 6.6;
const LINE_PIXELS = 16;
const SIGN_PIXELS = 20;

export interface PhaseLabels {
  /** @returns the boxes taken, for whoever writes beside them. */
  place(phases: readonly PhaseFeature[], clock: SceneClock, distanceMetres: number): readonly Box[];
  setAppearance(visible: boolean, opacity: number): void;
  destroy(): void;
}

interface Label {
  readonly phase: PhaseFeature;
  readonly spot: readonly number[];
  readonly title: string | null;
  readonly metresAway: number;
  readonly box: Box;
}

interface Shown {
  readonly spot: readonly number[];
  readonly aboveMetres: number;
  readonly element: HTMLElement;
}

export function createPhaseLabels(container: HTMLElement, scene: Scene, ground: GroundLevel): PhaseLabels {
  const layer = document.createElement("div");
  layer.className = "twin-sites";
  // Those who cannot see them have the list of what is in view.
  layer.setAttribute("aria-hidden", "true");
  container.append(layer);
  const spots = new WeakMap<PhaseFeature, readonly number[]>();
  let shown: readonly Shown[] = [];

  const spotOf = (phase: PhaseFeature) => {
    const known = spots.get(phase);
    if (known !== undefined) return known;
    const rings = phase.geometry.coordinates;
    const plane = planeAt(rings[0]![0]!);
    const spot = plane.toDegrees(pointWithin(rings.map((ring) => ring.map(plane.toMetres))));
    spots.set(phase, spot);
    return spot;
  };
  const labelOf = (phase: PhaseFeature, distanceMetres: number, aboveMetres: number): Label | null => {
    const { title, blockingCount } = phase.properties;
    const named = distanceMetres < TITLES_FROM_METRES && title !== "";
    const signed = blockingCount > 0 && distanceMetres < SIGNS_FROM_METRES;
    if (!named && !signed) return null;
    const away = Cartesian3.distance(
      scene.camera.positionWC,
      ground.toWorld(phase.geometry.coordinates[0]![0]!),
    );
    if (away > distanceMetres * FARTHEST_RATIO) return null;
    const spot = spotOf(phase);
    const pixel = ground.findPixel(scene, spot, aboveMetres);
    if (pixel === null) return null;
    const { clientWidth, clientHeight } = scene.canvas;
    if (pixel.x < 0 || pixel.y < 0 || pixel.x > clientWidth || pixel.y > clientHeight) return null;
    const text = named ? shortened(title) : null;
    const sign = blockingCount > 0 ? SIGN_PIXELS + 4 : 0;
    const half = (sign + (text?.length ?? 0) * LETTER_PIXELS) / 2;
    const lines = text === null ? 0 : isTold(phase.properties) ? 1 : 2;
    const tall = Math.max(sign, LINE_PIXELS * lines);
    const box = { left: pixel.x - half, right: pixel.x + half, top: pixel.y - tall - 4, bottom: pixel.y };
    return { phase, spot, title: text, metresAway: away, box };
  };
  const follow = () => {
    for (const { spot, aboveMetres, element } of shown) {
      const pixel = ground.findPixel(scene, spot, aboveMetres);
      element.hidden = pixel === null;
      if (pixel === null) continue;
      element.style.transform = `translate(${pixel.x}px, ${pixel.y}px) translate(-50%, -100%)`;
    }
  };
  scene.preRender.addEventListener(follow);

  return {
    place(phases, clock, distanceMetres) {
      // Where pins stand, their heads are what is named.
      const aboveMetres = distanceMetres < PINS_FROM_METRES ? SLAB_METRES + 3 : HEAD_METRES + 4;
      const candidates = phases
        .filter(({ properties }) => findPhaseStyle(properties, clock) !== null)
        .map((phase) => labelOf(phase, distanceMetres, aboveMetres))
        .filter((label) => label !== null)
        .sort((a, b) => rankOf(a) - rankOf(b) || a.metresAway - b.metresAway);
      const chosen: Label[] = [];
      for (const label of candidates) {
        if (chosen.length === MOST_LABELS) break;
        if (chosen.every((other) => isApart(label, other))) chosen.push(label);
      }
      shown = chosen.map(({ phase, spot, title }) => ({
        spot,
        aboveMetres,
        element: elementOf(phase, title),
      }));
      layer.replaceChildren(...shown.map(({ element }) => element));
      follow();
      return chosen.map(({ box }) => box);
    },
    setAppearance(visible, opacity) {
      layer.hidden = !visible;
      layer.style.opacity = String(opacity);
    },
    destroy: () => layer.remove(),
  };
}

function rankOf({ phase }: Label): number {
  return phase.properties.blockingCount > 0 ? 0 : phase.properties.warningCount > 0 ? 1 : 2;
}

/** Phases of one intervention beside each other are named once. */
function isApart(a: Label, b: Label): boolean {
  const [p, q] = [a.box, b.box];
  const clear = p.right < q.left || q.right < p.left || p.bottom < q.top || q.bottom < p.top;
  const sameWork = a.phase.properties.interventionId === b.phase.properties.interventionId;
  return clear && !(sameWork && Math.hypot(p.left - q.left, p.top - q.top) < 160);
}

/** Many a title names the place. */
function isTold({ title, place }: PhaseFeature["properties"]): boolean {
  return title.toLowerCase().includes(place.toLowerCase());
}

function shortened(text: string): string {
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 1).trimEnd()}…`;
}

function elementOf({ properties }: PhaseFeature, title: string | null): HTMLElement {
  const element = document.createElement("span");
  element.className = "twin-site";
  if (properties.blockingCount > 0) {
    const sign = document.createElement("span");
    sign.className = "twin-site-sign";
    sign.textContent = properties.blockingCount > 9 ? "9+" : String(properties.blockingCount);
    element.append(sign);
  }
  if (title !== null) {
    const words = document.createElement("span");
    words.className = "twin-site-words";
    const name = document.createElement("strong");
    name.textContent = title;
    words.append(name);
    if (!isTold(properties)) {
      const place = document.createElement("span");
      place.textContent = shortened(properties.place);
      words.append(place);
    }
    element.append(words);
  }
  return element;
}
