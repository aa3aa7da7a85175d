/**
 * `cilium.io/v2` CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy into the normal form, up to layer 4.
 * Cilium adds all allows of all objects up, NetworkPolicies included; a deny wins over every allow.
 */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { DirectionName, Rule, RuleSet, Subject } from "../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../input/objects.ts";
import { ciliumDenyTier, ciliumTier } from "../tiers.ts";
import { readCiliumPeers } from "./cilium-peers.ts";
import { readCiliumTraffic } from "./cilium-ports.ts";
import { CiliumPolicyShape, type CiliumRuleShape, type CiliumSpecShape } from "./cilium-schema.ts";
import { readEndpointSelector } from "./cilium-selector.ts";
import { refuse, unknownField, type Reading } from "./reading.ts";

interface Place {
  readonly direction: DirectionName;
  readonly index: number;
  readonly action: "allow" | "deny";
  readonly own: string | undefined;
  readonly path: string;
}

const fields: Readonly<Record<DirectionName, readonly string[]>> = {
  ingress: [
    "fromEndpoints",
    "fromRequires",
    "fromCIDR",
    "fromCIDRSet",
    "fromEntities",
    "fromNodes",
    "fromGroups",
  ],
  egress: [
    ...["toEndpoints", "toRequires", "toCIDR", "toCIDRSet", "toEntities", "toNodes", "toGroups"],
    ...["toServices", "toFQDNs"],
  ],
};

/** A rule without peers and ports matches nothing: it only isolates. */
function readRule(reading: Reading, shape: CiliumRuleShape, place: Place): Rule[] {
  const { direction, index, action, path } = place;
  const known = [...fields[direction], "toPorts", "icmps", "authentication"];
  const unknown = unknownField(reading, shape, known, path);
  if (unknown !== undefined) {
    const peers = action === "allow" ? [{ type: "unreadable" as const, field: unknown }] : undefined;
    return [{ index, action, peers, ports: undefined }];
  }
  const peers = readCiliumPeers(reading, shape, place);
  const traffic = readCiliumTraffic(reading, shape, path);
  const required = (direction === "ingress" ? shape.fromRequires : shape.toRequires) ?? [];
  return traffic.map(({ ports, needs }): Rule => {
    const also = required.length > 0 ? "its requirements on the peer, which are not decided here" : needs;
    return {
      index,
      action,
      peers: peers ?? (ports ? undefined : []),
      ports,
      icmp: "needs-its-own-entry",
      ...(also === undefined ? {} : { needs: also }),
    };
  });
}

function readSubject(
  reading: Reading,
  spec: CiliumSpecShape,
  own: string | undefined,
  path: string,
): Subject | "hosts" | "undecided" {
  if (spec.nodeSelector) return "hosts";
  if (!spec.endpointSelector) {
    refuse(reading, path, "it needs an endpointSelector or a nodeSelector");
    return "undecided";
  }
  const { pods, namespaces, reserved, undecided } = readEndpointSelector(
    reading,
    spec.endpointSelector,
    `${path}.endpointSelector`,
  );
  if (undecided !== undefined) return "undecided";
  if (reserved.length > 0) return "hosts";
  return own === undefined
    ? { namespace: "", pods, ...(namespaces ? { namespaces } : {}) }
    : { namespace: own, pods };
}

function ruleSetsOf(
  reading: Reading,
  object: ObjectRef,
  spec: CiliumSpecShape,
  { subject, path }: { readonly subject: Subject; readonly path: string },
): RuleSet[] {
  return (["ingress", "egress"] as const).flatMap((direction): RuleSet[] => {
    const own = object.namespace;
    const rulesOf = (field: "ingress" | "egress" | "ingressDeny" | "egressDeny"): Rule[] =>
      (spec[field] ?? []).flatMap((shape, index) =>
        readRule(reading, shape, {
          direction,
          index,
          own,
          action: field === direction ? "allow" : "deny",
          path: `${path}.${field}[${index}]`,
        }),
      );
    const allows = rulesOf(direction);
    const denies = rulesOf(`${direction}Deny`);
    const mentioned = (spec[direction] ?? []).length + (spec[`${direction}Deny`] ?? []).length > 0;
    const isolates = spec.enableDefaultDeny?.[direction] ?? mentioned;
    const common = { object, order: 0, direction, subject };
    return [
      ...(denies.length > 0 ? [{ ...common, tier: ciliumDenyTier, isolates: false, rules: denies }] : []),
      ...(isolates || allows.length > 0 ? [{ ...common, tier: ciliumTier, isolates, rules: allows }] : []),
    ];
  });
}

/** Namespaced or cluster-wide, as `ref` says. Policies about nodes are named and not decided. */
export function adaptCiliumPolicy(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = CiliumPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error)] };
  const reading: Reading = { object: ref, problems: [] };
  const { spec, specs } = read.data;
  const all = [
    ...(spec ? [{ spec, path: "spec" }] : []),
    ...(specs ?? []).map((one, index) => ({ spec: one, path: `specs[${index}]` })),
  ];
  if (all.length === 0) refuse(reading, "spec", "it needs a spec or specs");
  const entries = all.map((one) => ({
    ...one,
    subject: readSubject(reading, one.spec, ref.namespace, one.path),
  }));
  const ruleSets = entries.flatMap(({ spec: one, path, subject }) =>
    typeof subject === "object" ? ruleSetsOf(reading, ref, one, { subject, path }) : [],
  );
  for (const { path, subject } of entries)
    if (subject === "hosts")
      reading.problems.push({
        object: ref,
        field: path,
        says: "is about nodes themselves",
        effect: "not-decided",
      });
  const notDecided = entries.some(({ subject }) => subject === "undecided");
  const refused = reading.problems.some(({ effect }) => effect === "left-out");
  return {
    ruleSets: refused ? [] : ruleSets,
    problems: reading.problems,
    ...(notDecided && !refused ? { notDecided: true } : {}),
  };
}
