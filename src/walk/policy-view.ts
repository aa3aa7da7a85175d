import type { Endpoint } from "../model/endpoint.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { compile, type PolicyModel } from "../policy/compile.ts";
import type { PolicyEnd, PolicyFlow } from "../policy/match/ends.ts";
import { explain, type Explanation } from "../policy/explain/explain.ts";
import { resolveFlow } from "../policy/verdict/evaluate.ts";
import { asFarAsRead, unreadFor } from "./unread-policies.ts";

const models = new WeakMap<ClusterSnapshot, PolicyModel>();

/** The policies of a snapshot, compiled once however many ask. */
export function policyModelOf(snapshot: ClusterSnapshot): PolicyModel {
  const known = models.get(snapshot);
  if (known) return known;
  const model = compile(
    [
      ...snapshot.pods,
      ...snapshot.namespaces.map((object) => ({ ...object, apiVersion: "v1" })),
      ...snapshot.nodes,
      ...snapshot.policies,
      ...(snapshot.policyReferences ?? []),
    ],
    snapshot.policyReferencesAbsent ?? [],
  );
  models.set(snapshot, model);
  return model;
}

/** A flow in the words of policies: pod ports, pods with their labels. */
export function policyFlowOf(flow: Flow, snapshot: ClusterSnapshot): PolicyFlow {
  return {
    from: endOf(flow.from, flow.sourceIP, snapshot),
    to: endOf(flow.to, flow.destinationIP, snapshot),
    protocol: flow.protocol,
    port: flow.port,
    ...(askedAddress(flow) === undefined ? {} : { throughService: true }),
  };
}

/** What the declared policies say of a flow, both ways, as far as they could be read. */
export function explainFlow(flow: Flow, snapshot: ClusterSnapshot): Explanation {
  const model = policyModelOf(snapshot);
  const asked = policyFlowOf(flow, snapshot);
  const explanation = explain(model, asked);
  const { exempt } = resolveFlow(model, asked);
  // No policy is asked about such a flow, read or not.
  return exempt && !exempt.unless ? explanation : asFarAsRead(explanation, unreadFor(flow, snapshot));
}

function endOf(endpoint: Endpoint, ip: string, snapshot: ClusterSnapshot): PolicyEnd {
  if (endpoint.type !== "pod") {
    const name = endpoint.type === "external" ? endpoint.host : undefined;
    return { ...(ip === "" ? {} : { ip }), ...(name === undefined ? {} : { name }) };
  }
  const pod = snapshot.pods.find(
    ({ metadata }) => metadata.namespace === endpoint.namespace && metadata.name === endpoint.name,
  );
  return { ...(ip === "" ? {} : { ip }), ...(pod === undefined ? {} : { pod }) };
}
