/** ping, of iputils and BusyBox. */
import { phrases, word } from "./told.ts";

export const ping = phrases(
  "ping",
  { says: new RegExp(`ping: (?:bad address|unknown host) '?(?<name>${word})`), kind: "name-unknown" },
  { says: new RegExp(`ping: (?<name>${word}): (?:Name or service|Temporary failure|No address)`) },
  { says: new RegExp(`\\bPING (?<to>${word}) \\(`), protocol: "ICMP" },
  {
    says: new RegExp(`--- (?<to>${word}) ping statistics[^%]{1,120} 100(?:\\.0)?% packet loss`),
    protocol: "ICMP",
    outcome: "failed",
  },
  {
    says: new RegExp(`--- (?<to>${word}) ping statistics[^%]{1,120} 0(?:\\.0)?% packet loss`),
    protocol: "ICMP",
    outcome: "passed",
  },
  { says: new RegExp(`--- (?<to>${word}) ping statistics`), protocol: "ICMP" },
  { says: new RegExp(`\\b(?:traceroute6?|tracepath) to (?<to>${word}) \\(`), protocol: "ICMP" },
  { says: /^ping: / },
  { says: new RegExp(`From ${word} icmp_seq=\\d`) },
);
