import { expect, test } from "vitest";
import { SourcePorts } from "../../src/gather/senders.ts";

test("ports of one question are different ones, round the end of the range as well", () => {
  const ports = new SourcePorts(SourcePorts.span - 3);
  const taken = [...ports.take(7, "straight"), ...ports.take(7, "translated"), ...ports.take(7, "straight")];
  expect(new Set(taken).size).toBe(21);
  expect(Math.min(...taken)).toBeGreaterThanOrEqual(SourcePorts.lowest);
  expect(Math.max(...taken)).toBeLessThan(SourcePorts.lowest + SourcePorts.span);
});

test("straight to a pod no question uses a port that another one used to reach it through its Service", () => {
  const starts = [0, 7, 4_999, 5_000, 5_007, 9_999];
  const straight = starts.flatMap((start) => new SourcePorts(start).take(40, "straight"));
  const translated = starts.flatMap((start) => new SourcePorts(start).take(40, "translated"));
  expect(straight.filter((port) => translated.includes(port))).toEqual([]);
});
