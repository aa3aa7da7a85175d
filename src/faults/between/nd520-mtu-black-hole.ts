import { innerMtu } from "../../netstack/seen/tunnels.ts";
import { linkByName } from "../../netstack/seen/links.ts";
import { links } from "../../probes/state/links.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { sizesThatPass } from "../needs/between.ts";
import { onNode } from "../needs/here.ts";
import { sourceWire, tunnelEnd } from "../needs/stack.ts";
import { attempts } from "../needs/traffic.ts";

export const mtuBlackHole = defineFault({
  code: "ND520",
  title: "Big packets vanish: the path takes less than the interfaces say",
  at: ["underlay"],
  gate: "between",
  foretells: "stops-some",
  needs: {
    sizes: ifSeen(sizesThatPass),
    wire: ifSeen(sourceWire),
    tunnel: ifSeen(tunnelEnd),
    nodeLinks: ifSeen(onNode(links)),
    attempts: ifSeen(attempts),
  },
  check({ sizes, wire, tunnel, nodeLinks, attempts }, { hop, flow }) {
    // Where not even a connection opens, big packets are not asked after.
    if (!sizes) return attempts?.answered === 0 ? undefined : { cannotTell: "big packets were not tried" };
    const mtu = wire?.podLink?.mtu;
    if (sizes.fails === undefined || sizes.passes === undefined || mtu === undefined) return;
    // Where part of all packets is lost, some sizes pass once and not another time.
    if (sizes.passes >= sizes.fails) return { cannotTell: "pings of every size are lost now and then" };
    // A router that answers "too big" lets senders adapt: only silence makes a black hole.
    if (sizes.fails > mtu || !sizes.silent) return;
    const lower = hop.deviceOut === undefined ? undefined : linkByName(nodeLinks ?? [], hop.deviceOut);
    const room = tunnel && lower ? innerMtu(tunnel.tunnel, lower.mtu) : undefined;
    return {
      says: `Packets over ${sizes.passes} bytes vanish between ${hop.name} without a word, but the pod's interface lets ${mtu} through: connections open and then hang on big data.`,
      because: [
        {
          source: "probe",
          says: `pings that must not be cut: ${sizes.passes} bytes pass, ${sizes.fails} do not, and no router says "too big"`,
        },
        {
          source: "model",
          says: `the pod's ${wire?.podLink?.name ?? "interface"} has MTU ${mtu}${room === undefined ? "" : `; ${hop.deviceOut ?? "the link"} leaves room for ${room} inside the tunnel`}`,
        },
        ...(attempts && attempts.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `small packets pass: ${attempts.answered} of ${attempts.sent} connections opened`,
              },
            ]
          : []),
      ],
      ...(flow.from.type === "pod" ? { node: flow.from.node } : {}),
      ...(hop.deviceOut === undefined ? {} : { device: hop.deviceOut }),
      fix: {
        summary: `set the CNI's MTU to ${sizes.passes} or less, or raise the MTU of the network between the nodes by ${mtu - sizes.passes}`,
        checked: false,
      },
    };
  },
});
