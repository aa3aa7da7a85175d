/** Faults that NetArena injects into policies. */
import { networkPolicy } from "../../lab/clusters/objects.ts";
import type { Act } from "../../scenarios/scenario.ts";
import type { Case } from "../case.ts";
import { blocked, each, policy, reachable } from "../right-answer.ts";

const shop = [{ podSelector: { matchLabels: { app: "shop" } } }];

/** The policy of the database, with other rules than the right ones. */
function databasePolicy(ingress: readonly unknown[]): Act {
  return {
    do: "apply",
    object: networkPolicy({
      namespace: "demo",
      name: "db-from-shop",
      spec: { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"], ingress },
    }),
  };
}

const right = databasePolicy([{ from: shop, ports: [{ protocol: "TCP", port: 5432 }] }]);

const narrowed: Act = {
  do: "apply",
  object: networkPolicy({
    namespace: "demo",
    name: "shop-out",
    spec: {
      podSelector: { matchLabels: { app: "shop" } },
      policyTypes: ["Egress"],
      egress: [
        {
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
        { to: [{ podSelector: { matchLabels: { app: "db" } } }], ports: [{ protocol: "TCP", port: 5433 }] },
      ],
    },
  }),
};
const notNarrowed: Act = {
  do: "delete",
  ref: { kind: "NetworkPolicy", namespace: "demo", name: "shop-out" },
};

const asks = ["demo/shop -> svc/demo/db", "demo/shop -> http://db.demo.svc.cluster.local:5432/"];
const byIngress = [blocked({ object: [policy("demo", "db-from-shop")] })];

export const netarena: readonly Case[] = [
  {
    id: "netarena-rule-removed",
    says: "the policy's only ingress rule was removed",
    break: [databasePolicy([])],
    asked: each(asks, byIngress),
    heal: [right],
  },
  {
    id: "netarena-port-changed",
    says: "the policy's rule admits another port",
    break: [databasePolicy([{ from: shop, ports: [{ protocol: "TCP", port: 5433 }] }])],
    asked: each(asks, [blocked({ object: [policy("demo", "db-from-shop")], says: [/5433/] })]),
    heal: [right],
  },
  {
    id: "netarena-protocol-udp",
    says: "the policy's rule admits UDP",
    break: [databasePolicy([{ from: shop, ports: [{ protocol: "UDP", port: 5432 }] }])],
    asked: each(asks, [blocked({ object: [policy("demo", "db-from-shop")], says: [/UDP/] })]),
    heal: [right],
  },
  {
    id: "netarena-protocol-sctp",
    says: "the policy's rule admits SCTP",
    break: [databasePolicy([{ from: shop, ports: [{ protocol: "SCTP", port: 5432 }] }])],
    asked: each(asks, [blocked({ object: [policy("demo", "db-from-shop")], says: [/SCTP/] })]),
    heal: [right],
  },
  {
    id: "netarena-wrong-app-admitted",
    says: "the policy admits another app than the one that needs it",
    break: [
      databasePolicy([
        {
          from: [{ podSelector: { matchLabels: { app: "client" } } }],
          ports: [{ protocol: "TCP", port: 5432 }],
        },
      ]),
    ],
    asked: [
      ...each(asks, [blocked({ object: [policy("demo", "db-from-shop")], says: [/app=client/] })]),
      { ask: "demo/client -> svc/demo/db", healthy: "never", right: [reachable()] },
    ],
    heal: [right],
  },
  {
    id: "netarena-egress-narrowed",
    says: "an egress policy of the caller lets out to another port only",
    break: [narrowed],
    asked: each(asks, [blocked({ object: [policy("demo", "shop-out")] })]),
    heal: [notNarrowed],
  },
  {
    id: "netarena-two-at-once",
    says: "the caller may not leave and the target does not admit it",
    break: [databasePolicy([{ from: shop, ports: [{ protocol: "TCP", port: 5433 }] }]), narrowed],
    asked: each(
      asks,
      [
        blocked([{ object: [policy("demo", "shop-out")] }, { object: [policy("demo", "db-from-shop")] }], {
          tells: [/shop-out/, /db-from-shop/],
        }),
      ],
      { fixLeavesMore: true },
    ),
    heal: [right, notNarrowed],
  },
];
