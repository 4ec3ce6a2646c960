import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { canonical, editDistance, indexWords, plain, readName, splitNames } from "./name.ts";

describe("a name", () => {
  it.each([
    ["C.so Vitt. Emanuele II", "corso vitt emanuele 2"],
    ["corso vittorio emanuele secondo", "corso vittorio emanuele 2"],
    ["P.zza S. Carlo", "piazza san carlo"],
    ["p/za santa giulia", "piazza san giulia"],
    ["v.le 1° maggio", "viale 1 maggio"],
    ["Viale Primo Maggio", "viale 1 maggio"],
    ["via XX Settembre", "via 20 settembre"],
    ["Via Venti Settembre", "via 20 settembre"],
    ["corso XI febbraio", "corso 11 febbraio"],
    ["Via Pio VII", "via pio 7"],
    ["Ponte Umberto I", "ponte umberto 1"],
    ["Corso Unità d'Italia", "corso unita italia"],
    ["Via Antonio e Vittorio Scialoja", "via antonio vittorio scialoja"],
    ["SanSalvario", "san salvario"],
    ["Via Ivrea", "via ivrea"],
  ])("“%s” is read as “%s”", (written, read) => {
    expect(canonical(readName(written))).toBe(read);
  });

  it("tells a cut word from a whole one", () => {
    expect(readName("via G. Verdi").words.map(({ abbreviated }) => abbreviated)).toEqual([true, false]);
    expect(readName("v. Po").type).toBe("via");
    expect(readName("v").type).toBeNull();
  });

  it("is found by its words as written, as read, and run together", () => {
    expect(indexWords(readName("Via Venti Settembre"))).toEqual(
      expect.arrayContaining(["via", "20", "venti", "settembre"]),
    );
    expect(indexWords(readName("Lungo Po Antonelli"))).toContain("lungopo");
    expect(indexWords(readName("Corso Massimo D'Azeglio"))).toContain("dazeglio");
  });

  it("is the same however its letters are cased and accented", () => {
    fc.assert(
      fc.property(fc.constantFrom("Via Carlo Noè", "Corso Unità d'Italia", "Piazza San Carlo"), (name) => {
        const bare = plain(name);
        expect(canonical(readName(bare))).toBe(canonical(readName(name)));
        expect(canonical(readName(name.toUpperCase()))).toBe(canonical(readName(name)));
      }),
    );
  });
});

test("lists of names are taken apart, and numbers are no names", () => {
  expect(splitNames("Via Verdi; Via Montebello")).toEqual(["Via Verdi", "Via Montebello"]);
  expect(splitNames(`['Ponte Balbis', "Corso d'Italia"]`)).toEqual(["Ponte Balbis", "Corso d'Italia"]);
  expect(splitNames("Strada Guido Volante, 14")).toEqual(["Strada Guido Volante"]);
  expect(splitNames("11")).toEqual([]);
  expect(splitNames("Via Po; Via Po")).toEqual(["Via Po"]);
});

describe("steps between words", () => {
  it.each([
    ["roma", "rmoa", 1],
    ["nizza", "niza", 1],
    ["castello", "castelo", 1],
    ["margherita", "margerrita", 2],
    ["", "ab", 2],
  ])("%s → %s: %i", (a, b, steps) => {
    expect(editDistance(a, b, 3)).toBe(steps);
    expect(editDistance(b, a, 3)).toBe(steps);
  });

  it("are never more than the bound says, and none between equals", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, a, 2)).toBe(0);
        expect(Math.min(3, editDistance(a, b, 2))).toBe(Math.min(3, editDistance(a, b, 12)));
      }),
    );
  });
});
