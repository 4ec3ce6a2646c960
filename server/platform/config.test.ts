import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("readConfig", () => {
  it("has a sensible value for everything", () => {
    expect(readConfig({})).toMatchObject({ port: 8080, city: "sample", mode: "demo", databaseUrl: null });
  });

  it("names every wrong value at once, and shows no secret", () => {
    const wrong = {
      PORT: "80800",
      LOG_LEVEL: "loud",
      SESSION_SECRET: "short",
      DATABASE_URL: "mysql://a:hush@b/c",
    };
    expect(() => readConfig(wrong)).toThrow(/PORT: .*80800[\s\S]*LOG_LEVEL: /);
    expect(() => readConfig(wrong)).toThrow(/DATABASE_URL: expected postgres/);
    try {
      readConfig(wrong);
    } catch (error) {
      expect(String(error)).not.toMatch(/hush|short/);
    }
  });

  it("wants a session secret in production", () => {
    expect(() => readConfig({ DECUMANO_MODE: "production" })).toThrow(/SESSION_SECRET: required/);
  });
});
