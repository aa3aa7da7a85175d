import type { Fix } from "../../model/finding.ts";
import { links } from "../../probes/state/links.ts";
import { notMasqueradedGate, type NotMasqueraded } from "../../gates/masquerade.ts";
import { agentOn, type Traces } from "../agent.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { onNode } from "../needs/here.ts";
import { fromSourceNode } from "../needs/masquerade.ts";
import { passage } from "../needs/traffic.ts";

export const notMasqueraded = defineStop({
  code: "ND556",
  title: "Packets leave for outside with the pod's own address",
  at: ["underlay"],
  gate: "masquerade",
  foretells: "stops",
  stop: gateOf("masquerading of the source", notMasqueradedGate),
  tells: { fromNode: fromSourceNode, links: onNode(links), passage },
  name(stop, { fromNode, links = [], passage }, { hop, flow, snapshot }) {
    const { node, source, rule } = stop;
    const left = passage?.in ?? 0;
    const device = hop.deviceOut ?? "its network card";
    return {
      says: `${node} does not masquerade what its pod sends to ${flow.destinationIP}: it leaves by ${device} with the pod's own address ${source}${
        rule
          ? ", to which outside nobody knows the way back"
          : ". Either the network outside knows no way back to pods, or what stands there admits nodes and not pods"
      }.`,
      because: [
        {
          source: "model",
          says: rule
            ? `a rule of ${node} meets these packets before the one that would masquerade them, and keeps them from it`
            : `no rule of ${node} masquerades packets from ${source} to ${flow.destinationIP}`,
          ...(rule ? { quote: rule.text } : {}),
        },
        {
          source: "kernel",
          says: `${node}: ${left} packets left by ${device} with the source ${source}, and nothing came back`,
        },
        // Where no rule was meant to masquerade (pods that are routable outside), the node's success tells of another door.
        ...(rule && fromNode && fromNode.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `from ${node} itself, with its own address, ${fromNode.answered} of ${fromNode.sent} are answered`,
              },
            ]
          : []),
      ],
      object: { kind: "Node", name: node },
      node,
      ...(hop.deviceOut === undefined ? {} : { device: hop.deviceOut }),
      ...(rule ? { rule: rule.text } : {}),
      fix: mend(stop, masquerader({ node, snapshot, links })),
    };
  },
});

/** On Canal that is flannel, whose network the pods are on. */
function masquerader(traces: Traces): string | undefined {
  const flannel = traces.links.find(({ name }) => name.startsWith("flannel"))?.name;
  return agentOn({ ...traces, ...(flannel === undefined ? {} : { device: flannel }) })?.name;
}

function mend({ node, rule }: NotMasqueraded, agent: string | undefined): Fix {
  if (rule)
    return {
      summary: `find who put this rule on ${node}, and take it away there or narrow it: ${rule.text}`,
      checked: false,
      caution:
        "where the network outside does know the way to pods, the rule may be meant, and the way back is what is missing",
    };
  const calico = agent === "calico-node";
  return {
    summary: calico
      ? "let Calico masquerade: natOutgoing: true on the IPPool that the pod's address is of"
      : `let the network plugin on ${node} masquerade what pods send outside (flannel: --ip-masq), or give the network outside a route back to the pods`,
    ...(calico ? { commands: ["kubectl get ippools.crd.projectcalico.org -o yaml"] } : {}),
    checked: false,
  };
}
