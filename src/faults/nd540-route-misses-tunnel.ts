import { nodeOf } from "../model/endpoint.ts";
import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { routeHere, tunnelBack, tunnelEnd } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const routeMissesTunnel = defineFault({
  code: "ND540",
  title: "The source's node sends the packets past the tunnel",
  at: ["node-out"],
  stops: "all",
  needs: {
    route: routeHere,
    there: tunnelEnd,
    back: tunnelBack,
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ route, there, back, attempts, passage }, { hop, flow }) {
    const target = nodeOf(flow.to);
    if (target === undefined || target === hop.node || flow.to.type !== "pod" || flow.to.hostNetwork) return;
    const refused = route.result === "refused" || route.result === "no-route";
    // Without a tunnel on the way back either, plain routing between nodes is how this cluster works.
    if (!refused && (there || !back)) return;
    const device = route.result === "forward" ? route.nextHops[0]?.device : undefined;
    const matched = route.result === "no-route" ? "no route" : (route.route?.destination ?? "a rule");
    const wanted = back === undefined ? "the node of the pod" : back.tunnel.device;
    return {
      says: refused
        ? `${hop.node ?? "The source's node"} has no way to ${flow.destinationIP}: ${route.result === "refused" ? `a ${route.type} route ${matched}` : "no route"}.`
        : `${hop.node ?? "The source's node"} sends packets for ${flow.destinationIP} out of ${device ?? "?"} by ${matched}, not into ${wanted}.`,
      because: [
        {
          source: "model",
          says: refused
            ? `the only match for ${flow.destinationIP} is ${matched}`
            : `only ${matched} matches ${flow.destinationIP}; ${target} answers through ${wanted}`,
        },
        ...(passage && (passage.in ?? 0) > 0
          ? [
              {
                source: "kernel" as const,
                says: `${passage.in ?? 0} packets entered ${hop.node ?? "the node"}${device === undefined ? ", none left" : `, ${passage.out ?? 0} left by ${device} as they were`}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
      ...(device === undefined ? {} : { device }),
      fix: {
        summary: `let the CNI agent on ${hop.node ?? "the source's node"} write the route to ${target}'s pods again (restart it)`,
        commands: [`ip route get ${flow.destinationIP}   # on ${hop.node ?? "the source's node"}`],
        checked: false,
      },
    };
  },
});
