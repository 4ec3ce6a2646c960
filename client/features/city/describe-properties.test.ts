import i18next from "i18next";
import { expect, test } from "vitest";
import { createFormat } from "../../i18n/format.ts";
import { it as italian } from "../../i18n/it.ts";
import { describeProperties } from "./describe-properties.ts";

const t = i18next.createInstance();
await t.init({ lng: "it", resources: { it: { translation: italian } } });
const format = createFormat("it", "Europe/Rome");
const describe = (properties: Parameters<typeof describeProperties>[0]) =>
  Object.fromEntries(describeProperties(properties, format, t.t).map(({ name, value }) => [name, value]));

test("a height says where it is from", () => {
  const surveyed = describe({ heightMetres: 21.25, heightSource: "surveyed", use: "arcade" });
  expect(surveyed).toEqual({
    Altezza: format.metres(21.25),
    "Origine dell'altezza": "rilevata",
    Uso: "sopra un portico",
  });
});

test("a height that is not known is not told as nought", () => {
  for (const heightMetres of [null, Number.NaN]) {
    expect(describe({ heightMetres, heightSource: "unknown" }).Altezza).toBe("non noto");
  }
});
