import type { Link } from "../../netstack/seen/links.ts";
import { isRunning } from "../../netstack/seen/links.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { sourceWire, targetWire } from "../needs/stack.ts";
import type { PodWire } from "../../journey/machine/wire.ts";
import { attempts, passageAtTarget } from "../needs/traffic.ts";

/** What is wrong with a pod's veth, with the interface it is seen on. Undefined when both ends can carry packets. */
export function brokenWire(wire: PodWire): { says: string; device: string; quote: string } | undefined {
  const { podLink, nodeLink, peer, ip, others, routedTo } = wire;
  // It was never given an address of this family: nothing of its interfaces is wrong.
  if (ip === "") return undefined;
  if (!podLink)
    return {
      says: `no interface of the pod has its address ${ip}`,
      device: others[0]?.name ?? "eth0",
      quote: others.length === 0 ? "only lo" : others.map(describe).join("; "),
    };
  if (!podLink.up)
    return { says: `the pod's ${podLink.name} is down`, device: podLink.name, quote: describe(podLink) };
  if (nodeLink && !nodeLink.up)
    return {
      says: `${nodeLink.name}, the node's end of the pod's ${podLink.name}, is down`,
      device: nodeLink.name,
      quote: describe(nodeLink),
    };
  if (!nodeLink && podLink.kind === "veth" && peer !== undefined)
    return {
      says: `the node's end of the pod's ${podLink.name} is gone`,
      device: podLink.name,
      quote: `${describe(podLink)}; its other end: ${peer === 0 ? "none" : `interface ${peer}, and the node has no such veth`}`,
    };
  if (nodeLink?.master !== undefined && routedTo === nodeLink.name)
    return {
      says: `${nodeLink.name}, the node's end of the pod's ${podLink.name}, was made a port of ${nodeLink.master}, yet the node still routes to it`,
      device: nodeLink.name,
      quote: `${nodeLink.name}: master ${nodeLink.master}`,
    };
  if (!isRunning(podLink))
    return {
      says: `the pod's ${podLink.name} has no carrier`,
      device: podLink.name,
      quote: describe(podLink),
    };
  return undefined;
}

function describe(link: Link): string {
  return `${link.name}: <${link.flags.join(",")}> state ${link.operstate}`;
}

export const podWireBroken = defineFault({
  code: "ND201",
  title: "The pod's interface is down or gone",
  at: ["source", "pod-in", "socket"],
  gate: "wire",
  foretells: "stops",
  needs: {
    source: ifSeen(sourceWire),
    target: ifSeen(targetWire),
    atTarget: ifSeen(passageAtTarget),
    attempts: ifSeen(attempts),
  },
  check({ source, target, atTarget, attempts }, { hop, flow }) {
    const end = hop.kind === "source" ? flow.from : flow.to;
    if (end.type !== "pod" || end.hostNetwork) return;
    const wire = hop.kind === "source" ? source : target;
    if (!wire) return { cannotTell: `the interfaces of ${end.namespace}/${end.name} were not seen` };
    const broken = brokenWire(wire);
    if (!broken) return;
    // Packets reach a pod that lost its address while its node remembers the MAC address, and are thrown away inside; later nobody answers ARP.
    const inside =
      hop.kind !== "source" &&
      wire.podLink === undefined &&
      wire.others.some(isRunning) &&
      atTarget?.in !== 0;
    if (inside !== (hop.kind === "socket")) return;
    return {
      says: `On ${end.node}, ${broken.says}: no packet gets in or out of ${end.name}.`,
      because: [
        // The state of an interface is the kernel's own word, and what the routes are made for says the pod should be there.
        { source: "kernel", says: broken.says, quote: broken.quote },
        {
          source: "model",
          says: `pod ${end.namespace}/${end.name} should have ${wire.ip} on a running interface`,
        },
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: end.namespace, name: end.name },
      node: end.node,
      device: broken.device,
      fix: {
        summary: "let the CNI wire the pod anew by recreating it; then find who took the interface down",
        commands: [`kubectl -n ${end.namespace} delete pod ${end.name}`],
        checked: false,
        caution: "an interface set up again by hand stays without the routes it lost",
      },
    };
  },
});
