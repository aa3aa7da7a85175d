import { expect, test } from "vitest";
import { redact, redactJson, renderJson } from "../../src/report/redact.ts";
import { blocked } from "./incident.ts";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZWkifQ.c2lnbmF0dXJl";

test.each([
  ["Authorization: Bearer abcdefgh12345678", "Authorization: [removed]"],
  ['curl -H "Cookie: session=42; theme=dark" http://a', 'curl -H "Cookie: [removed]" http://a'],
  [`the token is ${jwt} indeed`, "the token is [removed] indeed"],
  ["GET /checkout?card=4111&mail=a HTTP/1.1", "GET /checkout?[removed] HTTP/1.1"],
  ["from mei@example.com with care", "from [removed] with care"],
  ["postgres://app:hunter22@db.test:5432/x", "postgres://[removed]@db.test:5432/x"],
  ["DB_PASSWORD=hunter22 next", "DB_PASSWORD=[removed] next"],
  ['{"token": "s3cr3tvalue"}', '{"token": "[removed]"}'],
  ["xoxb-1234567890-abcdef", "[removed]"],
  ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "[removed]"],
  ["\u001b[31mred\u001b[0m", "[31mred[0m"],
])("%j leaves as %j", (text, expected) => {
  expect(redact(text)).toBe(expected);
  expect(redact(redact(text))).toBe(expected);
});

test.each([
  '-A cali-tw-califefebb442cd -m comment --comment "End of tier default. Drop if no policies passed packet" -j DROP',
  "10.233.70.3 → 10.233.75.9:9080, eth0@if12, fe80::1%eth0",
  "kubernetes.io/metadata.name: ingress-nginx",
  "system:serviceaccount:netdiag:prober cannot create pods/exec",
  "Service test/productpage:9080 (is it up?)",
])("what a diagnosis is made of stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

// An expression that tried each end from each start would need hours: longer than any test may last.
test("a megabyte of what looks like the beginning of secrets is redacted", () => {
  for (const text of [
    "a-".repeat(500_000),
    "a@".repeat(500_000),
    "/?".repeat(500_000),
    "token".repeat(200_000),
  ]) {
    expect(redact(text).length).toBeLessThanOrEqual(text.length + 1000);
  }
});

test("every text of a report passes the gate, numbers and shape stay", () => {
  const leaking = { ...blocked, notes: [`seen: Authorization: Bearer ${jwt}`] };
  expect(JSON.stringify(redactJson(leaking))).not.toContain(jwt);
  expect(JSON.parse(renderJson(blocked))).toEqual(blocked);
});
