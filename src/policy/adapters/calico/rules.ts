/** One rule of a Calico policy or profile. */
import type { DirectionName, Peer, Rule } from "../../normal-form.ts";
import { ofFamily, readEntity } from "./peers.ts";
import { readTraffic } from "./ports.ts";
import type { EntityShape, RuleShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

const actions: ReadonlyMap<string, Rule["action"]> = new Map([
  ["allow", "allow"],
  ["deny", "deny"],
  ["pass", "pass"],
  ["log", "log"],
]);

const ruleFields = new Set([
  "action",
  "ipVersion",
  "protocol",
  "notProtocol",
  "icmp",
  "notICMP",
  "source",
  "destination",
  "http",
  "metadata",
]);
const entityFields = new Set([
  "nets",
  "notNets",
  "selector",
  "notSelector",
  "namespaceSelector",
  "ports",
  "notPorts",
  "serviceAccounts",
  "services",
]);

/** A rule with a field nobody here knows may match or not, whatever its action: neither closing nor opening is safe. */
function unknownFields(
  reading: Reading,
  value: object | null | undefined,
  known: ReadonlySet<string>,
  path: string,
) {
  return Object.entries(value ?? {}).flatMap(([name, held]) => {
    if (known.has(name) || held === undefined || held === null) return [];
    reading.problems.push({
      object: reading.object,
      field: `${path}.${name}`,
      says: `the field ${name} is not known here; whether the rule matches cannot be told`,
      effect: "not-decided",
    });
    return [`the unknown field ${name}`];
  });
}

function needsOf(reading: Reading, shape: RuleShape, path: string): string[] {
  const { source, destination, http } = shape;
  return [
    ...unknownFields(reading, shape, ruleFields, path),
    ...unknownFields(reading, source, entityFields, `${path}.source`),
    ...unknownFields(reading, destination, entityFields, `${path}.destination`),
    ...(source?.ports?.length || source?.notPorts?.length ? ["the source port"] : []),
    ...(http && Object.keys(http).length > 0 ? ["the HTTP request"] : []),
  ];
}

/** What Calico's API server refuses of a rule as a whole. Source: projectcalico.org/v3 types and libcalico-go validator. */
function checkRule(reading: Reading, shape: RuleShape, direction: DirectionName, path: string): void {
  const { ipVersion, source, destination } = shape;
  if (ipVersion != null && ipVersion !== 4 && ipVersion !== 6)
    refuse(reading, `${path}.ipVersion`, `${ipVersion} is neither 4 nor 6`);
  for (const field of ["protocol", "notProtocol"] as const) {
    const six = /^(icmpv6|58)$/i.test(String(shape[field] ?? ""));
    const four = /^(icmp|1)$/i.test(String(shape[field] ?? ""));
    if ((six && ipVersion === 4) || (four && ipVersion === 6))
      refuse(reading, `${path}.ipVersion`, `${String(shape[field])} is not of IPv${ipVersion}`);
  }
  // They name the other end only.
  const own = direction === "ingress" ? "destination" : "source";
  if (shape[own]?.services)
    refuse(reading, `${path}.${own}.services`, `they do not stand in the ${own} of ${direction}`);
  for (const [name, entity] of [
    ["source", source],
    ["destination", destination],
  ] as const)
    if (name === "destination" && entity?.services && (entity.ports?.length || entity.notPorts?.length))
      refuse(reading, `${path}.${name}.ports`, "beside services no ports are given: theirs are meant");
}

/** What `source` or `destination` says of the other end and of the selected end, by direction. */
export function readRule(
  reading: Reading,
  shape: RuleShape,
  at: { readonly direction: DirectionName; readonly index: number },
): Rule {
  const path = `spec.${at.direction}[${at.index}]`;
  checkRule(reading, shape, at.direction, path);
  const action = actions.get(shape.action.toLowerCase());
  if (!action) refuse(reading, `${path}.action`, `"${shape.action}" is none of Allow, Deny, Pass, Log`);
  const entity = (field: "source" | "destination"): Peer | undefined => {
    const held: EntityShape | null | undefined = shape[field];
    return held ? readEntity(reading, held, reading.object.namespace, `${path}.${field}`) : undefined;
  };
  const [other, own] =
    at.direction === "ingress"
      ? [entity("source"), entity("destination")]
      : [entity("destination"), entity("source")];
  const family = shape.ipVersion == null ? undefined : ofFamily(shape.ipVersion);
  const peers = [other, family].filter((peer) => peer !== undefined);
  const traffic = readTraffic(reading, shape, path);
  const needs = needsOf(reading, shape, path);
  const [only] = peers;
  return {
    index: at.index,
    action: action ?? "deny",
    peers: peers.length > 1 ? [{ type: "all", of: peers }] : only && [only],
    ports: traffic && [traffic],
    icmp: "needs-its-own-entry",
    ...(own ? { subject: own } : {}),
    ...(needs.length > 0 ? { needs: needs.join(" and ") } : {}),
  };
}
