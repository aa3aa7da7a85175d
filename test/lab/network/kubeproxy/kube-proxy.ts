import type { Family, Ruleset } from "../ruleset.ts";
import type { ProxyNode } from "./endpoint-choice.ts";
import { servicePortRules } from "./service-chains.ts";
import type { ServicePortView } from "./service-ports.ts";

const comment = (text: string): string => `-m comment --comment "${text}"`;
const fresh = "-m conntrack --ctstate NEW";
const firewall = `${fresh} ${comment("kubernetes load balancer firewall")} -j KUBE-PROXY-FIREWALL`;
const portals = comment("kubernetes service portals");
const visible = `${fresh} ${comment("kubernetes externally-visible service portals")} -j KUBE-EXTERNAL-SERVICES`;

const filterHooks: readonly string[] = [
  `-A INPUT ${firewall}`,
  `-A INPUT ${comment("kubernetes health check service ports")} -j KUBE-NODEPORTS`,
  `-A INPUT ${visible}`,
  "-A INPUT -j KUBE-FIREWALL",
  `-A FORWARD ${firewall}`,
  `-A FORWARD ${comment("kubernetes forwarding rules")} -j KUBE-FORWARD`,
  `-A FORWARD ${fresh} ${portals} -j KUBE-SERVICES`,
  `-A FORWARD ${visible}`,
  `-A OUTPUT ${firewall}`,
  `-A OUTPUT ${fresh} ${portals} -j KUBE-SERVICES`,
  "-A OUTPUT -j KUBE-FIREWALL",
];

const natHooks: readonly string[] = [
  `-A PREROUTING ${portals} -j KUBE-SERVICES`,
  `-A OUTPUT ${portals} -j KUBE-SERVICES`,
  `-A POSTROUTING ${comment("kubernetes postrouting rules")} -j KUBE-POSTROUTING`,
];

const postrouting: readonly string[] = [
  "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
  "-A KUBE-POSTROUTING -j MARK --xor-mark 0x4000",
  `-A KUBE-POSTROUTING ${comment("kubernetes service traffic requiring SNAT")} -j MASQUERADE --random-fully`,
];

const forward: readonly string[] = [
  "-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP",
  `-A KUBE-FORWARD ${comment("kubernetes forwarding rules")} -m mark --mark 0x4000/0x4000 -j ACCEPT`,
  `-A KUBE-FORWARD ${comment("kubernetes forwarding conntrack rule")} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
];

const localnet = `-A KUBE-FIREWALL ${comment("block incoming localnet connections")} -d 127.0.0.0/8 ! -s 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP`;

const nodePortsLast = `-A KUBE-SERVICES ${comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain")} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS`;

const canaries: readonly [string, readonly string[]][] = [
  ["KUBE-KUBELET-CANARY", []],
  ["KUBE-PROXY-CANARY", []],
];

/** All of kube-proxy's rules on a node in one family, with the kubelet's canaries. */
export function kubeProxyRules(
  ports: readonly ServicePortView[],
  node: ProxyNode,
  podCIDR: string,
  family: Family,
): Ruleset {
  const rules = ports.map((port) => servicePortRules(port, node, podCIDR));
  return {
    raw: { hooks: [], chains: new Map() },
    mangle: { hooks: [], chains: new Map([...canaries, ["KUBE-IPTABLES-HINT", []]]) },
    nat: {
      hooks: natHooks,
      chains: new Map([
        ...canaries,
        ["KUBE-MARK-MASQ", ["-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000"]],
        ["KUBE-POSTROUTING", postrouting],
        ["KUBE-NODEPORTS", rules.flatMap((rule) => rule.nodePorts)],
        ["KUBE-SERVICES", [...rules.flatMap((rule) => rule.services), nodePortsLast]],
        ...rules.flatMap((rule) => rule.chains),
      ]),
    },
    filter: {
      hooks: filterHooks,
      chains: new Map([
        ...canaries,
        ["KUBE-NODEPORTS", rules.flatMap((rule) => rule.healthChecks)],
        ["KUBE-PROXY-FIREWALL", rules.flatMap((rule) => rule.firewall)],
        ["KUBE-FIREWALL", family === 4 ? [localnet] : []],
        ["KUBE-FORWARD", forward],
        ["KUBE-SERVICES", rules.flatMap((rule) => rule.refuse)],
        ["KUBE-EXTERNAL-SERVICES", rules.flatMap((rule) => rule.refuseExternal)],
      ]),
    },
  };
}
