/** What a person needs to see of a difference: as few policies as still show it, both answers, and the rules on the nodes. */
import { stringify } from "yaml";
import type { KubeObject } from "../lab/api/object.ts";
import { workloadInterface } from "../lab/network/network.ts";
import { Engine, objectsOf } from "./engine.ts";
import { flowText, type Flow, type Place } from "./flows.ts";
import { disagreement, type Played, type Stage } from "./play.ts";

/** One line for every flow on which engine and kernel do not agree. */
export function disagreements(stage: Stage, played: readonly Played[]): string[] {
  return played.flatMap((one) => {
    const wrong = disagreement(one);
    return wrong === undefined ? [] : [`${flowText(one.flow)}, ${stage.backend}: ${wrong}`];
  });
}

/** Undefined when there is none. Leaves the fewest policies on the stage that keep engine and kernel apart on the first one. */
export async function reportOf(
  stage: Stage,
  policies: readonly KubeObject[],
  played: readonly Played[],
): Promise<string | undefined> {
  const all = disagreements(stage, played);
  const flow = played.find((one) => disagreement(one) !== undefined)?.flow;
  if (!flow) return undefined;
  let needed = policies;
  for (const policy of policies) {
    const fewer = needed.filter((other) => other !== policy);
    await stage.put(fewer);
    if (disagreements(stage, await stage.play([flow])).length > 0) needed = fewer;
  }
  await stage.put(needed);
  const again = disagreements(stage, await stage.play([flow]));
  return [
    `${all.length} of ${played.length} flows differ, the first of them:\n${all[0] ?? ""}`,
    `With the policies below alone: ${again[0] ?? "they agree"}`,
    new Engine(objectsOf(stage.lab)).sentence(flow),
    ...needed.map((object) => stringify(object).trimEnd()),
    await rulesOf(stage, flow, "from"),
    await rulesOf(stage, flow, "to"),
  ].join("\n---\n");
}

/** The workload's chain with those it jumps to, and the sets they ask. */
async function rulesOf(stage: Stage, flow: Flow, end: "from" | "to"): Promise<string> {
  const { name, node, onNode }: Place = flow[end];
  if (onNode) return `${name} is on the host: no chain of its own`;
  const [namespace = "", pod = ""] = name.split("/");
  const tool = flow.family === 4 ? "iptables-save" : "ip6tables-save";
  const save = await stage.lab.network.runOnNode(node, [tool, "-c", "-t", "filter"]);
  const sets = await stage.lab.network.runOnNode(node, ["ipset", "save"]);
  const rules = save.stdout.split("\n");
  const wanted = new Set([(end === "from" ? "cali-fw-" : "cali-tw-") + workloadInterface(namespace, pod)]);
  for (const chain of wanted)
    for (const rule of rules)
      if (rule.includes(`-A ${chain} `))
        for (const [, next = ""] of rule.matchAll(/-j (cali-\S+)/g)) wanted.add(next);
  const shown = rules.filter((rule) => wanted.has(/-A (\S+)/.exec(rule)?.[1] ?? ""));
  const named = new Set(
    shown.flatMap((rule) => [...rule.matchAll(/--match-set (\S+)/g)].map(([, set]) => set)),
  );
  const members = sets.stdout.split("\n").filter((line) => named.has(/^add (\S+)/.exec(line)?.[1]));
  return [
    `${node}, ${name}:`,
    ...shown.map((rule) => rule.replace(/-m comment --comment "cali:\S+" /, "")),
    ...members,
  ].join("\n");
}
