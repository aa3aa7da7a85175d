import { expect, test } from "vitest";
import { commandOf, optionsOf } from "../../src/cli/command-of.ts";
import { commands } from "../../src/cli/commands.ts";
import { help, helpOf } from "../../src/cli/help.ts";
import { inLines, languageOfLine } from "../../src/cli/locale.ts";
import { readCommandLine } from "../../src/cli/options.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { listener } from "../language/said.ts";

const asked = (words: string) => commandOf(readCommandLine(words.split(" "), optionsOf));

function refusal(words: string): string {
  try {
    asked(words);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`netdiag ${words} was understood`);
}

test.each([
  ["why a to b --json", "why", ["a", "to", "b"]],
  ["-q why a to b", "why", ["a", "to", "b"]],
  ["policy a to b --no-fix", "policy", ["a", "to", "b"]],
  ["capture a to b --seconds 60 --write x.pcapng --overwrite", "capture", ["a", "to", "b"]],
  ["policy diff before after", "policy diff", ["before", "after"]],
  ["policy matrix --from x shop", "policy matrix", ["shop"]],
  ["faults ND410", "faults", ["ND410"]],
])("netdiag %s is understood", (words, command, rest) => {
  expect(asked(words)).toMatchObject({ command: { name: command }, line: { words: rest } });
});

test.each([
  ["why a to b --kubconfig x", "There is no option --kubconfig. Did you mean --kubeconfig?"],
  ["why a to b -kubeconfig x", "There is no option -kubeconfig. Did you mean --kubeconfig?"],
  ["why a to b --colour", "There is no option --colour. `netdiag COMMAND --help` lists those of a command."],
  ["why a to b --foo", "There is no option --foo. `netdiag COMMAND --help` lists those of a command."],
  ["policy a to b --foo", "There is no option --foo. Did you mean --from?"],
  ["policy matrix shop --csvv", "There is no option --csvv. Did you mean --csv?"],
  ["help why --foo", "There is no option --foo. `netdiag COMMAND --help` lists those of a command."],
  ["why a to b --save", "Option '--save <value>' argument missing"],
  [
    "replay run.json --kubeconfig x",
    "--kubeconfig means nothing to netdiag replay: it is an option of why, capture, policy, policy matrix.",
  ],
  ["faults --context x", "--context means nothing to netdiag faults: "],
  ["why a to b --no-fix", "--no-fix means nothing to netdiag why: it is an option of policy."],
  ["policy matrix shop --no-fix", "--no-fix means nothing to netdiag policy matrix: "],
  ["policy diff a b --kubeconfig x", "--kubeconfig means nothing to netdiag policy diff: "],
  ["wyh a to b", "There is no command wyh. Did you mean why?"],
  ["client to web", "There is no command client. Ask like: netdiag why client to web"],
  [
    "watch web to db",
    "Watching is done in Slack: /netdiag watch web to db. Here, ask again: netdiag why web to db",
  ],
  ["watch", "/netdiag watch web to db. Here, ask again: netdiag why web to db"],
  [
    "apply shop/web to db:5432",
    "A fix is applied in Slack, by the button Apply fix… under an answer. Here, give the YAML that is shown to kubectl apply -f -. To see it: netdiag why shop/web to db:5432",
  ],
  ["status", "There is no command status. `netdiag --help` lists them."],
])("netdiag %s is refused, with the way out", (words, sentence) => {
  expect(refusal(words)).toContain(sentence);
});

test("--cluster is --context, as one says it in Slack, and two that differ are refused", () => {
  expect(asked("why a to b --cluster prod-2")?.line.values.context).toBe("prod-2");
  expect(refusal("why a to b --cluster prod-2 --context prod-1")).toContain(
    "are the same, and name two clusters",
  );
  expect(refusal("faults --cluster x")).toContain("--cluster means nothing to netdiag faults");
});

test("a folder of manifests and a cluster are not asked at once", async () => {
  const { command, line } = asked("policy a to b --from x --context y") ?? {};
  const surroundings = {
    terminal: { colour: false, print: () => undefined, note: () => undefined, complain: () => undefined },
    environment: {},
    signal: new AbortController().signal,
    pages: "",
  };
  await expect(line && command?.run(line, surroundings)).rejects.toThrow(
    "With --from no cluster is asked: leave out --context, or --from.",
  );
});

test("every command is in the help, and tells its options itself, in lines that fit a terminal", () => {
  for (const command of commands) {
    expect(help()).toContain(`netdiag ${command.name}`);
    for (const option of Object.keys(command.options)) expect(helpOf(command)).toContain(`--${option}`);
    for (const line of `${help()}${helpOf(command)}`.split("\n")) expect(line.length).toBeLessThanOrEqual(85);
  }
});

test("what a command takes never runs into what it does", () => {
  for (const { name, takes } of commands) {
    const synopsis = `  netdiag ${name} ${takes}`.trimEnd();
    const alone = (line: string): boolean => line === synopsis || line.startsWith(`${synopsis} `);
    expect(help().split("\n").some(alone), synopsis).toBe(true);
  }
});

test("help is in Chinese as well, every sentence of it, in lines that fit a terminal", () => {
  const { say, unknown } = listener();
  const told = [help(say), ...commands.map((command) => helpOf(command, say))].join("\n");
  expect([...unknown.keys()]).toEqual([]);
  for (const line of told.split("\n"))
    expect(
      Array.from(line).reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0),
    ).toBeLessThanOrEqual(90);
});

test.each([
  ["repaly", "没有命令 repaly。是不是想写 replay？"],
  ["why --bogus", "没有选项 --bogus。`netdiag COMMAND --help` 会列出某个命令的选项。"],
  ["replay run.json --csv", "netdiag replay 没有 --csv 选项：它属于 policy matrix。"],
  [
    "watch web to db:5432",
    "持续检查在 Slack 里进行：/netdiag watch web to db:5432。在这里请再问一次：netdiag why web to db:5432",
  ],
  [
    "apply web to db:5432",
    "修复在 Slack 里应用：点回答下面的“应用修复……”。在这里请把显示的 YAML 交给 kubectl apply -f -。查看修复：netdiag why web to db:5432",
  ],
  ["why --context a --cluster b", "--context 和 --cluster 是一回事，但指了两个集群：请去掉一个。"],
])("what was typed wrongly is told in Chinese: %s", (words, says) => {
  const { say, unknown } = listener();
  expect(inLines(refusal(words), say)).toBe(says);
  expect([...unknown.keys()]).toEqual([]);
});

/** What a command says before it looks at anything. */
async function refusalOfRun(words: string): Promise<string> {
  const { command, line } = asked(words) ?? {};
  const surroundings = {
    terminal: { colour: false, print: () => undefined, note: () => undefined, complain: () => undefined },
    environment: {},
    signal: new AbortController().signal,
    pages: "",
  };
  try {
    await (line && command?.run(line, surroundings));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`netdiag ${words} was taken`);
}

test.each([
  [
    "capture web to db --seconds 0",
    "--seconds 的值是 1 到 120 的整数：netdiag capture web to db --seconds 30",
  ],
  ["capture web to db --overwrite", "--overwrite 针对 --write FILE 的文件，而这里没有 --write"],
  ["faults ND999", "没有故障 ND999。`netdiag faults` 会列出它们"],
  [`replay src`, "src 是目录。请写一次已保存的诊断：netdiag replay run.json"],
  [
    "replay package.json",
    "package.json 不是用 `netdiag why … --save` 保存的诊断：其中没有 question、flows、snapshot、evidence",
  ],
])("what fits nothing is told in Chinese: %s", async (words, says) => {
  const { say, unknown } = listener();
  expect(inLines(await refusalOfRun(words), say)).toContain(says);
  expect([...unknown.keys()]).toEqual([]);
});

test("the language of a line that is no question is that of its option, whatever else is wrong with it, else the terminal's", () => {
  expect(languageOfLine(["why", "--bogus", "--language", "zh"], {})).toBe("zh");
  expect(languageOfLine(["--language=en"], { LANG: "zh_CN.UTF-8" })).toBe("en");
  expect(languageOfLine(["--language"], { LANG: "zh_CN.UTF-8" })).toBe("zh");
  expect(languageOfLine([], {})).toBe("en");
});
