import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compile, explain, type KubernetesObject } from "../../../src/policy/index.ts";
import { flow, namespace, pod } from "../cluster.ts";

const List = z.object({
  items: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
});

function recorded(file: string): KubernetesObject[] {
  const path = join(import.meta.dirname, "..", "..", "fixtures", "policy", file);
  return List.parse(JSON.parse(readFileSync(path, "utf8"))).items;
}

const client = pod("shop/client", { ip: "10.244.166.131", labels: { app: "client" }, node: "node1" });
const web = pod("shop/web", {
  ip: "10.244.104.2",
  labels: { app: "web" },
  node: "node2",
  ports: [{ name: "http", containerPort: 8080 }],
});
const stranger = pod("shop/stranger", { ip: "10.244.135.2", labels: { app: "stranger" }, node: "node3" });
const model = compile([
  namespace("shop"),
  client,
  web,
  stranger,
  ...recorded("calico-policies.json"),
  ...recorded("k8s-networkpolicies.json"),
]);

describe("recorded Calico and Kubernetes policies together decide as the rules Felix wrote", () => {
  test("all of them are read", () => {
    expect(model.problems).toEqual([]);
    expect(model.notDecided).toEqual([]);
  });

  test.each([
    ["tier security passes, and the NetworkPolicies admit", client, web, 8080, "allow"],
    ["tier default drops what they do not admit", client, web, 8081, "deny"],
    ["the metadata address is denied", client, { ip: "169.254.169.254" }, 80, "deny"],
    [
      "on TCP only: UDP is passed on and dropped by tier default",
      client,
      { ip: "169.254.169.254" },
      "80/UDP",
      "deny",
    ],
    ["a range of the NetworkPolicy", client, { ip: "10.2.0.1" }, 31_000, "allow"],
    ["its exception", client, { ip: "10.1.0.1" }, 31_000, "deny"],
    [
      "a global network set is beyond a namespaced selector: its deny rule does not match",
      stranger,
      { ip: "203.0.113.9" },
      443,
      "allow",
    ],
    ["the next address after it does not", stranger, { ip: "198.51.100.8" }, 443, "allow"],
    ["the stranger reaches out, but web accepts the client alone", stranger, web, 8080, "deny"],
    ["into the stranger: a port", web, stranger, 22, "allow"],
    ["a range, last", web, stranger, 8010, "allow"],
    ["beyond it", web, stranger, 8011, "deny"],
    ["a ping", web, stranger, "0/ICMP", "allow"],
    ["another protocol", web, stranger, "22/UDP", "deny"],
  ] as const)("%s", (_, from, to, port, expected) => {
    expect(explain(model, flow(from, to, port)).verdict).toBe(expected);
  });

  test("the denial names the rule and its object", () => {
    const { egress } = explain(model, flow(client, { ip: "169.254.169.254" }, 80));
    expect(egress.deniedBy).toMatchObject({
      object: { kind: "GlobalNetworkPolicy", name: "security.deny-meta" },
      ruleIndex: 1,
    });
    expect(egress.sentence).toBe(
      "client may not reach 169.254.169.254: GlobalNetworkPolicy security.deny-meta denies addresses in 169.254.169.254/32 on TCP (egress rule 2)",
    );
  });
});
