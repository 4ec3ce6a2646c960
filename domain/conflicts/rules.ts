import type { AnyRule } from "./rule.ts";
import { digOnce } from "./rules/dig-once.ts";
import { eventEvent } from "./rules/event-event.ts";
import { excavationTree } from "./rules/excavation-tree.ts";
import { excavationUtility } from "./rules/excavation-utility.ts";
import { occupationAny } from "./rules/occupation-any.ts";
import { pedestrianCorridor } from "./rules/pedestrian-corridor.ts";
import { roadworkRoadwork } from "./rules/roadwork-roadwork.ts";
import { siteBoard } from "./rules/site-board.ts";
import { worksEvent } from "./rules/works-event.ts";
import { worksGreenwork } from "./rules/works-greenwork.ts";

/** Every conflict rule; a test compares this list with the folder. */
export const RULES: readonly AnyRule[] = [
  roadworkRoadwork,
  worksGreenwork,
  worksEvent,
  eventEvent,
  occupationAny,
  excavationTree,
  excavationUtility,
  pedestrianCorridor,
  siteBoard,
  digOnce,
];
