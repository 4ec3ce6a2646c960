import type { LocalizedText } from "../../../domain/localized.ts";

export const SCENE_LABEL: LocalizedText = {
  it: "Modello 3D della città",
  en: "3D model of the city",
};

export const SCENE_HELP: LocalizedText = {
  it: "Frecce: spostano la vista. Più e meno: zoom. Q ed E, o Maiusc con le frecce: ruotano e inclinano. Home: nord in alto. Invio: sceglie ciò che sta sotto la croce al centro. Durante il disegno, spazio: mette un vertice sotto la croce; Backspace: lo toglie; Invio: termina; Esc: annulla. Le stesse cose si trovano nell'elenco di ciò che è in vista.",
  en: "Arrows: move the view. Plus and minus: zoom. Q and E, or Shift with the arrows: turn and tilt. Home: north up. Enter: picks what is under the cross in the middle. While drawing, Space: sets a corner under the cross; Backspace: takes it back; Enter: finishes; Esc: cancels. The same things are in the list of what is in view.",
};

export const NO_WEBGL: LocalizedText = {
  it: "Questo browser non mette a disposizione WebGL: il modello 3D non può essere mostrato.",
  en: "This browser offers no WebGL: the 3D model cannot be shown.",
};

export const CONTEXT_LOST: LocalizedText = {
  it: "La scheda grafica ha interrotto il modello 3D. Ricaricare la pagina per riprenderlo.",
  en: "The graphics card has stopped the 3D model. Reload the page to resume it.",
};
