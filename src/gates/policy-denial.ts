import { nodeOf } from "../model/endpoint.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Direction } from "../policy/explain/explain.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf, lostNone } from "../journey/packets/attempts.ts";
import { policySaid, policySaidAsSent } from "../journey/policies/behind-a-rule.ts";
import { chosenEndpoints } from "../journey/services/chosen-endpoints.ts";
import { endingAt, policedFlow, sentStraight } from "../journey/services/policed.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { asOneOfSeveral } from "./one-of-several.ts";

/** Policies deny a direction that is decided at the hop. */
export type Denied =
  | { readonly by: "policy"; readonly said: Direction }
  /** They admit the source as it is sent, and deny the address that a node gives it on the way. */
  | {
      readonly by: "rewriting";
      readonly said: Direction;
      readonly asSent: Direction;
      readonly node: string;
      /** The rule that rewrites it, where it is known. */
      readonly rule: string | undefined;
      readonly ip: string;
    }
  /** They admit the client, and deny the address that a node puts in its place for what is sent to `asked`, a load balancer's say. */
  | {
      readonly by: "asked-address";
      readonly said: Direction;
      readonly asked: string;
      readonly ip: string;
      readonly node: string;
    };

/** Whether the policies let the source out to the destination; asked on the source's node. */
export function egressGate(scene: Scene): Gate<Denied> {
  return denied("egress", scene);
}

/** Whether the target's policies let the source in; asked on the target's node, where it arrives or where it already is, and at the Service of what is asked there. */
export function ingressGate(scene: Scene): Gate<Denied> {
  const { hop, flow, snapshot } = scene;
  if (hop.kind === "service") return askedAddressGate(scene);
  if (hop.node !== nodeOf(flow.to)) return passes;
  const gate = denied("ingress", scene);
  if (gate.says !== "stops") return gate;
  const asSent = policySaidAsSent(flow, snapshot)?.ingress;
  return asSent?.verdict === "allow" ? rewriting(gate.stop.said, asSent, flow) : gate;
}

/**
 * The same at the Service, of an address that a node translates: it puts its own address in place of the client's, and the policies
 * may admit the client alone. Our packets straight to the pod prove nothing about that.
 */
function askedAddressGate(scene: Scene): Gate<Denied> {
  const { flow, snapshot, evidence } = scene;
  const asked = askedAddress(flow);
  const arrives = asked?.arrivesAs;
  if (!arrives?.masqueradedBy || flow.to.type !== "pod") return passes;
  if (asked?.kind !== "externalIP" && asked?.kind !== "loadBalancer") return passes;
  const toService = serviceAttempts(flow, evidence).seen;
  if (!toService || toService.sent === 0) return passes;
  const policy = policySaid(flow, snapshot);
  if (policy.notSeen) return notKnown(policy.notSeen.detail);
  const said = policy.seen.ingress;
  const straight = policySaid(sentStraight(flow), snapshot).seen?.ingress;
  if (said.verdict !== "deny" || straight?.verdict === "deny") return passes;
  const { ip, masqueradedBy } = arrives;
  const gate = stops<Denied>({ by: "asked-address", said, asked: asked.ip, ip, node: masqueradedBy.node });
  if (toService.answered === 0) return gate;
  // Those that came through went to an endpoint whose policies admit them, where there is one.
  return admittedElsewhere(flow, snapshot) ? asOneOfSeveral(gate, scene) : passes;
}

/** Whether the policies of another endpoint of the Service let the packets in. */
function admittedElsewhere(flow: Flow, snapshot: ClusterSnapshot): boolean {
  const { service, destinationIP } = flow;
  if (!service) return false;
  const others = chosenEndpoints(flow, snapshot)?.used.filter(({ ip }) => ip !== destinationIP) ?? [];
  return others.some((one) => {
    const ends = endingAt(one, service.namespace, snapshot);
    return ends && policySaid({ ...flow, ...ends }, snapshot).seen?.ingress.verdict === "allow";
  });
}

function rewriting(said: Direction, asSent: Direction, { arrivesAs }: Flow): Gate<Denied> {
  const by = arrivesAs?.masqueradedBy;
  if (!by) return passes;
  return stops({ by: "rewriting", said, asSent, node: by.node, rule: by.rule, ip: arrivesAs.ip });
}

function denied(direction: Direction["direction"], scene: Scene): Gate<Denied> {
  const { hop, snapshot } = scene;
  const flow = policedFlow(scene.flow, hop, snapshot);
  // Policies are about the pods behind a Service; where there is none, they have nothing to say of its address.
  const asked = askedAddress(flow);
  if (asked?.kind === "clusterIP" && asked.ip === flow.destinationIP) return passes;
  const policy = policySaid(flow, snapshot);
  if (policy.notSeen) return notKnown(policy.notSeen.detail);
  const said = policy.seen[direction];
  return said.verdict !== "deny" || gotPast(scene) ? passes : stops({ by: "policy", said });
}

/** Whether every packet was answered, or seen to get past the hop: then the policy is not in force there. */
function gotPast({ hop, path, flow, evidence }: Scene): boolean {
  const attempts = attemptsOf(evidence, flow).seen;
  if (!attempts || attempts.sent === 0) return false;
  const left = passages(flow, path, evidence)[path.indexOf(hop)]?.out ?? 0;
  return lostNone(attempts) || (hop.deviceOut !== undefined && left >= attempts.sent);
}
