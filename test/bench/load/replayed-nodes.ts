/** A recorded run as a cluster whose nodes answer what they said then: real objects, real rules, no processes. */
import type { Bundle } from "../../../src/model/bundle.ts";
import type { CommandOutput } from "../../../src/model/evidence.ts";
import type { Printed, Prints } from "../../chaos/stub/node-script.ts";
import { isKubeObject, type KubeObject } from "../../lab/api/object.ts";
import { recorded } from "../../lab/clusters/recorded.ts";
import { objectsOf } from "../replayed.ts";

const versions: Readonly<Record<string, string>> = {
  Pod: "v1",
  Service: "v1",
  Namespace: "v1",
  Node: "v1",
  EndpointSlice: "discovery.k8s.io/v1",
};

/** The run's objects, with netdiag's own pods beside them. */
export function clusterOf(bundle: Bundle): readonly KubeObject[] {
  const own = recorded.objects.filter(
    ({ kind, metadata }) =>
      metadata.namespace === "netdiag" || (kind === "Namespace" && metadata.name === "netdiag"),
  );
  const theirs = Object.entries(objectsOf(bundle)).flatMap(([kind, all]) =>
    all.map((object) => ({
      apiVersion: versions[kind] ?? "apps/v1",
      kind,
      ...(typeof object === "object" ? object : {}),
    })),
  );
  const isNamespace = ({ kind }: KubeObject): boolean => kind === "Namespace";
  const all = [...own, ...theirs.filter(isKubeObject)];
  return [...all.filter(isNamespace), ...all.filter((object) => !isNamespace(object))];
}

/** What a node's debug pod prints: the same command at the same place, or else the most similar one there. */
export function printsOf(bundle: Bundle): (pod: string) => Prints {
  const nodeOfPod = new Map(
    recorded.objects.flatMap((object) => {
      const { spec } = object as { spec?: { nodeName?: string } };
      return spec?.nodeName === undefined ? [] : [[object.metadata.name, spec.nodeName] as const];
    }),
  );
  const known = new Map<string, CommandOutput[]>();
  for (const { place, output } of bundle.evidence) {
    if (!output) continue;
    const at = `${place.node} ${place.kind === "node" ? "" : place.containerId}`;
    known.set(at, [...(known.get(at) ?? []), output]);
  }
  return (pod) => {
    const node = nodeOfPod.get(pod) ?? "";
    return (argv, container = "") => said(known.get(`${node} ${container}`) ?? [], argv);
  };
}

function said(all: readonly CommandOutput[], argv: readonly string[]): Printed {
  let best: CommandOutput | undefined;
  let most = 0;
  for (const each of all) {
    const alike = likeness(each.argv, argv);
    if (alike > most) [best, most] = [each, alike];
  }
  return best ? { stdout: best.stdout, code: best.exitCode ?? 1 } : { stdout: "", code: 127 };
}

/** How far a script has to begin alike to be the same one of an older netdiag: characters. */
const sameScript = 30;

/** The words that are the same count most; 0 when it is another program or script. */
function likeness(a: readonly string[], b: readonly string[]): number {
  if (a[0] !== b[0]) return 0;
  if (a[0] === "sh" && beginsAlike(a[2], b[2]) < sameScript) return 0;
  return a.reduce(
    (sum, word, index) => sum + (word === b[index] ? 1000 : beginsAlike(word, b[index]) / 100),
    1,
  );
}

function beginsAlike(a = "", b = ""): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same;
}
