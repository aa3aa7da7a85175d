/** Ends that differ in nothing a policy speaks of, as one. */
import type { Pod } from "../../model/kubernetes.ts";
import { indexBlocks, type BlockIndex } from "../block-index.ts";
import type { PolicyModel } from "../compile.ts";
import { podIps, podKey } from "../objects/inventory.ts";
import { parseAddress } from "../cidr.ts";
import { sendingKey, servedKey } from "../match/client-tls.ts";
import { resolveEnd, type End } from "../match/ends.ts";
import { opaquePorts } from "../match/requests.ts";
import { endpointPorts } from "../match/services.ts";
import { undecidedFor } from "../verdict/evaluate.ts";
import type { Outsider } from "./outsiders.ts";
import type { Spoken } from "./spoken.ts";
import { isUnreadFor, type Unread } from "../unread.ts";

export const families = [4, 6] as const;
export type Family = (typeof families)[number];

/** An end under one of its addresses. */
export interface Seen {
  /** Of a pod with a network of its own: away from its node, to which policies do not apply. */
  readonly end: End;
  /** Whether policies that are not decided here, or could not be read, may select it. */
  readonly undecided: boolean;
}

export interface EndClass {
  /** In alphabetical order; empty for an address outside. */
  readonly pods: readonly Pod[];
  /** Undefined for pods. */
  readonly outsider: Outsider | undefined;
  /** Empty for an address outside. */
  readonly namespace: string;
  /** Pods that use their node's network. */
  readonly onHost: boolean;
  /** How packets of each family see one of them; a pod without an address may get one of either. */
  readonly seen: Readonly<Record<Family, Seen | undefined>>;
}

/** Who is looked at. */
export interface Scope {
  readonly spoken: Spoken;
  readonly outside: readonly Outsider[];
  /** All, when none is named. */
  readonly namespaces?: readonly string[];
  /** Nothing, when left out. */
  readonly unread?: Unread;
}

function seenAs(model: PolicyModel, at: End, unread: Unread): Seen {
  const free = at.pod && !at.onHost ? { ...at, nodeName: undefined, nodeIps: new Set<string>() } : at;
  return { end: free, undecided: undecidedFor(model, at).length > 0 || isUnreadFor(unread, at) };
}

function seenPod(model: PolicyModel, pod: Pod, unread: Unread): EndClass["seen"] {
  const ips = podIps(pod).filter((ip) => parseAddress(ip) !== undefined);
  const of = (kind: "ipv4" | "ipv6"): Seen | undefined => {
    const ip = ips.find((one) => parseAddress(one)?.kind() === kind);
    if (ip === undefined && ips.length > 0) return undefined;
    return seenAs(model, resolveEnd(model.inventory, { pod, ...(ip === undefined ? {} : { ip }) }), unread);
  };
  return { 4: of("ipv4"), 6: of("ipv6") };
}

/** Two pods with the same traits are the same to every policy. */
function traits(seen: EndClass["seen"], { words, services, requests }: Spoken, holding: BlockIndex): string {
  const byFamily = families.map((family) => {
    const one = seen[family];
    if (!one) return undefined;
    const { end, undecided } = one;
    const served = services.map((service) => {
      const [namespace = "", name = ""] = service.split("/");
      return endpointPorts({ namespace, name }, end)?.map(({ protocol, port }) => `${protocol} ${port}`);
    });
    const opaque = requests ? [...opaquePorts(end).keys()].sort() : [];
    return [end.address ? holding(end.address) : "", undecided, served, opaque];
  });
  const end = (seen[4] ?? seen[6])?.end;
  return JSON.stringify([
    end?.namespace,
    Object.entries(end?.labels ?? {})
      .filter(([key]) => words.has(key))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
    end?.serviceAccount,
    end?.onHost === true ? [end.nodeName] : [],
    end?.namedPorts.filter(({ name }) => words.has(name)),
    end?.mesh,
    end?.behindWaypoint,
    end?.mayBePlain !== undefined,
    end ? [servedKey(end), sendingKey(end)] : [],
    byFamily,
  ]);
}

/** Pods by what policies can tell of them, then each of the addresses outside. */
export function classesOf(
  model: PolicyModel,
  { spoken, outside, namespaces = [], unread = [] }: Scope,
): EndClass[] {
  const holding = indexBlocks(spoken.blocks);
  const found = new Map<string, { readonly seen: EndClass["seen"]; readonly pods: Pod[] }>();
  const { pods, podsByNamespace } = model.inventory;
  const asked =
    namespaces.length > 0
      ? [...new Set(namespaces)].flatMap((name) => podsByNamespace.get(name) ?? [])
      : pods.values();
  const sorted = [...asked]
    .map((pod) => ({ pod, key: podKey(pod) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  for (const { pod } of sorted) {
    const seen = seenPod(model, pod, unread);
    const key = traits(seen, spoken, holding);
    const same = found.get(key);
    if (same) same.pods.push(pod);
    else found.set(key, { seen, pods: [pod] });
  }
  return [
    ...[...found.values()].map(({ seen, pods: held }): EndClass => {
      const end = (seen[4] ?? seen[6])?.end;
      return {
        pods: held,
        outsider: undefined,
        namespace: end?.namespace ?? "",
        onHost: end?.onHost === true,
        seen,
      };
    }),
    ...outside.map((outsider): EndClass => {
      const end = resolveEnd(model.inventory, { ip: outsider.ip, name: outsider.name });
      const seen = seenAs(model, end, unread);
      const family = seen.end.address?.kind() === "ipv6" ? 6 : 4;
      return {
        pods: [],
        outsider,
        namespace: "",
        onHost: false,
        seen: { 4: family === 4 ? seen : undefined, 6: family === 6 ? seen : undefined },
      };
    }),
  ];
}
