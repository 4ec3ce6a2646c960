/** Least and most that a number may be by what is known; the two are one where it is known. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export const exactly = (value: number): Range => ({ least: value, most: value });

export const between = (least: number, most: number): Range => ({ least, most });

export const greatest = (ranges: readonly Range[]): Range => ({
  least: Math.max(0, ...ranges.map(({ least }) => least)),
  most: Math.max(0, ...ranges.map(({ most }) => most)),
});
