/** Which flows a change of policies opens and closes. */
import { toModel, type PolicyModel } from "../compile.ts";
import { podKey } from "../input/inventory.ts";
import type { KubernetesObject } from "../input/objects.ts";
import { Answers, type Answer } from "./answers.ts";
import { changesOf, type Change } from "./changes.ts";
import { FlowLines } from "./flow-lines.ts";
import { outsiders } from "./outsiders.ts";
import { Reaches } from "./rows.ts";
import { bothSpoken, spokenIn } from "./spoken.ts";
import { study, type Study } from "./study.ts";
import { together, type Together } from "./together.ts";

export interface Diff {
  /** `shop/web (2 pods) → shop/db on TCP 5432`, in alphabetical order. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** Pods that only one side has: their flows are neither opened nor closed. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Something beside ICMP cannot be told on one side; it counts as closed there. */
  readonly unsure: boolean;
}

const isUnsure = ({ unsure, ipv6, onOwnNode }: Answer): boolean =>
  [unsure, ipv6?.unsure ?? [], onOwnNode?.unsure ?? []].some((ranges) =>
    ranges.some(({ protocol }) => protocol !== "ICMP"),
  );

/**
 * Every pair of pods that both sides have, and the addresses outside that policies speak of. Each of before and after is a model or
 * an array of Kubernetes objects. Undecidable counts as not allowed.
 */
export function diff(
  before: PolicyModel | readonly KubernetesObject[],
  after: PolicyModel | readonly KubernetesObject[],
): Diff {
  const [old, next] = [toModel(before), toModel(after)];
  const spoken = bothSpoken(spokenIn(old), spokenIn(next));
  const outside = outsiders([old.inventory, next.inventory], spoken.blocks);
  const reaches = new Reaches();
  const numbered = { reaches, answers: new Answers(reaches) };
  const was = study(old, { spoken, outside }, numbered);
  const is = study(next, { spoken, outside }, numbered);
  const pairs = together(was, is);
  const { opened, closed } = compare(was, is, pairs, numbered.answers);
  const only = (one: Study, other: Study): string[] => {
    const keys = new Set(other.classes.flatMap(({ pods }) => pods.map(podKey)));
    return one.classes
      .flatMap(({ pods }) => pods.map(podKey))
      .filter((key) => !keys.has(key))
      .sort();
  };
  return {
    opened: opened.lines(),
    closed: closed.lines(),
    added: only(is, was),
    removed: only(was, is),
    unsure: numbered.answers.list.some(isUnsure),
  };
}

function compare(was: Study, is: Study, both: readonly Together[], { list }: Answers) {
  const [then, now] = [was.cells(both.map((one) => one.was)), is.cells(both.map((one) => one.is))];
  const known = new Map<string, Change[]>();
  const [opened, closed] = [new FlowLines(), new FlowLines()];
  for (const [row, from] of both.entries())
    for (const [column, to] of both.entries()) {
      const at = row * both.length + column;
      const [one, other] = [then[at] ?? -1, now[at] ?? -1];
      const [old, next] = [list[one], list[other]];
      if (one === other || !old || !next) continue;
      const key = `${one} ${other}`;
      const changes = known.get(key) ?? changesOf(old, next);
      known.set(key, changes);
      for (const change of changes) {
        opened.add(from, to, change, change.opened);
        closed.add(from, to, change, change.closed);
      }
    }
  return { opened, closed };
}
