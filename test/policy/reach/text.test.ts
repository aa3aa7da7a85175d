/** What a person reads in the matrix. */
import { describe, expect, test } from "vitest";
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

test("of many groups, what most sources have in common is said once", () => {
  const apps = Array.from({ length: 30 }, (_, index) => `app${index}`);
  const selector = (app: string) => ({ podSelector: { matchLabels: { app } } });
  const text = matrixText(
    matrix([
      namespace("n"),
      ...apps.map((app) => pod(`n/${app}`, { labels: { app } })),
      ...apps
        .slice(1)
        .map((app) => policy(`n/${app}`, { ...selector(app), ingress: [{ from: [selector(app)] }] })),
    ]),
  );
  expect(text).toContain(`30 pods in 1 namespace, in 31 groups that behave alike.

From everyone, unless told otherwise below:
  everything → n/app0; elsewhere outside
  nothing → everyone else

n/app1
  everything → n/app1

`);
  expect(text).toContain("\nAs at the top, from the other 2: n/app0; elsewhere outside\n");
});

describe("namespaces that are alike", () => {
  const team = (number: number) => {
    const name = `team-${number}`;
    return [
      namespace(name),
      pod(`${name}/web`, { labels: { app: "web" } }),
      pod(`${name}/db-0`, { labels: { app: "db" } }),
      pod(`${name}/db-1`, { labels: { app: "db" } }),
      policy(`${name}/db`, {
        podSelector: { matchLabels: { app: "db" } },
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }],
      }),
      policy(`${name}/web`, {
        podSelector: { matchLabels: { app: "web" } },
        ingress: [{ from: [{ podSelector: {} }] }],
      }),
    ];
  };
  const teams = (count: number) => Array.from({ length: count }, (_, index) => team(index + 1)).flat();

  test("are told once, however many there are", () => {
    expect(matrixText(matrix(teams(48)))).toBe(`In each of 48 namespaces (team-1 to team-48):

  db (96 pods in all)
    TCP 5432, ICMP? → in the same namespace: db
    everything → elsewhere outside
    everything → in the same namespace: web
    nothing → in the other namespaces: all of these

  web (48 pods in all)
    TCP 5432, ICMP? → in the same namespace: db
    everything → elsewhere outside
    everything → in the same namespace: web
    nothing → in the other namespaces: all of these

elsewhere outside
  nothing → in each of the 48 namespaces like team-1: all of these

?: cannot be told from the policies. Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.
`);
  });

  test("but for one, which is told by itself", () => {
    const odd = policy("team-3/odd", { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
    const text = matrixText(matrix([...teams(4), odd]));
    expect(text).toContain("In each of 3 namespaces (team-1, team-2 and team-4):");
    expect(text).toContain("\nevery pod of team-3 (3 pods)\n  everything → every pod of team-3 (3 pods)");
  });

  test("with applications of other names have those of the first", () => {
    const renamed = team(2).map(
      (object) => JSON.parse(JSON.stringify(object).replaceAll("web", "front")) as typeof object,
    );
    expect(matrixText(matrix([...team(1), ...renamed]))).toContain(
      "In each of 2 namespaces (team-1 and team-2), with the names that they have in team-1:",
    );
  });
});
