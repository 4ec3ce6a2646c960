import { FAILURE_CLASSES, type TreeCondition } from "../../city/city-data.ts";
import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";
import type { ProblemFound } from "../source-record.ts";

/** What stands there; stumps, gaps and felled trees are no trees. */
const STANDING = ["Albero", "Neoimpianto"];

const CONDITIONS: Readonly<Record<string, TreeCondition>> = {
  Ottimo: "excellent",
  Buono: "good",
  Discreto: "fair",
  Mediocre: "poor",
  Pessimo: "bad",
  Morto: "dead",
};

/**
 * Alessandria's register of trees. Height and trunk are told as ranges ("10 - 16m"), from which no figure is made; the
 * vegetative state is the condition, and CPC the class of failure.
 */
export const alessandriaTrees = recordMapping({
  name: "alessandria-trees",
  layer: "tree",
  map(record) {
    const [id, what] = [readText(record, "Identificativo"), readText(record, "Tipologia")];
    if (id === null) return missing("Identificativo");
    if (what === null) return missing("Tipologia");
    if (!STANDING.includes(what)) return [];
    const remarks: ProblemFound[] = [];
    const read = <T>(field: string, find: (word: string) => T | undefined): T | null => {
      const word = readText(record, field);
      if (word === null) return null;
      const found = find(word);
      if (found === undefined)
        remarks.push({ code: "invalid-value", field, detail: `nothing is known by "${word}"` });
      return found ?? null;
    };
    return {
      record: {
        externalId: id,
        species: readText(record, "Essenza"),
        sizeClass: null,
        // "Historic" is the register's word for a species, not the protection of a monumental tree.
        monumental: false,
        heightMetres: null,
        crownDiameterMetres: null,
        trunkDiameterMetres: null,
        baseMetres: null,
        condition: read("StatoVegetativo", (word) => CONDITIONS[word]),
        failureClass: read("ClassificazioneCedimento", (word) =>
          FAILURE_CLASSES.find((known) => known === word),
        ),
        geom: record.geometry,
      },
      remarks,
    };
  },
});
