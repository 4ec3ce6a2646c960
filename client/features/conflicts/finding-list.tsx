import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { FindingCard } from "./finding-card.tsx";
import { type Card, type FindingClass, groupCards, keepOrder, toCards } from "./finding-cards.ts";
import { findBestRemedy } from "./finding-order.ts";

interface FindingListProps {
  readonly label: string;
  readonly findings: readonly Finding[];
  /** A hand is moving the shape: few cards, and none changes its place. */
  readonly drawing?: boolean;
  /** Key of the card that is pointed at or holds the focus. */
  readonly onHighlight: (cardKey: string | null) => void;
  readonly onShow: (finding: Finding) => void;
  readonly onApply?: (finding: Finding, clearance: Clearance) => void;
  /** What stands below a card, where it is saved. */
  readonly foot?: (card: Card) => ReactNode;
}

const SHOWN_AT_ONCE = 3;

/** What was found, by class: interferences, then opportunities; of each the first few. Duties: duty-list.tsx. */
export function FindingList(props: FindingListProps) {
  const { findings, drawing = false } = props;
  const shownBefore = useRef<readonly string[]>([]);
  const cards = useMemo(() => {
    const sorted = toCards(findings.filter((finding) => finding.class !== "duty"));
    return drawing ? keepOrder(sorted, shownBefore.current) : sorted;
  }, [findings, drawing]);
  useEffect(() => {
    shownBefore.current = cards.map(({ key }) => key);
  }, [cards]);
  const best = useMemo(() => findBestRemedy(findings)?.clearance ?? null, [findings]);
  const groups = groupCards(cards);
  if (groups.length === 0) return null;
  return (
    <section className="finding-groups" aria-label={props.label}>
      {groups.map((group) => (
        <FindingGroup
          key={group.class}
          {...props}
          drawing={drawing}
          of={group.class}
          cards={group.cards}
          best={best}
        />
      ))}
    </section>
  );
}

interface FindingGroupProps extends FindingListProps {
  readonly of: FindingClass;
  readonly cards: readonly Card[];
  readonly best: Clearance | null;
}

function FindingGroup({ of, cards, best, drawing = false, ...props }: FindingGroupProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const first = useRef<HTMLOListElement>(null);
  const shown = all && !drawing ? cards : cards.slice(0, SHOWN_AT_ONCE);
  const more = cards.length - shown.length;
  const title = t(`conflicts.classes.${of}`, { count: cards.length });
  return (
    <div className="finding-group">
      <h3>{title}</h3>
      <ol ref={first} className="findings" aria-label={title}>
        {shown.map((card) => (
          <FindingCard
            key={card.key}
            card={card}
            best={best}
            onHighlight={(on) => props.onHighlight(on ? card.key : null)}
            onShow={props.onShow}
            onApply={props.onApply}
            foot={props.foot?.(card)}
          />
        ))}
      </ol>
      {more > 0 && (
        <button
          type="button"
          className="button button-wide"
          disabled={drawing}
          onClick={() => {
            setAll(true);
            // The button goes away: the focus stays in the list, on the first card that it brings.
            const next = shown.length;
            requestAnimationFrame(() =>
              first.current?.children[next]?.querySelector<HTMLElement>("button")?.focus(),
            );
          }}
        >
          {t("conflicts.more", { count: more })}
        </button>
      )}
    </div>
  );
}
