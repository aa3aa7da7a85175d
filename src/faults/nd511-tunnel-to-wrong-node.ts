import { nodeOf } from "../model/endpoint.ts";
import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { addressesOfNode, nodeObject } from "./needs/between.ts";
import { tunnelEnd } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const tunnelToWrongNode = defineFault({
  code: "ND511",
  title: "The tunnel sends the packets to the wrong node, or to none",
  at: ["tunnel"],
  stops: "all",
  needs: { tunnel: tunnelEnd, attempts: ifSeen(attempts), passage: ifSeen(passage) },
  check({ tunnel, attempts, passage }, { hop, flow, snapshot, path }) {
    const target = nodeOf(flow.to);
    if (!tunnel || target === undefined) return;
    const own = addressesOfNode(nodeObject(flow.to, snapshot));
    if (own.length === 0) return { cannotTell: `the addresses of node ${target} were not read` };
    const { remote, why } = tunnel;
    // Some devices take the far end per packet: then there is no table to be wrong.
    if (remote === undefined && tunnel.tunnel.external) return;
    if (remote !== undefined && own.includes(remote)) return;
    const lower = path.find(({ kind }) => kind === "underlay")?.deviceOut;
    const wrong =
      remote === undefined
        ? `${hop.node ?? "The source's node"} does not know where to send packets for ${target}: ${why ?? "no entry"}.`
        : `${hop.node ?? "The source's node"} sends the packets for ${target} to ${remote}, but ${target} is ${own[0] ?? "elsewhere"}.`;
    return {
      says: wrong,
      because: [
        {
          source: "model",
          says: `${tunnel.from ?? why ?? "no entry"}; Node ${target} has ${own.join(", ")}`,
        },
        ...(passage && (passage.in ?? 0) > 0
          ? [
              {
                source: "kernel" as const,
                says: `${passage.in ?? 0} packets went into ${tunnel.tunnel.device}, ${passage.out ?? "an unknown number of"} left ${lower ?? "the node"}; none arrived at ${target}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: target },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      device: tunnel.tunnel.device,
      fix: {
        summary: `let the CNI agent on ${hop.node ?? "the source's node"} write the entry again (restart it)${remote === undefined ? "" : `; the entry should say ${own[0] ?? target}`}`,
        commands: [`bridge fdb show dev ${tunnel.tunnel.device}   # on ${hop.node ?? "the source's node"}`],
        checked: false,
      },
    };
  },
});
