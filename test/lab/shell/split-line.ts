/** `act B05 ; ask A -> B` as two commands: a semicolon between blanks parts them, outside quotes. */
export function splitCommands(line: string): readonly string[] {
  const commands: string[] = [];
  let current = "";
  let quote: string | undefined;
  for (let index = 0; index < line.length; index++) {
    const letter = line.charAt(index);
    if (quote === undefined && (letter === "'" || letter === '"')) quote = letter;
    else if (letter === quote) quote = undefined;
    const parts = letter === ";" && quote === undefined && line[index - 1] === " ";
    if (parts && (line[index + 1] ?? " ") === " ") {
      commands.push(current);
      current = "";
    } else current += letter;
  }
  return [...commands, current].map((command) => command.trim()).filter((command) => command !== "");
}

/** The first word and the rest; both are "" when there is nothing. */
export function firstWord(line: string): readonly [word: string, rest: string] {
  const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  return [word, rest.trim()];
}
