/** A scenario is data: a cluster, what to break and heal, what to ask, what must be found. */
import type { Report } from "../../src/model/report.ts";
import type { Forbid } from "../lab/api/access.ts";
import type { ExecFault } from "../lab/api/exec-faults.ts";
import type { KubeObject } from "../lab/api/object.ts";
import type { Ref } from "../lab/api/admin.ts";
import type { LabCluster } from "../lab/clusters/cluster.ts";
import type { LabOptions } from "../lab/lab.ts";
import type { Agent } from "../lab/network/network.ts";

/**
 * One act on the lab. Scripts get the pods they are about as variables: for `pod: "test/productpage"` (the first pod
 * of that workload) `POD`, `IP`, `NODE`, `IFACE` (the node's end of its veth), `NODE_IP`.
 */
export type Act =
  | { readonly do: "apply"; readonly object: KubeObject }
  | { readonly do: "delete"; readonly ref: Ref }
  | { readonly do: "patch"; readonly ref: Ref; readonly patch: Readonly<Record<string, unknown>> }
  | { readonly do: "on-node"; readonly node: string; readonly script: string; readonly about?: string }
  | { readonly do: "on-node-of"; readonly pod: string; readonly script: string }
  | { readonly do: "in-pod"; readonly pod: string; readonly script: string }
  | { readonly do: "on-underlay"; readonly script: string; readonly about?: string }
  | { readonly do: "pause"; readonly node: string; readonly agent: Agent }
  | { readonly do: "resume"; readonly node: string; readonly agent: Agent }
  | { readonly do: "exec-fault"; readonly fault: ExecFault }
  | { readonly do: "exec-heal" }
  /** What the API server refuses from now on, whatever the rules say; nothing when empty. */
  | { readonly do: "forbid"; readonly what: readonly Forbid[] };

export interface Scenario {
  /** File name without ending: `nd410-ingress-denied`. */
  readonly name: string;
  readonly says: string;
  /** Default: the healthy cluster of the incident. */
  readonly cluster?: LabCluster;
  readonly lab?: Pick<LabOptions, "users" | "forbid" | "debugPods" | "podStartMs">;
  /** Whom netdiag is in the cluster. Default: admin. */
  readonly as?: string;
  readonly break: readonly Act[];
  /** Undoes `break`; afterwards the same question must find the fault no more. */
  readonly heal: readonly Act[];
  readonly ask: string;
  /** Asked after healing instead, where what was wrong is the question itself. */
  readonly askHealed?: string;
  readonly expect: Expectation;
  /** What this scenario needs of the machine beyond a user namespace. */
  readonly needsRoot?: boolean;
}

/** A subset of the report: what is not named may be anything. */
export interface Expectation {
  readonly verdict: Report["verdict"];
  readonly cause?: string;
  readonly confidence?: Report["confidence"];
  readonly hopKind?: string;
  readonly node?: string;
  readonly object?: { readonly kind: string; readonly namespace?: string; readonly name?: string };
  /** The cause accuses no object and no node: it lies where nobody can look. */
  readonly nobody?: true;
  /** Found although packets come through: a warning, not a cause. */
  readonly finds?: {
    readonly code: string;
    readonly confidence: Report["confidence"];
    readonly node?: string;
    readonly object: { readonly kind: string; readonly namespace?: string; readonly name?: string };
    /** Words of its sentence. */
    readonly says: string;
  };
  /** Codes that may be found beside the cause; any other finding fails the scenario. */
  readonly also?: readonly string[];
}

/** Returns its argument; carries the types. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
