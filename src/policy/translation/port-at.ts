/** The port at an end, asked by itself or through a translation. */
import type { PolicyModel } from "../compile.ts";
import { resolveEnd, type PolicyEnd } from "../match/ends.ts";
import type { AskedAt, Behind } from "./asked-address.ts";
import { serviceName } from "./endpoints.ts";
import { portThrough, unclearPort, type PortThrough } from "./service-port.ts";

/** The port of a pod or an address that is asked without a translation: as asked, by its name, or the only one there is. */
function ownPort(model: PolicyModel, end: PolicyEnd, { port, protocol }: AskedAt): PortThrough {
  const resolved = resolveEnd(model.inventory, end);
  const ports = (end.pod?.spec.containers ?? []).flatMap((container) => container.ports ?? []);
  const fitting = ports.filter(
    (one) =>
      (port === undefined || one.containerPort === port || one.name === port) &&
      (protocol === undefined || (one.protocol ?? "TCP") === protocol),
  );
  const [first] = fitting;
  const known = first && (["TCP", "UDP", "SCTP"] as const).find((one) => one === (first.protocol ?? "TCP"));
  if (first && known && (fitting.length === 1 || port !== undefined))
    return { port: first.containerPort, protocol: known };
  if (typeof port === "number") return { port, protocol: protocol ?? "TCP" };
  const listed = ports.map((one) => ({ ...one, port: one.containerPort }));
  return unclearPort(end.name ?? resolved.name, listed, { port, protocol });
}

/**
 * The port at the pod that this end is asked on: the number behind a Service's port, a named port's number, or the only
 * one there is. Says what to do when it is not clear, and when this pod does not have it.
 */
export function portAt(
  model: PolicyModel,
  end: PolicyEnd,
  asked: AskedAt,
  behind: Behind | undefined,
): PortThrough {
  if (asked.protocol === "ICMP") return { port: 0, protocol: "ICMP" };
  if (!behind) return ownPort(model, end, asked);
  if (behind.is === "hostPort") return { port: behind.port, protocol: behind.protocol };
  const { at, port } = behind;
  return portThrough(model, end, serviceName(at.key), { port, protocol: asked.protocol });
}
