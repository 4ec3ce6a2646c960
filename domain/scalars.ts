import { z } from "zod";

/** Text a database can keep: no NUL, no half of a surrogate pair. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\0\p{Cs}]*$/u, "holds a character that is not text");
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const inRange = (value: string) => {
  const year = Number(value.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
};
const RANGE = `must be between ${FIRST_YEAR} and ${LAST_YEAR}`;

/** An instant, ISO 8601 with an offset. What is none stops here: an object's own checks may then count on it. */
export const instantSchema = z.iso.datetime({ offset: true, abort: true }).refine(inRange, RANGE);

/** A day of the city's calendar, YYYY-MM-DD. */
export const dateSchema = z.iso.date().refine(inRange, RANGE);
