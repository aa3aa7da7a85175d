/** How a change is taken back by hand. */
import { stringify } from "yaml";
import type { ChangeRequest } from "../model/change.ts";
import { kubectlName } from "./manifest.ts";

/**
 * One block to paste. What was made is deleted; what was edited is given back what it said before, whoever keeps those fields
 * now: labels and annotations were not changed.
 */
export function undoOf({ manifest, before }: Pick<ChangeRequest, "manifest" | "before">): string {
  const { name, namespace } = manifest.metadata;
  if (!before) return `kubectl delete ${kubectlName(manifest)} ${name} -n ${namespace}`;
  const former = { ...manifest, spec: before.spec };
  const yaml = stringify(former, { lineWidth: 0, version: "1.1", aliasDuplicateObjects: false });
  return `kubectl apply --server-side --force-conflicts -f - <<'EOF'\n${yaml.trimEnd()}\nEOF`;
}

/** How to see what stands there. */
export function lookOf({ manifest }: Pick<ChangeRequest, "manifest">): string {
  const { name, namespace } = manifest.metadata;
  return `kubectl get ${kubectlName(manifest)} ${name} -n ${namespace} -o yaml --show-managed-fields`;
}
