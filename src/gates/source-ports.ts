import type { Sysctls } from "../netstack/seen/sysctls.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** Linux gives 28,232 by default. With fewer than this a program that opens connections one after another runs out in a minute. */
const fewPorts = 128;

/** The source has hardly any ports for connections that it opens. */
export interface FewPorts {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Whether the source's own namespace gives its programs enough source ports. */
export function sourcePortsGate({ hop, flow, evidence }: Scene): Gate<FewPorts> {
  if (flow.protocol !== "TCP" && flow.protocol !== "UDP") return passes;
  if (!hop.place) return passes;
  const settings = evidence.see(sysctls, hop.place);
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  return enoughPorts(settings.seen.localPorts);
}

/** The range of `net.ipv4.ip_local_port_range`, held against what programs need. */
function enoughPorts(range: Sysctls["localPorts"]): Gate<FewPorts> {
  if (!range) return notKnown("net.ipv4.ip_local_port_range was not read");
  const count = range.to - range.from + 1;
  return count < fewPorts ? stops({ ...range, count }) : passes;
}
