import fc from "fast-check";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { localFrame } from "./local-frame.ts";
import { lift } from "./placed-rings.ts";

const geocentric = proj4("EPSG:4326", "+proj=geocent +datum=WGS84 +units=m");

describe("localFrame", () => {
  it("put through its transform gives the earth-centred place that proj4 gives, to a tenth of a millimetre", () => {
    const longitude = fc.double({ min: -180, max: 180, noNaN: true });
    const latitude = fc.double({ min: -89, max: 89, noNaN: true });
    const nearby = fc.double({ min: -0.05, max: 0.05, noNaN: true });
    const height = fc.double({ min: -100, max: 3_000, noNaN: true });
    fc.assert(
      fc.property(longitude, latitude, nearby, nearby, height, height, (lon, lat, dx, dy, origin, h) => {
        const frame = localFrame(lon, lat, origin);
        const local = lift(frame.place(lon + dx, lat + dy), h);
        const expected = geocentric.forward([lon + dx, lat + dy, h]) as number[];
        for (let row = 0; row < 3; row++) {
          const found =
            frame.transform[row]! * local[0] +
            frame.transform[row + 4]! * local[1] +
            frame.transform[row + 8]! * local[2] +
            frame.transform[row + 12]!;
          expect(Math.abs(found - expected[row]!)).toBeLessThan(1e-4);
        }
      }),
    );
  });

  it("points east, north and up", () => {
    const frame = localFrame(7.68, 45.07, 290);
    const [east] = lift(frame.place(7.681, 45.07), 290);
    const [, north] = lift(frame.place(7.68, 45.071), 290);
    // A degree of longitude is 78.8 km there, one of latitude 111.1 km.
    expect(east).toBeCloseTo(78.8, 0);
    expect(north).toBeCloseTo(111.1, 0);
    expect(lift(frame.place(7.68, 45.07), 300)[2]).toBeCloseTo(10, 6);
  });
});
