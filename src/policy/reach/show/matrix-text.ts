/** The matrix for a person to read. */
import { icmpDoubt, notDecidedDoubt, otherDoubt, unreadDoubt } from "./doubt.ts";
import { fold, sameNames, type Fold, type FoldedGroup } from "./fold.ts";
import { alikeText, scopeText, sourceText, targetText } from "./fold-names.ts";
import type { Matrix } from "../matrix.ts";
import { tell, type Target, type Told } from "./told.ts";

/** More destinations of one line than this are counted. */
const manyNames = 20;

function listed(names: readonly string[]): string {
  const more = names.length - manyNames;
  return (more > 0 ? [...names.slice(0, manyNames), `${more} more, which --csv names`] : names).join("; ");
}

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

/** One for each answer and scope of the destinations. */
function linesOf(
  told: Iterable<readonly [string, readonly Target[]]>,
  { groups }: Fold,
  from?: FoldedGroup,
): string[] {
  return [...told].flatMap(([answer, targets]) => {
    const scopes = new Map<string, FoldedGroup[]>();
    for (const { column, within } of targets) {
      const to = groups[column];
      if (!to) continue;
      const scope = scopeText(to, from, within);
      scopes.set(scope, [...(scopes.get(scope) ?? []), to]);
    }
    return [...scopes].map(([scope, tos]) => {
      const kinds = tos[0]?.alike?.groups.length ?? 0;
      const names = tos.length > 1 && tos.length === kinds ? "all of these" : listed(tos.map(targetText));
      return `${answer} → ${scope}${names}`;
    });
  });
}

/** What is usual of the most columns is told last, of everyone else. */
function usualLines({ usual }: Told, folded: Fold): string[] {
  const columns = new Map<string, Target[]>();
  for (const [column, answer] of usual.entries())
    if (answer !== undefined)
      columns.set(answer, [...(columns.get(answer) ?? []), { column, within: false }]);
  const most = Math.max(0, ...[...columns.values()].map(({ length }) => length));
  const [general] = [...columns].find(([, { length }]) => length === most) ?? [];
  if (general === undefined) return [];
  columns.delete(general);
  const special = linesOf(columns, folded).sort(byText);
  return [...special, `${general} → everyone${special.length > 0 ? " else" : ""}`];
}

const block = (indent: string, head: string, lines: readonly string[]): string =>
  [`${indent}${head}`, ...lines.map((one) => `${indent}  ${one}`)].map((one) => `${one}\n`).join("");

/**
 * A paragraph per source: each thing it reaches, and the destinations that share it. Namespaces that are alike share a
 * paragraph; of more than 20 sources what most have in common stands at the top.
 */
export function matrixText(matrix: Matrix): string {
  const folded = fold(matrix);
  const told = tell(folded);
  const usual = usualLines(told, folded);
  const paragraphs: string[] = [];
  const nothingMore: string[] = [];
  for (const [row, from] of folded.groups.entries()) {
    const lines = linesOf(told.rows[row] ?? [], folded, from).sort(byText);
    if (!from.alike) {
      if (lines.length > 0) paragraphs.push(block("", sourceText(from), lines));
      else nothingMore.push(sourceText(from));
      continue;
    }
    if (folded.groups[row - 1]?.alike !== from.alike)
      paragraphs.push(`${alikeText(from.alike, sameNames(matrix, from.alike))}:\n`);
    paragraphs.push(block("  ", sourceText(from), lines.length > 0 ? lines : ["as at the top"]));
  }
  return [
    ...(usual.length > 0
      ? [`${sizeText(matrix, folded)}\n`, block("", "From everyone, unless told otherwise below:", usual)]
      : []),
    ...paragraphs,
    ...(nothingMore.length > 0
      ? [`As at the top, from the other ${nothingMore.length}: ${listed(nothingMore)}\n`]
      : []),
    ...notes(matrix),
  ].join("\n");
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

function sizeText({ groups }: Matrix, folded: Fold): string {
  const pods = groups.reduce((sum, group) => sum + group.pods.length, 0);
  const spaces = new Set(groups.flatMap(({ namespaces }) => namespaces)).size;
  const told = folded.groups.length < groups.length ? `, told as ${folded.groups.length}` : "";
  return `${counted(pods, "pod")} in ${counted(spaces, "namespace")}, in ${groups.length} groups that behave alike${told}.`;
}

function notes({ cells, unread, notDecided }: Matrix): string[] {
  const isIn = (doubt: RegExp): boolean => cells.some((row) => row.some((cell) => doubt.test(cell)));
  const unreadText = unreadDoubt(unread);
  const known = [
    ...(isIn(/ICMP\?/) ? [icmpDoubt] : []),
    ...(notDecided.length > 0 ? [notDecidedDoubt(notDecided)] : []),
    ...(unreadText === undefined ? [] : [unreadText]),
  ];
  const isUntold = isIn(/(?<!ICMP)\?/) && notDecided.length === 0 && unreadText === undefined;
  const reasons = [...known, ...(isUntold ? [otherDoubt] : [])];
  const said = isIn(/\?/) ? [`?: cannot be told from the policies. ${reasons.join("\n")}`] : known;
  return said.length > 0 ? [`${said.join("\n")}\n`] : [];
}
