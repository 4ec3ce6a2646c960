import { listNotices, type Notice, readNotices } from "../../../domain/notices/contract.ts";
import type { Actor } from "../../platform/actor.ts";
import { implement } from "../../platform/implement.ts";
import * as store from "./store.ts";

function toNotice(row: store.NoticeRow): Notice {
  const { ownId, ownTitle, ownPlace, details } = row;
  return {
    id: row.id,
    kind: row.kind,
    intervention: {
      id: row.interventionId,
      title: row.title,
      place: row.place,
      officeName: row.officeName,
      gone: row.gone,
    },
    own:
      ownId === null || ownTitle === null || ownPlace === null
        ? null
        : { id: ownId, title: ownTitle, place: ownPlace },
    networks: details.networks ?? [],
    state: details.state ?? null,
    at: row.at.toISOString(),
    read: row.read,
  };
}

const readerOf = ({ id, officeId }: Actor) => (officeId === null ? null : { officeId, personId: id });

export const noticesRoutes = [
  implement(listNotices)(async ({ db, query, actor }) => {
    const reader = readerOf(actor);
    if (reader === null) return { notices: [], unreadCount: 0, next: null };
    const rows = await store.listNotices(db, reader, query.before ?? null, query.limit);
    return {
      notices: rows.map(toNotice),
      unreadCount: await store.countUnread(db, reader),
      next: rows.length < query.limit ? null : rows.at(-1)!.id,
    };
  }),

  implement(readNotices)(async ({ db, body, actor, nowMs }) => {
    const reader = readerOf(actor);
    if (reader === null) return { unreadCount: 0 };
    await store.markRead(db, reader, body.ids, body.upTo, new Date(nowMs));
    return { unreadCount: await store.countUnread(db, reader) };
  }),
];
