/** A few of `npm run test:hostile`: whoever wants more of them runs that. */
import { expect, test } from "vitest";
import { doorsOf, hunt } from "./hunt.ts";

test.each(["bot", "worker"] as const)(
  "hostile words do not stop the %s",
  { timeout: 600_000 },
  async (program) => {
    const figures = await hunt(await doorsOf(program), 1500, 7);
    expect(figures.flatMap(({ crashes, slow }) => [...crashes, ...slow])).toEqual([]);
  },
);
