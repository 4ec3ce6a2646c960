import { createConnection } from "node:net";

interface Address {
  host: string;
  port: number;
}

/** What the server says to these bytes before it hangs up. */
export async function exchange({ host, port }: Address, chunks: readonly Uint8Array[]): Promise<Buffer> {
  const socket = createConnection(port, host);
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  // The server may hang up while it is still being written to.
  socket.on("error", () => undefined);
  for (const chunk of chunks) socket.write(chunk);
  socket.end();
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(received);
}
