export const conflicts = {
  severity: {
    blocking: {
      one: "Bloccante",
      count_one: "{{count}} bloccante",
      count_other: "{{count}} bloccanti",
    },
    warning: {
      one: "Attenzione",
      count_one: "{{count}} attenzione",
      count_other: "{{count}} attenzioni",
    },
    advice: {
      one: "Consiglio",
      count_one: "{{count}} consiglio",
      count_other: "{{count}} consigli",
    },
    synergy: {
      one: "Opportunità",
      count_one: "{{count}} opportunità",
      count_other: "{{count}} opportunità",
    },
  },
  conflicts: {
    again: "Verifica di nuovo",
    checking: "Verifico…",
    clear_one: "Nessuna interferenza nota · {{count}} regola · dati delle {{time}}",
    clear_other: "Nessuna interferenza nota · {{count}} regole · dati delle {{time}}",
    dataOf: "dati delle {{time}}",
    failed: "La verifica non risponde: ciò che si vede può non valere più.",
    idle: "Scrivi una via o disegna: la verifica parte da sola.",
    more_one: "Un'altra",
    more_other: "Altre {{count}}",
    noRemedy: "Nessun rimedio trovato entro i limiti: spostare, spezzare o accordarsi con l'altra parte.",
    noRules: "Nessuna regola riguarda ancora questo tipo di intervento: non è stato verificato nulla.",
    notYet: "Non verificato: prima va corretto ciò che è segnato.",
    ofDraft: "Interferenze della bozza",
    refused: {
      "invalid-footprint": "L'area disegnata non è valida: correggi i vertici.",
      "outside-city": "L'area esce dal territorio della città.",
      other: "La verifica non accetta questi dati: {{reason}}",
    },
    remedies: "Rimedi",
    show: "Mostra sulla mappa: {{title}}",
    showShort: "Mostra sulla mappa",
    unconfirmed: "da confermare dall'ufficio",
    validFrom: "in vigore dal {{date}}",
  },
};
