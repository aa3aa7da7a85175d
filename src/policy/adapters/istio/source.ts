/** Whom a rule of an AuthorizationPolicy speaks of: the identity proved by mutual TLS, and addresses. */
import { parseAddress, parseCidr, singleAddressBlock, type Cidr } from "../../cidr.ts";
import type { Peer, SourceCondition } from "../../normal-form.ts";
import type { ConditionShape, SourceShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

type Field = SourceCondition["field"];

const sourceFields: readonly (readonly [Field, string, string])[] = [
  ["principal", "principals", "notPrincipals"],
  ["namespace", "namespaces", "notNamespaces"],
  ["serviceAccount", "serviceAccounts", "notServiceAccounts"],
  ["trustDomain", "trustDomains", "notTrustDomains"],
  ["ip", "ipBlocks", "notIpBlocks"],
];
const layer4 = new Set(sourceFields.flatMap(([, plain, not]) => [plain, not]));

export const whenFields: ReadonlyMap<string, Field> = new Map([
  ["source.principal", "principal"],
  ["source.namespace", "namespace"],
  ["source.serviceAccount", "serviceAccount"],
  ["source.trustDomain", "trustDomain"],
  ["source.ip", "ip"],
]);

/** A single address or a block. */
function readBlock(reading: Reading, text: string, path: string): Cidr | undefined {
  const address = parseAddress(text);
  const block = parseCidr(address ? singleAddressBlock(address) : text);
  if (!block) refuse(reading, path, `"${text}" is neither an address nor a block of addresses`);
  return block;
}

function condition(
  reading: Reading,
  field: Field,
  values: unknown,
  negated: boolean,
  path: string,
): SourceCondition[] {
  if (!Array.isArray(values) || values.length === 0) return [];
  const texts = values.map(String);
  if (field === "ip") texts.forEach((text, index) => readBlock(reading, text, `${path}[${index}]`));
  // A bare service account is one of the policy's own namespace.
  const own = reading.object.namespace ?? "default";
  return [
    {
      field,
      values:
        field === "serviceAccount"
          ? texts.map((text) => (text.includes("/") ? text : `${own}/${text}`))
          : texts,
      negated,
    },
  ];
}

/** An empty list says nothing. */
export function isGiven(value: unknown): boolean {
  return value != null && !(Array.isArray(value) && value.length === 0);
}

export interface SourcePart {
  readonly conditions: readonly SourceCondition[];
  /** Fields about the request, or not known here. */
  readonly above: readonly string[];
}

export function readSource(reading: Reading, source: SourceShape, path: string): SourcePart {
  const has = (name: string): boolean => (source[name] ?? null) !== null;
  if (
    ["serviceAccounts", "notServiceAccounts"].some(has) &&
    ["principals", "notPrincipals", "namespaces", "notNamespaces"].some(has)
  )
    refuse(reading, path, "serviceAccounts do not stand beside principals or namespaces");
  return {
    conditions: sourceFields.flatMap(([field, plain, not]) => [
      ...condition(reading, field, source[plain], false, `${path}.${plain}`),
      ...condition(reading, field, source[not], true, `${path}.${not}`),
    ]),
    above: Object.keys(source).filter((key) => !layer4.has(key) && isGiven(source[key])),
  };
}

/** What a `when` says of the source; undefined when its key is about something else. */
export function readWhenSource(
  reading: Reading,
  { key, values, notValues }: ConditionShape,
  path: string,
): readonly SourceCondition[] | undefined {
  const field = whenFields.get(key);
  return (
    field && [
      ...condition(reading, field, values, false, `${path}.values`),
      ...condition(reading, field, notValues, true, `${path}.notValues`),
    ]
  );
}

/** `destination.ip`: a condition on the selected pod's own address. */
export function readDestination(
  reading: Reading,
  { values, notValues }: ConditionShape,
  path: string,
): Peer[] {
  const anyOf = (texts: readonly string[], field: string): Peer => ({
    type: "any",
    of: texts.flatMap((text, index): Peer[] => {
      const block = readBlock(reading, text, `${path}.${field}[${index}]`);
      return block ? [{ type: "cidr", block, except: [] }] : [];
    }),
  });
  return [
    ...(values?.length ? [anyOf(values, "values")] : []),
    ...(notValues?.length ? [{ type: "not" as const, peer: anyOf(notValues, "notValues") }] : []),
  ];
}
