/** The words of Calico's selector language. */
export interface Token {
  /** `has` carries its label; `call` is `all()` or `global()`. */
  readonly kind: "label" | "string" | "operator" | "sign" | "has" | "call";
  readonly text: string;
}

const label = "[a-zA-Z0-9_./-]{1,512}";

/** In the order they are tried. Space and tab alone separate words; a line break is refused, as Calico does. */
const words: readonly (readonly [Token["kind"], RegExp])[] = [
  ["string", /"([^"]*)"/y],
  ["string", /'([^']*)'/y],
  ["operator", /==|!=/y],
  ["sign", /&&|\|\||[(){},!]/y],
  ["has", new RegExp(`has\\([ \\t]*(${label})[ \\t]*\\)`, "y")],
  ["call", /(all|global)\([ \t]*\)/y],
  ["label", new RegExp(label, "y")],
];

/** Only after a label are these operators; elsewhere they are labels. */
const operators: readonly (readonly [string, RegExp])[] = [
  ["contains", /contains/y],
  ["starts with", /starts[ \t]*with/y],
  ["ends with", /ends[ \t]*with/y],
  ["not in", /not[ \t]*in/y],
  ["in", /in/y],
];

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

/** The words in order, or what is no word. */
export function tokens(text: string): Token[] | { readonly error: string } {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at++;
      continue;
    }
    const read = next(text, at, found.at(-1)?.kind === "label");
    if (!read) return { error: `${JSON.stringify(text.slice(at, at + 20))} is not understood` };
    found.push(read.token);
    at = read.end;
  }
  return found;
}

function next(text: string, at: number, afterLabel: boolean): { token: Token; end: number } | undefined {
  if (afterLabel)
    for (const [name, pattern] of operators) {
      const match = matchAt(pattern, text, at);
      if (match) return { token: { kind: "operator", text: name }, end: at + match[0].length };
    }
  for (const [kind, pattern] of words) {
    const match = matchAt(pattern, text, at);
    if (match && !(afterLabel && kind === "label"))
      return { token: { kind, text: match[1] ?? match[0] }, end: at + match[0].length };
  }
  return undefined;
}
