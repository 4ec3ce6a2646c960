import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { FindingCard } from "./finding-card.tsx";
import { findBestRemedy, findingKey, keepOrder, sortFindings } from "./finding-order.ts";

interface FindingListProps {
  readonly label: string;
  readonly findings: readonly Finding[];
  /** A hand is moving the shape: few cards, and none changes its place. */
  readonly drawing?: boolean;
  readonly onHighlight: (key: string | null) => void;
  readonly onShow: (finding: Finding) => void;
  readonly onApply?: (finding: Finding, clearance: Clearance) => void;
}

const SHOWN_AT_ONCE = 3;

export function FindingList(props: FindingListProps) {
  const { findings, drawing = false, onHighlight, onShow, onApply } = props;
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shownBefore = useRef<readonly string[]>([]);
  const ordered = useMemo(
    () => (drawing ? keepOrder(findings, shownBefore.current) : sortFindings(findings)),
    [findings, drawing],
  );
  useEffect(() => {
    shownBefore.current = ordered.map(findingKey);
  }, [ordered]);
  const best = useMemo(() => findBestRemedy(findings)?.clearance ?? null, [findings]);
  const shown = all && !drawing ? ordered : ordered.slice(0, SHOWN_AT_ONCE);
  const more = ordered.length - shown.length;
  return (
    <>
      <ol className="findings" aria-label={props.label}>
        {shown.map((finding) => (
          <FindingCard
            key={findingKey(finding)}
            finding={finding}
            best={best}
            onHighlight={(on) => onHighlight(on ? findingKey(finding) : null)}
            onShow={() => onShow(finding)}
            onApply={onApply && ((clearance) => onApply(finding, clearance))}
          />
        ))}
      </ol>
      {more > 0 && (
        <button type="button" className="button button-wide" disabled={drawing} onClick={() => setAll(true)}>
          {t("conflicts.more", { count: more })}
        </button>
      )}
    </>
  );
}
