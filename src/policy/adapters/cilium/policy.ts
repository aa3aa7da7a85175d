/**
 * `cilium.io/v2` CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy into the normal form, up to layer 4.
 * Cilium adds all allows of all objects up, NetworkPolicies included; a deny wins over every allow.
 */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import type { Selector } from "../../selectors.ts";
import type { DirectionName, Peer, Rule, RuleSet, Subject } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import type { Settings } from "../../objects/settings.ts";
import { ciliumDenyTier, ciliumRequireTier, ciliumTier } from "../../tiers.ts";
import { readCiliumPeers } from "./peers.ts";
import { readCiliumTraffic } from "./ports.ts";
import { CiliumPolicyShape, type CiliumRuleShape, type CiliumSpecShape } from "./schema.ts";
import { readEndpointSelector, withoutNamespaceName } from "./selector.ts";
import { readSelector } from "../label-selector.ts";
import { refuse, unknownField, type Reading } from "../reading.ts";

interface Place {
  readonly direction: DirectionName;
  readonly index: number;
  readonly action: "allow" | "deny";
  readonly own: string | undefined;
  readonly path: string;
  readonly nodeSelectors: boolean | undefined;
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

const specFields = [
  ...["endpointSelector", "nodeSelector", "ingress", "ingressDeny", "egress", "egressDeny"],
  ...["enableDefaultDeny", "labels", "description", "log"],
];

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
  return readCiliumTraffic(reading, shape, direction, path).map(({ ports, needs }): Rule => ({
    index,
    action,
    peers: peers ?? (ports ? undefined : []),
    ports,
    icmp: "needs-its-own-entry",
    ...(needs === undefined ? {} : { needs }),
  }));
}

/**
 * `fromRequires` of one rule narrows the selectors of pods in all rules of all objects, and nothing else in them: who does
 * not meet it may be denied, by versions that still know the field.
 */
function readRequirements(reading: Reading, shape: CiliumRuleShape, place: Place): Rule[] {
  const field = place.direction === "ingress" ? "fromRequires" : "toRequires";
  return (shape[field] ?? []).map((selector, at): Rule => {
    const { pods, namespaces } = readEndpointSelector(reading, selector, `${place.path}.${field}[${at}]`);
    const meant: Peer = { type: "pods", namespaces: { selector: namespaces ?? [] }, pods };
    const everyPod: Peer = { type: "pods", namespaces: { selector: [] }, pods: [] };
    return {
      index: place.index,
      action: "deny",
      peers: [{ type: "all", of: [everyPod, { type: "not", peer: meant }] }],
      ports: undefined,
      needs: `its ${field}, which narrows every rule about pods and is not decided here`,
    };
  });
}

type ReadSubject =
  | { readonly is: "pods"; readonly subject: Subject }
  | { readonly is: "nodes"; readonly nodes: Selector }
  /** Cilium's own endpoints. */
  | { readonly is: "reserved"; readonly name: string }
  | { readonly is: "undecided" };

function readSubject(
  reading: Reading,
  spec: CiliumSpecShape,
  own: string | undefined,
  path: string,
): ReadSubject {
  if (spec.nodeSelector && spec.endpointSelector)
    refuse(reading, path, "it has an endpointSelector or a nodeSelector, not both");
  if (spec.nodeSelector)
    return { is: "nodes", nodes: readSelector(reading, spec.nodeSelector, `${path}.nodeSelector`) };
  if (!spec.endpointSelector) {
    refuse(reading, path, "it needs an endpointSelector or a nodeSelector");
    return { is: "undecided" };
  }
  const shape = own === undefined ? spec.endpointSelector : withoutNamespaceName(spec.endpointSelector);
  const { pods, namespaces, reserved, undecided } = readEndpointSelector(
    reading,
    shape,
    `${path}.endpointSelector`,
  );
  const [name] = reserved;
  if (name === "host") return { is: "nodes", nodes: [] };
  if (name !== undefined) return { is: "reserved", name };
  if (undecided !== undefined) return { is: "undecided" };
  return { is: "pods", subject: { namespace: own ?? "", pods, ...(namespaces ? { namespaces } : {}) } };
}

function ruleSetsOf(
  reading: Reading,
  object: ObjectRef,
  spec: CiliumSpecShape,
  { subject, path, nodeSelectors }: Pick<Place, "path" | "nodeSelectors"> & { readonly subject: Subject },
): RuleSet[] {
  return (["ingress", "egress"] as const).flatMap((direction): RuleSet[] => {
    const own = object.namespace;
    const rulesOf = (field: "ingress" | "egress" | "ingressDeny" | "egressDeny"): Rule[] =>
      (spec[field] ?? []).flatMap((shape, index) =>
        readRule(reading, shape, {
          direction,
          index,
          own,
          nodeSelectors,
          action: field === direction ? "allow" : "deny",
          path: `${path}.${field}[${index}]`,
        }),
      );
    const allows = rulesOf(direction);
    const required = (spec[direction] ?? []).flatMap((shape, index) =>
      readRequirements(reading, shape, {
        direction,
        index,
        own,
        nodeSelectors,
        action: "deny",
        path: `${path}.${direction}[${index}]`,
      }),
    );
    const denies = rulesOf(`${direction}Deny`);
    const mentioned = (spec[direction] ?? []).length + (spec[`${direction}Deny`] ?? []).length > 0;
    const isolates = spec.enableDefaultDeny?.[direction] ?? mentioned;
    const common = { object, order: 0, direction, subject };
    return [
      ...(denies.length > 0 ? [{ ...common, tier: ciliumDenyTier, isolates: false, rules: denies }] : []),
      ...(required.length > 0
        ? [{ ...common, tier: ciliumRequireTier, isolates: false, rules: required }]
        : []),
      ...(isolates || allows.length > 0 ? [{ ...common, tier: ciliumTier, isolates, rules: allows }] : []),
    ];
  });
}

/** Namespaced or cluster-wide, as `ref` says. Policies about nodes are named and not decided. */
export function adaptCiliumPolicy(
  object: unknown,
  ref: ObjectRef,
  { nodeSelectors }: Settings,
): AdaptedPolicy {
  const read = CiliumPolicyShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const { spec, specs } = read.data;
  const all = [
    ...(spec ? [{ spec, path: "spec" }] : []),
    ...(specs ?? []).map((one, index) => ({ spec: one, path: `specs[${index}]` })),
  ];
  if (all.length === 0) refuse(reading, "spec", "it needs a spec or specs");
  const entries = all.map((one) => {
    unknownField(reading, one.spec, specFields, one.path);
    return { ...one, ...readSubject(reading, one.spec, ref.namespace, one.path) };
  });
  const ruleSets = entries.flatMap((entry) =>
    entry.is === "pods"
      ? ruleSetsOf(reading, ref, entry.spec, { subject: entry.subject, path: entry.path, nodeSelectors })
      : [],
  );
  for (const entry of entries)
    if (entry.is === "nodes" || entry.is === "reserved")
      reading.problems.push({
        object: ref,
        field: entry.path,
        says:
          entry.is === "nodes"
            ? "is about nodes themselves"
            : `is about Cilium's own ${entry.name} endpoints`,
        effect: "not-decided",
      });
  if (reading.problems.some(({ effect }) => effect === "left-out"))
    return { ruleSets: [], problems: reading.problems };
  const forNodes = entries.flatMap((entry) => (entry.is === "nodes" ? [entry.nodes] : []));
  return {
    ruleSets,
    problems: reading.problems,
    ...(forNodes.length > 0 ? { forNodes } : {}),
    ...(entries.some(({ is }) => is === "undecided") ? { notDecided: true as const } : {}),
  };
}
