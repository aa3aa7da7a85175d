/** Faults of HolmesGPT's evaluations. */
import { networkPolicy } from "../../lab/clusters/objects.ts";
import type { Case } from "../case.ts";
import { blocked, each, object, partial, policy, reachable, refused, service } from "../right-answer.ts";
import { patchService } from "./acts.ts";

export const holmesgpt: readonly Case[] = [
  {
    id: "holmes-no-ingress-class",
    says: "the Ingress names a class that does not exist: no controller serves it, and the way to its pods works",
    break: [
      {
        do: "patch",
        ref: { kind: "Ingress", namespace: "test", name: "productpage" },
        patch: { spec: { ingressClassName: "nginx-internal" } },
      },
    ],
    asked: [
      {
        ask: "ingress-nginx -> ingress/test/productpage",
        right: [
          reachable({
            tells: [/nginx-internal|IngressClass/],
            beside: [{ object: [object("Ingress", "test", "productpage")] }],
          }),
          blocked({ object: [object("Ingress", "test", "productpage")], says: [/nginx-internal/] }),
          refused(/nginx-internal/),
        ],
      },
    ],
    heal: [],
  },
  {
    id: "holmes-egress-denied-and-dns",
    says: "default-deny for egress in the namespace: not even names can be looked up",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "default-deny-egress",
          spec: { podSelector: {}, policyTypes: ["Egress"] },
        }),
      },
    ],
    asked: each(
      ["test/client -> http://details.test.svc.cluster.local:9080/", "test/client -> test/details"],
      [blocked({ object: [policy("test", "default-deny-egress")] })],
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "default-deny-egress" } }],
  },
  {
    id: "holmes-egress-without-dns",
    says: "egress is let out to the pods of the namespace, and DNS was forgotten",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "only-own-namespace",
          spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ podSelector: {} }] }] },
        }),
      },
    ],
    asked: each(
      ["test/client -> http://details.test.svc.cluster.local:9080/", "test/client -> details:9080"],
      [
        blocked({ object: [policy("test", "only-own-namespace")], says: [/DNS|name/i] }),
        partial({ object: [policy("test", "only-own-namespace")], says: [/DNS|name/i] }),
      ],
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "only-own-namespace" } }],
  },
  {
    id: "holmes-backend-admits-a-tier",
    says: "the backend admits only pods labelled tier=backend",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "details-backend-only",
          spec: {
            podSelector: { matchLabels: { app: "details" } },
            policyTypes: ["Ingress"],
            ingress: [
              {
                from: [{ podSelector: { matchLabels: { tier: "backend" } } }],
                ports: [{ protocol: "TCP", port: 9080 }],
              },
            ],
          },
        }),
      },
    ],
    asked: each(
      ["test/client -> test/details", "test/reviews -> svc/test/details:9080"],
      [blocked({ object: [policy("test", "details-backend-only")], says: [/tier=backend/] })],
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "details-backend-only" } }],
  },
  {
    id: "holmes-selector-of-next-version",
    says: "the Service selects version v2, the pods are v1",
    break: [patchService("test", "reviews", { selector: { app: "reviews", version: "v2" } })],
    asked: each(
      ["test/client -> test/reviews", "test/client -> http://reviews:9080/"],
      [blocked({ object: [service("test", "reviews")], says: [/version=v2/] })],
    ),
    heal: [patchService("test", "reviews", { selector: { app: "reviews", version: null } })],
  },
];
