import { translations } from "../netstack/translations.ts";
import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { service } from "./needs/declared.ts";
import { viaService } from "./needs/grid.ts";
import { serviceRules } from "./needs/service-rules.ts";

export const staleBackends = defineFault({
  code: "ND310",
  title: "The node's Service rules do not match the endpoints",
  at: ["service"],
  stops: "some",
  needs: { service, rules: serviceRules, viaService: ifSeen(viaService) },
  check({ service, rules, viaService }, { flow, hop }) {
    if (!service || !rules || flow.service?.clusterIP === undefined) return;
    // IPVS and eBPF translate without rules: nothing here to compare.
    const chosen = translations(rules.seen.rulesets, rules.packet, rules.context, rules.hook);
    if (chosen.to.length === 0) return;
    const declared = new Set(service.ready.map(({ ip, port }) => `${ip}:${port ?? ""}`));
    const programmed = chosen.to.map(({ address, port }) => `${address}:${port ?? ""}`);
    const stale = programmed.filter((backend) => !declared.has(backend));
    const missing = [...declared].filter((backend) => !programmed.includes(backend));
    // Some proxies prefer near endpoints: fewer than declared is a choice, others than declared is not.
    if (stale.length === 0) return;
    const share = chosen.to.filter(({ address, port }) => stale.includes(`${address}:${port ?? ""}`));
    const odds = share.reduce((sum, { probability }) => sum + (probability ?? 0), 0);
    return {
      says: `${hop.node ?? "The node"} still sends Service ${flow.service.namespace}/${flow.service.name} to ${stale.join(", ")}, which ${stale.length === 1 ? "is" : "are"} no ready endpoint.`,
      because: [
        {
          source: "model",
          says: `EndpointSlices list ${[...declared].join(", ") || "none"}; the rules of ${hop.node ?? "the node"} send to ${programmed.join(", ")}${missing.length > 0 ? `; ${missing.join(", ")} are missing there` : ""}`,
        },
        {
          source: "kernel",
          says: `${Math.round(odds * 100)} % of new connections are translated to ${stale.join(", ")} by the rules in the kernel`,
          ...(share[0]?.trail.at(-1) ? { quote: share[0].trail.at(-1)?.text } : {}),
        },
        ...failedAttempts(viaService),
      ],
      object: { kind: "Service", namespace: flow.service.namespace, name: flow.service.name },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: {
        summary: `kube-proxy on ${hop.node ?? "the node"} is behind: restart it there`,
        commands: [
          `kubectl -n kube-system get pods -l k8s-app=kube-proxy --field-selector spec.nodeName=${hop.node ?? "NODE"}`,
          `kubectl -n kube-system delete pod -l k8s-app=kube-proxy --field-selector spec.nodeName=${hop.node ?? "NODE"}`,
        ],
        checked: false,
      },
    };
  },
});
