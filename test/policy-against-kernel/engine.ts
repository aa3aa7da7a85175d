/** The engine under test, asked about flows of the lab. */
import { Pod } from "../../src/model/kubernetes.ts";
import {
  compile,
  evaluate,
  explain,
  type PolicyEnd,
  type PolicyFlow,
  type PolicyModel,
  type Verdict,
} from "../../src/policy/index.ts";
import type { KubeObject } from "../lab/api/object.ts";
import type { Lab } from "../lab/lab.ts";
import { tunnelIPOf } from "../lab/network/network.ts";
import { nodes } from "./cluster.ts";
import type { Flow, Place } from "./flows.ts";

/** Kinds of the lab's API that decide about packets here, as the engine is given them. */
const kinds: readonly (readonly [string, string])[] = [
  ["v1", "Pod"],
  ["v1", "Namespace"],
  ["v1", "Node"],
  ["v1", "Service"],
  ["v1", "ServiceAccount"],
  ["discovery.k8s.io/v1", "EndpointSlice"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
  ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
  ["policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy"],
  ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"],
  ...[
    "Tier",
    "NetworkPolicy",
    "GlobalNetworkPolicy",
    "StagedNetworkPolicy",
    "StagedGlobalNetworkPolicy",
    "NetworkSet",
    "GlobalNetworkSet",
    "HostEndpoint",
  ].map((kind) => ["crd.projectcalico.org/v1", kind] as const),
];

export function objectsOf(lab: Lab): readonly KubeObject[] {
  return kinds.flatMap(([apiVersion, kind]) => lab.server.store.ofKind(apiVersion, kind));
}

export class Engine {
  private readonly model: PolicyModel;
  private readonly pods: ReadonlyMap<string, Pod>;

  constructor(objects: readonly KubeObject[]) {
    this.model = compile(objects);
    this.pods = new Map(
      objects
        .filter(({ kind }) => kind === "Pod")
        .map((object) => Pod.parse(object))
        .map((pod) => [`${pod.metadata.namespace ?? ""}/${pod.metadata.name}`, pod]),
    );
  }

  verdict(flow: Flow): Verdict {
    return evaluate(this.model, this.question(flow));
  }

  sentence(flow: Flow): string {
    return explain(this.model, this.question(flow)).sentence;
  }

  private question(flow: Flow): PolicyFlow {
    const { family, from, to, packet, port, throughService } = flow;
    return {
      from: this.end(from, sourceAddress(flow)),
      to: this.end(to, to.ips[family]),
      protocol: packet.protocol,
      port,
      throughService,
    };
  }

  private end(place: Place, ip: string): PolicyEnd {
    const pod = place.pod === undefined ? undefined : this.pods.get(place.pod);
    return { ip, name: place.name, ...(pod ? { pod } : {}) };
  }
}

/** To pods of other nodes a node sends from its end of the tunnel. */
function sourceAddress({ family, from, to }: Flow): string {
  const node = nodes.find(({ name }) => name === from.node);
  const block = family === 4 ? node?.podBlock : node?.podBlock6;
  return from.onNode && from.node !== to.node && block !== undefined ? tunnelIPOf(block) : from.ips[family];
}
