import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { lazy } from "react";
import { tableSearchSchema } from "../features/intervention-table/table-state.ts";
import { findingSearchSchema } from "../features/judgements/finding-filters.ts";
import { CityPage } from "./city-page.tsx";
import { parseSearch, searchSchema, stringifySearch } from "./link.ts";
import { LiveRoot } from "./live-root.tsx";
import { NotFound } from "./not-found.tsx";

const root = createRootRoute({ component: LiveRoot, notFoundComponent: NotFound });

const planner = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: searchSchema,
  component: CityPage,
});

// Few ever open it: it comes when asked for.
const ImportsPage = lazy(() =>
  import("./imports-page.tsx").then(({ ImportsPage: component }) => ({ default: component })),
);
const imports = createRoute({ getParentRoute: () => root, path: "/imports", component: ImportsPage });
const oneImport = createRoute({
  getParentRoute: () => root,
  path: "/imports/$importId",
  component: ImportsPage,
});

const TablePage = lazy(() =>
  import("./table-page.tsx").then(({ TablePage: component }) => ({ default: component })),
);
const interventions = createRoute({
  getParentRoute: () => root,
  path: "/interventions",
  validateSearch: tableSearchSchema,
  component: TablePage,
});

const FindingsPage = lazy(() =>
  import("./findings-page.tsx").then(({ FindingsPage: component }) => ({ default: component })),
);
const findings = createRoute({
  getParentRoute: () => root,
  path: "/findings",
  validateSearch: findingSearchSchema,
  component: FindingsPage,
});

const UrgentPage = lazy(() =>
  import("./urgent-page.tsx").then(({ UrgentPage: component }) => ({ default: component })),
);
const urgent = createRoute({ getParentRoute: () => root, path: "/urgent", component: UrgentPage });

const RowsPage = lazy(() =>
  import("./rows-page.tsx").then(({ RowsPage: component }) => ({ default: component })),
);
const rows = createRoute({ getParentRoute: () => root, path: "/rows", component: RowsPage });
const rowArchive = createRoute({
  getParentRoute: () => root,
  path: "/rows/$rowImportId",
  component: RowsPage,
});

const OpenDataPage = lazy(() =>
  import("./open-data-page.tsx").then(({ OpenDataPage: component }) => ({ default: component })),
);
const openData = createRoute({ getParentRoute: () => root, path: "/open-data", component: OpenDataPage });

const RulesPage = lazy(() =>
  import("./rules-page.tsx").then(({ RulesPage: component }) => ({ default: component })),
);
const rules = createRoute({ getParentRoute: () => root, path: "/rules", component: RulesPage });

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      planner,
      findings,
      urgent,
      interventions,
      imports,
      oneImport,
      rows,
      rowArchive,
      rules,
      openData,
    ]),
    parseSearch,
    stringifySearch,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
