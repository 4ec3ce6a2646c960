/**
 * What a page costs its main thread, from Chromium's own trace: the processor time of each task the thread ran.
 * Processor time, not the time on the wall, so that what other threads and processes do at the same time is not
 * counted: rasterising WebGL in software runs in the GPU process and is not in here.
 */
import type { CDPSession, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly isMainFrame?: boolean } };
}

export interface Task {
  readonly startMs: number;
  readonly processorMs: number;
  readonly wallMs: number;
}

export interface Recording {
  /** Of the page's main thread, in order. */
  readonly tasks: readonly Task[];
  /** When each mark of the page's own timeline was set, the first of each name. */
  readonly marks: ReadonlyMap<string, number>;
}

const CATEGORIES = ["toplevel", "blink.user_timing"];

/** Records what the page's main thread does while `work` runs. */
export async function recordMainThread(page: Page, work: () => Promise<void>): Promise<Recording> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  try {
    await session.send("Tracing.start", {
      transferMode: "ReturnAsStream",
      traceConfig: { recordMode: "recordAsMuchAsPossible", includedCategories: CATEGORIES },
    });
    // Read before the end: a page that has gone elsewhere has another main thread.
    await work();
    const ended = new Promise<string>((resolve) =>
      session.once("Tracing.tracingComplete", ({ stream }) => resolve(stream!)),
    );
    await session.send("Tracing.end");
    return read(JSON.parse(await readStream(session, await ended)).traceEvents as TraceEvent[]);
  } finally {
    await session.detach();
  }
}

async function readStream(session: CDPSession, handle: string): Promise<string> {
  const parts: string[] = [];
  for (;;) {
    const { data, eof, base64Encoded } = await session.send("IO.read", { handle, size: 1 << 20 });
    parts.push(base64Encoded ? Buffer.from(data, "base64").toString("utf8") : data);
    if (eof) break;
  }
  await session.send("IO.close", { handle });
  return parts.join("");
}

/** A browser keeps main threads in store for pages to come. */
function workOf(events: readonly TraceEvent[]): number {
  return events.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
}

function read(events: readonly TraceEvent[]): Recording {
  const mains = events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const busiest = mains
    .map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid))
    .sort((a, b) => workOf(b) - workOf(a))[0];
  if (busiest === undefined) throw new Error("the trace holds no main thread of a page");
  const tasks = busiest
    .filter(({ name }) => name === "ThreadControllerImpl::RunTask")
    .map(({ ts, dur = 0, tdur = 0 }) => ({
      startMs: ts / 1000,
      processorMs: tdur / 1000,
      wallMs: dur / 1000,
    }))
    .sort((a, b) => a.startMs - b.startMs);
  const marks = new Map<string, number>();
  for (const { name, ph, ts } of busiest) {
    if ((ph === "R" || ph === "I" || ph === "n") && !marks.has(name)) marks.set(name, ts / 1000);
  }
  return { tasks, marks };
}
