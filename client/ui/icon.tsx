/** Line drawings on a grid of 24, one stroke weight, so that they read as one hand. */
const PATHS = {
  search: "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13ZM15.3 15.3 21 21",
  layers: "M12 3 3 8l9 5 9-5-9-5ZM3 12.5l9 5 9-5M3 17l9 5 9-5",
  clock: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 7v5l3.5 2",
  link: "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.2-1.2",
  check: "m5 12.5 4.5 4.5L19 7.5",
  person: "M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8ZM4 21c.6-4 3.8-6 8-6s7.4 2 8 6",
  close: "m6 6 12 12M18 6 6 18",
  back: "M15 5 8 12l7 7",
  forward: "m9 5 7 7-7 7",
  down: "m6 9.5 6 6 6-6",
  up: "m6 15 6-6 6 6",
  line: "M4 20 20 4M4 20h.01M20 4h.01M2.5 18.5h3v3h-3zM18.5 2.5h3v3h-3z",
  area: "M5 7.5 13 4l7 5-2.5 10L6 18.5Z",
  vertices:
    "M6.5 6.5 17 5.5M18 7.5l-1.5 9M14.5 18l-7-1M6 15.5l-.5-7M3.5 4.5h4v4h-4zM16.5 3.5h4v4h-4zM14.5 16.5h4v4h-4zM4 15.5h4v4H4z",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m16 5 4 4-4 4M20 9H10a6 6 0 0 0 0 12h3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
  pencil: "m4 20 1-5L16 4l4 4L9 19l-5 1ZM13.5 6.5l4 4",
  print: "M7 8V3h10v5M7 18H4v-8h16v8h-3M7 15h10v6H7z",
  download: "M12 3v12M7 10.5l5 5 5-5M4 20h16",
  play: "M8 5.5v13l10-6.5z",
  pause: "M8.5 5v14M15.5 5v14",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  target: "M12 19a7 7 0 1 1 0-14 7 7 0 0 1 0 14ZM12 2v5M12 17v5M2 12h5M17 12h5",
  keyboard: "M3 6h18v12H3zM6.5 9.5h.01M10 9.5h.01M13.5 9.5h.01M17 9.5h.01M6.5 12.5h.01M17 12.5h.01M9 15h6",
  menu: "M4 7h16M4 12h16M4 17h16",
  street: "M7 21 9.5 3M17 21 14.5 3M12 5v3M12 11v3M12 17v3",
  house: "M4 11 12 4l8 7v9H4zM10 20v-6h4v6",
  stop: "M5 4h10v7H5zM10 11v10M17 14a2.5 2.5 0 1 1 0 .01",
  square: "M5 5h14v14H5zM9 9h6v6H9z",
  unticked: "M5 5h14v14H5z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  alert: "M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4",
  north: "M12 3 7 20l5-4 5 4-5-17Z",
  move: "M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5",
  detour: "M4 20V9a4 4 0 0 1 4-4h3M20 20v-8M15 2l-4 3 4 3M20 9V5M16.5 16.5 20 20l3-3.5",
  turnLeft: "M5 4v5h5M5.5 9A7.5 7.5 0 1 1 5 15",
  turnRight: "M19 4v5h-5M18.5 9A7.5 7.5 0 1 0 19 15",
  extendBack: "M21 5v14M17 12H4M8 8l-4 4 4 4",
  shrinkBack: "M3 5v14M7 12h13M16 8l4 4-4 4",
  shrinkAhead: "M21 5v14M17 12H4M8 8l-4 4 4 4",
  extendAhead: "M3 5v14M7 12h13M16 8l4 4-4 4",
  swap: "M7 4 3.5 7.5 7 11M3.5 7.5H17M17 13l3.5 3.5L17 20M20.5 16.5H7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon-line" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
