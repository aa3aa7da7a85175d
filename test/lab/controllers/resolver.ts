/** What a kubelet writes as a pod's /etc/resolv.conf and /etc/hosts (pkg/kubelet/network/dns). */
import { at, isFields, type KubeObject } from "../api/object.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { underlayGateway } from "../network/addressing.ts";
import { loopbackHosts } from "../network/node-setup.ts";

interface Resolver {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

/** Follows dnsPolicy and dnsConfig. `nodeIP` is the address of the pod's node, whose resolver the pod may have. */
export function resolvConfOf(pod: KubeObject, cluster: LabCluster, nodeIP: string): string {
  const own: Resolver = { nameservers: [underlayGateway(nodeIP).ip], searches: [], options: [] };
  const base = baseOf(pod, cluster, own);
  const config = at(pod, "spec.dnsConfig");
  const { nameservers, searches, options } = {
    nameservers: unique([...base.nameservers, ...strings(at(config, "nameservers"))]),
    searches: unique([...base.searches, ...strings(at(config, "searches"))]),
    options: merged(base.options, at(config, "options")),
  };
  return [
    ...(searches.length > 0 ? [`search ${searches.join(" ")}`] : []),
    ...nameservers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(" ")}`] : []),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function baseOf(pod: KubeObject, cluster: LabCluster, own: Resolver): Resolver {
  const policy = at(pod, "spec.dnsPolicy") ?? "ClusterFirst";
  const { namespace = "default" } = pod.metadata;
  const clusterFirst: Resolver = {
    nameservers: [cluster.nodeLocalDNS ?? cluster.clusterDNS],
    searches: [`${namespace}.svc.cluster.local`, "svc.cluster.local", "cluster.local", ...own.searches],
    options: ["ndots:5"],
  };
  switch (policy) {
    case "None":
      return { nameservers: [], searches: [], options: [] };
    case "ClusterFirstWithHostNet":
      return clusterFirst;
    case "ClusterFirst":
      // A pod in its node's network that does not ask for more gets what the node has.
      return at(pod, "spec.hostNetwork") === true ? own : clusterFirst;
    default:
      return own;
  }
}

/** Options of the pod replace those of the same name. */
function merged(base: readonly string[], given: unknown): readonly string[] {
  const options = new Map(base.map((option) => [option.split(":")[0] ?? option, option]));
  for (const option of Array.isArray(given) ? given.filter(isFields) : []) {
    const name = String(option["name"]);
    const value = option["value"];
    options.set(name, typeof value === "string" ? `${name}:${value}` : name);
  }
  return [...options.values()];
}

/** The pod itself and its hostAliases; in the node's network the node's own names. */
export function hostsOf(pod: KubeObject, ips: readonly string[], nodeName: string): string {
  const { name, namespace = "default" } = pod.metadata;
  const hostname = at(pod, "spec.hostname");
  const host = typeof hostname === "string" ? hostname : name;
  const subdomain = at(pod, "spec.subdomain");
  const domain =
    typeof subdomain === "string" ? [`${host}.${subdomain}.${namespace}.svc.cluster.local`, host] : [host];
  const inNode = at(pod, "spec.hostNetwork") === true;
  const names = inNode ? [nodeName] : domain;
  const aliases = at(pod, "spec.hostAliases");
  const added = (Array.isArray(aliases) ? aliases.filter(isFields) : []).map(
    (alias) => `${[String(alias["ip"]), ...strings(alias["hostnames"])].join("\t")}\n`,
  );
  return [
    `# Kubernetes-managed hosts file${inNode ? " (host network)" : ""}.\n`,
    loopbackHosts,
    ...ips.map((ip) => `${[ip, ...names].join("\t")}\n`),
    ...(added.length > 0 ? ["\n# Entries added by HostAliases.\n", ...added] : []),
  ].join("");
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
