import type { TFunction } from "i18next";
import {
  type KeyboardEvent,
  memo,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { Format } from "../../i18n/format.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { type Moving, useMovingSlowly } from "../../ui/moving.ts";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { fileName, offerFile, phasesAsGeoJson } from "./export-phases.ts";
import { groupInView, type KindGroup } from "./in-view.ts";
import { KindSwatch } from "./kind-chip.tsx";
import "./list.css";

interface InViewListProps {
  readonly phases: readonly PhaseFeature[];
  readonly complete: boolean;
  readonly state: "loading" | "failed" | "ready";
  readonly extent: Extent | null;
  readonly instant: Moving<number>;
  readonly intervalText: string;
  readonly selectedPhaseId: string | null;
  readonly onSelect: (phase: PhaseFeature) => void;
  readonly onAgain: () => void;
  readonly cityName: string;
  /** In a city that is real, what is invented says so. */
  readonly marksSynthetic: boolean;
  /** The phase whose sheet was just left, or another word for having been elsewhere; null at the beginning. */
  readonly leftAt: string | null;
}

/** What is going on is said of each row, so many milliseconds late: the clock's handle passes twenty days in a second. */
const CLOCK_REST_MS = 400;

/** The map as a list: the same phases, in words, reached by keyboard. */
export function InViewList(props: InViewListProps) {
  const { phases, extent } = props;
  const { t } = useTranslation();
  const groups = useMemo(() => groupInView(phases, extent), [phases, extent]);
  const list = useRef<HTMLDivElement>(null);
  const count = groups.reduce((sum, group) => sum + group.phases.length, 0);
  const flat = useMemo(() => groups.flatMap((group) => group.phases), [groups]);
  // One stop for the Tab key; arrows go on from there.
  const [lastFocused, setLastFocused] = useState(props.leftAt);
  const rows = groups.flatMap((group) => group.phases.slice(0, ROWS_AT_ONCE));
  const tabStop =
    [lastFocused, props.selectedPhaseId].find((id) => rows.some((phase) => phase.id === id)) ??
    rows[0]?.id ??
    null;

  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const onSelect = useCallback((phase: PhaseFeature) => latest.current.onSelect(phase), []);

  const heading = useFocusWhenLost<HTMLHeadingElement>(props.leftAt !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on coming back
  useEffect(() => {
    if (document.activeElement !== heading.current || tabStop !== props.leftAt) return;
    list.current?.querySelector<HTMLButtonElement>('button.in-view-item[tabindex="0"]')?.focus();
  }, []);

  // What had the focus may leave the list, deleted or out of view.
  const gone = lastFocused !== null && !flat.some((phase) => phase.id === lastFocused);
  useEffect(() => {
    if (gone && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [gone, heading]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLButtonElement>("button.in-view-item") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[Math.min(items.length - 1, Math.max(0, next))]?.focus();
  };

  return (
    <section className="in-view" data-testid="in-view-list" aria-labelledby="in-view-heading">
      <div className="in-view-head">
        <h2 id="in-view-heading" ref={heading} tabIndex={-1}>
          {t("inView.title")}
        </h2>
        <p className="quiet" role="status">
          {props.state === "loading"
            ? t("common.loading")
            : t("inView.count", { count, interval: props.intervalText })}
        </p>
      </div>
      {props.state === "failed" && (
        <div className="notice" role="alert">
          <p>{t("inView.failed")}</p>
          <button type="button" className="button" onClick={props.onAgain}>
            {t("common.again")}
          </button>
        </div>
      )}
      {props.state === "ready" && count === 0 && <p className="empty">{t("inView.empty")}</p>}
      {props.marksSynthetic && flat.some(({ properties }) => properties.synthetic) && (
        <p className="notice">{t("inView.synthetic")}</p>
      )}
      {!props.complete && <p className="notice">{t("inView.incomplete", { count: phases.length })}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from item to item, each a button */}
      <div ref={list} onKeyDown={onKeyDown} aria-busy={props.state === "loading"}>
        {groups.map((group) => (
          <Group
            key={group.kind}
            group={group}
            instant={props.instant}
            marksSynthetic={props.marksSynthetic}
            selectedPhaseId={props.selectedPhaseId}
            tabStop={tabStop}
            onFocus={setLastFocused}
            onSelect={onSelect}
          />
        ))}
      </div>
      {count > 0 && (
        <button
          type="button"
          className="button button-wide"
          onClick={() =>
            offerFile(
              `${fileName(`decumano ${props.cityName}`)}.geojson`,
              "application/geo+json",
              phasesAsGeoJson(flat),
            )
          }
        >
          <Icon name="download" /> {t("inView.export")}
        </button>
      )}
    </section>
  );
}

interface GroupProps {
  readonly group: KindGroup;
  readonly instant: Moving<number>;
  readonly marksSynthetic: boolean;
  readonly selectedPhaseId: string | null;
  readonly tabStop: string | null;
  readonly onFocus: (phaseId: string) => void;
  readonly onSelect: (phase: PhaseFeature) => void;
}

/**
 * Rows beyond this wait for a wish to see them: a thousand cost the browser half a second, and each that is there
 * is asked at every frame whether it has come into sight.
 */
const ROWS_AT_ONCE = 30;
/** What a panel shows before it is scrolled: the others come when the browser has nothing else to do. */
const ROWS_AT_FIRST = 10;

function useRows(): number {
  const [rows, setRows] = useState(ROWS_AT_FIRST);
  useEffect(() => whenIdle(() => startTransition(() => setRows(ROWS_AT_ONCE))), []);
  return rows;
}

/** @returns how to call it off. Safari knows no idle time. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 3_000 });
  return () => cancelIdleCallback(handle);
}

function Group({ group, instant, marksSynthetic, selectedPhaseId, tabStop, onFocus, onSelect }: GroupProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = useRows();
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (all ? group.phases : group.phases.slice(0, rows)), [all, group, rows]);
  const spans = useMemo(() => shown.map(({ properties }) => toSpan(properties)), [shown]);
  // A letter a row: the group is drawn anew when work begins or ends in one of them.
  const active = useMovingSlowly(instant, CLOCK_REST_MS, (instantMs) =>
    spans.map(({ startMs, endMs }) => (startMs <= instantMs && instantMs < endMs ? "1" : "0")).join(""),
  );
  const headingId = `in-view-${group.kind}`;
  return (
    <section aria-labelledby={headingId} className="in-view-group">
      <h3 id={headingId}>
        <KindSwatch kind={group.kind} />
        {t(`kinds.${group.kind}.many`)}
        <span className="count">{group.phases.length}</span>
      </h3>
      <ul>
        {shown.map((phase, nth) => (
          <li key={phase.id}>
            <Item
              t={t}
              format={format}
              phase={phase}
              active={active[nth] === "1"}
              invented={marksSynthetic && phase.properties.synthetic}
              selected={phase.id === selectedPhaseId}
              reachable={phase.id === tabStop}
              onFocus={onFocus}
              onSelect={onSelect}
            />
          </li>
        ))}
      </ul>
      {rows === ROWS_AT_ONCE && shown.length < group.phases.length && (
        <button type="button" className="button button-wide" onClick={() => setAll(true)}>
          {t("inView.more", { count: group.phases.length - shown.length })}
        </button>
      )}
    </section>
  );
}

interface ItemProps {
  /** Handed down: each asking for its own cost a sixth of the time to the first frame. */
  readonly t: TFunction;
  readonly format: Format;
  readonly phase: PhaseFeature;
  readonly active: boolean;
  readonly invented: boolean;
  readonly selected: boolean;
  readonly reachable: boolean;
  readonly onFocus: (phaseId: string) => void;
  readonly onSelect: (phase: PhaseFeature) => void;
}

/** Drawn anew only when it changes: the clock runs, and there may be two hundred. */
const Item = memo(function Item({
  t,
  format,
  phase,
  active,
  invented,
  selected,
  reachable,
  onFocus,
  onSelect,
}: ItemProps) {
  const { properties } = phase;
  const span = toSpan(properties);
  return (
    <button
      type="button"
      className="in-view-item"
      tabIndex={reachable ? 0 : -1}
      aria-current={selected || undefined}
      onFocus={() => onFocus(phase.id)}
      onClick={() => onSelect(phase)}
    >
      <span className="item-title">
        {properties.title}
        {invented && <span className="tag tag-synthetic">{t("inView.syntheticOne")}</span>}
      </span>
      <span className="item-detail">
        {properties.place && `${properties.place} · `}
        {format.days(span)} · {t(`states.${properties.state}`)}
        {active && <span className="item-active">{t("inView.active")}</span>}
      </span>
      {(properties.blockingCount > 0 || properties.warningCount > 0) && (
        <span className="item-findings">
          {properties.blockingCount > 0 && (
            <span>
              <SeveritySymbol severity="blocking" size={16} />
              {t("severity.blocking.count", { count: properties.blockingCount })}
            </span>
          )}
          {properties.warningCount > 0 && (
            <span>
              <SeveritySymbol severity="warning" size={16} />
              {t("severity.warning.count", { count: properties.warningCount })}
            </span>
          )}
        </span>
      )}
    </button>
  );
});
