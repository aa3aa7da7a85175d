/**
 * Calico's selector language as Felix reads it: `!` before `&&` before `||`, single or double quotes, no escapes. A parsed selector
 * prints in one canonical way, which is what sets are named by.
 */
export type Labels = Readonly<Record<string, string>>;

export interface Selector {
  readonly text: string;
  readonly admits: (labels: Labels) => boolean;
}

export class SelectorError extends Error {
  override readonly name = "SelectorError";
}

/** Absent in what has no namespace: host endpoints and global network sets. */
const namespaceLabel = "projectcalico.org/namespace";

const identifier = "[A-Za-z0-9_./-]+";
/** Words of the language; what a comparison is called only after a label, so a label may be called `in`. */
const word = new RegExp(
  `\\s*(?:(?<text>"[^"]*"|'[^']*')|(?<sign>==|!=|&&|\\|\\||[(){},!])|(?<call>has\\(\\s*${identifier}\\s*\\)|all\\(\\s*\\)|global\\(\\s*\\))|(?<name>${identifier}))`,
  "y",
);
const comparison = /\s*(==|!=|contains\b|starts\s*with\b|ends\s*with\b|not\s*in\b|in\b)/y;

const quote = (value: string): string => (value.includes('"') ? `'${value}'` : `"${value}"`);

class Reader {
  private at = 0;
  constructor(
    private readonly source: string,
    private readonly prefix: string,
  ) {}

  whole(): Selector {
    if (this.source.trim() === "") return { text: "all()", admits: () => true };
    const selector = this.alternatives();
    if (this.source.slice(this.at).trim() !== "") throw this.unexpected();
    return selector;
  }

  private alternatives(): Selector {
    const parts = this.joined("||", () => this.joined("&&", () => [this.term()], all), any);
    return single(parts);
  }

  private joined(
    sign: string,
    part: () => Selector[],
    combine: (parts: readonly Selector[]) => Selector,
  ): Selector[] {
    const parts = part();
    while (this.take(sign)) parts.push(...part());
    return parts.length === 1 ? parts : [combine(parts)];
  }

  private term(): Selector {
    let negated = false;
    while (this.take("!")) negated = !negated;
    const positive = this.positive();
    return negated ? { text: `!${positive.text}`, admits: (labels) => !positive.admits(labels) } : positive;
  }

  private positive(): Selector {
    if (this.take("(")) {
      const inner = this.alternatives();
      this.expect(")");
      return inner;
    }
    const { call, name } = this.next() ?? {};
    if (call?.startsWith("all")) return { text: "all()", admits: () => true };
    if (call?.startsWith("global"))
      return { text: "global()", admits: (labels) => !Object.hasOwn(labels, namespaceLabel) };
    if (call !== undefined) {
      const label = this.prefix + call.slice("has(".length, -1).trim();
      return { text: `has(${label})`, admits: (labels) => Object.hasOwn(labels, label) };
    }
    if (name === undefined) throw this.unexpected();
    return this.comparison(this.prefix + name);
  }

  private comparison(label: string): Selector {
    comparison.lastIndex = this.at;
    const [all, written] = comparison.exec(this.source) ?? [];
    if (all === undefined || written === undefined) throw this.unexpected();
    this.at += all.length;
    const operator = written.replace(/\s+/g, "").replace("with", " with").replace("notin", "not in");
    const value = (labels: Labels): string | undefined =>
      Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (operator === "in" || operator === "not in") {
      const values = [...new Set(this.set())].sort();
      const text = `${label} ${operator} {${values.map(quote).join(", ")}}`;
      const among = (labels: Labels): boolean =>
        values.includes(value(labels) ?? "") && Object.hasOwn(labels, label);
      return { text, admits: operator === "in" ? among : (labels) => !among(labels) };
    }
    const wanted = this.string();
    const tests: Readonly<Record<string, (held: string | undefined) => boolean>> = {
      "==": (held) => held === wanted,
      "!=": (held) => held !== wanted,
      contains: (held) => held?.includes(wanted) ?? false,
      "starts with": (held) => held?.startsWith(wanted) ?? false,
      "ends with": (held) => held?.endsWith(wanted) ?? false,
    };
    const holds = tests[operator];
    if (!holds) throw this.unexpected();
    return { text: `${label} ${operator} ${quote(wanted)}`, admits: (labels) => holds(value(labels)) };
  }

  private set(): string[] {
    this.expect("{");
    const values: string[] = [];
    while (!this.take("}")) {
      values.push(this.string());
      if (!this.take(",")) {
        this.expect("}");
        break;
      }
    }
    return values;
  }

  private string(): string {
    const { text } = this.next() ?? {};
    if (text === undefined) throw this.unexpected();
    return text.slice(1, -1);
  }

  private next(): Readonly<Record<string, string | undefined>> | undefined {
    word.lastIndex = this.at;
    const match = word.exec(this.source);
    if (match) this.at += match[0].length;
    return match?.groups;
  }

  private take(sign: string): boolean {
    word.lastIndex = this.at;
    const match = word.exec(this.source);
    if (match?.groups?.["sign"] !== sign) return false;
    this.at += match[0].length;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.unexpected();
  }

  private unexpected(): SelectorError {
    return new SelectorError(`unexpected ${JSON.stringify(this.source.slice(this.at))} in ${this.source}`);
  }
}

function single(parts: readonly Selector[]): Selector {
  const [only] = parts;
  if (!only || parts.length > 1) throw new SelectorError("nothing to select by");
  return only;
}

function all(parts: readonly Selector[]): Selector {
  return {
    text: `(${parts.map(({ text }) => text).join(" && ")})`,
    admits: (labels) => parts.every((part) => part.admits(labels)),
  };
}

function any(parts: readonly Selector[]): Selector {
  return {
    text: `(${parts.map(({ text }) => text).join(" || ")})`,
    admits: (labels) => parts.some((part) => part.admits(labels)),
  };
}

/** Every label in the selector gets the prefix. Throws SelectorError for a text that is no selector. */
export function parseSelector(source: string, prefix = ""): Selector {
  return new Reader(source, prefix).whole();
}
