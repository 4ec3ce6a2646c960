import { describe, expect, it } from "vitest";
import { deriveSecret, ScramExchange } from "./scram.ts";

// The example of RFC 7677, section 3.
const secret = deriveSecret("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"), 4096);
const serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const clientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
const nonce = `rOprNGfwEbeRWgbNEkqO${serverNonce}`;
const proof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

describe("ScramExchange", () => {
  it("goes as in RFC 7677", () => {
    const exchange = new ScramExchange(secret, serverNonce);
    expect(exchange.first(clientFirst)).toBe(`r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`);
    expect(exchange.final(`c=biws,r=${nonce},p=${proof}`)).toBe(
      "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
    );
  });

  it.each([
    ["another password's proof", `c=biws,r=${nonce},p=${Buffer.alloc(32, 1).toString("base64")}`],
    ["a proof that is too short", `c=biws,r=${nonce},p=AAAA`],
    ["another nonce", `c=biws,r=rOprNGfwEbeRWgbNEkqO,p=${proof}`],
    ["another channel binding", `c=eSws,r=${nonce},p=${proof}`],
    ["no proof", `c=biws,r=${nonce}`],
    ["nothing", ""],
  ])("refuses %s", (_what, clientFinal) => {
    const exchange = new ScramExchange(secret, serverNonce);
    exchange.first(clientFirst);
    expect(exchange.final(clientFinal)).toBeNull();
  });

  it.each(["p=tls-unique,,n=user,r=abc", "n,,m=ext,n=user,r=abc", "n,,n=user", "n=user,r=abc", ""])(
    "refuses to begin with %j",
    (first) => {
      expect(new ScramExchange(secret).first(first)).toBeNull();
    },
  );

  it("refuses an end without a beginning", () => {
    expect(new ScramExchange(secret).final(`c=biws,r=,p=${proof}`)).toBeNull();
  });
});
