import { useCallback, useEffect, useRef, useState } from "react";
import { checkDraft } from "../../../domain/conflicts/contract.ts";
import type { BodyOf, ResponseOf } from "../../../domain/contract/endpoint.ts";
import type { Problem } from "../../../domain/contract/problems.ts";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import { call, ProblemError } from "../../api/call.ts";
import { extentOfRings } from "../interventions/in-view.ts";
import { isNear } from "../live/touched.ts";
import { useLiveEvents } from "../live/use-live.ts";

export type CheckBody = BodyOf<typeof checkDraft>;
export type CheckResult = ResponseOf<typeof checkDraft>;

export interface DraftCheck {
  /** `idle`: nothing to check yet; `refused`: the footprint itself is wrong; `failed`: no answer came. */
  readonly status: "idle" | "checking" | "done" | "refused" | "failed";
  /** The last answer, which may be of a shape before the present one while checking. */
  readonly result: CheckResult | null;
  readonly problem: Problem | null;
  readonly again: () => void;
}

/** A hand that draws pauses less than this between two moves; fingers that type, less than the other. */
const REST_MS = { drawing: 120, writing: 60 } as const;

type State = Omit<DraftCheck, "again">;
const IDLE: State = { status: "idle", result: null, problem: null };

/** Asks as soon as the hand rests, and lets go of every question that a newer one replaces. */
export function useDraftCheck(body: CheckBody | null, hand: keyof typeof REST_MS): DraftCheck {
  const [state, setState] = useState<State>(IDLE);
  const [attempt, setAttempt] = useState(0);
  const key = body === null ? null : JSON.stringify(body);
  const latest = useRef({ body, hand });
  useEffect(() => {
    latest.current = { body, hand };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks the same question again
  useEffect(() => {
    if (key === null) {
      setState(IDLE);
      return;
    }
    const controller = new AbortController();
    setState((before) => ({ ...before, status: "checking", problem: null }));
    const timer = setTimeout(() => {
      call(checkDraft, { body: latest.current.body!, signal: controller.signal }).then(
        (result) => setState({ status: "done", result, problem: null }),
        (error: unknown) => {
          if (controller.signal.aborted) return;
          const refused = error instanceof ProblemError && error.problem.status < 500;
          setState((before) => ({
            status: refused ? "refused" : "failed",
            result: refused ? null : before.result,
            problem: error instanceof ProblemError ? error.problem : null,
          }));
        },
      );
    }, REST_MS[latest.current.hand]);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);

  const again = useCallback(() => setAttempt((n) => n + 1), []);
  // What somebody else saved beside the draft may clear it, or stand in its way.
  useLiveEvents((events) => {
    if (body === null) return;
    const { draft, interventionId } = body;
    const extents = draft.phases.map(({ footprint }) =>
      extentOfRings(footprint.kind === "line" ? [footprint.line.coordinates] : footprint.polygon.coordinates),
    );
    const isOthers = (event: LiveEvent) =>
      event.kind === "intervention" && event.interventionId !== interventionId;
    if (events.some((event) => isOthers(event) && extents.some((extent) => isNear(event, extent)))) again();
  });
  return { ...state, again };
}
