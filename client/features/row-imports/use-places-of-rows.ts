import { useEffect, useRef, useState } from "react";
import { placeRows, TEXTS_A_REQUEST } from "../../../domain/row-imports/contract.ts";
import { type PlacedText, placeKey } from "../../../domain/row-imports/placing.ts";
import { call } from "../../api/call.ts";

export interface RowPlaces {
  readonly places: ReadonlyMap<string, PlacedText>;
  /** Texts still to be asked about. */
  readonly left: number;
  readonly failed: boolean;
  again(): void;
}

/** Where the texts lie, asked batch by batch, each text once. */
export function useRowPlaces(texts: readonly string[]): RowPlaces {
  const [places, setPlaces] = useState<ReadonlyMap<string, PlacedText>>(new Map());
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const known = useRef(places);
  const wanted = new Map(texts.filter((text) => text !== "").map((text) => [placeKey(text), text]));
  const missing = [...wanted].filter(([key]) => !places.has(key));
  const next = missing.slice(0, TEXTS_A_REQUEST);
  const batch = next.map(([key]) => key).join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: `batch` is the texts; `attempt` asks again
  useEffect(() => {
    if (next.length === 0) return;
    const stop = new AbortController();
    call(placeRows, { body: { texts: next.map(([, text]) => text) }, signal: stop.signal })
      .then((reply) => {
        const grown = new Map(known.current);
        next.forEach(([key], index) => {
          grown.set(key, reply.places[index]!);
        });
        known.current = grown;
        setPlaces(grown);
        setFailed(false);
      })
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true);
      });
    return () => stop.abort();
  }, [batch, attempt]);

  return { places, left: missing.length, failed, again: () => setAttempt((count) => count + 1) };
}
