/** A name that somebody gets no address for, in words that fit no form: "an A record query for db.shop from web comes back NXDOMAIN". */
import { endsIn } from "./named-ends.ts";
import type { Sides } from "./sides.ts";

const asking =
  /(?<![\w.-])(?:nxdomain|servfail|resolv(?:e|es|ed|ing|er|able)|unresolvable|look(?:s|ing|ed)?[ -]?ups?|nslookup|dig|name resolution|(?:a|aaaa|srv|cname|dns) (?:records?|quer(?:y|ies)|requests?))(?![\w-])/i;

/** With a dot in it, and without a port. */
const host =
  /(?<![\w./:@-])(?=\S{0,250}[a-z])(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z0-9-]{2,63}\.?(?![\w:/-]|\.\w)/gi;

/** Undefined where it names another number of names than one, or of those who may ask for it. */
export function splitLookedUp(sentence: string): Sides | undefined {
  // What programs print has colons, and readers of its own.
  if (!asking.test(sentence) || /[:={}]/.test(sentence)) return undefined;
  const [name, another] = new Set([...sentence.matchAll(host)].map(([word]) => word.replace(/\.$/, "")));
  if (name === undefined || another !== undefined) return undefined;
  const rest = sentence.replaceAll(name, " ").replace(asking, " ");
  const [asker, other] = new Set(
    endsIn(rest.split(/\s+/).filter((word) => word !== "")).map(({ words }) => words),
  );
  return asker === undefined || other !== undefined ? undefined : { from: asker, resolves: name };
}
