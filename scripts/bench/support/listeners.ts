/** Clients that listen to the stream of events, each on a connection of its own. */
export interface Listeners {
  /** When each of the clients has heard of this intervention (`performance.now`). */
  hear(interventionId: string): Promise<number[]>;
  close(): void;
}

export async function openListeners(url: string, count: number): Promise<Listeners> {
  const controller = new AbortController();
  const waiting = new Map<string, (at: number) => void>();
  await Promise.all(
    Array.from({ length: count }, async () => {
      const response = await fetch(`${url}/api/events`, { signal: controller.signal });
      if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
      const reader = response.body.getReader();
      // The first message: from here on it listens.
      await reader.read();
      void listen(reader, waiting).catch((error: Error) => {
        if (!controller.signal.aborted) throw error;
      });
    }),
  );
  return {
    hear(interventionId) {
      const heard: number[] = [];
      return new Promise((resolve) => {
        waiting.set(interventionId, (at) => {
          heard.push(at);
          if (heard.length < count) return;
          waiting.delete(interventionId);
          resolve(heard);
        });
      });
    },
    close: () => controller.abort(),
  };
}

async function listen(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  waiting: ReadonlyMap<string, (at: number) => void>,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const messages = text.split("\n\n");
    text = messages.pop()!;
    const at = performance.now();
    for (const message of messages) {
      for (const [id, tell] of waiting) if (message.includes(id)) tell(at);
    }
  }
}
