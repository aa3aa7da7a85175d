import { distance } from "fastest-levenshtein";
import type { Question, Target } from "../model/question.ts";
import type { Cluster } from "../ports.ts";
import { describeMatch, findMatches, namespaceOf, targetOf, type Match } from "./find.ts";
import { AskBack, NotFound, type Candidate } from "./unresolved.ts";

export type Side = "from" | "to";
type ObjectTarget = Extract<Target, { type: "object" }>;

/**
 * Packets leave from pods and arrive at Services: among objects of one name in one namespace, the one
 * people mean differs by side.
 */
const preference: Record<Side, readonly Match["kind"][]> = {
  from: ["Pod", "Workload", "Labelled", "Service", "Node", "Ingress"],
  to: ["Service", "Pod", "Workload", "Labelled", "Node", "Ingress"],
};

/**
 * The one object meant by the words on that side.
 * Throws AskBack when objects in several namespaces fit, NotFound with look-alikes when none does.
 */
export async function chooseMatch(
  question: Question,
  side: Side,
  target: ObjectTarget,
  cluster: Cluster,
): Promise<Match> {
  const found = await findMatches(target, cluster);
  if (found.length === 0) throw await notFound(target, cluster);
  const { namespace } = question;
  const near = found.filter((match) => namespace !== undefined && namespaceOf(match) === namespace);
  const matches = target.namespace === undefined && near.length > 0 ? near : found;
  const namespaces = new Set(matches.map(namespaceOf));
  if (namespaces.size > 1) throw askWhich(question, side, target, matches);
  for (const kind of preference[side]) {
    const fitting = matches.filter((match) => match.kind === kind);
    const [only] = fitting;
    if (only && fitting.length === 1) return only;
    if (fitting.length > 1) throw askWhich(question, side, target, fitting);
  }
  throw await notFound(target, cluster);
}

function askWhich(question: Question, side: Side, target: ObjectTarget, matches: readonly Match[]): AskBack {
  const candidates: Candidate[] = matches.map((match) => {
    const exact = targetOf(match, target.name);
    return {
      label: describeMatch(match),
      question: side === "from" ? { ...question, from: exact } : { ...question, to: exact },
    };
  });
  return new AskBack(
    `I found ${matches.length} things called ${target.name}. Which one do you mean?`,
    candidates,
  );
}

/** Reads names more widely, but only on this path: the question could not be answered anyway. */
async function notFound(target: ObjectTarget, cluster: Cluster): Promise<NotFound> {
  const scope = target.namespace === undefined ? {} : { namespace: target.namespace };
  const kinds = ["Service", "Deployment", "StatefulSet", "DaemonSet"] as const;
  const lists = await Promise.all(
    kinds.map((kind) =>
      cluster.list(kind, scope).then(
        (objects) => objects.map((object) => object.metadata),
        () => [],
      ),
    ),
  );
  const alike = new Map<string, number>();
  for (const metadata of lists.flat()) {
    const far = distance(metadata.name, target.name);
    const limit = Math.max(2, Math.floor(target.name.length / 3));
    if (far <= limit || metadata.name.includes(target.name))
      alike.set(`${metadata.namespace ?? "default"}/${metadata.name}`, far);
  }
  const suggestions = [...alike]
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
    .slice(0, 5)
    .map(([name]) => name);
  const where =
    target.namespace === undefined ? "in any namespace I can read" : `in namespace ${target.namespace}`;
  const kind = target.kind === undefined ? "" : `${target.kind} `;
  return new NotFound(`I don't know ${kind}${target.name} ${where}.`, suggestions);
}
