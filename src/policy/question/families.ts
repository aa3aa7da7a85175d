/** Pods of both address families are two questions: blocks of addresses may treat them differently. */
import type { Pod } from "../../model/kubernetes.ts";
import { parseAddress } from "../cidr.ts";
import type { PolicyFlow } from "../match/ends.ts";
import { podIps } from "../objects/inventory.ts";

function addressOf(pod: Pod | undefined, family: "ipv4" | "ipv6"): string | undefined {
  return pod && podIps(pod).find((ip) => parseAddress(ip)?.kind() === family);
}

/** The same flow over each family, IPv4 first, when both pods have both and the flow names no address; otherwise undefined. */
export function overBothFamilies(flow: PolicyFlow): readonly [PolicyFlow, PolicyFlow] | undefined {
  const { from, to } = flow;
  if (from.ip !== undefined || to.ip !== undefined) return undefined;
  const over = (family: "ipv4" | "ipv6"): PolicyFlow | undefined => {
    const [source, destination] = [addressOf(from.pod, family), addressOf(to.pod, family)];
    return source === undefined || destination === undefined
      ? undefined
      : { ...flow, from: { ...from, ip: source }, to: { ...to, ip: destination } };
  };
  const [four, six] = [over("ipv4"), over("ipv6")];
  return four && six ? [four, six] : undefined;
}
