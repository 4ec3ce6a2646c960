import { Color } from "@cesium/engine";

const colours = new Map<string, Color>();

/** The engine's colour of a CSS one; always the same object, not to be changed. */
export function colourOf(css: string): Color {
  let colour = colours.get(css);
  if (colour === undefined) {
    colour = Color.fromCssColorString(css);
    colours.set(css, colour);
  }
  return colour;
}
