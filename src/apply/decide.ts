/** Whether a request may be approved, and whether what was approved may be carried out: from facts alone. */
import { decide as decideByRules } from "../access/decide.ts";
import type { Rules } from "../access/rule.ts";
import type { Actor, ChangeAsked, ChangeRequest } from "../model/change.ts";
import { digestOf } from "./manifest.ts";

/** Somebody presses Approve or Reject; `digest` is what their button holds, `now` milliseconds since 1970. */
export interface Pressed {
  readonly user: string;
  readonly digest: string;
  readonly now: number;
}

/** Why nothing comes of it, to the person; `why` is a word for metrics and the audit. */
export interface Refusal {
  readonly why:
    | ("self-approval" | "expired" | "another-change" | "another-cluster" | "late" | "not-allowed")
    | (
        "gone" | "changed" | "conflict" | "refused" | "forbidden" | "off" | "owned" | "silent" | "not-audited"
      );
  readonly sentence: string;
}

/** Undefined when they may, as far as the request itself goes: rules are asked before. */
export function refusedApproval(request: ChangeRequest, { user, digest, now }: Pressed): Refusal | undefined {
  if (digest !== request.digest || digestOf(request) !== request.digest) return anotherChange;
  if (user === request.by.user)
    return {
      why: "self-approval",
      sentence: "You asked for this change, so somebody else has to approve it.",
    };
  return now > request.expiresAt ? expired : undefined;
}

const anotherChange: Refusal = {
  why: "another-change",
  sentence:
    "That button is for another change than the one that is kept under its name. Nothing was done; press Apply fix again.",
};
export const expired: Refusal = {
  why: "expired",
  sentence: "That request has expired. Nothing was changed; press Apply fix again.",
};
export const gone: Refusal = {
  why: "gone",
  sentence: "That request is not kept any more. Nothing was changed; press Apply fix again.",
};

/** An approval is carried out at once or not at all: milliseconds that it may lie in the queue. */
export const freshMs = 5 * 60_000;

export interface Carrying {
  readonly request: ChangeRequest;
  readonly approver: Actor;
  readonly digest: string;
  readonly approvedAt: number;
  readonly now: number;
  /** The cluster that this worker is of, and its rules. */
  readonly cluster: string;
  readonly rules: Rules;
}

/** What a worker looks at again before it changes anything: it takes nobody's word for it. */
export function refusedCarrying(carrying: Carrying): Refusal | undefined {
  const { request, approver, digest, approvedAt, now, cluster, rules } = carrying;
  const pressed = refusedApproval(request, { user: approver.user, digest, now: approvedAt });
  if (pressed) return pressed;
  if (request.cluster !== cluster)
    return {
      why: "another-cluster",
      sentence: `The change is for cluster ${request.cluster}, and this is ${cluster}. Nothing was changed.`,
    };
  if (now - approvedAt > freshMs)
    return {
      why: "late",
      sentence: `The approval lay in the queue for ${Math.round((now - approvedAt) / 60_000)} minutes, which is too long. Nothing was changed; press Apply fix again.`,
    };
  return notAllowed(rules, request, request.by, "apply") ?? notAllowed(rules, request, approver, "approve");
}

/** By the worker's own rules: whoever lost a right since they pressed, has lost it. */
export function notAllowed(
  rules: Rules,
  { cluster, manifest }: Pick<ChangeAsked, "cluster" | "manifest">,
  { user, channel, groups }: Actor,
  action: "apply" | "approve",
): Refusal | undefined {
  const about = [{ namespace: manifest.metadata.namespace }];
  const verdict = decideByRules(rules, { user, channel, groups }, { action, cluster, about });
  if (verdict.allowed) return undefined;
  const who = action === "apply" ? "who asked" : "who approved";
  return {
    why: "not-allowed",
    sentence: `By the worker's rules (NETDIAG_ACCESS_FILE), ${who} may not ${action} changes in namespace ${manifest.metadata.namespace}. Nothing was changed.`,
  };
}
