import { pino } from "pino";
import type { Audit } from "../../ports.ts";

/**
 * One JSON line per event, appended to a file or to stdout, written before `write` returns: an audit line that a
 * crash could swallow is none. The file is readable by its owner alone.
 * @param to a path, or `stdout`
 * @throws when the file cannot be opened for appending
 */
export function createAudit(to: string): Audit {
  const destination = pino.destination({
    dest: to === "stdout" ? 1 : to,
    append: true,
    mkdir: true,
    sync: true,
    mode: 0o600,
  });
  const lines = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: () => ({ log: "audit" }) },
    },
    destination,
  );
  return {
    write: (event) => {
      lines.info(event);
    },
  };
}

/** The same audit for one diagnosis: every line also says which, and who asked. */
export function auditFor(audit: Audit, about: Readonly<Record<string, string>>): Audit {
  return {
    write: (event) => {
      audit.write({ ...event, ...about });
    },
  };
}
