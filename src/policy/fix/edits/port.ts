/** A port in a rule that is not the one meant. Only on evidence: another port is another program, as a rule. */
import type { Protocol } from "../../../model/protocol.ts";
import type { End } from "../../match/ends.ts";
import { runningContainers } from "../../match/containers.ts";
import { portText } from "../../match/ports.ts";
import { endpointPorts } from "../../match/services.ts";
import type { PortMatch } from "../../normal-form.ts";
import type { Wanted } from "../candidate.ts";
import { isNumberSlip, isSlip } from "../slips.ts";

export interface RightPort {
  /** `change TCP 80 (the port of Service shop/web, whose pods listen on 8080) to TCP 8080`. */
  readonly what: string;
  readonly key: "port" | "protocol";
  readonly is: string | number;
}

interface Declared {
  readonly name: string | undefined;
  readonly protocol: string;
  readonly port: number;
}

/** Ports that the pod says it listens on. Not every pod does, so an empty list says nothing. */
function declaredPorts({ pod }: End): Declared[] {
  return (pod ? runningContainers(pod) : []).flatMap(({ ports }) =>
    (ports ?? []).map(({ name, protocol, containerPort }) => ({
      name,
      protocol: protocol ?? "TCP",
      port: containerPort,
    })),
  );
}

/** A Service that leads from this number to the wanted port of the pod. */
function serviceFrom(number: number, { asked }: Wanted): string | undefined {
  const { to, towards } = asked;
  const found = [...to.around.services].find(([key, { spec }]) => {
    const [namespace = "", name = ""] = key.split("/");
    const leadsThere = (spec.ports ?? []).some(({ port, protocol = "TCP", targetPort = port }) => {
      if (port !== number || protocol !== towards.protocol) return false;
      return typeof targetPort === "number"
        ? targetPort === towards.port
        : to.namedPorts.some((one) => one.name === targetPort && one.port === towards.port);
    });
    return (
      leadsThere &&
      endpointPorts({ namespace, name }, to)?.some(
        ({ protocol, port }) => protocol === towards.protocol && port === towards.port,
      ) === true
    );
  });
  return found && `Service ${found[0]}`;
}

function rightName(
  name: string,
  declared: readonly Declared[],
  { asked: { to, towards } }: Wanted,
): RightPort[] {
  const meant = declared.find(
    (one) =>
      one.name !== undefined &&
      one.protocol === towards.protocol &&
      one.port === towards.port &&
      isSlip(name, one.name),
  )?.name;
  if (meant === undefined || declared.some((one) => one.name === name)) return [];
  return [
    {
      what: `change the port name ${name}, which ${to.name} does not have, to ${meant}`,
      key: "port",
      is: meant,
    },
  ];
}

/** What to write instead; empty without evidence that another port was meant. */
export function rightPorts(match: PortMatch, wanted: Wanted): RightPort[] {
  const { to, towards } = wanted.asked;
  const declared = declaredPorts(to);
  const listens = (protocol: Protocol, port: number): boolean =>
    declared.some((one) => one.protocol === protocol && one.port === port);
  if (match.type === "named")
    return match.protocol === towards.protocol ? rightName(match.name, declared, wanted) : [];
  if (match.type !== "range" || match.first !== match.last || listens(match.protocol, match.first)) return [];
  const right = portText({ ...match, protocol: towards.protocol, first: towards.port, last: towards.port });
  const become = (key: RightPort["key"], is: string | number, why: string): RightPort[] => [
    { what: `change ${portText(match)} (${why}) to ${right}`, key, is },
  ];
  if (match.protocol !== towards.protocol)
    return match.first === towards.port && listens(towards.protocol, towards.port)
      ? become("protocol", towards.protocol, `${to.name} listens there on ${towards.protocol}`)
      : [];
  const service = serviceFrom(match.first, wanted);
  if (service !== undefined)
    return become("port", towards.port, `the port of ${service}, whose pods listen on ${towards.port}`);
  return listens(towards.protocol, towards.port) && isNumberSlip(String(match.first), String(towards.port))
    ? become("port", towards.port, `${to.name} listens on ${towards.port}`)
    : [];
}
