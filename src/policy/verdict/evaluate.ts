/** The bare verdict for one flow, without the words. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import { ruleSetsFor, toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { decide, type Asked, type Decision, type Verdict } from "./decide.ts";
import { keptByKey } from "../kept.ts";
import { parseAddress, sameFamily } from "../cidr.ts";
import { podIps } from "../objects/inventory.ts";
import { asItSends } from "../match/client-tls.ts";
import { isOwnNode, resolveEnd, type End, type PolicyEnd, type PolicyFlow } from "../match/ends.ts";
import { hostPoliciesOf } from "./host-policies.ts";
import { exemption, type Exemption } from "./exempt.ts";
import type { DirectionName, RuleSet } from "../normal-form.ts";
import { translated } from "../translation/translated.ts";

/** A flow with its ends looked up. */
export interface ResolvedFlow {
  readonly from: End;
  readonly to: End;
  /** Of ingress, `from` is whom the target takes for the sender. */
  readonly asked: Readonly<Record<DirectionName, Asked>>;
  readonly exempt: Readonly<Record<DirectionName, Exemption | undefined>>;
}

/** A pod that the flow names no address of meets the other end under one of the other's family, when it has one. */
function inOneFamily(model: PolicyModel, asked: PolicyEnd, end: End, other: End): End {
  const { address } = other;
  if (asked.ip !== undefined || !end.pod || !end.address || !address || sameFamily(end.address, address))
    return end;
  const ip = podIps(end.pod).find((one) => parseAddress(one)?.kind() === address.kind());
  return ip === undefined ? end : resolveEnd(model.inventory, { ...asked, ip });
}

/** Of several whom the target may take for the sender, the first; `arrivalsOf` tells them apart. */
export function resolveFlow(model: PolicyModel, flow: PolicyFlow): ResolvedFlow {
  const first = resolveEnd(model.inventory, flow.from);
  const to = inOneFamily(model, flow.to, resolveEnd(model.inventory, flow.to), first);
  const sender = inOneFamily(model, flow.from, first, to);
  const from = flow.protocol === "TCP" ? asItSends(sender, to, flow.port) : sender;
  const towards = { protocol: flow.protocol, port: flow.port };
  const through = flow.throughService === true;
  const exempt = exemption(from, to, through);
  const [arrives] = flow.arrivesAs ?? [];
  const seen = arrives ? inOneFamily(model, arrives, resolveEnd(model.inventory, arrives), to) : from;
  return {
    from,
    to,
    asked: {
      egress: { direction: "egress", from, to, towards },
      ingress: { direction: "ingress", from: seen, to, towards },
    },
    exempt: { egress: exempt, ingress: arrives ? exemption(seen, to, through) : exempt },
  };
}

/** The flow once for each of those whom the target may take for the sender. */
export function arrivalsOf(flow: PolicyFlow): readonly [PolicyFlow, ...PolicyFlow[]] {
  const [first, ...others] = (flow.arrivesAs ?? []).map((one) => ({ ...flow, arrivesAs: [one] }));
  return first ? [first, ...others] : [flow];
}

/** Whether no policy is asked about the flow, whatever there is. */
export function isExempt({ exempt: { egress, ingress } }: ResolvedFlow): boolean {
  return [egress, ingress].every((one) => one !== undefined && !one.unless);
}

/** Of one namespace, and about pods of any. */
const aboutAny = new Set(["ServiceIntentions", "TrafficPermissions", "MeshTrafficPermission"]);

/** Those of no namespace, and those about pods of any, under "". */
const notDecidedIn = keptByKey(({ kind, namespace = "" }: ObjectRef) => [
  aboutAny.has(kind) ? "" : namespace,
]);

/** Policies of undecided APIs that may select this end. */
export function undecidedFor(model: PolicyModel, end: End): ObjectRef[] {
  const hosts = hostPoliciesOf(model, end);
  if (!end.pod || end.onHost) return hosts;
  return [...hosts, ...notDecidedIn(model.notDecided, ""), ...notDecidedIn(model.notDecided, end.namespace)];
}

export function decideDirection(model: PolicyModel, asked: Asked): Decision {
  const { direction, from, to } = asked;
  return decideAmong(ruleSetsFor(model, direction === "ingress" ? to : from, direction), asked);
}

/** As `decideDirection`, where the rule sets that select the end are known already. */
export function decideAmong(ruleSets: readonly RuleSet[], asked: Asked): Decision {
  const isPastNetwork = asked.direction === "ingress" && isOwnNode(asked.to, asked.from);
  return decide(isPastNetwork ? ruleSets.filter(({ tier }) => tier.layer !== undefined) : ruleSets, asked);
}

/**
 * What the policies say, with what no policy is asked about and what is not decided here taken in.
 * @param by the rule that acted.
 */
export function settle(
  policies: Verdict,
  exempt: Exemption | undefined,
  undecided: boolean,
  by?: Decision["by"],
): Verdict {
  if (exempt?.verdict === "undecidable") return "undecidable";
  if (exempt?.ofNetwork) return policies;
  if (policies === "deny" && by && exempt?.notFrom?.includes(by.ruleSet.object.kind)) return "deny";
  if (exempt) return exempt.unless && (policies !== "allow" || undecided) ? "undecidable" : "allow";
  // A denial stands unless a policy of another API overrules it, which the walkthrough says.
  return policies === "allow" && undecided ? "undecidable" : policies;
}

/** Denied by one is denied; allowed by both is allowed. */
export function combine(egress: Verdict, ingress: Verdict): Verdict {
  if (egress === "deny" || ingress === "deny") return "deny";
  return egress === "allow" && ingress === "allow" ? "allow" : "undecidable";
}

/** The verdict of one direction. */
export function evaluateDirection(model: PolicyModel, flow: ResolvedFlow, direction: DirectionName): Verdict {
  const subject = direction === "ingress" ? flow.to : flow.from;
  const { verdict, by } = decideDirection(model, flow.asked[direction]);
  return settle(verdict, flow.exempt[direction], undecidedFor(model, subject).length > 0, by);
}

/** What holds whoever of several it is; what only one of them tells cannot be told. */
export function whoever(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = new Set(verdicts);
  return first === undefined || others.length > 0 ? "undecidable" : first;
}

/** The worst of what is told of several pods. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return (["deny", "undecidable"] as const).find((one) => verdicts.includes(one)) ?? "allow";
}

function evaluateOne(model: PolicyModel, flow: PolicyFlow): Verdict {
  if (flow.dropped !== undefined) return "deny";
  const egress = evaluateDirection(model, resolveFlow(model, flow), "egress");
  const ingress = arrivalsOf(flow).map((one) => evaluateDirection(model, resolveFlow(model, one), "ingress"));
  return combine(egress, whoever(ingress));
}

/** The verdict `explain` gives, without its reasons: for asking many flows. */
export function evaluate(objects: PolicyModel | readonly KubernetesObject[], flow: PolicyFlow): Verdict {
  const model = toModel(objects);
  const meant = translated(model, flow);
  return "unclear" in meant ? "undecidable" : worst(meant.flows.map((one) => evaluateOne(model, one)));
}
