import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createThreads } from "../../../src/adapters/threads/threads.ts";
import { diagnose } from "../../../src/diagnose.ts";
import { conclude } from "../../../src/judge/conclude.ts";
import type { Bundle } from "../../../src/model/bundle.ts";
import { renderPicture } from "../../../src/report/picture.ts";
import { replayed } from "../../bench/replayed.ts";
import { loadEvidence } from "../../scenarios/evidence.ts";

const recorded = loadEvidence("nd410-ingress-denied");
const execArgv = ["--import", new URL("../../typescript-in-threads.js", import.meta.url).href];

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
});
function threads(file: string, limitMs: number): ReturnType<typeof createThreads> {
  const made = createThreads({
    file: new URL(file, import.meta.url),
    limitMs,
    execArgv,
    onError: () => undefined,
  });
  close = made.close;
  return made;
}
const asked = (text: string): Bundle => ({ ...recorded, question: { ...recorded.question, text } });

describe("the threads of a worker", { timeout: 60_000 }, () => {
  test("judge as this thread would, and draw", async () => {
    const { judge, picture } = threads("../../../src/judging-thread.ts", 30_000);
    const report = conclude(recorded);
    expect(await judge.conclude(recorded)).toEqual(report);
    expect((await judge.policies(recorded.flows, recorded.snapshot)).says?.verdict).toBe("deny");
    const png = await picture(renderPicture(report) ?? "");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
  });

  test("judging that never ends is ended, and others do not wait for it", async () => {
    const { judge } = threads("./odd-threads.ts", 6000);
    await judge.conclude(asked("warm"));
    const never = judge.conclude(asked("never ends")).catch((error: unknown) => error);
    expect(await judge.conclude(asked("next"))).toBe("next");
    expect(await Promise.race([never, delay(0, "still going")])).toBe("still going");
    expect(await never).toMatchObject({ name: "CouldNotJudge", message: "judging took longer than 6 s" });
    expect(await judge.conclude(asked("after"))).toBe("after");
  });

  test("a fault that never comes to an end is left out, and all the others are judged", async () => {
    const { judge } = threads("./odd-threads.ts", 2000);
    // On a busy machine a thread alone may take as long to begin.
    await expect.poll(() => judge.conclude(asked("warm")).catch(() => "not yet")).toBe("warm");
    expect(await judge.conclude(asked("parts that never end: judge ND411, judge ND413"))).toEqual([
      "judge ND410: told",
      "netdiag could not judge ND411: judging took longer than 2 s",
      "judge ND412: told",
      "netdiag could not judge ND413: judging took longer than 2 s",
    ]);
    const three = judge.conclude(asked("parts that never end: judge ND410, judge ND411, judge ND412"));
    await expect(three).rejects.toMatchObject({ name: "CouldNotJudge" });
  });

  test("judging that needs too much memory is ended", async () => {
    const { judge } = threads("./odd-threads.ts", 30_000);
    await expect(judge.conclude(asked("all memory"))).rejects.toMatchObject({
      name: "CouldNotJudge",
      message: "judging needed more than 160 MiB",
    });
    expect(await judge.conclude(asked("after"))).toBe("after");
  });

  test("what netdiag itself fails at stays its own fault", async () => {
    const { judge } = threads("./odd-threads.ts", 30_000);
    await expect(judge.conclude(asked("own fault"))).rejects.toThrow("no such hop");
  });

  test("more tasks than threads take turns", async () => {
    const { judge } = threads("./odd-threads.ts", 30_000);
    const words = Array.from({ length: 20 }, (_, at) => `question ${at}`);
    expect(await Promise.all(words.map((text) => judge.conclude(asked(text))))).toEqual(words);
  });

  test("a question whose judging never ends is answered: cannot tell, and why", async () => {
    const { judge } = threads("./odd-threads.ts", 1000);
    const doors = {
      ...replayed(recorded),
      judge: {
        ...judge,
        policies: () =>
          judge
            .conclude(asked("never ends"))
            .then(() => ({ says: undefined, notTold: [], kept: recorded.snapshot })),
      },
    };
    const { report } = await diagnose({ ...recorded.question, text: "never ends" }, doors);
    expect(report.verdict).toBe("unknown");
    expect(report.headline).toMatch(/^I could not tell whether .*: judging took longer than 1 s\.$/);
    expect(report.notChecked.map(({ what }) => what)).toContain("what the policies alone say");
  });
});
