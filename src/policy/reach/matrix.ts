/** Who can reach whom. */
import { toModel, type PolicyModel } from "../compile.ts";
import { podKey, podNamespace } from "../input/inventory.ts";
import type { KubernetesObject } from "../input/objects.ts";
import { alikeNamespaces, type Alike } from "./alike.ts";
import { Answers, type Answer } from "./answers.ts";
import { groupNamer, outsideName } from "./group-names.ts";
import { sameRowsAndColumns } from "./merge.ts";
import { outsiders, type AddressBlock } from "./outsiders.ts";
import { Reaches } from "./rows.ts";
import { spokenIn } from "./spoken.ts";
import { study } from "./study.ts";
import type { Unread } from "./unread.ts";

/** Ends that reach the same and are reached by the same, among themselves too. */
export interface MatrixGroup {
  /** `shop/web`, `every pod of shop`, `addresses in 10.0.0.0/8`. */
  readonly name: string;
  /** Of the pods, in alphabetical order; empty for addresses outside. */
  readonly namespaces: readonly string[];
  /** `namespace/name`; empty for addresses outside. */
  readonly pods: readonly string[];
  /** Of addresses outside, where they are; absent for pods. */
  readonly addresses?: readonly AddressBlock[];
}

export interface Matrix {
  readonly groups: readonly MatrixGroup[];
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
}

/** First places of equal texts. */
export function firstOfEach(texts: readonly string[]): number[] {
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
  const nameOf = groupNamer(classes.flatMap(({ pods }) => pods));
  const groups = merged
    .map((indexes) => {
      const held = indexes.flatMap((index) => members.get(signatures[places[index] ?? -1] ?? "") ?? []);
      const outside = held.flatMap(({ outsider }) => outsider ?? []);
      const pods = held.flatMap((one) => one.pods);
      const name = outside.length > 0 ? outsideName(outside) : nameOf(pods);
      const spaces = [...new Set(pods.map(podNamespace))].sort();
      const addresses = outside.map((one) => one.addresses);
      const group: MatrixGroup = {
        name,
        namespaces: spaces,
        pods: pods.map(podKey).sort(),
        ...(addresses.length > 0 ? { addresses } : {}),
      };
      return { at: indexes[0] ?? 0, group };
    })
    .sort((one, other) => order(one.group, other.group));
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
  };
}

/** Pods by name, then what is outside. */
function order(one: MatrixGroup, other: MatrixGroup): number {
  return (
    Number(one.pods.length === 0) - Number(other.pods.length === 0) ||
    (one.pods.length === 0 ? 0 : one.name < other.name ? -1 : 1)
  );
}
