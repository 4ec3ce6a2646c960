import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SEVERITIES, type Severity } from "../../../domain/conflicts/finding.ts";
import {
  FINDING_STATUS_FILTERS,
  listOfficeFindings,
  type OfficeFinding,
} from "../../../domain/judgements/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useStoredSwitch } from "../../ui/stored.ts";
import { SignInNeeded } from "../people/sign-in-needed.tsx";
import { useSession } from "../people/use-session.ts";
import type { FindingFilters } from "./finding-filters.ts";
import { JudgeDialog } from "./judge-dialog.tsx";
import { OfficeFindingRow } from "./office-finding-row.tsx";
import { type Judging, useJudge, useOfficeFindings, useRemedies } from "./use-judgements.ts";
import type { OfferedVerdict } from "./verdict-form.ts";
import "../conflicts/conflicts.css";
import "./judgements.css";

interface OfficeFindingsProps {
  readonly filters: FindingFilters;
  readonly onFilters: (filters: FindingFilters) => void;
  readonly linkTo: (interventionId: string, content: ReactNode) => ReactNode;
}

/** What waits for the signed-in person's office, to be judged one after the other. */
export function OfficeFindings(props: OfficeFindingsProps) {
  return (
    <SignInNeeded access={listOfficeFindings.access}>
      <AllowedFindings {...props} />
    </SignInNeeded>
  );
}

function AllowedFindings({ filters, onFilters, linkTo }: OfficeFindingsProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const office = useSession().data?.person?.office ?? null;
  const query = useOfficeFindings(filters.status, filters.severities);
  const findings = query.data?.pages.flatMap((page) => page.findings) ?? [];
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, findings.length - 1));
  const current = useRef<HTMLLIElement>(null);
  // The finding itself and not its place: the list may change below an open dialog.
  const [asked, setAsked] = useState<{
    readonly verdict: OfferedVerdict;
    readonly finding: OfficeFinding;
  } | null>(null);
  const [done, setDone] = useState<readonly Judging[]>([]);
  const [letters] = useStoredSwitch("decumano.letters", true);
  const last = done.at(-1);
  const undo = useJudge(() => setDone((known) => known.slice(0, -1)));
  const takeBack = () => {
    if (last && !undo.isPending) {
      undo.mutate({ findingIds: last.findingIds, judgement: { verdict: "withdrawn" } });
    }
  };
  const moved = useRef(false);
  const step = (by: 1 | -1) => {
    const next = Math.max(0, Math.min(findings.length - 1, index + by));
    if (next === index) return current.current?.focus();
    moved.current = true;
    setAt(next);
  };
  // Where the keys went, or to what came instead of the one that was judged: its button is gone with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the pointed one changes
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (moved.current || (lost && last !== undefined)) current.current?.focus();
    moved.current = false;
  }, [index, findings[index]?.findingIds[0], last]);
  const ask = (verdict: OfferedVerdict, finding = findings[index]) =>
    finding !== undefined && setAsked({ verdict, finding });
  // While other filters are read the list before them stands there, for the eye alone.
  const askByKey = (verdict: OfferedVerdict) => !query.isPlaceholderData && ask(verdict);
  useShortcuts(
    [
      { key: "j", run: () => step(1) },
      { key: "k", run: () => step(-1) },
      { key: "a", run: () => void askByKey("action") },
      { key: "s", run: () => void askByKey("defer") },
      { key: "z", control: true, shift: false, run: takeBack },
    ],
    letters,
  );
  const chosen = asked?.finding;
  const remedies = useRemedies(chosen?.parties[0]?.id ?? "", chosen?.findingIds ?? [], chosen !== undefined);
  if (office === null) return <p>{t("judgements.noOffice")}</p>;
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Filters filters={filters} onFilters={onFilters} />
      <div className="office-findings-bar">
        <p role="status">
          {query.isPending ? t("common.loading") : t("judgements.total", { count: total })}
          {last &&
            ` · ${t("judgements.saved", { verdict: t(`judgements.verdicts.${last.judgement.verdict}`) })}`}
        </p>
        {last && (
          <button type="button" className="button button-small" disabled={undo.isPending} onClick={takeBack}>
            <Icon name="undo" size={16} /> {t("judgements.undo")}
          </button>
        )}
      </div>
      {undo.isError && <p role="alert">{t("judgements.changed")}</p>}
      {query.isError && findings.length === 0 ? (
        <div role="alert">
          <p>{t("judgements.failed")}</p>
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t("common.again")}
          </button>
        </div>
      ) : query.data && findings.length === 0 ? (
        <Empty filters={filters} />
      ) : (
        <>
          <p className="quiet office-findings-keys">
            <kbd>J</kbd> {t("judgements.keyNames.next")} · <kbd>K</kbd> {t("judgements.keyNames.previous")} ·{" "}
            <kbd>A</kbd> {t("judgements.keyNames.action")} · <kbd>S</kbd> {t("judgements.keyNames.defer")} ·{" "}
            <kbd>Ctrl</kbd> <kbd>Z</kbd> {t("judgements.keyNames.undo")}
          </p>
          <ol
            className="office-findings"
            aria-busy={query.isPlaceholderData}
            aria-label={t("judgements.list")}
          >
            {findings.map((finding, place) => (
              <OfficeFindingRow
                key={finding.findingIds[0]}
                finding={finding}
                isCurrent={place === index}
                current={current}
                onFocus={() => setAt(place)}
                onAsk={(verdict) => ask(verdict, finding)}
                linkTo={linkTo}
              />
            ))}
          </ol>
        </>
      )}
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("judgements.more")}
        </button>
      )}
      {asked && chosen && (
        <JudgeDialog
          title={`${chosen.title[language]}: ${chosen.parties.map(({ title }) => title).join(" · ")}`}
          officeName={office.name}
          findingIds={chosen.findingIds}
          remedies={remedies.isPending ? null : remedies.remedies}
          verdict={asked.verdict}
          isJudged={chosen.standings[0]?.judgement != null}
          onJudged={(judged) => setDone((known) => [...known, judged])}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Empty({ filters }: { readonly filters: FindingFilters }) {
  const { t } = useTranslation();
  const isWhole = filters.status === "open" && filters.severities.length === 0;
  return (
    <>
      <p>{t(isWhole ? "judgements.empty" : "judgements.emptyFiltered")}</p>
      <p className="quiet">{t("judgements.onlyOwn")}</p>
    </>
  );
}

function Filters({ filters, onFilters }: Pick<OfficeFindingsProps, "filters" | "onFilters">) {
  const { t } = useTranslation();
  const { status, severities } = filters;
  const toggle = (severity: Severity) =>
    onFilters({
      status,
      severities: SEVERITIES.filter((one) => (one === severity) !== severities.includes(one)),
    });
  return (
    <fieldset className="office-findings-bar">
      <legend className="visually-hidden">{t("judgements.filters")}</legend>
      <div className="segments">
        {FINDING_STATUS_FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === status}
            onClick={() => onFilters({ status: one, severities })}
          >
            {t(`judgements.statusFilter.${one}`)}
          </button>
        ))}
      </div>
      <div className="severity-filter">
        {SEVERITIES.map((one) => (
          <label key={one}>
            <input type="checkbox" checked={severities.includes(one)} onChange={() => toggle(one)} />
            <span>{t(`severity.${one}.one`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
