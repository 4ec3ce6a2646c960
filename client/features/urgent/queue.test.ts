import { afterEach, expect, it, vi } from "vitest";
import type { Problem } from "../../../domain/contract/problems.ts";
import type { UrgentDig } from "../../../domain/urgent/dig.ts";
import { ProblemError, UnreachableError } from "../../api/call.ts";
import { createUrgentQueue, type StartedDig } from "./queue.ts";

const dig = (number: number): UrgentDig => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  footprint: {
    kind: "line",
    line: {
      type: "LineString",
      coordinates: [
        [7.68, 45.07],
        [7.6801, 45.07],
      ],
    },
    widthMetres: 2,
  },
  cause: "water",
  effect: "closed",
  place: "",
  contractor: "",
  note: "",
  depthMetres: null,
  days: 1,
  startedAt: "2026-11-22T10:00:00.000Z",
});
const refusal = (status: number, code: Problem["code"]) =>
  new ProblemError({ type: "-", title: code, status, code } as Problem);

/** A device and a server that is there or not. */
function setUp() {
  let stored: string | null = null;
  let failure: Error | null = null;
  const arrived: string[] = [];
  const start = async ({ id }: UrgentDig) => {
    if (failure !== null) throw failure;
    arrived.push(id);
    return { intervention: { id } } as StartedDig;
  };
  const storage = {
    read: () => stored,
    write(text: string | null) {
      stored = text;
      return true;
    },
  };
  return {
    open: () => createUrgentQueue(start, storage),
    fail: (error: Error | null) => {
      failure = error;
    },
    arrived,
    stored: () => stored,
  };
}

afterEach(() => vi.useRealTimers());

it("keeps a dig on the device until it was answered, and sends it by itself once the network is back", async () => {
  vi.useFakeTimers();
  const { open, fail, arrived, stored } = setUp();
  fail(new UnreachableError(null));
  const queue = open();
  queue.add(dig(1));
  await vi.advanceTimersByTimeAsync(500);
  expect(queue.get().queued.map(({ state }) => state)).toEqual(["waiting"]);
  expect(stored()).toContain(dig(1).id);
  fail(null);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(arrived).toEqual([dig(1).id]);
  expect(queue.get()).toMatchObject({ queued: [], started: { intervention: { id: dig(1).id } } });
  expect(stored()).toBeNull();
});

it("goes on in a page that is opened later", async () => {
  const { open, fail, arrived } = setUp();
  fail(new UnreachableError(null));
  const closed = open();
  closed.add(dig(1));
  closed.add(dig(2));
  await closed.send();
  fail(null);
  const later = open();
  await later.send();
  expect(arrived).toEqual([dig(1).id, dig(2).id]);
  expect(later.get().queued).toEqual([]);
});

it("holds what nobody may send now, and what was refused, and says so", async () => {
  const { open, fail, arrived } = setUp();
  const queue = open();
  fail(refusal(401, "not-signed-in"));
  queue.add(dig(1));
  await vi.waitFor(() => expect(queue.get().queued[0]?.state).toBe("signIn"));
  fail(refusal(422, "outside-city"));
  queue.add(dig(2));
  await vi.waitFor(() =>
    expect(queue.get().queued.map(({ state }) => state)).toEqual(["refused", "refused"]),
  );
  fail(null);
  await queue.send();
  // What was read and refused is not sent again.
  expect(arrived).toEqual([]);
  queue.drop(dig(2).id);
  expect(queue.get().queued.map((one) => one.dig.id)).toEqual([dig(1).id]);
});

it("does not let what it cannot read keep it from sending the rest", async () => {
  const broken = createUrgentQueue(async () => ({}) as StartedDig, {
    read: () => JSON.stringify([{ id: "x" }, dig(3)]),
    write: () => true,
  });
  expect(broken.get().queued.map((one) => one.dig.id)).toEqual([dig(3).id]);
  const nonsense = createUrgentQueue(async () => ({}) as StartedDig, { read: () => "{", write: () => true });
  expect(nonsense.get().queued).toEqual([]);
});
