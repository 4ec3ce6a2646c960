import type { ReactNode } from "react";
import { LiveContext, useLiveConnection } from "./use-live.ts";

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  return <LiveContext value={useLiveConnection()}>{children}</LiveContext>;
}
