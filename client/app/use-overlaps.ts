import { useMemo, useState } from "react";
import type { Finding } from "../../domain/conflicts/finding.ts";
import { type Span, toSpan } from "../../domain/geo/interval.ts";
import { cardKey } from "../features/conflicts/finding-cards.ts";
import type { CityViewProps } from "../scene/city-view.ts";

/**
 * The ground in dispute, and of the card that is pointed at its ground brought out and its time for the clock. Duties
 * and opportunities show their ground only then: they dispute none.
 */
export function useOverlaps(findings: readonly Finding[]) {
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const overlaps = useMemo<CityViewProps["overlaps"]>(
    () =>
      findings
        .map((finding) => ({ finding, highlighted: cardKey(finding) === highlighted }))
        .filter((shown) => shown.highlighted || shown.finding.class === "interference")
        .map((shown) => ({
          geometry: shown.finding.overlap.geometry,
          severity: shown.finding.severity,
          highlighted: shown.highlighted,
        })),
    [findings, highlighted],
  );
  const marked = useMemo<Span | null>(() => {
    const spans = findings
      .filter((finding) => cardKey(finding) === highlighted)
      .map((finding) => toSpan(finding.overlap));
    if (spans.length === 0) return null;
    return {
      startMs: Math.min(...spans.map((span) => span.startMs)),
      endMs: Math.max(...spans.map((span) => span.endMs)),
    };
  }, [findings, highlighted]);
  return { overlaps, marked, setHighlighted };
}
