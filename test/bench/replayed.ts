/** A recorded run as the doors of a diagnosis: whoever asks is answered at once, with what was seen then. */
import type { Doors } from "../../src/diagnose.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { CommandOutput } from "../../src/model/evidence.ts";
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import { placeKey } from "../../src/model/place.ts";
import type { Kind, NodeShell, PlacedCommand } from "../../src/ports.ts";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { memoryCluster } from "../resolve/memory-cluster.ts";

/** @param onClosed is called when the looking ends. */
export function replayed(bundle: Bundle, onClosed: () => void = () => undefined): Doors {
  let clock = 0;
  return {
    cluster: memoryCluster(objectsOf(bundle)),
    nodes: nodesOf(bundle, onClosed),
    clock: { now: () => new Date(bundle.recordedAt), elapsed: () => (clock += 1) },
  };
}

/** The objects of a run, by kind. */
export function objectsOf({ snapshot }: Bundle): Readonly<Record<string, readonly unknown[]>> {
  const found: Record<string, unknown[]> = {
    Pod: snapshot.pods,
    Service: snapshot.services,
    EndpointSlice: snapshot.endpointSlices,
    Namespace: snapshot.namespaces,
    Node: snapshot.nodes,
  };
  for (const workload of snapshot.workloads) (found[workload.kind] ??= []).push(workload);
  for (const object of [...snapshot.policies, ...(snapshot.policyReferences ?? [])]) {
    const kind = kindOf(object);
    if (kind !== undefined) (found[kind] ??= []).push(object);
  }
  return found;
}

/** Several APIs have a kind of the same name: `NetworkPolicy.projectcalico.org`. */
function kindOf({ apiVersion, kind }: PolicyObject): Kind | undefined {
  const isKind = (text: string): text is Kind => text in kinds;
  const own = `${kind}.${apiVersion.split("/")[0] ?? ""}`;
  return isKind(own) ? own : isKind(kind) ? kind : undefined;
}

function nodesOf(bundle: Bundle, onClosed: () => void): NodeShell {
  const known = new Map<string, CommandOutput>();
  for (const { place, probe, subject, output } of bundle.evidence)
    if (output) known.set([placeKey(place), probe, subject].join("\n"), output);
  const answer = ({ place, command, ...look }: PlacedCommand): CommandOutput => {
    const [probe, subject] = ["probe" in look ? look.probe : "", "subject" in look ? look.subject : ""];
    const nothing = { stdout: "", stderr: "", exitCode: 1, timedOut: false, truncated: false, durationMs: 1 };
    const seen = known.get([placeKey(place), probe, subject].join("\n"));
    // A copy: what was parsed before is remembered by the object, and every diagnosis gets its own.
    return { ...(seen ?? nothing), argv: [...command.argv] };
  };
  return {
    open: (node) =>
      Promise.resolve({
        node,
        spent: { execs: 1, roundTrips: 1, bytes: 1 },
        run: (batch) => Promise.resolve(batch.map(answer)),
        openWindow: ({ captures, counters }) =>
          Promise.resolve({
            ended: () => Promise.resolve("none"),
            close: () => Promise.resolve({ captures: captures.map(answer), counters: counters.map(answer) }),
          }),
        close: () => {
          onClosed();
          return Promise.resolve();
        },
      }),
  };
}
