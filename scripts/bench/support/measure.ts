export interface Times {
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
}

/** Calls `call` with 0, 1, 2 … from so many clients at once, after twenty calls that do not count. */
export async function measure(
  calls: number,
  clients: number,
  call: (index: number) => Promise<unknown>,
): Promise<Times> {
  for (let index = 0; index < 20; index++) await call(index);
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < calls) {
        const index = next++;
        const startedAt = performance.now();
        await call(index);
        times.push(performance.now() - startedAt);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 10) / 10;
  return { p50Milliseconds: at(0.5), p95Milliseconds: at(0.95) };
}

export function ratio(times: Times, bare: Times): number {
  return Math.round((times.p50Milliseconds / bare.p50Milliseconds) * 10) / 10;
}

/** The body of a successful reply. @throws otherwise, with what was answered */
export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function postJson(
  url: string,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const headers = { "content-type": "application/json", ...more };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
