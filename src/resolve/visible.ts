/** What of the cluster may be told to the asker, and what of it may be asked about. */
import type { Sight } from "../access/sight.ts";
import { subjectsNamed, type Subject } from "../access/subject.ts";
import { targetWords, type Question } from "../model/question.ts";
import type { Cluster, Kind, ListScope } from "../ports.ts";
import type { End } from "./ends.ts";
import { NotAllowed } from "./unresolved.ts";

/**
 * The same cluster, for looking up what people call things: in a namespace that the asker may not ask about there is nothing.
 * Whose an address is has to be asked of the cluster itself: to them it would be nobody's.
 */
export function visibleIn(cluster: Cluster, sight: Sight): Cluster {
  const sees = (namespace: string | undefined): boolean => namespace === undefined || sight.sees(namespace);
  return {
    name: cluster.name,
    get unreadable() {
      return cluster.unreadable;
    },
    get listedWhole() {
      return cluster.listedWhole;
    },
    foresee: (kinds) => {
      cluster.foresee(kinds);
    },
    get: async (kind, name, namespace) =>
      sees(namespace) ? await cluster.get(kind, name, namespace) : undefined,
    list: async <K extends Kind>(kind: K, scope?: ListScope) =>
      sees(scope?.namespace)
        ? (await cluster.list(kind, scope)).filter(({ metadata }) => sees(metadata.namespace))
        : [],
  };
}

/** Without the names of other things that the asker may not be told of: they stand beside the end, not on the way. */
export function withoutHidden(end: End, sight: Sight): End {
  const { namesakes, nobodys } = end;
  return {
    ...end,
    ...(namesakes && {
      namesakes: namesakes.filter(({ metadata }) => sight.sees(metadata.namespace ?? "default")),
    }),
    ...(nobodys && {
      nobodys: nobodys.map(({ ip, between }) =>
        between?.every(({ service }) => sight.sees(service.split("/")[0] ?? "")) === true
          ? { ip, between }
          : { ip },
      ),
    }),
  };
}

/** What an end is about: every namespace that it leads to, the node that was asked, what is outside. */
export function subjectsOf(end: End): readonly Subject[] {
  const { pods, workloads, service, alias, endpointServices = [], node, entrance } = end;
  const objects = [
    ...pods,
    ...workloads,
    ...(service ? [service] : []),
    ...(alias ? [alias] : []),
    ...endpointServices,
  ];
  const namespaces = new Set([
    ...objects.map(({ metadata }) => metadata.namespace ?? "default"),
    ...end.refs.flatMap(({ namespace }) => namespace ?? []),
  ]);
  const outside = outsideOf(end);
  return [
    ...[...namespaces].map((namespace) => ({ namespace })),
    // A node port leads to a Service, which counts.
    ...(node && !entrance ? [{ node: node.metadata.name }] : []),
    ...(outside === undefined ? [] : [{ outside }]),
  ];
}

/** Undefined where it is of the cluster, and where only a look-up will tell what the name leads to. */
function outsideOf({ external, onEveryNode, ofCluster, namesakes = [] }: End): string | undefined {
  // The cache of the cluster's DNS is everybody's, and has an address that nobody else has.
  if (!external || onEveryNode || ofCluster) return undefined;
  const { host, ips } = external;
  if (host === undefined) return ips[0];
  const mayBeOfCluster = !host.includes(".") || /\.svc(?:\.|$)/.test(host) || namesakes.length > 0;
  return mayBeOfCluster ? undefined : host;
}

/** Throws NotAllowed unless the asker may ask about what the words name. Nothing has to be read for it. */
export function mayAskAbout(question: Question, sight: Sight): void {
  const verdict = sight.mayAsk(subjectsNamed(question));
  if (!verdict.allowed) throw new NotAllowed(verdict.sentence);
}

/** Throws NotAllowed unless the asker may ask about what a side of the question was found to be. */
export function mayAskAboutEnd(end: End, side: "from" | "to", question: Question, sight: Sight): void {
  mayAskAboutAll(subjectsOf(end), targetWords(question[side]), sight);
}

/** @param typed what the asker calls it: of what it leads to nothing else is named. */
export function mayAskAboutAll(about: readonly Subject[], typed: string, sight: Sight): void {
  const verdict = sight.mayAsk(about);
  if (verdict.allowed) return;
  const { denied, sentence } = verdict;
  const isTyped =
    denied === undefined ||
    ("outside" in denied && denied.outside === typed) ||
    ("node" in denied && denied.node === typed);
  throw new NotAllowed(
    isTyped
      ? sentence
      : `You may not ask about ${typed} here, for what it leads to. Whoever runs netdiag can say who may.`,
  );
}
