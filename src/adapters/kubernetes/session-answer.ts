import { z } from "zod";
import type { ByteReader } from "./byte-reader.ts";

/** The script could not start its work: no `timeout`, no writable directory. */
export class SessionRefused extends Error {
  override readonly name = "SessionRefused";
}

/** What came back is not the script's language: the session cannot be trusted any further. */
export class SessionGarbled extends Error {
  override readonly name = "SessionGarbled";
}

/** How a command ended, see session-script.ts. */
const State = z.enum(["ran", "timed-out", "no-pod", "stopped", "late"]);

export interface SlotOutput {
  readonly state: z.infer<typeof State>;
  /** Null when nothing ran. */
  readonly code: number | null;
  readonly ms: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Waits for the script to say hello. Throws SessionRefused, or the reader's error. */
export async function readHello(reader: ByteReader, nonce: string): Promise<void> {
  const words = await ownLine(reader, nonce);
  if (words[0] !== "hello") throw new SessionGarbled(`expected hello, got ${words.join(" ")}`);
}

/**
 * Reads one answer. Throws SessionRefused, SessionGarbled, or the reader's error.
 * @param most bytes that each of the outputs asked for may have.
 */
export async function readAnswer(
  reader: ByteReader,
  nonce: string,
  most: readonly number[],
): Promise<readonly SlotOutput[]> {
  const [verb, count] = await ownLine(reader, nonce);
  if (verb !== "answer" || count !== String(most.length))
    throw new SessionGarbled(`expected an answer of ${most.length} outputs`);
  const statuses: ReturnType<typeof readStatus>[] = [];
  for (let index = 0; index < most.length; index++) statuses.push(readStatus(await reader.line()));
  const sizes: { stdout: number; stderr: number }[] = [];
  for (const [index, { slot }] of statuses.entries())
    sizes.push({
      stdout: bounded(readSize(await reader.line(), `${slot}.o`), most[index]),
      stderr: bounded(readSize(await reader.line(), `${slot}.e`), most[index]),
    });
  if (statuses.length > 0) readSize(await reader.line(), "total");
  const outputs: SlotOutput[] = [];
  for (const [index, { state, code, ms }] of statuses.entries()) {
    const size = sizes[index] ?? { stdout: 0, stderr: 0 };
    const stdout = await reader.bytes(size.stdout);
    outputs.push({ state, code, ms, stdout, stderr: await reader.bytes(size.stderr) });
  }
  // A command that went on writing after it was counted would shift everything: then this line is not here.
  if ((await reader.line()) !== `${nonce} end`)
    throw new SessionGarbled("the answer does not end where it should");
  return outputs;
}

async function ownLine(reader: ByteReader, nonce: string): Promise<string[]> {
  const [first, ...words] = (await reader.line()).split(" ");
  if (first !== nonce)
    throw new SessionGarbled(`unexpected output: ${[first, ...words].join(" ").slice(0, 100)}`);
  if (words[0] === "refused") throw new SessionRefused(words.slice(1).join(" "));
  return words;
}

function readStatus(line: string): {
  slot: string;
  state: SlotOutput["state"];
  code: number | null;
  ms: number;
} {
  const [slot = "", code = "", ms = "", stateText] = line.split(" ");
  const state = State.safeParse(stateText);
  if (!state.success || !/^(-|\d+)$/.test(code) || !/^-?\d+$/.test(ms))
    throw new SessionGarbled(`not a status: ${line.slice(0, 100)}`);
  return { slot, state: state.data, code: code === "-" ? null : Number(code), ms: Number(ms) };
}

/** A node that is not what it should be may promise any number. */
function bounded(size: number, most = 0): number {
  if (size > most) throw new SessionGarbled(`an output of ${size} bytes, where ${most} were allowed`);
  return size;
}

/** `wc -c` pads differently everywhere. */
function readSize(line: string, name: string): number {
  const match = /^\s*(\d+) (\S+)$/.exec(line);
  if (match?.[2] !== name)
    throw new SessionGarbled(`expected the size of ${name}, got ${line.slice(0, 100)}`);
  return Number(match[1]);
}
