import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";

function access(status: number, rest: string, userAgent = "Mozilla/5.0 (X11; Linux)"): string {
  return `10.233.64.1 - - [23/Nov/2026:06:31:00 +0000] "GET /productpage?u=1 HTTP/1.1" ${status} 0 "-" "${userAgent}" 84 5.001 ${rest} 1b2c3d`;
}

function asked(text: string) {
  const parsed = parseQuestion(text);
  if ("refusal" in parsed) throw new Error(parsed.refusal.sentence);
  return parsed.question;
}

test.each([499, 502, 503, 504])(
  "an access line with status %i asks from the controller to the upstream's address",
  (status) => {
    const line = access(status, "[test-productpage-9080] [] 10.233.75.9:9080 0 5.000 504");
    expect(asked(line)).toEqual({
      text: line,
      from: { type: "object", name: "ingress-nginx" },
      to: { type: "ip", ip: "10.233.75.9" },
      port: 9080,
      symptom: { status, upstream: "test-productpage-9080", line },
    });
  },
);

test("of several upstreams the first that failed is asked about", () => {
  const line = access(200, "[t-p-80] [] 10.0.0.1:80, 10.0.0.2:80 0, 12 5.000, 0.002 504, 200").replace(
    '" 200 0',
    '" 503 0',
  );
  expect(asked(line).to).toEqual({ type: "ip", ip: "10.0.0.1" });
  const second = access(504, "[t-p-80] [] 10.0.0.1:80, 10.0.0.2:80 12, 0 0.002, 5.000 500, 504");
  expect(asked(second).to).toEqual({ type: "ip", ip: "10.0.0.2" });
  const group = access(499, "[t-p-80] [] 10.0.0.1:80 : 10.0.0.2:80 0 : 0 5.0 : 5.0 200 : -");
  expect(asked(group).to).toEqual({ type: "ip", ip: "10.0.0.2" });
});

test("the form before 0.20, with the real address and without an alternative upstream, is read too", () => {
  const line =
    '10.1.1.1 - [10.1.1.1] - - [23/Nov/2026:06:31:00 +0000] "GET / HTTP/1.1" 502 0 "-" "curl" 73 0.001 [test-web-http] 10.0.0.7:8080 0 0.001 502';
  expect(asked(line)).toMatchObject({ to: { ip: "10.0.0.7" }, port: 8080, symptom: { status: 502 } });
});

test("an IPv6 upstream is read", () => {
  expect(asked(access(504, "[t-p-80] [] [fd00::9]:8080 0 5.0 504"))).toMatchObject({
    to: { type: "ip", ip: "fd00::9" },
    port: 8080,
  });
});

test("without an address, three plain parts are namespace, Service and port", () => {
  expect(asked(access(503, "[test-productpage-http] [] - - - -"))).toMatchObject({
    to: { type: "object", kind: "service", namespace: "test", name: "productpage" },
    port: "http",
  });
});

test("without an address, a name with more dashes is kept whole, since it may be split several ways", () => {
  const question = asked(access(503, "[my-team-product-page-80] [] - - - -"));
  expect(question.to).toEqual({ type: "object", kind: "service", name: "my-team-product-page-80" });
  expect(question.symptom?.upstream).toBe("my-team-product-page-80");
});

test("an answered request is no question, but its upstream is offered", () => {
  expect(parseQuestion(access(200, "[t-p-80] [] 10.1.2.3:80 12 0.002 200"))).toMatchObject({
    refusal: { example: "ingress-nginx -> 10.1.2.3:80" },
  });
});

test("a request that met no Ingress rule is refused with that reason", () => {
  expect(parseQuestion(access(404, "[-] [] - - - -"))).toMatchObject({
    refusal: { sentence: expect.stringContaining("names no upstream") as string },
  });
});

test.each([
  ["connect() failed (111: Connection refused) while connecting to upstream", 502, "refused"],
  ["connect() failed (113: No route to host) while connecting to upstream", 502, "unreachable"],
  ["upstream timed out (110: Operation timed out) while connecting to upstream", 504, "connect-timeout"],
  [
    "upstream timed out (110: Connection timed out) while reading response header from upstream",
    504,
    "read-timeout",
  ],
  ["upstream prematurely closed connection while reading response header from upstream", 502, "closed"],
  ["recv() failed (104: Connection reset by peer) while reading response header from upstream", 502, "reset"],
  ["SSL_do_handshake() failed (SSL: error:1408F10B) while SSL handshaking to upstream", 502, "tls"],
])("an error line is read, with how the connection failed: %s", (words, status, kind) => {
  const line = `2026/11/23 06:31:00 [error] 31#31: *123 ${words}, client: 1.2.3.4, server: shop.example.com, request: "GET /x HTTP/1.1", upstream: "http://10.1.2.3:80/x", host: "shop.example.com"`;
  expect(asked(line)).toMatchObject({
    to: { ip: "10.1.2.3" },
    port: 80,
    symptom: { status, kind, upstream: "10.1.2.3:80" },
  });
});

test("an access line's time tells a wait for an answer from a wait for a connection", () => {
  const waited = (seconds: string) =>
    asked(access(504, `[t-p-80] [] 10.1.2.3:80 0 ${seconds} 504`)).symptom?.kind;
  expect(waited("60.000")).toBe("read-timeout");
  expect(waited("5.001")).toBeUndefined();
});

test("words around the line name the ends when they can", () => {
  const line = access(504, "[t-p-80] [] 10.1.2.3:80 0 5.0 504");
  expect(asked(`why can't nginx-internal reach test/productpage?\n\`\`\`\n${line}\n\`\`\``)).toMatchObject({
    from: { name: "nginx-internal" },
    to: { namespace: "test", name: "productpage" },
    symptom: { status: 504 },
  });
  expect(asked(`please look, users complain\n${line}`).to).toEqual({ type: "ip", ip: "10.1.2.3" });
});

test("of several pasted lines the failed one is asked about", () => {
  const fine = access(200, "[t-p-80] [] 10.1.2.3:80 12 0.002 200");
  const failed = access(502, "[t-p-80] [] 10.1.2.4:80 0 0.002 502");
  expect(asked(`${fine}\n${failed}`).to).toEqual({ type: "ip", ip: "10.1.2.4" });
});

test("a part of a line is enough when it has upstream, address and status", () => {
  expect(asked("499 and 503 for `[test-productpage-9080] 10.233.75.9:9080`")).toMatchObject({
    to: { ip: "10.233.75.9" },
    port: 9080,
    symptom: { status: 499, upstream: "test-productpage-9080" },
  });
});

test("a line as Slack sends it, with links and escapes, is read", () => {
  const line = access(504, "[t-p-80] [] <http://10.1.2.3:80|10.1.2.3:80> 0 5.0 504", "a &lt;b&gt;");
  expect(asked(line)).toMatchObject({ to: { ip: "10.1.2.3" }, port: 80 });
});
