import type { CommandOutput } from "../../model/evidence.ts";
import { placeKey } from "../../model/place.ts";
import type { Audit, NodeSession, NodeShell, PlacedCommand } from "../../ports.ts";

/**
 * The same node shell; every command that ran on a node leaves an audit line: who for, where, its argv, how it ended.
 * @param about what ties the lines to a diagnosis: its id and who asked
 */
export function withAudit(
  shell: NodeShell,
  audit: Audit,
  about: Readonly<Record<string, string>>,
): NodeShell {
  const ran = ({ place, command }: PlacedCommand, output: CommandOutput | undefined): void => {
    audit.write({
      ...about,
      event: "exec",
      place: placeKey(place),
      argv: command.argv,
      exitCode: output?.exitCode ?? null,
      durationMs: output?.durationMs ?? null,
    });
  };
  const all = (commands: readonly PlacedCommand[], outputs: readonly CommandOutput[]): void => {
    commands.forEach((command, index) => {
      ran(command, outputs[index]);
    });
  };
  return {
    open: async (node, signal) => {
      const session = await shell.open(node, signal);
      audit.write({ ...about, event: "stand", node });
      return audited(session, all);
    },
  };
}

type Write = (commands: readonly PlacedCommand[], outputs: readonly CommandOutput[]) => void;

function audited(session: NodeSession, write: Write): NodeSession {
  /** Also what never came back did run, as far as anyone knows. */
  const recording = async <T>(
    commands: readonly PlacedCommand[],
    work: Promise<T>,
    outputs: (result: T) => readonly CommandOutput[],
  ): Promise<T> => {
    let seen: readonly CommandOutput[] = [];
    try {
      const result = await work;
      seen = outputs(result);
      return result;
    } finally {
      write(commands, seen);
    }
  };
  const unfinished = new Set<readonly PlacedCommand[]>();
  return {
    node: session.node,
    get spent() {
      return session.spent;
    },
    run: (batch, options) => recording(batch, session.run(batch, options), (outputs) => outputs),
    openWindow: async (spec) => {
      const commands = [...spec.captures, ...spec.counters];
      unfinished.add(commands);
      const window = await session.openWindow(spec);
      return {
        close: () => {
          unfinished.delete(commands);
          return recording(commands, window.close(), ({ captures, counters }) => [...captures, ...counters]);
        },
      };
    },
    close: async () => {
      for (const commands of unfinished) write(commands, []);
      unfinished.clear();
      await session.close();
    },
  };
}
