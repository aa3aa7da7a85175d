import { nodeOf } from "../../model/endpoint.ts";
import { shellWord } from "../../model/shell-words.ts";
import { linkByName } from "../../netstack/seen/links.ts";
import { routeText, type Route } from "../../netstack/seen/routes.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import { links } from "../../probes/state/links.ts";
import { borrowedAddress } from "../../journey/way/borrowed.ts";
import { untakenTunnel } from "../../gates/untaken-tunnel.ts";
import { agentName, agentOn, findAgent, startAgain } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { endsAt, leavesForAnotherNode } from "../../journey/way/direction.ts";
import { onNode } from "../needs/here.ts";
import { leg } from "../needs/leg.ts";
import { routeHere, routesHere, tunnelBack, tunnelEnd } from "../needs/stack.ts";
import { arrived, attempts, passage } from "../needs/traffic.ts";

export const routeMissesTunnel = defineFault({
  code: "ND540",
  title: "A node's route to the other node's pods is missing or wrong",
  at: ["node-out", "reply"],
  gate: "route",
  foretells: "diverts",
  needs: {
    leg,
    route: routeHere,
    routes: ifSeen(routesHere),
    there: tunnelEnd,
    back: tunnelBack,
    links: ifSeen(onNode(links)),
    arrived: ifSeen(arrived),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ leg, route, routes, there, back, links, arrived, attempts, passage }, { hop, flow, snapshot }) {
    const { receiver } = endsAt(hop, flow);
    const target = nodeOf(receiver);
    if (receiver.type !== "pod" || receiver.hostNetwork || !leavesForAnotherNode(hop, flow)) return;
    // Another way than the one back is no fault as long as it leads there.
    if (arrived || (attempts && attempts.sent > 0 && attempts.answered === attempts.sent)) return;
    // The block is another node's, and so is its route, rightly: ND541.
    if (leg && borrowedAddress(leg, snapshot.nodes)) return;
    const refused = route.result === "refused" || route.result === "no-route";
    // Without a tunnel on the way back, and none set up to the other node, plain routing between nodes is how this cluster works.
    const ready = leg && !back ? untakenTunnel(leg) : undefined;
    const tunnel = (back?.tunnel ?? ready)?.device;
    if (!refused && (there || tunnel === undefined)) return;
    // Without a route of its own, what is meant for the other node's pods goes wherever everything goes.
    const byDefault = route.result === "forward" && route.route.destination.endsWith("/0");
    const unmet = passage?.in === 0;
    if (!refused && arrived === undefined && !(byDefault && unmet))
      return {
        cannotTell: `whether packets arrive at ${target ?? "the other node"} all the same was not seen`,
      };
    if (!refused && unmet && !byDefault) return { cannotTell: "no packet got as far as this route" };
    const node = hop.node ?? "The sender's node";
    const { destination } = hop.packet;
    const device = route.result === "forward" ? route.nextHops[0]?.device : undefined;
    const matched =
      route.result === "no-route" ? "no route" : (route.route?.destination ?? "in the routing rules");
    const down = tunnel === undefined ? undefined : linkByName(links ?? [], tunnel);
    const why =
      down && !down.up ? `; ${tunnel ?? "the tunnel"} is down there, which took its routes away` : "";
    const kind = route.result === "refused" ? `${route.type} ` : "";
    const agent = agentOn({
      node,
      snapshot,
      links: links ?? [],
      ...(tunnel === undefined ? {} : { device: tunnel }),
    });
    const owned =
      why === ""
        ? (notOfTheAgent(route, destination, node) ?? inFront(routes, tunnel, destination, node))
        : undefined;
    return {
      says: refused
        ? `${node} has no way to ${destination}: ${route.result === "refused" ? `a ${kind}route ${matched}` : "no route"}${why}.`
        : route.result === "local"
          ? `${node} takes packets for ${destination} for its own: it has that address, which is a pod's of ${target ?? "another node"}.`
          : `${node} sends packets for ${destination} out of ${device ?? "?"} by ${matched}, not into ${tunnel ?? "a tunnel"}${why}.`,
      because: [
        {
          source: "model",
          says: refused
            ? `the only match for ${destination} is ${kind}${matched}`
            : `only ${matched} matches ${destination}; ${ready ? `the forwarding entries of ${ready.device} lead to ${target ?? "the other node"}` : `${target ?? "the other node"} sends through ${tunnel ?? "a tunnel"}`}`,
          ...(device === undefined ? {} : { quote: `${matched} dev ${device}` }),
        },
        ...(passage && (passage.in ?? 0) > 0
          ? [
              {
                source: "kernel" as const,
                says: `${passage.in ?? 0} packets ${hop.deviceIn === undefined ? "were sent by" : "entered"} ${node}, ${device === undefined ? "none left" : `${passage.out ?? 0} left by ${device} without an envelope`}; none arrived at ${target ?? "the other node"}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
      ...(device === undefined ? {} : { device }),
      fix: {
        summary: owned
          ? owned.summary
          : why === ""
            ? `${agentName(node, agent)} writes the route to ${target ?? "the other node"}'s pods: see in its log why it did not, and let it start again`
            : `set ${tunnel ?? "the tunnel"} up on ${node}, then restart ${agentName(node, agent)}: it writes the routes again that went with the interface`,
        commands: [
          `ip route get ${destination}   # on ${node}`,
          ...(owned?.commands ?? []),
          ...(why === "" || tunnel === undefined
            ? []
            : [`ip link set ${shellWord(tunnel)} up   # on ${node}`]),
          ...(owned ? [] : findAgent(node, agent)),
          ...(why === "" ? [] : startAgain(node, agent)),
        ],
        checked: false,
      },
    };
  },
});

/** A route of somebody else stands in front of the agent's own, which leads right: whoever wrote it takes it away. */
function inFront(
  routes: readonly Route[] | undefined,
  tunnel: string | undefined,
  destination: string,
  node: string,
): ReturnType<typeof notOfTheAgent> {
  const [taken, ...behind] = routes ?? [];
  const right = behind.find(({ nextHops }) => nextHops.some(({ device }) => device === tunnel));
  if (!taken || !right) return undefined;
  return {
    summary: `the route ${routeText(taken)} on ${node} stands in front of ${right.destination} dev ${tunnel ?? "?"}, which leads right: find who wrote it, and take it away there`,
    commands: [`ip route show to match ${destination}   # on ${node}`],
  };
}

/** What an agent that is restarted does not put right: an address of the node itself, or a table that routing rules lead to. */
function notOfTheAgent(
  route: RouteLookup,
  destination: string,
  node: string,
): { readonly summary: string; readonly commands: readonly string[] } | undefined {
  if (route.result === "local")
    return {
      summary: `${node} takes ${destination} for an address of its own: find who gave it that address, and take it away there`,
      commands: [`ip -br address show to ${destination}   # on ${node}`],
    };
  const table = route.result === "no-route" ? undefined : route.route?.table;
  if (route.result === "refused" && table === undefined)
    return {
      summary: `a routing rule on ${node} refuses ${destination}: find who wrote it, and narrow it or take it away there`,
      commands: [`ip rule show   # on ${node}`],
    };
  if (table === undefined || table === "main" || table === "local" || table === "default") return undefined;
  return {
    summary: `a routing rule on ${node} sends these packets to table ${table}, which leads elsewhere: find who wrote the rule, and narrow it or take it away there`,
    commands: [`ip rule show   # on ${node}`, `ip route show table ${table}   # on ${node}`],
  };
}
