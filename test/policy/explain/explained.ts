/** One flow explained under these policies in the small cluster. */
import { compile, explain, type Explanation, type KubernetesObject } from "../../../src/policy/index.ts";
import { cluster, flow } from "../cluster.ts";

export function explained(
  policies: readonly KubernetesObject[],
  asked: Parameters<typeof flow>,
): Explanation {
  return explain(compile([...cluster, ...policies]), flow(...asked));
}

export const fromWeb = { podSelector: { matchLabels: { app: "web" } } };
