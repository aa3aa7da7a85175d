/** What there is to type, in words. */
import { type Command, commands } from "./commands.ts";
import { spelled } from "./options.ts";

const width = 80;

/** Every command in a line or two. */
export function help(): string {
  const column = 36;
  const lines = commands.flatMap((command) => beside(synopsis(command), command.about, column));
  return `netdiag: why can't X reach Y in a Kubernetes cluster?

Usage:
${lines.join("\n")}
  netdiag COMMAND --help            what a command takes, its options, its exit codes
  netdiag --help | --version

Exit codes of all: 64 when it was used wrongly, 70 a fault of netdiag itself.

Examples:
  netdiag why ingress-nginx to test/productpage:9080
  netdiag policy client to shop/web:8080 --from manifests/
`;
}

/** One command with its options. */
export function helpOf(command: Command): string {
  const { about, options, more } = command;
  const lines = Object.entries(options).flatMap(([name, what]) => beside(spelled(name), what, 23));
  const kin = commands.filter(({ name }) => name.startsWith(`${command.name} `));
  return [
    `Usage: ${synopsis(command)}`,
    ...kin.map((one) => `       ${synopsis(one)}`),
    "",
    ...wrapped(`${about.charAt(0).toUpperCase()}${about.slice(1)}.`, width),
    "",
    ...(lines.length === 0 ? [] : ["Options:", ...lines, ""]),
    more,
    "",
  ].join("\n");
}

const synopsis = ({ name, takes }: Command): string => `netdiag ${name} ${takes}`.trimEnd();

function beside(name: string, what: string, column: number): string[] {
  return wrapped(what, width - column).map(
    (line, index) => `${(index === 0 ? `  ${name}` : "").padEnd(column)}${line}`,
  );
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
