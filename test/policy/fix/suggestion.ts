import type { Pod } from "../../../src/model/kubernetes.ts";
import { compile, suggest, type KubernetesObject, type PolicyEnd } from "../../../src/policy/index.ts";
import { cluster, flow } from "../cluster.ts";

/** The change suggested for one flow in the small cluster with these objects added. Throws when there is none. */
export function changeFor(
  objects: readonly KubernetesObject[],
  from: Pod | PolicyEnd,
  to: Pod | PolicyEnd,
  port: number | string = 5432,
) {
  const model = compile([...cluster, ...objects]);
  const suggestion = suggest(model, flow(from, to, port));
  if (suggestion.result !== "change") throw new Error(suggestion.sentence);
  return { ...suggestion, model };
}
