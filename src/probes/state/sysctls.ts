import { defineProbe, Unreadable } from "../../model/probe.ts";
import type { DeviceSysctls, Sysctls } from "../../netstack/seen/sysctls.ts";
import { reading, script } from "../text/limits.ts";
import { numberOf, shown, tabbedPairs, wholeText } from "../text/reading.ts";

/**
 * One process reads all files: a shell's own `read` takes them byte by byte, and the kernel gives only the first.
 * awk puts an interface on one line. /proc/sys/net shows the namespace of the reader. Settings this kernel does not
 * have are left out.
 */
const readSettings = `
cd /proc/sys/net || exit 1
grep -sH '' ipv4/ip_forward ipv6/conf/all/forwarding ipv6/conf/all/disable_ipv6 \\
  bridge/bridge-nf-call-iptables bridge/bridge-nf-call-ip6tables \\
  netfilter/nf_conntrack_count netfilter/nf_conntrack_max netfilter/nf_conntrack_tcp_be_liberal \\
  ipv4/ip_local_port_range ipv4/conf/*/forwarding ipv4/conf/*/rp_filter ipv4/conf/*/proxy_arp \\
  ipv4/conf/*/arp_ignore ipv4/conf/*/route_localnet ipv4/conf/*/accept_local |
awk -F/ '
  $1 != "ipv4" || $2 != "conf" { cut = index($0, ":"); print substr($0, 1, cut - 1) "\\t" substr($0, cut + 1); next }
  { cut = index($4, ":"); value[$3, substr($4, 1, cut - 1)] = substr($4, cut + 1)
    if (!seen[$3]++) device[++count] = $3 }
  END {
    keys = split("forwarding rp_filter proxy_arp arp_ignore route_localnet accept_local", key, " ")
    for (i = 1; i <= count; i++) {
      line = "device/" device[i] "\\t"
      for (k = 1; k <= keys; k++)
        line = line (k > 1 ? " " : "") ((device[i], key[k]) in value ? value[device[i], key[k]] : "-")
      print line
    }
  }'`;

export const sysctls = defineProbe<Sysctls>({
  name: "sysctls",
  why: "Reads the kernel's forwarding, reverse path filter, proxy ARP and connection table settings.",
  at: "both",
  tool: "awk",
  command: () => reading(script(readSettings)),
  parse(output) {
    const values = tabbedPairs(wholeText(output));
    const flag = (key: string) => {
      const value = values.get(key);
      return value === undefined ? undefined : numberOf(value) > 0;
    };
    const forwarding4 = flag("ipv4/ip_forward");
    if (forwarding4 === undefined) throw new Unreadable("ip_forward was not printed");
    return {
      forwarding4,
      devices: devicesOf(values),
      ...given("forwarding6", flag("ipv6/conf/all/forwarding")),
      ...given("ipv6Disabled", flag("ipv6/conf/all/disable_ipv6")),
      ...given("bridgeCallsIptables", flag("bridge/bridge-nf-call-iptables")),
      ...given("bridgeCallsIp6tables", flag("bridge/bridge-nf-call-ip6tables")),
      ...given("conntrackLiberal", flag("netfilter/nf_conntrack_tcp_be_liberal")),
      ...given("conntrackCount", optionalNumber(values.get("netfilter/nf_conntrack_count"))),
      ...given("conntrackMax", optionalNumber(values.get("netfilter/nf_conntrack_max"))),
      ...given("localPorts", portRange(values.get("ipv4/ip_local_port_range"))),
    };
  },
});

function devicesOf(values: ReadonlyMap<string, string>): ReadonlyMap<string, DeviceSysctls> {
  const devices = new Map<string, DeviceSysctls>();
  for (const [key, text] of values) {
    if (!key.startsWith("device/")) continue;
    const parts = text.split(" ");
    // An interface that vanished while it was read leaves dashes.
    if (parts.includes("-") || parts.includes("")) continue;
    if (parts.length !== 6) throw new Unreadable(`not the settings of an interface: ${shown(text)}`);
    const [forwarding, rpFilter, proxyArp, arpIgnore, routeLocalnet, acceptLocal] = parts.map(numberOf);
    devices.set(key.slice("device/".length), {
      forwarding: forwarding === 1,
      rpFilter: rpFilter ?? 0,
      proxyArp: proxyArp === 1,
      arpIgnore: arpIgnore ?? 0,
      routeLocalnet: routeLocalnet === 1,
      acceptLocal: acceptLocal === 1,
    });
  }
  return devices;
}

function portRange(text: string | undefined): { from: number; to: number } | undefined {
  const [from, to] = text?.trim().split(/\s+/) ?? [];
  return from === undefined ? undefined : { from: numberOf(from), to: numberOf(to) };
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : numberOf(text);
}

/** `{ [key]: value }`, or nothing: absent settings stay absent. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>>;
function given(key: string, value: unknown) {
  return value === undefined ? {} : { [key]: value };
}
