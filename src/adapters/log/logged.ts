import type { Logger } from "pino";
import type { Audit } from "../../ports.ts";

type Event = Parameters<Audit["write"]>[0];

/** What the log says of an event of the audit, and which of its facts: no person's words, no names of the cluster. */
const told: Readonly<
  Record<string, { readonly says: (event: Event) => string; readonly facts: readonly string[] }>
> = {
  question: { says: () => "question taken", facts: ["joined"] },
  refused: { says: () => "question refused: too many are open", facts: ["full"] },
  denied: { says: () => "refused: the rules do not allow it", facts: ["entry", "action", "reason"] },
  diagnosis: { says: () => "diagnosis begun", facts: [] },
  outcome: {
    says: ({ verdict }) => (verdict === undefined ? "diagnosis ended without a verdict" : "verdict"),
    facts: ["verdict", "cause", "ended", "durationMs"],
  },
  stop: {
    says: ({ stopped }) => (stopped === true ? "stopped for who asked" : "Stop came when it had ended"),
    facts: [],
  },
  untold: { says: () => "an ending could not be told", facts: [] },
};

/** An audit, with a line in the log for what becomes of a question, once the audit has it; each says which `diagnosis`. */
export function loggedAudit<Kept extends Audit>(audit: Kept, log: Pick<Logger, "info">): Kept {
  return {
    ...audit,
    write: (event) => {
      audit.write(event);
      const line = told[event.event];
      if (!line) return;
      const facts = ["diagnosis", ...line.facts].filter((name) => event[name] !== undefined);
      log.info(Object.fromEntries(facts.map((name) => [name, event[name]])), line.says(event));
    },
  };
}
