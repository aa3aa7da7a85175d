/** What a person needs to see of a difference: as few policies as still show it, both answers, and the rules on the nodes. */
import { stringify } from "yaml";
import { evaluate, explain } from "../../src/policy/index.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { workloadInterface } from "../lab/network/network.ts";
import type { Family } from "../lab/network/ruleset.ts";
import { asked, type Place } from "./flows.ts";
import { differs, type Played, type Stage } from "./play.ts";
import type { PolicySet } from "./policy-set.ts";

/** Leaves the fewest policies on the stage that keep engine and kernel apart on this flow. */
export async function reportOf(stage: Stage, set: PolicySet, played: Played): Promise<string> {
  const { flow } = played;
  let objects = set.objects;
  for (const object of set.objects) {
    const fewer = objects.filter((other) => other !== object);
    if (differs(await again(stage, fewer, played))) objects = fewer;
  }
  const { verdict, answered } = await again(stage, objects, played);
  const { family, from, to, packet } = flow;
  const explained = explain(stage.model(), asked(flow, stage.pods));
  return [
    `seed ${set.seed}: ${from.name} (${from.ips[family]}, ${from.node}) -> ${to.name} (${to.ips[family]}, ${to.node}) ${packet.protocol} ${packet.port}`,
    `engine: ${verdict}; kernel: ${answered ? "answered" : "no answer"}`,
    explained.sentence,
    ...objects.map((object) => stringify(object).trimEnd()),
    await rulesOf(stage, from, family, "cali-fw-"),
    await rulesOf(stage, to, family, "cali-tw-"),
  ].join("\n---\n");
}

async function again(stage: Stage, objects: readonly KubeObject[], { flow }: Played): Promise<Played> {
  await stage.put(objects);
  const verdict = evaluate(stage.model(), asked(flow, stage.pods));
  const answered = (await stage.send([flow])).has(flow) || (await stage.send([flow])).has(flow);
  return { flow, verdict, answered };
}

/** The workload's chain with those it jumps to, and the sets they ask. */
async function rulesOf(
  stage: Stage,
  { name, node, onNode }: Place,
  family: Family,
  prefix: string,
): Promise<string> {
  if (onNode) return `${name} is on the host: no chain of its own`;
  const [namespace = "", pod = ""] = name.split("/");
  const tool = family === 4 ? "iptables-save" : "ip6tables-save";
  const save = await stage.lab.network.runOnNode(node, [tool, "-c", "-t", "filter"]);
  const sets = await stage.lab.network.runOnNode(node, ["ipset", "save"]);
  const rules = save.stdout.split("\n");
  const wanted = new Set([prefix + workloadInterface(namespace, pod)]);
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
