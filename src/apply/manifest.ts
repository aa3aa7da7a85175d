/** The object of a fix, as it is applied, shown and signed: one and the same. */
import { createHash } from "node:crypto";
import { parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import type { Bound, ChangeManifest } from "../model/change.ts";
import type { Fix } from "../model/finding.ts";
import { appliedKind } from "./kinds.ts";

const name = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
const namespace = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
/** Labels and annotations of what stands there already are left alone; a new object of ours has none. */
const Whole = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.strictObject({
    name,
    namespace,
    labels: z.unknown().optional(),
    annotations: z.unknown().optional(),
  }),
  spec: z.record(z.string(), z.unknown()),
});

/** Longer ones nobody reads to their end before approving them, and one message has no room for them; characters. */
const longest = 6000;

/** Why a fix cannot be applied, as the end of a sentence. */
export interface NotApplied {
  readonly not: string;
}

/** The object that a fix would write, or why netdiag does not apply it. */
export function manifestOf({ yaml, checked, commands }: Fix): ChangeManifest | NotApplied {
  if (yaml === undefined)
    return { not: commands ? "it is commands, not one policy" : "there is no object in it" };
  if (!checked) return { not: "it was not evaluated again with the change made" };
  const documents = parseAllDocuments(yaml, { version: "1.1", uniqueKeys: true });
  const [first, ...others] = Array.isArray(documents) ? documents : [];
  if (!first || others.length > 0) return { not: "it is more than one object" };
  if (first.errors.length > 0 || first.warnings.length > 0) return { not: "its YAML does not read" };
  const read = Whole.safeParse(plain(first));
  if (!read.success) return { not: "it is no policy of one namespace" };
  const { apiVersion, kind, metadata, spec } = read.data;
  if (!appliedKind(apiVersion, kind)) return { not: `netdiag applies no ${kind} of ${apiVersion}` };
  const manifest = {
    apiVersion,
    kind,
    metadata: { name: metadata.name, namespace: metadata.namespace },
    spec,
  };
  const shown = yamlOf(manifest);
  if (shown.length > longest) return { not: "it is too long to be read whole before it is approved" };
  // What looks like another character, or turns the line around, would be approved for what it is not.
  if (!/^[\n\x20-\x7e]*$/.test(shown) || shown.includes("```"))
    return { not: "it holds characters that cannot be shown as they are" };
  return manifest;
}

/** Aliases are nothing that netdiag writes: none is unfolded. */
function plain(document: { toJS(options: { maxAliasCount: number }): unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

/** As it is shown: exactly what is applied. */
export function yamlOf(manifest: ChangeManifest): string {
  return stringify(manifest, { lineWidth: 0, version: "1.1", aliasDuplicateObjects: false });
}

/** SHA-256 in hex: the same for the same change of the same object in the same state, and for nothing else. */
export function digestOf(change: {
  readonly cluster: string;
  readonly manifest: ChangeManifest;
  readonly bound: Bound;
}): string {
  const { cluster, manifest, bound } = change;
  return createHash("sha256")
    .update(JSON.stringify(inOrder({ cluster, manifest, bound })))
    .digest("hex");
}

/** Keys in the order of their names, whoever wrote the object down in between. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, held]) => [key, inOrder(held)]),
  );
}

/** Whether two objects say the same, in whatever order. */
export function sameSaid(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** `NetworkPolicy test/allow-web`. */
export function objectName({ kind, metadata }: ChangeManifest): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** As kubectl takes a kind of which others have the same: `networkpolicy.networking.k8s.io`. */
export function kubectlName({ apiVersion, kind }: ChangeManifest): string {
  const resource = appliedKind(apiVersion, kind)?.resource ?? kind.toLowerCase();
  return `${resource}.${apiVersion.split("/")[0] ?? ""}`;
}
