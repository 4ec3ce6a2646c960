import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

export const SHEET_STOPS = ["quarter", "half", "full"] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];

interface BottomSheetProps {
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
  readonly children: ReactNode;
}

const SHARES: Record<SheetStop, number> = { quarter: 0.25, half: 0.5, full: 1 };

/** On a phone: the panel as a sheet over the map, at a quarter, half or all of its height. */
export function BottomSheet({ stop, onStop, children }: BottomSheetProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ startY: number; startHeight: number; height: number } | null>(null);
  const room = () => sheet.current!.parentElement!.clientHeight;
  const next = SHEET_STOPS[(SHEET_STOPS.indexOf(stop) + 1) % SHEET_STOPS.length]!;
  const onPointerUp = (event: PointerEvent) => {
    if (drag === null) return;
    const moved = Math.abs(event.clientY - drag.startY) > 6;
    const share = drag.height / room();
    if (moved) {
      onStop(
        SHEET_STOPS.reduce((best, one) =>
          Math.abs(SHARES[one] - share) < Math.abs(SHARES[best] - share) ? one : best,
        ),
      );
    } else onStop(next);
    setDrag(null);
  };
  return (
    <div
      ref={sheet}
      className={`bottom-sheet bottom-sheet-${stop}`}
      style={drag ? { height: `${drag.height}px`, transition: "none" } : undefined}
    >
      <button
        type="button"
        className="sheet-grip"
        aria-label={t("phone.sheet", { size: t(`phone.stops.${stop}`), next: t(`phone.stops.${next}`) })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          onStop(next);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const startHeight = sheet.current!.clientHeight;
          setDrag({ startY: event.clientY, startHeight, height: startHeight });
        }}
        onPointerMove={(event) =>
          setDrag(
            (held) =>
              held && {
                ...held,
                height: Math.min(room(), Math.max(90, held.startHeight + held.startY - event.clientY)),
              },
          )
        }
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
      >
        <span />
      </button>
      {children}
    </div>
  );
}
