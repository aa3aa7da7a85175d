import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commandLine, ruleWords, shellWord } from "../../src/model/shell-words.ts";

/** The arguments that a shell makes of a line that somebody pastes. */
function pasted(line: string): readonly string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return stdout.split("\0").slice(0, -1);
}

test("a shell reads what is printed as the words that are meant, whatever they hold", () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("\0")),
    fc.constantFrom("$(reboot)", "`reboot`", "it's", '"; reboot; "', "a b", "*", "~", "#", "!x", "\\", "\n"),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      expect(pasted(commandLine(words))).toEqual(words);
    }),
    { numRuns: 60 },
  );
});

test("names that a shell reads as one word are printed as they are", () => {
  expect(["cali-tw-cali60dd1659af2", "10.0.0.0/8", "fd00::1", "eth0.100"].map(shellWord)).toEqual([
    "cali-tw-cali60dd1659af2",
    "10.0.0.0/8",
    "fd00::1",
    "eth0.100",
  ]);
});

test("a rule is pasted as iptables-save printed it, with a comment that holds a command", () => {
  const rule = String.raw`-A INPUT -p tcp -m comment --comment "see \"$(reboot)\" and it's ` + '`x`" -j DROP';
  expect(pasted(ruleWords(rule))).toEqual([
    ..."-A INPUT -p tcp -m comment --comment".split(" "),
    'see "$(reboot)" and it\'s `x`',
    "-j",
    "DROP",
  ]);
  expect(ruleWords("-A FORWARD -s 10.0.0.0/8 ! -d 10.0.0.1/32 -j DROP")).toBe(
    "-A FORWARD -s 10.0.0.0/8 '!' -d 10.0.0.1/32 -j DROP",
  );
});
