import { useMemo, useState } from "react";
import type { Finding } from "../../domain/conflicts/finding.ts";
import { findingKey } from "../features/conflicts/finding-order.ts";
import type { CityViewProps } from "../scene/city-view.ts";

/** The ground in dispute, the one whose card is pointed at brought out. */
export function useOverlaps(findings: readonly Finding[]) {
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const overlaps = useMemo<CityViewProps["overlaps"]>(
    () =>
      findings.map((finding) => ({
        geometry: finding.overlap.geometry,
        severity: finding.severity,
        highlighted: findingKey(finding) === highlighted,
      })),
    [findings, highlighted],
  );
  return { overlaps, setHighlighted };
}
