import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { InterventionRow } from "../../domain/interventions/list-contract.ts";
import type { City } from "../features/city/use-city.ts";
import { daysOf } from "../features/clock/clock-window.ts";
import { InterventionTable } from "../features/intervention-table/intervention-table.tsx";
import {
  readTable,
  type TableSearch,
  type TableState,
  writeTable,
} from "../features/intervention-table/table-state.ts";
import { type Search, writeLink } from "./link.ts";
import { PageFrame } from "./page-frame.tsx";
import { cameraOver } from "./use-camera.ts";

/** `/interventions`: every intervention as a row. */
export function TablePage() {
  const { t } = useTranslation();
  return <PageFrame title={t("table.title")}>{(city) => <Table city={city} />}</PageFrame>;
}

function Table({ city }: { city: City }) {
  const search: TableSearch = useSearch({ from: "/interventions" });
  const navigate = useNavigate();
  const state = useMemo(() => readTable(search), [search]);
  const onChange = useCallback(
    (change: Partial<TableState>, how: "push" | "replace" = "push") =>
      void navigate({
        to: "/interventions",
        search: (current) => writeTable({ ...readTable(current as TableSearch), ...change }),
        replace: how === "replace",
      }),
    [navigate],
  );
  const onOpen = useCallback(
    (rows: readonly InterventionRow[]) => void navigate({ to: "/", search: searchOf(city, rows) }),
    [navigate, city],
  );
  const linkTo = useCallback(
    (row: InterventionRow, content: ReactNode) => (
      <Link to="/" search={searchOf(city, [row])} tabIndex={-1}>
        {content}
      </Link>
    ),
    [city],
  );
  return <InterventionTable state={state} onChange={onChange} onOpen={onOpen} linkTo={linkTo} />;
}

/** One is opened, and the map goes to it by itself; of several the map shows the ground and the days. */
function searchOf(city: City, rows: readonly InterventionRow[]): Search {
  if (rows.length === 1) return writeLink({ selection: { interventionId: rows[0]!.id } });
  const of = (corner: 0 | 1 | 2 | 3) => rows.map(({ extent }) => extent[corner]);
  return writeLink({
    camera: cameraOver([Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))]),
    interval: daysOf(
      {
        startMs: Math.min(...rows.map(({ startsAt }) => Date.parse(startsAt))),
        endMs: Math.max(...rows.map(({ endsAt }) => Date.parse(endsAt))),
      },
      city.timeZone,
    ),
  });
}
