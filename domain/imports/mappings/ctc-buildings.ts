import { isProblem, missing, readNumber, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";
import type { ProblemFound } from "../source-record.ts";

/** `codice_cen` whose meaning the files' README gives; the rest of the code list is not at hand. */
function purposeOf(code: string, portion: string): string {
  if (portion === "soffitto di portico") return "arcade";
  if (portion === "soffitto di sottopassaggio") return "passage";
  if (code === "EDF01") return "ordinary";
  return code.startsWith("EDM") ? "annex" : "unknown";
}

/**
 * Floors out of `num_piani`: "5+1" is 6 (units of "5+1" are as tall as those of 6: medians 21.3 and 21.9 m against
 * 18.9 m for 5), "5+s" is 5 (an attic: 20.2 m), "3/2" the greater; null for "non applicabile" and the like.
 */
export function parseFloors(text: string): number | null {
  const [, first, second] = /^(\d+)(?:\/(\d+))?/.exec(text) ?? [];
  if (first === undefined) return null;
  const [, further] = /\+(\d+)$/.exec(text) ?? [];
  return Math.max(Number(first), Number(second ?? 0)) + Number(further ?? 0);
}

/** Units of the municipal map of Turin (Carta Tecnica Comunale): eave, ground and height as surveyed. */
export const ctcBuildings = recordMapping({
  name: "ctc-buildings",
  layer: "building",
  map(record) {
    const id = readText(record, "cit_ar");
    if (id === null) return missing("cit_ar");
    const [base, height] = [readNumber(record, "qt_suolo_m"), readNumber(record, "altezza_m")];
    for (const figure of [base, height]) if (isProblem(figure)) return { refused: figure };
    const remarks: ProblemFound[] = [];
    if (height !== null && (height as number) <= 0) {
      remarks.push({
        code: "invalid-value",
        field: "altezza_m",
        detail: `${height} m is no height: not known`,
      });
    }
    const isKnown = height !== null && (height as number) > 0;
    return {
      remarks,
      record: {
        externalId: `ctc/${id}`,
        // 0 stands for "not surveyed" in this map; no ground of Turin lies below 200 m.
        baseMetres: base === 0 ? null : (base as number | null),
        heightMetres: isKnown ? (height as number) : null,
        heightSource: isKnown ? "surveyed" : "unknown",
        name: null,
        // The map tells that a unit hangs over an arcade, not how high above the ground.
        clearHeightMetres: 0,
        use: purposeOf(readText(record, "codice_cen") ?? "", readText(record, "tipo_porz") ?? ""),
        floors: parseFloors(readText(record, "num_piani") ?? ""),
        yearBuilt: null,
        geom: record.geometry,
      },
    };
  },
});
