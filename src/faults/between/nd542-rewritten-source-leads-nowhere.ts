import { answersHomeGate } from "../../gates/answers-home.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const rewrittenSourceLeadsNowhere = defineStop({
  code: "ND542",
  title: "A node rewrites the source to an address to which answers do not come back",
  at: ["reply"],
  gate: "route",
  foretells: "diverts",
  stop: gateOf("way back to the rewritten source", answersHomeGate),
  tells: { attempts, passage },
  name({ ip, by, leg }, { attempts, passage }, { hop, flow }) {
    const answers = passage?.in ?? 0;
    const device = hop.deviceOut;
    return {
      says: `${by.node} gives the packets the source ${ip} in place of ${flow.sourceIP}, and the answers to ${ip} do not come back to ${by.node}: ${leg.sender} sends them ${device === undefined ? "nowhere" : `out of ${device}`}.`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${by.node} as the kernel does, ${flow.sourceIP} becomes ${ip}, which ${by.node} does not have`,
          ...(by.rule === undefined ? {} : { quote: by.rule }),
        },
        ...(answers > 0
          ? [
              {
                source: "kernel" as const,
                says: `${answers} answers to ${ip} entered ${leg.sender}; none arrived at ${by.node}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: by.node },
      node: by.node,
      ...(by.rule === undefined ? {} : { rule: by.rule }),
      fix: {
        summary: `let ${by.node} leave packets from pod to pod as they are: exempt the pod network in what wrote that rule (the CNI's masquerading, ip-masq-agent, or somebody by hand)`,
        checked: false,
      },
    };
  },
});
