import { useTranslation } from "react-i18next";
import { downloadImportReport, type ImportDataset } from "../../../domain/imports/contract.ts";
import { addressOf } from "../../api/call.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useProblems } from "./use-imports.ts";

interface ProblemTableProps {
  readonly importId: number;
  readonly dataset: ImportDataset;
}

/** The first thousand problems of a source, and the report with all of them. */
export function ProblemTable({ importId, dataset }: ProblemTableProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const told = dataset.refused + dataset.repaired + dataset.warned + dataset.leftOut;
  const problems = useProblems(importId, dataset.id, dataset.state === "reading" ? told : -1);
  const rows = problems.data?.pages.flatMap((page) => page.problems) ?? [];
  const language = toLanguage(i18n.language);
  const report = addressOf(downloadImportReport, { params: { importId, datasetId: dataset.id } });
  return (
    <section className="imports-problems" aria-label={t("imports.problemsOf", { title: dataset.title })}>
      <h3>{t("imports.problemsOf", { title: dataset.title })}</h3>
      <a className="button button-small" href={report} download>
        {t("imports.report")}
      </a>
      {problems.isPending && <p role="status">{t("common.loading")}</p>}
      {problems.isError && rows.length === 0 && <p role="alert">{t("imports.failed")}</p>}
      {problems.isSuccess && rows.length === 0 && <p>{t("imports.noProblems")}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by the keyboard
        <section className="imports-scroll" aria-label={t("imports.table")} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("imports.columns.record")}</th>
                <th scope="col">{t("imports.columns.line")}</th>
                <th scope="col">{t("imports.columns.consequence")}</th>
                <th scope="col">{t("imports.columns.what")}</th>
                <th scope="col">{t("imports.columns.detail")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ position, recordNumber, line, consequence, message, field, detail }) => (
                <tr key={position}>
                  <td>{format.number(recordNumber)}</td>
                  <td>{line === null ? "–" : format.number(line)}</td>
                  <td>{t(`imports.consequences.${consequence}`)}</td>
                  <td>{message[language]}</td>
                  <td>{[field, detail].filter(Boolean).join(": ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {problems.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={problems.isFetchingNextPage}
          onClick={() => void problems.fetchNextPage()}
        >
          {t("imports.more")}
        </button>
      )}
    </section>
  );
}
