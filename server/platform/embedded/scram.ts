/**
 * Server side of SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677), for one user with one password.
 * Chosen over a cleartext password because it also proves the server to the client: a process that took the
 * port while the database restarts learns nothing.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

export interface ScramSecret {
  salt: Buffer;
  iterations: number;
  storedKey: Buffer;
  serverKey: Buffer;
}

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

export function deriveSecret(password: string, salt = randomBytes(16), iterations = 4096): ScramSecret {
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest();
  return { salt, iterations, storedKey, serverKey: hmac(salted, "Server Key") };
}

/** The exchange of one connection: `first`, then `final`. Each returns null when the client is refused. */
export class ScramExchange {
  #clientFirstBare = "";
  #serverFirst = "";
  #gs2Header = "";
  readonly #serverNonce: string;

  constructor(
    private readonly secret: ScramSecret,
    serverNonce: string = randomBytes(18).toString("base64"),
  ) {
    this.#serverNonce = serverNonce;
  }

  first(clientFirst: string): string | null {
    // "p=" would ask for channel binding, which needs TLS.
    const parts = /^([ny],(?:a=[^,]*)?,)((?:m=[^,]*,)?n=[^,]*,r=([!-+\--~]+)(?:,.*)?)$/s.exec(clientFirst);
    if (!parts || parts[2]!.startsWith("m=")) return null;
    this.#gs2Header = parts[1]!;
    this.#clientFirstBare = parts[2]!;
    const { salt, iterations } = this.secret;
    this.#serverFirst = `r=${parts[3]}${this.#serverNonce},s=${salt.toString("base64")},i=${iterations}`;
    return this.#serverFirst;
  }

  final(clientFinal: string): string | null {
    const parts = /^(c=([^,]*),r=([^,]*)(?:,.*)?),p=([^,]*)$/s.exec(clientFinal);
    const nonce = /^r=([^,]*)/.exec(this.#serverFirst)?.[1];
    if (!parts || !nonce || parts[3] !== nonce) return null;
    if (Buffer.from(parts[2]!, "base64").toString() !== this.#gs2Header) return null;
    const authMessage = `${this.#clientFirstBare},${this.#serverFirst},${parts[1]}`;
    const proof = Buffer.from(parts[4]!, "base64");
    const signature = hmac(this.secret.storedKey, authMessage);
    if (proof.length !== signature.length) return null;
    const clientKey = Buffer.from(proof.map((byte, index) => byte ^ signature[index]!));
    const storedKey = createHash("sha256").update(clientKey).digest();
    if (!timingSafeEqual(storedKey, this.secret.storedKey)) return null;
    return `v=${hmac(this.secret.serverKey, authMessage).toString("base64")}`;
  }
}
