import type { Node } from "../../model/kubernetes.ts";
import { addressNumber, addressText } from "../../netstack/numbers/address-interval.ts";
import { parseCidr } from "../../netstack/numbers/cidr.ts";

/**
 * Annotations in which agents of pod networks note addresses of a node: one (`172.30.0.11/24`), or several with commas
 * between them. Every other annotation is text that may merely look like an address (`node.alpha.kubernetes.io/ttl: "0"`).
 */
const holdsAddresses: readonly RegExp[] = [
  // Calico: `IPv4Address`, `IPv4IPIPTunnelAddr`, `IPv4VXLANTunnelAddr`, `IPv4WireguardInterfaceAddr`, and the same for IPv6.
  /^projectcalico\.org\/IPv[46](Address|IPIPTunnelAddr|VXLANTunnelAddr|WireguardInterfaceAddr)$/,
  /^flannel\.alpha\.coreos\.com\/public-ip(v6)?(-overwrite)?$/,
  // Cilium, by its older and its newer name.
  /^(io\.cilium\.network\.|network\.cilium\.io\/)ipv[46]-(cilium-host|health-ip|Ingress-ip|pod-cidr)$/,
  /^kube-router\.io\/(pod-cidrs?|node\.bgp\.local-addresses?|bgp-local-addresses)$/,
  /^node\.antrea\.io\/transport-addresses$/,
  /^k3s\.io\/(internal|external)-ip$/,
  /^(alpha\.)?kubernetes\.io\/provided-node-ip$/,
];

/**
 * Every address of a node that its object tells: packets of the node itself carry one of them. From its range for pods
 * the first two, which a tunnel's device (`10.244.1.0`) and a bridge (`10.244.1.1`) take.
 */
export function nodeAddresses({ metadata, spec, status }: Node): readonly string[] {
  const noted = Object.entries(metadata.annotations ?? {}).flatMap(([key, value]) =>
    holdsAddresses.some((pattern) => pattern.test(key)) ? value.split(",") : [],
  );
  const ranges = [...(spec?.podCIDRs ?? []), ...(spec?.podCIDR === undefined ? [] : [spec.podCIDR])];
  const told = [
    ...(status?.addresses ?? []).map(({ address }) => address),
    ...noted.map((text) => text.trim()),
    ...ranges.flatMap(firstTwo),
  ];
  return [...new Set(told.flatMap((text) => parseCidr(text)?.address.toString() ?? []))];
}

/** `10.244.1.0/24` → `10.244.1.0` and `10.244.1.1`. */
function firstTwo(range: string): readonly string[] {
  const first = addressNumber(range.split("/")[0] ?? "");
  return first === undefined ? [] : [first, first + 1n].map(addressText);
}
