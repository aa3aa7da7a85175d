import { Unreadable } from "../../model/probe.ts";
import { linesOf, shown } from "../text/reading.ts";

/** What one DNS server said to one question. */
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

/** Reads what dig prints with `+noall +comments +answer`. Throws Unreadable. */
export function digAnswer(text: string): Lookup {
  const said = /^;; (?:communications error to|Connection to) .*: (.+?)\.?$/m.exec(text)?.[1];
  const status = /^;; ->>HEADER<<- opcode: \w+, status: (\w+),/m.exec(text)?.[1];
  if (status === undefined) {
    const silent = /no servers could be reached/.test(text) ? "timed out" : undefined;
    const failed = said ?? silent;
    if (failed === undefined) throw new Unreadable(`dig said: ${shown(text)}`);
    return { result: failure(failed), said: failed };
  }
  const records = linesOf(text)
    .filter((line) => !line.startsWith(";"))
    .map((line) => line.split(/\s+/));
  const values = (...types: string[]): string[] =>
    records.flatMap(([, , , type = "", value = ""]) => (types.includes(type) ? [value] : []));
  return {
    result: "answered",
    status,
    addresses: values("A", "AAAA"),
    aliases: values("CNAME").map((name) => name.replace(/\.$/, "")),
  };
}

function failure(said: string): "refused" | "silent" | "unreachable" {
  if (/refused/.test(said)) return "refused";
  return /timed out/.test(said) ? "silent" : "unreachable";
}
