/** Somebody who cannot reach itself, or what is behind its own Service: "web times out when it calls its own service on 8080". */
import { endsIn } from "./named-ends.ts";
import type { Sides } from "./sides.ts";
import { doing } from "./verbs.ts";

const own =
  "(?:its|their|the pod's) own (?:kubernetes |k8s )?(?:service(?: name| ip)?|svc|cluster ?ip|vip|endpoint|name)";
const link = "(?:to|with|against|through|via|over|using|by|on)";

/** "db itself is fine" says nothing of this. */
const self = new RegExp(
  `(?:\\b(?:${doing})(?:s|es)?|\\b${link}) (?:(?:itself|themselves)(?: (?:through|via|over|using|by|on) (?:its|their|the)(?: own)? (?:service(?: name| ip)?|svc|cluster ?ip|vip|dns name))?|${own})(?!\\w)`,
  "i",
);

const port = /(?:\b(?:port|on|at) |(?<!\d):)(\d{2,5})(?![\w.:])/i;

/** Undefined where it says nothing of itself, or names somebody else as well. */
export function splitItself(sentence: string): Sides | undefined {
  if (!self.test(sentence)) return undefined;
  const rest = sentence.replace(self, " ");
  const named = new Set(endsIn(rest.split(" ").filter((word) => word !== "")).map(({ words }) => words));
  const [only, other] = named;
  if (only === undefined || other !== undefined) return undefined;
  const number = /[: ]\d{1,5}(?:\/|$| )/.test(only) ? undefined : port.exec(rest)?.[1];
  return { from: number === undefined ? only : `${only} port ${number}`, itself: true };
}
