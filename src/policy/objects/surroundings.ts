/** What policies refer to by name or label beside pods, namespaces and nodes. */
import { z } from "zod";
import { EndpointSlice, Metadata, Namespace, Service, type ObjectRef } from "../../model/kubernetes.ts";
import { placeTiers, TierObject, type PlacedTier } from "../calico/tiers.ts";
import { canonicalIp, parseNet, type Cidr } from "../cidr.ts";
import { DestinationRuleShape, destinationRule, type DestinationRule } from "./destination-rules.ts";
import { readObject } from "./null-fields.ts";
import { holdsSettings, readSettings, type Settings } from "./settings.ts";
import { shapeProblem, type Identity, type Problem } from "./objects.ts";
import type { Tri } from "../tri.ts";
import type { Labels } from "../selectors.ts";

export interface NetworkSet {
  readonly labels: Labels;
  readonly namespace: string | undefined;
  /** Undefined: the namespace was not read, or there is none. */
  readonly namespaceLabels: Labels | undefined;
  readonly blocks: readonly Cidr[];
}

export interface HostEndpoint {
  readonly ref: ObjectRef;
  readonly labels: Labels;
  readonly node: string | undefined;
  readonly ips: readonly string[];
}

/** Cilium: blocks of addresses under a name. */
export interface CidrGroup {
  readonly name: string;
  readonly labels: Labels;
  readonly blocks: readonly Cidr[];
}

export interface Surroundings {
  /** The objects as they were given, by API group, kind, namespace and name. */
  readonly objects: ReadonlyMap<string, { readonly ref: ObjectRef; readonly object: unknown }>;
  readonly tiers: ReadonlyMap<string, PlacedTier>;
  readonly networkSets: readonly NetworkSet[];
  readonly cidrGroups: readonly CidrGroup[];
  readonly hostEndpoints: readonly HostEndpoint[];
  readonly destinationRules: readonly DestinationRule[];
  /** Labels, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, Labels>;
  readonly services: ReadonlyMap<string, Service>;
  /** By namespace; of Services that could not be read, too. */
  readonly serviceNames: ReadonlyMap<string, readonly string[]>;
  /** By `namespace/name` of the Service; addresses in one spelling. */
  readonly slices: ReadonlyMap<string, readonly EndpointSlice[]>;
  /** Whether it is sure that there is no such Service, not only none among the objects. */
  readonly isNoService: (namespace: string, name: string) => boolean;
  /** Whether Cilium manages the pod of this name, as it says in a CiliumEndpoint of that name. */
  readonly isManaged: (namespace: string, name: string) => Tri;
  /** What was looked for by name and is not there; undefined where the objects were not read one by one. */
  readonly absent: readonly ObjectRef[] | undefined;
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

const calicoKinds = /^(Tier|NetworkSet|GlobalNetworkSet|HostEndpoint)$/;
const ciliumKinds = /^(CiliumCIDRGroup|CiliumEndpoint)$/;
const groups: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    "": /^(Service|ServiceAccount)$/,
    "discovery.k8s.io": /^EndpointSlice$/,
    "projectcalico.org": calicoKinds,
    "crd.projectcalico.org": calicoKinds,
    "cilium.io": ciliumKinds,
    "networking.istio.io": /^DestinationRule$/,
  }),
);

/** The key under which an object is kept; undefined for objects that are no surroundings. */
export function surroundingKey({ group, ref }: Identity): string | undefined {
  // An object without apiVersion is taken for a built-in one.
  const isKept =
    groups.get(group ?? "")?.test(ref.kind) === true || ((group ?? "") === "" && holdsSettings(ref));
  if (!isKept) return undefined;
  return `${ref.kind}/${ref.namespace ?? ""}/${ref.name}`;
}

/** Whether objects of this kind are a part of what policies of their API say. */
export function holdsKind(kind: string): boolean {
  return calicoKinds.test(kind) || ciliumKinds.test(kind) || kind === "DestinationRule";
}

const Labelled = z.looseObject({ metadata: Metadata });
const Nets = Labelled.extend({
  spec: z.looseObject({ nets: z.array(z.string()).nullish() }).nullish(),
});
const Group = Labelled.extend({
  spec: z.looseObject({ externalCIDRs: z.array(z.string()).nullish() }).nullish(),
});
const Host = Labelled.extend({
  spec: z.looseObject({ node: z.string().nullish(), expectedIPs: z.array(z.string()).nullish() }).nullish(),
});

function inOneSpelling(slice: EndpointSlice): EndpointSlice {
  const endpoints = slice.endpoints.map((one) => ({ ...one, addresses: one.addresses.map(canonicalIp) }));
  return { ...slice, endpoints };
}

/** As with Services: one endpoint of a namespace stands for all of them. */
function managedBy(
  endpoints: ReadonlySet<string>,
  absent: Surroundings["absent"],
): Surroundings["isManaged"] {
  const namespaces = new Set([...endpoints].map((key) => key.slice(0, key.indexOf("/"))));
  return (namespace, name) => {
    if (endpoints.has(`${namespace}/${name}`)) return "yes";
    const isNone = absent
      ? absent.some(
          (ref) => ref.kind === "CiliumEndpoint" && ref.namespace === namespace && ref.name === name,
        )
      : namespaces.has(namespace);
    return isNone ? "no" : "unknown";
  };
}

/** Manifests that hold a Service of a namespace hold them all; of what was read one by one, only what was looked for is sure. */
function missingServices(
  names: Surroundings["serviceNames"],
  absent: Surroundings["absent"],
): Surroundings["isNoService"] {
  const isOf = (namespace: string, name: string) => (ref: ObjectRef) =>
    ref.kind === "Service" && ref.namespace === namespace && ref.name === name;
  return (namespace, name) => {
    const held = names.get(namespace);
    if (held?.includes(name)) return false;
    return absent ? absent.some(isOf(namespace, name)) : held !== undefined;
  };
}

/** A revision stands in the name. */
function namespacesOfIstiod(names: Surroundings["serviceNames"]): string[] {
  return [...names].flatMap(([namespace, held]) =>
    held.some((name) => /^istiod(-.+)?$/.test(name)) ? [namespace] : [],
  );
}

function servicesByNamespace(objects: Surroundings["objects"]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { ref } of objects.values()) {
    if (ref.kind !== "Service") continue;
    const { namespace = "default", name } = ref;
    const held = names.get(namespace);
    if (held) held.push(name);
    else names.set(namespace, [name]);
  }
  return names;
}

/** Reads the kept objects. Namespaces give network sets their inherited labels. */
export function buildSurroundings(
  objects: Surroundings["objects"],
  namespaces: ReadonlyMap<string, Namespace>,
  absent?: Surroundings["absent"],
): Surroundings {
  const problems: Problem[] = [];
  const tiers: TierObject[] = [];
  const networkSets: NetworkSet[] = [];
  const cidrGroups: CidrGroup[] = [];
  const hostEndpoints: HostEndpoint[] = [];
  const destinationRules: DestinationRule[] = [];
  const serviceAccounts = new Map<string, Labels>();
  const services = new Map<string, Service>();
  const slices = new Map<string, EndpointSlice[]>();
  const endpoints = new Set<string>();
  const read = <Read>(schema: z.ZodType<Read>, ref: ObjectRef, object: unknown): Read | undefined => {
    const result = readObject(schema, object);
    // Of an unreadable Service only the name is known; only what is itself about policy is reported.
    if (!result.success && holdsKind(ref.kind)) problems.push(shapeProblem(ref, result.error, object));
    return result.data;
  };
  for (const { ref, object } of objects.values()) {
    const key = `${ref.namespace ?? "default"}/${ref.name}`;
    if (holdsSettings(ref)) continue;
    if (ref.kind === "CiliumEndpoint") endpoints.add(key);
    else if (ref.kind === "DestinationRule") {
      const rule = read(DestinationRuleShape, ref, object);
      if (rule) destinationRules.push(destinationRule(ref, rule));
    } else if (ref.kind === "Tier") {
      const tier = read(TierObject, ref, object);
      if (tier) tiers.push(tier);
    } else if (ref.kind === "Service") put(services, key, read(Service, ref, object), (service) => service);
    else if (ref.kind === "ServiceAccount")
      put(serviceAccounts, key, read(Labelled, ref, object), ({ metadata }) => metadata.labels ?? {});
    else if (ref.kind === "EndpointSlice") {
      const slice = read(EndpointSlice, ref, object);
      const owner = slice?.metadata.labels?.["kubernetes.io/service-name"];
      if (!slice || owner === undefined) continue;
      const of = `${ref.namespace ?? "default"}/${owner}`;
      slices.set(of, [...(slices.get(of) ?? []), inOneSpelling(slice)]);
    } else if (ref.kind === "HostEndpoint") {
      const host = read(Host, ref, object);
      if (host)
        hostEndpoints.push({
          ref,
          labels: host.metadata.labels ?? {},
          node: host.spec?.node ?? undefined,
          ips: (host.spec?.expectedIPs ?? []).map((ip) => canonicalIp(ip)),
        });
    } else if (ref.kind === "CiliumCIDRGroup") {
      const group = read(Group, ref, object);
      if (group)
        cidrGroups.push({
          name: ref.name,
          labels: group.metadata.labels ?? {},
          blocks: readNets(ref, group.spec?.externalCIDRs, "spec.externalCIDRs", problems),
        });
    } else {
      const set = read(Nets, ref, object);
      if (set) networkSets.push(networkSet(ref, set, namespaces, problems));
    }
  }
  const serviceNames = servicesByNamespace(objects);
  const settings = readSettings(objects, namespacesOfIstiod(serviceNames));
  return {
    objects,
    tiers: placeTiers(tiers),
    networkSets,
    cidrGroups,
    hostEndpoints,
    destinationRules,
    serviceAccounts,
    services,
    serviceNames,
    slices,
    isNoService: missingServices(serviceNames, absent),
    isManaged: managedBy(endpoints, absent),
    absent,
    settings,
    problems: [...problems, ...settings.problems],
  };
}

function put<Read, Held>(
  map: Map<string, Held>,
  key: string,
  read: Read | undefined,
  held: (read: Read) => Held,
): void {
  if (read !== undefined) map.set(key, held(read));
}

function readNets(
  object: ObjectRef,
  texts: readonly string[] | null | undefined,
  field: string,
  problems: Problem[],
): Cidr[] {
  return (texts ?? []).flatMap((text, index) => {
    const block = parseNet(text);
    const says = `"${text}" is neither an address nor a block of addresses`;
    if (!block) problems.push({ object, field: `${field}[${index}]`, says, effect: "fails-closed" });
    return block ?? [];
  });
}

function networkSet(
  ref: ObjectRef,
  { metadata, spec }: z.infer<typeof Nets>,
  namespaces: ReadonlyMap<string, Namespace>,
  problems: Problem[],
): NetworkSet {
  const namespace = ref.kind === "NetworkSet" ? (ref.namespace ?? "default") : undefined;
  const blocks = readNets(ref, spec?.nets, "spec.nets", problems);
  return {
    labels: metadata.labels ?? {},
    namespace,
    namespaceLabels: namespace === undefined ? undefined : namespaces.get(namespace)?.metadata.labels,
    blocks,
  };
}

export const noSurroundings: Surroundings = buildSurroundings(new Map(), new Map());
