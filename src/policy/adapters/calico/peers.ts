/** Who a Calico rule or policy speaks of, in the normal form. */
import { either } from "../../bounded.ts";
import { accountLabel, accountPrefix, namespacePrefix } from "../../calico/keys.ts";
import { namespaceLabel, parseSelector, type Expression } from "../../calico/selector.ts";
import { parseCidr, parseNet } from "../../cidr.ts";
import type { Peer } from "../../normal-form.ts";
import type { EntityShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

function isGlobal(expression: Expression): boolean {
  if (expression.is === "not") return isGlobal(expression.of);
  return expression.is === "and" || expression.is === "or"
    ? expression.of.some(isGlobal)
    : expression.is === "global";
}

/** The tree of a selector; an unreadable one is refused and stands for everything. */
export function readExpression(reading: Reading, text: string, path: string): Expression {
  const read = parseSelector(text);
  if ("expression" in read) {
    const allowed = path.endsWith(".namespaceSelector") && path.includes("[");
    if (isGlobal(read.expression) && !(allowed && read.expression.is === "global"))
      refuse(reading, path, "global() stands alone, and only in the namespaceSelector of a rule");
    return read.expression;
  }
  refuse(reading, path, `"${text}" is not a selector: ${read.error}`);
  return { is: "all" };
}

/** A selector of namespaces or service accounts, asked of the labels a workload inherits from them. */
export function inherited(expression: Expression, prefix: string): Expression {
  switch (expression.is) {
    case "all":
      // "All namespaces" leaves out what has none.
      return prefix === namespacePrefix ? { is: "has", key: namespaceLabel } : expression;
    case "global":
      return expression;
    case "not":
      return { is: "not", of: inherited(expression.of, prefix) };
    case "and":
    case "or":
      return { is: expression.is, of: expression.of.map((one) => inherited(one, prefix)) };
    default:
      return { ...expression, key: `${prefix}${expression.key}` };
  }
}

export function allOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only ? only : { is: "and", of };
}

function accounts(
  reading: Reading,
  { names, selector }: NonNullable<EntityShape["serviceAccounts"]>,
  path: string,
): { of: Expression[]; text: string } {
  const of: Expression[] = [];
  if (selector) of.push(inherited(readExpression(reading, selector, `${path}.selector`), accountPrefix));
  if (names?.length) of.push({ is: "in", key: accountLabel, values: names });
  const whose = names?.length ? ` of service account ${either(names)}` : " of a service account";
  return { of, text: `${whose}${selector ? ` with ${selector}` : ""}` };
}

/**
 * As soon as any selector is given, a namespaced policy looks in its own namespace only, unless a namespaceSelector
 * says otherwise. A notSelector beside them is part of the same selection: of an address that a pod and a network set share,
 * one that fits is enough. Source: libcalico-go syncersv1 updateprocessors; felix calc rule_scanner.
 */
function selectorPeer(
  reading: Reading,
  entity: EntityShape,
  namespace: string | undefined,
  path: string,
): Peer | undefined {
  const { selector, notSelector, namespaceSelector, serviceAccounts } = entity;
  const of: Expression[] = [];
  let where = "";
  const account = serviceAccounts && accounts(reading, serviceAccounts, `${path}.serviceAccounts`);
  if (namespaceSelector) {
    const read = readExpression(reading, namespaceSelector, `${path}.namespaceSelector`);
    of.push(inherited(read, namespacePrefix));
    where =
      read.is === "all"
        ? " in every namespace"
        : read.is === "global"
          ? " outside all namespaces"
          : ` in namespaces with ${namespaceSelector}`;
  } else if (namespace !== undefined && (selector || notSelector || account?.of.length)) {
    of.push({ is: "==", key: namespaceLabel, value: namespace });
    where = ` in ${namespace}`;
  }
  if (selector) of.push(readExpression(reading, selector, `${path}.selector`));
  if (account) of.push(...account.of);
  if (of.length === 0) return undefined;
  const who = selector && selector !== "all()" ? `endpoints with ${selector}` : "endpoints";
  const without = notSelector ? ` but not endpoints with ${notSelector}` : "";
  if (notSelector) of.push({ is: "not", of: readExpression(reading, notSelector, `${path}.notSelector`) });
  return {
    type: "expression",
    expression: allOf(of),
    text: `${who}${account?.text ?? ""}${where}${without}`,
  };
}

function blocks(reading: Reading, nets: readonly string[], path: string): Peer {
  return {
    type: "any",
    of: nets.flatMap((text, index): Peer[] => {
      const block = parseNet(text);
      if (!block)
        refuse(reading, `${path}[${index}]`, `"${text}" is neither an address nor a block of addresses`);
      return block ? [{ type: "cidr", block, except: [] }] : [];
    }),
  };
}

/** Services say who is meant all by themselves. */
function checkServices(reading: Reading, entity: EntityShape, path: string): void {
  const beside = [
    ...(["selector", "notSelector", "namespaceSelector"] as const).filter((field) => entity[field]),
    ...(["nets", "notNets"] as const).filter((field) => entity[field]?.length),
    ...(entity.serviceAccounts ? ["serviceAccounts"] : []),
  ];
  if (beside.length > 0) refuse(reading, `${path}.services`, `services stand without ${beside.join(", ")}`);
}

/** Everything a rule says of one end; undefined when it says nothing. Ports are read elsewhere. */
export function readEntity(
  reading: Reading,
  entity: EntityShape,
  namespace: string | undefined,
  path: string,
): Peer | undefined {
  const of: Peer[] = [];
  if (entity.services) checkServices(reading, entity, path);
  const selected = selectorPeer(reading, entity, namespace, path);
  if (selected) of.push(selected);
  if (entity.nets?.length) of.push(blocks(reading, entity.nets, `${path}.nets`));
  if (entity.services) {
    const { name, namespace: own } = entity.services;
    of.push({ type: "service", name, namespace: own ?? namespace ?? "" });
  }
  // Beside a positive selector it takes endpoints out of that one's set, by their own labels; alone it speaks of every address.
  if (entity.notSelector && !selected) {
    const expression = readExpression(reading, entity.notSelector, `${path}.notSelector`);
    of.push({
      type: "not",
      peer: { type: "expression", expression, text: `endpoints with ${entity.notSelector}` },
    });
  }
  if (entity.notNets?.length) {
    const peer = blocks(reading, entity.notNets, `${path}.notNets`);
    of.push({ type: "not", peer });
    const only = onlyFamily(peer);
    if (only) of.push(only);
  }
  const [only] = of;
  return of.length > 1 ? { type: "all", of } : only;
}

/** A rule with blocks of one family is not programmed for the other, negated blocks too. Source: felix rules, `FilterRuleToIPVersion`. */
function onlyFamily(peer: Peer): Peer | undefined {
  const kinds = new Set(
    peer.type === "any"
      ? peer.of.flatMap((one) => (one.type === "cidr" ? [one.block.address.kind()] : []))
      : [],
  );
  const [kind] = kinds;
  return kinds.size === 1 ? ofFamily(kind === "ipv4" ? 4 : 6) : undefined;
}

/** Not the other family, so that an end whose address is not known yet is not left out. */
export function ofFamily(version: number): Peer | undefined {
  const block = parseCidr(version === 4 ? "::/0" : "0.0.0.0/0");
  return block && { type: "not", peer: { type: "cidr", block, except: [] } };
}
