/**
 * Haitaton's classes, held to the examples that the City of Helsinki publishes with it (haitaton-backend: the tests of
 * its classes by thresholds, of its bus, tram and cycle classes, and of its motor traffic index).
 */
import { describe, expect, it } from "vitest";
import {
  BUS,
  busIndex,
  CAR_WEIGHTS,
  CYCLING,
  carIndex,
  classOf,
  colourOf,
  DURATION,
  LANES,
  LENGTH,
  PEAK_BUSES,
  STREET_CLASS_VALUES,
  TRAFFIC,
  TRAM,
} from "./haitaton.ts";

describe("classes at each threshold, on both sides", () => {
  it.each([
    [-1, 0],
    [0, 1],
    [13, 1],
    [14, 3],
    [90, 3],
    [91, 5],
    [180, 5],
  ])("%i days: %i", (days, expected) => expect(classOf(days, DURATION)).toBe(expected));

  it.each([
    [-140, 0],
    [0, 0],
    [1, 1],
    [499, 1],
    [500, 2],
    [1_499, 2],
    [1_500, 3],
    [4_999, 3],
    [5_000, 4],
    [9_999, 4],
    [10_000, 5],
    [18_000, 5],
  ])("%i vehicles a day: %i", (vehicles, expected) => expect(classOf(vehicles, TRAFFIC)).toBe(expected));

  it.each([
    [0, 0],
    [0.1, 2],
    [9.9, 2],
    [10, 3],
    [99.9, 3],
    [100, 4],
    [499.9, 4],
    [500, 5],
  ])("%f m of lanes: %i", (metres, expected) => expect(classOf(metres, LENGTH)).toBe(expected));

  it.each([
    [0, 2],
    [1, 3],
    [10, 3],
    [11, 4],
    [20, 4],
    [21, 5],
    [100, 5],
  ])("%i buses in the busiest hour, no trunk line: %i", (buses, expected) =>
    expect(busIndex(false, buses)).toBe(expected),
  );

  it("a trunk line weighs more than few buses and less than many", () => {
    expect([0, 10, 11, 20, 21].map((buses) => busIndex(true, buses))).toEqual([4, 4, 4, 4, 5]);
    expect(classOf(0, PEAK_BUSES)).toBe(0);
    expect(BUS.criticalStreet).toBe(5);
  });

  it("streets, lanes, tracks and rails have the classes of Helsinki", () => {
    expect(STREET_CLASS_VALUES).toMatchObject({
      lot: 1,
      residential: 2,
      local_collector: 3,
      area_collector: 4,
      main: 5,
    });
    expect(Object.values(LANES)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(CYCLING).toEqual({ none: 0, parkPath: 1, otherLink: 2, otherRoute: 3, mainRoute: 5 });
    expect(TRAM).toEqual({ none: 0, railsWithoutLine: 3, line: 5 });
  });
});

describe("the index of motor traffic", () => {
  it.each([
    // duration, street class, traffic, lanes, length: index
    [1, 1, 1, 1, 1, 1.0],
    [1, 2, 2, 2, 2, 1.9],
    [3, 3, 3, 3, 3, 3.0],
    [3, 4, 4, 4, 4, 3.9],
    [5, 5, 5, 5, 5, 5.0],
  ])("of %i %i %i %i %i is %f", (duration, streetClass, traffic, lanes, length, expected) =>
    expect(carIndex({ duration, streetClass, traffic, lanes, length })).toBe(expected),
  );

  it("is 0 off the streets, however long it lasts", () => {
    expect(carIndex({ duration: 5, streetClass: 0, traffic: 0, lanes: 5, length: 5 })).toBe(0);
    expect(carIndex({ duration: 5, streetClass: 0, traffic: 1, lanes: 0, length: 0 })).toBe(0.8);
    expect(carIndex({ duration: 5, streetClass: 1, traffic: 0, lanes: 0, length: 0 })).toBe(0.7);
  });

  it("weighs to one, and rounds halves up", () => {
    expect(Object.values(CAR_WEIGHTS).reduce<number>((sum, weight) => sum + weight, 0)).toBe(100);
    // 0.1 + 0.4 + 0.25 + 0 + 0.4 = 1.15
    expect(carIndex({ duration: 1, streetClass: 2, traffic: 1, lanes: 0, length: 2 })).toBe(1.2);
  });

  it.each([
    [2.9, "green"],
    [3, "yellow"],
    [3.9, "yellow"],
    [4, "red"],
  ])("%f is %s", (index, colour) => expect(colourOf(index)).toBe(colour));
});
