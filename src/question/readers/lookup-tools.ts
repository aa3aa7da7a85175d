/** dig, nslookup and host. */
import { phrases, word } from "./told.ts";

export const lookupTools = phrases(
  "dig, nslookup, host",
  { says: new RegExp(`communications error to (?<server>${word})`), kind: "name-unanswered" },
  { says: /connection timed out; no servers could be reached/, dns: true, kind: "name-unanswered" },
  { says: new RegExp(`server can't find (?<name>${word}): SERVFAIL`), kind: "name-unanswered" },
  { says: new RegExp(`server can't find (?<name>${word})`), kind: "name-unknown" },
  { says: new RegExp(`[Nn]ame resolution for (?:host )?"?(?<name>${word})`) },
  { says: new RegExp(`nslookup: can't resolve '?(?<name>${word})`), kind: "name-unknown" },
  // nslookup: read: Connection refused
  { says: /^nslookup: (?:read|write|write to '[^']{1,60}'):/, dns: true },
  { says: new RegExp(`Host (?<name>${word}) not found: \\d{1,2}\\(SERVFAIL`), kind: "name-unanswered" },
  { says: new RegExp(`Host (?<name>${word}) not found`), kind: "name-unknown" },
);
