import { expect, test } from "vitest";
import { SourcePorts, type Way } from "../../src/gather/senders.ts";

/** The ports of a question that was asked this many seconds after noon. */
function asked(seconds: number, count: number, way: Way = "straight"): readonly number[] {
  const noon = Date.UTC(2026, 10, 28, 12);
  return new SourcePorts(new Date(noon + seconds * 1_000)).take(count, way);
}

test("ports of one question are different ones, round the end of the range as well", () => {
  for (let seconds = 0; seconds < 131; seconds += 1) {
    const ports = new SourcePorts(new Date(seconds * 1_000));
    const taken = [
      ...ports.take(60, "straight"),
      ...ports.take(60, "translated"),
      ...ports.take(60, "straight"),
    ];
    expect(new Set(taken).size).toBe(180);
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(SourcePorts.lowest);
    expect(Math.max(...taken)).toBeLessThan(SourcePorts.lowest + SourcePorts.span);
  }
});

test("a question meets no port of the questions of the two minutes before it", () => {
  const last = asked(120, 30);
  const before = Array.from({ length: 119 }, (_, second) => asked(second, 30)).flat();
  expect(last.filter((port) => before.includes(port))).toEqual([]);
});

test("straight to a pod no question uses a port that another one used to reach it through its Service", () => {
  const seconds = [0, 1, 64, 65, 66, 129];
  const straight = seconds.flatMap((second) => asked(second, 40));
  const translated = seconds.flatMap((second) => asked(second, 40, "translated"));
  expect(straight.filter((port) => translated.includes(port))).toEqual([]);
});
