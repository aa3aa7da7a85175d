import { wayOutsideGate } from "../../gates/way-outside.ts";
import { routeText } from "../../netstack/seen/routes.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { notOfTheAgent } from "./not-of-the-agent.ts";

export const noWayOutside = defineStop({
  code: "ND543",
  title: "A node has no route to where its pod's packets go",
  at: ["node-out"],
  gate: "route",
  foretells: "stops",
  stop: gateOf("route to the destination", wayOutsideGate),
  tells: { attempts, passage },
  name({ node, destination, route }, { attempts, passage }, { hop }) {
    const entered = passage?.in ?? 0;
    const own = route.result === "refused" ? route.route : undefined;
    const what =
      route.result === "no-route"
        ? "no route matches, not even a default one"
        : own
          ? `the route that matches is ${routeText(own)}`
          : `a routing rule refuses it (${route.type})`;
    const owned = notOfTheAgent(route, destination, node);
    return {
      says: `${node} sends nothing to ${destination}: ${what}.`,
      because: [
        {
          source: "model",
          says: `what ${node} has for ${destination}: ${what}`,
          ...(own ? { quote: routeText(own) } : {}),
        },
        ...(passage?.mark === "stopped"
          ? diedHere(hop, passage)
          : entered > 0
            ? [
                {
                  source: "kernel" as const,
                  says: `${entered} packets entered ${node}, none was seen to leave`,
                },
              ]
            : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      fix: {
        summary:
          owned?.summary ??
          (own
            ? `find who wrote that route on ${node} (a routing daemon, a script, somebody by hand), and take it away there`
            : `give ${node} its default route again: see what configures its network (DHCP, netplan, NetworkManager)`),
        commands: [`ip route get ${destination}   # on ${node}`, ...(owned?.commands ?? [])],
        checked: false,
      },
    };
  },
});
