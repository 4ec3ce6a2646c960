import { fromLocal, toLocal } from "../../domain/geo/calendar.ts";

const MINUTE_MS = 60_000;
const two = (n: number) => String(n).padStart(2, "0");

/** YYYY-MM-DDTHH:MM by the city's clock, as a link holds an instant. */
export function writeWallClock(instantMs: number, timeZone: string): string {
  const { date, clockMs } = toLocal(instantMs, timeZone);
  const minutes = Math.floor(clockMs / MINUTE_MS);
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function readWallClock(text: string, timeZone: string): number {
  const [hours, minutes] = text.slice(11).split(":").map(Number);
  return fromLocal(text.slice(0, 10), (hours! * 60 + minutes!) * MINUTE_MS, timeZone);
}
