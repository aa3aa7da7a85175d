/** How a verdict came about, line by line. */
import { describe, expect, test } from "vitest";
import { calico, tier, toDb } from "../calico/objects.ts";
import { admin, baseline, denyAll, passAll } from "../cluster-wide/objects.ts";
import { cilium } from "../cilium/objects.ts";
import { db, dbIngress, outside, pod, web } from "../cluster.ts";
import { explained, fromWeb } from "./explained.ts";

describe("the walkthrough", () => {
  test("goes rule by rule and ends with the outcome", () => {
    const { ingress, egress } = explained(
      [dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }])],
      [web, db],
    );
    expect(egress.walkthrough).toEqual(["no policy selects web for egress", "allowed by default"]);
    expect(ingress.walkthrough).toEqual([
      "db is isolated for ingress by NetworkPolicy shop/db",
      "NetworkPolicy shop/db ingress rule 1 admits pods labelled app=web in shop on TCP 80: no, the rule's port is TCP 80; this goes to TCP 5432",
      "no rule of any isolating policy matches: ingress is denied by default",
    ]);
  });

  test("is short however many rules there are", () => {
    const many = dbIngress(Array.from({ length: 500 }, (_, index) => ({ ports: [{ port: index + 1 }] })));
    const { walkthrough } = explained([many], [web, db]).ingress;
    expect(walkthrough).toHaveLength(23);
    expect(walkthrough).toContain("… and 480 more rules");
  });

  test("says why ICMP cannot be told", () => {
    const { ingress } = explained([dbIngress([{ ports: [{ port: 80 }] }])], [web, db, "0/ICMP"]);
    expect(ingress.walkthrough.at(-1)).toContain(
      "what a rule with ports means for ICMP is left to the network plugin",
    );
  });

  test("does not call denied by default what a rule in doubt may admit, nor final what one before it may settle", () => {
    const egress = (...rules: object[]) =>
      explained(
        [cilium({ endpointSelector: { matchLabels: { app: "web" } }, egress: rules })],
        [web, outside],
      ).egress.walkthrough;
    const named = { toFQDNs: [{ matchName: "api.example.com" }] };
    expect(egress(named)).toContain(
      "Cilium tier: no other rule matches and CiliumNetworkPolicy shop/c isolates it: denied by default",
    );
    expect(egress(named, { toEntities: ["world"] })).toContain(
      "Cilium tier: CiliumNetworkPolicy shop/c allows, which is final here, if none before it matches",
    );
    expect(egress({ toEntities: ["world"] })).toContain(
      "Cilium tier: CiliumNetworkPolicy shop/c allows, which is final here",
    );
  });

  test("says once that a pod's own node is never blocked", () => {
    const { ingress, sentence } = explained([dbIngress([])], [{ ip: "192.168.0.2" }, db]);
    expect(ingress.walkthrough).toEqual([`${sentence}: allowed`]);
    expect(sentence).toBe("node2 is db's own node, which no NetworkPolicy can block");
    const agent = pod("shop/agent", { ip: "192.168.0.2", node: "node2", hostNetwork: true });
    expect(explained([agent, dbIngress([])], [agent, db]).sentence).toContain("agent is on db's own node");
  });

  test("shows the nearest rule, however many come before it", () => {
    const rules = Array.from({ length: 100 }, (_, n) => ({
      from: [{ podSelector: { matchLabels: { app: n === 70 ? "wep" : `a${n}` } } }],
    }));
    const line = "NetworkPolicy shop/db ingress rule 71 admits pods labelled app=wep in shop";
    expect(explained([dbIngress(rules)], [web, db]).ingress.walkthrough.join("\n")).toContain(line);
    const tiered = explained([admin({ ingress: [passAll] }), dbIngress(rules)], [web, db]);
    expect(tiered.ingress.walkthrough.join("\n")).toContain(line);
  });

  test("names every tier up to the one that decided, also those without a policy that selects the pod", () => {
    const objects = [
      admin({ subject: { namespaces: { matchLabels: { team: "b" } } }, ingress: [denyAll] }),
      tier("sec", 10),
      calico("sec.x", { tier: "sec", selector: "app == 'x'", types: ["Ingress"] }),
      baseline({ ingress: [denyAll] }),
    ];
    expect(explained(objects, [web, db]).ingress.walkthrough).toEqual([
      "sec tier: no policy selects db for ingress",
      "Admin tier: no policy selects db for ingress",
      "NetworkPolicy tier: no policy selects db for ingress",
      "Baseline tier: BaselineAdminNetworkPolicy default ingress rule 1 denies pods of every namespace on any port: matches",
      "Baseline tier: BaselineAdminNetworkPolicy default denies, which is final",
      "denied by BaselineAdminNetworkPolicy default",
    ]);
    const closed = explained([...objects, dbIngress([])], [web, db]).ingress.walkthrough;
    expect(closed.join("\n")).not.toContain("Baseline");
    expect(explained(objects, [web, db]).egress.walkthrough).toEqual([
      "no policy selects web for egress",
      "allowed by default",
    ]);
  });

  test("does not call a deny rule's peers admitted", () => {
    const policy = toDb([
      { action: "Deny", source: { nets: ["203.0.113.0/24"] } },
      { action: "Allow", source: { selector: "app == 'client'" } },
    ]);
    expect(explained([policy], [web, db]).sentence).toBe(
      "db accepts only endpoints with app == 'client' in shop; web has app=web",
    );
  });

  test("whom an earlier tier lets in is admitted too", () => {
    const objects = [
      admin({ ingress: [{ action: "Allow", from: [{ namespaces: { matchLabels: { team: "z" } } }] }] }),
      dbIngress([]),
    ];
    expect(explained(objects, [web, db]).sentence).toBe(
      "db accepts only pods of namespaces labelled team=z; web is not among them",
    );
  });
});

describe("what another diagnoser got wrong, answered right", () => {
  test("two policies on one pod are alternatives, the one that does not allow denies nothing", () => {
    expect(
      explained([dbIngress([{ from: [fromWeb] }], "shop/a"), dbIngress([], "shop/b")], [web, db]).verdict,
    ).toBe("allow");
  });

  test("ingress asks the destination's port, not the source's", () => {
    expect(explained([dbIngress([{ ports: [{ port: 5432 }] }])], [web, db]).verdict).toBe("allow");
  });

  test("a pod's namespace is its namespace, not its name", () => {
    const named = pod("other/shop", { ip: "10.0.1.8", labels: { app: "web" } });
    expect(explained([dbIngress([{ from: [fromWeb] }])], [named, db]).verdict).toBe("deny");
  });
});
