/** So many are told one by one; of more the first and the last. */
const MOST_NAMED = 6;

export interface HouseNumbers {
  readonly count: number;
  /** "2, 4, 6" or "2–48"; null: none on that side. */
  readonly even: string | null;
  readonly odd: string | null;
}

/** House numbers in their order, as a person tells them: by side of the street, long rows as a range. */
export function summariseNumbers(numbers: readonly string[]): HouseNumbers {
  const ofParity = (rest: 0 | 1) =>
    tell(numbers.filter((number) => Number.parseInt(number, 10) % 2 === rest));
  return { count: numbers.length, even: ofParity(0), odd: ofParity(1) };
}

function tell(numbers: readonly string[]): string | null {
  if (numbers.length === 0) return null;
  return numbers.length <= MOST_NAMED ? numbers.join(", ") : `${numbers[0]}–${numbers.at(-1)}`;
}
