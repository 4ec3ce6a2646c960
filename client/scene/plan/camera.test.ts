import { describe, expect, it } from "vitest";
import { cameraOfView, panned, realMetresPerMercatorMetre, viewOfCamera } from "./camera.ts";

const desk = { widthPixels: 1400, heightPixels: 900 };
const phone = { widthPixels: 390, heightPixels: 700 };

describe("the plan's camera", () => {
  it.each([desk, phone])("comes back as it was given, on %o", (size) => {
    for (const headingDegrees of [0, 45, 90, 179, 181, 270, 359]) {
      const camera = {
        longitude: 7.68682,
        latitude: 45.07121,
        distanceMetres: 850,
        headingDegrees,
        pitchDegrees: -35,
      };
      const back = cameraOfView(viewOfCamera(camera, size), size, camera.pitchDegrees);
      expect(back.longitude).toBeCloseTo(camera.longitude, 10);
      expect(back.latitude).toBeCloseTo(camera.latitude, 10);
      expect(back.distanceMetres).toBeCloseTo(camera.distanceMetres, 6);
      expect(back.headingDegrees).toBeCloseTo(headingDegrees, 8);
      expect(back.pitchDegrees).toBe(-35);
    }
  });

  it("turns the sheet against the heading: looking east, east is up", () => {
    const camera = {
      longitude: 7.7,
      latitude: 45,
      distanceMetres: 500,
      headingDegrees: 90,
      pitchDegrees: -90,
    };
    expect(viewOfCamera(camera, desk).rotation).toBeCloseTo(-Math.PI / 2, 12);
  });

  it("shows 2·d·tan 30° of real ground across the longer side", () => {
    const camera = {
      longitude: 7.7,
      latitude: 45,
      distanceMetres: 500,
      headingDegrees: 0,
      pitchDegrees: -90,
    };
    const { resolution, centre } = viewOfCamera(camera, desk);
    expect(realMetresPerMercatorMetre(centre)).toBeCloseTo(Math.cos(Math.PI / 4), 6);
    expect(resolution * Math.cos(Math.PI / 4) * desk.widthPixels).toBeCloseTo(577.35, 2);
  });

  it("moves to the right of the screen, whichever way the sheet is turned", () => {
    // Looking east: south is on the right, east is up.
    const view = { centre: [100, 200] as const, resolution: 2, rotation: -Math.PI / 2 };
    const [x, y] = panned(view, 10, 0).centre;
    expect([x, y].map((value) => Math.round(value))).toEqual([100, 180]);
    const up = panned(view, 0, 10).centre;
    expect(up.map((value) => Math.round(value))).toEqual([120, 200]);
  });
});
