import type { Defect } from "../../gates/pod-wire.ts";
import type { Link } from "../../netstack/seen/links.ts";
import { failedAttempts } from "../because.ts";
import { defineStop } from "../define-fault.ts";
import { madeAgain } from "../made-again.ts";
import { podWire } from "../needs/wire.ts";
import { attempts } from "../needs/traffic.ts";

export const podWireBroken = defineStop({
  code: "ND201",
  title: "The pod's interface is down or gone",
  at: ["source", "pod-in", "socket"],
  gate: "wire",
  foretells: "stops",
  stop: podWire,
  tells: { attempts },
  name({ pod, ip, defect }, { attempts }, { snapshot }) {
    const { says, device, quote } = wordsOf(defect, ip);
    const asksNobody = defect.is === "arp-off";
    return {
      ...(asksNobody && { title: "ARP is off on the pod's wire" }),
      says: `On ${pod.node}, ${says}: no packet gets in or out of ${pod.name}.`,
      because: [
        // The state of an interface is the kernel's own word, and what the routes are made for says the pod should be there.
        { source: "kernel", says, quote },
        {
          source: "model",
          says: `pod ${pod.namespace}/${pod.name} should have ${ip} on a running interface`,
        },
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      device,
      fix: {
        ...madeAgain(
          pod,
          snapshot,
          asksNobody
            ? "so that the CNI wires it anew, and find who switched ARP off"
            : "so that the CNI wires it anew, and find who took the interface down",
        ),
        ...(!asksNobody && { caution: "an interface set up again by hand stays without the routes it lost" }),
      },
    };
  },
});

interface Words {
  readonly says: string;
  readonly device: string;
  readonly quote: string;
}

function wordsOf(defect: Defect, ip: string): Words {
  if (defect.is === "without-address")
    return {
      says: `no interface of the pod has its address ${ip}`,
      device: defect.others[0]?.name ?? "eth0",
      quote: defect.others.length === 0 ? "only lo" : defect.others.map(describe).join("; "),
    };
  const { podLink } = defect;
  const inside = { device: podLink.name, quote: describe(podLink) };
  switch (defect.is) {
    case "pod-end-down":
      return { says: `the pod's ${podLink.name} is down`, ...inside };
    case "node-end-down":
      return {
        says: `${defect.nodeLink.name}, the node's end of the pod's ${podLink.name}, is down`,
        device: defect.nodeLink.name,
        quote: describe(defect.nodeLink),
      };
    case "node-end-gone":
      return {
        says: `the node's end of the pod's ${podLink.name} is gone`,
        device: podLink.name,
        quote: `${describe(podLink)}; its other end: ${defect.peer === 0 ? "none" : `interface ${defect.peer}, and the node has no such veth`}`,
      };
    case "enslaved":
      return {
        says: `${defect.nodeLink.name}, the node's end of the pod's ${podLink.name}, was made a port of ${defect.master}, yet the node still routes to it`,
        device: defect.nodeLink.name,
        quote: `${defect.nodeLink.name}: master ${defect.master}`,
      };
    case "no-carrier":
      return { says: `the pod's ${podLink.name} has no carrier`, ...inside };
    case "arp-off": {
      const { end } = defect;
      const says =
        end === podLink
          ? `ARP is off on the pod's ${end.name}`
          : `ARP is off on ${end.name}, the node's end of the pod's ${podLink.name}`;
      return { says, device: end.name, quote: describe(end) };
    }
  }
}

function describe(link: Link): string {
  return `${link.name}: <${link.flags.join(",")}> state ${link.operstate}`;
}
