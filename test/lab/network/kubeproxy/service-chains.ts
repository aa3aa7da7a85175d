import ipaddr from "ipaddr.js";
import { endpointChoice, type EndpointChoice, type ProxyNode } from "./endpoint-choice.ts";
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
  /** filter KUBE-PROXY-FIREWALL: sources that a load balancer's address is not open to. */
  readonly firewall: readonly string[];
  /** filter KUBE-NODEPORTS: what asks the node whether it has endpoints. */
  readonly healthChecks: readonly string[];
}

const comment = (text: string): string => `-m comment --comment "${text}"`;

/** A port as one node's kube-proxy sees it: which chains it has, and where packets of each kind go. */
interface Plan extends EndpointChoice {
  readonly view: ServicePortView;
  readonly node: ProxyNode;
  readonly podCIDR: string;
  readonly svc: string;
  readonly svl: string;
  readonly ext: string;
  readonly fw: string;
  readonly external: boolean;
  readonly hasInternal: boolean;
  readonly hasExternal: boolean;
  readonly guarded: boolean;
  readonly loadBalancerIPs: readonly string[];
}

function planOf(view: ServicePortView, node: ProxyNode, podCIDR: string): Plan {
  const { name, protocol, nodePort, externalIPs, loadBalancerIPs } = view;
  const choice = endpointChoice(view, node);
  const hasLocal = choice.local.length > 0;
  return {
    ...choice,
    view,
    node,
    podCIDR,
    svc: servicePortChain("SVC", name, protocol),
    svl: servicePortChain("SVL", name, protocol),
    ext: servicePortChain("EXT", name, protocol),
    fw: servicePortChain("FW", name, protocol),
    external: nodePort !== undefined || externalIPs.length > 0 || loadBalancerIPs.length > 0,
    hasInternal: choice.any && (!view.internalLocal || hasLocal),
    hasExternal: choice.any && (!view.externalLocal || hasLocal),
    guarded: choice.any && loadBalancerIPs.length > 0 && view.sourceRanges.length > 0,
    loadBalancerIPs,
  };
}

function balance(chain: string, view: ServicePortView, endpoints: readonly ServiceEndpoint[]): string[] {
  const { name, protocol, affinitySeconds } = view;
  const to = ({ address }: ServiceEndpoint): string => comment(`${name} -> ${address}`);
  const sepOf = ({ address }: ServiceEndpoint): string => endpointChain(name, protocol, address);
  const known =
    affinitySeconds === undefined
      ? []
      : endpoints.map((endpoint) => {
          const sep = sepOf(endpoint);
          return `-A ${chain} ${to(endpoint)} -m recent --name ${sep} --rcheck --seconds ${affinitySeconds} --reap -j ${sep}`;
        });
  return [
    ...known,
    ...endpoints.map((endpoint, index) => {
      const left = endpoints.length - index;
      const chance = left > 1 ? ` -m statistic --mode random --probability ${(1 / left).toFixed(10)}` : "";
      return `-A ${chain} ${to(endpoint)}${chance} -j ${sepOf(endpoint)}`;
    }),
  ];
}

function endpointChains(
  { name, protocol, affinitySeconds }: ServicePortView,
  endpoints: readonly ServiceEndpoint[],
): [string, readonly string[]][] {
  return endpoints.map(({ address, ip }) => {
    const own = endpointChain(name, protocol, address);
    const remember = affinitySeconds === undefined ? "" : ` -m recent --name ${own} --set`;
    return [
      own,
      [
        // A pod that gets back what it sent to its own Service would answer itself: its packets are masqueraded.
        `-A ${own} ${comment(name)} -s ${ip} -j KUBE-MARK-MASQ`,
        `-A ${own} ${comment(name)}${remember} -m ${protocol} -p ${protocol} -j DNAT --to-destination ${address}`,
      ],
    ];
  });
}

/** From outside: masqueraded, or with policy Local kept as it is and only to the node's own endpoints. */
function externalChain(plan: Plan): [string, string[]] {
  const { view, ext, svc, svl, podCIDR, hasExternal } = plan;
  const locally = `-m addrtype --src-type LOCAL`;
  const rules = view.externalLocal
    ? [
        `${comment(`pod traffic for ${view.name} external destinations`)} -s ${podCIDR} -j ${svc}`,
        `${comment(`masquerade LOCAL traffic for ${view.name} external destinations`)} ${locally} -j KUBE-MARK-MASQ`,
        `${comment(`route LOCAL traffic for ${view.name} external destinations`)} ${locally} -j ${svc}`,
        ...(hasExternal ? [`-j ${svl}`] : []),
      ]
    : [
        `${comment(`masquerade traffic for ${view.name} external destinations`)} -j KUBE-MARK-MASQ`,
        `-j ${svc}`,
      ];
  return [ext, rules.map((rule) => `-A ${ext} ${rule}`)];
}

/** Which sources may use the load balancer's addresses; the node itself where a range holds it. */
function firewallChain({ view, fw, ext, node, loadBalancerIPs }: Plan): [string, string[]] {
  const matches = comment(`${view.name} loadbalancer IP`);
  const nodeAllowed = view.sourceRanges.some((range) =>
    node.ips.some(
      (ip) => ip.includes(":") === range.includes(":") && ipaddr.parse(ip).match(ipaddr.parseCIDR(range)),
    ),
  );
  const sources = [...view.sourceRanges, ...(nodeAllowed ? loadBalancerIPs : [])];
  return [
    fw,
    [
      ...sources.map((source) => `-A ${fw} ${matches} -s ${source} -j ${ext}`),
      `-A ${fw} ${comment(`other traffic to ${view.name} will be dropped by KUBE-PROXY-FIREWALL`)}`,
    ],
  ];
}

/** kube-proxy's rules for one Service port as the given node writes them (pkg/proxy/iptables: syncProxyRules). */
export function servicePortRules(view: ServicePortView, node: ProxyNode, podCIDR: string): ServicePortRules {
  const plan = planOf(view, node, podCIDR);
  const { any, hasInternal, hasExternal, external, guarded } = plan;
  const { name, protocol } = view;
  const to = (ip: string): string => `-m ${protocol} -p ${protocol} -d ${ip} --dport ${view.port}`;
  const toNodePort = `-m ${protocol} -p ${protocol} --dport ${view.nodePort ?? 0}`;
  const refusal = (): [string, string] =>
    any
      ? [comment(`${name} has no local endpoints`), "DROP"]
      : [comment(`${name} has no endpoints`), "REJECT"];
  const refused = (chain: string, match: string): string => {
    const [why, target] = refusal();
    return `-A ${chain} ${why} ${match} -j ${target}`;
  };
  const published = [...view.externalIPs, ...view.loadBalancerIPs].map(to);
  const toPublished = [
    ...view.externalIPs.map(
      (ip) => `-A KUBE-SERVICES ${comment(`${name} external IP`)} ${to(ip)} -j ${plan.ext}`,
    ),
    ...view.loadBalancerIPs.map(
      (ip) =>
        `-A KUBE-SERVICES ${comment(`${name} loadbalancer IP`)} ${to(ip)} -j ${guarded ? plan.fw : plan.ext}`,
    ),
  ];
  return {
    chains: chainsOf(plan, to(view.clusterIP)),
    services: [
      ...(hasInternal
        ? [
            `-A KUBE-SERVICES ${comment(`${name} cluster IP`)} ${to(view.clusterIP)} -j ${view.internalLocal ? plan.svl : plan.svc}`,
          ]
        : []),
      ...(any ? toPublished : []),
    ],
    nodePorts:
      any && view.nodePort !== undefined
        ? [`-A KUBE-NODEPORTS ${comment(name)} ${toNodePort} -j ${plan.ext}`]
        : [],
    refuse: hasInternal ? [] : [refused("KUBE-SERVICES", to(view.clusterIP))],
    refuseExternal:
      external && !hasExternal
        ? [
            ...published.map((match) => refused("KUBE-EXTERNAL-SERVICES", match)),
            ...(view.nodePort === undefined
              ? []
              : [refused("KUBE-EXTERNAL-SERVICES", `-m addrtype --dst-type LOCAL ${toNodePort}`)]),
          ]
        : [],
    firewall: guarded
      ? view.loadBalancerIPs.map(
          (ip) =>
            `-A KUBE-PROXY-FIREWALL ${comment(`${name} traffic not accepted by ${plan.fw}`)} ${to(ip)} -j DROP`,
        )
      : [],
    healthChecks:
      view.externalLocal && view.healthCheckNodePort !== undefined
        ? [
            `-A KUBE-NODEPORTS ${comment(`${name} health check node port`)} -m tcp -p tcp --dport ${view.healthCheckNodePort} -j ACCEPT`,
          ]
        : [],
  };
}

function chainsOf(plan: Plan, toClusterIP: string): [string, readonly string[]][] {
  const { view, any, cluster, local, svc, svl, external, hasInternal, podCIDR, guarded } = plan;
  if (!any) return [];
  // Even with policy Local outside, pods and the node itself are sent to any endpoint.
  const usesCluster = cluster.length > 0 && (!view.internalLocal || external);
  const usesLocal = local.length > 0 && (view.internalLocal || (view.externalLocal && external));
  const masquerade = (chain: string): string[] =>
    hasInternal && chain === (view.internalLocal ? svl : svc)
      ? [`-A ${chain} ${comment(`${view.name} cluster IP`)} ${toClusterIP} ! -s ${podCIDR} -j KUBE-MARK-MASQ`]
      : [];
  const served = [
    ...(usesCluster ? cluster : []),
    ...(usesLocal ? local.filter((endpoint) => !usesCluster || !cluster.includes(endpoint)) : []),
  ];
  return [
    ...(usesCluster
      ? [[svc, [...masquerade(svc), ...balance(svc, view, cluster)]] satisfies [string, string[]]]
      : []),
    ...(usesLocal
      ? [[svl, [...masquerade(svl), ...balance(svl, view, local)]] satisfies [string, string[]]]
      : []),
    ...(external ? [externalChain(plan)] : []),
    ...(guarded ? [firewallChain(plan)] : []),
    ...endpointChains(view, served),
  ];
}
