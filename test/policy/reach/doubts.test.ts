/** A `?` of the matrix names its reason. */
import { expect, test } from "vitest";
import { compile, matrix, matrixText, type KubernetesObject } from "../../../src/policy/index.ts";
import { cluster, dbIngress } from "../cluster.ts";

const told = (...objects: KubernetesObject[]): string =>
  matrixText(matrix(compile([...cluster, ...objects])));
const fromWeb = { from: [{ podSelector: { matchLabels: { app: "web" } } }] };
const fqdn: KubernetesObject = {
  apiVersion: "networking.gke.io/v1alpha1",
  kind: "FQDNNetworkPolicy",
  metadata: { name: "x", namespace: "shop" },
};

test("ports leave ICMP open, a policy that is not decided here leaves everything open", () => {
  expect(told(dbIngress([{ ...fromWeb, ports: [{ port: 1 }] }]))).toContain("ICMP through");
  const undecided = told(fqdn);
  expect(undecided).toContain("FQDNNetworkPolicy shop/x may select pods and is not decided here.");
  expect(undecided).not.toContain("ICMP through");
});

test("where nothing is open to doubt nothing is said", () => {
  expect(told(dbIngress([fromWeb]))).not.toContain("cannot be told");
});
