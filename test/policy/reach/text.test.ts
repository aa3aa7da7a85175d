/** What a person reads in the matrix. */
import { expect, test } from "vitest";
import { matrix, matrixText } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, namespace, node, pod, policy, web } from "../cluster.ts";

const fromWeb = { from: [{ podSelector: { matchLabels: { app: "web" } } }] };

test("a rule with ports says nothing of ICMP, which the matrix says", () => {
  const text = matrixText(
    matrix([...cluster, dbIngress([{ ...fromWeb, ports: [{ port: "sql" }] }])], ["shop"]),
  );
  expect(text).toBe(`shop/db
  everything → shop/web; elsewhere outside
  nothing → shop/db

shop/web
  TCP 5432, ICMP? → shop/db
  everything → shop/web; elsewhere outside

elsewhere outside
  everything → shop/web
  nothing → shop/db

?: cannot be told from the policies. Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.
`);
});

test("what is denied is named where nearly everything is open", () => {
  const noSsh = {
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "AdminNetworkPolicy",
    metadata: { name: "no-ssh" },
    spec: {
      priority: 1,
      subject: { namespaces: {} },
      ingress: [
        {
          action: "Deny",
          from: [{ namespaces: {} }],
          ports: [{ portNumber: { protocol: "TCP", port: 22 } }],
        },
      ],
    },
  };
  expect(matrix([web, db, namespace("shop"), noSsh]).cells[0]?.[0]).toBe("everything but TCP 22");
});

test("a node's own pods are told apart from other nodes' pods", () => {
  const agent = pod("shop/agent", { ip: "192.168.0.1", hostNetwork: true, labels: { app: "agent" } });
  const { groups, cells } = matrix([
    ...[web, agent, namespace("shop"), node("node1", "192.168.0.1")],
    policy("shop/closed", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
  ]);
  const place = (name: string): number => groups.findIndex((group) => group.name === name);
  const [host, own] = [place("shop/agent"), place("shop/web")];
  expect(cells[host]?.[own]).toBe("nothing (on its own node everything)");
  expect(cells[own]?.[host]).toBe("nothing (on its own node ?)");
});

test("an address in a block is outside with the block's name, unless smaller blocks, pods and nodes fill it", () => {
  const egress = (cidr: string, except: string[] = []) => ({ to: [{ ipBlock: { cidr, except } }] });
  const { groups } = matrix([
    ...cluster,
    policy("shop/out", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [egress("198.18.0.0/15", ["198.18.0.0/16"]), egress("198.19.0.0/16"), egress("10.0.0.1/32")],
    }),
  ]);
  const names = groups.filter(({ pods }) => pods.length === 0).map(({ name }) => name);
  expect(names).toEqual(["elsewhere outside, addresses in 198.18.0.0/16", "addresses in 198.19.0.0/16"]);
});

test("what most destinations share is said once", () => {
  const apps = Array.from({ length: 30 }, (_, index) => `app${index}`);
  const selector = (app: string) => ({ podSelector: { matchLabels: { app } } });
  const text = matrixText(
    matrix([
      namespace("n"),
      ...apps.map((app) => pod(`n/${app}`, { labels: { app } })),
      ...apps.map((app) => policy(`n/${app}`, { ...selector(app), ingress: [{ from: [selector(app)] }] })),
    ]),
  );
  expect(text).toContain("n/app0\n  everything → n/app0; elsewhere outside\n  nothing → all 29 others\n");
});
