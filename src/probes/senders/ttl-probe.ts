import { defineProbe, Unreadable } from "../../model/probe.ts";
import { countArgument, familyOption, ipArgument, portArgument, secondsArgument } from "../text/arguments.ts";
import { waiting } from "../text/limits.ts";
import { failureOf, type Failure } from "./outcome.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

export interface TtlSubject {
  readonly ip: string;
  readonly port: number;
  readonly waitMs: number;
  readonly hops: number;
}

/** A machine on the way, in order; without address when it stayed silent, which routers may for reasons of their own. */
export interface TtlHop {
  readonly hop: number;
  readonly ip?: string;
  readonly milliseconds?: number;
  /** `!X` prohibited, `!H` host, `!N` network, `!P` protocol unreachable, `!F-1450` too big. */
  readonly mark?: string;
}

export type TtlTrace =
  | { readonly result: "traced"; readonly hops: readonly TtlHop[] }
  | { readonly result: "not-sent"; readonly outcome: Failure; readonly says: string };

export const ttlProbe = defineProbe<TtlTrace, TtlSubject>({
  name: "ttl-probe",
  why: "Sends TCP packets that expire one machine further each, to see how far the asked port's packets come.",
  at: "both",
  tool: "traceroute",
  sends: "one TCP SYN per hop",
  command({ ip, port, waitMs, hops }) {
    const to = ipArgument(ip);
    return waiting(
      [
        "traceroute",
        familyOption(to),
        "-n",
        "-T",
        "-p",
        portArgument(port),
        "-q",
        "1",
        "-w",
        secondsArgument(waitMs),
        "-m",
        countArgument(hops, 16),
        to,
      ],
      // All hops are tried at once, then those that stayed silent are waited for together.
      2 * waitMs,
    );
  },
  parse(output) {
    const says = /^(?:connect|send|sendto): (.+)$/m.exec(output.stderr)?.[1];
    const outcome = says === undefined ? undefined : failureOf(says);
    if (says !== undefined && outcome !== undefined) return { result: "not-sent", outcome, says };
    const [head, ...lines] = linesOf(wholeText(output));
    if (!head?.startsWith("traceroute to ")) throw new Unreadable(`not a trace: ${shown(head ?? "nothing")}`);
    return { result: "traced", hops: lines.map(hopOf) };
  },
});

function hopOf(line: string): TtlHop {
  const parts = /^\s*(\d+)\s+(?:\*|(\S+)\s+([\d.]+) ms(?:\s+(![A-Z0-9<>-]*))?)\s*$/.exec(line);
  if (!parts) throw new Unreadable(`not a hop: ${shown(line)}`);
  const [, hop, ip, milliseconds, mark] = parts;
  return {
    hop: numberOf(hop),
    ...(ip !== undefined && { ip }),
    ...(milliseconds !== undefined && { milliseconds: Number(milliseconds) }),
    ...(mark !== undefined && { mark }),
  };
}
