/** One rule of an AuthorizationPolicy: sources, ports, and what needs the request. */
import { lastPort, type Peer, type PortMatch, type Rule, type SourceCondition } from "../normal-form.ts";
import type { ConditionShape, IstioRuleShape, OperationShape, SourceShape } from "./istio-schema.ts";

type Field = SourceCondition["field"];

const sourceFields: readonly (readonly [Field, string, string])[] = [
  ["principal", "principals", "notPrincipals"],
  ["namespace", "namespaces", "notNamespaces"],
  ["serviceAccount", "serviceAccounts", "notServiceAccounts"],
  ["ip", "ipBlocks", "notIpBlocks"],
];
const layer4 = new Set(sourceFields.flatMap(([, plain, not]) => [plain, not]));

const whenFields: ReadonlyMap<string, Field> = new Map([
  ["source.principal", "principal"],
  ["source.namespace", "namespace"],
  ["source.serviceAccount", "serviceAccount"],
  ["source.ip", "ip"],
]);

interface Part<Read> {
  readonly read: Read;
  /** Fields about the request, or not known here. */
  readonly above: readonly string[];
}

const condition = (field: Field, values: unknown, negated: boolean): SourceCondition[] =>
  Array.isArray(values) && values.length > 0 ? [{ field, values: values.map(String), negated }] : [];

function readSource(source: SourceShape): Part<SourceCondition[]> {
  return {
    read: sourceFields.flatMap(([field, plain, not]) => [
      ...condition(field, source[plain], false),
      ...condition(field, source[not], true),
    ]),
    above: Object.keys(source).filter((key) => !layer4.has(key) && source[key] != null),
  };
}

type Ranges = readonly { readonly first: number; readonly last: number }[];
const everyPort: Ranges = [{ first: 0, last: lastPort }];

const single = (text: string): Ranges[number] => ({ first: Number(text), last: Number(text) });

/** Those of the ranges outside all of the others. */
function without(ranges: Ranges, others: Ranges): Ranges {
  return others.reduce<Ranges>(
    (left, hole) =>
      left.flatMap(({ first, last }) =>
        [
          { first, last: Math.min(last, hole.first - 1) },
          { first: Math.max(first, hole.last + 1), last },
        ].filter((piece) => piece.first <= piece.last),
      ),
    ranges,
  );
}

function within(ranges: Ranges, others: Ranges): Ranges {
  return without(ranges, without(everyPort, others));
}

function portsOf(
  values: readonly string[] | null | undefined,
  not: readonly string[] | null | undefined,
): Ranges {
  const some = values && values.length > 0 ? values.map(single) : everyPort;
  return without(some, (not ?? []).map(single));
}

function readOperation(operation: OperationShape): Part<Ranges> {
  const { ports, notPorts, ...others } = operation;
  return {
    read: portsOf(ports, notPorts),
    above: Object.keys(others).filter((key) => others[key] != null),
  };
}

function readWhen(conditions: readonly ConditionShape[]): {
  sources: SourceCondition[];
  ports: Ranges;
  above: string[];
} {
  const sources: SourceCondition[] = [];
  const above: string[] = [];
  let ports = everyPort;
  for (const { key, values, notValues } of conditions) {
    const field = whenFields.get(key);
    if (field) sources.push(...condition(field, values, false), ...condition(field, notValues, true));
    else if (key === "destination.port") ports = within(ports, portsOf(values, notValues));
    else above.push(key);
  }
  return { sources, ports, above };
}

function rulePorts(ranges: Ranges): readonly PortMatch[] | undefined {
  return ranges === everyPort
    ? undefined
    : ranges.map(({ first, last }) => ({ type: "range", protocol: "TCP", first, last }));
}

function peersOf(conditions: readonly SourceCondition[]): readonly Peer[] | undefined {
  return conditions.length === 0 ? undefined : [{ type: "source", conditions }];
}

/**
 * Any source and any operation and all conditions must hold, so each pair of the two is an alternative of its own.
 */
export function readIstioRule(shape: IstioRuleShape, index: number, action: "allow" | "deny"): Rule[] {
  const when = readWhen(shape.when ?? []);
  const given = shape.from ?? [];
  const sources =
    given.length > 0 ? given.map(({ source }) => readSource(source ?? {})) : [{ read: [], above: [] }];
  const to = shape.to ?? [];
  const operations =
    to.length > 0
      ? to.map(({ operation }) => readOperation(operation ?? {}))
      : [{ read: everyPort, above: [] }];
  return sources.flatMap((source) =>
    operations.map((operation): Rule => {
      const above = [...source.above, ...operation.above, ...when.above];
      const ports =
        when.ports === everyPort
          ? operation.read
          : operation.read === everyPort
            ? when.ports
            : within(operation.read, when.ports);
      return {
        index,
        action,
        peers: peersOf([...source.read, ...when.sources]),
        ports: rulePorts(ports),
        ...(above.length > 0 ? { needs: `${above.join(", ")}, which needs the request` } : {}),
      };
    }),
  );
}
