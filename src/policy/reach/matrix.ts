/** Who can reach whom. */
import { describeRef } from "../../model/kubernetes.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { undecidedFor } from "../verdict/evaluate.ts";
import { alikeNamespaces, type Alike } from "./alike.ts";
import { Answers, type Answer } from "./answers.ts";
import { byName, groupMaker, type EndGroup } from "./groups.ts";
import { sameRowsAndColumns } from "./merge.ts";
import { outsiders } from "./outsiders.ts";
import { Reaches } from "./rows.ts";
import { spokenIn } from "./spoken.ts";
import { study } from "./study.ts";
import type { Unread } from "../unread.ts";

export interface Matrix {
  /** Ends that reach the same and are reached by the same, among themselves too. */
  readonly groups: readonly EndGroup[];
  /**
   * `cells[from][to]`: `everything`, `nothing`, `TCP 80, ICMP?` (`?`: cannot be told), …; empty from one address outside to
   * another. From a group to itself: from one of its pods to another, whether or not there is one.
   */
  readonly cells: readonly (readonly string[])[];
  /** What the texts in the cells stand for, in numbers; each text once. */
  readonly answers: readonly Answer[];
  /** Namespaces that are the same but for their names, so that a reader needs to be told of one. */
  readonly alike: readonly Alike[];
  /** Of whom policies could not be read: what those may deny is not told as open. */
  readonly unread: Unread;
  /** Policies of other APIs that may select one of these pods: what they say is not decided here. */
  readonly notDecided: readonly string[];
}

/** First places of equal texts. */
function firstOfEach(texts: readonly string[]): number[] {
  const first = new Map<string, number>();
  for (const [place, text] of texts.entries()) if (!first.has(text)) first.set(text, place);
  return [...first.values()];
}

/**
 * The whole matrix of these namespaces (all, when none is named) and of the addresses outside that policies speak of: what is
 * true of every pair of their pods. Rows and columns that are the same are one.
 */
export function matrix(
  objects: PolicyModel | readonly KubernetesObject[],
  namespaces: readonly string[] = [],
  unread: Unread = [],
): Matrix {
  const model = toModel(objects);
  const spoken = spokenIn(model);
  const reaches = new Reaches();
  const answers = new Answers(reaches);
  const scope = { spoken, outside: outsiders([model.inventory], spoken.blocks), namespaces, unread };
  const studied = study(model, scope, { reaches, answers });
  const { classes, signatures } = studied;
  const places = firstOfEach(signatures);
  const table = studied.cells(places);
  const members = new Map(places.map((place) => [signatures[place] ?? "", [] as (typeof classes)[number][]]));
  for (const [place, one] of classes.entries()) members.get(signatures[place] ?? "")?.push(one);
  const merged = sameRowsAndColumns(
    table,
    places.map((place) => (classes[place]?.outsider ? "outside" : "pods")),
  );
  const groupOf = groupMaker(classes.flatMap(({ pods }) => pods));
  const groups = merged
    .map((indexes) => {
      const held = indexes.flatMap((index) => members.get(signatures[places[index] ?? -1] ?? "") ?? []);
      const group = groupOf(
        held.flatMap(({ pods }) => pods),
        held.flatMap(({ outsider }) => outsider ?? []),
      );
      return { at: indexes[0] ?? 0, group };
    })
    .sort((one, other) => byName(one.group, other.group));
  const numbers = groups.map(({ at: from }) =>
    groups.map(({ at: to }) => table[from * places.length + to] ?? -1),
  );
  return {
    groups: groups.map(({ group }) => group),
    cells: numbers.map((row) => row.map((number) => answers.list[number]?.text ?? "")),
    answers: answers.list,
    alike: alikeNamespaces(
      Int32Array.from(numbers.flat()),
      groups.map(({ group }) => group),
    ),
    unread,
    notDecided: [
      ...new Set(
        classes.flatMap(({ seen }) =>
          [seen[4], seen[6]].flatMap((one) => (one ? undecidedFor(model, one.end).map(describeRef) : [])),
        ),
      ),
    ].sort(),
  };
}
