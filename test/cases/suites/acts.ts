/** What several suites do to the lab. */
import type { Act } from "../../scenarios/scenario.ts";
import { onNode } from "../case.ts";
import { object, podOf, service, type Named } from "../right-answer.ts";

export type Patch = Readonly<Record<string, unknown>>;

export function patchService(namespace: string, name: string, spec: Patch): Act {
  return { do: "patch", ref: { kind: "Service", namespace, name }, patch: { spec } };
}

/** Sets a workload's number of pods. */
export function scale(namespace: string, name: string, replicas: number): Act {
  return { do: "patch", ref: { kind: "Deployment", namespace, name }, patch: { spec: { replicas } } };
}

/** Whom to accuse when the cluster's DNS gives a wrong answer or none. */
export const clusterDns: readonly Named[] = [
  service("kube-system", "kube-dns"),
  podOf("kube-system", "coredns"),
  object("ConfigMap", "kube-system", "coredns"),
];

const dnsNodes = ["node1", "node2"];

/**
 * Every DNS server of the cluster serves from another hosts file: what the filter makes of the right one. Ends when they
 * listen again. `cat` is the filter that heals.
 */
export function dnsServes(filter: string): readonly Act[] {
  return replaceDns(
    `${filter} </run/lab/cluster-hosts >/run/lab/other-hosts`,
    `$(echo "$now" | sed 's#--addn-hosts=[^ ]*#--addn-hosts=/run/lab/other-hosts#')`,
  );
}

/** Answers every question over UDP and TCP with this RCODE, as a broken upstream or an error plugin does. */
export function dnsAnswersOnly(rcode: number): readonly Act[] {
  return replaceDns(`cat >/run/lab/dns.pl <<'E'\n${answering}E`, `perl /run/lab/dns.pl ${rcode}`);
}

const answering = `use strict; use IO::Socket::INET; use IO::Select;
my $rcode = shift;
sub answer { my $q = shift; substr($q, 2, 2) = pack("n", 0x8180 | $rcode); substr($q, 6, 6) = pack("n3", 0, 0, 0); return $q }
my $udp = IO::Socket::INET->new(LocalPort => 53, Proto => "udp") or die; my $tcp = IO::Socket::INET->new(LocalPort => 53, Listen => 8, ReuseAddr => 1) or die;
my $all = IO::Select->new($udp, $tcp);
while (1) { for my $one ($all->can_read) {
  if ($one == $udp) { $udp->recv(my $q, 4096); $udp->send(answer($q)) if length $q > 11 }
  else { my $c = $tcp->accept or next; read $c, my $l, 2; read $c, my $q, unpack("n", $l); my $a = answer($q); print $c pack("n", length $a), $a; close $c }
} }
`;

function replaceDns(prepare: string, command: string): readonly Act[] {
  return dnsNodes.map((node) =>
    onNode(
      node,
      `${prepare}
for server in $(pgrep -x dnsmasq; pgrep -f '^perl /run/lab/dns.pl'); do
  now=$(tr '\\0' ' ' </proc/$server/cmdline)
  [ -n "$now" ] || continue
  [ -e /run/lab/dns-command ] || echo "$now" >/run/lab/dns-command
  set -- ${command}
  nsenter -t "$server" -n -m sh -c 'kill -9 "$0"; until [ -z "$(ss -Hlun sport = :53)" ]; do sleep 0.05; done; exec setsid "$@"' "$server" "$@" </dev/null >/dev/null 2>&1 &
done
sleep 1`,
    ),
  );
}

/** DNS as it was, after either of them. */
export function dnsHealed(): readonly Act[] {
  return replaceDns("true", "$(cat /run/lab/dns-command)");
}

/** What a pod's resolver reads. */
export function resolvConf(pod: string, text: string): Act {
  return { do: "in-pod", pod, script: `printf '${text.replaceAll("\n", "\\n")}' >/etc/resolv.conf` };
}

/** Another program in the place of the one that listens on the port: `EXEC:'sleep 60'` in socat's words. */
export function answersWith(pod: string, port: number, exec: string): Act {
  return {
    do: "in-pod",
    pod,
    script: `kill $(ss -Hltnp 'sport = :${port}' | sed -n 's/.*pid=\\([0-9]*\\).*/\\1/p' | sort -u)
until [ -z "$(ss -Hltn 'sport = :${port}')" ]; do sleep 0.05; done
socat TCP4-LISTEN:${port},fork,reuseaddr,backlog=128 ${exec} </dev/null >/dev/null 2>&1 &
until [ -n "$(ss -Hltn 'sport = :${port}')" ]; do sleep 0.05; done`,
  };
}

/** The program that the lab's pods serve HTTP with. */
export const http = "EXEC:/run/lab/http";
