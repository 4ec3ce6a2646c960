import type View from "ol/View.js";
import type { PlanViewState } from "./camera.ts";

const MILLISECONDS = 900;

export function prefersReducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Goes to a view: at once, or in one arc that rises when the goal is off the screen. */
export function goTo(view: View, goal: PlanViewState, screenPixels: number, immediately: boolean): void {
  view.cancelAnimations();
  const centre = [...goal.centre];
  if (immediately || prefersReducedMotion() || view.getCenter() === undefined) {
    view.setCenter(centre);
    view.setResolution(goal.resolution);
    view.setRotation(goal.rotation);
    return;
  }
  const [x, y] = view.getCenter() as [number, number];
  const start = view.getResolution() ?? goal.resolution;
  const gap = Math.hypot(centre[0]! - x, centre[1]! - y);
  const peak = Math.max(start, goal.resolution, gap / screenPixels);
  view.animate({ center: centre, rotation: goal.rotation, duration: MILLISECONDS });
  if (peak > Math.max(start, goal.resolution)) {
    view.animate(
      { resolution: peak, duration: MILLISECONDS / 2 },
      { resolution: goal.resolution, duration: MILLISECONDS / 2 },
    );
  } else {
    view.animate({ resolution: goal.resolution, duration: MILLISECONDS });
  }
}
