import type View from "ol/View.js";
import type { PlanViewState } from "./camera.ts";

const FLIGHT_MILLISECONDS = 900;
const STEP_MILLISECONDS = 140;

function prefersReducedMotion(): boolean {
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
  view.animate({ center: centre, rotation: goal.rotation, duration: FLIGHT_MILLISECONDS });
  if (peak > Math.max(start, goal.resolution)) {
    view.animate(
      { resolution: peak, duration: FLIGHT_MILLISECONDS / 2 },
      { resolution: goal.resolution, duration: FLIGHT_MILLISECONDS / 2 },
    );
  } else {
    view.animate({ resolution: goal.resolution, duration: FLIGHT_MILLISECONDS });
  }
}

/** Steps from keys and buttons: one that comes before the last has ended goes on from where that one leads. */
export function createSteps(view: View): (change: (from: PlanViewState) => PlanViewState) => void {
  let goal: PlanViewState | null = null;
  return (change) => {
    const from = goal ?? {
      centre: view.getCenter() as [number, number],
      resolution: view.getResolution()!,
      rotation: view.getRotation(),
    };
    const next = change(from);
    view.cancelAnimations();
    goal = next;
    view.animate(
      {
        center: [...next.centre],
        resolution: next.resolution,
        rotation: next.rotation,
        duration: prefersReducedMotion() ? 0 : STEP_MILLISECONDS,
      },
      () => {
        if (goal === next) goal = null;
      },
    );
  };
}
