import { Outlet } from "@tanstack/react-router";
import { LiveProvider } from "../features/live/live-provider.tsx";

/** Every screen hears what changes, over one stream. */
export function LiveRoot() {
  return (
    <LiveProvider>
      <Outlet />
    </LiveProvider>
  );
}
