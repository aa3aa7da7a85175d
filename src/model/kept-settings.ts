import { keptCorefile } from "./kept-corefile.ts";

/** Of Cilium's settings, those that decide what rules about nodes mean. */
const kept: ReadonlySet<string> = new Set([
  "enable-node-selector-labels",
  "node-labels",
  "policy-cidr-match-mode",
]);

/** Of a ConfigMap's data, the settings that somebody here asks for; whatever else stands there is nobody's business. */
export function keptSettings(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      key === "Corefile" ? [[key, keptCorefile(value)]] : kept.has(key) ? [[key, value]] : [],
    ),
  );
}
