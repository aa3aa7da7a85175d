import { ownAddressGate } from "../../gates/own-address.ts";
import { routeText } from "../../netstack/seen/routes.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const sendersAddressTaken = defineStop({
  code: "ND531",
  title: "A node has the sender's address itself, and drops the packets as forged",
  at: ["node-in", "reply"],
  gate: "reverse-path",
  foretells: "stops",
  stop: gateOf("owner of the sender's address", ownAddressGate),
  tells: { attempts, passage },
  name({ node, source, device, route }, { attempts, passage }, { hop }) {
    return {
      says: `${node} has ${source}, the address that these packets come from, as its own: it drops what comes in by ${device} from there as forged (a martian source).`,
      because: [
        {
          source: "model",
          says: `${source} is a local address of ${node}, and accept_local is 0 on ${device}`,
          quote: routeText(route),
        },
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      device,
      fix: {
        summary: `find who gave ${node} the address ${source}, and take it away there`,
        commands: [`ip -br address show to ${source}   # on ${node}`],
        checked: false,
      },
    };
  },
});
