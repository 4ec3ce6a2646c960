import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import type { City } from "../city/use-city.ts";
import { ArchiveDetail } from "./archive-detail.tsx";
import { useArchives } from "./use-archives.ts";
import "./archives.css";

interface ArchivesProps {
  readonly city: City;
  readonly importId: string | null;
  /** A sheet is open beside them. */
  readonly hasTable: boolean;
  readonly onImport: (importId: string | null) => void;
}

export function Archives({ city, importId, hasTable, onImport }: ArchivesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const archives = useArchives();
  const known = archives.data?.rowImports ?? [];
  return (
    <div className="rows-archives">
      <nav aria-label={t("rows.archives")}>
        <h2>{t("rows.archives")}</h2>
        {hasTable && (
          <button type="button" className="button button-wide" onClick={() => onImport(null)}>
            {t("rows.toSheet")}
          </button>
        )}
        {archives.isPending && <p role="status">{t("common.loading")}</p>}
        {archives.isError && known.length === 0 && (
          <p role="alert">
            {t("rows.failed")}{" "}
            <button type="button" className="button button-small" onClick={() => void archives.refetch()}>
              {t("common.again")}
            </button>
          </p>
        )}
        {archives.isSuccess && known.length === 0 && <p className="quiet">{t("rows.noArchives")}</p>}
        <ul>
          {known.map(({ id, name, state, createdAt, counts }) => (
            <li key={id}>
              <button
                type="button"
                className="rows-archive"
                aria-current={id === importId ? "true" : undefined}
                onClick={() => onImport(id)}
              >
                <strong>{name}</strong>
                <span className="quiet">{format.moment(Date.parse(createdAt))}</span>
                <span>
                  {t(`rows.states.${state}`)}
                  {counts.unclear > 0 && ` · ${t("rows.unclear", { count: counts.unclear })}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {importId !== null && <ArchiveDetail key={importId} city={city} importId={importId} />}
    </div>
  );
}
