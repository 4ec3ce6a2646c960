/**
 * The words for an intervention's closed lists, in both languages: one table for the page, for the sheets that leave
 * and for those that come back.
 */
export const INTERVENTION_WORDS = {
  it: {
    kinds: {
      roadwork: { one: "Lavori stradali", many: "Lavori stradali" },
      greenwork: { one: "Lavori sul verde", many: "Lavori sul verde" },
      event: { one: "Evento", many: "Eventi" },
      occupation: { one: "Occupazione", many: "Occupazioni" },
    },
    states: {
      forecast: "previsto",
      draft: "bozza",
      proposed: "proposto",
      approved: "approvato",
      handedOver: "area consegnata",
      inProgress: "in corso",
      suspended: "sospeso",
      completed: "ultimato",
      takenBack: "area ripresa",
      cancelled: "annullato",
    },
    impacts: {
      "all-lanes-open": "Tutte le corsie aperte",
      "all-lanes-open-shift-left": "Aperte, spostate a sinistra",
      "all-lanes-open-shift-right": "Aperte, spostate a destra",
      "some-lanes-closed": "Alcune corsie chiuse",
      "some-lanes-closed-merge-left": "Alcune chiuse, immissione a sinistra",
      "some-lanes-closed-merge-right": "Alcune chiuse, immissione a destra",
      "alternating-one-way": "Senso unico alternato",
      flagging: "Movieri",
      "temporary-traffic-signal": "Semaforo provvisorio",
      "all-lanes-closed": "Tutte le corsie chiuse",
      unknown: "Effetto non noto",
    },
    hindrances: { none: "nessun disagio", minor: "disagio lieve", major: "disagio grave" },
  },
  en: {
    kinds: {
      roadwork: { one: "Roadworks", many: "Roadworks" },
      greenwork: { one: "Greenworks", many: "Greenworks" },
      event: { one: "Event", many: "Events" },
      occupation: { one: "Occupation", many: "Occupations" },
    },
    states: {
      forecast: "forecast",
      draft: "draft",
      proposed: "proposed",
      approved: "approved",
      handedOver: "site handed over",
      inProgress: "in progress",
      suspended: "suspended",
      completed: "completed",
      takenBack: "site taken back",
      cancelled: "cancelled",
    },
    impacts: {
      "all-lanes-open": "All lanes open",
      "all-lanes-open-shift-left": "Open, shifted left",
      "all-lanes-open-shift-right": "Open, shifted right",
      "some-lanes-closed": "Some lanes closed",
      "some-lanes-closed-merge-left": "Some closed, merge left",
      "some-lanes-closed-merge-right": "Some closed, merge right",
      "alternating-one-way": "Alternating one-way",
      flagging: "Flagging",
      "temporary-traffic-signal": "Temporary traffic signal",
      "all-lanes-closed": "All lanes closed",
      unknown: "Effect not known",
    },
    hindrances: { none: "no hindrance", minor: "minor hindrance", major: "major hindrance" },
  },
};
