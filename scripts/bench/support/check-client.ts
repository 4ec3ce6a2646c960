// Asks for checks of drafts from a process of its own, as a browser does: compressed, each reply read to its end.
import { Agent, request } from "node:http";
import { measure, type Times } from "./measure.ts";

/** What it is told: ask with these bodies in turn, so many times, so many at once. */
export interface Ask {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly calls: number;
  readonly clients: number;
}
export type Asked = Times;

const agent = new Agent({ keepAlive: true });

function post(url: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", "accept-encoding": "gzip" };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

process.on("message", async ({ url, bodies, calls, clients }: Ask) => {
  process.send!(await measure(calls, clients, (index) => post(url, bodies[index % bodies.length]!)));
});
