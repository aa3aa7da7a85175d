/** Which sets a policy asks on a node, by the names Calico gives them on a real one, and who belongs in them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Flow } from "../../src/model/flow.ts";
import { Pod, PolicyObject } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { parseNftJson } from "../../src/netstack/nft/json.ts";
import { policyOfRule } from "../../src/netstack/enforcers/policy-names.ts";
import type { DirectionName } from "../../src/policy/normal-form.ts";
import { azureSetNames } from "../../src/netstack/enforcers/azure-npm.ts";
import { policyModelOf } from "../../src/journey/policies/policy-view.ts";
import { meantSet, setsMeant, type MeantSet } from "../../src/journey/policies/policy-sets.ts";
import { pod } from "../resolve/objects.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

function recorded(name: string): string {
  return readFileSync(join(import.meta.dirname, "..", "fixtures", "lab-network", name), "utf8");
}
const objects = (name: string): PolicyObject[] => z.array(PolicyObject).parse(JSON.parse(recorded(name)));

function snapshot(pods: readonly Pod[], policies: readonly PolicyObject[]): ClusterSnapshot {
  return {
    ...emptySnapshot,
    pods: [...pods],
    policies: [...policies],
  };
}

function flow(from: Pod, to: Pod, port: number): Flow {
  const end = ({ metadata, spec, status }: Pod): Flow["from"] => ({
    type: "pod",
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    node: spec.nodeName ?? "",
    ips: [status?.podIP ?? ""],
    hostNetwork: false,
    ready: true,
    containerIds: [],
  });
  return {
    id: "f1",
    from: end(from),
    to: end(to),
    family: 4,
    sourceIP: from.status?.podIP ?? "",
    destinationIP: to.status?.podIP ?? "",
    protocol: "TCP",
    port,
  };
}

function meant(
  asked: Flow,
  read: ClusterSnapshot,
  name: string,
  direction: DirectionName,
): readonly MeantSet[] {
  const policies = [...policyModelOf(read).byNamespace.values()].flatMap((here) => [
    ...here.policies.values(),
  ]);
  const policy = policies.find(({ ref }) => ref.name === name);
  if (!policy) throw new Error(`no policy ${name}`);
  return setsMeant(policy, direction, asked, read) ?? [];
}

const client = pod({ namespace: "shop", name: "client", labels: { app: "client" }, ip: "10.1.0.1" });
const web = pod({
  namespace: "shop",
  name: "web",
  labels: { app: "web" },
  ip: "10.1.0.2",
  ports: [{ name: "http", containerPort: 8080 }],
});
const feed = pod({ namespace: "shop", name: "feed", labels: { feed: "bad" }, ip: "10.1.0.3" });

describe("on a real node of Calico 3.32, every set that a policy's chain asks is one of the policy", () => {
  const policies = [...objects("network-policies.json"), ...objects("calico-policies.json")];
  const here = snapshot([client, web, feed], policies);
  const rules = recorded("node3-iptables-save-c.txt").split("\n");
  const asking = rules.flatMap((line) => {
    const [, path = "", direction] = /"\w*NetworkPolicy (\S+) (ingress|egress)"/.exec(line) ?? [];
    const set = /--match-set (cali40[sn]:\S+)/.exec(line)?.[1];
    if (set === undefined || (direction !== "ingress" && direction !== "egress")) return [];
    return [{ name: path.split("/").at(-1) ?? "", direction, set } as const];
  });

  test("there are some of both kinds of policy", () => {
    expect(asking.map(({ name }) => name).sort()).toEqual([
      "client-egress",
      "default.client-egress",
      "web-allow-client",
    ]);
  });

  test.each(asking)("$set of $name $direction", ({ name, direction, set }) => {
    const sets = meant(flow(client, web, 8080), here, name, direction);
    expect(sets.map((one) => one.name)).toContain(set);
  });
});

test("on the same node in nftables too, where a set is found by its name without the colon", () => {
  const text = readFileSync(
    join(import.meta.dirname, "..", "fixtures", "rules", "calico-nft-list-ruleset.json"),
    "utf8",
  );
  const here = snapshot(
    [client, web],
    [...objects("network-policies.json"), ...objects("calico-policies.json")],
  );
  const asked = parseNftJson(text).chains.flatMap(({ rules }) =>
    rules.flatMap((rule) => {
      const policy = policyOfRule(rule);
      const [, set] = / @(cali40[sn]-\S+)/.exec(rule.text) ?? [];
      return policy?.direction && set !== undefined ? [{ ...policy, direction: policy.direction, set }] : [];
    }),
  );
  expect(asked.length).toBeGreaterThan(0);
  for (const { name, direction, set } of asked) {
    const sets = meant(flow(client, web, 8080), here, name, direction);
    expect(sets.map((one) => one.name.replace(":", "-"))).toContain(set);
  }
});

describe("who belongs in a set", () => {
  const allow = (spec: PolicyObject["spec"]): ClusterSnapshot =>
    snapshot(
      [client, web, feed],
      [
        {
          apiVersion: "projectcalico.org/v3",
          kind: "GlobalNetworkPolicy",
          metadata: { name: "default.p" },
          ...(spec ? { spec } : {}),
        },
      ],
    );
  const only = (sets: readonly MeantSet[]): MeantSet => {
    const [one, ...more] = sets;
    if (!one || more.length > 0) throw new Error(`${sets.length} sets`);
    return one;
  };

  test.each([
    ["client", "app == 'client'", "yes"],
    ["feed", "app == 'client'", "no"],
    ["client", "has(app) && app != 'web'", "yes"],
  ] as const)("%s, of %s: %s", (name, selector, holds) => {
    const from = name === "feed" ? feed : client;
    const read = allow({ selector: "all()", ingress: [{ action: "Allow", source: { selector } }] });
    expect(only(meant(flow(from, web, 8080), read, "default.p", "ingress"))).toMatchObject({
      address: from.status?.podIP,
      holds,
    });
  });

  test.each([
    [8080, "yes"],
    [9090, "no"],
  ] as const)("port %i of the pod that calls 8080 http", (port, holds) => {
    const rule = { action: "Allow", protocol: "TCP", destination: { ports: ["http"] } };
    const read = allow({ selector: "all()", ingress: [rule] });
    const set = only(meant(flow(client, web, port), read, "default.p", "ingress"));
    expect([set.address, set.holds]).toEqual(["10.1.0.2", holds]);
  });

  test("a set is asked about one end only, and nftables writes its name without the colon", () => {
    const read = allow({
      selector: "all()",
      ingress: [{ action: "Allow", source: { selector: "has(app)" } }],
    });
    const sets = meant(flow(client, web, 8080), read, "default.p", "ingress");
    const { name } = only(sets);
    expect(meantSet(sets, name.replace(":", "-"), "10.1.0.1")).toBe(sets[0]);
    expect(meantSet(sets, name, "10.1.0.2")).toBeUndefined();
  });

  test("of a NetworkPolicy's peers each has its own set: one fits, one does not", () => {
    const policy: PolicyObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { namespace: "shop", name: "web" },
      spec: {
        podSelector: { matchLabels: { app: "web" } },
        ingress: [
          {
            from: [
              { ipBlock: { cidr: "10.9.0.0/16" } },
              { podSelector: { matchLabels: { feed: "bad" } } },
              { podSelector: { matchLabels: { app: "client" } } },
            ],
          },
        ],
      },
    };
    const sets = meant(flow(client, web, 8080), snapshot([client, web], [policy]), "web", "ingress");
    const calico = sets.filter(({ name }) => name.startsWith("cali"));
    expect(calico.map(({ holds }) => holds)).toEqual(["no", "yes"]);
    expect(calico[1]?.name).toBe("cali40s:s5AS7YPbgJrZVj_0vqawL6X");
    // As Azure NPM has them: a set for each label, and one of the namespace, both for the target and the sources.
    const azure = (what: string) => meantSet(sets, azureSetNames(what)[0] ?? "", "10.1.0.1")?.holds;
    expect(["podlabel-app:client", "podlabel-feed:bad", "ns-shop"].map(azure)).toEqual(["yes", "no", "yes"]);
  });
});
