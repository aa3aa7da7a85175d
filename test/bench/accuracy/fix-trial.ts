/** Does what a report's fix says, as printed, and looks what became of it. */
import { execFile } from "node:child_process";
import type { Report } from "../../../src/model/report.ts";
import type { Answer, Grade } from "../../cases/judge-answer.ts";
import type { Lab } from "../../lab/lab.ts";
import { at } from "../../lab/api/object.ts";
import type { Agent } from "../../lab/network/network.ts";
import { askBounded } from "./ask-bounded.ts";
import { forbidden, kindOf, nodesOf } from "./fix-commands.ts";
import { askedPairs, changedSince, surelyWorking, type Pair } from "./working-pairs.ts";

/**
 * `mends`: applied, and the same question is answered with reachable, or what was asked for works where netdiag may not look.
 * `useless`: applied, and it is not. `harmful`: what
 * worked before does not, something else than asked is open that was closed on the healthy cluster, or nobody should be
 * told to type it. `none`: nothing to apply.
 */
export interface FixOutcome {
  readonly outcome: "mends" | "useless" | "harmful" | "none";
  readonly why: readonly string[];
}

export interface Trial {
  readonly lab: Lab;
  readonly report: Report;
  readonly grade: Grade;
  readonly ask: string;
  readonly as?: string;
  /** What worked before anything was broken. */
  readonly healthy: ReadonlySet<Pair>;
  /** A second fault remains when the first is mended. */
  readonly leavesMore: boolean;
}

/** Something of it can be applied, or should not have been shown. */
export function isTryable({ fix }: Report): boolean {
  return fix !== undefined && (fix.yaml !== undefined || (fix.commands ?? []).some(isNoLook));
}

function isNoLook(command: string): boolean {
  const kind = kindOf(command);
  return kind === "change" || kind === "no command";
}

/** The lab is used up by it. Never rejects because of what a command does. */
export async function tryFix(trial: Trial): Promise<FixOutcome> {
  const { lab, report } = trial;
  const { fix, cause } = report;
  if (!fix || !isTryable(report)) return { outcome: "none", why: [] };
  const commands = fix.commands ?? [];
  const standing = { right: trial.grade === "right", confirmed: cause?.confidence === "confirmed" };
  const warned = commands.flatMap((command) => forbidden(command, standing) ?? []);
  const unreadable = commands
    .filter((command) => kindOf(command) === "no command")
    .map((command) => `is printed as a command and is none: ${command}`);

  const worked = await surelyWorking(lab);
  const failures = await apply(lab, report);
  await lab.api.settled();

  const again = await answerAfterwards(trial);
  const change = await changedSince(lab, worked);
  const { broken } = change;
  // What works on the healthy cluster, and what was asked for, is to work; anything else that is opened is harm unless the fix says so.
  const asked = askedPairs(report);
  const opened = change.opened.filter((pair) => !trial.healthy.has(pair) && !asked.has(pair));
  // Where netdiag cannot look after the change either, what was asked for is tried in its place.
  const mended = isReachable(again) || (isUnknown(again) && change.opened.some((pair) => asked.has(pair)));
  const saysSo = (fix.alsoOpens ?? []).length > 0;
  const harm = [
    ...warned,
    ...(broken.length === 0 ? [] : [`${broken.length} connections that worked fail: ${some(broken)}`]),
    ...(opened.length === 0 || saysSo ? [] : [`opens what was closed: ${some(opened)}`]),
  ];
  const notes = [...unreadable, ...failures];
  if (harm.length > 0) return { outcome: "harmful", why: [...harm, ...notes] };
  if (mended || (trial.leavesMore && failures.length === 0)) return { outcome: "mends", why: notes };
  return { outcome: "useless", why: [`asked again: ${inShort(again)}`, ...notes] };
}

/**
 * Asked twice where the first answer is another than reachable: a neighbour entry that failed while the way was broken is asked
 * for anew within seconds, and packets sent until then are lost.
 */
async function answerAfterwards({ lab, ask, as }: Trial): Promise<Answer> {
  const { answer } = await askBounded(lab, ask, as);
  return isReachable(answer) ? answer : (await askBounded(lab, ask, as)).answer;
}

function isReachable(answer: Answer): boolean {
  return answer.kind === "report" && answer.report.verdict === "reachable";
}

function isUnknown(answer: Answer): boolean {
  return answer.kind === "report" && answer.report.verdict === "unknown";
}

function inShort(answer: Answer): string {
  return answer.kind === "report" ? `${answer.report.verdict}: ${answer.report.headline}` : answer.says;
}

function some(all: readonly string[]): string {
  return all.length <= 3 ? all.join(", ") : `${all.slice(0, 3).join(", ")} and ${all.length - 3} more`;
}

/** Returns what did not work, in words. */
async function apply(lab: Lab, { fix, cause }: Report): Promise<string[]> {
  const failures: string[] = [];
  const agents = agentPods(lab);
  const note = (command: string, { code, says }: Ran): void => {
    if (code !== 0) failures.push(`failed (${code}): ${command}: ${says.trim().slice(0, 200)}`);
  };
  if (fix?.yaml !== undefined)
    note("kubectl apply -f -", await onThisMachine(lab, "kubectl apply -f -", fix.yaml));
  const nodes = lab.api.list("Node").map(({ metadata }) => metadata.name);
  for (const command of fix?.commands ?? []) {
    if (kindOf(command) !== "change") continue;
    // The same change in other words: it tests that nobody has changed the object meanwhile, and somebody has.
    if (fix?.yaml !== undefined && command.startsWith("kubectl patch ")) continue;
    if (command.startsWith("kubectl ") || command.startsWith("calicoctl ")) {
      note(command, await onThisMachine(lab, command));
      continue;
    }
    const where = nodesOf(command, nodes, cause?.finding.node);
    if (where.length === 0) failures.push(`does not say where: ${command}`);
    for (const one of where) {
      const { exitCode, stderr } = await lab.network.runOnNode(one, ["timeout", "10", "sh", "-c", command]);
      note(`${command} (on ${one})`, { code: exitCode ?? -1, says: stderr });
    }
  }
  await restarted(lab, agents);
  return failures;
}

interface Ran {
  readonly code: number;
  readonly says: string;
}

function onThisMachine(lab: Lab, command: string, input = ""): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      "timeout",
      ["20", "sh", "-c", command],
      { env: { ...process.env, KUBECONFIG: lab.kubeconfig() } },
      (error, _stdout, stderr) => {
        resolve({ code: error ? (typeof error.code === "number" ? error.code : -1) : 0, says: stderr });
      },
    );
    child.stdin?.end(input);
  });
}

interface AgentPod {
  readonly uid: string | undefined;
  readonly node: string;
  readonly agent: Agent;
}

function agentPods(lab: Lab): readonly AgentPod[] {
  return lab.api.list("Pod", "kube-system").flatMap((pod) => {
    const node = at(pod, "spec.nodeName");
    const agent: Agent | undefined = pod.metadata.name.startsWith("kube-proxy-")
      ? "kube-proxy"
      : pod.metadata.name.startsWith("calico-node-")
        ? "felix"
        : undefined;
    return agent && typeof node === "string" ? [{ uid: pod.metadata.uid, node, agent }] : [];
  });
}

/** A deleted pod of an agent is made again, and the agent in it starts afresh: it writes all that is its own. */
async function restarted(lab: Lab, before: readonly AgentPod[]): Promise<void> {
  await lab.api.settled();
  const now = new Set(agentPods(lab).map(({ uid }) => uid));
  for (const { uid, node, agent } of before) if (!now.has(uid)) await lab.network.restart(node, agent);
}
