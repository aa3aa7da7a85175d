import { describeEndpoint } from "../../model/endpoint.ts";
import type { Fix } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import type { Guard } from "../../journey/hops/host-endpoint.ts";
import { hostEndpointGate } from "../../gates/policy-rules.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { describePolicy } from "./drift.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const hostEndpointAdmitsNobody = defineStop({
  code: "ND416",
  title: "A Calico host endpoint stops the packets on the node",
  at: ["node-out", "tunnel", "node-in", "reply"],
  gate: "rules",
  foretells: "stops",
  stop: gateOf("rules of host endpoints", hostEndpointGate),
  tells: { passage, attempts },
  name({ node, drop, guard }, { passage, attempts }, { hop, flow, snapshot }) {
    const name = guard.endpoint?.metadata.name;
    const interfaces = guard.device === "*" ? "every interface" : guard.device;
    const policies = drop.behind.policies.map((policy) => describePolicy(policy, snapshot));
    const why =
      policies.length === 0
        ? "and no policy and no profile of it admits them"
        : `and ${policies.join(", ")}, which ${policies.length > 1 ? "are" : "is"} about it, does not admit them`;
    return {
      says: `${name === undefined ? "A HostEndpoint" : `HostEndpoint ${name}`} guards ${interfaces} of ${node}, ${why}.`,
      because: [
        {
          source: "model",
          says: guard.endpoint
            ? `HostEndpoint ${guard.endpoint.metadata.name} is about ${interfaces} of ${node}${profiles(guard)}`
            : `the rules of ${node} have a chain for a host endpoint; the object itself was not read`,
          quote: drop.text,
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object: guard.endpoint
        ? { kind: "HostEndpoint", name: guard.endpoint.metadata.name }
        : { kind: "Node", name: node },
      ...whereabouts(hop, drop),
      fix: admit(guard, hop, describeEndpoint(flow.from)),
    };
  },
});

function profiles({ endpoint }: Guard): string {
  const held = endpoint?.spec?.["profiles"];
  return Array.isArray(held) && held.length > 0 ? ` (profiles ${held.join(", ")})` : " and has no profile";
}

/**
 * What would admit these packets, in words: a policy that selects the endpoint by a label may select others too, and takes away
 * from all of them what their profiles admit. Which label is the endpoint's own, only its owner knows.
 */
function admit({ endpoint }: Guard, hop: Hop, from: string): Fix {
  const { packet } = hop;
  const what = `${packet.protocol}${packet.port === 0 ? "" : ` ${packet.port}`}`;
  const name = endpoint?.metadata.name;
  return {
    summary: `let a GlobalNetworkPolicy that selects ${name === undefined ? "the host endpoint" : `host endpoint ${name}`} and nothing else admit ${what} from ${from} (${packet.source}), or give it a profile that admits (projectcalico-default-allow admits everything)`,
    ...(name === undefined
      ? {}
      : { commands: [`kubectl get hostendpoints.crd.projectcalico.org ${name} -o yaml`] }),
    checked: false,
    caution:
      "a host endpoint without a profile denies all that no policy admits, but for Calico's failsafe ports: somebody made it on purpose",
  };
}
