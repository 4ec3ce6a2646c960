import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { startUrgentDig } from "../../../domain/urgent/contract.ts";
import { call } from "../../api/call.ts";
import { useSession } from "../people/use-session.ts";
import { createUrgentQueue, type Snapshot, type UrgentQueue } from "./queue.ts";

/** One for the page: what waits is sent from whichever screen one has gone on to. */
const queue = createUrgentQueue((dig) => call(startUrgentDig, { body: dig }));

export function useUrgentQueue(): Snapshot & Pick<UrgentQueue, "add" | "drop" | "dismiss" | "send"> {
  const snapshot = useSyncExternalStore(queue.subscribe, queue.get);
  return { ...snapshot, add: queue.add, drop: queue.drop, dismiss: queue.dismiss, send: queue.send };
}

/** Sends what waits: as the page opens, when the network is back, when somebody has signed in. */
export function useUrgentSender(): void {
  const client = useQueryClient();
  const personId = useSession().data?.person?.id;
  const { started, send } = useUrgentQueue();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person may be allowed what the last was not
  useEffect(() => void send(), [personId, send]);
  useEffect(() => {
    const onOnline = () => void send();
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, [send]);
  useEffect(() => {
    if (started === null) return;
    client.setQueryData(["intervention", started.intervention.id], started.intervention);
    void client.invalidateQueries({
      predicate: ({ queryKey }) => /^(phases|clock)$/.test(String(queryKey[0])),
    });
  }, [started, client]);
}
