import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Draft, newDraft } from "../interventions/draft.ts";
import type { DraftContent } from "./device-drafts.ts";
import { createDraftKeeper, type DraftKeeper } from "./draft-keeper.ts";
import type { PutOutcome, ServerDraft } from "./draft-server.ts";

const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
const blank = newDraft(ID, "roadwork", "2026-11-22", () => true);
const titled = (title: string): Draft => ({ ...blank, title });

/** The server's rule, in memory: a put counts only from the revision it was written from. */
function server() {
  const drafts = new Map<string, ServerDraft>();
  let reachable = true;
  let puts = 0;
  return {
    drafts,
    puts: () => puts,
    cut: (on: boolean) => {
      reachable = !on;
    },
    async put({ draft, base }: DraftContent, revision: number): Promise<PutOutcome> {
      puts += 1;
      if (!reachable) return { kind: "unreachable" };
      const theirs = drafts.get(draft.id) ?? null;
      if ((theirs?.revision ?? 0) !== revision) return { kind: "conflict", theirs };
      drafts.set(draft.id, { draft, base, revision: revision + 1, updatedAtMs: Date.now() });
      return { kind: "kept", revision: revision + 1, updatedAtMs: Date.now() };
    },
    async find(id: string) {
      if (!reachable) throw new Error("no network");
      return drafts.get(id) ?? null;
    },
    async remove(id: string) {
      if (!reachable) return false;
      drafts.delete(id);
      return true;
    },
  };
}

let storage: Map<string, string>;
/** A device's storage, as the page finds it again after a reload. */
function useDevice(kept: Map<string, string>) {
  storage = kept;
  const methods = {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
    removeItem: (name: string) => void storage.delete(name),
  };
  // Object.keys(localStorage) gives the names alone.
  const names = new Proxy(methods, {
    ownKeys: () => [...storage.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
  vi.stubGlobal("localStorage", names);
}

beforeEach(() => {
  vi.useFakeTimers();
  useDevice(new Map());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const rest = () => vi.advanceTimersByTimeAsync(2_500);
const open = (
  on: ReturnType<typeof server>,
  merged: (draft: Draft) => void = () => undefined,
): DraftKeeper => {
  const keeper = createDraftKeeper("sample", on, merged);
  keeper.setPerson("ada");
  return keeper;
};
const write = async (keeper: DraftKeeper, draft: Draft) => {
  keeper.keep({ draft, base: null });
  await rest();
};

test("what is typed goes to the server once the hand rests, and is found on another device", async () => {
  const on = server();
  const desk = open(on);
  for (const title of ["S", "Sc", "Scavo"]) desk.keep({ draft: titled(title), base: null });
  await rest();
  expect(on.puts()).toBe(1);
  expect(desk.find(ID)).toMatchObject({ pending: false, onDevice: true, trouble: null });
  useDevice(new Map());
  const phone = open(on);
  expect(await phone.open(ID)).toMatchObject({ draft: { title: "Scavo" } });
  await write(phone, titled("Scavo lungo"));
  expect(on.drafts.get(ID)).toMatchObject({ revision: 2, draft: { title: "Scavo lungo" } });
});

test("over a dead network and a closed page nothing is lost: it waits on the device", async () => {
  const on = server();
  const device = storage;
  on.cut(true);
  const before = open(on);
  before.keep({ draft: titled("Buio"), base: null });
  before.leave();
  expect([...device.values()].some((text) => text.includes("Buio"))).toBe(true);
  await rest();
  expect(before.find(ID)).toMatchObject({ pending: true, trouble: { kind: "unreachable" } });
  // Another page on the same device, network back.
  on.cut(false);
  const after = open(on);
  await rest();
  expect(on.drafts.get(ID)).toMatchObject({ draft: { title: "Buio" } });
  expect(after.find(ID)?.pending).toBe(false);
});

test("while there is no network it tries again by itself, and at once when told to", async () => {
  const on = server();
  const keeper = open(on);
  on.cut(true);
  await write(keeper, titled("a"));
  on.cut(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(on.drafts.get(ID)?.revision).toBe(1);
  on.cut(true);
  await write(keeper, titled("b"));
  on.cut(false);
  keeper.retry();
  await vi.advanceTimersByTimeAsync(1);
  expect(on.drafts.get(ID)?.revision).toBe(2);
});

test("two devices that changed different things come together; the same thing is asked, and answered", async () => {
  const on = server();
  const desk = open(on, (draft) => merged.push(draft));
  const merged: Draft[] = [];
  await write(desk, blank);
  useDevice(new Map());
  const phone = open(on);
  await phone.open(ID);
  await write(phone, { ...blank, description: "dal telefono" });
  await write(desk, titled("dalla scrivania"));
  await rest();
  expect(merged).toMatchObject([{ title: "dalla scrivania", description: "dal telefono" }]);
  expect(on.drafts.get(ID)?.draft).toMatchObject({ title: "dalla scrivania", description: "dal telefono" });

  await write(phone, { ...blank, title: "altro", description: "dal telefono" });
  expect(phone.find(ID)?.trouble).toMatchObject({ kind: "conflict", theirs: { revision: 3 } });
  const { trouble } = phone.find(ID)!;
  phone.resolve(ID, titled("insieme"), trouble?.kind === "conflict" ? trouble.theirs : null);
  await rest();
  expect(on.drafts.get(ID)).toMatchObject({ revision: 4, draft: { title: "insieme" } });
  expect(phone.find(ID)?.trouble).toBeNull();
});

test("what was thrown away without a network goes from the server when it can, and not when written again", async () => {
  const on = server();
  const keeper = open(on);
  await write(keeper, blank);
  on.cut(true);
  keeper.forget(ID);
  await rest();
  expect([on.drafts.size, keeper.list().length]).toEqual([1, 0]);
  on.cut(false);
  const after = open(on);
  await rest();
  expect(on.drafts.size).toBe(0);
  await write(after, titled("di nuovo"));
  expect(on.drafts.size).toBe(1);
});

test("what nobody signed in for belongs to who signs in next, and to nobody else on the same device", async () => {
  const on = server();
  const keeper = createDraftKeeper("sample", on, () => undefined);
  await write(keeper, blank);
  expect(on.puts()).toBe(0);
  keeper.setPerson("ada");
  await rest();
  expect(on.drafts.size).toBe(1);
  keeper.setPerson("bruno");
  expect(keeper.list()).toEqual([]);
  expect(keeper.find(ID)).toBeNull();
});

test("damaged, or by another version of the form, counts as none", async () => {
  const keeper = open(server());
  await write(keeper, blank);
  const [name, text] = [...storage].find(([key]) => key.startsWith("decumano.draft.sample."))!;
  for (const damaged of [text.slice(0, 40), text.replace('"formVersion":3', '"formVersion":2'), "null"]) {
    storage.set(name, damaged);
    expect(createDraftKeeper("sample", server(), () => undefined).list()).toEqual([]);
  }
});

test("a storage that refuses says so", async () => {
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  });
  const keeper = createDraftKeeper("sample", server(), () => undefined);
  await write(keeper, blank);
  expect(keeper.find(ID)).toMatchObject({ onDevice: false });
});
