import { askedAddress } from "../../model/flow.ts";
import type { ServicePort } from "../../model/kubernetes.ts";
import { describeEndpoint } from "../../model/endpoint.ts";
import { headlessPortGate } from "../../gates/service-port.ts";
import type { DeclaredService } from "../../journey/services/declared.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { refusedAtSocket } from "../arriving/listening.ts";
import { attempts, passageAtTarget } from "../needs/traffic.ts";

export const headlessPortNotTranslated = defineStop({
  code: "ND306",
  title: "A headless Service does not translate the port",
  at: ["service"],
  gate: "endpoints",
  foretells: "unoffered",
  stop: gateOf("port of a headless Service", headlessPortGate),
  tells: { attempts, passage: passageAtTarget },
  concerns: ({ flow }) =>
    flow.service !== undefined && askedAddress(flow) === undefined && flow.to.type === "pod",
  name({ others, service }, { attempts, passage }, { flow, path }) {
    const { namespace = "default", name } = service.service.metadata;
    const declared = portOf(service, flow.port, flow.protocol);
    const target = declared && targetOf(service, declared);
    const instead = target !== undefined && others.includes(target) ? target : undefined;
    const pod = describeEndpoint(flow.to);
    const socket = path.findLast(({ kind }) => kind === "socket");
    return {
      says: `Service ${namespace}/${name} is headless and translates nothing: port ${flow.port} comes to ${pod} as ${flow.port}, where nobody listens; it listens on ${others.join(", ")}.`,
      because: [
        {
          source: "model",
          says: `clusterIP is None, so the name stands for the pods' own addresses${target === undefined ? "" : `, and targetPort ${target} is used by nobody`}; listening ports of ${pod}: ${others.join(", ")}`,
          quote: JSON.stringify(declared ?? service.service.spec.ports ?? []),
        },
        ...(socket ? refusedAtSocket(socket, passage, flow) : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Service", namespace, name },
      fix: {
        summary:
          instead === undefined
            ? `connect to a port that the pods listen on (${others.join(", ")})`
            : `connect to ${instead}, which the pods listen on; or make a Service with an address of its own, which translates ${flow.port} to ${instead}`,
        checked: false,
      },
    };
  },
});

function portOf({ service }: DeclaredService, port: number, protocol: string): ServicePort | undefined {
  return service.spec.ports?.find((own) => own.port === port && (own.protocol ?? "TCP") === protocol);
}

/** Where the port would lead, as the EndpointSlices say it. */
function targetOf({ slices }: DeclaredService, { name, targetPort }: ServicePort): number | undefined {
  const inSlices = slices
    .flatMap(({ ports }) => ports)
    .find((own) => (own.name ?? "") === (name ?? ""))?.port;
  return inSlices ?? (typeof targetPort === "number" ? targetPort : undefined);
}
