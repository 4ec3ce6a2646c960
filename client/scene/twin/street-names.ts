/**
 * Street names along their streets: one small image a name, turned with the street by the graphics card, so a
 * name keeps to its street while the camera moves; which names stand where is chosen anew when it rests.
 */
import {
  type Billboard,
  BillboardCollection,
  Cartesian3,
  Color,
  HorizontalOrigin,
  type Scene,
  VerticalOrigin,
} from "@cesium/engine";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import type { Camera } from "../city-view.ts";
import type { GroundLevel } from "./ground-level.ts";
import { type Anchor, type Candidate, chooseLabels, findAnchors, isHidden } from "./street-anchors.ts";

const INK = "#3F464D";
const HALO = "rgba(255, 255, 255, 0.92)";
const HALO_PIXELS = 4;
const FONT_PIXELS = [15, 14, 13, 13, 12];
/** Twice as fine as the screen's CSS pixels: names stay sharp when turned. */
const OVERSAMPLING = 2;
const NAME_METRES = 1;

interface NameImage {
  readonly canvas: HTMLCanvasElement;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export interface StreetNames {
  setStreets(streets: readonly StreetFeature[]): void;
  setAppearance(visible: boolean, opacity: number): void;
  /** Chooses the names for the camera at rest. */
  place(camera: Camera): void;
}

export function createStreetNames(scene: Scene, ground: GroundLevel): StreetNames {
  const billboards = scene.primitives.add(new BillboardCollection({ scene })) as BillboardCollection;
  const images = new Map<string, NameImage>();
  let anchors: readonly Anchor[] = [];
  let tint = Color.WHITE;

  const imageOf = (anchor: Anchor): NameImage => {
    const key = `${anchor.rank} ${anchor.name}`;
    const known = images.get(key);
    if (known) return known;
    const image = paintName(anchor.name, FONT_PIXELS[anchor.rank]!);
    images.set(key, image);
    return image;
  };

  const candidateOf = (anchor: Anchor): Candidate | null => {
    const { clientWidth, clientHeight } = scene.canvas;
    const at = ground.findPixel(scene, anchor.place, NAME_METRES);
    if (at === null || at.x < 0 || at.y < 0 || at.x > clientWidth || at.y > clientHeight) return null;
    const ahead = ground.findPixel(scene, anchor.ahead, NAME_METRES);
    if (ahead === null) return null;
    const reversed = ahead.x < at.x;
    const [dx, dy] = reversed ? [at.x - ahead.x, at.y - ahead.y] : [ahead.x - at.x, ahead.y - at.y];
    const aheadMetres = Cartesian3.distance(ground.toWorld(anchor.place), ground.toWorld(anchor.ahead));
    return {
      anchor,
      ...at,
      angle: Math.atan2(dy, dx),
      reversed,
      textPixels: imageOf(anchor).widthPixels,
      roomPixels: (Math.hypot(dx, dy) / aheadMetres) * anchor.lengthMetres,
      distanceMetres: Cartesian3.distance(scene.camera.positionWC, ground.toWorld(anchor.place, NAME_METRES)),
    };
  };

  return {
    setStreets(streets) {
      anchors = findAnchors(streets);
    },
    setAppearance(visible, opacity) {
      billboards.show = visible;
      tint = Color.WHITE.withAlpha(opacity);
      for (let i = 0; i < billboards.length; i++) billboards.get(i).color = tint;
      scene.requestRender();
    },
    place(camera) {
      const candidates = anchors
        .filter((anchor) => !isHidden(anchor, camera.headingDegrees, camera.pitchDegrees))
        .map(candidateOf)
        .filter((candidate) => candidate !== null);
      billboards.removeAll();
      for (const { anchor, reversed } of chooseLabels(candidates)) {
        const image = imageOf(anchor);
        const position = ground.toWorld(anchor.place, NAME_METRES);
        const axis = Cartesian3.subtract(
          ground.toWorld(anchor.ahead, NAME_METRES),
          position,
          new Cartesian3(),
        );
        const billboard: Billboard = billboards.add({
          position,
          color: tint,
          width: image.widthPixels,
          height: image.heightPixels,
          alignedAxis: Cartesian3.normalize(axis, axis),
          // The image's upright runs along the axis; a quarter turn lays its text there.
          rotation: reversed ? -Math.PI / 2 : Math.PI / 2,
          horizontalOrigin: HorizontalOrigin.CENTER,
          verticalOrigin: VerticalOrigin.CENTER,
          disableDepthTestDistance: Number.POSITIVE_INFINITY,
        });
        billboard.setImage(`${anchor.rank} ${anchor.name}`, image.canvas);
      }
      scene.requestRender();
    },
  };
}

function paintName(name: string, fontPixels: number): NameImage {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  const font = `600 ${fontPixels * OVERSAMPLING}px "Titillium Web", "Segoe UI", sans-serif`;
  context.font = font;
  const margin = HALO_PIXELS * OVERSAMPLING;
  canvas.width = Math.ceil(context.measureText(name).width) + 2 * margin;
  canvas.height = Math.ceil(fontPixels * 1.5 * OVERSAMPLING);
  // Setting the size has cleared the context's state.
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = HALO_PIXELS * OVERSAMPLING;
  context.strokeStyle = HALO;
  context.strokeText(name, margin, canvas.height / 2);
  context.fillStyle = INK;
  context.fillText(name, margin, canvas.height / 2);
  return {
    canvas,
    widthPixels: canvas.width / OVERSAMPLING,
    heightPixels: canvas.height / OVERSAMPLING,
  };
}
