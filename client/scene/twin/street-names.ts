/**
 * Street names along their streets, as elements over the picture: they lie above every slab, stay as sharp as the
 * page's own text, and a test can read them. Which names stand where is chosen when the camera rests; while it
 * moves each keeps to its street.
 */
import { Cartesian3, Cartographic, Math as CesiumMath, type Scene } from "@cesium/engine";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { planeAt } from "../plane.ts";
import { pixelsPerMetreAt } from "./camera.ts";
import type { GroundLevel } from "./ground-level.ts";
import {
  type Anchor,
  type Box,
  type Candidate,
  chooseLabels,
  findAnchors,
  isHidden,
  nearEnough,
} from "./street-anchors.ts";

/** By rank: the broader the street the larger its name. */
const FONT_PIXELS = [15, 14, 13, 13, 12];
const HALO_PIXELS = 4;
const NAME_METRES = 1;

export interface StreetNames {
  setStreets(streets: readonly StreetFeature[]): void;
  setAppearance(visible: boolean, opacity: number): void;
  /** Chooses the names for the camera at rest, clear of what is `taken`; none before the font is there. */
  place(taken: readonly Box[]): void;
  readonly isReady: boolean;
  destroy(): void;
}

/** @param onReady the font has come: it is time to place the names. */
export function createStreetNames(
  container: HTMLElement,
  scene: Scene,
  ground: GroundLevel,
  onReady: () => void,
): StreetNames {
  const layer = document.createElement("div");
  layer.className = "twin-names";
  // Those who cannot see them have the names in the list of what is in view.
  layer.setAttribute("aria-hidden", "true");
  container.append(layer);
  const measure = document.createElement("canvas").getContext("2d")!;
  const widths = new Map<string, number>();
  let anchors: readonly Anchor[] = [];
  let shown: { readonly anchor: Anchor; readonly element: HTMLElement }[] = [];
  let ready = false;
  // A canvas measures with what is loaded and never asks for more.
  document.fonts.load(fontOf(0)).finally(() => {
    ready = true;
    if (!scene.isDestroyed()) onReady();
  });

  const widthOf = ({ name, rank }: Anchor): number => {
    const key = `${rank} ${name}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    measure.font = fontOf(rank);
    const width = measure.measureText(name).width + 2 * HALO_PIXELS;
    widths.set(key, width);
    return width;
  };

  /** The way a name runs on the screen, never upside down; null out of sight. */
  const lieOf = ({ place, ahead }: Anchor) => {
    const at = ground.findPixel(scene, place, NAME_METRES);
    const on = ground.findPixel(scene, ahead, NAME_METRES);
    if (at === null || on === null) return null;
    const side = on.x < at.x ? -1 : 1;
    const [dx, dy] = [side * (on.x - at.x), side * (on.y - at.y)];
    return { ...at, angle: Math.atan2(dy, dx), aheadPixels: Math.hypot(dx, dy) };
  };

  const isOpen = (anchor: Anchor): boolean => {
    const eye = Cartographic.fromCartesian(scene.camera.positionWC);
    const [east, north] = planeAt(anchor.place).toMetres([
      CesiumMath.toDegrees(eye.longitude),
      CesiumMath.toDegrees(eye.latitude),
    ]);
    const bearing = CesiumMath.toDegrees(Math.atan2(-east, -north));
    return !isHidden(anchor, bearing, (eye.height - ground.heightAt(anchor.place)) / Math.hypot(east, north));
  };

  const candidateOf = (anchor: Anchor): Candidate | null => {
    const { clientWidth, clientHeight } = scene.canvas;
    const lie = lieOf(anchor);
    if (lie === null || lie.x < 0 || lie.y < 0 || lie.x > clientWidth || lie.y > clientHeight) return null;
    if (!isOpen(anchor)) return null;
    const place = ground.toWorld(anchor.place, NAME_METRES);
    const aheadMetres = Cartesian3.distance(place, ground.toWorld(anchor.ahead, NAME_METRES));
    const distanceMetres = Cartesian3.distance(scene.camera.positionWC, place);
    return {
      anchor,
      ...lie,
      textPixels: widthOf(anchor),
      roomPixels: (lie.aheadPixels / aheadMetres) * anchor.lengthMetres,
      distanceMetres,
      pixelsPerMetre: pixelsPerMetreAt(scene, distanceMetres),
    };
  };

  const follow = () => {
    for (const { anchor, element } of shown) {
      const lie = lieOf(anchor);
      element.hidden = lie === null;
      if (lie === null) continue;
      element.style.transform = `translate(${lie.x}px, ${lie.y}px) rotate(${lie.angle}rad) translate(-50%, -50%)`;
    }
  };
  scene.preRender.addEventListener(follow);

  return {
    get isReady() {
      return ready;
    },
    setStreets(streets) {
      anchors = findAnchors(streets);
    },
    setAppearance(visible, opacity) {
      layer.hidden = !visible;
      layer.style.opacity = String(opacity);
    },
    place(taken) {
      if (!ready) return;
      const { longitude, latitude, height } = Cartographic.fromCartesian(scene.camera.positionWC);
      const under = [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)] as const;
      const eye = [...under, height - ground.heightAt(under)] as const;
      const candidates = nearEnough(anchors, eye, pixelsPerMetreAt(scene, 1))
        .map(candidateOf)
        .filter((candidate) => candidate !== null);
      shown = chooseLabels(candidates, taken).map(({ anchor }) => ({ anchor, element: nameElement(anchor) }));
      layer.replaceChildren(...shown.map(({ element }) => element));
      follow();
    },
    destroy: () => layer.remove(),
  };
}

function nameElement({ name, rank }: Anchor): HTMLElement {
  const element = document.createElement("span");
  element.className = "twin-name";
  element.textContent = name;
  element.style.font = fontOf(rank);
  return element;
}

function fontOf(rank: number): string {
  return `600 ${FONT_PIXELS[rank] ?? FONT_PIXELS.at(-1)}px "Titillium Web", "Segoe UI", sans-serif`;
}
