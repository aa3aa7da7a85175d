import { askedAddress } from "../model/flow.ts";
import { asksElsewhere } from "../walk/dns-servers.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { found, lookup, lookupPolicy, lookupsStopped, nameserver, resolver, sought } from "./needs/names.ts";
import { attempts, lossy } from "./needs/traffic.ts";

export const dnsDoesNotAnswer = defineFault({
  code: "ND103",
  title: "The DNS server does not answer the source",
  at: ["asking"],
  stops: "all",
  needs: {
    sought,
    lookup: ifSeen(lookup),
    found: ifSeen(found),
    policies: lookupPolicy,
    nameserver,
    resolver: ifSeen(resolver),
    stopped: lookupsStopped,
    attempts: ifSeen(attempts),
    lossy,
  },
  check(
    { sought, lookup, found, policies, nameserver, resolver, stopped, attempts, lossy },
    { flow, snapshot },
  ) {
    if (!sought || nameserver === undefined || found?.fromHosts === true) return;
    // The question is about that very server: what stops its packets is told at its hop.
    if ([askedAddress(flow)?.ip, flow.destinationIP].includes(nameserver)) return;
    const questions = found?.tried ?? [];
    const unanswered = questions.length > 0 && questions.every(({ said }) => said.result !== "answered");
    const silent = lookup !== undefined && lookup.every(({ outcome }) => outcome !== "answered");
    if (questions.length > 0 ? !unanswered : !silent) return;
    // Forbidden to ask every DNS pod: that is ND101.
    if (policies.length > 0 && policies.every(({ explanation }) => explanation.verdict === "deny")) return;
    // Whoever is refused by somebody else than the cluster's DNS asks the wrong one: ND106.
    const elsewhere = asksElsewhere(resolver?.nameservers, snapshot) === true;
    if (flow.service && elsewhere && questions.some(({ said }) => said.result === "refused")) return;
    if ((attempts && attempts.sent > 0 && attempts.answered < attempts.sent) || lossy)
      return {
        cannotTell:
          attempts?.answered === 0
            ? "no other packet of the source came through either, so its DNS cannot be judged"
            : "other packets of the source are lost as well, so its DNS cannot be judged",
      };
    if (stopped !== undefined) return { cannotTell: `${stopped}: its DNS was never asked` };
    const service = snapshot.services.find(({ spec }) =>
      [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(nameserver),
    );
    const refused =
      lookup?.some(({ outcome }) => outcome === "refused") === true ||
      questions.some(({ said }) => said.result === "refused");
    const how = refused ? "refuses to answer" : "does not answer";
    const name = service && `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
    const overTcp =
      found?.beside.filter(({ protocol, said }) => protocol === "TCP" && said.result === "answered") ?? [];
    const behind = new Set(policies.map(({ flow: asked }) => asked.destinationIP));
    const alive =
      found?.beside.filter(({ server, said }) => behind.has(server) && said.result === "answered") ?? [];
    return {
      says: `DNS server ${nameserver}${name === undefined ? "" : ` (Service ${name})`} ${how}: names cannot be looked up.${overTcp.length > 0 ? " Over TCP it answers, so what is lost is UDP on port 53." : ""}${alive.length > 0 ? " Asked at their own addresses, its pods answer." : ""}`,
      because: [
        {
          source: "probe",
          says: `${questions.length > 0 ? questions.length : (lookup?.length ?? 1)} questions from the source to ${nameserver} (UDP 53) ${refused ? "were refused" : "got no answer"}`,
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
