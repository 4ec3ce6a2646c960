import type { Derivation, DerivationContext } from "../imports/derivations.ts";
import { workOutGround } from "./derive-ground.ts";
import { hasStreets } from "./ground-store.ts";
import { clearSurveyed, isGroundAsRead, keepSurveyed } from "./surveyed-store.ts";
import { readTerms } from "./terms.ts";

const DATASET = "derived-ground";
const ROWS_PER_PAGE = 2_000;

/** Streets as surfaces, cut into what is surveyed, and the rest of the city filled up. */
export const deriveGround: Derivation = {
  name: "ground",
  inputs: ["street_segment", "building", "zone", "ground"],
  async derive(context) {
    const { database, city, signal, onProgress } = context;
    if (!(await database.transaction(city, hasStreets, { readOnly: true }))) return [];
    await keepWhatWasRead(context);
    const made = await context.replaceLayer(
      {
        ...(await readTerms(database, city, "street_segment")),
        id: DATASET,
        layer: "ground",
        title: "Suolo stradale (ricavato)",
        assumptions: ASSUMPTIONS,
      },
      workOutGround({
        database,
        city,
        signal,
        onProgress: (done, total) => onProgress("ground", done, total),
      }),
    );
    return [made];
  },
};

/** A former run's output is no survey: only a layer without derived ground is kept as read. */
async function keepWhatWasRead({ database, city, signal }: DerivationContext): Promise<void> {
  if (!(await database.transaction(city, isGroundAsRead, { readOnly: true }))) return;
  await database.transaction(city, clearSurveyed);
  let last: number | null = -1;
  while (last !== null) {
    signal.throwIfAborted();
    const after: number = last;
    last = await database.transaction(city, (db) => keepSurveyed(db, after, ROWS_PER_PAGE));
  }
}

const ASSUMPTIONS = [
  {
    it: "Carreggiate e marciapiedi ricavati dagli assi: larghezza da corsie e classe della strada (D.M. 5-11-2001), soste e marciapiedi supposti.",
    en: "Carriageways and pavements worked out from axes: width from lanes and class of the street (D.M. 5-11-2001), parking and pavements assumed.",
  },
  {
    it: "Dove un edificio tocca il marciapiede, il marciapiede finisce; le gallerie non hanno superficie.",
    en: "Where a building meets the pavement, the pavement ends; tunnels have no surface.",
  },
];
