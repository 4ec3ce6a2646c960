import { z } from "zod";

const NUMBER = "-?\\d{1,3}(?:\\.\\d{1,12})?";

/** `west,south,east,north` in degrees (OGC API Features part 1, §7.15.3). */
export const extentParameter = z
  .string()
  .regex(new RegExp(`^${NUMBER},${NUMBER},${NUMBER},${NUMBER}$`), {
    error: "expected west,south,east,north in degrees",
    abort: true,
  })
  .refine((text) => {
    const [west, south, east, north] = parseExtent(text);
    return west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
  }, "expected west < east within ±180 and south < north within ±90");

/** @returns [west, south, east, north] of a text that `extentParameter` let through. */
export function parseExtent(text: string): [number, number, number, number] {
  const [west, south, east, north] = text.split(",").map(Number);
  return [west!, south!, east!, north!];
}

export const MAX_PAGE = 1000;

/** Keyset pages: `after` is the `next` of the page before. */
export const pageParameters = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(200),
  after: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional(),
};
