import { expect, test } from "vitest";
import { Remembered } from "../../../src/adapters/redis/remembered.ts";

test("a value is remembered until it expires or is removed, and the last one counts", () => {
  let now = 0;
  const memory = new Remembered(() => now);
  memory.put("status", { value: "1.1", until: 1000 });
  memory.put("status", { value: "2.1", until: 2000 });
  memory.put("end", { value: "long ".repeat(100), until: 500 });
  memory.put("gone", { value: "1.3", until: 5000 });
  memory.delete("gone");
  expect(memory.all().map(({ key }) => key)).toEqual(["status", "end"]);
  now = 1500;
  expect(memory.get("status")).toEqual({ value: "2.1", until: 2000 });
  expect(memory.all().map(({ key }) => key)).toEqual(["status"]);
  expect(memory.get("gone")).toBeUndefined();
});

test("memory is bounded: the oldest goes first, long values take no short one's place, and what is huge is not kept", () => {
  const memory = new Remembered(() => 0);
  memory.put("first", { value: "1.1", until: 10 });
  for (let nth = 0; nth < 1000; nth += 1) memory.put(`end:${nth}`, { value: "x".repeat(1000), until: 10 });
  memory.put("huge", { value: "x".repeat(1_000_000), until: 10 });
  expect(memory.get("first")).toBeDefined();
  expect(memory.get("huge")).toBeUndefined();
  expect(memory.get("end:0")).toBeUndefined();
  expect(memory.get("end:999")).toBeDefined();
  for (let nth = 0; nth < 20_000; nth += 1) memory.put(`status:${nth}`, { value: "1.1", until: 10 });
  expect(memory.get("first")).toBeUndefined();
  expect(memory.all()).toHaveLength(20_500);
});
