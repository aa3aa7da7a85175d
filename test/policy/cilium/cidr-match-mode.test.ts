/** Blocks match nodes where Cilium is told so (`policy-cidr-match-mode: nodes`), and nobody else of the cluster. */
import { expect, test } from "vitest";
import { verdict, web, db } from "../cluster.ts";
import { cilium } from "./objects.ts";

const config = (mode: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "cilium-config", namespace: "kube-system" },
  data: { "policy-cidr-match-mode": mode },
});
const fromBlock = (cidr: string) => cilium({ ingress: [{ fromCIDR: [cidr] }] });
const node = { ip: "192.168.0.3" };

test.each([
  ["without the setting no block matches a node", [], "deny"],
  ["with an empty one neither", [config("")], "deny"],
  ["with `nodes` it does", [config("nodes")], "allow"],
])("%s", (_, settings, expected) => {
  expect(verdict([...settings, fromBlock("192.168.0.0/24")], node, db)).toBe(expected);
  // Pods are known by identity whatever it says.
  expect(verdict([...settings, fromBlock("10.0.0.0/24")], web, db)).toBe("deny");
});
