/**
 * What an API server does with a ValidatingAdmissionPolicy, as far as those of deploy/ use it, with @bufbuild/cel as the
 * evaluator of expressions: variables when they are first used, an expression that fails refuses (failurePolicy: Fail).
 */
import { run, type CelInput } from "@bufbuild/cel";
import { z } from "zod";

export const Policy = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    failurePolicy: z.literal("Fail"),
    matchConstraints: z.looseObject({
      namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
      resourceRules: z.array(
        z.object({
          apiGroups: z.array(z.string()),
          apiVersions: z.array(z.string()),
          operations: z.array(z.string()),
          resources: z.array(z.string()),
        }),
      ),
    }),
    variables: z.array(z.object({ name: z.string(), expression: z.string() })).default([]),
    validations: z.array(
      z.object({ message: z.string(), messageExpression: z.string().optional(), expression: z.string() }),
    ),
  }),
});
export type Policy = z.infer<typeof Policy>;

interface Asked {
  readonly namespace: string;
  readonly operation: "CREATE" | "UPDATE" | "CONNECT" | "DELETE";
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly object: unknown;
  readonly params?: unknown;
}

/** The messages of what the policy refuses; undefined when the request is none of its business. */
export function refusals({ spec }: Policy, asked: Asked): readonly string[] | undefined {
  const labels = { "kubernetes.io/metadata.name": asked.namespace };
  const { namespaceSelector, resourceRules } = spec.matchConstraints;
  const chosen = Object.entries(namespaceSelector.matchLabels).every(
    ([key, value]) => key in labels && labels["kubernetes.io/metadata.name"] === value,
  );
  const matches = resourceRules.some(
    ({ operations, resources }) => operations.includes(asked.operation) && resources.includes(asked.resource),
  );
  if (!chosen || !matches) return undefined;
  const [, subResource = ""] = asked.resource.split("/");
  const known: Record<string, CelInput> = {
    object: celOf(asked.object),
    params: celOf(asked.params ?? null),
    request: celOf({ subResource, userInfo: { username: asked.user ?? "", groups: asked.groups ?? [] } }),
  };
  return spec.validations.flatMap(({ message, messageExpression, expression }) => {
    if (evaluated(expression, spec.variables, known) === true) return [];
    if (messageExpression === undefined) return [message];
    const told = evaluated(messageExpression, spec.variables, known);
    return [typeof told === "string" ? told : message];
  });
}

/** Variables are put in the place of their names: then none is evaluated that is not used. */
function evaluated(
  expression: string,
  variables: Policy["spec"]["variables"],
  known: Readonly<Record<string, CelInput>>,
): unknown {
  const whole = variables.reduceRight(
    (text, { name, expression: value }) =>
      text.replaceAll(new RegExp(`\\bvariables\\.${name}\\b`, "g"), `(${value})`),
    expression,
  );
  try {
    return run(withoutBrackets(whole), known);
  } catch (error) {
    return error;
  }
}

/** `has()` takes a field selection: `has((object.spec).x)` is one for API servers, where the variable is a name. */
function withoutBrackets(text: string): string {
  let before = "";
  let now = text;
  while (now !== before) {
    before = now;
    now = now.replace(/\(([a-z]+(?:\.[a-zA-Z]+|\[0\])*)\)(?=\.)/g, "$1");
  }
  return now;
}

/** JSON as an API server hands it to CEL: whole numbers are ints. */
function celOf(value: unknown): CelInput {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celOf);
  if (typeof value === "object" && value !== null)
    return new Map(Object.entries(value).map(([key, held]) => [key, celOf(held)]));
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}
