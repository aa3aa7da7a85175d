import { packetSizeGate } from "../../gates/packet-size.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const mtuBlackHole = defineStop({
  code: "ND520",
  title: "Big packets vanish: the path takes less than the interfaces say",
  at: ["underlay"],
  gate: "between",
  foretells: "stops-some",
  stop: gateOf("packet sizes that pass", packetSizeGate),
  tells: { attempts },
  name({ between, pass, fail, podDevice, mtu, room }, { attempts }, { hop, flow }) {
    return {
      says: `Packets over ${pass} bytes vanish between ${hop.name} without a word, but the pod's interface lets ${mtu} through: connections open and then hang on big data.`,
      because: [
        {
          source: "probe",
          says: `pings${between ? " between the nodes" : ""} that must not be cut: ${pass} bytes${between ? " and the tunnel's envelope" : ""} pass, ${fail} do not, and no router says "too big"`,
        },
        {
          source: "model",
          says: `the pod's ${podDevice} has MTU ${mtu}${room === undefined ? "" : `; ${hop.deviceOut ?? "the link"} leaves room for ${room} inside the tunnel`}`,
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
        summary: `set the CNI's MTU to ${pass} or less, or raise the MTU of the network between the nodes by ${mtu - pass}`,
        checked: false,
      },
    };
  },
});
