/** Whom the selectors of a list mean, decided here: for lists that were read whole already. */
import { z } from "zod";
import type { ListScope } from "../../ports.ts";

/** A list's limits as the API takes them. */
export type Scope = { readonly [Limit in keyof ListScope]?: ListScope[Limit] | undefined };

const Item = z.looseObject({
  metadata: z.looseObject({
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.unknown()).nullish(),
  }),
});
type Labels = Readonly<Record<string, unknown>>;
type Test<Value> = (value: Value) => boolean;

/**
 * Which objects, as the API gives them, are in a scope. Undefined for a selector that is not understood here: only the
 * server can tell then.
 */
export function scopeTest({ namespace, labelSelector, fieldSelector }: Scope): Test<unknown> | undefined {
  const labelTests = every(labelSelector, labelTest);
  const fieldTests = every(fieldSelector, fieldTest);
  if (!labelTests || !fieldTests) return undefined;
  if (namespace === undefined && !labelSelector && !fieldSelector) return () => true;
  return (item) => {
    const { metadata } = Item.safeParse(item).data ?? {};
    if (!metadata || (namespace !== undefined && metadata.namespace !== namespace)) return false;
    return labelTests.every((test) => test(metadata.labels ?? {})) && fieldTests.every((test) => test(item));
  };
}

/** Undefined when one of the requirements is not understood. */
function every<Value>(
  selector: string | undefined,
  testOf: (requirement: string) => Test<Value> | undefined,
): Test<Value>[] | undefined {
  const tests = requirementsOf(selector ?? "").map(testOf);
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

/** Commas between parentheses part values, not requirements. */
function requirementsOf(selector: string): string[] {
  const found: string[] = [];
  for (const part of selector.split(",")) {
    const last = found.at(-1);
    if (last?.includes("(") && !last.includes(")")) found.splice(-1, 1, `${last},${part}`);
    else found.push(part);
  }
  return found.map((text) => text.trim()).filter((text) => text !== "");
}

const key = String.raw`([\w./-]+)`;

/** `app=web`, `app!=web`, `app in (web,api)`, `app notin (web)`, `app`, `!app`: one without the label is not in a set. */
function labelTest(requirement: string): Test<Labels> | undefined {
  const [, name = "", operator, value = "", values] =
    new RegExp(`^${key}(?: *(=|==|!=) *([\\w.-]*)| +(?:in|notin) +\\(([^()]*)\\))$`).exec(requirement) ?? [];
  const among = values?.split(",").map((one) => one.trim()) ?? [value];
  if (name !== "") {
    const wanted = operator === undefined ? / in /.test(requirement) : operator !== "!=";
    return (labels) => {
      const own = labels[name];
      return (typeof own === "string" && among.includes(own)) === wanted;
    };
  }
  const [, not, present] = new RegExp(`^(!?) *${key}$`).exec(requirement) ?? [];
  return present === undefined ? undefined : (labels) => present in labels === (not !== "!");
}

/** Those that are asked for, of one value each. */
const fields = new Set(["metadata.name", "spec.nodeName", "spec.clusterIP", "status.podIP"]);

function fieldTest(requirement: string): Test<unknown> | undefined {
  const [, path = "", wanted] = /^([\w.]+)==?(.+)$/.exec(requirement) ?? [];
  if (!fields.has(path)) return undefined;
  return (item) => {
    let at = item;
    for (const step of path.split("."))
      at =
        typeof at === "object" && at !== null
          ? new Map<string, unknown>(Object.entries(at)).get(step)
          : undefined;
    return at === wanted;
  };
}
