/** A fault as acts on the lab, with what people ask about it and what a right answer says. */
import type { LabCluster } from "../lab/clusters/cluster.ts";
import type { LabOptions } from "../lab/lab.ts";
import type { Act } from "../scenarios/scenario.ts";
import type { Asked } from "./right-answer.ts";

export interface Case {
  /** `B05`; unique among all cases. */
  readonly id: string;
  /** What happened, and where it was reported. */
  readonly says: string;
  /** Default: the healthy cluster of the incident. */
  readonly cluster?: LabCluster;
  readonly lab?: Pick<LabOptions, "users" | "forbid" | "debugPods" | "podStartMs">;
  readonly break: readonly Act[];
  /** Scripts that show the fault without netdiag, for whoever tries it in `npm run lab`. */
  readonly proof?: readonly { readonly node?: string; readonly pod?: string; readonly script: string }[];
  readonly asked: readonly Asked[];
  /** Undoes `break`; empty when nothing of the lab's words can. */
  readonly heal: readonly Act[];
}

export function onNode(where: string, script: string, about?: string): Act {
  return { do: "on-node", node: where, script, ...(about === undefined ? {} : { about }) };
}

export function onNodeOf(pod: string, script: string): Act {
  return { do: "on-node-of", pod, script };
}

export function inPod(pod: string, script: string): Act {
  return { do: "in-pod", pod, script };
}

/** On the switch between the nodes: bridge br0, a port `v-NODE` per node. */
export function between(script: string): Act {
  return { do: "on-underlay", script };
}
