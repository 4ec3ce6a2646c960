import { useEffect, useRef } from "react";
import { DAY_MS } from "../../../domain/geo/interval.ts";

/** A day a second. */
const SPEED = DAY_MS / 1000;
/** The scene is drawn anew at each step: ten a second look even and leave it time to breathe. */
const STEP_MS = 100;

/** Moves time on while it plays: evenly, or by a whole day each second where motion is not wanted. */
export function usePlayback(playing: boolean, reducedMotion: boolean, advance: (byMs: number) => void): void {
  const latest = useRef(advance);
  useEffect(() => {
    latest.current = advance;
  });
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const timer = setInterval(
      () => {
        const now = performance.now();
        // A machine that is late draws fewer steps, not slower days.
        latest.current(reducedMotion ? DAY_MS : (now - last) * SPEED);
        last = now;
      },
      reducedMotion ? 1000 : STEP_MS,
    );
    return () => clearInterval(timer);
  }, [playing, reducedMotion]);
}
