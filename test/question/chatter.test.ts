import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";

const standing = "ingress-nginx -> test/productpage:9080";

test.each([
  "hello",
  "thanks!",
  "meeting at 10:00",
  "the build failed again on main",
  "please grant me access to grafana",
  "good morning everyone, any news on the incident?",
  "can someone review my PR https://github.com/a/b/pull/12",
  "cpu usage of web is high",
  "exec format error",
  "permission denied",
  "TypeError: Cannot read properties of undefined (reading 'map')",
  "GET /index.html HTTP/1.1 200",
  "2026-01-01 INFO started server on port 8080",
  "谢谢",
  "web 的内存太高了",
])(
  "what is about nothing that reaches another is no question, and gets no nonsense for an example: %s",
  (text) => {
    expect(parseQuestion(text)).toMatchObject({ kind: "none", refusal: { example: standing } });
  },
);

test("a failure without an end is told as what it is", () => {
  expect(parseQuestion("curl: (56) Recv failure: Connection reset by peer")).toMatchObject({
    kind: "none",
    symptom: { kind: "reset" },
    refusal: {
      sentence: 'That says "connection reset", and neither who called nor whom. Who cannot reach whom?',
    },
  });
});

test("one end is told by name, with how it failed, and only the other is asked for", () => {
  expect(parseQuestion("dial tcp 10.96.0.1:443: connect: no route to host")).toMatchObject({
    kind: "one-end",
    known: { side: "to", end: { target: { ip: "10.96.0.1" }, port: 443 }, symptom: { kind: "unreachable" } },
    refusal: {
      sentence:
        "I understood that 10.96.0.1:443 is not reached (no route to host), and not from where. Who calls it?",
      example: "ingress-nginx -> 10.96.0.1:443",
    },
  });
});

test("the language is that of the asker's words; a log line and an arrow have none", () => {
  const language = (text: string) => parseQuestion(text).language;
  expect(language("web 访问不了 db")).toBe("zh");
  expect(language("why can't web reach db")).toBe("en");
  expect(language("web -> db")).toBeUndefined();
  expect(language("web: Error: connect ETIMEDOUT 10.0.0.1:80")).toBeUndefined();
  expect(language("web 日志里：\ndial tcp 10.0.0.1:80: i/o timeout")).toBe("zh");
});

test("the time that a line has is kept as it is printed", () => {
  expect(parseQuestion("2026-11-03T10:00:00Z web: dial tcp 10.0.0.1:80: i/o timeout")).toMatchObject({
    when: "2026-11-03T10:00:00Z",
  });
});
