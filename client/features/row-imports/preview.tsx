import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { toLanguage } from "../../i18n/i18n.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { isWebGlAvailable } from "../../scene/webgl.ts";
import { Icon } from "../../ui/icon.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useStoredSwitch } from "../../ui/stored.ts";
import type { ViewName } from "../city/city-canvas.tsx";
import type { City } from "../city/use-city.ts";
import { countFindings, isUnclear } from "./derived-row.ts";
import { MappingForm } from "./mapping-form.tsx";
import { MissingRows } from "./missing-rows.tsx";
import type { Table } from "./read-table.ts";
import { RowDetail } from "./row-detail.tsx";
import { RowTable } from "./row-table.tsx";
import { CONFIDENCE_SIGNS, ConfidenceSwatch, RowsMap } from "./rows-map.tsx";
import { usePreview } from "./use-preview.ts";
import { useRowChecks } from "./use-row-checks.ts";
import { useSaveRows } from "./use-save-rows.ts";
import { downloadWithIds } from "./write-sheet.ts";

interface PreviewProps {
  readonly city: City;
  readonly table: Table;
  readonly rowNumber: number | null;
  readonly onRow: (rowNumber: number | null) => void;
  readonly onClose: () => void;
}

export function Preview({ city, table, rowNumber, onRow, onClose }: PreviewProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const preview = usePreview(table);
  const { rows, change, editCell, undo } = preview;
  const { saving, save, cancel } = useSaveRows(preview.note);
  const isSaving = saving.state === "saving";
  const { outcomes, left: checksLeft } = useRowChecks(rows, isSaving || preview.placesLeft > 0);
  const [letters] = useStoredSwitch("decumano.letters", true);
  const [chosenView, setView] = useState<ViewName>("plan");
  const [twinBroken, setTwinBroken] = useState(() => !isWebGlAvailable());

  const active = rows.find(({ row }) => row.number === rowNumber) ?? null;
  const unclear = useMemo(() => rows.filter(isUnclear), [rows]);
  const toSave = useMemo(() => rows.filter(({ ready, wanted }) => ready !== null && wanted), [rows]);
  const saved = rows.filter(({ row }) => row.saved !== null);
  const counted = toSave.map(({ row }) => countFindings(outcomes.get(row.id)));
  const sum = (of: "blocking" | "warning") => counted.reduce((total, one) => total + one[of], 0);

  const open = useCallback(
    (id: string) => onRow(rows.find(({ row }) => row.id === id)?.row.number ?? null),
    [onRow, rows],
  );
  /** To the next unclear row in that direction, round at the end. */
  const step = (by: 1 | -1) => {
    const queue = unclear.length > 0 ? unclear : rows;
    const at = queue.findIndex(({ row }) => row.number === rowNumber);
    const from = at >= 0 ? at : by === 1 ? -1 : 0;
    const next = queue[(from + by + queue.length) % queue.length];
    if (next) onRow(next.row.number);
  };
  const pick = (index: number) => active && change([active.row.id], { picked: index, skipped: false });
  const skip = () => active && change([active.row.id], { skipped: !active.row.skipped });
  useShortcuts(
    [
      { key: "j", run: () => step(1) },
      { key: "k", run: () => step(-1) },
      { key: "s", run: skip },
      { key: "z", control: true, run: undo },
      ...Array.from({ length: 9 }, (_, index) => ({
        key: String(index + 1),
        run: () => active?.place?.candidates[index] && pick(index),
      })),
    ],
    letters,
  );

  if (preview.mapping === null) {
    return <MappingForm table={table} mapping={preview.suggested} onMapping={preview.setMapping} />;
  }
  const view = twinBroken ? "plan" : chosenView;
  const isBusy = preview.placesLeft > 0 || checksLeft > 0;
  const percent = Math.round((100 * saving.done) / Math.max(1, saving.total));
  return (
    <>
      <div className="rows-head">
        <h2>
          {t("rows.sheet", { name: table.name, count: rows.length, shown: format.number(rows.length, 0) })}
        </h2>
        <p role="status">
          {preview.placesLeft > 0
            ? t("rows.placing", { shown: format.number(preview.placesLeft, 0) })
            : checksLeft > 0
              ? t("rows.checking", { shown: format.number(checksLeft, 0) })
              : unclear.length > 0
                ? t("rows.unclear", { count: unclear.length })
                : t("rows.allClear")}
        </p>
        {preview.placesFailed && (
          <p role="alert">
            {t("rows.placesFailed")}{" "}
            <button type="button" className="button button-small" onClick={preview.placeAgain}>
              {t("common.again")}
            </button>
          </p>
        )}
        <div className="button-row">
          <button
            type="button"
            className="button button-small"
            disabled={unclear.length === 0}
            onClick={() => step(1)}
          >
            {t("rows.next")} <kbd>J</kbd>
          </button>
          <button type="button" className="button button-small" disabled={!preview.canUndo} onClick={undo}>
            <Icon name="undo" size={16} /> {t("rows.undo")}
          </button>
          {!twinBroken && (
            <button
              type="button"
              className="button button-small"
              onClick={() => setView(view === "plan" ? "twin" : "plan")}
            >
              {t(view === "plan" ? "bar.twin" : "bar.plan")}
            </button>
          )}
          <button type="button" className="button button-small" onClick={onClose}>
            {t("rows.close")}
          </button>
        </div>
      </div>
      <MissingRows rows={preview.missing} />
      <div className="rows-desk">
        <div className="rows-side">
          <RowTable
            rows={rows}
            outcomes={outcomes}
            activeId={active?.row.id ?? null}
            onRow={open}
            onWanted={(id, wanted) => change([id], { wanted })}
          />
          <div className="rows-save">
            <p className="rows-sums">
              {t("rows.toSave", { count: toSave.length, shown: format.number(toSave.length, 0) })}
              {!isBusy &&
                toSave.length > 0 &&
                ` · ${t("rows.sums", { blocking: sum("blocking"), warning: sum("warning") })}`}
            </p>
            {isSaving ? (
              <>
                <progress max={saving.total} value={saving.done} aria-label={t("rows.saving", { percent })} />
                <button type="button" className="button" onClick={cancel}>
                  {t("rows.stop")}
                </button>
              </>
            ) : (
              <div className="button-row">
                <button
                  type="button"
                  className="button button-primary"
                  disabled={toSave.length === 0 || preview.placesLeft > 0}
                  onClick={() => void save(toSave)}
                >
                  {t("rows.save", { count: toSave.length, shown: format.number(toSave.length, 0) })}
                </button>
                <button
                  type="button"
                  className="button"
                  onClick={() =>
                    change(
                      rows.filter(({ ready }) => ready).map(({ row }) => row.id),
                      { wanted: toSave.length === 0 },
                    )
                  }
                >
                  {t(toSave.length === 0 ? "rows.all" : "rows.none")}
                </button>
              </div>
            )}
            <p role="status" className="rows-outcome">
              {saving.state === "unreachable"
                ? t("rows.unreachable")
                : saving.state === "stopped"
                  ? t("rows.stopped", { done: saving.done, total: saving.total })
                  : saved.length > 0
                    ? t("rows.savedCount", { count: saved.length, shown: format.number(saved.length, 0) })
                    : ""}
            </p>
            {saved.length > 0 && !isSaving && (
              <button
                type="button"
                className="button button-small"
                onClick={() => {
                  const { id, version } = preview.mapping!;
                  const keep = <T,>(cells: readonly T[]) =>
                    cells.filter((_, at) => at !== id && at !== version);
                  void downloadWithIds(
                    toLanguage(i18n.language),
                    keep(table.header),
                    rows.map(({ row, read, current }) => ({
                      cells: keep(row.cells),
                      id: read.row?.id ?? row.id,
                      version: row.saved ?? current?.version ?? null,
                    })),
                  );
                }}
              >
                <Icon name="download" size={16} /> {t("rows.downloadIds")}
              </button>
            )}
          </div>
        </div>
        <section className="rows-map" aria-label={t("page.map")}>
          <RowsMap
            city={city}
            view={view}
            rows={rows}
            active={active}
            onRow={open}
            onCandidate={pick}
            onTwinBroken={() => setTwinBroken(true)}
          />
          <ul className="rows-legend" aria-label={t("rows.legend")}>
            {(Object.keys(CONFIDENCE_SIGNS) as (keyof typeof CONFIDENCE_SIGNS)[]).map((one) => (
              <li key={one}>
                <ConfidenceSwatch of={one} /> {t(`rows.standings.${one}`)}
              </li>
            ))}
          </ul>
        </section>
        {active !== null && (
          <RowDetail
            key={active.row.id}
            row={active}
            mapping={preview.mapping}
            outcome={outcomes.get(active.row.id)}
            onCell={(field, value) => editCell(active, field, value)}
            onPick={pick}
            onUnpick={() => change([active.row.id], { picked: null })}
            onSkip={skip}
            onDeclined={(declined) => change([active.row.id], { declined })}
            onStep={step}
            onClose={() => onRow(null)}
          />
        )}
      </div>
    </>
  );
}
