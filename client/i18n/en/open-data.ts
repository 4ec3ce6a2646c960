import type { Texts } from "../it.ts";

export const openData: Pick<Texts, "openData"> = {
  openData: {
    addressOf: "address of {{what}}",
    calendarFilters: "It can be narrowed by kind, street, district and bbox:",
    calendarHolds:
      "Decided works as a calendar to subscribe to: where, when, and what they do to traffic. What has ended stays for two weeks.",
    cifsHolds:
      "Closures and narrowings as Waze puts them on its map: only what takes lanes away. What is done leaves.",
    collections: "Collections",
    copied: "Copied",
    copy: "Copy: {{what}}",
    copyFailed: "Copying did not work: the text can be selected",
    copyShort: "Copy",
    datexHolds:
      "Roadworks for European national access points and traffic centres, with closures and diversions. What is done leaves.",
    failed: "The list of open data cannot be read now.",
    features_one: "{{number}} feature.",
    features_other: "{{number}} features.",
    filteredCalendar: "narrowed calendar",
    gdal: "With GDAL:",
    intro:
      "Anyone may read and reuse these data, without signing in. Of interventions only those approved, under way or done are told, and only their place, times, kind, state, effect on traffic and office.",
    licence: "Licence: {{licence}}",
    ogcHolds:
      "Interventions and layers of the city, for QGIS, GDAL and any program that knows the standard: by extent, by period, by property, in degrees or in metres.",
    ogcTerms: "The licence of each collection stands beside it.",
    qgis: "With QGIS: Layer › Add Layer › WFS / OGC API – Features, with the address above.",
    title: "Open data",
    unconfirmed: "to be confirmed by the office",
    wzdxHolds: "Roadworks for navigation and traffic centres, in the Work Zone Data Exchange format.",
  },
};
