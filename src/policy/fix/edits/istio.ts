/** Edits of an AuthorizationPolicy that allows: one more rule, or an identity put right. */
import { AuthorizationPolicyShape } from "../../adapters/istio/schema.ts";
import type { Edit, Editable, Wanted } from "../candidate.ts";
import { add, expects, replace } from "../json-patch.ts";
import { addressOf, isSelectable, subjectSlack } from "../narrow.ts";
import { isSlip } from "../slips.ts";
import type { End } from "../../match/ends.ts";

/** Nothing of the mesh runs beside it, so no certificate proves who it is. */
function isNameless(end: End): boolean {
  return isSelectable(end) && end.mesh === "none";
}

function principalOf(end: End): string {
  return `cluster.local/ns/${end.namespace}/sa/${end.serviceAccount}`;
}

/**
 * A pod by the identity its certificate proves, what is outside by its address. Undefined for a pod without a proxy: an
 * address that the next pod may have is no proof of anything.
 */
export function istioRule({ asked, other }: Wanted): object | undefined {
  if (isNameless(other)) return undefined;
  const block = addressOf(other);
  const source = isSelectable(other)
    ? { principals: [principalOf(other)] }
    : block === undefined
      ? undefined
      : { ipBlocks: [block] };
  return source && { from: [{ source }], to: [{ operation: { ports: [String(asked.towards.port)] } }] };
}

/** An identity that no pod read has, and that is nearly the wanted one. */
function rightPrincipals(editable: Editable, wanted: Wanted): Edit[] {
  const rules = AuthorizationPolicyShape.safeParse(editable.manifest).data?.spec?.rules ?? [];
  const { other, model } = wanted;
  if (!isSelectable(other) || isNameless(other)) return [];
  const right = principalOf(other);
  const accounts = new Set(
    [...model.inventory.pods.values()].map(
      ({ metadata, spec }) =>
        `cluster.local/ns/${metadata.namespace ?? "default"}/sa/${spec.serviceAccountName ?? "default"}`,
    ),
  );
  return rules.flatMap((rule, at) =>
    (rule.from ?? []).flatMap(({ source }, from) =>
      (source?.principals ?? []).flatMap((wrong, index): Edit[] => {
        // The identity is written without the scheme a certificate has it with.
        const isNear = wrong === `spiffe://${right}` || isNearPrincipal(wrong, right);
        if (!isNear || accounts.has(wrong)) return [];
        const path = ["spec", "rules", at, "from", from, "source", "principals", index];
        return [
          {
            action: "correct",
            what: `correct the identity ${wrong}, which no pod read has, to ${right} in rule ${at + 1} of`,
            patch: [expects(path, wrong), replace(path, right)],
            slack: 0,
          },
        ];
      }),
    ),
  );
}

function isNearPrincipal(wrong: string, right: string): boolean {
  const [one, other] = [wrong.split("/"), right.split("/")];
  return (
    one.length === other.length &&
    wrong !== right &&
    one.every((part, index) => part === other[index] || isSlip(part, other[index] ?? ""))
  );
}

/** Empty when the object cannot be read, or when nothing proves who the other end is. */
export function istioEdits(editable: Editable, wanted: Wanted): Edit[] {
  const spec = AuthorizationPolicyShape.safeParse(editable.manifest).data?.spec ?? {};
  const rule = istioRule(wanted);
  const path = ["spec", "rules"];
  const rules = spec.rules ?? [];
  // Whom the policy selects: elsewhere the same permit would open something else.
  const selects = expects(["spec", "selector"], spec.selector);
  const added: Edit[] = rule
    ? [
        {
          action: "add-rule",
          what: "add one rule to",
          patch:
            rules.length === 0
              ? [selects, expects(path, spec.rules), add(path, [rule])]
              : [selects, add([...path, "-"], rule)],
          slack: subjectSlack(editable.ruleSet.subject.pods, wanted.subject),
        },
      ]
    : [];
  return [...rightPrincipals(editable, wanted), ...added];
}
