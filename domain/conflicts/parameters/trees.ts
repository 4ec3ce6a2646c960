import type { Parameter } from "./parameter.ts";

const CLASSES = {
  it: "Distanze di confronto per classe di grandezza; la tabella di Torino (Reg. 317, allegati 8-9) è da leggere",
  en: "Comparison distances by size class; Turin's own table (Reg. 317, annexes 8-9) is still to be read",
};
const TIMES = {
  it: "Roma, Regolamento del verde, art. 17; BS 5837",
  en: "Rome, Regulation on green, art. 17; BS 5837",
};
/** As far as trees are looked for (TREE_REACH_METRES). */
const REACH = 15;
const distance = { unit: "metres", least: 0.5, most: REACH, source: CLASSES, basis: "common" } as const;

/** How far from a trunk roots are to be left alone. */
export const treeParameters = {
  treeTimesDiameter: {
    title: { it: "Diametri del tronco che fanno la zona", en: "Trunk diameters that make the zone" },
    unit: "times",
    value: 12,
    least: 1,
    most: 20,
    source: TIMES,
    basis: "published",
  },
  treeMostMetres: {
    ...distance,
    title: { it: "La zona più larga", en: "The widest zone" },
    value: REACH,
    source: TIMES,
    basis: "published",
  },
  treeLargeMetres: {
    ...distance,
    title: { it: "Prima e seconda grandezza", en: "First and second size" },
    value: 4,
  },
  treeSmallMetres: { ...distance, title: { it: "Terza grandezza", en: "Third size" }, value: 2 },
  treeVenerableMetres: {
    ...distance,
    title: { it: "Monumentali e platani grossi, almeno", en: "Monumental trees and thick planes, at least" },
    value: 5,
  },
  treeThickPlaneMetres: {
    ...distance,
    title: {
      it: "Diametro oltre il quale un platano è grosso",
      en: "Diameter beyond which a plane is thick",
    },
    value: 0.4,
    least: 0.1,
    most: 2,
  },
  treeUnknownMetres: {
    ...distance,
    title: { it: "Alberi di cui non si sa nulla", en: "Trees nothing is known of" },
    value: 5,
    source: { it: "Come per i più protetti", en: "As for the most protected" },
    basis: "chosen",
  },
  treeMinorShare: {
    title: {
      it: "Parte della zona che un albero sopporta di perdere",
      en: "Part of its zone that a tree bears to lose",
    },
    unit: "share",
    value: 0.1,
    least: 0,
    most: 0.5,
    source: { it: "AS 4970:2009, punto 3.3.2", en: "AS 4970:2009, clause 3.3.2" },
    basis: "published",
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export const TREE_PARAMETERS = [
  "treeTimesDiameter",
  "treeMostMetres",
  "treeLargeMetres",
  "treeSmallMetres",
  "treeVenerableMetres",
  "treeThickPlaneMetres",
  "treeUnknownMetres",
] as const;
export type TreeParameter = (typeof TREE_PARAMETERS)[number];

/** With what a dig may take of the zone. */
export const ROOT_PARAMETERS = [...TREE_PARAMETERS, "treeMinorShare"] as const;
export type RootParameter = (typeof ROOT_PARAMETERS)[number];
