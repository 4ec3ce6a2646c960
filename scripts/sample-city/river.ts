/** The Po between its walls: the embankment closes the drop from the streets to the water. */
import type { Lot } from "./city-parts.ts";
import type { Face } from "./faces.ts";
import { frame, streetInputs } from "./inputs.ts";
import { bandOf, type Inset, insetRing, ringOf } from "./insets.ts";
import { isSimple, type Point, signedArea } from "./plane.ts";
import type { FrontRing } from "./street-ground.ts";

const WALL_METRES = 0.9;
const PARAPET_METRES = 1;
/** The Murazzi: quays at the foot of the left bank, between the two bridges. */
const QUAY_METRES = 10;
const QUAY_STREETS = new Set(["Lungo Po Diaz", "Lungo Po Cadorna"]);

export function layRiver(lot: Lot, face: Face, front: FrontRing): void {
  const streetNames = front.sides.map((side) => streetInputs[face.sides[side]!.edge.street]?.name ?? null);
  const outline: Inset = {
    starts: front.ring,
    ends: front.ring.map((_, i) => front.ring[(i + 1) % front.ring.length]!),
    swallowed: front.ring.map(() => false),
  };
  const wallOffsets = streetNames.map((name) => (name ? WALL_METRES : 0));
  const walls = insetRing(front.ring, wallOffsets);
  const quays = insetRing(
    front.ring,
    wallOffsets.map((wall, i) => wall + (QUAY_STREETS.has(streetNames[i] ?? "") ? QUAY_METRES : 0)),
  );
  if (!walls || !quays || !isSimple(ringOf(quays))) throw new Error("The river is narrower than its walls");
  const lay = (kind: "pavement" | "water", ring: readonly Point[], elevationMetres: number) => {
    if (ring.length > 2 && signedArea(ring) > 0.05) {
      lot.pieces.push({ kind, name: kind === "water" ? "Po" : "Murazzi", ring, holes: [], elevationMetres });
    }
  };
  front.ring.forEach((_, i) => {
    const wall = bandOf(outline, walls, i);
    lay("pavement", wall, frame.groundMetres);
    lay("pavement", bandOf(walls, quays, i), frame.waterMetres + 0.4);
    if (wall.length < 3) return;
    lot.buildings.push({
      ring: wall,
      holes: [],
      baseMetres: frame.waterMetres,
      heightMetres: frame.groundMetres - frame.waterMetres + PARAPET_METRES,
      clearHeightMetres: 0,
      use: "embankment",
      floors: null,
      yearBuilt: 1873,
      fronts: [],
    });
  });
  lay("water", ringOf(quays), frame.waterMetres);
}
