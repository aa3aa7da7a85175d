import { describeRef } from "../../model/kubernetes.ts";
import type { Fix } from "../../model/finding.ts";
import type { Change } from "./choose.ts";
import type { Suggestion } from "./suggest.ts";

function command({ object, patch }: Change): string[] {
  if (!patch) return [];
  const where = `${object.name} -n ${object.namespace ?? "default"}`;
  // Inside single quotes a shell reads everything but the single quote itself.
  const json = JSON.stringify(patch).replaceAll("'", `'\\''`);
  return [`kubectl patch networkpolicies.networking.k8s.io ${where} --type=json -p '${json}'`];
}

/** A suggestion as a finding's fix. Undefined when the flow is allowed already. */
export function toFix(suggestion: Suggestion): Fix | undefined {
  switch (suggestion.result) {
    case "not-needed":
      return undefined;
    case "refused":
      return {
        summary: suggestion.object
          ? `No change is proposed: ${describeRef(suggestion.object)} denies on purpose`
          : "No change is proposed",
        checked: true,
        caution: suggestion.sentence,
      };
    case "change": {
      const { sentence, yaml, changes, alsoOpens, caution } = suggestion;
      // Patches beside a policy that is new would open one direction of two.
      const commands = changes.every(({ patch }) => patch) ? changes.flatMap(command) : [];
      return {
        summary: sentence,
        yaml,
        ...(commands.length > 0 ? { commands } : {}),
        checked: true,
        alsoOpens: [...alsoOpens],
        ...(caution === undefined ? {} : { caution }),
      };
    }
  }
}
