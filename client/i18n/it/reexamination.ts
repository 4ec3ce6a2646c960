export const reexamination = {
  reexamination: {
    at: {
      done: "Riesaminati {{done}} interventi su {{total}}",
      failed:
        "Interrotto da un errore a {{done}} interventi su {{total}}: si riprova da solo, o con Riprendi",
      running: "Riesaminati {{done}} interventi su {{total}}",
      stopped: "Fermato a {{done}} interventi su {{total}}",
      superseded: "Fermato a {{done}} interventi su {{total}}",
      waiting: "In attesa di riprendere da {{done}} interventi su {{total}}",
    },
    before: {
      done: "Riesame concluso",
      failed: "Il riesame non è riuscito a cominciare: si riprova da solo, o con Riprendi",
      running: "Il riesame sta cominciando",
      stopped: "Fermato prima di cominciare",
      superseded: "Fermato prima di cominciare",
      waiting: "Il riesame sta per cominciare",
    },
    done_one:
      "Tutto ciò che è registrato segue i valori presenti: riesaminato {{count}} intervento, {{date}}.",
    done_other:
      "Tutto ciò che è registrato segue i valori presenti: riesaminati {{count}} interventi, {{date}}.",
    failed: "Non è riuscito: la pagina mostra lo stato di adesso.",
    means:
      "Finché non è concluso, le segnalazioni registrate di queste regole possono essere ancora quelle dei valori precedenti; chi apre un intervento vede già quelle nuove. {{rules}}",
    notice_one: "Una regola è cambiata: parte di queste segnalazioni non è ancora riesaminata.",
    notice_other: "{{count}} regole sono cambiate: parte di queste segnalazioni non è ancora riesaminata.",
    resume: "Riprendi",
    stop: "Ferma",
    tag: "da riesaminare",
    title: "Riesame degli interventi salvati",
    toRules: "A che punto è",
    unknown: "Lo stato del riesame non arriva.",
  },
};
