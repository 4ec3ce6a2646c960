export const people = {
  people: {
    chooseDemo: "Entra nella dimostrazione come",
    fictional: "Persone inventate, per la dimostrazione.",
    fictionalOne: "Persona inventata, per la dimostrazione.",
    needed: "Per questa pagina bisogna entrare.",
    neededRole: "Questa pagina è per: {{roles}}.",
    noDemo: "Nessuna persona può entrare da qui.",
    roles: {
      planner: "pianificazione",
      crew_lead: "capo squadra",
      official: "funzionario",
      citizen: "cittadino",
      desk_operator: "sportello",
      administrator: "amministrazione",
    },
    signIn: "Entra",
    signInFailed: "Non è stato possibile entrare.",
    signOut: "Esci",
    signOutFailed: "Non è stato possibile uscire: riprova.",
    signedInAs: "Sessione di {{name}}",
    unreachable: "Il servizio non risponde: non si può entrare adesso.",
  },
};
