/** Random flows of the small world, and what a change does to all of them, tried one by one. */
import fc from "fast-check";
import { expect } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Pod } from "../../src/model/kubernetes.ts";
import {
  compile,
  evaluate,
  explain,
  openedBy,
  type KubernetesObject,
  type PolicyEnd,
  type PolicyFlow,
  type PolicyModel,
  type Suggestion,
} from "../../src/policy/index.ts";
import { decisivePorts, namespaces, pods } from "./arbitrary.ts";

export const world: readonly KubernetesObject[] = [...namespaces, ...pods];

export interface Ended {
  readonly pod?: Pod;
  readonly ip: string;
}
export const endsOf = (family: 0 | 1): Ended[] =>
  pods.map((pod) => ({ pod, ip: (pod.status?.podIPs ?? []).map(({ ip }) => ip)[family] ?? "" }));
const outsiders = [{ ip: "203.0.113.5" }, { ip: "2001:db8::5" }] as const;
const ports = decisivePorts;

/** A flow between two different ends of one family; at least one is a pod. */
export const flows: fc.Arbitrary<PolicyFlow & { readonly from: Ended; readonly to: Ended }> = fc
  .constantFrom<0 | 1>(0, 1)
  .chain((family) => {
    const all: Ended[] = [...endsOf(family), outsiders[family]];
    return fc.record({
      from: fc.constantFrom(...all),
      to: fc.constantFrom(...all),
      towards: fc.constantFrom(...ports),
    });
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, towards }) => ({ from, to, ...towards }));

/** A key per flow of a whole small world, with its verdict. */
export function verdicts(model: PolicyModel): Map<string, string> {
  const all = new Map<string, string>();
  for (const family of [0, 1] as const)
    for (const from of endsOf(family))
      for (const to of endsOf(family))
        for (const { protocol, port } of [
          { protocol: "TCP" as const, port: 80 },
          { protocol: "UDP" as const, port: 53 },
          { protocol: "ICMP" as const, port: 0 },
        ])
          all.set(`${from.ip} ${to.ip} ${protocol}`, evaluate(model, { from, to, protocol, port }));
  return all;
}

/** Flows of the small world that were allowed and are not any more. */
export function closed(before: PolicyModel, after: PolicyModel): string[] {
  const now = verdicts(after);
  return [...verdicts(before)]
    .filter(([flow, verdict]) => verdict === "allow" && now.get(flow) !== "allow")
    .map(([flow]) => flow);
}

const group = (end: PolicyEnd): string =>
  end.pod
    ? `${end.pod.metadata.namespace ?? ""}/${end.pod.metadata.labels?.["app"] ?? end.pod.metadata.name}`
    : (end.ip ?? "");

/** `a/b (2 pods) → c/d on TCP 80-90, every UDP port`: does it speak of this flow? */
function lineHolds(line: string, flow: PolicyFlow): boolean {
  const match = /^(\S+)(?: \(\d+ pods\))? → (\S+)(?: \(\d+ pods\))? on (.+)$/.exec(line);
  if (match?.[1] !== group(flow.from) || match[2] !== group(flow.to)) return false;
  return (match[3] ?? "").split(", ").some((text) => {
    if (text === "ICMP") return flow.protocol === "ICMP";
    if (text === `every ${flow.protocol} port`) return true;
    const [protocol, range = ""] = text.split(" ");
    const [first, last = first] = range.split("-").map(Number);
    return protocol === flow.protocol && (first ?? 0) <= flow.port && flow.port <= (last ?? 0);
  });
}

/** The suggestion opens the flow, closes none, and lists exactly what else it opens. */
export function expectExact(
  suggestion: Extract<Suggestion, { result: "change" }>,
  flow: PolicyFlow,
  before: PolicyModel,
  objectsBefore: readonly KubernetesObject[],
): void {
  const objects = parseAllDocuments(suggestion.yaml).map((document) => document.toJS() as KubernetesObject);
  const after = compile([...objectsBefore, ...objects]);
  expect(after.problems).toEqual([]);
  expect(explain(after, flow).verdict).toBe("allow");
  expect(closed(before, after)).toEqual([]);
  const lines = [...suggestion.opens, ...suggestion.alsoOpens];
  const asked = [flow.from, flow.to].filter((end) => !end.pod);
  const opened = ([0, 1] as const).flatMap((family) =>
    openedBy(
      before,
      after,
      [...endsOf(family), ...asked.filter(({ ip }) => ip === outsiders[family].ip)],
      [...ports, { protocol: "ICMP", port: 0 }],
    ),
  );
  const ofPair = (one: PolicyFlow): string => `${group(one.from)} ${group(one.to)}`;
  const claimed = new Map<string, string[]>();
  for (const line of lines) {
    const pair = line.replace(/ \(\d+ pods\)/g, "").replace(/ → (\S+) on .*/, " $1");
    claimed.set(pair, [...(claimed.get(pair) ?? []), line]);
  }
  const openedKeys = new Set(opened.map((one) => `${ofPair(one)} ${one.protocol} ${one.port}`));
  const unsaid = opened.filter(
    (one) => claimed.get(ofPair(one))?.some((line) => lineHolds(line, one)) !== true,
  );
  expect(unsaid.map(ofPair), lines.join("\n")).toEqual([]);
  const known = [...endsOf(0), ...asked];
  const untrue = known.flatMap((from) =>
    known.flatMap((to) =>
      ports
        .map((towards): PolicyFlow => ({ from, to, ...towards }))
        .filter((one) => claimed.get(ofPair(one))?.some((line) => lineHolds(line, one)))
        .map((one) => `${ofPair(one)} ${one.protocol} ${one.port}`)
        .filter((key) => !openedKeys.has(key)),
    ),
  );
  expect(untrue).toEqual([]);
}
