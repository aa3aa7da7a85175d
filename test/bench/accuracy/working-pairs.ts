/** Which connections work in the lab just now, by real ones: what a fix must not break. */
import { askedAddress } from "../../../src/model/flow.ts";
import type { Report } from "../../../src/model/report.ts";
import type { Lab } from "../../lab/lab.ts";
import { at } from "../../lab/api/object.ts";

/** `test/client-… -> 10.96.11.4:9080`. */
export type Pair = string;

/** Opens every connection at once and prints those that stand within the time: arguments are seconds, then ADDRESS:PORT. */
const program = `
use strict; use Socket qw(:DEFAULT inet_pton pack_sockaddr_in); use Errno qw(EINPROGRESS); use Time::HiRes qw(time);
my $until = time + shift @ARGV; my %open; my $bits = '';
for my $to (@ARGV) {
  my ($ip, $port) = $to =~ /^(.*):(\\d+)$/;
  socket(my $s, PF_INET, SOCK_STREAM, 0) or next;
  fcntl($s, 4, 2048 | fcntl($s, 3, 0));
  if (connect($s, pack_sockaddr_in($port, inet_pton(AF_INET, $ip)))) { print "$to\\n"; next }
  next unless $!{EINPROGRESS};
  $open{fileno $s} = [$s, $to]; vec($bits, fileno $s, 1) = 1;
}
while (%open and (my $left = $until - time) > 0) {
  select(undef, my $ready = $bits, undef, $left) or last;
  for my $fd (keys %open) {
    next unless vec($ready, $fd, 1);
    my ($s, $to) = @{delete $open{$fd}}; vec($bits, $fd, 1) = 0;
    print "$to\\n" if unpack('i', getsockopt($s, SOL_SOCKET, SO_ERROR)) == 0;
  }
}
`;

/** One look from every pod and node at every Service with one endpoint, NodePort, pod of a Service and kubelet. */
export async function workingPairs(lab: Lab): Promise<ReadonlySet<Pair>> {
  const argv = ["perl", "-e", program, "2", ...targetsIn(lab)];
  const working = new Set<Pair>();
  await Promise.all(
    sourcesIn(lab, argv).map(async ({ name, run }) => {
      for (const line of (await run).stdout.split("\n")) if (line !== "") working.add(`${name} -> ${line}`);
    }),
  );
  return working;
}

/** Those that work every time: a path that loses packets is not held against a fix. */
export async function surelyWorking(lab: Lab): Promise<ReadonlySet<Pair>> {
  const first = await workingPairs(lab);
  const second = await workingPairs(lab);
  return new Set([...first].filter((pair) => second.has(pair)));
}

export interface Change {
  /** Worked before, and not in any of three looks; what is no target any more is left out. */
  readonly broken: readonly Pair[];
  readonly opened: readonly Pair[];
}

export async function changedSince(lab: Lab, before: ReadonlySet<Pair>): Promise<Change> {
  const targets = new Set(targetsIn(lab));
  const first = await workingPairs(lab);
  let broken = [...before].filter(
    (pair) => !first.has(pair) && targets.has(pair.slice(pair.indexOf(" -> ") + 4)),
  );
  for (let look = 0; look < 2 && broken.length > 0; look++) {
    const working = await workingPairs(lab);
    broken = broken.filter((pair) => !working.has(pair));
  }
  return { broken, opened: [...first].filter((pair) => !before.has(pair)) };
}

/**
 * What the question was about, on any address that leads there: an alias of `demo/db` is asked about where the connection
 * to `demo/db` itself never worked.
 */
export function askedPairs({ flows }: Report): ReadonlySet<Pair> {
  return new Set(
    flows.flatMap(({ flow }) => {
      const { from, destinationIP, port, service } = flow;
      const name =
        from.type === "pod"
          ? `${from.namespace}/${workloadOf(from.name)}`
          : from.type === "node"
            ? from.name
            : undefined;
      if (name === undefined) return [];
      const asked = askedAddress(flow);
      return [
        `${name} -> ${destinationIP}:${port}`,
        ...(service?.clusterIP === undefined ? [] : [`${name} -> ${service.clusterIP}:${service.port}`]),
        ...(asked ? [`${name} -> ${asked.ip}:${asked.port}`] : []),
      ];
    }),
  );
}

function sourcesIn({ api, network }: Lab, argv: readonly string[]) {
  const pods = api
    .list("Pod")
    .filter((pod) => at(pod, "status.phase") === "Running" && at(pod, "spec.hostNetwork") !== true)
    .map(({ metadata: { namespace = "default", name } }) => ({
      // A pod that is made again has another name and is the same source.
      name: `${namespace}/${workloadOf(name)}`,
      run: network.runInPod(namespace, name, argv),
    }));
  const nodes = api
    .list("Node")
    .map(({ metadata: { name } }) => ({ name, run: network.runOnNode(name, argv) }));
  return [...pods, ...nodes];
}

function workloadOf(pod: string): string {
  return pod.replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}$|-\d+$/, "");
}

/** A Service of several endpoints answers by chance when one of them does not: its pods are asked in its place. */
function targetsIn({ api }: Lab): readonly string[] {
  const found = new Set<string>();
  const nodeAddresses = api
    .list("Node")
    .flatMap((one) => list(at(one, "status.addresses")))
    .filter((address) => at(address, "type") === "InternalIP")
    .map((address) => String(at(address, "address")))
    .filter((address) => !address.includes(":"));
  for (const address of nodeAddresses) found.add(`${address}:10250`);
  for (const service of api.list("Service")) {
    const { namespace, name } = service.metadata;
    const slices = api
      .list("EndpointSlice", namespace)
      .filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === name);
    const addresses = slices.flatMap((slice) =>
      list(at(slice, "endpoints")).flatMap((one) => list(at(one, "addresses"))),
    );
    if (addresses.length > 1) {
      for (const port of slices.flatMap((slice) => list(at(slice, "ports"))))
        if (at(port, "protocol") === "TCP")
          for (const address of addresses) found.add(`${String(address)}:${String(at(port, "port"))}`);
      continue;
    }
    const clusterIP = at(service, "spec.clusterIP");
    for (const port of list(at(service, "spec.ports"))) {
      if (at(port, "protocol") !== "TCP") continue;
      if (typeof clusterIP === "string" && clusterIP.includes("."))
        found.add(`${clusterIP}:${String(at(port, "port"))}`);
      const nodePort = at(port, "nodePort");
      if (typeof nodePort === "number")
        for (const address of nodeAddresses) found.add(`${address}:${nodePort}`);
    }
  }
  return [...found].filter((target) => !target.startsWith("[") && target.split(":").length === 2).sort();
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
