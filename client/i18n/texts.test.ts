import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "./en.ts";
import { createFormat } from "./format.ts";
import { languageAtStart } from "./i18n.ts";
import { it } from "./it.ts";

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

const italian = new Map(flatten(it));
const english = new Map(flatten(en));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => hole[1]).sort();

test("both languages say the same things, with the same values put in", () => {
  expect([...english.keys()].sort()).toEqual([...italian.keys()].sort());
  for (const [key, text] of italian) {
    expect(text.trim(), key).not.toBe("");
    expect(english.get(key)!.trim(), key).not.toBe("");
    // A singular may write its number as a word.
    if (!key.endsWith("_one")) expect(holes(english.get(key)!), key).toEqual(holes(text));
  }
});

test("every plural has both its forms", () => {
  for (const texts of [italian, english]) {
    for (const key of texts.keys()) {
      const [, stem, form] = /^(.*)_(one|other)$/.exec(key) ?? [];
      if (stem) expect(texts.has(`${stem}_${form === "one" ? "other" : "one"}`), key).toBe(true);
    }
  }
});

test("no text lies unused", () => {
  const client = join(import.meta.dirname, "..");
  const source = readdirSync(client, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|^i18n\/(it|en)\.ts$/.test(name))
    .map((name) => readFileSync(join(client, name), "utf8"))
    .join("\n");
  for (const key of italian.keys()) {
    const stem = key.replace(/_(zero|one|other)$/, "");
    const parts = stem.split(".");
    // Written whole, or with a value for one of its parts: t(`states.${state}`).
    const written = parts.some((_, i) => {
      const before = parts.slice(0, i).join(".");
      const after = parts.slice(i + 1).join(".");
      const start = before === "" ? "`${" : `\`${before}.\${`;
      return source.includes(start) && (after === "" || source.includes(`}.${after}\``));
    });
    expect(source.includes(`"${stem}"`) || written, `"${key}" is used nowhere`).toBe(true);
  }
});

test("dates are the city's, in the reader's language", () => {
  const italianFormat = createFormat("it", "Europe/Rome");
  const englishFormat = createFormat("en", "Europe/Rome");
  expect(italianFormat.day("2026-03-24")).toBe("martedì 24 marzo");
  expect(englishFormat.day("2026-03-24")).toBe("Tuesday 24 March");
  // Half past eleven at night in UTC is already the next day in Turin.
  expect(italianFormat.time(Date.parse("2026-03-24T23:30:00Z"))).toBe("00:30");
  const week = { startMs: Date.parse("2026-03-22T23:00:00Z"), endMs: Date.parse("2026-03-29T22:00:00Z") };
  expect(italianFormat.days(week)).toBe("23 mar – 29 mar 2026");
  expect(italianFormat.squareMetres(1234.56)).toBe("1235 m²");
  expect(englishFormat.metres(2.5)).toBe("2.5 m");
});

test("the link's language goes before the device's, and Italian before any other", () => {
  expect(languageAtStart("en", "it")).toBe("en");
  expect(languageAtStart(null, "en")).toBe("en");
  expect(languageAtStart("fr", "en")).toBe("en");
  expect(languageAtStart(null, null)).toBe("it");
  expect(languageAtStart(null, "klingon")).toBe("it");
});
