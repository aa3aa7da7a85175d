import { describeRef } from "../../model/kubernetes.ts";
import type { Fix } from "../../model/finding.ts";
import { quoted, shellWord } from "../../model/shell-words.ts";
import type { Change } from "./choose.ts";
import type { Manifest } from "./manifest.ts";
import type { Suggestion } from "./suggest.ts";

/** `networkpolicies.networking.k8s.io`: the plural that every API of policies uses. */
function resourceOf({ apiVersion, kind }: Manifest): string {
  const [group = ""] = apiVersion.split("/");
  return `${kind.toLowerCase().replace(/y$/, "ies")}.${group}`;
}

function command({ object, patch, manifest }: Change): string[] {
  if (!patch) return [];
  const { name, namespace } = object;
  // Names in a manifest may be no names that an API server takes.
  const where = `${shellWord(name)}${namespace === undefined ? "" : ` -n ${shellWord(namespace)}`}`;
  return [`kubectl patch ${resourceOf(manifest)} ${where} --type=json -p ${quoted(JSON.stringify(patch))}`];
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
      const { sentence, yaml, changes, alsoOpens, alsoCloses, caution } = suggestion;
      // Patches beside a policy that is new would open one direction of two.
      const commands = changes.every(({ patch }) => patch) ? changes.flatMap(command) : [];
      return {
        summary: sentence,
        yaml,
        ...(commands.length > 0 ? { commands } : {}),
        checked: true,
        alsoOpens: [...alsoOpens],
        ...(alsoCloses.length > 0 ? { alsoCloses: [...alsoCloses] } : {}),
        ...(caution === undefined ? {} : { caution }),
      };
    }
  }
}
