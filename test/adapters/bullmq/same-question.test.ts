import { expect, test } from "vitest";
import { questionKey } from "../../../src/adapters/bullmq/same-question.ts";
import { ingressToProductpage as asked } from "./question.ts";

const key = questionKey("prod-1", "C1", asked);

test("the same ends are the same question however it was worded", () => {
  expect(questionKey("prod-1", "C1", { ...asked, text: "why can't INGRESS-NGINX reach productpage?" })).toBe(
    key,
  );
  expect(questionKey("prod-1", "C1", { ...asked, from: { type: "object", name: "Ingress-Nginx" } })).toBe(
    key,
  );
});

test("another cluster, channel, port, protocol, namespace, kind or direction is another question", () => {
  const others = [
    questionKey("prod-2", "C1", asked),
    questionKey("prod-1", "C2", asked),
    questionKey("prod-1", "C1", { ...asked, port: 9080 }),
    questionKey("prod-1", "C1", { ...asked, protocol: "UDP" }),
    questionKey("prod-1", "C1", { ...asked, to: { type: "object", name: "productpage", namespace: "test" } }),
    questionKey("prod-1", "C1", { ...asked, to: { type: "object", name: "productpage", kind: "service" } }),
    questionKey("prod-1", "C1", { ...asked, from: asked.to, to: asked.from }),
    questionKey("prod-1", "C1", { ...asked, to: { type: "host", host: "productpage" } }),
  ];
  expect(new Set([key, ...others]).size).toBe(others.length + 1);
});

test("BullMQ's ids take the key: no colon, not digits alone", () => {
  expect(key).toMatch(/^[0-9a-f]{32}$/);
});
