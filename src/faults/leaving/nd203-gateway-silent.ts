/** One stop told in six ways: each reason why nobody answers for the gateway has its own sentence and repair. */
import type { Because, Fix } from "../../model/finding.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { shellWord } from "../../model/shell-words.ts";
import type { GatewaySeen, SilentGateway } from "../../gates/pod-gateway.ts";
import { failedAttempts } from "../because.ts";
import { defaultRouteAgain } from "../between/default-route.ts";
import { forwardingAgain } from "../between/forwarding.ts";
import { madeAgain } from "../made-again.ts";
import { defineStop } from "../define-fault.ts";
import { gateway } from "../needs/gateway.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const gatewaySilent = defineStop({
  code: "ND203",
  title: "The pod's gateway does not answer it",
  at: ["source", "socket"],
  gate: "neighbour",
  foretells: "stops",
  stop: gateway,
  tells: { attempts, passage },
  name(stop, { attempts, passage }, { hop, snapshot }) {
    const { pod, device } = stop;
    const facts = factsOf(stop, snapshot);
    return {
      ...(hop.kind === "source" ? {} : { title: "The target cannot answer: its gateway does not answer it" }),
      says: `${facts.says}. ${hop.kind === "source" ? `Nothing that ${pod.name} sends leaves it` : `What ${pod.name} answers does not leave it`}.`,
      because: [
        { source: "model", says: facts.model, ...(facts.quote === undefined ? {} : { quote: facts.quote }) },
        ...seenOf(stop),
        ...(passage?.out === 0 && passage.in !== undefined && hop.kind === "source"
          ? [
              {
                source: "probe" as const,
                says: `${pod.node} saw 0 of ${passage.in} packets come out of the pod`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: pod.node },
      node: pod.node,
      device,
      fix: facts.fix,
    };
  },
});

function seenOf({ pod, asked, device, seen }: SilentGateway & { readonly seen?: GatewaySeen }): Because[] {
  if (!seen) return [];
  const { entry, unanswered, misaddressed } = seen;
  const kernel = (says: string): Because => ({ source: "kernel", says });
  return [
    ...(unanswered
      ? [
          kernel(
            `${pod.node}: ARP questions of the pod for ${asked} came in on ${device}, and nobody answered`,
          ),
        ]
      : []),
    ...(misaddressed > 0
      ? [
          kernel(
            `${pod.node}: ${misaddressed} packets of the pod came in on ${device}, addressed to another machine`,
          ),
        ]
      : []),
    ...(entry
      ? [
          {
            ...kernel(`the pod's own entry for its gateway is ${entry.state.join(",")}`),
            quote: `${entry.ip} dev ${entry.device} ${entry.state.join(" ")}`,
          },
        ]
      : []),
  ];
}

interface Facts {
  readonly says: string;
  readonly model: string;
  readonly quote?: string;
  readonly fix: Fix;
}

function factsOf({ pod, asked, device, why }: SilentGateway, snapshot: ClusterSnapshot): Facts {
  const { node } = pod;
  const setting = (name: string): string => `net.ipv4.conf.${device.replaceAll(".", "/")}.${name}`;
  const setAgain =
    "the CNI sets it when it wires a pod; a file in /etc/sysctl.d, a hardening script or a network manager takes it back";
  switch (why.because) {
    case "proxy-arp-off":
      return {
        says: `${node} does not answer ARP for ${asked}, the gateway of its pod: proxy_arp is 0 on ${device}`,
        model: `${asked} is no address of ${node}, so only a proxy answers for it; ${setting("proxy_arp")} is 0 there`,
        quote: `${setting("proxy_arp")} = 0`,
        fix: {
          summary: `switch proxy ARP on again on ${device} of ${node}, or restart the CNI's agent there; then find who switched it off`,
          commands: [`sysctl -w ${shellWord(setting("proxy_arp"))}=1   # on ${node}`],
          checked: false,
          caution: setAgain,
        },
      };
    case "forwarding-off":
      return {
        says: `${node} does not answer ARP for ${asked}, the gateway of its pod: forwarding is off on ${device}`,
        model: `a proxy answers only where it forwards; ${setting("forwarding")} is 0 on ${node}`,
        quote: `${setting("forwarding")} = 0`,
        fix: {
          summary: forwardingAgain,
          commands: [`sysctl -w ${shellWord(setting("forwarding"))}=1   # on ${node}`],
          checked: false,
          caution: setAgain,
        },
      };
    case "no-route": {
      const refusing = why.refusing;
      const route = refusing?.route ? `${refusing.type} ${refusing.route.destination}` : undefined;
      return {
        says:
          route === undefined
            ? `${node} has no route that covers ${asked}, the gateway of its pods (no default route), so it does not answer their ARP`
            : `${node} has only the route ${route} for ${asked}, the gateway of its pods, so it does not answer their ARP`,
        model: `a proxy answers only for what it has a route to (proxy_arp); routes of ${node} for ${asked}: ${route ?? "none, not even a default route"}`,
        ...(route === undefined ? {} : { quote: route }),
        fix: {
          summary:
            route === undefined
              ? defaultRouteAgain(node)
              : `take the route ${route} away on ${node}, and find who put it there`,
          commands: [
            `ip route show default   # on ${node}`,
            `ip route get ${asked} from ${pod.ips[0] ?? asked} iif ${shellWord(device)}   # on ${node}`,
          ],
          checked: false,
        },
      };
    }
    case "same-interface":
      return {
        says: `${node} does not answer ARP for ${asked}, the gateway of its pod: its route ${why.route} leads back out of ${device}`,
        model: `a proxy answers only for what is behind another interface; ${why.route} of ${node} leads to ${device}`,
        quote: `${why.route} dev ${device}`,
        fix: {
          summary: `correct the route ${why.route} on ${node}: it must not lead to the pod's own wire`,
          commands: [`ip route get ${asked}   # on ${node}`],
          checked: false,
        },
      };
    case "arp-ignore":
      return {
        says: `${node} does not answer ARP for ${asked}, the gateway of its pod: arp_ignore is ${why.value} on ${device}`,
        model: `${asked} is an address of another interface of ${node}, and ${setting("arp_ignore")} is ${why.value}`,
        quote: `${setting("arp_ignore")} = ${why.value}`,
        fix: {
          summary: `let ${node} answer for its addresses on ${device} again, or put ${asked} on it`,
          commands: [
            `sysctl net.ipv4.conf.all.arp_ignore ${shellWord(setting("arp_ignore"))}   # on ${node}`,
          ],
          checked: false,
        },
      };
    case "wrong-mac":
      return {
        says: `${pod.name} sends what it sends to ${asked} to the MAC address ${why.entry}, but ${device} of ${node} has ${why.mac}`,
        model: `the pod has a fixed entry for its gateway, which is not the MAC address of ${device}`,
        quote: `${asked} lladdr ${why.entry} PERMANENT`,
        fix: madeAgain(pod, snapshot, "so that the CNI wires it anew"),
      };
  }
}
