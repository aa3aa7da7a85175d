import { endpointChain, servicePortChain } from "./names.ts";
import type { ServiceEndpoint, ServicePortView } from "./service-ports.ts";

/** What one Service port adds to kube-proxy's tables on a node. */
export interface ServicePortRules {
  /** nat: the port's own chains. */
  readonly chains: readonly [string, readonly string[]][];
  /** nat KUBE-SERVICES and KUBE-NODEPORTS. */
  readonly services: readonly string[];
  readonly nodePorts: readonly string[];
  /** filter KUBE-SERVICES and KUBE-EXTERNAL-SERVICES: what is refused for want of endpoints. */
  readonly refuse: readonly string[];
  readonly refuseExternal: readonly string[];
}

const comment = (text: string): string => `-m comment --comment "${text}"`;

function balance(
  chain: string,
  name: string,
  protocol: string,
  endpoints: readonly ServiceEndpoint[],
): string[] {
  return endpoints.map(({ address }, index) => {
    const left = endpoints.length - index;
    const chance = left > 1 ? ` -m statistic --mode random --probability ${(1 / left).toFixed(10)}` : "";
    return `-A ${chain} ${comment(`${name} -> ${address}`)}${chance} -j ${endpointChain(name, protocol, address)}`;
  });
}

function endpointChains({ name, protocol, endpoints }: ServicePortView): [string, readonly string[]][] {
  return endpoints.map(({ address, ip }) => {
    const own = endpointChain(name, protocol, address);
    return [
      own,
      [
        `-A ${own} ${comment(name)} -s ${ip} -j KUBE-MARK-MASQ`,
        `-A ${own} ${comment(name)} -m ${protocol} -p ${protocol} -j DNAT --to-destination ${address}`,
      ],
    ];
  });
}

/** From outside: masqueraded, or with policy Local kept as it is and only to the node's own endpoints. */
function externalChain(
  view: ServicePortView,
  podCIDR: string,
  svc: string,
  svl: string | undefined,
): [string, string[]] {
  const own = servicePortChain("EXT", view.name, view.protocol);
  const locally = `-m addrtype --src-type LOCAL`;
  const rules = view.externalLocal
    ? [
        `${comment(`pod traffic for ${view.name} external destinations`)} -s ${podCIDR} -j ${svc}`,
        `${comment(`masquerade LOCAL traffic for ${view.name} external destinations`)} ${locally} -j KUBE-MARK-MASQ`,
        `${comment(`route LOCAL traffic for ${view.name} external destinations`)} ${locally} -j ${svc}`,
        ...(svl === undefined ? [] : [`-j ${svl}`]),
      ]
    : [
        `${comment(`masquerade traffic for ${view.name} external destinations`)} -j KUBE-MARK-MASQ`,
        `-j ${svc}`,
      ];
  return [own, rules.map((rule) => `-A ${own} ${rule}`)];
}

/** kube-proxy's rules for one Service port as the named node writes them (pkg/proxy/iptables). */
export function servicePortRules(view: ServicePortView, node: string, podCIDR: string): ServicePortRules {
  const { name, protocol, endpoints } = view;
  const local = endpoints.filter((endpoint) => endpoint.node === node);
  const svc = servicePortChain("SVC", name, protocol);
  const svl = servicePortChain("SVL", name, protocol);
  const ext = servicePortChain("EXT", name, protocol);
  const toClusterIP = `-m ${protocol} -p ${protocol} -d ${view.clusterIP} --dport ${view.port}`;
  const toNodePort = `-m ${protocol} -p ${protocol} --dport ${view.nodePort ?? 0}`;
  const external = view.nodePort !== undefined || view.externalIPs.length > 0;
  const toExternalIPs = view.externalIPs.map(
    (ip) => `-m ${protocol} -p ${protocol} -d ${ip} --dport ${view.port}`,
  );

  if (endpoints.length === 0) {
    const none = comment(`${name} has no endpoints`);
    return {
      chains: [],
      services: [],
      nodePorts: [],
      refuse: [`-A KUBE-SERVICES ${none} ${toClusterIP} -j REJECT`],
      refuseExternal: [
        ...toExternalIPs.map((match) => `-A KUBE-EXTERNAL-SERVICES ${none} ${match} -j REJECT`),
        ...(view.nodePort === undefined
          ? []
          : [`-A KUBE-EXTERNAL-SERVICES ${none} -m addrtype --dst-type LOCAL ${toNodePort} -j REJECT`]),
      ],
    };
  }

  const noneLocal = comment(`${name} has no local endpoints`);
  const internalRefused = view.internalLocal && local.length === 0;
  const externalRefused = external && view.externalLocal && local.length === 0;
  const internal = view.internalLocal ? svl : svc;
  const masquerade = (chain: string): string =>
    `-A ${chain} ${comment(`${name} cluster IP`)} ${toClusterIP} ! -s ${podCIDR} -j KUBE-MARK-MASQ`;
  const chains: [string, readonly string[]][] = [
    [svc, [masquerade(svc), ...balance(svc, name, protocol, endpoints)]],
    ...endpointChains(view),
  ];
  if (local.length > 0 && (view.internalLocal || view.externalLocal))
    chains.push([
      svl,
      [...(view.internalLocal ? [masquerade(svl)] : []), ...balance(svl, name, protocol, local)],
    ]);
  if (external) chains.push(externalChain(view, podCIDR, svc, externalRefused ? undefined : svl));
  return {
    chains,
    services: [
      ...(internalRefused
        ? []
        : [`-A KUBE-SERVICES ${comment(`${name} cluster IP`)} ${toClusterIP} -j ${internal}`]),
      ...toExternalIPs.map(
        (match) => `-A KUBE-SERVICES ${comment(`${name} external IP`)} ${match} -j ${ext}`,
      ),
    ],
    nodePorts:
      view.nodePort === undefined ? [] : [`-A KUBE-NODEPORTS ${comment(name)} ${toNodePort} -j ${ext}`],
    refuse: internalRefused ? [`-A KUBE-SERVICES ${noneLocal} ${toClusterIP} -j DROP`] : [],
    refuseExternal: externalRefused
      ? [
          ...toExternalIPs.map((match) => `-A KUBE-EXTERNAL-SERVICES ${noneLocal} ${match} -j DROP`),
          ...(view.nodePort === undefined
            ? []
            : [`-A KUBE-EXTERNAL-SERVICES ${noneLocal} -m addrtype --dst-type LOCAL ${toNodePort} -j DROP`]),
        ]
      : [],
  };
}
