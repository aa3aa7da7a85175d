import { askedAddress } from "../model/flow.ts";
import { lookedUpName } from "../walk/dns.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { hostLookup, lookup, lookupPolicy, nameserver } from "./needs/names.ts";
import { attempts } from "./needs/traffic.ts";

export const dnsDoesNotAnswer = defineFault({
  code: "ND103",
  title: "The DNS server does not answer the source",
  at: ["asking"],
  stops: "all",
  needs: {
    lookup: ifSeen(lookup),
    host: ifSeen(hostLookup),
    policies: lookupPolicy,
    nameserver,
    attempts: ifSeen(attempts),
  },
  check({ lookup, host, policies, nameserver, attempts }, { flow, snapshot }) {
    if (lookedUpName(flow) === undefined || nameserver === undefined) return;
    // The question is about that very server: what stops its packets is told at its hop.
    if ([askedAddress(flow)?.ip, flow.destinationIP].includes(nameserver)) return;
    const silent = lookup !== undefined && lookup.every(({ outcome }) => outcome !== "answered");
    const hostSilent = host !== undefined && host.result !== "answered";
    if (!silent && !hostSilent) return;
    // Forbidden to ask every DNS pod: that is ND101.
    if (policies.length > 0 && policies.every(({ explanation }) => explanation.verdict === "deny")) return;
    if (attempts && attempts.sent > 0 && attempts.answered === 0)
      return { cannotTell: "no other packet of the source came through either, so its DNS cannot be judged" };
    const service = snapshot.services.find(({ spec }) =>
      [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(nameserver),
    );
    const refused =
      lookup?.some(({ outcome }) => outcome === "refused") === true || host?.result === "refused";
    const how = refused ? "refuses to answer" : "does not answer";
    const name = service && `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
    return {
      says: `DNS server ${nameserver}${name === undefined ? "" : ` (Service ${name})`} ${how}: names cannot be looked up.`,
      because: [
        {
          source: "probe",
          says: `${lookup?.length ?? 1} questions from the source to ${nameserver} (UDP 53) ${refused ? "were refused" : "got no answer"}`,
        },
        ...(service && policies.length === 0
          ? [{ source: "model" as const, says: `Service ${name ?? ""} has no ready endpoint` }]
          : []),
      ],
      ...(service
        ? {
            object: {
              kind: "Service",
              namespace: service.metadata.namespace ?? "default",
              name: service.metadata.name,
            },
          }
        : {}),
      fix: {
        summary: service
          ? "see whether the DNS pods run and are ready; then ask netdiag about the way to them"
          : `see whether ${nameserver} is up and reachable from the pod`,
        commands: service
          ? [
              `kubectl -n ${service.metadata.namespace ?? "default"} get endpointslices -l kubernetes.io/service-name=${service.metadata.name}`,
              `netdiag why ${flow.from.type === "pod" ? `pod/${flow.from.namespace}/${flow.from.name}` : "SOURCE"} to svc/${name ?? ""}:53/udp`,
            ]
          : [`dig @${nameserver} kubernetes.default.svc.cluster.local`],
        checked: false,
      },
    };
  },
});
