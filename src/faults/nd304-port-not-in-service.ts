import { defineFault } from "./define-fault.ts";
import { service } from "./needs/declared.ts";
import { serviceFate } from "./needs/service-fate.ts";

export const portNotInService = defineFault({
  code: "ND304",
  title: "The Service has no such port",
  at: ["service"],
  stops: "all",
  needs: { service, fate: serviceFate },
  check({ service, fate }, { flow }) {
    const through = flow.service;
    if (!service || !through) return;
    const ports = service.service.spec.ports ?? [];
    if (ports.some((port) => port.port === through.port && (port.protocol ?? "TCP") === flow.protocol))
      return;
    const { namespace = "default", name } = service.service.metadata;
    const have = ports
      .map(
        (port) => `${port.name === undefined ? "" : `${port.name} `}${port.port}/${port.protocol ?? "TCP"}`,
      )
      .join(", ");
    return {
      says: `Service ${namespace}/${name} has no port ${through.port}/${flow.protocol}; it has ${have || "no ports"}.`,
      because: [{ source: "model", says: `spec.ports: ${have || "empty"}` }, ...fate],
      object: { kind: "Service", namespace, name },
      fix: {
        summary: `ask for one of the ports it has, or add ${through.port} to the Service`,
        commands: [`kubectl -n ${namespace} edit service ${name}`],
        checked: false,
      },
    };
  },
});
