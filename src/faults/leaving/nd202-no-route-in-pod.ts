/** One stop told of pods and nodes, of the way out and the way back: each has its own words and repair. */
import type { Because, Finding, Fix } from "../../model/finding.ts";
import { describeEndpoint, type PodEndpoint } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import { shellWord } from "../../model/shell-words.ts";
import { routeText } from "../../netstack/seen/routes.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import { senderAt, type NoWayOut } from "../../gates/own-route.ts";
import { failedAttempts } from "../because.ts";
import { defaultRouteAgain } from "../between/default-route.ts";
import { defineStop } from "../define-fault.ts";
import { madeAgain } from "../made-again.ts";
import { deafPod, ownAttempts, ownRoute } from "../needs/own-route.ts";
import { passage } from "../needs/traffic.ts";

export const noRouteInPod = defineStop({
  code: "ND202",
  title: "The source has no route to the destination",
  at: ["source", "service", "socket"],
  gate: "pod-route",
  foretells: "stops",
  stop: ownRoute,
  tells: { attempts: ownAttempts, passage, deaf: deafPod },
  name(stop, { attempts, passage, deaf }, { hop, flow, snapshot }) {
    if (stop.why.because === "other-family") return ofOtherFamily(flow, attempts);
    const end = flow[senderAt(hop)];
    const { destination } = stop;
    const name = describeEndpoint(end);
    const why = whyNot(stop.why);
    const unheard = hop.kind === "socket" && deaf?.says === "stops" ? deaf.stop : undefined;
    const toService = hop.kind === "service";
    const pod = end.type === "pod" && !end.hostNetwork ? end : undefined;
    const node = end.type === "external" ? undefined : end.type === "pod" ? end.node : end.name;
    return {
      ...(hop.kind === "socket" ? { title: "The target has no route back to the source" } : {}),
      ...(toService ? { title: "The source has no route to the Service's address" } : {}),
      says: `${name} cannot send to ${destination}${toService ? `, the address of ${hop.name}` : ""}: ${why.says}.`,
      because: [
        {
          source: "model",
          says: `routes of ${name}: ${why.says}`,
          ...(why.quote === undefined ? {} : { quote: why.quote }),
        },
        ...(stop.why.because === "past-the-wire" && stop.why.unresolved
          ? [
              {
                source: "kernel" as const,
                says: `${name} asks on ${stop.why.device} who has ${stop.why.next}, and nobody answers`,
              },
            ]
          : []),
        ...(unheard
          ? [
              {
                source: "probe" as const,
                says: `without a way back to ${unheard.asker} it does not even tell its node which MAC address it has (rp_filter): nobody answers on ${unheard.device}`,
              },
            ]
          : []),
        ...(hop.kind === "socket" ? [] : refusedAtOnce(stop.why, attempts)),
        ...(hop.kind === "source" && passage?.out === 0 && pod
          ? [
              {
                source: "probe" as const,
                says: `${pod.node} saw 0 of ${passage.in ?? 0} packets come out of the pod`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      ...(pod
        ? { object: { kind: "Pod", namespace: pod.namespace, name: pod.name } }
        : node === undefined
          ? {}
          : { object: { kind: "Node", name: node } }),
      ...(node === undefined ? {} : { node }),
      fix: pod
        ? stop.why.because === "past-the-wire"
          ? narrower(pod, stop.why)
          : madeAgain(pod, snapshot, "so that the CNI sets its routes again")
        : onTheNode(node ?? name, destination, stop.why),
    };
  },
});

/** A second network stays what it is when the pod is made again: what overlaps has to be told apart where it is set up. */
function narrower(
  { namespace, name }: PodEndpoint,
  { device, route }: Extract<NoWayOut["why"], { because: "past-the-wire" }>,
): Fix {
  return {
    summary: `give the network of ${device} another subnet than ${route.destination}, which covers addresses of the cluster, or take that route away where it is set up (a NetworkAttachmentDefinition, a VPN, an init container)`,
    commands: [`kubectl -n ${shellWord(namespace)} get pod ${shellWord(name)} -o yaml`],
    checked: false,
  };
}

/** The source has addresses of the other family alone: a matter of the cluster's settings, not of this pod's routes. */
function ofOtherFamily(flow: Flow, attempts: Attempts | undefined): Finding {
  const [asked, own] = flow.family === 6 ? ["IPv6", "IPv4"] : ["IPv4", "IPv6"];
  const name = describeEndpoint(flow.from);
  return {
    title: `The source has no ${asked} address`,
    says: `${flow.destinationIP} is an ${asked} address, and ${name} has ${own} ones alone (${flow.from.ips.join(", ")}): it cannot send there.`,
    because: [
      { source: "model", says: `addresses of ${name}: ${flow.from.ips.join(", ")}` },
      ...failedAttempts(attempts),
    ],
    fix: {
      summary: `ask for an ${own} address of the target; ${asked} takes a cluster of both families, whose pods and nodes have addresses of each`,
      checked: false,
    },
  };
}

type Routes = Exclude<NoWayOut["why"], { readonly because: "other-family" }>;

function whyNot(why: Routes): { readonly says: string; readonly quote?: string } {
  switch (why.because) {
    case "no-route":
      return { says: "no route matches, not even a default route" };
    case "refused":
      return why.route
        ? { says: `its ${why.type} route ${why.route.destination} refuses it`, quote: routeText(why.route) }
        : { says: `its ${why.type} rule refuses it` };
    case "loopback":
      return {
        says: `its route leads back into itself (dev lo)`,
        quote: routeText(why.route),
      };
    case "past-the-wire":
      return {
        says: `its route ${why.route.destination} leads out of ${why.device}, past ${why.wire}, and nobody there answers for ${why.next}`,
        quote: routeText(why.route),
      };
  }
}

/** What the kernel tells a program at once when its own routes refuse, in the words of glibc and musl. */
const refusals = {
  "no-route": /network (is )?unreachable/i,
  blackhole: /invalid argument/i,
  unreachable: /no route to host|host is unreachable/i,
  prohibit: /permission denied/i,
} as const;

/** The error of one's own routes is another than that of a firewall or of silence. */
function refusedAtOnce(why: Routes, attempts: Attempts | undefined): Because[] {
  const failure = attempts?.failure;
  if (failure === undefined || why.because === "loopback" || why.because === "past-the-wire") return [];
  const expected = refusals[why.because === "refused" ? why.type : why.because];
  if (!expected.test(failure)) return [];
  return [{ source: "kernel", says: `the sender's own kernel refused them: ${failure}` }];
}

function onTheNode(node: string, destination: string, why: Routes): Fix {
  const route = why.because === "no-route" ? undefined : why.route;
  const owner = route?.protocol;
  return {
    summary:
      why.because === "no-route"
        ? defaultRouteAgain(node)
        : `find who put this route in on ${node}, and take it away there${owner === undefined ? "" : `: it says proto ${owner}`}`,
    commands: [`ip route get ${destination}   # on ${node}`],
    checked: false,
  };
}
