/** What there is to type, in words. */
import { together } from "../language/spacing.ts";
import { english, type Tongue } from "../language/tongue.ts";
import { type Command, commands } from "./commands.ts";
import { spelled } from "./options.ts";

const width = 80;

/** Every command in a line or two. */
export function help(say: Tongue = english): string {
  const column = 36;
  const lines = commands.flatMap((command) => beside(synopsis(command), say(command.about), column));
  return `netdiag: ${say("why can't X reach Y in a Kubernetes cluster?")}

${say("Usage:")}
${lines.join("\n")}
${beside("netdiag COMMAND --help", say("what a command takes, its options, its exit codes"), column).join("\n")}
  netdiag --help | --version

${say("Exit codes of all: 64 when it was used wrongly, 70 a fault of netdiag itself.")}

${say("Examples:")}
  netdiag why ingress-nginx to test/productpage:9080
  netdiag policy client to shop/web:8080 --from manifests/
`;
}

/** One command with its options. */
export function helpOf(command: Command, say: Tongue = english): string {
  const { about, options, more } = command;
  const lines = Object.entries(options).flatMap(([name, what]) => beside(spelled(name), say(what), 23));
  const kin = commands.filter(({ name }) => name.startsWith(`${command.name} `));
  return [
    together(say("Usage:"), synopsis(command)),
    ...kin.map((one) => `       ${synopsis(one)}`),
    "",
    ...wrapped(say(`${about.charAt(0).toUpperCase()}${about.slice(1)}.`), width),
    "",
    ...(lines.length === 0 ? [] : [say("Options:"), ...lines, ""]),
    say === english ? more : moreIn(more, say),
    "",
  ].join("\n");
}

/** Paragraphs are broken anew; what stands further in is typed as it is. */
function moreIn(more: string, say: Tongue): string {
  return more
    .split("\n\n")
    .map((block) => {
      const lines = block.split("\n");
      const isTyped = (line: string): boolean => line.startsWith("  ");
      const words = lines.filter((line) => !isTyped(line)).join(" ");
      return [...wrapped(say(words), width), ...lines.filter(isTyped)].join("\n");
    })
    .join("\n\n");
}

const synopsis = ({ name, takes }: Command): string => `netdiag ${name} ${takes}`.trimEnd();

/** A name that leaves no blank before the column has a line of its own. */
function beside(name: string, what: string, column: number): string[] {
  const front = `  ${name}`;
  const [first = "", ...rest] = wrapped(what, width - column);
  const begin =
    front.length < column ? [`${front.padEnd(column)}${first}`] : [front, indented(first, column)];
  return [...begin, ...rest.map((line) => indented(line, column))];
}

const indented = (line: string, column: number): string => `${" ".repeat(column)}${line}`;

/** Chinese is written without blanks, and a terminal draws its letters twice as wide. */
const wide = /[\u2e80-\uffef]/;

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const [piece] of text.matchAll(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g)) {
    const last = lines.at(-1);
    const goesOn = last !== undefined && columnsOf(`${last}${piece.trimEnd()}`) <= columns;
    // No line begins with such a mark.
    if (goesOn || (last !== undefined && /^[，。；：、）”]/.test(piece)))
      lines.splice(-1, 1, `${last}${piece}`);
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trimEnd());
}

function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);
}
