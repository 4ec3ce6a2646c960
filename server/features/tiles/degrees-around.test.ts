import fc from "fast-check";
import proj4 from "proj4";
import { expect, it } from "vitest";
import { degreesAround } from "./degrees-around.ts";

const UTM_32 = "+proj=utm +zone=32 +datum=WGS84 +units=m";

it("is the projection within 0.1 mm, on boxes from 1 m to 50 km", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 250_000, max: 750_000 }),
      fc.integer({ min: 4_500_000, max: 5_200_000 }),
      fc.integer({ min: 1, max: 50_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (west, south, side, u, v) => {
        const [x, y] = [west + u * side, south + v * side];
        const place = degreesAround([west, south, west + side, south + side])(x, y);
        const [backX, backY] = proj4("EPSG:4326", UTM_32, place) as [number, number];
        expect(Math.hypot(backX - x, backY - y)).toBeLessThan(1e-4);
      },
    ),
  );
});
