/**
 * Of a cluster's manifests, only what can matter to one question, so that the cost follows the question. A document is left
 * unparsed when its lines say that it is of a kind below and in a namespace that neither end can be in.
 */
import type { Target } from "../../model/question.ts";
import { compile } from "../compile.ts";
import { openFile, type OpenFile, type Part, type PartRead } from "./manifest-parts.ts";
import { putTogether, readParts, type ParsedManifests } from "./manifests.ts";
import { everyPlaceOf, isIn, placesOf } from "./mentions.ts";
import type { KubernetesObject } from "./objects.ts";
import type { Sketch } from "./sketch.ts";

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

/** The name that stands somewhere in every object by which `compile` knows what enforces policies. */
const datapathName = "cilium";

/** What a person may call an end, as it stands in a manifest. */
interface Wanted {
  readonly namespaces: ReadonlySet<string>;
  /** Names without a namespace, and addresses: whoever mentions them shows where to look. */
  readonly names: readonly string[];
}

/** Undefined: an address of many spellings, which no search for a text finds. */
function wantedBy(targets: readonly Target[]): Wanted | undefined {
  const names: string[] = [];
  const namespaces = new Set<string>();
  for (const target of targets) {
    if (target.type === "ip") {
      if (target.ip.includes(":")) return undefined;
      names.push(target.ip);
    } else if (target.type === "object" && target.kind !== "node") {
      if (target.namespace === undefined) names.push(target.name);
      else namespaces.add(target.namespace);
    }
  }
  return { namespaces, names };
}

function sketchOf({ kind, metadata, apiVersion }: KubernetesObject): Sketch {
  const namespace = "namespace" in metadata ? metadata.namespace : undefined;
  return {
    kind,
    apiVersion: typeof apiVersion === "string" ? apiVersion : "",
    namespace: typeof namespace === "string" && namespace !== "" ? namespace : undefined,
  };
}

/** A part with what it is: from its lines, or else parsed, and then each object by itself. */
interface Candidate {
  readonly part: Part;
  /** Undefined: it is no object. */
  readonly is: Sketch | undefined;
  /** Names an end, or may. */
  readonly mentions: boolean;
  /** May tell what enforces policies in the cluster. */
  readonly mayTell: boolean;
}

const made = ({ start, end }: Part, read: PartRead): Part => ({
  start,
  end,
  sketch: undefined,
  read: () => read,
});

function candidatesOf({ text, parts }: OpenFile, names: readonly string[]): Candidate[] {
  const places = placesOf(text, names);
  const tellers = everyPlaceOf(text, datapathName);
  return putTogether(parts, ({ sketch }) => sketch === undefined).flatMap((part): Candidate[] => {
    const mentions = isIn(part, places);
    const mayTell = isIn(part, tellers);
    if (part.sketch) return [{ part, is: part.sketch, mentions, mayTell }];
    const { objects, unreadable } = part.read();
    const told = objects.map((object): Candidate => {
      const text = mentions || mayTell ? JSON.stringify(object) : "";
      return {
        part: made(part, { objects: [object], unreadable: [] }),
        is: sketchOf(object),
        mentions: mentions && placesOf(text, names).length > 0,
        mayTell: mayTell && text.includes(datapathName),
      };
    });
    const rest = made(part, { objects: [], unreadable });
    return [...told, { part: rest, is: undefined, mentions: false, mayTell: false }];
  });
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

interface Chosen {
  readonly parts: readonly Part[];
  readonly leftOut: number;
}

export interface ScopedManifests extends ParsedManifests {
  /** Objects that cannot matter. */
  readonly leftOut: number;
}

/** In their order. */
function choose(files: readonly OpenFile[], { namespaces, names }: Wanted): Chosen {
  const candidates = files.flatMap((file) => candidatesOf(file, names));
  const inquired = new Set(namespaces);
  // Objects without a namespace are created in `default`.
  for (const { mentions, is } of candidates) if (mentions) inquired.add(is?.namespace ?? "default");
  const near = new Set(candidates.filter((one) => isNear(one, inquired)));
  const refers = [...near].some(({ is }) => is && is.apiVersion !== "" && !builtIn.test(is.apiVersion));
  if (refers) for (const one of candidates) if (one.is && referredTo.has(one.is.kind)) near.add(one);
  const teller = tellerAmong(candidates.filter((one) => !near.has(one)));
  if (teller) near.add(teller);
  return {
    parts: candidates.filter((one) => near.has(one)).map(({ part }) => part),
    leftOut: candidates.length - near.size,
  };
}

/**
 * The objects that can matter to a flow between two ends, in their order: `explain` says of them what it says of all. What is
 * left out is not parsed, so errors in it are not reported.
 */
export function parseManifestsFor(
  files: readonly ManifestFile[],
  ends: { readonly from: Target; readonly to: Target },
): ScopedManifests {
  const wanted = wantedBy([ends.from, ends.to]);
  let opened = files.map(({ text, file }) => openFile(text, file));
  if (!wanted) return { ...readParts(opened.flatMap(({ parts }) => parts)), leftOut: 0 };
  for (;;) {
    const { parts, leftOut } = choose(opened, wanted);
    const chosen = new Set(parts);
    const again = opened.map((file) => ({
      ...file,
      parts: putTogether(file.parts, (part) => chosen.has(part)),
    }));
    const isSettled = again.every(({ parts }, place) => parts.length === opened[place]?.parts.length);
    if (isSettled) return { ...readParts(parts), leftOut };
    // A List was taken apart wrongly: what its items said of themselves does not count.
    opened = again;
  }
}
