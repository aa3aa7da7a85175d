import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { harmless, riskOf } from "../../src/judge/fix-guard.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

test.each([
  ["kubectl describe node node3", "looks"],
  ["kubectl -n kube-system get pods -l k8s-app=kube-proxy", "looks"],
  ["kubectl -n test patch service web --type merge -p '{}'", "changes"],
  ["kubectl drain node3 --ignore-daemonsets", "disrupts"],
  ["kubectl -n test delete pod web-0", "disrupts"],
  ["ip route get 10.0.0.1   # on node2, then delete nothing", "looks"],
  ["ip -d link show ens3   # on node2", "looks"],
  ["ip link set vxlan.calico up   # on node2", "changes"],
  ["ip route replace 10.0.0.1 dev cali1 scope link", "agents-own"],
  ["ip neigh del 192.168.0.13 dev ens3   # on node2", "disrupts"],
  ["ip neigh replace 10.0.0.1 lladdr 66:00:00:00:00:01 dev vxlan.calico", "agents-own"],
  ["ip route add default via 192.168.0.1", "changes"],
  ["bridge fdb show dev vxlan.calico", "looks"],
  ["bridge fdb append 66:00:00:00:00:01 dev vxlan.calico dst 192.168.0.13", "agents-own"],
  ["iptables -t nat -D KUBE-SERVICES -j DROP", "agents-own"],
  ["ip6tables-nft -D cali-FORWARD -j DROP", "agents-own"],
  ["iptables-save -c", "looks"],
  ["nft list ruleset", "looks"],
  ["nft delete table inet firewalld", "agents-own"],
  ["conntrack -D -p udp --orig-port-src 40000", "disrupts"],
  ["sysctl -w net.ipv4.ip_forward=1   # on node3", "changes"],
  ["reboot", "disrupts"],
])("%s: %s", (command, risk) => {
  expect(riskOf(command)).toBe(risk);
});

test("a command that takes something away is shown for a confirmed cause only", () => {
  const fix = {
    summary: "s",
    checked: false,
    commands: ["kubectl -n a delete pod b", "kubectl -n a get pods"],
  };
  expect(harmless(fix, "likely").commands).toEqual(["kubectl -n a get pods"]);
  expect(harmless(fix, "confirmed").commands).toEqual(fix.commands);
});

test("what is left of a fix without commands keeps its words", () => {
  expect(
    harmless({ summary: "restart the agent", checked: false, commands: ["ip route add x"] }, "confirmed"),
  ).toEqual({
    summary: "restart the agent",
    checked: false,
  });
});

const runs = readdirSync(new URL("../evidence/", import.meta.url)).flatMap((file) =>
  file.endsWith(".json.gz") ? [file.replace(".json.gz", "")] : [],
);

describe("no recorded run is answered with a command that an agent would undo, nor with one that disrupts unless it is sure", () => {
  test.each(runs)("%s", (run) => {
    const report = conclude(loadEvidence(run));
    const wrong = [...(report.cause ? [report.cause] : []), ...report.also].flatMap(
      ({ code, confidence, finding }) =>
        (finding.fix?.commands ?? []).flatMap((command) => {
          const risk = riskOf(command);
          const harmful = risk === "agents-own" || (risk === "disrupts" && confidence !== "confirmed");
          return harmful ? [`${code}: ${command}`] : [];
        }),
    );
    expect(wrong).toEqual([]);
  });
});
