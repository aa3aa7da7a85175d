import { workloadInterface } from "./felix/names.ts";
import { awaitListening, dnsRestart, labDirectory, listenersScript } from "./listeners.ts";
import type { LabPodSpec } from "./network.ts";
import { loopbackHosts } from "./node-setup.ts";
import { ipBatch, quoted, writeFile } from "./shell.ts";

/** Host side of every workload veth; the pod's IPv6 gateway is the link-local address that follows from it. */
const hostSideMac = "ee:ee:ee:ee:ee:ee";
const hostSideLinkLocal = "fe80::ecee:eeff:feee:eeee";
const podMtu = 1450;

/** Where the node keeps a pod's files; `pid` there holds the pod's first PID as the node sees it. */
export function podDirectory(namespace: string, name: string): string {
  return `${labDirectory}/pods/${namespace}_${name}`;
}

/** The first process of a pod. The PID is read before /proc is its own. A SIGCHLD ignored outlives exec: orphans are reaped. */
const podInit = `read -r pid _ </proc/self/stat
set -e
mount -t proc proc /proc
[ "$3" = host ] || { hostname "$2"; mount -t sysfs sysfs /sys; }
mount --bind "$1/resolv.conf" /etc/resolv.conf
mount --bind "$1/hosts" /etc/hosts
trap "" CHLD
echo "$pid" >"$1/pid"
. "$1/listeners"
exec sleep infinity`;

function resolvConf(spec: LabPodSpec, clusterDNS: string): string {
  const search = `${spec.namespace}.svc.cluster.local svc.cluster.local cluster.local`;
  return `search ${search}\nnameserver ${clusterDNS}\noptions ndots:5\n`;
}

/** What the kubelet writes as a pod's /etc/hosts. */
export function podHosts(spec: LabPodSpec): string {
  const own = [spec.ip, ...(spec.ip6 === undefined ? [] : [spec.ip6])].map((ip) => `${ip}\t${spec.name}\n`);
  return `# Kubernetes-managed hosts file.\n${loopbackHosts}${spec.hostNetwork ? "" : own.join("")}`;
}

/** cgroup v2, systemd driver, containerd: the commonest of the spellings of a container's cgroup. */
function cgroupLine({ uid, containerIds }: LabPodSpec): string {
  const slice = `kubepods-besteffort-pod${uid.replaceAll("-", "_")}.slice`;
  return `0::/kubepods.slice/kubepods-besteffort.slice/${slice}/cri-containerd-${containerIds[0] ?? ""}.scope\n`;
}

/** Starts the pod's namespaces and processes in the background. */
function podStartScript(spec: LabPodSpec, clusterDNS: string): string {
  const directory = podDirectory(spec.namespace, spec.name);
  const namespaces = `${spec.hostNetwork ? "" : "-n -u "}-i -m -p -f --kill-child --propagation private`;
  const words = [
    "sh",
    "-c",
    podInit,
    "sh",
    directory,
    spec.name.slice(0, 63),
    spec.hostNetwork ? "host" : "own",
  ];
  return [
    writeFile(`${directory}/resolv.conf`, spec.resolvConf ?? resolvConf(spec, clusterDNS)),
    writeFile(`${directory}/hosts`, spec.hosts ?? podHosts(spec)),
    writeFile(`${directory}/dns-restart`, dnsRestart(spec.listeners, spec.ip6 !== undefined, directory)),
    writeFile(`${directory}/cgroup`, cgroupLine(spec)),
    writeFile(`${directory}/listeners`, listenersScript(spec.listeners, spec.ip6 !== undefined, directory)),
    `unshare ${namespaces} ${words.map(quoted).join(" ")} </dev/null >/dev/null 2>${directory}/errors &\n`,
  ].join("");
}

/** The shell variable that holds a pod's PID: its interface's name, which is a word in any language. */
const pidVariable = (spec: LabPodSpec): string => workloadInterface(spec.namespace, spec.name);

/** Waits, 5 s at most, for the pod's first process, and makes its cgroup say which container it is. */
function podAwaitScript(spec: LabPodSpec): string {
  const directory = podDirectory(spec.namespace, spec.name);
  return `tries=0
until read -r ${pidVariable(spec)} 2>/dev/null <${directory}/pid; do
  tries=$((tries + 1))
  [ "$tries" -le 500 ] || { echo "pod ${spec.namespace}/${spec.name} did not start" >&2; cat ${directory}/errors >&2; exit 1; }
  sleep 0.01
done
mount --bind ${directory}/cgroup "/proc/$${pidVariable(spec)}/cgroup"
`;
}

/** The node's side of a pod's cable, as Calico's CNI lays it. */
function hostSideLines(spec: LabPodSpec): string[] {
  const device = workloadInterface(spec.namespace, spec.name);
  return [
    `link add ${device} address ${hostSideMac} mtu ${podMtu} type veth peer name eth0 mtu ${podMtu} netns $${pidVariable(spec)}`,
    `link set ${device} up`,
    `route add ${spec.ip}/32 dev ${device} scope link metric 1024`,
    ...(spec.ip6 ? [`route add ${spec.ip6}/128 dev ${device} metric 1024`] : []),
  ];
}

/** Settings of the node's side, and the pod's own side. */
function podSideScript(spec: LabPodSpec): string {
  const device = workloadInterface(spec.namespace, spec.name);
  const lines6 = spec.ip6
    ? [`addr add ${spec.ip6}/128 dev eth0 nodad`, `route add default via ${hostSideLinkLocal} dev eth0`]
    : [];
  const lines = [
    "link set lo up",
    `addr add ${spec.ip}/32 dev eth0`,
    "link set eth0 up",
    "route add 169.254.1.1 dev eth0 scope link",
    "route add default via 169.254.1.1 dev eth0",
    ...lines6,
  ];
  // A proxied ARP answer is delayed by up to 0.8 s unless told otherwise.
  return `echo 1 >/proc/sys/net/ipv4/conf/${device}/proxy_arp
echo 0 >/proc/sys/net/ipv4/neigh/${device}/proxy_delay
echo 1 >/proc/sys/net/ipv4/conf/${device}/route_localnet
${ipBatch(lines, `nsenter -t "$${pidVariable(spec)}" -n ip`)}`;
}

/** Starts pods on their node and waits until they are wired and listen; `meanwhile` runs while they come up. */
export function podsScript(pods: readonly LabPodSpec[], clusterDNS: string, meanwhile = ""): string {
  const networked = pods.filter((pod) => !pod.hostNetwork);
  return [
    ...(pods.length > 0
      ? [`mkdir ${pods.map((pod) => podDirectory(pod.namespace, pod.name)).join(" ")}\n`]
      : []),
    ...pods.map((pod) => podStartScript(pod, clusterDNS)),
    meanwhile,
    ...pods.map(podAwaitScript),
    ipBatch(networked.flatMap(hostSideLines)),
    ...networked.map(podSideScript),
    awaitListening(pods.map((pod) => ({ pid: `$${pidVariable(pod)}`, listeners: pod.listeners }))),
  ].join("");
}

/** Takes the pod's interface away and ends its first process, and with it the pod's namespaces. */
export function podEndScript(namespace: string, name: string): string {
  const directory = podDirectory(namespace, name);
  return `[ -e ${directory}/pid ] || exit 0
read -r pid <${directory}/pid
ip link del ${workloadInterface(namespace, name)} 2>/dev/null || true
kill -9 "$pid" 2>/dev/null || true
rm -rf ${directory}
`;
}
