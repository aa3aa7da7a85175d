/** Which flows a change of policies opens and closes. */
import { outsiders, policyBlocks } from "./blocks.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import { resolveEnd, type End } from "../match/ends.ts";
import { podGroups } from "./groups.ts";
import type { KubernetesObject } from "../input/objects.ts";
import { openedLines, spokenGroupOf } from "../fix/opened-text.ts";
import type { OpenedPair } from "../fix/opened.ts";
import { reachIn, without } from "./reach.ts";

export interface Diff {
  /** `shop/web (2 pods) → shop/db on TCP 5432`, in alphabetical order. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** Pods that only one side has: their flows are neither opened nor closed. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** A pair of which one side cannot be told counts as closed there. */
  readonly unsure: boolean;
}

interface Both {
  readonly was: End;
  readonly is: End;
}

/** Ends of both models that neither of them tells apart from their like. */
function ends(
  before: PolicyModel,
  after: PolicyModel,
): { together: Both[][]; added: string[]; removed: string[] } {
  const blocks = [...policyBlocks(before), ...policyBlocks(after)];
  const now = new Map(podGroups(after, [], blocks).flatMap((group) => group.pods.map((pod) => [pod, group])));
  const together = new Map<string, Both[]>();
  const removed: string[] = [];
  for (const group of podGroups(before, [], blocks))
    for (const pod of group.pods) {
      const later = now.get(pod);
      const [was, is] = [before.inventory.pods.get(pod), after.inventory.pods.get(pod)];
      if (!later || !was || !is) {
        removed.push(pod);
        continue;
      }
      const key = `${group.name}\n${later.name}`;
      const pair = {
        was: resolveEnd(before.inventory, { pod: was }),
        is: resolveEnd(after.inventory, { pod: is }),
      };
      together.set(key, [...(together.get(key) ?? []), pair]);
    }
  const outside = outsiders(before, blocks).map(({ end, name }) => [
    { was: end, is: resolveEnd(after.inventory, { ip: end.ip ?? "", name }) },
  ]);
  const added = [...now.keys()].filter((pod) => !before.inventory.pods.has(pod));
  return { together: [...together.values(), ...outside], added: added.sort(), removed: removed.sort() };
}

/**
 * Every pair of pods that both sides have, and the addresses outside that policies speak of. Each of before and after is a model or
 * an array of Kubernetes objects. Undecidable counts as not allowed.
 */
export function diff(
  before: PolicyModel | readonly KubernetesObject[],
  after: PolicyModel | readonly KubernetesObject[],
): Diff {
  const [old, next] = [toModel(before), toModel(after)];
  const { together, added, removed } = ends(old, next);
  const [wasIn, isIn] = [reachIn(old), reachIn(next)];
  const opened: OpenedPair[] = [];
  const closed: OpenedPair[] = [];
  let unsure = false;
  for (const froms of together)
    for (const tos of together) {
      const [from, to] = [froms[0], tos.find((one) => one !== froms[0]) ?? froms[0]];
      if (!from || !to || from === to || (!from.is.pod && !to.is.pod)) continue;
      const [was, is] = [wasIn(from.was, to.was), isIn(from.is, to.is)];
      unsure ||= was.unsure || is.unsure;
      for (const [list, ranges] of [
        [opened, without(is.open, was.open)],
        [closed, without(was.open, is.open)],
      ] as const)
        if (ranges.length > 0)
          for (const one of froms)
            for (const other of tos) if (one !== other) list.push({ from: one.is, to: other.is, ranges });
    }
  return {
    opened: openedLines(opened, spokenGroupOf),
    closed: openedLines(closed, spokenGroupOf),
    added,
    removed,
    unsure,
  };
}
