/** Runs scenarios on the lab through the real adapters, exactly as the worker does. */
import { createCluster } from "../../src/adapters/kubernetes/cluster.ts";
import { connectCluster } from "../../src/adapters/kubernetes/connection.ts";
import { createNodeShell } from "../../src/adapters/kubernetes/node-shell.ts";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { diagnose, type DiagnoseOptions } from "../../src/diagnose.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Report } from "../../src/model/report.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { workloadInterface, type Backend, type RunResult } from "../lab/network/network.ts";
import type { Act, Scenario } from "./scenario.ts";

export interface Told {
  readonly report: Report;
  readonly bundle: Bundle;
}

/** Broken, asked, healed, asked again. Nothing of the lab is left when it resolves or rejects. */
export async function runScenario(
  scenario: Scenario,
  backend: Backend,
): Promise<{ readonly broken: Told; readonly healed: Told }> {
  const lab = await startLab({ cluster: scenario.cluster ?? healthyIncident, backend, ...scenario.lab });
  try {
    return await playOn(lab, scenario);
  } finally {
    await lab.stop();
  }
}

/** The same on a lab that is up already; it is as before when this resolves, and unusable when it rejects. */
export async function playOn(
  lab: Lab,
  scenario: Scenario,
): Promise<{ readonly broken: Told; readonly healed: Told }> {
  for (const act of scenario.break) await perform(act, lab);
  await lab.api.settled();
  const broken = await ask(lab, scenario.ask, scenario.as);
  for (const act of scenario.heal) await perform(act, lab);
  await lab.api.settled();
  const healed = await ask(lab, scenario.askHealed ?? scenario.ask, scenario.as);
  return { broken, healed };
}

/** True when the scenario can share a lab with others: nothing of its own about cluster, users or debug pods. */
export function sharesLab(scenario: Scenario): boolean {
  return scenario.cluster === undefined && scenario.lab === undefined;
}

/** The words are no question; the message is what the asker is told. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** One question, as the command line asks it. Throws NotUnderstood when the words are not understood. */
export async function ask(
  lab: Lab,
  words: string,
  user?: string,
  options: DiagnoseOptions = {},
): Promise<Told> {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new NotUnderstood(parsed.refusal.sentence);
  const connection = connectCluster({ kubeconfig: lab.kubeconfig(user) });
  const nodes = createNodeShell(connection, {
    namespace: "netdiag-probers",
    provider: "daemonset",
    owner: "scenarios",
  });
  try {
    return await diagnose(
      parsed.question,
      { cluster: createCluster(connection), nodes, clock: systemClock },
      options,
    );
  } finally {
    await nodes.close();
  }
}

/** Does one act; a changed object has come to every node when it resolves. Throws when a script ends with another exit code than 0. */
export async function perform(act: Act, lab: Lab): Promise<void> {
  const { network, api, server } = lab;
  switch (act.do) {
    case "apply":
      api.apply(act.object);
      await api.settled();
      return;
    case "delete":
      api.delete(act.ref);
      await api.settled();
      return;
    case "patch":
      api.patch(act.ref, act.patch);
      await api.settled();
      return;
    case "on-node":
      succeed(act.script, await network.runOnNode(act.node, shell(act.script, act.about, lab)));
      return;
    case "on-node-of":
      succeed(act.script, await network.runOnNode(podOf(act.pod, lab).node, shell(act.script, act.pod, lab)));
      return;
    case "in-pod": {
      const { namespace, name } = podOf(act.pod, lab);
      succeed(act.script, await network.runInPod(namespace, name, shell(act.script, act.pod, lab)));
      return;
    }
    case "on-underlay":
      succeed(act.script, await network.runOnUnderlay(shell(act.script, act.about, lab)));
      return;
    case "pause":
      network.pause(act.node, act.agent);
      return;
    case "resume":
      await network.resume(act.node, act.agent);
      return;
    case "exec-fault":
      server.execFaults.inject(act.fault);
      return;
    case "exec-heal":
      server.execFaults.clear();
      return;
    case "forbid":
      server.access.forbid = act.what;
  }
}

function shell(script: string, about: string | undefined, lab: Lab): readonly string[] {
  const pod = about === undefined ? undefined : podOf(about, lab);
  const variables = pod
    ? [`POD=${pod.name}`, `IP=${pod.ip}`, `NODE=${pod.node}`, `NODE_IP=${pod.nodeIp}`, `IFACE=${pod.iface}`]
    : [];
  return ["env", ...variables, "sh", "-e", "-c", script];
}

interface LabPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  readonly nodeIp: string;
  readonly iface: string;
}

/** The first pod, by name of its workload, as `namespace/workload`. */
function podOf(workload: string, lab: Lab): LabPod {
  const [namespace = "", prefix = ""] = workload.split("/");
  for (const object of lab.api.list("Pod", namespace)) {
    const pod = connectedPod(object);
    if (pod && (pod.name === prefix || pod.name.startsWith(`${prefix}-`))) return pod;
  }
  throw new Error(`the lab has no running pod of ${workload}`);
}

function connectedPod(object: ReturnType<Lab["api"]["list"]>[number]): LabPod | undefined {
  const text = JSON.stringify(object);
  const read = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const { name, namespace = "default" } = object.metadata;
  const ip = read(/"podIP":"([^"]+)"/);
  const node = read(/"nodeName":"([^"]+)"/);
  const nodeIp = read(/"hostIP":"([^"]+)"/);
  if (ip === undefined || node === undefined || nodeIp === undefined) return undefined;
  return { namespace, name, node, ip, nodeIp, iface: workloadInterface(namespace, name) };
}

function succeed(script: string, { exitCode, stderr }: RunResult): void {
  if (exitCode !== 0)
    throw new Error(`a script of the scenario failed (${exitCode ?? "signal"}): ${script}\n${stderr}`);
}
