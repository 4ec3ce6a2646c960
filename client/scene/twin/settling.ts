/** Tells when the picture is finished: nothing on its way, the camera at rest, the last frame drawn. */
import type { Scene } from "@cesium/engine";

export interface Settling {
  /** Something is about to change on the screen. */
  disturb(): void;
  /** The next frame alone is news: what it shows is in place already. */
  disturbOnce(): void;
  destroy(): void;
}

/** Frames without news before the picture counts as finished: a tile that arrives asks for the next. */
const QUIET_FRAMES = 3;

/**
 * @param isBusy whether anything is on its way; asked at every animation frame until it is not.
 * @param onChange once at the first disturbance, once when all is still.
 */
export function watchSettling(
  scene: Scene,
  isBusy: () => boolean,
  onChange: (settled: boolean) => void,
): Settling {
  let quiet = 0;
  let frame = 0;
  let settled = false;
  /** Told as unsettled, until the next frame is drawn and no longer. */
  let once = false;

  const look = () => {
    quiet = isBusy() ? 0 : quiet + 1;
    if (quiet < QUIET_FRAMES) {
      frame = requestAnimationFrame(look);
      return;
    }
    frame = 0;
    settled = true;
    onChange(true);
  };
  const disturb = () => {
    quiet = 0;
    if (settled && !once) onChange(false);
    settled = false;
    once = false;
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  // Only a frame that was asked for is drawn: each one drawn is news.
  const stopListening = scene.postRender.addEventListener(() => {
    if (!once) return disturb();
    once = false;
    onChange(true);
  });
  disturb();
  return {
    disturb,
    disturbOnce() {
      if (!settled || once) return;
      once = true;
      onChange(false);
    },
    destroy() {
      stopListening();
      cancelAnimationFrame(frame);
    },
  };
}
