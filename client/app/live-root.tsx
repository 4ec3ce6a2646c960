import { Outlet } from "@tanstack/react-router";
import { LiveProvider } from "../features/live/live-provider.tsx";
import { useUrgentSender } from "../features/urgent/use-urgent-queue.ts";

/** Every screen hears what changes, over one stream, and sends what an urgent dig has left on the device. */
export function LiveRoot() {
  useUrgentSender();
  return (
    <LiveProvider>
      <Outlet />
    </LiveProvider>
  );
}
