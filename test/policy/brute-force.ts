/** The small world, and random flows in it. */
import fc from "fast-check";
import type { Pod } from "../../src/model/kubernetes.ts";
import {
  evaluate,
  type KubernetesObject,
  type PolicyFlow,
  type PolicyModel,
} from "../../src/policy/index.ts";
import { decisivePorts, namespaces, pods } from "./arbitrary.ts";

export const world: readonly KubernetesObject[] = [...namespaces, ...pods];

export interface Ended {
  readonly pod?: Pod;
  readonly ip: string;
}
export const endsOf = (family: 0 | 1): Ended[] =>
  pods.map((pod) => ({ pod, ip: (pod.status?.podIPs ?? []).map(({ ip }) => ip)[family] ?? "" }));
export const outsiders = [{ ip: "203.0.113.5" }, { ip: "2001:db8::5" }] as const;
/** A flow between two different ends of one family; at least one is a pod. */
export const flows: fc.Arbitrary<PolicyFlow & { readonly from: Ended; readonly to: Ended }> = fc
  .constantFrom<0 | 1>(0, 1)
  .chain((family) => {
    const all: Ended[] = [...endsOf(family), outsiders[family]];
    return fc.record({
      from: fc.constantFrom(...all),
      to: fc.constantFrom(...all),
      towards: fc.constantFrom(...decisivePorts),
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
