/** Commands that are printed for a person to paste: a shell must read of them what is meant, whatever a cluster calls things. */

/** One word to a shell: inside single quotes it reads everything but the single quote itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The text as it is where a shell reads it as one word, quoted otherwise. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : quoted(text);
}

/** A program with its arguments, each one word. */
export function commandLine(argv: readonly string[]): string {
  return argv.map(shellWord).join(" ");
}

/** The words of a rule as iptables-save prints it, each one word to a shell: a comment may hold anything. */
export function ruleWords(rule: string): string {
  const words = rule.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
  const plain = (word: string): string =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, "$1") : word;
  return commandLine(words.map(plain));
}
