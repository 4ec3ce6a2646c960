import { describe, expect, it } from "vitest";
import { readName } from "./name.ts";
import { fitName } from "./ranking.ts";

const NAMES = [
  "Via Nizza",
  "Corso Vittorio Emanuele II",
  "Ponte Vittorio Emanuele Primo",
  "Piazza Vittorio Veneto",
  "Via Giuseppe Garibaldi",
  "Via Po",
  "Lungo Po Armando Diaz",
  "Via Poliziano",
  "Via Roma",
  "Corso Romania",
  "Piazza San Carlo",
  "Via San Massimo",
];

const best = (asked: string) =>
  NAMES.flatMap((name) => {
    const fit = fitName(readName(asked), readName(name));
    return fit ? [{ name, ...fit }] : [];
  }).sort((a, b) => b.score - a.score);

describe("the name that fits best", () => {
  it.each([
    ["via roma", "Via Roma"],
    ["roma", "Via Roma"],
    ["via rmoa", "Via Roma"],
    ["c.so v. emanuele", "Corso Vittorio Emanuele II"],
    ["vittorio emanuele i", "Ponte Vittorio Emanuele Primo"],
    ["piazza vittorio", "Piazza Vittorio Veneto"],
    ["garibaldi", "Via Giuseppe Garibaldi"],
    ["via g. garibaldi", "Via Giuseppe Garibaldi"],
    ["g.ppe garibaldi", "Via Giuseppe Garibaldi"],
    ["po", "Via Po"],
    ["lungo po", "Lungo Po Armando Diaz"],
    ["lungopo diaz", "Lungo Po Armando Diaz"],
    ["sancarlo", "Piazza San Carlo"],
    ["s massimo", "Via San Massimo"],
    ["massimo san", "Via San Massimo"],
  ])("for “%s” is %s", (asked, name) => {
    expect(best(asked)[0]?.name).toBe(name);
  });

  it("is none where less than the greater part is there", () => {
    expect(best("via inesistente")).toEqual([]);
    expect(best("via nizza bella lunga")).toEqual([]);
  });

  it("says whether a typo had to be forgiven, and whether words were only begun", () => {
    expect(best("via niza")[0]).toMatchObject({ literal: false, exact: false });
    expect(best("via niz")[0]).toMatchObject({ literal: true, exact: false });
    expect(best("via nizza")[0]).toMatchObject({ literal: true, exact: true });
  });
});
