import { describe, expect, it } from "vitest";
import { joinStretches } from "./street-lines.ts";

const at = (x: number, y: number) => [7.68 + x * 1e-3, 45.07 + y * 1e-3];

describe("the stretches of a street", () => {
  it("become one line where they go on straight, whichever way they were drawn", () => {
    const joined = joinStretches([
      [at(1, 0), at(2, 0)],
      [at(1, 0), at(0, 0)],
      [at(3, 0.1), at(2, 0)],
    ]);
    expect(joined).toHaveLength(1);
    const ends = [joined[0]![0], joined[0]!.at(-1)];
    expect(ends).toEqual(expect.arrayContaining([at(0, 0), at(3, 0.1)]));
    expect(joined[0]).toHaveLength(4);
  });

  it("stay apart at a corner and across a gap", () => {
    expect(
      joinStretches([
        [at(0, 0), at(1, 0)],
        [at(1, 0), at(1, 1)],
      ]),
    ).toHaveLength(2);
    expect(
      joinStretches([
        [at(0, 0), at(1, 0)],
        [at(1.1, 0), at(2, 0)],
      ]),
    ).toHaveLength(2);
  });

  it("take the straighter of two ways on, and each stretch once", () => {
    const joined = joinStretches([
      [at(0, 0), at(1, 0)],
      [at(1, 0), at(2, 0.5)],
      [at(1, 0), at(2, 0)],
    ]);
    expect(joined).toHaveLength(2);
    expect(joined[0]!.at(-1)).toEqual(at(2, 0));
  });

  it("end on a ring", () => {
    const corners = Array.from({ length: 24 }, (_, i) =>
      at(Math.cos((i / 12) * Math.PI), Math.sin((i / 12) * Math.PI)),
    );
    const ring = corners.map((corner, i) => [corner, corners[(i + 1) % 24]!]);
    const joined = joinStretches(ring);
    expect(joined.flatMap((line) => line.slice(1))).toHaveLength(24);
  });
});
