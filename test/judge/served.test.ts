/** What a request that went wrong tells of a program. */
import { expect, test } from "vitest";
import { unserved } from "../../src/gates/requests.ts";

const plainSilent = { scheme: "http", end: "silent", connectedMs: 0.4 } as const;

test("a program that is silent in plain HTTP and over TLS does not serve", () => {
  expect(unserved([plainSilent, { scheme: "https", end: "silent" }], ["silent"])).toBe(plainSilent);
});

test("one that answers over TLS serves", () => {
  expect(
    unserved([plainSilent, { scheme: "https", end: "answered", status: 200 }], ["silent"]),
  ).toBeUndefined();
});

test("one that agrees on no TLS was asked in the wrong tongue: nothing is told of how it answers", () => {
  expect(unserved([{ scheme: "https", end: "silent" }], ["silent"])).toBeUndefined();
});

test("one that agrees on TLS and is silent then does not serve", () => {
  const silent = { scheme: "https", end: "silent", tlsMs: 3 } as const;
  expect(unserved([silent], ["silent"])).toBe(silent);
});
