/**
 * How wide a stretch of street is where nobody has measured it. Lanes: D.M. 5 November 2001 n. 6792, table 3.4.a
 * (urban motorway A 3.75 m, urban expressway D 3.25, district street E 3.00, local street F 2.75), with the
 * margins of the same table. Lanes, parking and pavements by class are assumed: what is common in Turin, to the
 * half metre. What is drawn from them says that it is assumed.
 */
import type { StreetSegmentRecord } from "./city-data.ts";

type SegmentClass = StreetSegmentRecord["class"];

interface ClassWidths {
  readonly laneMetres: number;
  /** Both margins, and parking along the kerbs, together. */
  readonly besideMetres: number;
  /** Lanes of a stretch whose lanes are not tagged: one way, and both ways. */
  readonly oneWayLanes: number;
  readonly bothWaysLanes: number;
  /** On each side. */
  readonly pavementMetres: number;
}

const CLASS_WIDTHS: Readonly<Record<SegmentClass, ClassWidths>> = {
  motorway: { laneMetres: 3.75, besideMetres: 3.2, oneWayLanes: 2, bothWaysLanes: 4, pavementMetres: 0 },
  main: { laneMetres: 3.25, besideMetres: 1.5, oneWayLanes: 2, bothWaysLanes: 4, pavementMetres: 4 },
  area_collector: { laneMetres: 3, besideMetres: 1, oneWayLanes: 2, bothWaysLanes: 3, pavementMetres: 3.5 },
  local_collector: { laneMetres: 3, besideMetres: 3, oneWayLanes: 1, bothWaysLanes: 2, pavementMetres: 2.5 },
  residential: { laneMetres: 2.75, besideMetres: 3, oneWayLanes: 1, bothWaysLanes: 2, pavementMetres: 2 },
  lot: { laneMetres: 2.75, besideMetres: 0.5, oneWayLanes: 1, bothWaysLanes: 1, pavementMetres: 0 },
  pedestrian: { laneMetres: 0, besideMetres: 0, oneWayLanes: 0, bothWaysLanes: 0, pavementMetres: 3 },
};
/** A slip road is one lane between margins, whatever it joins. */
const LINK: ClassWidths = {
  laneMetres: 3.5,
  besideMetres: 1,
  oneWayLanes: 1,
  bothWaysLanes: 2,
  pavementMetres: 0,
};

export interface RibbonWidths {
  /** From kerb to kerb; 0 for a pedestrian street. */
  readonly carriagewayMetres: number;
  /** With the pavements of both sides. */
  readonly wholeMetres: number;
}

export function ribbonWidths(
  segment: Pick<StreetSegmentRecord, "class" | "highway" | "lanes" | "oneWay" | "carriagewayWidthMetres">,
): RibbonWidths {
  const widths = segment.highway?.endsWith("_link") ? LINK : CLASS_WIDTHS[segment.class];
  const lanes = segment.lanes ?? (segment.oneWay ? widths.oneWayLanes : widths.bothWaysLanes);
  const assumed = widths.laneMetres === 0 ? 0 : lanes * widths.laneMetres + widths.besideMetres;
  const carriagewayMetres = segment.carriagewayWidthMetres ?? assumed;
  return { carriagewayMetres, wholeMetres: carriagewayMetres + 2 * widths.pavementMetres };
}
