/** What the keys dialog lists; the shortcuts themselves are in use-planner-keys.ts, scene keys in client/scene. */
export const KEYS = [
  { name: "locate", keys: ["/"] },
  { name: "line", keys: ["L"] },
  { name: "area", keys: ["D"] },
  { name: "section", keys: ["T"] },
  { name: "vertices", keys: ["V"] },
  { name: "move", keys: ["M"] },
  { name: "detour", keys: ["G"] },
  { name: "side", keys: ["S"] },
  { name: "centre", keys: ["C"] },
  { name: "stretch", keys: [",", "."] },
  { name: "shift", keys: ["[", "]"] },
  { name: "remedy", keys: ["R"] },
  { name: "view", keys: ["P"] },
  { name: "nextChange", keys: ["N"] },
  { name: "save", keys: ["Ctrl", "S"] },
  { name: "undo", keys: ["Ctrl", "Z"] },
  { name: "redo", keys: ["Ctrl", "⇧", "Z"] },
  { name: "help", keys: ["?"] },
] as const;

/** Handled by the clock itself, while it has the focus. */
export const CLOCK_KEYS = [
  { name: "step", keys: ["←", "→"] },
  { name: "week", keys: ["PageUp", "PageDown"] },
  { name: "today", keys: ["Home"] },
  { name: "play", keys: ["Space"] },
  { name: "next", keys: ["N"] },
] as const;

export const SCENE_KEYS = [
  { name: "pan", keys: ["←", "→", "↑", "↓"] },
  { name: "turn", keys: ["⇧", "←", "→"] },
  { name: "zoom", keys: ["+", "−"] },
  { name: "north", keys: ["Home"] },
  { name: "pick", keys: ["Enter"] },
  { name: "vertex", keys: ["Space"] },
  { name: "alt", keys: ["Alt"] },
  { name: "nudge", keys: ["←", "→", "↑", "↓"] },
  { name: "turnShape", keys: [",", "."] },
] as const;
