/** What a question is about, as far as rules tell it apart. */
import type { Bundle } from "../model/bundle.ts";
import type { Question, Target } from "../model/question.ts";
import type { Subject } from "../model/subject.ts";

export type { Subject } from "../model/subject.ts";

/**
 * What the words alone name without a doubt: `shop/web`, `node/node3`, `web.shop.svc`. What they may mean beside that is known
 * when they were looked up in the cluster.
 */
export function subjectsNamed({ from, to, looksUp }: Question): readonly Subject[] {
  return [...named(from), ...(looksUp === undefined ? named(to) : namedByHost(looksUp))];
}

/** What a diagnosis that was kept tells of: every namespace of its ends, and nodes that were asked about. */
export function subjectsKept({ flows, snapshot }: Pick<Bundle, "flows" | "snapshot">): readonly Subject[] {
  const refs = [snapshot.asked.from, snapshot.asked.to];
  const namespaces = new Set([
    ...refs.flat().flatMap(({ namespace }) => namespace ?? []),
    ...flows.flatMap(({ from, to, service }) => [
      ...[from, to].flatMap((end) => (end.type === "pod" ? [end.namespace] : [])),
      ...(service ? [service.namespace] : []),
    ]),
  ]);
  // Beside a Service a node is only the way there.
  const nodes = refs.flatMap((side) => (side.every(({ kind }) => kind === "Node") ? side : []));
  return [
    ...[...namespaces].map((namespace) => ({ namespace })),
    ...nodes.map(({ name }) => ({ node: name })),
  ];
}

function named(target: Target): readonly Subject[] {
  switch (target.type) {
    case "ip":
      return [];
    case "host":
      return namedByHost(target.host);
    case "object":
      if (target.kind === "node") return [{ node: target.name }];
      // `web.shop` may be a host outside, `jobs/web` a Job: which of them it is the cluster tells.
      return target.namespace === undefined || target.orHost !== undefined || target.orIn
        ? []
        : [{ namespace: target.namespace }];
    case "pods":
      return [
        ...(target.namespace === undefined ? [] : [{ namespace: target.namespace }]),
        ...(target.node === undefined ? [] : [{ node: target.node }]),
      ];
    case "own-node":
      return [];
  }
}

function namedByHost(host: string): readonly Subject[] {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const svc = labels.indexOf("svc");
  const namespace = svc >= 2 && svc <= 3 ? labels[svc - 1] : undefined;
  return namespace === undefined ? [] : [{ namespace }];
}
