/** Ports of a pod that Istio's annotations leave out of its sidecar: what comes there meets no policy of the mesh. */
import type { Pod } from "../../model/kubernetes.ts";
import { difference, union, type Interval, type Intervals } from "../intervals.ts";
import { lastPort, type Rule, type RuleSet } from "../normal-form.ts";
import type { End } from "./ends.ts";

const prefix = "traffic.sidecar.istio.io/";

interface PastSidecar {
  readonly ports: Intervals;
  /** The annotation that leaves them out. */
  readonly annotation: string;
}

/** Undefined where one of them is no port: such a pod is not made. */
function portsIn(text: string): Interval[] | undefined {
  const texts = text.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
  const ports = texts.map(Number);
  const read = ports.every((port) => Number.isInteger(port) && port >= 1 && port <= lastPort);
  return read ? ports.map((port) => ({ first: port, last: port })) : undefined;
}

/**
 * A list of ports to redirect stands alone: those to leave out count only where all are redirected.
 * Source: Istio's reference of resource annotations.
 */
function pastSidecar({ metadata: { annotations } }: Pod): PastSidecar | undefined {
  const included = annotations?.[`${prefix}includeInboundPorts`];
  const isAll = included === undefined || included.trim() === "*";
  const annotation = `${prefix}${isAll ? "excludeInboundPorts" : "includeInboundPorts"}`;
  const listed = portsIn((isAll ? annotations?.[annotation] : included) ?? "");
  if (!listed) return undefined;
  const ports = isAll ? union(listed) : difference([{ first: 1, last: lastPort }], listed);
  return ports.length > 0 ? { ports, annotation } : undefined;
}

/** The rule set of a mesh as the pod's sidecar asks it: not at all about what goes past it. */
export function asSidecarAsks(ruleSet: RuleSet, { pod, mesh }: End): RuleSet {
  const past = pod && mesh === "sidecar" ? pastSidecar(pod) : undefined;
  if (!past) return ruleSet;
  const admits: Rule = {
    index: -1,
    action: "allow",
    peers: undefined,
    ports: past.ports.map(({ first, last }) => ({ type: "range", protocol: "TCP", first, last })),
    past: `past the sidecar by the pod's annotation ${past.annotation}`,
  };
  return { ...ruleSet, rules: [admits, ...ruleSet.rules] };
}
