import { useEffect, useRef, useState } from "react";
import { planClearance } from "../../../domain/conflicts/contract.ts";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { call } from "../../api/call.ts";
import type { CheckBody, CheckResult } from "./use-draft-check.ts";

export interface ClearancePlans {
  /** `idle`: nothing blocks, or it is not asked yet. */
  readonly status: "idle" | "asking" | "done" | "failed";
  readonly plans: ResponseOf<typeof planClearance>["plans"];
  readonly stuck: ResponseOf<typeof planClearance>["stuck"];
}

const IDLE: ClearancePlans = { status: "idle", plans: [], stuck: [] };
/** Plans cost more than a check: they are asked for once the draft has rested. */
const REST_MS = 400;

/** What would free the draft of all that blocks it, asked anew with every check that found something blocking. */
export function useClearancePlans(body: CheckBody | null, result: CheckResult | null): ClearancePlans {
  const [state, setState] = useState<ClearancePlans>(IDLE);
  const asked = useRef(body);
  useEffect(() => {
    asked.current = body;
  });
  useEffect(() => {
    setState(IDLE);
    if (!result?.findings.some(({ severity }) => severity === "blocking")) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      if (asked.current === null) return;
      setState({ ...IDLE, status: "asking" });
      call(planClearance, { body: asked.current, signal: controller.signal }).then(
        ({ plans, stuck }) => setState({ status: "done", plans, stuck }),
        () => {
          if (!controller.signal.aborted) setState({ ...IDLE, status: "failed" });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [result]);
  return state;
}
