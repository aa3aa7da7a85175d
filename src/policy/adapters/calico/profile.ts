/**
 * Calico's profiles: asked after all tiers, when no policy has decided. Every namespace has one, `kns.<namespace>`, which
 * allows everything; every service account one, `ksa.<namespace>.<name>`, without rules. Only a profile that says otherwise
 * makes a difference.
 */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import { accountLabel } from "../../calico/keys.ts";
import { namespaceLabel, type Expression } from "../../calico/selector.ts";
import { profileTier } from "../../calico/tiers.ts";
import type { Rule, RuleSet } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import { allOf } from "./peers.ts";
import { readRule } from "./rules.ts";
import { ProfileShape } from "./schema.ts";
import type { Reading } from "../reading.ts";

function subjectOf(name: string): { expression: Expression; isNamespace: boolean } | undefined {
  const [, kind, namespace = "", account] = /^(kns|ksa)\.([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const here: Expression = { is: "==", key: namespaceLabel, value: namespace };
  if (kind === "kns") return account === undefined ? { expression: here, isNamespace: true } : undefined;
  if (account === undefined) return undefined;
  return { expression: allOf([here, { is: "==", key: accountLabel, value: account }]), isNamespace: false };
}

function allowsAll([first]: readonly Rule[]): boolean {
  return first?.action === "allow" && !first.peers && !first.ports && !first.subject && !first.needs;
}

export function adaptProfile(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = ProfileShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const subject = subjectOf(ref.name);
  const ruleSets = (["ingress", "egress"] as const).flatMap((direction): RuleSet[] => {
    const rules = (read.data.spec?.[direction] ?? []).map((rule, index) =>
      readRule(reading, rule, { direction, index }),
    );
    if (!subject || (subject.isNamespace ? allowsAll(rules) : rules.length === 0)) return [];
    return [
      {
        object: ref,
        tier: profileTier,
        order: subject.isNamespace ? 0 : 1,
        direction,
        subject: {
          namespace: "",
          pods: [],
          end: { type: "expression", expression: subject.expression, text: `the workloads of ${ref.name}` },
        },
        isolates: subject.isNamespace,
        rules,
      },
    ];
  });
  const invalid = reading.problems.some((problem) => problem.effect === "left-out");
  return { ruleSets: invalid ? [] : ruleSets, problems: reading.problems };
}
