import { workloadInterface } from "./felix/names.ts";
import { labDirectory, listenersScript } from "./listeners.ts";
import type { LabPodSpec } from "./network.ts";
import { ipBatch, quoted, withInput } from "./shell.ts";

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
hostname "$2"
mount -t proc proc /proc
[ "$3" = host ] || { mount -t sysfs sysfs /sys; ip link set lo up; }
mount --bind "$1/resolv.conf" /etc/resolv.conf
trap "" CHLD
echo "$pid" >"$1/pid"
( . "$1/listeners"; : >"$1/listening" ) || true
exec sleep infinity`;

function resolvConf(spec: LabPodSpec, clusterDNS: string): string {
  const search = `${spec.namespace}.svc.cluster.local svc.cluster.local cluster.local`;
  return `search ${search}\nnameserver ${spec.nameserver ?? clusterDNS}\noptions ndots:5\n`;
}

/** cgroup v2, systemd driver, containerd: the commonest of the spellings of a container's cgroup. */
function cgroupLine({ uid, containerIds }: LabPodSpec): string {
  const slice = `kubepods-besteffort-pod${uid.replaceAll("-", "_")}.slice`;
  return `0::/kubepods.slice/kubepods-besteffort.slice/${slice}/cri-containerd-${containerIds[0] ?? ""}.scope\n`;
}

/** Starts the pod's namespaces and processes in the background. */
function podStartScript(spec: LabPodSpec, clusterDNS: string): string {
  const directory = podDirectory(spec.namespace, spec.name);
  const namespaces = `${spec.hostNetwork ? "" : "-n "}-u -i -m -p -f --kill-child --propagation private`;
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
    `mkdir ${directory}\n`,
    withInput(`cat >${directory}/resolv.conf`, resolvConf(spec, clusterDNS)),
    withInput(`cat >${directory}/cgroup`, cgroupLine(spec)),
    withInput(
      `cat >${directory}/listeners`,
      listenersScript(spec.listeners, spec.ip6 !== undefined, directory),
    ),
    `unshare ${namespaces} ${words.map(quoted).join(" ")} </dev/null >/dev/null 2>${directory}/errors &\n`,
  ].join("");
}

const awaiting = (directory: string, condition: string, complaint: string): string => `tries=0
until ${condition}; do
  tries=$((tries + 1))
  [ "$tries" -le 500 ] || { echo ${quoted(complaint)} >&2; cat ${directory}/errors >&2; exit 1; }
  sleep 0.01
done
`;

/** Waits for the pod and gives it the interface, addresses and routes Calico's CNI gives. */
function podWireScript(spec: LabPodSpec): string {
  const directory = podDirectory(spec.namespace, spec.name);
  const name = `${spec.namespace}/${spec.name}`;
  const start = `${awaiting(directory, `read -r pid 2>/dev/null <${directory}/pid`, `pod ${name} did not start`)}mount --bind ${directory}/cgroup /proc/$pid/cgroup
`;
  if (spec.hostNetwork) return start;
  const hostSide = workloadInterface(spec.namespace, spec.name);
  const addresses6 = spec.ip6
    ? [`addr add ${spec.ip6}/128 dev eth0 nodad`, `route add default via ${hostSideLinkLocal} dev eth0`]
    : [];
  return `${start}ip link add ${hostSide} address ${hostSideMac} mtu ${podMtu} type veth peer name eth0 mtu ${podMtu} netns $pid
${ipBatch([
  `link set ${hostSide} up`,
  `route add ${spec.ip}/32 dev ${hostSide} scope link metric 1024`,
  ...(spec.ip6 ? [`route add ${spec.ip6}/128 dev ${hostSide} metric 1024`] : []),
])}echo 1 >/proc/sys/net/ipv4/conf/${hostSide}/proxy_arp
echo 0 >/proc/sys/net/ipv4/neigh/${hostSide}/proxy_delay
echo 1 >/proc/sys/net/ipv4/conf/${hostSide}/route_localnet
${ipBatch([
  `addr add ${spec.ip}/32 dev eth0`,
  "link set eth0 up",
  "route add 169.254.1.1 dev eth0 scope link",
  "route add default via 169.254.1.1 dev eth0",
  ...addresses6,
]).replace("ip ", "nsenter -t $pid -n ip ")}`;
}

/** Waits until the pod's listeners have their sockets; fails after 5 s with what is missing. */
function podReadyScript(spec: LabPodSpec): string {
  const directory = podDirectory(spec.namespace, spec.name);
  const complaint = `pod ${spec.namespace}/${spec.name}: a listener has no socket`;
  return awaiting(directory, `[ -e ${directory}/listening ]`, complaint);
}

/** Starts pods on their node and waits until they are wired and listen; `meanwhile` runs while they come up. */
export function podsScript(pods: readonly LabPodSpec[], clusterDNS: string, meanwhile = ""): string {
  return [
    ...pods.map((pod) => podStartScript(pod, clusterDNS)),
    meanwhile,
    ...pods.map(podWireScript),
    ...pods.map(podReadyScript),
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
