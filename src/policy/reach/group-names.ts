/** What a group of pods or addresses goes by. */
import type { Pod } from "../../model/kubernetes.ts";
import { podName } from "../match/ends.ts";
import { podNamespace } from "../objects/inventory.ts";
import type { Outsider } from "./outsiders.ts";

/** More names than this are counted. */
const shown = 3;

/** `a, b, c and 7 more`. */
export function listed(names: readonly string[], most = shown): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ");
}

const appOf = (pod: Pod): string => `${podNamespace(pod)}/${podName(pod)}`;

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const held = groups.get(keyOf(one));
    if (held) held.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Labels that all of these pods have, and not all of the others. */
function tellingLabels(pods: readonly Pod[], others: readonly Pod[]): string[] {
  const labelsOf = (pod: Pod): string[] =>
    Object.entries(pod.metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const [first, ...rest] = pods.map(labelsOf);
  const sets = others.map((pod) => new Set(labelsOf(pod)));
  return (first ?? [])
    .filter((label) => rest.every((labels) => labels.includes(label)))
    .filter((label) => !sets.some((labels) => labels.has(label)))
    .sort();
}

/** A function that names groups of these pods: no two disjoint groups get one name. */
export function groupNamer(all: readonly Pod[]): (pods: readonly Pod[]) => string {
  const inNamespace = grouped(all, podNamespace);
  const ofApp = grouped(all, appOf);
  const taken = new Set<string>();
  const appText = (app: string, pods: readonly Pod[]): string => {
    const others = (ofApp.get(app) ?? []).filter((pod) => !pods.includes(pod));
    if (others.length === 0) return app;
    const labels = tellingLabels(pods, others);
    const [first] = pods;
    const more = pods.length > 1 ? ` and ${pods.length - 1} more` : "";
    return `${app} (${labels.length > 0 ? labels.join(",") : `${first?.metadata.name ?? ""}${more}`})`;
  };
  return (pods) => {
    const spaces = grouped(pods, podNamespace);
    const whole = [...spaces].filter(
      ([space, held]) =>
        held.length === inNamespace.get(space)?.length && (held.length > 1 || spaces.size > 1),
    );
    const rest = [...spaces]
      .filter(([space]) => !whole.some(([one]) => one === space))
      .flatMap(([, held]) => [...grouped(held, appOf)].map(([app, some]) => appText(app, some)));
    const name = [
      ...(whole.length > 0 ? [`every pod of ${listed(whole.map(([space]) => space))}`] : []),
      ...(rest.length > 0 ? [listed(rest)] : []),
    ].join("; ");
    const unique = taken.has(name) ? `${name} (${pods[0]?.metadata.name ?? ""}, …)` : name;
    taken.add(unique);
    return unique;
  };
}

/** `elsewhere outside`, `addresses in 10.0.0.0/8, 192.168.0.0/16`. */
export function outsideName(outsiders: readonly Outsider[]): string {
  const prefix = "addresses in ";
  const names = outsiders.map(({ name }) => name);
  const first = names.findIndex((name) => name.startsWith(prefix));
  return listed(names.map((name, place) => (place > first ? name.replace(prefix, "") : name)));
}
