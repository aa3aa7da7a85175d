/**
 * Of a cluster's manifests, only what can matter to one question, so that the cost follows the question. A document is left
 * unparsed when its lines say that it is of a kind below and in a namespace that neither end can be in.
 */
import { z } from "zod";
import type { PortRef, Target } from "../../model/question.ts";
import { compile } from "../compile.ts";
import { candidatesOf, type Candidate } from "./candidates.ts";
import { openFile, type OpenFile, type Part } from "./manifest-parts.ts";
import { putTogether, readParts, type ParsedManifests } from "./manifests.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { followServices } from "./followed-services.ts";
import { addressesBehind } from "../objects/slice-addresses.ts";

export interface ManifestFile {
  readonly file: string;
  readonly text: string;
}

/** They decide about pods of their own namespace alone, or are such pods. */
const ofTheirNamespace = new Set([
  "Pod",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "CronJob",
  "NetworkPolicy",
  "StagedNetworkPolicy",
  "StagedKubernetesNetworkPolicy",
  "CiliumNetworkPolicy",
]);

/** Policies of some APIs refer to them across namespaces; a Kubernetes NetworkPolicy never does. */
const referredTo = new Set(["Service", "EndpointSlice", "ServiceAccount"]);

/** Groups of Kubernetes itself, whose objects refer to none of those in another namespace. */
const builtIn = /^v1$|^(?:[a-z]+|(?:networking|discovery|rbac\.authorization|storage)\.k8s\.io)\//;

/** What a person may call an end, as it stands in a manifest. */
interface Wanted {
  readonly namespaces: ReadonlySet<string>;
  /** Names without a namespace, and addresses: whoever mentions them shows where to look. */
  readonly names: readonly string[];
  /** Names that may be a Service's. */
  readonly services: readonly string[];
  /** Of the pods behind those Services. */
  readonly addresses: ReadonlySet<string>;
  readonly nodePort: number | undefined;
  /** A node that is asked about by its name. */
  readonly node: string | undefined;
}

/** A question, as far as it says where to look. */
export interface Ends {
  readonly from: Target;
  readonly to: Target;
  readonly port?: PortRef | undefined;
}

/** Undefined: an address of many spellings, or a set of pods, which no search for a text finds. */
function wantedBy({ from, to, port }: Ends): Wanted | undefined {
  const targets = [from, to];
  const isAddress = to.type === "ip" || (to.type === "object" && to.kind === "node");
  const names: string[] = [];
  const services: string[] = [];
  const namespaces = new Set<string>();
  for (const target of targets) {
    if (target.type === "ip") {
      if (target.ip.includes(":")) return undefined;
      names.push(target.ip);
    } else if (target.type === "host") names.push(target.host);
    else if (target.type === "pods") {
      // Those of a node may be in any namespace.
      if (target.namespace === undefined) return undefined;
      namespaces.add(target.namespace);
    } else if (target.type === "own-node") return undefined;
    else if (target.kind !== "node" || target.orIn) {
      if (target.orIn) namespaces.add(target.orIn.namespace);
      if (target.namespace === undefined) names.push(target.name);
      else namespaces.add(target.namespace);
      services.push(target.name);
    }
  }
  const nodePort = isAddress && typeof port === "number" ? port : undefined;
  const node = to.type === "object" && to.kind === "node" ? to.name : undefined;
  return { namespaces, names, services, addresses: new Set(), nodePort, node };
}

/** One object that says what enforces policies: it holds for the whole cluster. */
function tellerAmong(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(
    ({ mayTell, part }) => mayTell && compile(part.read().objects).inventory.datapath !== undefined,
  );
}

function isNear({ is }: Candidate, namespaces: ReadonlySet<string>): boolean {
  if (is?.namespace === undefined || namespaces.has(is.namespace)) return true;
  return !ofTheirNamespace.has(is.kind) && !referredTo.has(is.kind);
}

export interface ScopedManifests extends ParsedManifests {
  /** Objects that cannot matter. */
  readonly leftOut: number;
}

interface Chosen {
  /** In their order. */
  readonly parts: readonly Part[];
  readonly leftOut: number;
  /** The namespaces of which everything is among them. */
  readonly namespaces: ReadonlySet<string>;
}

function choose(files: readonly OpenFile[], wanted: Wanted): Chosen {
  const candidates = files.flatMap((file) => candidatesOf(file, wanted));
  const namespaces = new Set(wanted.namespaces);
  // Objects without a namespace are created in `default`.
  for (const { mentions, is } of candidates) if (mentions) namespaces.add(is?.namespace ?? "default");
  const near = new Set(candidates.filter((one) => isNear(one, namespaces)));
  const refers = [...near].some(({ is }) => is && is.apiVersion !== "" && !builtIn.test(is.apiVersion));
  if (refers) for (const one of candidates) if (one.is && referredTo.has(one.is.kind)) near.add(one);
  const teller = tellerAmong(candidates.filter((one) => !near.has(one)));
  if (teller) near.add(teller);
  return {
    parts: candidates.filter((one) => near.has(one)).map(({ part }) => part),
    leftOut: candidates.length - near.size,
    namespaces,
  };
}

/** A List that was taken apart wrongly stands instead of its items; undefined when none was. */
function corrected(files: readonly OpenFile[], parts: readonly Part[]): OpenFile[] | undefined {
  const chosen = new Set(parts);
  const again = files.map((file) => ({
    ...file,
    parts: putTogether(file.parts, (part) => chosen.has(part)),
  }));
  return again.every(({ parts }, place) => parts.length === files[place]?.parts.length) ? undefined : again;
}

const Addressed = z.looseObject({
  kind: z.literal("Node"),
  metadata: z.looseObject({ name: z.string() }),
  status: z.looseObject({ addresses: z.array(z.looseObject({ address: z.string() })) }),
});

/** The node's own addresses, which may be those of Services. */
function addressesOf(node: string, objects: readonly KubernetesObject[]): string[] {
  return objects.flatMap((object) => {
    const read = object.kind === "Node" ? Addressed.safeParse(object).data : undefined;
    return read?.metadata.name === node ? read.status.addresses.map(({ address }) => address) : [];
  });
}

/** What the node that was read, and the Services, lead to beside their own namespace; undefined: nothing more. */
function alsoWanted(
  objects: readonly KubernetesObject[],
  wanted: Wanted,
  namespaces: ReadonlySet<string>,
): Wanted | undefined {
  const own = wanted.node === undefined ? [] : addressesOf(wanted.node, objects);
  const names = [...new Set([...wanted.names, ...own])];
  const led = followServices(objects, { ...wanted, namespaces });
  const services = [...new Set([...wanted.services, ...led.names])];
  const addresses = new Set([
    ...wanted.addresses,
    ...addressesBehind(objects, { names: services, namespaces: new Set([...namespaces, ...led.namespaces]) }),
  ]);
  const known = new Set([...wanted.namespaces, ...led.namespaces]);
  const isMore =
    names.length > wanted.names.length ||
    addresses.size > wanted.addresses.size ||
    services.length > wanted.services.length ||
    known.size > wanted.namespaces.size;
  return isMore ? { ...wanted, names, services, addresses, namespaces: known } : undefined;
}

/**
 * The objects that can matter to a flow between two ends, in their order: `explain` says of them what it says of all. What is
 * left out is not parsed, so errors in it are not reported. Not for `suggest`, which counts among all pods what else a change opens.
 */
export function parseManifestsFor(files: readonly ManifestFile[], ends: Ends): ScopedManifests {
  let wanted = wantedBy(ends);
  let opened = files.map(({ text, file }) => openFile(text, file));
  if (!wanted) return { ...readParts(opened.flatMap(({ parts }) => parts)), leftOut: 0 };
  for (;;) {
    const { parts, leftOut, namespaces } = choose(opened, wanted);
    const again = corrected(opened, parts);
    if (again) opened = again;
    else {
      const read = readParts(parts);
      const further = alsoWanted(read.objects, wanted, namespaces);
      if (!further) return { ...read, leftOut };
      wanted = further;
    }
  }
}
