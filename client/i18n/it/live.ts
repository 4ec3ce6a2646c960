export const live = {
  live: {
    paused: "Aggiornamenti in pausa: riprovo da solo",
    said: {
      created: "{{office}} ha salvato «{{title}}»",
      updated: "{{office}} ha salvato «{{title}}»",
      moved: "{{office}} ha portato avanti «{{title}}»",
      deleted: "{{office}} ha eliminato «{{title}}»",
      findings: "Sono cambiate le interferenze di «{{title}}», di {{office}}",
    },
  },
  notices: {
    title: "Avvisi",
    open: "Avvisi, nessuno da leggere",
    unread_one: "Avvisi, {{count}} da leggere",
    unread_other: "Avvisi, {{count}} da leggere",
    empty: "Nessun avviso per il suo ufficio.",
    emptyHint:
      "Arriva qui quando uno scavo urgente tocca le sue reti, o quando un lavoro altrui interferisce con i suoi.",
    noOffice: "Gli avvisi sono per chi lavora in un ufficio.",
    failed: "Non è stato possibile leggere gli avvisi.",
    more: "Avvisi precedenti",
    readAll: "Segna tutti come letti",
    gone: "eliminato nel frattempo",
    isNew: "da leggere",
    kinds: {
      urgentDig: "{{office}}: scavo urgente",
      blockingFinding: "{{office}}: nuova interferenza bloccante",
      counterpartMoved: "{{office}}: passato a {{state}}",
    },
    at: "su: {{networks}}",
    own: "riguarda il suo «{{title}}»",
    networks: {
      water: "acquedotto",
      sewer: "fognatura",
      gas: "gas",
      power: "energia",
      telecom: "telecomunicazioni",
      heating: "teleriscaldamento",
      road: "strada",
      transit: "trasporto pubblico",
    },
  },
};
