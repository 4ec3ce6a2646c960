/** The few buildings everybody knows, as plain prisms at about their place and size. */
import type { BuildingDraft } from "./city-parts.ts";
import { frame, type Landmark, landmarks } from "./inputs.ts";
import { add, distance, type Point, rectangle, ringsOverlap, scale } from "./plane.ts";

const DEGREE = Math.PI / 180;

function circle(centre: Point, diameter: number): Point[] {
  return Array.from({ length: 16 }, (_, k) => {
    const angle = (k / 16) * 2 * Math.PI;
    return add(centre, scale([Math.cos(angle), Math.sin(angle)], diameter / 2));
  });
}

function draftsOf(landmark: Landmark): BuildingDraft[] {
  const turn = (landmark.turn ?? 0) * DEGREE;
  const along: Point = [Math.cos(turn), Math.sin(turn)];
  const across: Point = [-along[1], along[0]];
  const shared = {
    clearHeightMetres: 0,
    baseMetres: frame.groundMetres,
    use: landmark.use,
    floors: null,
    yearBuilt: landmark.year,
    fronts: [],
    name: landmark.name,
  };
  const steps = landmark.steps ?? [];
  const outline = ([length, width]: readonly [number, number, number]) =>
    landmark.round ? circle(landmark.centre, length) : rectangle(landmark.centre, along, length, width);
  return [
    ...steps.map((step, k) => ({
      ...shared,
      ring: outline(step),
      holes: steps[k + 1] ? [outline(steps[k + 1]!).toReversed()] : [],
      heightMetres: step[2],
    })),
    ...(landmark.boxes ?? []).map(([u, v, length, width, heightMetres]) => ({
      ...shared,
      ring: rectangle(add(landmark.centre, add(scale(along, u), scale(across, v))), along, length, width),
      holes: [],
      heightMetres,
    })),
  ];
}

export const landmarkBuildings: readonly BuildingDraft[] = landmarks.flatMap(draftsOf);

/** The ground each landmark keeps for itself: its own and three metres around. */
const kept: readonly (readonly Point[])[] = landmarks.flatMap((landmark) => {
  const turn = (landmark.turn ?? 0) * DEGREE;
  const along: Point = [Math.cos(turn), Math.sin(turn)];
  const boxes = [
    ...(landmark.steps ?? []).slice(0, 1).map(([length, width]) => [0, 0, length, width] as const),
    ...(landmark.boxes ?? []).map(([u, v, length, width]) => [u, v, length, width] as const),
  ];
  return boxes.map(([u, v, length, width]) => {
    const centre = add(landmark.centre, add(scale(along, u), scale([-along[1], along[0]], v)));
    return rectangle(centre, along, length + 6, width + 6);
  });
});

/** No house and no landmark's box is longer. */
const FAR_METRES = 450;

/** Whether an invented house stands where a landmark does. */
export function makesWay(ring: readonly Point[]): boolean {
  return kept.some((box) => distance(box[0]!, ring[0]!) < FAR_METRES && ringsOverlap(box, ring));
}
