export type ClusterLanguage = "it" | "en";

interface ClusterTexts {
  readonly group: string;
  readonly phases: (count: number) => string;
  readonly blocking: (count: number) => string;
  readonly warning: (count: number) => string;
}

export const CLUSTER_TEXTS: Readonly<Record<ClusterLanguage, ClusterTexts>> = {
  it: {
    group: "Interventi raggruppati per zona: Invio avvicina",
    phases: (count) => (count === 1 ? "1 fase" : `${count} fasi`),
    blocking: (count) => (count === 1 ? "1 bloccata" : `${count} bloccate`),
    warning: (count) => (count === 1 ? "1 con attenzioni" : `${count} con attenzioni`),
  },
  en: {
    group: "Interventions grouped by area: Enter goes closer",
    phases: (count) => (count === 1 ? "1 phase" : `${count} phases`),
    blocking: (count) => (count === 1 ? "1 blocked" : `${count} blocked`),
    warning: (count) => (count === 1 ? "1 with warnings" : `${count} with warnings`),
  },
};
