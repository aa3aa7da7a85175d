import { randomBytes } from "node:crypto";
import { CouldNotStand } from "../../ports.ts";
import { ByteReader } from "./byte-reader.ts";
import { type Attempted, explainEnd, explainRefusal, stopped } from "./exec-refusal.ts";
import { type ExecChannel, type ExecEnd, type ExecLimits, openExec } from "./exec.ts";
import { HandshakeTimeout } from "./exec-socket.ts";
import { readAnswer, readHello, type SlotOutput } from "./session-answer.ts";
import { sessionArgv, sessionPrologue } from "./session-script.ts";
import type { Connection } from "./connection.ts";

export interface SessionLimits extends ExecLimits {
  /** From the open connection until the script says hello. */
  readonly helloMs: number;
  /** The script on the node ends itself after this, whatever happened to us. */
  readonly lifeSeconds: number;
}

export const defaultLimits: SessionLimits = {
  handshakeMs: 5000,
  helloMs: 5000,
  pingMs: 5000,
  maxBytes: 16 * 1024 * 1024,
  lifeSeconds: 120,
};

/** The session script at the other end of an exec: requests in, answers out, one at a time. */
export class SessionWire {
  readonly argv: readonly string[];
  readonly #channel: ExecChannel;
  readonly #reader: ByteReader;
  readonly #nonce: string;
  readonly #attempted: Attempted;
  #turn: Promise<unknown> = Promise.resolve();
  #broken: CouldNotStand | undefined;
  /** Set to `#broken` when the reason was that nothing came. */
  #late: CouldNotStand | undefined;

  private constructor(
    channel: ExecChannel,
    reader: ByteReader,
    nonce: string,
    argv: readonly string[],
    attempted: Attempted,
  ) {
    this.argv = argv;
    this.#channel = channel;
    this.#reader = reader;
    this.#nonce = nonce;
    this.#attempted = attempted;
  }

  /**
   * Starts the script and waits for its hello. Throws CouldNotStand.
   * @param before is told what will run; where it throws, nothing does.
   */
  static async open(
    connection: Connection,
    attempted: Attempted,
    limits: SessionLimits,
    before: (argv: readonly string[]) => void = () => undefined,
  ): Promise<SessionWire> {
    const { target, signal } = attempted;
    const nonce = randomBytes(12).toString("hex");
    const argv = sessionArgv(nonce, limits.lifeSeconds);
    before(argv);
    const reader = new ByteReader();
    const take = (bytes: Buffer): void => {
      reader.push(bytes);
    };
    let channel: ExecChannel;
    try {
      channel = await openExec(connection.kubeConfig, target, argv, limits, take, signal);
    } catch (error) {
      throw await explainRefusal(error, attempted);
    }
    void channel.ended.then((end) => {
      reader.fail(new WireEnded(end));
    });
    const wire = new SessionWire(channel, reader, nonce, argv, attempted);
    channel.write(sessionPrologue);
    try {
      await wire.#within(limits.helloMs, readHello(reader, nonce));
      return wire;
    } catch (error) {
      // Newer API servers upgrade before they ask the kubelet: a frozen one is silent only now.
      throw error === wire.#late
        ? await explainRefusal(new HandshakeTimeout(`nothing within ${limits.helloMs} ms`), attempted)
        : error;
    }
  }

  /** Received so far. */
  get bytes(): number {
    return this.#channel.bytes;
  }

  /**
   * Sends lines, waits for their answer. Requests wait for each other. Throws CouldNotStand.
   * @param most bytes that each output of the answer may have.
   */
  async ask(request: string, withinMs: number, most: readonly number[]): Promise<readonly SlotOutput[]> {
    const answer = this.#turn.then(async () => {
      if (this.#broken) throw this.#broken;
      this.#channel.write(request);
      return this.#within(withinMs, readAnswer(this.#reader, this.#nonce, most));
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Lets the script end by itself and clean up; cuts the connection if it does not within `patienceMs`. */
  async close(patienceMs = 500): Promise<void> {
    this.#broken ??= stopped(this.#attempted.node);
    this.#channel.write("bye\n");
    const timer = setTimeout(() => {
      this.#channel.terminate("closed");
    }, patienceMs);
    await this.#channel.ended;
    clearTimeout(timer);
    this.#channel.terminate("closed");
  }

  async #within<Value>(ms: number, answer: Promise<Value>): Promise<Value> {
    const timer = setTimeout(() => {
      this.#reader.fail(new NoAnswer(`no answer within ${ms} ms`));
    }, ms);
    try {
      return await answer;
    } catch (error) {
      this.#broken = this.#explain(error);
      if (error instanceof NoAnswer) this.#late = this.#broken;
      this.#channel.terminate(this.#broken.message);
      throw this.#broken;
    } finally {
      clearTimeout(timer);
    }
  }

  #explain(error: unknown): CouldNotStand {
    if (error instanceof WireEnded) return explainEnd(error.end, this.#attempted);
    return explainEnd(
      { how: "lost", message: error instanceof Error ? error.message : String(error) },
      this.#attempted,
    );
  }
}

class NoAnswer extends Error {}

class WireEnded extends Error {
  readonly end: ExecEnd;
  constructor(end: ExecEnd) {
    super(end.message);
    this.end = end;
  }
}
