import type { PlacedCommand, WindowSpec } from "../../ports.ts";

/** stderr of a command that is kept, bytes. */
export const stderrLimit = 8192;
/** Raw counters are compared on the node: they may be far larger than what comes back (5 MB of rules are real). */
const counterBlocks = blocksFor(32 * 1024 * 1024);
/** How long captures get to become ready, milliseconds. */
export const readyMs = 3000;

type How = "do" | "bg" | "capture";

/** A batch as lines for the session script; outputs come back in slots r0, r1 … */
export function batchRequest(batch: readonly PlacedCommand[], parallel: boolean): string {
  const slots = batch.map((_, index) => `r${index}`);
  return batch
    .map((placed, index) => commandLines(parallel ? "bg" : "do", `r${index}`, placed))
    .concat(`answer ${slots.join(" ")}`.trimEnd(), "")
    .join("\n");
}

/** Starts captures and takes the first counters; answered without outputs when every capture is ready. */
export function openRequest(spec: WindowSpec): string {
  return [
    ...spec.captures.map((capture, index) => commandLines("capture", `c${index}`, capture, capture.ready)),
    ...spec.counters.map((counter, index) => counterLines(`b${index}`, counter)),
    `ready ${readyMs / 10}`,
    "answer",
    "",
  ].join("\n");
}

/** Waits for a capture to end by itself; slot w0 tells by its exit code what the script says of `ended`. */
export function endedRequest(withinMs: number): string {
  return [`ended w0 ${Math.max(1, Math.round(withinMs / 10))}`, "answer w0", ""].join("\n");
}

/** Ends the captures and compares the counters; outputs come back in slots c0 … d0 … */
export function closeRequest(spec: WindowSpec): string {
  const captures = spec.captures.map((_, index) => `c${index}`);
  const counters = spec.counters.map((_, index) => `d${index}`);
  return [
    "stop",
    ...spec.counters.map((counter, index) => counterLines(`a${index}`, counter)),
    "join",
    ...spec.counters.map(({ command }, index) => `diff ${index} ${blocksFor(command.maxBytes)}`),
    ["answer", ...captures, ...counters].join(" "),
    "",
  ].join("\n");
}

function counterLines(slot: string, counter: PlacedCommand): string {
  return commandLines("bg", slot, counter, undefined, counterBlocks);
}

function commandLines(
  how: How,
  slot: string,
  { place, command }: PlacedCommand,
  ready?: string,
  blocks = blocksFor(command.maxBytes),
): string {
  const ms = Math.max(1, Math.round(command.timeoutMs));
  const container = place.kind === "node" ? "-" : containerId(place.containerId);
  const limits = [(ms / 1000).toFixed(3), Math.ceil(ms / 1000), ms, blocks, container];
  return [
    [how, slot, ...limits].join(" "),
    ...(ready === undefined ? [] : [`~${oneLine(ready)}`]),
    ...command.argv.map(argumentLines),
    ".",
  ].join("\n");
}

/** Newlines survive as `+` lines; a NUL cannot be part of any argument. Throws RangeError. */
function argumentLines(argument: string): string {
  if (argument.includes("\0")) throw new RangeError("an argument cannot hold a NUL");
  return `=${argument.replaceAll("\n", "\n+")}`;
}

function oneLine(text: string): string {
  if (/[\0\n]/.test(text)) throw new RangeError("the ready text is one line");
  return text;
}

/** The id without the runtime's scheme, or `!` for what is none: it becomes part of a pattern. */
function containerId(text: string): string {
  const id = text.replace(/^[a-z0-9-]+:\/\//, "");
  return /^[0-9a-zA-Z_-]{8,128}$/.test(id) ? id : "!";
}

/** Bytes that a command's output may come to on its way here: some shells count in blocks of twice the size. */
export function mostBytes({ command }: PlacedCommand): number {
  return blocksFor(command.maxBytes) * 1024;
}

/** Units of RLIMIT_FSIZE as `ulimit -f` counts. One byte more than asked for shows that something was cut. */
function blocksFor(bytes: number): number {
  return Math.ceil((Math.max(bytes, stderrLimit) + 1) / 512);
}
