import { translatedDestination } from "../../netstack/seen/conntrack.ts";
import { entryText } from "../../journey/services/tracked.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { stale } from "../needs/tracked.ts";
import { toService } from "../needs/service-fate.ts";

export const staleEntry = defineFault({
  code: "ND342",
  title: "An entry made earlier swallows what a client sends from the same source port",
  at: ["service"],
  gate: "translation",
  foretells: "spoils",
  needs: { stale, attempts: ifSeen(toService) },
  check({ stale, attempts }, { flow, hop }) {
    const [entry, ...others] = stale;
    if (!entry || !flow.service || hop.node === undefined) return;
    const { node } = hop;
    const { source, destination, sourcePort, destinationPort } = entry.original;
    const target = translatedDestination(entry);
    const service = `${flow.service.namespace}/${flow.service.name}`;
    const whither = target ? `${target.ip}, which is no endpoint of it` : "nobody: it is not translated";
    const more = others.length === 0 ? "" : ` (${others.length} more entries are like it)`;
    return {
      says: `${node} still sends what comes from ${source} port ${sourcePort ?? 0} to Service ${service} to ${whither}${more}: a client that keeps this source port gets no answer, new ports work.`,
      because: [
        {
          source: "kernel",
          says: `${node}: an entry of the connection tracking table decides for that port, and no rule is asked again while it lives`,
          quote: entryText(entry),
        },
        {
          source: "model",
          says: target
            ? `${target.ip}:${target.port ?? ""} is none of the endpoints that are declared`
            : `the entry was made while no rule translated ${destination}:${destinationPort ?? ""}`,
        },
        ...(attempts && attempts.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `from fresh source ports ${attempts.answered} of ${attempts.sent} were answered`,
              },
            ]
          : []),
      ],
      object: { kind: "Node", name: node },
      node,
      fix: {
        summary:
          "restart the client, so that it takes another source port, or take this one entry away; kube-proxy should have done so when the endpoints changed",
        commands: [
          `conntrack -L -p udp --orig-src ${source} --orig-dst ${destination}   # on ${node}`,
          `conntrack -D -p udp --orig-src ${source} --orig-dst ${destination} --orig-port-src ${sourcePort ?? 0}   # on ${node}`,
        ],
        checked: false,
      },
    };
  },
});
