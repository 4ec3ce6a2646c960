import { type Said, useSpoken } from "./use-spoken.ts";

/** The handle says the same to those who cannot see it. */
export function ClockSaid({ short, ...said }: Said & { readonly short: boolean }) {
  const { shortDay, parts } = useSpoken(said);
  return (
    <p className="clock-said" aria-hidden="true">
      <strong>{short ? shortDay : parts[0]}</strong>
      <span>{parts.slice(1).join(" · ")}</span>
    </p>
  );
}
