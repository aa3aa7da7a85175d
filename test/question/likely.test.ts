import { expect, test } from "vitest";
import { completeEnd, likelyOthers, parseKeeping, type KeptEnd } from "../../src/question/index.ts";
import type { Question } from "../../src/model/question.ts";

const asked = (text: string): Question => {
  const read = parseKeeping(text);
  if (!("question" in read)) throw new Error(`${text} is no question`);
  return read.question;
};
const end = (side: KeptEnd["side"], target: KeptEnd["end"]["target"]): KeptEnd => ({
  side,
  end: { target },
  text: "?",
});
const before = [
  "deployment/shop/worker -> shop/cache:6379",
  "shop/web -> shop/db:5432",
  "other/web -> other/db:5432",
  "deployment/shop/api -> svc/shop/db:5432",
].map(asked);

test("who calls: first who was asked about with this very end, then with its namespace, then the controller", () => {
  const known = end("to", { type: "object", namespace: "shop", name: "db" });
  expect(likelyOthers(known, before)).toEqual([
    "shop/web",
    "deployment/shop/api",
    "deployment/shop/worker",
    "ingress-nginx",
  ]);
});

test("an end without a namespace is the same in each", () => {
  const known = end("to", { type: "object", name: "db" });
  expect(likelyOthers(known, before)).toEqual([
    "shop/web",
    "other/web",
    "deployment/shop/api",
    "ingress-nginx",
  ]);
});

test("whom: with its port, and nothing where nothing is known", () => {
  const known = end("from", { type: "object", namespace: "shop", name: "web" });
  expect(likelyOthers(known, before)).toEqual(["shop/db:5432", "shop/cache:6379", "service/shop/db:5432"]);
  expect(likelyOthers(end("from", { type: "ip", ip: "10.0.0.9" }), before)).toEqual([]);
});

test("the controller is not offered as its own caller, and every offer completes the question", () => {
  expect(likelyOthers(end("to", { type: "object", name: "ingress-nginx" }), [])).toEqual([]);
  for (const side of ["from", "to"] as const) {
    const known = end(side, { type: "object", namespace: "shop", name: side === "to" ? "db" : "web" });
    for (const other of likelyOthers(known, before))
      expect(completeEnd(known, other)).toHaveProperty("question");
  }
});
