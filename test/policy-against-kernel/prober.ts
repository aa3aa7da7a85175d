/** One long-lived process in a network namespace, which sends many flows at once and answers those of others. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

const program = readFileSync(join(import.meta.dirname, "prober.pl"), "utf8");

export interface Try {
  readonly protocol: "TCP" | "UDP" | "SCTP" | "ICMP";
  readonly address: string;
  /** 0 for ICMP. */
  readonly port: number;
}

export class Prober {
  private complaints = "";
  private ended = false;
  private readonly lines: Interface;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface(child.stdout);
    this.lines.on("close", () => (this.ended = true));
    child.stderr.on("data", (chunk: Buffer) => (this.complaints += chunk.toString("utf8")));
    // Its end shows as an answer that does not come.
    child.stdin.on("error", () => undefined);
  }

  /**
   * @param spawn starts an argv where the packets shall come from.
   * @param addresses its own, on which it listens. Rejects when it cannot listen on the ports there.
   */
  static async start(
    spawn: (argv: readonly string[]) => ChildProcessWithoutNullStreams,
    addresses: readonly string[],
    ports: readonly number[],
  ): Promise<Prober> {
    const prober = new Prober(spawn(["perl", "-e", program, ...addresses, ...ports.map(String)]));
    await prober.until("ready");
    return prober;
  }

  /** Which of the flows were answered, all sent at once, before nothing was heard for the time. One call at a time. */
  async answered(flows: readonly Try[], milliseconds: number): Promise<ReadonlySet<Try>> {
    if (flows.length === 0) return new Set();
    const asked = flows.map(
      ({ protocol, address, port }, id) => `${id} ${protocol.toLowerCase()} ${address} ${port}\n`,
    );
    const reply = this.until("done");
    this.child.stdin.write(`${asked.join("")}go ${milliseconds}\n`);
    return new Set((await reply).flatMap((id) => flows[Number(id)] ?? []));
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const closed = once(this.child, "close");
    this.child.stdin.end();
    await closed;
  }

  private until(last: string): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const heard: string[] = [];
      const end = (): void => {
        this.lines.off("line", hear);
        this.lines.off("close", lost);
      };
      const hear = (line: string): void => {
        if (line !== last) {
          heard.push(line);
          return;
        }
        end();
        resolve(heard);
      };
      const lost = (): void => {
        end();
        reject(new Error(`the prober ended: ${this.complaints.trim()}`));
      };
      this.lines.on("line", hear);
      this.lines.on("close", lost);
      if (this.ended) lost();
    });
  }
}
