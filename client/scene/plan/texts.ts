/** What the plan itself says; short enough to live beside it. */
export const PLAN_TEXTS = {
  it: {
    plan: (city: string) => `Pianta di ${city}`,
    map: "pianta",
    help: "Frecce: sposta. Più e meno: zoom. Maiuscolo con frecce: ruota. Home: nord in alto. Invio: scegli ciò che è sotto la croce.",
    drawingHelp:
      "Frecce: sposta il foglio sotto la croce. Spazio: metti o prendi un vertice. Canc: togli. Invio: fine. Esc: annulla.",
    zoomIn: "Ingrandisci",
    zoomOut: "Riduci",
    northUp: "Nord in alto",
    synthetic: "dati sintetici",
    scale: (text: string) => `Scala: la barra misura ${text}`,
  },
  en: {
    plan: (city: string) => `Plan of ${city}`,
    map: "plan",
    help: "Arrows: move. Plus and minus: zoom. Shift with arrows: rotate. Home: north up. Enter: pick what is under the cross.",
    drawingHelp:
      "Arrows: move the sheet under the cross. Space: set or take a vertex. Delete: remove. Enter: done. Escape: cancel.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    northUp: "North up",
    synthetic: "synthetic data",
    scale: (text: string) => `Scale: the bar measures ${text}`,
  },
} as const;
