/** Which flows a change of policies opens and closes. */
import { toModel, type PolicyModel } from "../compile.ts";
import { podKey } from "../objects/inventory.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { Answers, noFamily } from "./answers.ts";
import { changesOf, staysInDoubt, type Change } from "./changes.ts";
import { flowChanges, type FlowChanges } from "./flow-changes.ts";
import { outsiders } from "./outsiders.ts";
import { Reaches } from "./rows.ts";
import { bothSpoken, spokenIn } from "./spoken.ts";
import { study, type Study } from "./study.ts";
import { together, type Together } from "./together.ts";
import type { Unread } from "../unread.ts";

export interface Diff extends FlowChanges {
  /** Pods that only one side has, as `namespace/name`: their flows are not compared. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Something beside ICMP can be told neither before nor after, so that it may change unseen. */
  readonly unsure: boolean;
}

/**
 * Every pair of pods that both sides have, and the addresses outside that policies of either speak of. Each of before and after is
 * a model or an array of Kubernetes objects.
 * @param unread whose policies are missing from either; nobody's, when left out.
 */
export function diff(
  before: PolicyModel | readonly KubernetesObject[],
  after: PolicyModel | readonly KubernetesObject[],
  unread: { readonly before?: Unread; readonly after?: Unread } = {},
): Diff {
  const [old, next] = [toModel(before), toModel(after)];
  const spoken = bothSpoken(spokenIn(old), spokenIn(next));
  const outside = outsiders([old.inventory, next.inventory], spoken.blocks);
  const reaches = new Reaches();
  const numbered = { reaches, answers: new Answers(reaches) };
  const was = study(old, { spoken, outside, unread: unread.before ?? [] }, numbered);
  const is = study(next, { spoken, outside, unread: unread.after ?? [] }, numbered);
  const { flows, unsure } = compare(was, is, together(was, is), numbered.answers);
  const only = (one: Study, other: Study): string[] => {
    const keys = new Set(other.classes.flatMap(({ pods }) => pods.map(podKey)));
    return one.classes
      .flatMap(({ pods }) => pods.map(podKey))
      .filter((key) => !keys.has(key))
      .sort();
  };
  return { ...flows, added: only(is, was), removed: only(was, is), unsure };
}

function compare(was: Study, is: Study, both: readonly Together[], { list }: Answers) {
  const [then, now] = [was.cells(both.map((one) => one.was)), is.cells(both.map((one) => one.is))];
  const kinds = new Map<string, number>([["[]", 0]]);
  const changesBy: (readonly Change[])[] = [[]];
  const pairs = new Map<number, { readonly kind: number; readonly unsure: boolean }>();
  const pairOf = (one: number, other: number) => {
    const key = one * list.length + other;
    const known = pairs.get(key);
    if (known) return known;
    const [old, next] = [list[one], list[other]];
    const meeting = old && next && old !== noFamily && next !== noFamily;
    const changes = meeting ? changesOf(old, next) : [];
    const text = JSON.stringify(changes);
    const kind = kinds.get(text) ?? changesBy.push(changes) - 1;
    kinds.set(text, kind);
    const pair = { kind, unsure: meeting === true && staysInDoubt(old, next) };
    pairs.set(key, pair);
    return pair;
  };
  const table = new Int32Array(then.length);
  const unchanged = new Uint8Array(list.length);
  for (let at = 0; at < then.length; at += 1) {
    const [one, other] = [then[at] ?? -1, now[at] ?? -1];
    if (one < 0 || other < 0) continue;
    if (one === other) unchanged[one] = 1;
    else table[at] = pairOf(one, other).kind;
  }
  for (const [one, found] of unchanged.entries()) if (found === 1) pairOf(one, one);
  return {
    flows: flowChanges(both, table, changesBy),
    unsure: [...pairs.values()].some((pair) => pair.unsure),
  };
}
