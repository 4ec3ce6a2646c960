import type { UrgentCause, UrgentEffect } from "../../../domain/urgent/dig.ts";

/** Line drawings on a grid of 48, read at arm's length and with gloves on. */
const CAUSES: Record<UrgentCause, string> = {
  water: "M24 7c7 9 12 14 12 21a12 12 0 0 1-24 0c0-7 5-12 12-21ZM18 29a6 6 0 0 0 5 6",
  gas: "M24 6c2 8 11 12 11 23a11 11 0 0 1-22 0c0-6 3-9 5-13 1 4 3 5 4 6 2-5 1-10 2-16Z",
  power: "M27 5 12 27h11l-3 16 16-23H25z",
  telecom:
    "M24 20v23M16 43h16M24 12a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM14 26a14 14 0 0 1 0-20M34 26a14 14 0 0 0 0-20",
  sewer: "M24 6a18 18 0 1 1 0 36 18 18 0 0 1 0-36ZM13 18h22M10 24h28M13 30h22",
  heating: "M14 8c-5 6 5 9 0 16M24 8c-5 6 5 9 0 16M34 8c-5 6 5 9 0 16M7 32h34v8H7z",
  road: "M5 30h11l3 8 5-14 4 10 3-4h12M5 18h38",
};
const EFFECTS: Record<UrgentEffect, string> = {
  none: "M14 4v40M34 4v40M24 40V10M19 16l5-6 5 6",
  narrowed: "M14 4v40M34 4v40M19 40V10M15 15l4-6 4 6M27 12h7v24h-7z",
  closed: "M14 4v40M34 4v40M14 18h20v12H14zM18 24h12",
};

export function CausePictogram({ cause }: { readonly cause: UrgentCause }) {
  return <Pictogram path={CAUSES[cause]} />;
}

export function EffectPictogram({ effect }: { readonly effect: UrgentEffect }) {
  return <Pictogram path={EFFECTS[effect]} />;
}

function Pictogram({ path }: { readonly path: string }) {
  return (
    <svg className="urgent-pictogram" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
