/**
 * The sets that Azure NPM makes of a NetworkPolicy: one for each label, of pods and of namespaces, that any policy asks, one for each
 * namespace and name of a port (npm/pkg/controlplane/translation: parseSelector.go, translatePolicy.go). A set of a block of addresses has
 * a name of its own in every version, and is left out.
 */
import { azureSetNames } from "../../netstack/enforcers/azure-npm.ts";
import type { NetworkPolicyShape, SelectorShape } from "../../policy/adapters/network-policy/schema.ts";
import type { End } from "../../policy/match/ends.ts";
import { matchPorts } from "../../policy/match/ports.ts";
import type { LabelSet } from "../../policy/selectors.ts";
import type { Tri } from "../../policy/tri.ts";
import type { Asked } from "../../policy/verdict/decide.ts";

interface LabelsSet {
  /** Before the label in the set's name. */
  readonly prefix: "podlabel-" | "nslabel-";
  readonly labels: LabelSet;
}

/** Names, each with whether the set should hold this end of the flow. */
export interface AzureSet {
  readonly names: readonly string[];
  readonly end: "from" | "to";
  readonly holds: Tri;
}

/** @param policy `namespace/name`. */
export function azureSets(
  spec: NonNullable<NetworkPolicyShape["spec"]>,
  policy: string,
  { direction, from, to, towards }: Asked,
): readonly AzureSet[] {
  const namespace = policy.split("/")[0] ?? "";
  const [subject, other] = direction === "ingress" ? (["to", "from"] as const) : (["from", "to"] as const);
  const ends = { from, to };
  const within = (name: string, end: "from" | "to"): AzureSet => ({
    names: azureSetNames(`ns-${name}`),
    end,
    holds: isPod(ends[end]) && ends[end].namespace === name ? "yes" : "no",
  });
  const labelled = (selector: SelectorShape | null | undefined, end: "from" | "to"): AzureSet[] =>
    ofLabels(selector, policy, { prefix: "podlabel-", labels: ends[end].podLabels }, ends[end], end);
  return [
    ...labelled(spec.podSelector, subject),
    within(namespace, subject),
    ...(spec[direction] ?? []).flatMap((rule): AzureSet[] => [
      ...((direction === "ingress" ? rule.from : rule.to) ?? []).flatMap((peer): AzureSet[] => [
        ...labelled(peer.podSelector, other),
        ...(peer.namespaceSelector
          ? ofNamespaces(peer.namespaceSelector, policy, ends[other], other)
          : peer.podSelector
            ? [within(namespace, other)]
            : []),
      ]),
      ...(rule.ports ?? []).flatMap(({ port }): AzureSet[] => {
        if (typeof port !== "string") return [];
        // One set of a name, whichever protocol a rule asks: its members have their own.
        const match = [{ type: "named", protocol: "any", name: port }] as const;
        const holds = matchPorts(match, towards, to, "needs-its-own-entry");
        return [{ names: azureSetNames(`namedport:${port}`), end: "to", holds }];
      }),
    ]),
  ];
}

function ofNamespaces(
  selector: SelectorShape,
  policy: string,
  end: End,
  side: "from" | "to",
): readonly AzureSet[] {
  const all = azureSetNames("nslabel-all-namespaces");
  const sets = ofLabels(selector, policy, { prefix: "nslabel-", labels: end.namespaceLabels }, end, side);
  return sets.length > 0 ? sets : [{ names: all, end: side, holds: isPod(end) ? "yes" : "no" }];
}

/** Whether a label is asked for or against, its set holds who has it. */
function ofLabels(
  selector: SelectorShape | null | undefined,
  policy: string,
  { prefix, labels }: LabelsSet,
  end: End,
  side: "from" | "to",
): AzureSet[] {
  const has = (key: string, values?: readonly string[]): Tri => {
    if (!isPod(end)) return "no";
    const value = labels.labels[key];
    if (value === undefined) return labels.complete ? "no" : "unknown";
    return values === undefined || values.includes(value) ? "yes" : "no";
  };
  const set = (what: string, holds: Tri): AzureSet => ({ names: azureSetNames(what), end: side, holds });
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) =>
      set(`${prefix}${key}:${value}`, has(key, [value])),
    ),
    ...(selector?.matchExpressions ?? []).flatMap(({ key, values }): AzureSet[] => {
      if (!values?.length) return [set(`${prefix}${key}`, has(key))];
      const single = values.map((value) => set(`${prefix}${key}:${value}`, has(key, [value])));
      if (values.length === 1 || prefix === "nslabel-") return single;
      // One list of the sets of each value, since 2026 each policy's own.
      const list = `${key}:${values.join(":")}`;
      return [`nestedlabel-${list}`, `nestedlabel-${policy}:${list}`].map((what) =>
        set(what, has(key, values)),
      );
    }),
  ];
}

/** Pods on their node's network are in no set. */
function isPod(end: End): boolean {
  return end.pod !== undefined && !end.onHost;
}
