import type { ImportProgress } from "../../server/features/imports/run-import.ts";

/** `12,340 records, 3,210/s, 45 %, 0:12 left`: how far one source is. */
export function describeProgress({ dataset, elapsedMs }: ImportProgress): string {
  const { recordsRead, bytesRead, bytesTotal, refused } = dataset;
  const seconds = elapsedMs / 1_000;
  const parts = [`${group(recordsRead)} records`];
  if (seconds >= 0.5) parts.push(`${group(Math.round(recordsRead / seconds))}/s`);
  const share = bytesTotal === null || bytesTotal === 0 ? null : Math.min(1, bytesRead / bytesTotal);
  if (share !== null) {
    parts.push(`${Math.floor(share * 100)} %`);
    if (seconds >= 2 && share > 0.02 && share < 1)
      parts.push(`${toClock((seconds * (1 - share)) / share)} left`);
  }
  if (refused > 0) parts.push(`${group(refused)} refused`);
  return parts.join(", ");
}

export function group(count: number): string {
  return count.toLocaleString("en");
}

function toClock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
