import type { Flow } from "../../model/flow.ts";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Found } from "../../journey/names/dns.ts";
import { dnsObject } from "../../journey/names/dns-servers.ts";
import { addressesMeant } from "../../journey/names/name-target.ts";
import { addressWorks, describeAnswer, othersAsked, overridesFor, questionsAsked } from "./looked-up.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { service } from "../needs/declared.ts";
import { toStranger } from "../needs/grid.ts";
import { found, strangers } from "../needs/names.ts";
import { toService } from "../needs/service-fate.ts";

export const nameLeadsElsewhere = defineFault({
  code: "ND107",
  title: "The name leads to an address that is not the Service's",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { found, service, strangers, elsewhere: ifSeen(toStranger), toService: ifSeen(toService) },
  check({ found, service, strangers, elsewhere, toService }, { flow, snapshot }) {
    if (!found || found.addresses.length === 0 || !service || !flow.service) return;
    if (strangers.length === 0) return;
    const { namespace = "default", name } = service.service.metadata;
    const own = addressesMeant(flow, snapshot);
    const given = strangers.join(", ");
    const { object, says, rule } = origin(found, flow, snapshot);
    const works = addressWorks(flow, toService);
    return {
      says: `${found.sought.text} leads to ${given}, but Service ${namespace}/${name} has ${own.join(", ")}.${says}${works.sentence}`,
      because: [
        {
          source: "model",
          says: `Service ${namespace}/${name} is reached at ${own.join(", ")}; ${given} is ${ownerOf(strangers, snapshot)}`,
        },
        ...questionsAsked(found, snapshot),
        ...othersAsked(found, snapshot),
        ...(elsewhere && elsewhere.sent > 0
          ? [
              {
                source: "probe" as const,
                says:
                  elsewhere.answered === 0
                    ? `connections to ${given} fail: ${elsewhere.failure ?? "no answer"}`
                    : `somebody answers at ${given} (${elsewhere.answered} of ${elsewhere.sent} connections): the client talks to another`,
              },
            ]
          : []),
        ...works.because,
      ],
      ...(object ? { object } : {}),
      ...(rule === undefined ? {} : { rule }),
      fix: {
        summary: object
          ? `correct where the name is given that address: ${object.kind} ${object.namespace ?? ""}/${object.name}${rule === undefined ? "" : `, ${rule}`}`
          : "find out who answers for the name, and correct it there",
        checked: false,
      },
    };
  },
});

function origin(
  { fromHosts, settled, beside }: Found,
  { from }: Flow,
  snapshot: ClusterSnapshot,
): { readonly object?: ObjectRef; readonly says: string; readonly rule?: string } {
  if (fromHosts && from.type === "pod")
    return {
      object: { kind: "Pod", namespace: from.namespace, name: from.name },
      says: " The pod's own hosts file (hostAliases) says so.",
    };
  if (!settled) return { says: "" };
  const differing = beside.find(
    (one) =>
      one.name === settled.name &&
      one.type === settled.type &&
      describeAnswer(one) === describeAnswer(settled) &&
      dnsObject(one.server, snapshot)?.kind === "Pod",
  );
  const others = beside.some(
    (one) =>
      one.name === settled.name &&
      one.type === settled.type &&
      describeAnswer(one) !== describeAnswer(settled),
  );
  const pod = differing && others ? dnsObject(differing.server, snapshot) : undefined;
  if (pod) return { object: pod, says: ` DNS pod ${pod.name} says so, others do not.` };
  const { corefile } = snapshot;
  const [first] = overridesFor(settled, snapshot);
  if (corefile && first)
    return {
      object: corefile.object,
      says: ` In the Corefile \`${first.plugin}\` ${first.does}.`,
      rule: first.text,
    };
  const server = dnsObject(settled.server, snapshot);
  return { ...(server ? { object: server } : {}), says: "" };
}

/** Who has the addresses, as far as the objects that were read tell. */
function ownerOf(addresses: readonly string[], snapshot: ClusterSnapshot): string {
  const owners = addresses.flatMap((ip) => {
    const object = dnsObject(ip, snapshot);
    return object ? [`${object.kind} ${object.namespace ?? ""}/${object.name}`] : [];
  });
  return owners.length === 0 ? "none of the objects read" : owners.join(", ");
}
