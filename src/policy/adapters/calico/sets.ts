/**
 * The sets of addresses that Calico makes of a rule's `source` or `destination`: for selectors, for names of ports, for Services.
 * Source: libcalico-go updateprocessors/rules.go (GetEntityRuleSelector), felix calc/rule_scanner.go (ruleToParsedRule).
 */
import { accountLabel, accountPrefix, namespacePrefix } from "../../calico/keys.ts";
import { namespaceLabel, parseSelector, type Expression } from "../../calico/selector.ts";
import { inherited } from "./peers.ts";
import type { EntityShape, RuleShape } from "./schema.ts";

/** What a set stands for. */
export type RuleSetOf =
  | { readonly of: "selector"; readonly selector: Expression }
  /** The addresses and ports of what the selector finds that call a port so; of any protocol when none is given. */
  | {
      readonly of: "port";
      readonly selector: Expression;
      readonly protocol: string | undefined;
      readonly name: string;
    }
  /** The endpoints of a Service; with their ports where they are the destination. */
  | {
      readonly of: "service";
      readonly namespace: string;
      readonly name: string;
      readonly withPorts: boolean;
    };

const everything: Expression = { is: "all" };

/**
 * Every set a rule may ask about one of its ends. A negative selector beside a positive one is part of its set; names of ports
 * are looked for among what the positive one finds.
 * @param namespace of the policy; undefined for a global one.
 */
export function setsOfEnd(
  rule: RuleShape,
  side: "source" | "destination",
  namespace: string | undefined,
): readonly RuleSetOf[] {
  const entity = rule[side];
  if (!entity) return [];
  const negative = entity.notSelector ? read(entity.notSelector) : undefined;
  const found = positiveOf(entity, namespace);
  const positive: Expression | undefined =
    found && negative ? { is: "and", of: [found, { is: "not", of: negative }] } : found;
  const names = [...(entity.ports ?? []), ...(entity.notPorts ?? [])].filter(isName);
  const { services } = entity;
  return [
    ...(positive ? [{ of: "selector", selector: positive } as const] : []),
    ...(negative && !positive ? [{ of: "selector", selector: negative } as const] : []),
    ...names.map((name) => ({
      of: "port" as const,
      selector: positive ?? everything,
      protocol: protocolOf(rule.protocol),
      name,
    })),
    ...(services
      ? [
          {
            of: "service",
            namespace: services.namespace ?? namespace ?? "",
            name: services.name,
            withPorts: side === "destination",
          } as const,
        ]
      : []),
  ];
}

/** The nesting is Calico's: `(namespace) && ((account) && (selector))`. */
function positiveOf(entity: EntityShape, namespace: string | undefined): Expression | undefined {
  const { selector, notSelector, namespaceSelector, serviceAccounts } = entity;
  const account = serviceAccounts ? accountsOf(serviceAccounts) : undefined;
  const own = both(account, selector ? read(selector) : undefined);
  if (namespaceSelector) return both(withoutGlobal(inherited(read(namespaceSelector), namespacePrefix)), own);
  if (namespace === undefined || !(own ?? notSelector)) return own;
  return both({ is: "==", key: namespaceLabel, value: namespace }, own);
}

function accountsOf({
  names,
  selector,
}: NonNullable<EntityShape["serviceAccounts"]>): Expression | undefined {
  const labels = selector ? inherited(read(selector), accountPrefix) : undefined;
  const named: Expression | undefined = names?.length
    ? { is: "in", key: accountLabel, values: names }
    : undefined;
  return both(labels, named);
}

/** "No namespace" is said by the label that everything in one has. */
function withoutGlobal(expression: Expression): Expression {
  return expression.is === "global" ? { is: "not", of: { is: "has", key: namespaceLabel } } : expression;
}

function both(one: Expression | undefined, other: Expression | undefined): Expression | undefined {
  return one && other ? { is: "and", of: [one, other] } : (one ?? other);
}

/** An unreadable selector is refused where the policy is read; here it only yields a name that nothing has. */
function read(text: string): Expression {
  const parsed = parseSelector(text);
  return "expression" in parsed ? parsed.expression : { is: "has", key: text };
}

function isName(port: string | number): port is string {
  return typeof port === "string" && !/^[\d:]+$/.test(port);
}

const numbers: ReadonlyMap<string, string> = new Map([
  ["6", "tcp"],
  ["17", "udp"],
  ["132", "sctp"],
]);

function protocolOf(protocol: RuleShape["protocol"]): string | undefined {
  if (protocol == null) return undefined;
  return numbers.get(String(protocol)) ?? String(protocol).toLowerCase();
}
