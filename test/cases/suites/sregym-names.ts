/** Faults of names that SREGym injects. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { deployment } from "../../lab/clusters/objects.ts";
import { type Case } from "../case.ts";
import { blocked, each, object, partial, podOf, reachable, type Culprit } from "../right-answer.ts";
import { clusterDns, dnsHealed, dnsServes, resolvConf } from "./acts.ts";

const nameUnknown: Culprit = {
  object: clusterDns,
  says: [/NXDOMAIN|does not know|no such name|does not exist/i, /ratings/],
};

/** Its resolver asks a server outside and looks in no domain of the cluster. */
const ownResolver: LabCluster = {
  ...healthyIncident,
  objects: healthyIncident.objects.map((one) =>
    one.kind === "Deployment" && one.metadata.namespace === "test" && one.metadata.name === "client"
      ? deployment({
          namespace: "test",
          name: "client",
          labels: { app: "client" },
          image: "nicolaka/netshoot:v0.13",
          podSpec: { dnsPolicy: "None", dnsConfig: { nameservers: ["8.8.8.8"] } },
        })
      : one,
  ),
};

const usesOtherResolver: Culprit = {
  object: [podOf("test", "client"), object("Deployment", "test", "client")],
  says: [/8\.8\.8\.8/, /dnsPolicy|nameserver|resolv|DNS server/i],
};

export const sregymNames: readonly Case[] = [
  {
    id: "sregym-dns-refuses-one-name",
    says: "a Corefile template answers NXDOMAIN for one Service that exists",
    break: [...dnsServes("sed '/ ratings[.]test/d'")],
    asked: [
      ...each(
        [
          "test/reviews -> http://ratings.test.svc.cluster.local:9080/",
          "test/reviews -> ratings.test.svc.cluster.local:9080",
        ],
        [blocked(nameUnknown), partial(nameUnknown)],
      ),
      { ask: "test/reviews -> http://details.test.svc.cluster.local:9080/", right: [reachable()] },
    ],
    heal: [...dnsHealed()],
  },
  {
    id: "sregym-dns-refuses-all-names",
    says: "a Corefile template answers NXDOMAIN for everything of svc.cluster.local",
    break: [...dnsServes("sed d")],
    asked: each(
      ["test/reviews -> http://ratings.test.svc.cluster.local:9080/", "test/reviews -> ratings:9080"],
      [blocked(nameUnknown), partial(nameUnknown)],
    ),
    heal: [...dnsHealed()],
  },
  {
    id: "sregym-dns-policy-none",
    says: "the pod has dnsPolicy None with nameserver 8.8.8.8 and no search list",
    cluster: ownResolver,
    break: [resolvConf("test/client", "nameserver 8.8.8.8\n")],
    asked: each(
      ["test/client -> http://details.test.svc.cluster.local:9080/", "test/client -> details:9080"],
      [blocked(usesOtherResolver), partial(usesOtherResolver)],
      { healthy: "never" },
    ),
    heal: [],
  },
];
