export const openData = {
  openData: {
    addressOf: "indirizzo {{what}}",
    calendarFilters: "Si può restringere con kind, street, district e bbox:",
    calendarHolds:
      "Gli interventi decisi come calendario, da abbonare: dove, quando, con quale effetto sul traffico. Quelli finiti restano due settimane.",
    cifsHolds:
      "Le chiusure e i restringimenti che Waze mette in mappa: solo ciò che toglie corsie. Quelli ultimati escono.",
    collections: "Raccolte",
    copied: "Copiato",
    copy: "Copia: {{what}}",
    copyFailed: "Copia non riuscita: si può selezionare il testo",
    copyShort: "Copia",
    datexHolds:
      "I lavori stradali per i punti di accesso nazionali e le centrali del traffico europee, con chiusure e deviazioni. Quelli ultimati escono.",
    failed: "L'elenco dei dati aperti non si può leggere adesso.",
    features_one: "{{number}} elemento.",
    features_other: "{{number}} elementi.",
    filteredCalendar: "calendario ristretto",
    gdal: "Con GDAL:",
    intro:
      "Chiunque può leggere e riusare questi dati, senza accesso. Degli interventi escono solo quelli approvati, in corso o conclusi, e solo luogo, tempi, tipo, stato, effetto sul traffico e ufficio.",
    licence: "Licenza: {{licence}}",
    ogcHolds:
      "Interventi e strati della città, per QGIS, GDAL e ogni programma che conosce lo standard: per riquadro, per periodo, per proprietà, in gradi o in metri.",
    ogcTerms: "La licenza di ciascuna raccolta è scritta accanto a essa.",
    qgis: "Con QGIS: Layer › Aggiungi layer › WFS / OGC API – Features, con l'indirizzo qui sopra.",
    title: "Dati aperti",
    unconfirmed: "da confermare dall'ufficio",
    wzdxHolds:
      "I lavori stradali per navigatori e centrali del traffico, nel formato Work Zone Data Exchange.",
  },
};
