/** What a person reads in a diff. */
import { expect, test } from "vitest";
import { diff, diffText, type KubernetesObject } from "../../../src/policy/index.ts";
import { namespace, pod, policy, web } from "../cluster.ts";

const objects: readonly KubernetesObject[] = [
  namespace("shop"),
  web,
  pod("shop/db-1", { ip: "10.0.0.2", labels: { app: "db" } }),
  pod("shop/db-2", { ip: "10.0.0.3", labels: { app: "db" } }),
];
const db = (ingress: readonly object[]): KubernetesObject =>
  policy("shop/db", { podSelector: { matchLabels: { app: "db" } }, ingress });
const fromWeb = { from: [{ podSelector: { matchLabels: { app: "web" } } }] };
const strange: KubernetesObject = {
  apiVersion: "crd.antrea.io/v1beta1",
  kind: "NetworkPolicy",
  metadata: { name: "strange", namespace: "shop" },
};
const text = (before: readonly object[] | undefined, after: readonly object[] | undefined): string =>
  diffText(diff([...objects, ...(before ? [db(before)] : [])], [...objects, ...(after ? [db(after)] : [])]));

test("nothing changes", () => {
  expect(text([fromWeb], [fromWeb])).toBe("No flow changes.\n");
});

test("what opens, with pods of one application together", () => {
  expect(text([], [{ ...fromWeb, ports: [{ port: 5432 }] }])).toContain(
    "Opened:\n  shop/web → shop/db (2 pods) on TCP 5432\n",
  );
});

test("an address that stands for all outside goes by that name", () => {
  expect(text(undefined, [])).toContain(
    "  elsewhere outside → shop/db (2 pods) on every TCP port, every UDP port, every SCTP port, ICMP\n",
  );
});

test("a new port rule closes other ports, and ICMP cannot be told any more", () => {
  expect(text([fromWeb], [{ ...fromWeb, ports: [{ port: 5432 }] }])).toBe(`Closed:
  shop/web → shop/db (2 pods) on TCP 1-5431, TCP 5433-65535, every UDP port, every SCTP port
Cannot be told any more, was open:
  shop/web → shop/db (2 pods) on ICMP
Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.
`);
});

test("and backwards, it can be told again", () => {
  expect(text([{ ...fromWeb, ports: [{ port: 5432 }] }], [fromWeb])).toContain(
    "Can now be told, is open:\n  shop/web → shop/db (2 pods) on ICMP\n",
  );
});

test("a policy that is not decided here leaves in doubt what was open, and says nothing of ICMP by itself", () => {
  const found = diffText(diff(objects, [...objects, strange]));
  expect(found).toContain(
    "Cannot be told any more, was open:\n  elsewhere outside → shop/db (2 pods) on every TCP port, every UDP port, every SCTP port, ICMP\n",
  );
  expect(found).not.toContain("Closed");
  expect(found).not.toContain("leaves to the plugin");
});
