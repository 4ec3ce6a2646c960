import type { KeyAction } from "./keys.ts";
import type { Plan } from "./plan-map.ts";

/** Does on the plan what a key asked for. */
export function perform(plan: Plan, action: KeyAction): void {
  switch (action.kind) {
    case "pan":
      plan.pan(action.right, action.up);
      break;
    case "zoom":
      plan.zoom(action.steps);
      break;
    case "rotate":
      plan.rotate(action.degrees);
      break;
    case "north-up":
      plan.northUp();
      break;
    case "pick":
      plan.pickAtCentre();
      break;
    case "place-vertex":
      plan.drawing.placeVertex(action.free);
      break;
    case "nudge":
      plan.drawing.nudge(action.right, action.up);
      break;
    case "turn":
      plan.drawing.turn(action.degrees);
      break;
    case "take-back":
      plan.drawing.takeBack();
      break;
    case "remove-vertex":
      plan.drawing.removeVertex();
      break;
    case "finish":
      plan.drawing.finish();
      break;
    case "cancel":
      plan.drawing.cancel();
      break;
  }
}
