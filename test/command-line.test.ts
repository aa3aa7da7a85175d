import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

test.each([
  ["test/chaos/main.ts", ["--questions", "x"], '--questions takes a number from 1 on, not "x". See --help.'],
  ["test/hostile/main.ts", ["--foo"], "Unknown option '--foo'. See --help."],
  [
    "test/demo/main.ts",
    ["--ask", "a -> b"],
    "--ask goes with --rules; without it ask on the page. See --help.",
  ],
  [
    "test/bench/main.ts",
    ["--only", "nosuch"],
    '--only is one of lab, start, judging, diagnosis, policies, not "nosuch". See --help.',
  ],
])("%s %j is told in a sentence, and nothing is played", { timeout: 60_000 }, (file, argv, sentence) => {
  const { status, stdout, stderr } = spawnSync("npx", ["tsx", file, ...argv], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stdout, stderr: stderr.trim() }).toEqual({ status: 64, stdout: "", stderr: sentence });
});
