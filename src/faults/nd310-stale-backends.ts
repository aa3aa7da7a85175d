import type { Because, Finding, Fix } from "../model/finding.ts";
import type { ThroughService } from "../model/flow.ts";
import type { ServiceTraffic } from "../walk/service-traffic.ts";
import { wordsOf, type Programmed } from "../walk/service-rules.ts";
import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { programmed, serviceFate, staleTraffic, toService } from "./needs/service-fate.ts";

export const staleBackends = defineFault({
  code: "ND310",
  title: "The node's Service rules do not match the endpoints",
  at: ["service"],
  stops: "some",
  needs: { programmed, traffic: ifSeen(staleTraffic), attempts: ifSeen(toService), fate: serviceFate },
  check({ programmed, traffic, attempts, fate }, { flow, hop }) {
    if (!programmed || flow.service?.clusterIP === undefined) return;
    const { all, declared, missing } = programmed;
    const stale = programmed.stale.map(wordsOf);
    if (all.length === 0 && declared.length > 0)
      return leftOut(flow.service, hop.node ?? "The node", programmed, fate);
    // Some proxies prefer near endpoints: fewer than declared is a choice, others than declared is not.
    if (stale.length === 0) return;
    const odds = programmed.stale.reduce((sum, { probability }) => sum + (probability ?? 0), 0);
    const name = `${flow.service.namespace}/${flow.service.name}`;
    const node = hop.node ?? "The node";
    const rule = programmed.stale[0]?.trail.at(-1)?.text;
    return {
      says: `${node} still sends ${odds > 0.999 ? "all" : `${Math.round(odds * 100)} %`} of new connections to Service ${name} to ${stale.join(", ")}, which ${stale.length === 1 ? "is" : "are"} no ready endpoint.`,
      because: [
        {
          source: "model",
          says: `EndpointSlices list ${declared.join(", ") || "none"}; the rules of ${node} send to ${all.map(wordsOf).join(", ")}${missing.length > 0 ? `; ${missing.join(", ")} are missing there` : ""}`,
          ...(rule === undefined ? {} : { quote: rule }),
        },
        ...failedAttempts(attempts),
        // Connections that all came through were answered by whoever has the address now: no proof of harm.
        ...(attempts && attempts.answered < attempts.sent ? sentAstray(traffic, stale) : []),
      ],
      object: { kind: "Service", namespace: flow.service.namespace, name: flow.service.name },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: restart(node),
    };
  },
});

/** The node translates other Services, and this one not at all. */
function leftOut(
  service: ThroughService,
  node: string,
  { declared }: Programmed,
  fate: readonly Because[],
): Finding {
  return {
    says: `${node} has no rules for Service ${service.namespace}/${service.name}:${service.port}: connections to its address go to nobody.`,
    because: [
      {
        source: "model",
        says: `EndpointSlices list ${declared.join(", ")}; no rule of ${node} translates ${service.clusterIP ?? "the Service"}:${service.port}, though it translates other Services`,
      },
      ...fate,
    ],
    object: { kind: "Service", namespace: service.namespace, name: service.name },
    node,
    fix: restart(node),
  };
}

function restart(node: string): Fix {
  return {
    summary: `kube-proxy on ${node} is behind: restart it there`,
    commands: [
      `kubectl -n kube-system get pods -l k8s-app=kube-proxy --field-selector spec.nodeName=${node}`,
      `kubectl -n kube-system delete pod -l k8s-app=kube-proxy --field-selector spec.nodeName=${node}`,
    ],
    checked: false,
  };
}

function sentAstray(traffic: ServiceTraffic | undefined, stale: readonly string[]): Because[] {
  if (!traffic || traffic.left === 0) return [];
  return [
    {
      source: "kernel",
      says: `${traffic.node}: ${traffic.left} of ${traffic.entered} connections to the Service left for ${stale.join(", ")}`,
    },
  ];
}
