/** What a text that does not parse may have been, from its words alone. */
import { decidesTraffic } from "../adapters/index.ts";
import type { Unread } from "../unread.ts";
import { sketch } from "../yaml/sketch.ts";
import { holdsKind } from "../objects/surroundings.ts";

/** Wherever it stands and however it is quoted: what does not parse has no structure to go by. */
const kinds = /(?:^|[\s{,"'-])kind["']?[ \t]*:[ \t]*["']?([A-Za-z]*)/g;

/** Policies that decide about pods of their own namespace alone. */
const ofTheirNamespace = /^(?:Cilium|Staged(?:Kubernetes)?)?NetworkPolicy$/;

/** Of whom policies may be missing for a text that could not be read; nothing when it says that it is something else. */
export function policiesIn(text: string): Unread {
  const named = [...text.matchAll(kinds)].map(([, kind = ""]) => kind.replace(/List$/, ""));
  const others = named.length > 1 ? named.filter((kind) => kind !== "") : named;
  const may = others.filter((kind) => kind === "" || decidesTraffic(kind) || holdsKind(kind));
  if (may.length === 0 && named.length > 0) return [];
  const [only, ...more] = may;
  const is = sketch(text, { start: 0, end: text.length });
  const isOfOne = only !== undefined && more.length === 0 && ofTheirNamespace.test(only);
  return isOfOne && others.length === 1 && is?.namespace !== undefined ? [is.namespace] : "all";
}
