import type { Family, Table, TableRules } from "../ruleset.ts";
import { chain, renderChain, type Rule } from "./chain.ts";
import { allButDrop, clearMark, mark, marked, setMark, unmarked } from "./marks.ts";
import { setName } from "./names.ts";

/** The node's VXLAN interface of a family. */
export function tunnelDevice(family: Family): string {
  return family === 4 ? "vxlan.calico" : "vxlan-v6.calico";
}

const hostEndpointAccepted = (action: string): Rule => ({
  comments: ["Host endpoint policy accepted packet."],
  match: marked(mark.accept),
  action: `--jump ${action}`,
});
const acceptMarked: Rule = { match: marked(mark.accept), action: "--jump ACCEPT" };
const vxlan = "-p 17 -m multiport --destination-ports 4789";

/** Felix's jump put first in a kernel chain. */
function insertJump(kernelChain: string): string {
  const [line = ""] = renderChain(kernelChain, [{ action: `--jump cali-${kernelChain}` }]);
  return line.replace("-A ", "-I ");
}

/** Rules put last in a kernel chain; their hashes start from a name of their own, so that an inserted twin differs. */
function appendRules(kernelChain: string, rules: readonly Rule[]): string[] {
  const seed = `${kernelChain}*appends*`;
  return renderChain(seed, rules).map((line) => line.replace(seed, kernelChain));
}

function filterTable(family: Family): TableRules {
  const vxlanHosts = setName(family, "all-vxlan-net");
  const neighbourDiscovery: Rule[] =
    family === 4
      ? []
      : [130, 131, 132, 133, 135, 136].map((type) => ({
          match: `-p 58 -m icmp6 --icmpv6-type ${type}`,
          action: "--jump ACCEPT",
        }));
  return {
    hooks: [
      ...["INPUT", "FORWARD", "OUTPUT"].map(insertJump),
      ...appendRules("FORWARD", [
        {
          comments: ["Policy explicitly accepted packet."],
          match: marked(mark.accept),
          action: "--jump ACCEPT",
        },
        { action: setMark(mark.accept) },
      ]),
    ],
    chains: new Map([
      chain("cali-INPUT", [
        {
          comments: [`Allow IPv${family} VXLAN packets from allowed hosts`],
          match: `${vxlan} -m set --match-set ${vxlanHosts} src -m addrtype --dst-type LOCAL`,
          action: "--jump ACCEPT",
        },
        {
          comments: [`Drop IPv${family} VXLAN packets from non-allowed hosts`],
          match: `${vxlan} -m addrtype --dst-type LOCAL`,
          action: "--jump DROP",
        },
        { match: "--in-interface cali+", action: "--goto cali-wl-to-host" },
        acceptMarked,
        { action: clearMark(allButDrop) },
        { action: "--jump cali-from-host-endpoint" },
        hostEndpointAccepted("ACCEPT"),
      ]),
      chain("cali-wl-to-host", [
        ...neighbourDiscovery,
        { action: "--jump cali-from-wl-dispatch" },
        { comments: ["Configured DefaultEndpointToHostAction"], action: "--jump ACCEPT" },
      ]),
      chain("cali-FORWARD", [
        { action: clearMark(mark.pass | mark.scratch0 | mark.scratch1) },
        { match: unmarked(mark.accept), action: "--jump cali-from-hep-forward" },
        { match: "--in-interface cali+", action: "--jump cali-from-wl-dispatch" },
        { match: "--out-interface cali+", action: "--jump cali-to-wl-dispatch" },
        { action: "--jump cali-to-hep-forward" },
        { action: "--jump cali-cidr-block" },
      ]),
      chain("cali-OUTPUT", [
        acceptMarked,
        { match: "--out-interface cali+", action: "--jump RETURN" },
        {
          comments: [`Allow IPv${family} VXLAN packets to other allowed hosts`],
          match: `${vxlan} -m addrtype --src-type LOCAL -m set --match-set ${vxlanHosts} dst`,
          action: "--jump ACCEPT",
        },
        { action: clearMark(allButDrop) },
        { match: "-m conntrack ! --ctstate DNAT", action: "--jump cali-to-host-endpoint" },
        hostEndpointAccepted("ACCEPT"),
      ]),
      chain("cali-from-hep-forward"),
      chain("cali-to-hep-forward"),
      chain("cali-cidr-block"),
      chain("cali-from-host-endpoint"),
      chain("cali-to-host-endpoint"),
    ]),
  };
}

function rawTable(): TableRules {
  const untracked: Rule = { match: "-p udp --dport 4789", action: "--jump NOTRACK" };
  return {
    hooks: ["PREROUTING", "OUTPUT"].map(insertJump),
    chains: new Map([
      chain("cali-PREROUTING", [
        { action: clearMark(allButDrop) },
        untracked,
        { match: "--in-interface cali+", action: setMark(mark.scratch0) },
        { match: marked(mark.scratch0), action: "--jump cali-rpf-skip" },
        { match: `${marked(mark.scratch0)} -m rpfilter --invert --validmark`, action: "--jump DROP" },
        { match: unmarked(mark.scratch0), action: "--jump cali-from-host-endpoint" },
        acceptMarked,
      ]),
      chain("cali-OUTPUT", [
        { action: clearMark(allButDrop) },
        { action: "--jump cali-to-host-endpoint" },
        untracked,
        acceptMarked,
      ]),
      chain("cali-rpf-skip"),
      chain("cali-from-host-endpoint"),
      chain("cali-to-host-endpoint"),
    ]),
  };
}

function mangleTable(family: Family): TableRules {
  const leavesCluster =
    `-m set --match-set ${setName(family, "dscp-src-net")} src ` +
    `-m set ! --match-set ${setName(family, "network-ip-pools")} dst ` +
    `-m set ! --match-set ${setName(family, "this-host")} dst`;
  return {
    hooks: ["PREROUTING", "POSTROUTING"].map(insertJump),
    chains: new Map([
      chain("cali-PREROUTING", [
        { match: "-m conntrack --ctstate RELATED,ESTABLISHED", action: "--jump ACCEPT" },
        acceptMarked,
        { action: "--jump cali-from-host-endpoint" },
        hostEndpointAccepted("ACCEPT"),
      ]),
      chain("cali-POSTROUTING", [
        {
          comments: ["set dscp for traffic leaving cluster."],
          match: leavesCluster,
          action: "--jump cali-egress-dscp",
        },
        { match: marked(mark.accept), action: "--jump RETURN" },
        { action: clearMark(allButDrop) },
        { match: "-m conntrack --ctstate DNAT", action: "--jump cali-to-host-endpoint" },
        hostEndpointAccepted("RETURN"),
      ]),
      chain("cali-egress-dscp"),
      chain("cali-from-host-endpoint"),
      chain("cali-to-host-endpoint"),
    ]),
  };
}

function natTable(family: Family): TableRules {
  const leavesPools =
    `-m set --match-set ${setName(family, "masq-ipam-pools")} src ` +
    `-m set ! --match-set ${setName(family, "network-ip-pools")} dst`;
  return {
    hooks: [
      ...["PREROUTING", "OUTPUT"].map(insertJump),
      ...appendRules("POSTROUTING", [{ action: "--jump cali-POSTROUTING" }]),
    ],
    chains: new Map([
      chain("cali-PREROUTING", [{ action: "--jump cali-fip-dnat" }]),
      chain("cali-OUTPUT", [{ action: "--jump cali-fip-dnat" }]),
      chain("cali-POSTROUTING", [
        { action: "--jump cali-fip-snat" },
        { action: "--jump cali-nat-outgoing" },
        {
          match: `--out-interface ${tunnelDevice(family)} -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL`,
          action: "--jump MASQUERADE --random-fully",
        },
      ]),
      chain("cali-nat-outgoing", [{ match: leavesPools, action: "--jump MASQUERADE --random-fully" }]),
      chain("cali-fip-dnat"),
      chain("cali-fip-snat"),
    ]),
  };
}

/** Felix's rules that hold on every node whatever runs there, as Calico 3.32 writes them. */
export function hostTables(family: Family): Record<Table, TableRules> {
  return {
    raw: rawTable(),
    mangle: mangleTable(family),
    nat: natTable(family),
    filter: filterTable(family),
  };
}
