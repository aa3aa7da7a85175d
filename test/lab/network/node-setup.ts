import { deviceOf, nodeTunnelIP, tunnelIPOf, tunnelMacOf, underlayGateway } from "./addressing.ts";
import { debugRootScript } from "./debug-root.ts";
import { tunnelDevice } from "./felix/host.ts";
import { outsideRecords, outsideResolver } from "./outside.ts";
import {
  awaitListening,
  dnsAliases,
  dnsHosts,
  httpHandler,
  labDirectory,
  listenersScript,
} from "./listeners.ts";
import { workloadInterface } from "./felix/names.ts";
import type { Backend, LabNodeSpec, LabPodSpec, Listener, NetworkPlan } from "./network.ts";
import type { Family } from "./ruleset.ts";
import { ipBatch, withInput, writeFile } from "./shell.ts";

const vxlanHeader: Readonly<Record<Family, number>> = { 4: 50, 6: 70 };
const underlayMtu = 1500;

/** One family's side of a node; undefined when the node has none. */
function side(node: LabNodeSpec, family: Family): { ip: string; block: string; tunnel: string } | undefined {
  const [ip, block] = family === 4 ? [node.ip, node.podBlock] : [node.ip6, node.podBlock6];
  if (ip === undefined || block === undefined) return undefined;
  return { ip, block, tunnel: family === 4 ? nodeTunnelIP(node) : tunnelIPOf(block) };
}

/** The tunnel's interface, made where there is none. */
function tunnelLines(
  node: LabNodeSpec,
  { ip, tunnel }: { readonly ip: string; readonly tunnel: string },
  family: Family,
): readonly string[] {
  const device = tunnelDevice(family);
  const mtu = underlayMtu - vxlanHeader[family];
  return [
    `link add ${device} address ${tunnelMacOf(node.name, family)} mtu ${mtu} type vxlan id 4096 local ${ip} dev ${deviceOf(node)} dstport 4789 nolearning`,
    `addr add ${tunnel}/${family === 4 ? 32 : 128} dev ${device}${family === 6 ? " nodad" : ""}`,
    `link set ${device} up`,
  ];
}

/** Addresses, tunnel and routes of one family, as Calico's CNI and Felix leave them on a VXLAN node. */
function wiring(node: LabNodeSpec, plan: NetworkPlan, family: Family): string {
  const own = side(node, family);
  if (!own) return "";
  const device = tunnelDevice(family);
  const underlay = deviceOf(node);
  const mtu = underlayMtu - vxlanHeader[family];
  const gateway = underlayGateway(own.ip);
  const nodad = family === 6 ? " nodad" : "";
  const others = plan.nodes.flatMap((other) => {
    const there = side(other, family);
    return other.name === node.name || !there ? [] : [{ ...there, mac: tunnelMacOf(other.name, family) }];
  });
  const links = [
    `addr add ${own.ip}/${gateway.prefix} ${family === 4 ? "brd + " : ""}dev ${underlay}${nodad}`,
    `link set ${underlay} up`,
    // Proxy ARP answers for 169.254.1.1 only if the node has a route there.
    `route add default via ${gateway.ip} dev ${underlay}`,
    ...tunnelLines(node, own, family),
    ...others.flatMap(({ block, tunnel, mac }) => [
      `neigh add ${tunnel} lladdr ${mac} dev ${device} nud permanent`,
      `route add ${block} via ${tunnel} dev ${device} onlink mtu ${mtu}`,
    ]),
    `route add blackhole ${own.block} proto 80`,
  ];
  const forwarding = others
    .map(({ ip, mac }) => `fdb add ${mac} dev ${device} dst ${ip} self permanent\n`)
    .join("");
  return ipBatch(links, `ip -${family}`) + (forwarding ? withInput("bridge -batch -", forwarding) : "");
}

/**
 * The tunnel's interface, routes and tunnel entries as Felix wants them, each put there whatever stands in its place. What
 * cannot be is left out. A real Felix sets the interface up every ten seconds.
 */
export function routeRepair(node: LabNodeSpec, plan: NetworkPlan, pods: readonly LabPodSpec[]): string {
  const families: readonly Family[] = [4, 6];
  return families
    .map((family) => {
      const own = side(node, family);
      if (!own) return "";
      const device = tunnelDevice(family);
      const mtu = underlayMtu - vxlanHeader[family];
      const others = plan.nodes.flatMap((other) => {
        const there = side(other, family);
        return other.name === node.name || !there ? [] : [{ ...there, mac: tunnelMacOf(other.name, family) }];
      });
      const lines = [
        ...tunnelLines(node, own, family),
        ...others.flatMap(({ block, tunnel, mac }) => [
          `neigh replace ${tunnel} lladdr ${mac} dev ${device} nud permanent`,
          `route replace ${block} via ${tunnel} dev ${device} onlink mtu ${mtu}`,
        ]),
        `route replace blackhole ${own.block} proto 80`,
        ...pods.flatMap((pod) => {
          const ip = family === 4 ? pod.ip : pod.ip6;
          if (pod.hostNetwork === true || ip === undefined) return [];
          const wire = workloadInterface(pod.namespace, pod.name);
          return [
            family === 4
              ? `route replace ${ip}/32 dev ${wire} scope link metric 1024`
              : `route replace ${ip}/128 dev ${wire} metric 1024`,
          ];
        }),
      ];
      const entries = others.map(
        ({ ip, mac }) => `fdb replace ${mac} dev ${device} dst ${ip} self permanent\n`,
      );
      return [
        `{ ${ipBatch(lines, `ip -${family} -force`).trimEnd()}\n} 2>/dev/null || true\n`,
        entries.length > 0
          ? `{ ${withInput("bridge -force -batch -", entries.join("")).trimEnd()}\n} 2>/dev/null || true\n`
          : "",
      ].join("");
    })
    .join("");
}

const sysctls = `set_sysctl() { [ ! -e "/proc/sys/net/$1" ] || echo "$2" >"/proc/sys/net/$1"; }
set_sysctl ipv4/ip_forward 1
set_sysctl ipv4/conf/all/rp_filter 0
set_sysctl ipv4/conf/default/rp_filter 0
set_sysctl ipv4/conf/all/route_localnet 1
set_sysctl ipv6/conf/all/disable_ipv6 0
set_sysctl ipv6/conf/default/disable_ipv6 0
set_sysctl ipv6/conf/all/accept_dad 0
set_sysctl ipv6/conf/default/accept_dad 0
set_sysctl ipv6/conf/all/forwarding 1
`;

/** `iptables` without a suffix is the node's own backend, as on a real node. */
function backendLinks(backend: Backend): string {
  const names = ["iptables", "ip6tables"].flatMap((tool) => [tool, `${tool}-save`, `${tool}-restore`]);
  return `binary=$(command -v xtables-${backend}-multi)
for name in ${names.join(" ")}; do ln -s "$binary" "${labDirectory}/bin/$name"; done
`;
}

/** What every /etc/hosts begins with. */
export const loopbackHosts = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
`;

/** The node's own files about names: nothing of this machine's is seen in the lab. */
function nameFiles(node: LabNodeSpec, plan: NetworkPlan): string {
  const own = [node.ip, ...(node.ip6 === undefined ? [] : [node.ip6])].map((ip) => `${ip}\t${node.name}\n`);
  return [
    writeFile(`${labDirectory}/resolv.conf`, `nameserver ${outsideResolver(plan)}\n`),
    writeFile(`${labDirectory}/hosts`, loopbackHosts + own.join("")),
    ...["resolv.conf", "hosts"].map((file) => `mount --bind ${labDirectory}/${file} /etc/${file}\n`),
  ].join("");
}

/** A cache of cluster DNS on an address that every node has (node-local-dns), and its rules against tracking connections. */
function nodeLocalDns(plan: NetworkPlan): string {
  const ip = plan.nodeLocalDNS;
  if (ip === undefined) return "";
  const ports = ["udp", "tcp"].flatMap((protocol) => [
    `-A PREROUTING -d ${ip}/32 -p ${protocol} -m ${protocol} --dport 53 -j NOTRACK`,
    `-A OUTPUT -s ${ip}/32 -p ${protocol} -m ${protocol} --sport 53 -j NOTRACK`,
    `-A OUTPUT -d ${ip}/32 -p ${protocol} -m ${protocol} --dport 53 -j NOTRACK`,
  ]);
  // The kernel of a lab may have no dummy device: a bridge without ports is as good a place for an address.
  return `${ipBatch(["link add nodelocaldns type bridge", `addr add ${ip}/32 dev nodelocaldns`, "link set nodelocaldns up"])}${withInput(
    `${labDirectory}/bin/iptables-restore --noflush`,
    ["*raw", ...ports, "COMMIT", ""].join("\n"),
  )}dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --cache-size=0 --bind-interfaces --listen-address=${ip} \\
  --server=/cluster.local/${plan.clusterDNS} --server=${outsideResolver(plan)} </dev/null >/dev/null 2>>${labDirectory}/errors &
`;
}

const kubelet: Listener = { port: 10250, protocol: "TCP", kind: "http" };

/** Two scripts, run in the node's namespaces one after the other, that make it a Calico node without pods or rules. */
export function nodeScripts(
  node: LabNodeSpec,
  plan: NetworkPlan,
): { /** What pods need to start. */ readonly base: string; readonly wiring: string } {
  const listeners = [kubelet, ...(node.listeners ?? [])];
  const base = `set -e
mkdir -p ${labDirectory}/bin ${labDirectory}/pods /run/netns
: >${dnsHosts}
${writeFile(dnsAliases, outsideRecords(plan))}${writeFile(`${labDirectory}/http`, httpHandler)}chmod +x ${labDirectory}/http
${sysctls}`;
  const rest = [
    wiring(node, plan, 4),
    wiring(node, plan, 6),
    nameFiles(node, plan),
    debugRootScript(plan.debugRoot),
    backendLinks(plan.backend),
    nodeLocalDns(plan),
    listenersScript(listeners, node.ip6 !== undefined, labDirectory),
    awaitListening([{ pid: "1", listeners }]),
  ];
  return { base, wiring: rest.join("") };
}
