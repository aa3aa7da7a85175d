import { expect, test } from "vitest";
import { forbidden, kindOf, nodesOf } from "./fix-commands.ts";

const sure = { right: true, confirmed: true };
const unsure = { right: true, confirmed: false };

test.each([
  "kubectl -n test describe pod web-0",
  "kubectl get pods -A -o wide --field-selector spec.nodeName=node2   # find the CNI's agent",
  "ip route get 10.0.0.1   # on node2",
  "ip -d link show ens3",
  "bridge fdb show dev vxlan.calico   # on node2",
  "iptables-nft -t filter -L INPUT -n -v --line-numbers",
  "nft -a list chain inet fw forward",
  "tcpdump -nni any udp port 4789 and host 192.168.0.13   # on both nodes",
  "grep -r forward /etc/sysctl.conf /etc/sysctl.d   # on node2",
])("only looks: %s", (command) => {
  expect(kindOf(command)).toBe("look");
  expect(forbidden(command, { right: false, confirmed: false })).toBeUndefined();
});

test.each([
  "kubectl -n test scale deployment/web --replicas=1",
  `kubectl -n test patch service web --type merge -p '{"spec":{"selector":{"app":"web"}}}'`,
  "iptables-nft -t filter -D INPUT -p tcp -j DROP",
  "nft delete rule inet fw forward handle 7",
  "sysctl -w net.ipv4.ip_forward=1   # on node2",
  "ip link set vxlan.calico up   # on node2",
])("changes something: %s", (command) => {
  expect(kindOf(command)).toBe("change");
});

test("what opens an editor or has a gap to fill in is for a person", () => {
  expect(kindOf("kubectl -n test edit service web")).toBe("by hand");
  expect(kindOf("dig @SERVER example.org")).toBe("look");
  expect(kindOf("ip route replace ADDRESS dev cali1")).toBe("by hand");
});

test("a sentence is no command", () => {
  expect(kindOf("iptables-legacy ip filter FORWARD: change the chain's policy")).toBe("no command");
  expect(kindOf("restart the agent")).toBe("no command");
});

test("nothing is taken away for less than a confirmed cause", () => {
  const command = "kubectl drain node3 --ignore-daemonsets";
  expect(forbidden(command, sure)).toBeUndefined();
  expect(forbidden(command, unsure)).toContain("less than a confirmed cause");
  expect(forbidden(command, { right: false, confirmed: true })).toContain("not the one");
  expect(forbidden("iptables -t filter -D INPUT -j DROP", unsure)).toBeDefined();
  expect(forbidden("kubectl -n test scale deployment/web --replicas=1", unsure)).toBeUndefined();
});

test.each([
  "iptables-nft -t nat -D KUBE-SERVICES -d 10.96.0.10/32 -j RETURN",
  "nft delete rule ip filter cali-tw-cali1 handle 3",
  "bridge fdb replace 66:00:00:00:00:01 dev vxlan.calico dst 192.168.0.13   # on node2",
  "ip route replace 10.0.0.2 dev cali1 scope link   # on node2",
])("what an agent owns is never edited: %s", (command) => {
  expect(forbidden(command, sure)).toContain("an agent owns");
});

test("a comment says on which nodes a command is for", () => {
  const nodes = ["node1", "node2", "node3"];
  expect(nodesOf("ip link set up dev x   # on node2, until the agent does it", nodes, "node1")).toEqual([
    "node2",
  ]);
  expect(nodesOf("ip link set up dev x", nodes, "node1")).toEqual(["node1"]);
  expect(nodesOf("ip link set up dev x", nodes, undefined)).toEqual([]);
});
