import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { InterventionRow, SortKey } from "../../../domain/interventions/list-contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { KindChip } from "../interventions/kind-chip.tsx";

/** Shown in a cell, in the words of the page. */
export function useCellText() {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (row: InterventionRow, key: SortKey): string => {
      switch (key) {
        case "kind":
          return t(`kinds.${row.kind}.one`);
        case "state":
          return t(`states.${row.state}`);
        case "urgent":
          if (row.regulariseBy === null) return t(row.urgent ? "common.yes" : "common.no");
          return t("regularisation.by", { day: format.shortDay(row.regulariseBy) });
        case "synthetic":
          return t(row[key] ? "common.yes" : "common.no");
        case "office":
          return row.office.name;
        case "startsAt":
          return format.days({ startMs: Date.parse(row.startsAt), endMs: Date.parse(row.startsAt) });
        case "endsAt": {
          // The end is exclusive: what ends at midnight ends on the day before.
          const endMs = Date.parse(row.endsAt) - 1;
          return format.days({ startMs: endMs, endMs });
        }
        case "updatedAt":
          return format.moment(Date.parse(row.updatedAt));
        case "vehicleImpact":
          return t(`impacts.${row.vehicleImpact}`);
        case "hindrance":
          return t(`hindrances.${row.hindrance}`);
        case "areaSquareMetres":
          return format.number(row.areaSquareMetres, row.areaSquareMetres < 100 ? 1 : 0);
        default:
          return String(row[key]);
      }
    },
    [t, format],
  );
}

interface RowCellProps {
  readonly row: InterventionRow;
  readonly column: SortKey;
  readonly text: string;
}

export function RowCell({ row, column, text }: RowCellProps) {
  if (column === "kind") return <KindChip kind={row.kind} />;
  if (column === "urgent")
    return row.urgent ? <span className="tag tag-urgent">{text}</span> : <Dash said={text} />;
  if (column === "blockingCount" || column === "warningCount") {
    if (row[column] === 0) return <span className="quiet">0</span>;
    return (
      <span className="table-count">
        <SeveritySymbol severity={column === "blockingCount" ? "blocking" : "warning"} size={16} />
        {text}
      </span>
    );
  }
  if (text === "") return null;
  return text;
}

function Dash({ said }: { said: string }) {
  return (
    <>
      <span aria-hidden="true" className="quiet">
        –
      </span>
      <span className="visually-hidden">{said}</span>
    </>
  );
}
