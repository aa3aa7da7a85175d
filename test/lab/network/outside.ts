/** The world outside the cluster: what stands on the underlay besides the nodes. */
import { underlayGateway } from "./addressing.ts";
import { listenersScript } from "./listeners.ts";
import type { Listener, NetworkPlan } from "./network.ts";

/** Names and addresses the nodes' resolver knows: the nodes', and those the plan adds. */
export function outsideNames(plan: NetworkPlan): readonly (readonly [string, string])[] {
  return [
    ...plan.nodes.map(({ name, ip }) => [name, ip] as const),
    ...Object.entries(plan.outsideNames ?? {}),
  ];
}

/** The address of the nodes' resolver, which their resolv.conf names. */
export function outsideResolver(plan: NetworkPlan): string {
  return underlayGateway(plan.nodes[0]?.ip ?? "192.168.0.1").ip;
}

/** A script that starts what answers at the switch's address: the nodes' resolver, and what the plan adds. It knows every name there is: others, the resolver says, do not exist. */
export function outsideResolverScript(plan: NetworkPlan): string {
  const records = outsideNames(plan).map(([name, ip]) => `--host-record=${name},${ip}`);
  return `dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --cache-size=0 --local=/#/ --bind-interfaces \\
  --listen-address=${outsideResolver(plan)} ${records.join(" ")} </dev/null >/dev/null 2>&1 &
${listenersScript(at(plan), false, "/tmp")}`;
}

function at(plan: NetworkPlan): readonly Listener[] {
  return (plan.outsideListeners ?? []).map((one) => ({ bind: outsideResolver(plan), ...one }));
}

/** The same names for the cluster's DNS, which has to know where an alias ends. */
export function outsideRecords(plan: NetworkPlan): string {
  return outsideNames(plan)
    .map(([name, ip]) => `host-record=${name},${ip}\n`)
    .join("");
}
