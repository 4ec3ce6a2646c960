/** What a key does to the shape while the tool that moves it is in the hand, the same in both views. */
interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
}

type ShapeAction =
  /** Metres on the screen: to the right and up. */
  | { readonly kind: "nudge"; readonly right: number; readonly up: number }
  /** Clockwise. */
  | { readonly kind: "turn"; readonly degrees: number };

const NUDGE_METRES = { fine: 0.5, coarse: 5 };
const TURN_DEGREES = { fine: 1, coarse: 15 };

export function shapeKey({ key, shiftKey }: KeyPress): ShapeAction | null {
  const step = shiftKey ? NUDGE_METRES.coarse : NUDGE_METRES.fine;
  const turn = shiftKey ? TURN_DEGREES.coarse : TURN_DEGREES.fine;
  switch (key) {
    case "ArrowLeft":
      return { kind: "nudge", right: -step, up: 0 };
    case "ArrowRight":
      return { kind: "nudge", right: step, up: 0 };
    case "ArrowUp":
      return { kind: "nudge", right: 0, up: step };
    case "ArrowDown":
      return { kind: "nudge", right: 0, up: -step };
    // With shift the same keys are other characters: ; : on an Italian keyboard, < > on an English one.
    case ",":
    case ";":
    case "<":
      return { kind: "turn", degrees: -turn };
    case ".":
    case ":":
    case ">":
      return { kind: "turn", degrees: turn };
    default:
      return null;
  }
}
