import type { Finding } from "../../model/finding.ts";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Found } from "../../journey/names/dns.ts";
import { describeServer, dnsObject } from "../../journey/names/dns-servers.ts";
import { addressWorks, describeAnswer, othersAsked, overridesFor, questionsAsked } from "./looked-up.ts";
import { serviceNameGate, type NoAddress, type Unknown } from "../../gates/service-name.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { toService } from "../needs/service-fate.ts";

export const dnsDoesNotKnowTheService = defineStop({
  code: "ND105",
  title: "DNS does not know a Service that exists",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  stop: only(gateOf("what DNS says of the Service", serviceNameGate), isUnknown),
  tells: { toService },
  name({ found, settled, service }, { toService }, { flow, snapshot }) {
    const { namespace = "default", name } = service.service.metadata;
    const works = addressWorks(flow, toService);
    return {
      says: `DNS says ${describeAnswer(settled)} for ${settled.name}, though Service ${namespace}/${name} exists.${blamed(found, snapshot).says}${works.sentence}`,
      because: [
        {
          source: "model",
          says: `Service ${namespace}/${name} exists${service.service.metadata.creationTimestamp === undefined ? "" : ` since ${service.service.metadata.creationTimestamp}`}, with ${service.ready.length} ready endpoints`,
        },
        ...questionsAsked(found, snapshot),
        ...othersAsked(found, snapshot),
        ...works.because,
      ],
      ...blamed(found, snapshot).finding,
    };
  },
});

function isUnknown(stop: NoAddress): stop is Unknown {
  return stop.is === "unknown to DNS";
}

interface Blamed {
  readonly says: string;
  readonly finding: Pick<Finding, "object" | "fix" | "rule">;
}

/** What of the DNS is to blame: one of its pods, where the others know; its settings, where they say so; else the server as a whole. */
function blamed(found: Found, snapshot: ClusterSnapshot): Blamed {
  const settled = found.settled;
  if (!settled) return { says: "", finding: {} };
  const apart = found.beside.filter(({ name, type }) => name === settled.name && type === settled.type);
  const knowing = apart.filter(({ said }) => said.result === "answered" && said.addresses.length > 0);
  const ignorant = apart.filter(({ said }) => said.result === "answered" && said.addresses.length === 0);
  const [one] = ignorant;
  const pod = one && knowing.length > 0 ? dnsObject(one.server, snapshot) : undefined;
  if (pod?.kind === "Pod")
    return {
      says: ` ${knowing.map(({ server }) => describeServer(server, snapshot)).join(" and ")} knows it, ${pod.name} does not.`,
      finding: { object: pod, fix: lostWatch(pod) },
    };
  const { corefile } = snapshot;
  const [first] = overridesFor(settled, snapshot);
  if (corefile && first)
    return {
      says: ` In the Corefile \`${first.plugin}\` ${first.does}.`,
      finding: {
        object: corefile.object,
        rule: first.text,
        fix: {
          summary: `take the ${first.plugin} out of the Corefile, or leave this name out of it: ${first.text}`,
          commands: [
            `kubectl -n ${corefile.object.namespace ?? "kube-system"} edit configmap ${corefile.object.name}`,
          ],
          checked: false,
          caution:
            "somebody may have put it there on purpose; CoreDNS loads the change by itself within two minutes",
        },
      },
    };
  const server = dnsObject(settled.server, snapshot);
  const unread = corefile?.notRead === undefined ? "" : " Its Corefile could not be read.";
  return {
    says: `${unread} Its own settings, or its watch of the API, are what is wrong; not the name.`,
    finding: {
      ...(server ? { object: server } : {}),
      fix: {
        summary:
          "see in the log of the DNS pods whether they lost their watch of Services and EndpointSlices, and in their Corefile who answers for the name",
        commands: [
          "kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50",
          `kubectl -n kube-system get configmap ${corefile?.object.name ?? "coredns"} -o yaml`,
        ],
        checked: false,
      },
    },
  };
}

function lostWatch({ namespace = "kube-system", name }: ObjectRef): NonNullable<Finding["fix"]> {
  return {
    summary: `see in the log of ${name} why it does not follow the API; a new pod reads everything again`,
    commands: [`kubectl -n ${namespace} logs ${name} --tail=50`],
    checked: false,
  };
}
