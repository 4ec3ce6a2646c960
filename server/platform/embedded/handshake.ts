/**
 * The beginning of a connection, pure: startup packets and SCRAM-SHA-256 until the client is known or refused.
 */
import { code, type Frame, FramingError, readInt32, startupCodes } from "./framing.ts";
import { authentication, cstring, negotiateProtocolVersion, readCstring, readStartup } from "./messages.ts";
import { ScramExchange, type ScramSecret } from "./scram.ts";

export interface Admission {
  user: string;
  database: string;
  secret: ScramSecret;
}

export type HandshakeStep =
  | { kind: "answer"; bytes: Uint8Array }
  | { kind: "authenticated"; bytes: Uint8Array }
  | { kind: "refused"; sqlState: string; text: string }
  /** Nothing more to say: a cancel request, or a client that has thought better of it. */
  | { kind: "over" };

const mechanism = "SCRAM-SHA-256";

export class Handshake {
  #exchange: ScramExchange | null = null;
  #challenged = false;
  #known = false;

  constructor(private readonly admission: Admission) {}

  /** @throws FramingError when the message has no place here. */
  accept({ type, bytes }: Frame): HandshakeStep {
    if (!this.#exchange) return this.#start(bytes);
    if (type === code("X")) return { kind: "over" };
    if (type !== code("p")) throw new FramingError("expected an answer to the authentication request");
    return this.#challenged ? this.#verify(bytes) : this.#challenge(bytes);
  }

  #start(bytes: Uint8Array): HandshakeStep {
    const request = readInt32(bytes, 4);
    if (request === startupCodes.sslRequest || request === startupCodes.gssEncryptionRequest) {
      return { kind: "answer", bytes: new Uint8Array([code("N")]) };
    }
    // A running query cannot be interrupted; PostgreSQL too answers a cancel request with nothing.
    if (request === startupCodes.cancelRequest) return { kind: "over" };
    if (request >>> 16 !== startupCodes.protocol3 >>> 16) {
      return { kind: "refused", sqlState: "0A000", text: "only protocol 3 is spoken here" };
    }
    const { minor, parameters } = readStartup(bytes);
    const user = parameters.get("user") ?? "";
    // Someone unknown is refused at the end like a wrong password: the answer tells a stranger nothing.
    this.#known =
      user === this.admission.user && (parameters.get("database") ?? user) === this.admission.database;
    this.#exchange = new ScramExchange(this.admission.secret);
    const offer = authentication(10, Buffer.concat([cstring(mechanism), new Uint8Array(1)]));
    return { kind: "answer", bytes: minor > 0 ? Buffer.concat([negotiateProtocolVersion(), offer]) : offer };
  }

  #challenge(bytes: Uint8Array): HandshakeStep {
    this.#challenged = true;
    const chosen = readCstring(bytes, 5);
    // After the mechanism's name comes the length of what follows, as four bytes.
    const clientFirst = Buffer.from(bytes.subarray(chosen.next + 4)).toString();
    const challenge = chosen.text === mechanism ? this.#exchange!.first(clientFirst) : null;
    if (challenge === null) return refused;
    return { kind: "answer", bytes: authentication(11, Buffer.from(challenge)) };
  }

  #verify(bytes: Uint8Array): HandshakeStep {
    const proof = this.#exchange!.final(Buffer.from(bytes.subarray(5)).toString());
    if (proof === null || !this.#known) return refused;
    return { kind: "authenticated", bytes: authentication(12, Buffer.from(proof)) };
  }
}

const refused: HandshakeStep = { kind: "refused", sqlState: "28P01", text: "password authentication failed" };
