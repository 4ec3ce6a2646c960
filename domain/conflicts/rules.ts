import type { AnyRule } from "./rule.ts";
import { accessCut } from "./rules/access-cut.ts";
import { accessibleWidth } from "./rules/accessible-width.ts";
import { alternatingTraffic } from "./rules/alternating-traffic.ts";
import { applicationNotice } from "./rules/application-notice.ts";
import { crowd } from "./rules/crowd.ts";
import { crowdExits } from "./rules/crowd-exits.ts";
import { definitiveReinstatement } from "./rules/definitive-reinstatement.ts";
import { detourAgreement } from "./rules/detour-agreement.ts";
import { detourSign } from "./rules/detour-sign.ts";
import { digOnce } from "./rules/dig-once.ts";
import { eventDays } from "./rules/event-days.ts";
import { eventEvent } from "./rules/event-event.ts";
import { eventHospital } from "./rules/event-hospital.ts";
import { eventHours } from "./rules/event-hours.ts";
import { excavationTree } from "./rules/excavation-tree.ts";
import { excavationUtility } from "./rules/excavation-utility.ts";
import { expiredSite } from "./rules/expired-site.ts";
import { fireAccess } from "./rules/fire-access.ts";
import { marketDay } from "./rules/market-day.ts";
import { moratorium } from "./rules/moratorium.ts";
import { mutualDetours } from "./rules/mutual-detours.ts";
import { noDigPeriod } from "./rules/no-dig-period.ts";
import { occupationAny } from "./rules/occupation-any.ts";
import { occupiedPavement } from "./rules/occupied-pavement.ts";
import { parkingSigns } from "./rules/parking-signs.ts";
import { pedestrianCorridor } from "./rules/pedestrian-corridor.ts";
import { roadworkRoadwork } from "./rules/roadwork-roadwork.ts";
import { rootCare } from "./rules/root-care.ts";
import { schoolTerm } from "./rules/school-term.ts";
import { sideStreets } from "./rules/side-streets.ts";
import { siteBoard } from "./rules/site-board.ts";
import { siteNoise } from "./rules/site-noise.ts";
import { transitCut } from "./rules/transit-cut.ts";
import { utilitySurvey } from "./rules/utility-survey.ts";
import { worksEvent } from "./rules/works-event.ts";
import { worksGreenwork } from "./rules/works-greenwork.ts";
import { worksOnDetour } from "./rules/works-on-detour.ts";

/** Every conflict rule; a test compares this list with the folder. */
export const RULES: readonly AnyRule[] = [
  roadworkRoadwork,
  worksGreenwork,
  worksEvent,
  eventEvent,
  occupationAny,
  marketDay,
  worksOnDetour,
  mutualDetours,
  noDigPeriod,
  expiredSite,
  excavationTree,
  excavationUtility,
  rootCare,
  utilitySurvey,
  pedestrianCorridor,
  occupiedPavement,
  accessibleWidth,
  fireAccess,
  alternatingTraffic,
  transitCut,
  schoolTerm,
  accessCut,
  sideStreets,
  crowd,
  crowdExits,
  eventHours,
  eventHospital,
  eventDays,
  siteNoise,
  siteBoard,
  parkingSigns,
  detourAgreement,
  detourSign,
  applicationNotice,
  moratorium,
  definitiveReinstatement,
  digOnce,
];
