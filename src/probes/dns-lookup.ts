import { defineProbe, Unreadable } from "../model/probe.ts";
import { dnsNameArgument, ipArgument, secondsArgument } from "./arguments.ts";
import { waiting } from "./limits.ts";
import { linesOf, shown, wholeText } from "./reading.ts";

export interface LookupSubject {
  readonly server: string;
  /** Complete: search domains are tried one by one, as separate questions. */
  readonly name: string;
  readonly type: "A" | "AAAA";
  /** Whole seconds are waited, at least one. */
  readonly waitMs: number;
  readonly overTcp?: boolean;
}

export type Lookup =
  | {
      readonly result: "answered";
      /** `NOERROR`, `NXDOMAIN`, `SERVFAIL` … */
      readonly status: string;
      readonly addresses: readonly string[];
      /** Names the answer passed through. */
      readonly aliases: readonly string[];
    }
  | { readonly result: "refused" | "silent" | "unreachable"; readonly said: string };

export const dnsLookup = defineProbe<Lookup, LookupSubject>({
  name: "dns-lookup",
  why: "Asks one DNS server for one name, as the pod would.",
  at: "both",
  tool: "dig",
  sends: "one DNS question",
  command({ server, name, type, waitMs, overTcp = false }) {
    const seconds = Math.max(1, Math.ceil(Number(secondsArgument(waitMs))));
    return waiting(
      [
        "dig",
        `@${ipArgument(server)}`,
        "-t",
        type,
        "-q",
        dnsNameArgument(name),
        `+time=${seconds}`,
        "+tries=1",
        "+noall",
        "+comments",
        "+answer",
        ...(overTcp ? ["+tcp"] : []),
      ],
      seconds * 1000,
    );
  },
  parse(output) {
    // 9 is dig's code for a server that did not answer.
    const text = wholeText(output, [0, 9]);
    const said = /^;; (?:communications error to|Connection to) .*: (.+?)\.?$/m.exec(text)?.[1];
    const status = /^;; ->>HEADER<<- opcode: \w+, status: (\w+),/m.exec(text)?.[1];
    if (status === undefined) {
      if (said === undefined) throw new Unreadable(`dig said: ${shown(text)}`);
      return { result: failure(said), said };
    }
    const records = linesOf(text)
      .filter((line) => !line.startsWith(";"))
      .map((line) => line.split(/\s+/));
    const values = (...types: string[]) =>
      records.flatMap(([, , , type = "", value = ""]) => (types.includes(type) ? [value] : []));
    return {
      result: "answered",
      status,
      addresses: values("A", "AAAA"),
      aliases: values("CNAME").map((name) => name.replace(/\.$/, "")),
    };
  },
});

function failure(said: string): "refused" | "silent" | "unreachable" {
  if (/refused/.test(said)) return "refused";
  return /timed out/.test(said) ? "silent" : "unreachable";
}
