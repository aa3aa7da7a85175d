/** Whom the policies asked on a node are about. */
import { askedAddress, entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { declaredService, type Backend } from "./declared.ts";

/**
 * The flow as the policies on the hop's node see it. A node that is asked at a NodePort and has an endpoint itself translates
 * before its policy rules: they are asked about the pod, and about the sender's address as it comes there.
 */
export function policedFlow(flow: Flow, hop: Hop, snapshot: ClusterSnapshot): Flow {
  // Behind a node that translates, our packets are sent straight.
  if (flow.behind !== undefined) return sentStraight(flow);
  if (!entersAtNode(flow) || flow.to.type !== "node" || hop.node !== flow.to.name) return flow;
  const { name: node } = flow.to;
  const { service, ...straight } = flow;
  const endpoint = declaredService(flow, snapshot)?.ready.find((one) => one.node === node);
  const ends = endpoint && service && endingAt(endpoint, service.namespace, snapshot);
  return ends ? { ...straight, ...ends, asked: {} } : flow;
}

/** Where packets end that are sent to this endpoint; undefined where its port or its pod is not known. */
export function endingAt(
  { ip, port, pod: name, node = "" }: Backend,
  namespace: string,
  snapshot: ClusterSnapshot,
): Pick<Flow, "to" | "destinationIP" | "port"> | undefined {
  const pod = snapshot.pods.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  if (port === undefined || !pod) return undefined;
  return {
    to: {
      type: "pod",
      namespace: pod.metadata.namespace ?? "default",
      name: pod.metadata.name,
      ips: [ip],
      node,
      hostNetwork: pod.spec.hostNetwork === true,
      ready: true,
      containerIds: [],
    },
    destinationIP: ip,
    port,
  };
}

/** The flow of packets that go straight to the endpoint, where the client's own are translated by a node that may put its address in. */
export function sentStraight(flow: Flow): Flow {
  const kind = askedAddress(flow)?.kind;
  return kind === undefined || kind === "clusterIP" ? flow : { ...flow, asked: {} };
}
