import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { CityPage } from "./city-page.tsx";
import { parseSearch, searchSchema, stringifySearch } from "./link.ts";
import { NotFound } from "./not-found.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const planner = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: searchSchema,
  component: CityPage,
});

export function createAppRouter() {
  return createRouter({ routeTree: root.addChildren([planner]), parseSearch, stringifySearch });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
