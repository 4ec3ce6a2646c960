import type { LiveEvent } from "../../domain/live/contract.ts";

export interface Message {
  readonly name: string;
  readonly id: string;
  readonly events: readonly LiveEvent[];
}

export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next message of such a name; others before it are passed over. @throws when the stream ends before */
  next(name: string): Promise<Message>;
  /** Waits until the other side ends the stream. */
  ended(): Promise<void>;
  close(): void;
}

/** Listens as a browser's EventSource does. */
export async function openEventStream(
  url: string,
  { cookie, after, lastEventId }: { cookie?: string; after?: string; lastEventId?: string } = {},
): Promise<EventStream> {
  const controller = new AbortController();
  const response = await fetch(`${url}/api/events${after === undefined ? "" : `?after=${after}`}`, {
    headers: {
      accept: "text/event-stream",
      ...(cookie === undefined ? {} : { cookie }),
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    },
    signal: controller.signal,
  });
  const messages = readMessages(response);
  return {
    status: response.status,
    headers: response.headers,
    async next(name) {
      for (;;) {
        const { value, done } = await messages.next();
        if (done) throw new Error(`the stream ended before a message "${name}"`);
        // A new server examines everything again, and tells so whenever it has done.
        const events = value.events.filter(
          ({ kind, interventionId }) => kind !== "findings" || interventionId,
        );
        if (value.name === name && (name !== "changes" || events.length > 0)) return { ...value, events };
      }
    },
    async ended() {
      while (!(await messages.next()).done);
    },
    close: () => controller.abort(),
  };
}

async function* readMessages(response: Response): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split("\n\n");
    text = parts.pop()!;
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1];
      const name = field("event");
      if (name === undefined) continue;
      yield { name, id: field("id") ?? "", events: JSON.parse(field("data") ?? "{}").events ?? [] };
    }
  }
}
