/** The diff: every flow that changes is named, and nothing else is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, diff } from "../../../src/policy/index.ts";
import { addressesOf, towards, verdicts } from "./asked.ts";
import { pods, worlds } from "./worlds.ts";

type Pod = (typeof pods)[number];

const nameOf = ({ metadata }: Pod): string =>
  `${metadata.namespace ?? ""}/${metadata.labels?.["app"] ?? metadata.name.replace(/-\d$/, "")}`;

interface Said {
  readonly ends: string;
  readonly where: string | undefined;
  holds(port: (typeof towards)[number]): boolean;
}

/** `a/b (2 pods) → c/d on TCP 80-90, every UDP port (by IPv6)`. */
function read(line: string): Said {
  const match =
    /^(.+?)(?: \(\d+ pods\))? → (.+?)(?: \(\d+ pods\))? on (.+?)(?: \(((?:by|on) [^()]+)\))?$/.exec(line);
  const texts = (match?.[3] ?? "").split(", ");
  return {
    ends: `${match?.[1] ?? ""} ${match?.[2] ?? ""}`,
    where: match?.[4],
    holds: ({ protocol, port }) =>
      texts.some((text) => {
        if (text === "ICMP" || protocol === "ICMP") return text === protocol;
        if (text === `every ${protocol} port`) return true;
        const [of, range = ""] = text.split(" ");
        const [first = 0, last = first] = range.split("-").map(Number);
        return of === protocol && first <= port && port <= last;
      }),
  };
}

test("every flow that opens or closes is named, and every line names one, for every API and kind of end", () => {
  fc.assert(
    fc.property(worlds, worlds, (one, two) => {
      const found = diff(one, two);
      const [was, is] = [compile(one), compile(two)];
      const opened = found.opened.map(read);
      const closed = found.closed.map(read);
      const borneOut = new Set<Said>();
      for (const from of pods)
        for (const to of pods) {
          if (from === to) continue;
          const ends = `${nameOf(from)} ${nameOf(to)}`;
          for (const source of addressesOf({ pod: from }))
            for (const target of addressesOf({ pod: to })) {
              if (source.family && target.family && source.family !== target.family) continue;
              const [then, now] = [
                verdicts(was, source.end, target.end),
                verdicts(is, source.end, target.end),
              ];
              for (const [index, port] of towards.entries()) {
                const [old, next] = [then[index] === "allow", now[index] === "allow"];
                if (old === next) continue;
                const lines = (next ? opened : closed).filter(
                  (line) => line.ends === ends && line.holds(port),
                );
                expect(lines.length, `${ends} ${JSON.stringify(port)}`).toBeGreaterThan(0);
                lines.forEach((line) => borneOut.add(line));
              }
            }
        }
      const unfounded = [...opened, ...closed].filter(
        (line) =>
          !borneOut.has(line) &&
          !/outside|addresses in/.test(line.ends) &&
          towards.some((port) => line.holds(port)),
      );
      expect(unfounded.map(({ ends, where }) => `${ends} ${where ?? ""}`)).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 60_000);
