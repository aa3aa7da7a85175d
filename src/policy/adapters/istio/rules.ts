/** One rule of an AuthorizationPolicy: sources, ports, and what needs the request. */
import { together } from "../../bounded.ts";
import type { Peer, Rule, SourceCondition } from "../../normal-form.ts";
import { everyPort, readPorts, toPortMatches, within, type Ranges } from "./ports.ts";
import type { ConditionShape, IstioRuleShape, OperationShape } from "./schema.ts";
import { isGiven, readDestination, readSource, readWhenSource, type SourcePart } from "./source.ts";
import type { Reading } from "../reading.ts";

interface OperationPart {
  readonly ports: Ranges;
  /** Fields about the request, or not known here. */
  readonly above: readonly string[];
}

interface WhenPart extends OperationPart {
  readonly sources: readonly SourceCondition[];
  readonly destination: readonly Peer[];
  /** A condition that ztunnel has no word for. */
  readonly unknownToZtunnel: boolean;
}

function readOperation(reading: Reading, operation: OperationShape, path: string): OperationPart {
  const { ports, notPorts, ...others } = operation;
  return {
    ports: readPorts(reading, ports, notPorts, [`${path}.ports`, `${path}.notPorts`]),
    above: Object.keys(others).filter((key) => isGiven(others[key])),
  };
}

/** Source: istio pilot serviceregistry/ambient authorization, `l4WhenAttributes`. */
const ztunnelKeys = new Set([
  "source.ip",
  "source.namespace",
  "source.principal",
  "destination.ip",
  "destination.port",
]);

function readWhen(reading: Reading, conditions: readonly ConditionShape[], path: string): WhenPart {
  const sources: SourceCondition[] = [];
  const destination: Peer[] = [];
  const above: string[] = [];
  let ports = everyPort;
  for (const [index, shape] of conditions.entries()) {
    const { key, values, notValues } = shape;
    const at = `${path}.when[${index}]`;
    const source = readWhenSource(reading, shape, at);
    if (source) sources.push(...source);
    else if (key === "destination.ip") destination.push(...readDestination(reading, shape, at));
    else if (key === "destination.port")
      ports = within(ports, readPorts(reading, values, notValues, [`${at}.values`, `${at}.notValues`]));
    else above.push(key);
  }
  return {
    sources,
    destination,
    ports,
    above,
    unknownToZtunnel: conditions.some(({ key }) => !ztunnelKeys.has(key)),
  };
}

/**
 * What ztunnel, which sees no requests, makes of one alternative of a rule that speaks of them. It leaves such rules out of
 * an ALLOW; of a DENY it leaves out what it has no word for, and an entry of which nothing is left never matches.
 * Source: istio pilot serviceregistry/ambient authorization.
 */
function atZtunnel(
  action: "allow" | "deny",
  source: SourcePart | undefined,
  operation: OperationPart | undefined,
  when: WhenPart,
): "never" | "without" {
  const nothingLeft =
    (source && source.conditions.length === 0) === true ||
    operation?.ports === everyPort ||
    when.unknownToZtunnel;
  return action === "allow" || nothingLeft ? "never" : "without";
}

/** Those of the fields that only requests have. Of all others a connection has something, known here or not. */
const ofHttp =
  /^(?:(?:hosts|methods|paths|requestPrincipals|not(?:Hosts|Methods|Paths|RequestPrincipals))$|request\.)/;

/**
 * What a sidecar makes of one alternative of a rule where it sees no requests: it leaves every rule that speaks of them out of
 * an ALLOW, and of a DENY what it says of them. Source: istio pilot security authz model, `Generate`.
 * @param fields of this alternative that are not decided here.
 * @param all of the alternatives of its rule.
 */
function onTcpPort(
  action: "allow" | "deny",
  fields: readonly string[],
  all: readonly string[],
): Pick<Rule, "onTcpPort"> {
  const isHttp = (field: string): boolean => ofHttp.test(field);
  if (action === "allow") return all.some(isHttp) ? { onTcpPort: "never" } : {};
  return fields.length > 0 && fields.every(isHttp) ? { onTcpPort: "without" } : {};
}

/**
 * Any source and any operation and all conditions must hold, so each pair of the two is an alternative of its own.
 */
export function readIstioRule(
  reading: Reading,
  shape: IstioRuleShape,
  index: number,
  action: "allow" | "deny",
): Rule[] {
  const path = `spec.rules[${index}]`;
  const when = readWhen(reading, shape.when ?? [], path);
  const sources = (shape.from ?? []).map(({ source }, at) =>
    readSource(reading, source ?? {}, `${path}.from[${at}].source`),
  );
  const operations = (shape.to ?? []).map(({ operation }, at) =>
    readOperation(reading, operation ?? {}, `${path}.to[${at}].operation`),
  );
  const allAbove = [...sources, ...operations, when].flatMap(({ above }) => above);
  const ofRequests = when.unknownToZtunnel || allAbove.length > 0;
  return (sources.length > 0 ? sources : [undefined]).flatMap((source) =>
    (operations.length > 0 ? operations : [undefined]).map((operation): Rule => {
      const above = [...(source?.above ?? []), ...(operation?.above ?? []), ...when.above];
      const conditions = [...(source?.conditions ?? []), ...when.sources];
      return {
        index,
        action,
        peers: conditions.length === 0 ? undefined : [{ type: "source", conditions }],
        ports: toPortMatches(within(operation?.ports ?? everyPort, when.ports)),
        ...(when.destination.length > 0 ? { subject: { type: "all", of: when.destination } } : {}),
        ...(above.length > 0
          ? {
              needs: `its ${together(above)}, which ${above.length > 1 || above[0]?.endsWith("s") ? "need" : "needs"} the request`,
            }
          : {}),
        ...(ofRequests ? { atZtunnel: atZtunnel(action, source, operation, when) } : {}),
        ...onTcpPort(action, above, allAbove),
      };
    }),
  );
}
