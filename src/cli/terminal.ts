/** Where the command line speaks: answers on stdout, everything else on stderr. */
export interface Terminal {
  readonly colour: boolean;
  print(text: string): void;
  /** Progress; nothing for undefined. */
  note(text: string | undefined): void;
  complain(text: string): void;
}

/** The process's own streams. Colour only for a person (https://no-color.org). */
export function processTerminal(environment: Readonly<Record<string, string | undefined>>): Terminal {
  // Whoever reads has read enough (`| head`): end as a program does that SIGPIPE kills.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(141);
  });
  return {
    colour: process.stdout.isTTY && (environment["NO_COLOR"] ?? "") === "",
    print: (text) => process.stdout.write(text),
    note(text) {
      if (text !== undefined) process.stderr.write(`${text}\n`);
    },
    complain: (text) => process.stderr.write(`${text}\n`),
  };
}
