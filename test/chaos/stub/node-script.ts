/**
 * The session script's side of a conversation, without a shell: it reads the requests and gives every command the same
 * short output, so that hundreds of questions cost no processes.
 */

/** What a command prints. */
export interface Printed {
  readonly stdout: string;
  readonly code: number;
}

/** `container` is the id of the container whose view a command is run in; undefined on the node itself. */
export type Prints = (argv: readonly string[], container: string | undefined) => Printed;

export interface NodeScriptOptions {
  readonly nonce: string;
  readonly send: (bytes: Buffer) => void;
  /** The script has ended by itself. */
  readonly ended: () => void;
  readonly print: Prints;
  /** Milliseconds before an answer, as commands and the network take them. */
  readonly tripMs: () => number;
}

/** The last line of what arrives before the requests. */
const endOfScript = "#end";

export class NodeScript {
  readonly #options: NodeScriptOptions;
  #started = false;
  #rest = "";
  /** The slot whose arguments are being read. */
  #slot: string | undefined;
  #argv: string[] = [];
  #container: string | undefined;
  readonly #outputs = new Map<string, Printed>();

  constructor(options: NodeScriptOptions) {
    this.#options = options;
  }

  /** What came on stdin. */
  take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (!this.#started) {
      this.#started = line === endOfScript;
      if (this.#started) this.#options.send(Buffer.from(`${this.#options.nonce} hello 1\n`));
      return;
    }
    if (this.#slot !== undefined) {
      if (line.startsWith("=")) this.#argv.push(line.slice(1));
      else if (line.startsWith("+")) this.#argv.push(`${this.#argv.pop() ?? ""}\n${line.slice(1)}`);
      else if (line === ".") {
        this.#outputs.set(this.#slot, this.#options.print(this.#argv, this.#container));
        this.#slot = undefined;
      }
      return;
    }
    const [verb = "", ...words] = line.split(" ");
    if (verb === "do" || verb === "bg" || verb === "capture") {
      [this.#slot] = words;
      const container = words[5] ?? "-";
      this.#container = container === "-" ? undefined : container;
      this.#argv = [];
    } else if (verb === "answer") setTimeout(this.#answer, this.#options.tripMs(), words);
    else if (verb === "bye") this.#options.ended();
  }

  readonly #answer = (slots: readonly string[]): void => {
    const { nonce, send } = this.#options;
    const printed = slots.map((slot) => ({
      slot,
      // A comparison of counters that did not change is empty.
      ...(this.#outputs.get(slot) ?? { stdout: "", code: 0 }),
    }));
    const statuses = printed.map(
      ({ slot, code }) => `${slot} ${code} 5 ${slot.startsWith("c") ? "stopped" : "ran"}\n`,
    );
    const sizes = printed.map(({ slot, stdout }) => `${Buffer.byteLength(stdout)} ${slot}.o\n0 ${slot}.e\n`);
    const total = slots.length === 0 ? "" : "0 total\n";
    const bodies = printed.map(({ stdout }) => stdout).join("");
    send(
      Buffer.from(
        `${nonce} answer ${slots.length}\n${statuses.join("")}${sizes.join("")}${total}${bodies}${nonce} end\n`,
      ),
    );
    this.#outputs.clear();
  };
}
