import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { RowImports } from "../features/row-imports/row-imports.tsx";
import { PageFrame } from "./page-frame.tsx";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `/rows`, `/rows?row=12` for one of its rows, and `/rows/<id>` for an archive. */
export function RowsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { rowImportId } = useParams({ strict: false });
  const { row } = useSearch({ strict: false }) as { readonly row?: string };
  const onImport = useCallback(
    (id: string | null) =>
      void (id === null
        ? navigate({ to: "/rows" })
        : navigate({ to: "/rows/$rowImportId", params: { rowImportId: id } })),
    [navigate],
  );
  const onRow = useCallback(
    (number: number | null) =>
      void navigate({ to: "/rows", search: number === null ? {} : { row: String(number) }, replace: true }),
    [navigate],
  );
  return (
    <PageFrame title={t("rows.title")}>
      {(city) => (
        <RowImports
          city={city}
          importId={rowImportId !== undefined && UUID.test(rowImportId) ? rowImportId : null}
          rowNumber={row !== undefined && /^\d{1,7}$/.test(row) ? Number(row) : null}
          onImport={onImport}
          onRow={onRow}
        />
      )}
    </PageFrame>
  );
}
