/**
 * Street names along their streets. Which names stand where is chosen when the camera rests; while it moves each
 * keeps to its street.
 */
import {
  type Billboard,
  BillboardCollection,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  Color,
  HorizontalOrigin,
  type Scene,
  VerticalOrigin,
} from "@cesium/engine";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { planeAt } from "../plane.ts";
import type { GroundLevel } from "./ground-level.ts";
import { loadNameFont, type NameImage, paintName } from "./name-image.ts";
import { type Anchor, type Candidate, chooseLabels, findAnchors, isHidden } from "./street-anchors.ts";

const NAME_METRES = 1;

export interface StreetNames {
  setStreets(streets: readonly StreetFeature[]): void;
  setAppearance(visible: boolean, opacity: number): void;
  /** Chooses the names for the camera at rest; none before the font is there. */
  place(): void;
  readonly isReady: boolean;
}

/** @param onReady the font has come: it is time to place the names. */
export function createStreetNames(scene: Scene, ground: GroundLevel, onReady: () => void): StreetNames {
  const billboards = scene.primitives.add(new BillboardCollection({ scene })) as BillboardCollection;
  const images = new Map<string, NameImage>();
  let anchors: readonly Anchor[] = [];
  let shown: { readonly anchor: Anchor; readonly billboard: Billboard }[] = [];
  let tint = Color.WHITE;
  let ready = false;
  loadNameFont().finally(() => {
    ready = true;
    if (!scene.isDestroyed()) onReady();
  });

  const keyOf = (anchor: Anchor) => `${anchor.rank} ${anchor.name}`;
  const imageOf = (anchor: Anchor): NameImage => {
    const known = images.get(keyOf(anchor));
    if (known) return known;
    const image = paintName(anchor.name, anchor.rank);
    images.set(keyOf(anchor), image);
    return image;
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
    return !isHidden(anchor, bearing, (eye.height - ground.heightMetres) / Math.hypot(east, north));
  };

  const candidateOf = (anchor: Anchor): Candidate | null => {
    const { clientWidth, clientHeight } = scene.canvas;
    const lie = lieOf(anchor);
    if (lie === null || lie.x < 0 || lie.y < 0 || lie.x > clientWidth || lie.y > clientHeight) return null;
    if (!isOpen(anchor)) return null;
    const place = ground.toWorld(anchor.place, NAME_METRES);
    const aheadMetres = Cartesian3.distance(place, ground.toWorld(anchor.ahead, NAME_METRES));
    return {
      anchor,
      ...lie,
      textPixels: imageOf(anchor).widthPixels,
      roomPixels: (lie.aheadPixels / aheadMetres) * anchor.lengthMetres,
      distanceMetres: Cartesian3.distance(scene.camera.positionWC, place),
    };
  };

  scene.preRender.addEventListener(() => {
    for (const { anchor, billboard } of shown) {
      const lie = lieOf(anchor);
      billboard.show = lie !== null;
      // The screen's angles run clockwise, a billboard's the other way.
      if (lie !== null) billboard.rotation = -lie.angle;
    }
  });

  return {
    get isReady() {
      return ready;
    },
    setStreets(streets) {
      anchors = findAnchors(streets);
    },
    setAppearance(visible, opacity) {
      billboards.show = visible;
      tint = Color.WHITE.withAlpha(opacity);
      for (const { billboard } of shown) billboard.color = tint;
      scene.requestRender();
    },
    place() {
      if (!ready) return;
      const candidates = anchors.map(candidateOf).filter((candidate) => candidate !== null);
      billboards.removeAll();
      shown = chooseLabels(candidates).map(({ anchor }) => {
        const image = imageOf(anchor);
        const billboard: Billboard = billboards.add({
          position: ground.toWorld(anchor.place, NAME_METRES),
          color: tint,
          width: image.widthPixels,
          height: image.heightPixels,
          horizontalOrigin: HorizontalOrigin.CENTER,
          verticalOrigin: VerticalOrigin.CENTER,
          disableDepthTestDistance: Number.POSITIVE_INFINITY,
        });
        billboard.setImage(keyOf(anchor), image.canvas);
        return { anchor, billboard };
      });
      scene.requestRender();
    },
  };
}
