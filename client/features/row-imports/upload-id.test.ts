import { beforeEach, expect, it } from "vitest";
import { closeUpload, openUpload } from "./upload-id.ts";

const fileOf = (text: string) => new Blob([text]);

beforeEach(() => {
  const kept = new Map<string, string>();
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    value: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    },
  });
});

it("goes on with the upload of the same content until it has ended", async () => {
  const id = await openUpload(fileOf("Via;Dal"));
  expect(await openUpload(fileOf("Via;Dal"))).toBe(id);
  closeUpload(id);
  expect(await openUpload(fileOf("Via;Dal"))).not.toBe(id);
});

it("begins anew with another content, and does not end what another began", async () => {
  const id = await openUpload(fileOf("Via;Dal"));
  const other = await openUpload(fileOf("Via;Al"));
  expect(other).not.toBe(id);
  closeUpload(id);
  expect(await openUpload(fileOf("Via;Al"))).toBe(other);
});
