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
  expect(text(undefined, [])).toBe(
    "Closed:\n  shop/db (2 pods); shop/web; elsewhere outside → shop/db (2 pods) on every port and ICMP\n",
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
    "Cannot be told any more, was open:\n  every pod of shop (3 pods) → every pod of shop (3 pods); elsewhere outside on every port and ICMP\n",
  );
  expect(found).not.toContain("Closed");
  expect(found).not.toContain("leaves to the plugin");
});

test("of very many, the first few are named and the others counted", () => {
  const teams = Array.from({ length: 40 }, (_, index) => `team-${index + 10}`);
  const many = teams.flatMap((team, index) => [
    namespace(team),
    pod(`${team}/web`, { ip: `10.7.0.${index}` }),
    pod(`${team}/api`, { ip: `10.8.0.${index}` }),
  ]);
  const own = teams.map((team) =>
    policy(`${team}/own`, { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }),
  );
  const lines = diffText(diff(many, [...many, ...own])).split("\n");
  expect(lines).toHaveLength(43);
  expect(lines[1]).toBe(
    "  every pod of team-10 (2 pods) → every pod of team-11 (2 pods); every pod of team-12 (2 pods); every pod of team-13 (2 pods); every pod of team-14 (2 pods); every pod of team-15 (2 pods); 34 more (68 pods, see --json) on every port and ICMP",
  );
  expect(lines[41]).toMatch(/^ {2}elsewhere outside → every pod of team-10/);
});
