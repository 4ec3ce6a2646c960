import { useRef } from "react";
import { type Moving, useEachStep } from "../../ui/moving.ts";
import type { Speaker } from "./speaker.ts";

interface ClockSaidProps {
  readonly instant: Moving<number>;
  readonly speak: Speaker;
  readonly short: boolean;
}

/** The handle says the same to those who cannot see it. */
export function ClockSaid({ instant, speak, short }: ClockSaidProps) {
  const day = useRef<HTMLElement>(null);
  const rest = useRef<HTMLSpanElement>(null);
  useEachStep(instant, (instantMs) => {
    const { shortDay, parts } = speak(instantMs);
    write(day.current!, short ? shortDay : (parts[0] ?? ""));
    write(rest.current!, parts.slice(1).join(" · "));
  });
  return (
    <p className="clock-said" aria-hidden="true">
      <strong ref={day} />
      <span ref={rest} />
    </p>
  );
}

/** The same piece of text with other letters costs the browser less than another piece. */
function write(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (firstChild === null) element.append(text);
  else if (firstChild.nodeValue !== text) firstChild.nodeValue = text;
}
