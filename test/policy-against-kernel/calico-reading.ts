/**
 * What the APIs leave to the network plugin, and the lab's plugin decides. The engine answers "undecidable" there, and is asked
 * again with objects that leave nothing open, so that its reading of the policies themselves is compared on every flow.
 */
import type { Verdict } from "../../src/policy/index.ts";
import { at, isFields, type KubeObject } from "../lab/api/object.ts";
import { Engine } from "./engine.ts";
import type { Flow } from "./flows.ts";

/** A second pod like a pod, for a call to itself: to Calico the packet that comes back from the Service is one like any other. */
const like = (pod: string): string => `${pod}-like`;

export class CalicoReading {
  private readonly engines = new Map<"ping" | "other", Engine>();

  constructor(private readonly objects: readonly KubeObject[]) {}

  verdict(flow: Flow): Verdict {
    const { from, to, packet } = flow;
    const engine = this.engine(packet.protocol === "ICMP" ? "ping" : "other");
    return engine.verdict(
      from === to && from.pod !== undefined ? { ...flow, from: { ...from, pod: like(from.pod) } } : flow,
    );
  }

  private engine(of: "ping" | "other"): Engine {
    const known = this.engines.get(of);
    if (known) return known;
    const read = this.objects.flatMap(asAddresses);
    const engine = new Engine(of === "ping" ? read.map(withoutPortRules) : read);
    this.engines.set(of, engine);
    return engine;
  }
}

/** A node is an address to a pod's egress policies, whether the pod runs there or not. */
function asAddresses(object: KubeObject): readonly KubeObject[] {
  if (object.kind === "Node") return [];
  if (object.kind !== "Pod") return [object];
  if (at(object, "spec.hostNetwork") === true) return [];
  // Its node is told by `hostIP`, too.
  const { podIP, podIPs } = isFields(object["status"]) ? object["status"] : {};
  const name = like(object.metadata.name);
  return [
    { ...object, status: { podIP, podIPs } },
    { ...object, status: {}, metadata: { ...object.metadata, name } },
  ];
}

/** A rule that names ports is one about its protocols only (libcalico-go: K8sNetworkPolicyToCalico), so no ping's. */
function withoutPortRules(object: KubeObject): KubeObject {
  const spec = object["spec"];
  if (!/^(policy\.)?networking\.k8s\.io\//.test(object.apiVersion) || !isFields(spec)) return object;
  const kept = (rules: unknown): unknown =>
    Array.isArray(rules) ? rules.filter((rule) => !hasPorts(rule)) : rules;
  // What the rules' presence made of absent policyTypes the API server has filled in.
  return { ...object, spec: { ...spec, ingress: kept(spec["ingress"]), egress: kept(spec["egress"]) } };
}

function hasPorts(rule: unknown): boolean {
  return ["ports", "protocols"].some((field) => {
    const entries = at(rule, field);
    return Array.isArray(entries) && entries.length > 0;
  });
}
