import { refuse } from "../../../domain/contract/problems.ts";
import { followEvents } from "../../../domain/live/contract.ts";
import { isSnapshot } from "../../../domain/live/snapshot.ts";
import type { Db } from "../../platform/db.ts";
import { implement, StreamReply } from "../../platform/implement.ts";
import { type Batch, type Hub, KEPT_HOURS, MOST_EVENTS } from "./hub.ts";
import { isKeptSince, listBetween, readSnapshot } from "./store.ts";
import { openStream } from "./stream.ts";

async function listMissed(db: Db, after: string, upTo: string, nowMs: number): Promise<Batch["events"]> {
  if (!(await isKeptSince(db, after, new Date(nowMs - KEPT_HOURS * 3_600_000)))) return null;
  const events = await listBetween(db, after, upTo, MOST_EVENTS + 1);
  return events.length > MOST_EVENTS ? null : events;
}

export function liveRoutes(hub: Hub) {
  return [
    implement(followEvents)(async ({ db, query, actor, response, nowMs }) => {
      const told = response.req.get("Last-Event-ID");
      const after = told === undefined ? query.after : told;
      if (after !== undefined && !isSnapshot(after)) {
        return refuse("bad-input", {
          errors: [{ field: "Last-Event-ID", message: "not the id of an event" }],
        });
      }
      // From the moment it listens nothing passes it by; what comes before the stream is open waits.
      const waiting: Batch[] = [];
      let hear = (batch: Batch): void => void waiting.push(batch);
      const place = hub.listen(await readSnapshot(db), (batch) => hear(batch));
      if (place === null) return refuse("unavailable", { detail: "too many are listening" });
      response.on("close", place.stop);
      const missed = after === undefined ? [] : await listMissed(db, after, place.from, nowMs);
      return new StreamReply((opened) =>
        openStream(opened, {
          hub,
          officeId: actor?.officeId ?? null,
          from: place.from,
          missed,
          follow(listener) {
            for (const batch of waiting) listener(batch);
            hear = listener;
          },
        }),
      );
    }),
  ];
}
