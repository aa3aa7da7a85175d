import { type Audit, NotAudited } from "../../ports.ts";
import { bounded } from "./bounded.ts";
import { linesTo, type Lines } from "./lines.ts";

export interface AuditLog extends Audit {
  /** Whether lines can be written, for readiness; looks again when the last one could not. Never throws. */
  works(): boolean;
}

/**
 * One JSON line per event, appended to a file or to stdout, written before `write` returns: an audit line that a
 * crash could swallow is none. The file is readable by its owner alone.
 * @param to a path, or `stdout`
 * @throws when the file cannot be opened for appending
 */
export function createAudit(to: string): AuditLog {
  const lines = opened(to);
  let failed = false;
  const write = (event: Parameters<Audit["write"]>[0]): void => {
    const line = JSON.stringify({ log: "audit", time: new Date().toISOString(), ...bounded(event) });
    try {
      lines.append(line);
      failed = false;
    } catch (error) {
      failed = true;
      throw new NotAudited(error instanceof Error ? error.message : String(error), to);
    }
  };
  return {
    write,
    works: () => {
      try {
        if (failed) write({ event: "audit-works-again" });
        else lines.look();
        return true;
      } catch {
        return false;
      }
    },
  };
}

function opened(to: string): Lines {
  try {
    return linesTo(to);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The audit log cannot be opened: ${why}. NETDIAG_AUDIT_FILE=${to} has to be a file that netdiag may append to, or stdout`,
      { cause: error },
    );
  }
}

/** The same audit for one diagnosis: every line also says which, and who asked. */
export function auditFor(audit: Audit, about: Readonly<Record<string, string>>): Audit {
  return {
    write: (event) => {
      audit.write({ ...event, ...about });
    },
  };
}
