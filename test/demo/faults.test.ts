import { expect, test } from "vitest";
import { readFault } from "./faults.ts";

test.each([
  ["chat.update:429", { method: "chat.update", times: Infinity, status: 429, retryAfter: 10 }],
  ["chat.postMessage:500*3", { method: "chat.postMessage", times: 3, status: 500 }],
  ["chat.postMessage:lost*1", { method: "chat.postMessage", times: 1, timeoutAfterAccept: true }],
  ["*:is_archived", { method: "*", times: Infinity, error: "is_archived" }],
])("--fault %s is a fault of the fake Slack", (written, fault) => {
  expect(readFault(written)).toEqual(fault);
});

test.each(["chat.update", "chat.update:", ":429", "chat.update:429*x"])(
  "--fault %s is told how to be written",
  (written) => {
    expect(() => readFault(written)).toThrow("write METHOD:WHAT");
  },
);
