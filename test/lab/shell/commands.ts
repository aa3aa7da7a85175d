/** What can be typed to the lab, one function per command. A command that throws tells its message; the lab goes on. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { loadAll } from "js-yaml";
import type { Bundle } from "../../../src/model/bundle.ts";
import { placeKey } from "../../../src/model/place.ts";
import { renderEvidence } from "../../../src/report/evidence.ts";
import { renderTerminal } from "../../../src/report/terminal.ts";
import { surelyWorking, workingPairs } from "../../bench/accuracy/working-pairs.ts";
import { ask, perform } from "../../scenarios/run.ts";
import type { Act } from "../../scenarios/scenario.ts";
import { isKubeObject } from "../api/object.ts";
import type { Lab } from "../lab.ts";
import { breakableNamed, breakables } from "./breakable.ts";
import { firstWord } from "./split-line.ts";

export interface Session {
  readonly lab: Lab;
  /** Name of what the cluster was built for; acts of other cases with a cluster of their own are refused. */
  readonly like?: string;
  readonly print: (text: string) => void;
  readonly colour: boolean;
  /** The last question's run. */
  bundle?: Bundle;
  /** What worked when `pairs` was typed last. */
  pairs?: ReadonlySet<string>;
}

type Run = (session: Session, rest: string) => Promise<void>;

interface Command {
  readonly usage: string;
  readonly says: string;
  readonly run: Run;
}

const act: Run = async (session, rest) => {
  for (const name of rest.split(/\s+/)) {
    const one = breakableNamed(name);
    if (one.cluster !== undefined && session.like !== one.name)
      throw new Error(
        `${one.name} is played on a cluster of its own. Start the lab for it: npm run lab -- --like ${one.name}`,
      );
    if (one.break.length === 0) session.print(`${one.name} breaks nothing: what is wrong is the question`);
    await performAll(session, one.break);
    session.print(`${one.name}: ${one.says}`);
    for (const words of one.asks) session.print(`  ask ${words}`);
  }
};

const heal: Run = async (session, rest) => {
  for (const name of rest.split(/\s+/)) {
    const one = breakableNamed(name);
    if (one.heal.length === 0 && one.break.length > 0)
      throw new Error(`${one.name} cannot be undone; start a new lab`);
    await performAll(session, one.heal);
    session.print(`${one.name} is healed`);
  }
};

async function performAll({ lab }: Session, acts: readonly Act[]): Promise<void> {
  for (const one of acts) await perform(one, lab);
  await lab.api.settled();
}

const about: Run = async (session, rest) => {
  const one = breakableNamed(rest);
  const lines = [
    `${one.name}: ${one.says}`,
    ...one.break.map((each) => `  breaks: ${JSON.stringify(each)}`),
    ...one.heal.map((each) => `  heals:  ${JSON.stringify(each)}`),
    ...one.proof.map(
      ({ node, pod, script }) => `  shown by: ${node ? `node ${node}` : `pod ${pod ?? ""}`} ${script}`,
    ),
    ...one.asks.map((words) => `  ask ${words}`),
  ];
  session.print(lines.join("\n"));
  await Promise.resolve();
};

const list: Run = async (session, rest) => {
  const found = breakables.filter(({ name, says }) =>
    `${name} ${says}`.toLowerCase().includes(rest.toLowerCase()),
  );
  session.print(
    found.map(({ name, says }) => `${name.padEnd(40)} ${says}`).join("\n") || `nothing with "${rest}"`,
  );
  await Promise.resolve();
};

const onNode: Run = async ({ lab, print }, rest) => {
  const [node, script] = firstWord(rest);
  const nodes = lab.api.list("Node").map(({ metadata }) => metadata.name);
  if (!nodes.includes(node)) throw new Error(`No node is called "${node}"; there are ${nodes.join(", ")}.`);
  tell(print, await lab.network.runOnNode(node, ["sh", "-c", wanted(script, "node node2 ip route")]));
};

const inPod: Run = async ({ lab, print }, rest) => {
  const [name, script] = firstWord(rest);
  const [namespace = "", workload = ""] = name.split("/");
  const pods = lab.api.list("Pod", namespace).map(({ metadata }) => metadata.name);
  const pod = pods.find((one) => one === workload || one.startsWith(`${workload}-`));
  if (workload === "" || pod === undefined)
    throw new Error(
      `No pod is called "${name}"; say namespace/pod or namespace/workload, such as test/client.`,
    );
  const argv = ["sh", "-c", wanted(script, "pod test/client ip route")];
  tell(print, await lab.network.runInPod(namespace, pod, argv));
};

const underlay: Run = async ({ lab, print }, rest) => {
  tell(print, await lab.network.runOnUnderlay(["sh", "-c", wanted(rest, "underlay bridge link")]));
};

function wanted(script: string, example: string): string {
  if (script === "") throw new Error(`What shall run there? For example: ${example}`);
  return script;
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

function tell(print: Session["print"], { stdout, stderr, exitCode }: Ended): void {
  const text = [stdout.trimEnd(), stderr.trimEnd()].filter((part) => part !== "").join("\n");
  if (text !== "") print(text);
  if (exitCode !== 0)
    throw new Error(`ended with ${exitCode === null ? "a signal" : `exit code ${exitCode}`}`);
}

const kubectl: Run = async ({ lab, print }, rest) => {
  const ended = await new Promise<Ended>((resolve) => {
    execFile(
      "sh",
      ["-c", `kubectl ${rest}`],
      { env: { ...process.env, KUBECONFIG: lab.kubeconfig() }, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({
          stdout,
          stderr,
          exitCode: error ? (typeof error.code === "number" ? error.code : null) : 0,
        });
      },
    );
  });
  await lab.api.settled();
  tell(print, ended);
};

const apply: Run = async ({ lab, print }, rest) => {
  if (rest === "") throw new Error("Which file? For example: apply policy.yaml");
  for (const object of loadAll(await readFile(rest, "utf8"))) {
    if (object === null || object === undefined) continue;
    if (!isKubeObject(object))
      throw new Error(`${rest} holds something without apiVersion, kind and metadata`);
    const { kind, metadata } = lab.api.apply(object);
    print(
      `${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name} applied`,
    );
  }
  await lab.api.settled();
};

const askIt: Run = async (session, rest) => {
  const { report, bundle } = await ask(session.lab, rest);
  session.bundle = bundle;
  session.print(renderTerminal(report, { colour: session.colour }).trimEnd());
};

const show: Run = async (session, rest) => {
  const bundle = lastRun(session);
  const [probe, place] = firstWord(rest);
  if (probe === "") {
    const lines = bundle.evidence.map(
      (one) =>
        `${one.probe.padEnd(24)} ${placeKey(one.place).padEnd(40)} ${one.round.padEnd(9)} ${one.subject} ${one.output ? "" : `not seen: ${one.notSeen?.why ?? "never asked"}`}`,
    );
    session.print(`${lines.join("\n")}\nshow PROBE [PLACE] prints what was seen`);
    return;
  }
  const evidence = bundle.evidence.filter(
    (one) => one.probe.includes(probe) && placeKey(one.place).includes(place),
  );
  if (evidence.length === 0)
    throw new Error(
      `Nothing was seen by "${probe}"${place === "" ? "" : ` at "${place}"`}; \`show\` lists all.`,
    );
  session.print(renderEvidence({ ...bundle, evidence }).trimEnd());
  await Promise.resolve();
};

const save: Run = async (session, rest) => {
  if (rest === "") throw new Error("Where to? For example: save run.json");
  await writeFile(rest, `${JSON.stringify(lastRun(session))}\n`, { mode: 0o600 });
  session.print(`saved; netdiag replay ${rest} judges it again`);
};

function lastRun({ bundle }: Session): Bundle {
  if (!bundle) throw new Error("Nothing was asked yet; for example: ask test/reviews -> test/ratings");
  return bundle;
}

const pairs: Run = async (session, rest) => {
  const now = rest === "" ? await surelyWorking(session.lab) : await workingPairs(session.lab);
  const before = session.pairs;
  session.pairs = now;
  if (!before) {
    session.print(`${now.size} connections work. After a change \`pairs\` prints what is different.`);
    return;
  }
  const lost = [...before].filter((pair) => !now.has(pair));
  const found = [...now].filter((pair) => !before.has(pair));
  session.print(
    [
      `${now.size} connections work, ${before.size} before`,
      ...lost.map((pair) => `- ${pair}`),
      ...found.map((pair) => `+ ${pair}`),
    ].join("\n"),
  );
};

const help: Run = async ({ print }) => {
  print(commandHelp());
  await Promise.resolve();
};

export const commands: Readonly<Record<string, Command>> = {
  list: { usage: "list [WORD]", says: "scenarios and cases that can be played", run: list },
  about: { usage: "about NAME", says: "what it breaks, how it is healed, what is asked", run: about },
  act: { usage: "act NAME…", says: "breaks what the scenario or case breaks", run: act },
  heal: { usage: "heal NAME…", says: "undoes it", run: heal },
  node: { usage: "node NODE COMMAND", says: "a shell command on a node", run: onNode },
  pod: { usage: "pod NAMESPACE/NAME COMMAND", says: "a shell command in a pod", run: inPod },
  underlay: {
    usage: "underlay COMMAND",
    says: "a shell command on the switch between the nodes",
    run: underlay,
  },
  kubectl: { usage: "kubectl …", says: "as admin of the lab", run: kubectl },
  apply: { usage: "apply FILE", says: "the objects of a file", run: apply },
  ask: { usage: "ask A -> B", says: "asks netdiag", run: askIt },
  show: { usage: "show [PROBE] [PLACE]", says: "the evidence of the last question", run: show },
  save: { usage: "save FILE", says: "the last question's run, for netdiag replay", run: save },
  pairs: { usage: "pairs", says: "which connections work, and since last time", run: pairs },
  help: { usage: "help", says: "this", run: help },
  quit: { usage: "quit", says: "ends the lab", run: () => Promise.resolve() },
};

export function commandHelp(): string {
  return Object.values(commands)
    .map(({ usage, says }) => `  ${usage.padEnd(30)} ${says}`)
    .join("\n");
}

/** Throws when there is no such command, and what the command throws. */
export async function runCommand(session: Session, line: string): Promise<void> {
  const [word, rest] = firstWord(line);
  const command = commands[word];
  if (!command) throw new Error(`There is no command "${word}"; \`help\` lists them.`);
  await command.run(session, rest);
}
