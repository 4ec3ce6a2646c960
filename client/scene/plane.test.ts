import proj4 from "proj4";
import { expect, it } from "vitest";
import { planeAt } from "./plane.ts";

const TURIN = [7.6825, 45.0678] as const;

it("measures as UTM 32 N does once its scale and turn at the place are taken out", () => {
  const plane = planeAt(TURIN);
  const utm = proj4("EPSG:4326", "+proj=utm +zone=32 +datum=WGS84");
  const there = plane.toDegrees([600, -800]);
  const [x0, y0] = utm.forward([...TURIN]);
  const [x1, y1] = utm.forward(there);
  // Scale of the projection at 7.68° E, 1.32° off its central meridian.
  const scale = 0.9996 * (1 + (((1.3175 * Math.PI) / 180) * Math.cos((45.0678 * Math.PI) / 180)) ** 2 / 2);
  expect(Math.hypot(x1! - x0!, y1! - y0!) / scale).toBeCloseTo(1000, 0);
});

it("comes back to the same degrees", () => {
  const plane = planeAt(TURIN);
  const [longitude, latitude] = plane.toDegrees(plane.toMetres([7.69, 45.07]));
  expect(longitude).toBeCloseTo(7.69, 12);
  expect(latitude).toBeCloseTo(45.07, 12);
});
