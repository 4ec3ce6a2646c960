import type { Severity } from "../../../domain/conflicts/finding.ts";

/** Shape first, then colour: octagon, triangle, circle, diamond (SCREENS.md, "Colours"). */
const SHAPES: Record<Severity, string> = {
  blocking: "M5.9 1h8.2L19 5.9v8.2L14.1 19H5.9L1 14.1V5.9Z",
  warning: "M10 1.8 19 18H1Z",
  advice: "M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
  synergy: "M10 .8 19.2 10 10 19.2.8 10Z",
};

/** Decoration beside a text that says the same. */
export function SeveritySymbol({ severity, size = 20 }: { severity: Severity; size?: number }) {
  return (
    <svg
      className={`severity severity-${severity}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path className="severity-shape" d={SHAPES[severity]} />
      {severity === "blocking" && <path className="severity-sign" d="M5.5 10h9" />}
      {severity === "warning" && <path className="severity-sign" d="M10 7.5v5M10 15.2v.1" />}
    </svg>
  );
}
