/** The runs recorded on a real cluster (test/evidence/real) and what each must replay to. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  agentsOf,
  blocked,
  lostBetween,
  node,
  podOf,
  policy,
  reachable,
  service,
  type Culprit,
  type RightAnswer,
} from "./right-answer.ts";

export interface RealBundle {
  /** `S1-seed`: the file's name without its ending. */
  readonly name: string;
  readonly says: string;
  readonly right: readonly RightAnswer[];
}

/** The saved run as read from disk, not yet through any door. */
export function readRealBundle(name: string): unknown {
  const file = new URL(`../evidence/real/${name}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
}

const isolation: Culprit = {
  object: [policy("test", "allow-same-workspace")],
  confidence: "confirmed",
};
const loopback: Culprit = {
  object: [podOf("test", "loop")],
  says: [/127\.0\.0\.1/],
  confidence: "confirmed",
};
const tunnelDropped: Culprit = { object: [node("node2")], node: ["node2"], says: [/4789/, /drop/i] };
const noRoute: Culprit = {
  object: [node("node1")],
  node: ["node1"],
  says: [/route/i, /10\.244\.104\./],
};
const namesNoKubeSphere = [/belongs to .*KubeSphere|KubeSphere's (own|workspace isolation) (made|wrote)/i];
const between =
  /between node1 and node2|node1 → node2|leave node1 and (never|do not)|(never|not) arrive at node2/;

function named(names: readonly string[], says: string, right: readonly RightAnswer[]): RealBundle[] {
  return names.map((name) => ({ name, says, right }));
}

export const realBundles: readonly RealBundle[] = [
  ...named(["S0-healthy", "S1-twin", "S1-fixed", "S3-healed", "nft-S1-twin"], "a healthy path", [
    reachable(),
  ]),
  ...named(
    ["S1-seed", "S1-seed-samenode", "nft-S1-seed"],
    "a NetworkPolicy admits only namespaces of one workspace",
    [blocked(isolation, { never: namesNoKubeSphere })],
  ),
  ...named(["S2-loopback", "nft-S2-loopback"], "the program listens on 127.0.0.1 only", [blocked(loopback)]),
  ...named(["S3-vxlan", "nft-S3-vxlan"], "a rule on node2 drops the tunnel's packets", [
    blocked(tunnelDropped),
  ]),
  ...named(["S3-vxlan-samenode"], "the same rule, and both pods on one node", [reachable()]),
  ...named(["S3b-wire"], "VXLAN packets are lost between the nodes, pings pass; nobody is accused", [
    blocked({ object: [node("node1"), node("node2")], says: [between, /VXLAN|4789/] }),
    blocked({ says: [between, /VXLAN|4789/] }),
    lostBetween("node1", "node2", [/VXLAN|4789/, /ping/i]),
  ]),
  ...named(["NP-1", "NP-2"], "a NodePort that works: it is its Service, nobody listens on it", [
    reachable({ tells: [/NodePort|Service/], never: [/listens? on (TCP )?30080|listening on .*:30080/] }),
  ]),
  ...named(["X1-pod", "X1-node"], "node1 has no route to node2's block", [blocked(noRoute)]),
  ...named(["X2"], "internalTrafficPolicy Local and no endpoint on node1; kube-proxy did as told", [
    blocked({
      object: [service("test", "productpage")],
      says: [/internalTrafficPolicy/, /Local/],
    }),
  ]),
  ...named(["X5c"], "the only pod is Pending; the endpoint controller did nothing wrong", [
    blocked({ object: [podOf("test", "productpage"), service("test", "productpage")], says: [/Pending/i] }),
  ]),
  ...named(["X5d"], "the only pod is not ready", [
    blocked({
      object: [podOf("test", "productpage"), service("test", "productpage")],
      says: [/not ready/i],
    }),
  ]),
  ...named(["X6-nonat"], "packets leave node1 with the pod's own address: nothing masquerades them", [
    blocked({
      object: [node("node1"), { kind: "IPPool", name: /./ }],
      says: [/masquerad|source NAT|SNAT|natOutgoing/i],
    }),
  ]),
  ...named(["X15"], "proxy_arp is off on the node's end of the source pod's wire", [
    blocked({
      object: [node("node1"), podOf("demo", "client")],
      node: ["node1"],
      says: [/proxy.?arp/i, /169\.254\.1\.1|gateway/i],
    }),
  ]),
  ...named(["X20"], "rules in the target pod's own namespace redirect to a port where nobody listens", [
    blocked({ object: [podOf("test", "productpage")], node: ["node2"], says: [/redirect/i] }),
  ]),
  ...named(["X28"], "node1 has no rules for this Service, the other nodes have", [
    blocked(
      {
        object: [node("node1"), service("test", "pp-new"), ...agentsOf("kube-proxy")],
        node: ["node1"],
        says: [/no rules|rules for/i],
      },
      { tells: [/kube-proxy/] },
    ),
  ]),
  ...named(["X3", "X40", "X43"], "healthy: a pod to its own Service, a hostNetwork pod, a headless Service", [
    reachable(),
  ]),
  ...named(["X41"], "a NodePort whose pod is behind a NetworkPolicy", [
    blocked({ object: [{ kind: "NetworkPolicy", name: /./ }] }),
  ]),
  ...named(["X44"], "an ExternalName: the alias is followed", [
    blocked({ object: [service("shop", "ext")], says: [/kubernetes\.default/] }),
    reachable({ tells: [/kubernetes\.default/] }),
    { verdict: "unknown", tells: [/kubernetes\.default/, /alias|ExternalName/i] },
  ]),
  ...named(["X45"], "a policy without the address of a hostNetwork target", [
    blocked({ object: [policy("demo", "only-pods")], says: [/node's address|hostNetwork|172\.30\.0\.12/] }),
  ]),
];
