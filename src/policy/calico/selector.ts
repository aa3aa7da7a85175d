/**
 * Calico's selector language: `app == 'web' && (has(tier) || zone not in {'a', 'b'})`. Grammar as Calico reads it
 * (libcalico-go selector): `!` binds tightest, then `&&`, then `||`; the empty text selects everything.
 */
import { tokens, type Token } from "./tokens.ts";

/** A selector as a tree. `not` holds only where the operator `!` was written. */
export type Expression =
  | { readonly is: "all" }
  /** What has no namespace: host endpoints and global network sets. */
  | { readonly is: "global" }
  | { readonly is: "has"; readonly key: string }
  | {
      readonly is: "==" | "!=" | "contains" | "starts with" | "ends with";
      readonly key: string;
      readonly value: string;
    }
  | { readonly is: "in" | "not in"; readonly key: string; readonly values: readonly string[] }
  | { readonly is: "not"; readonly of: Expression }
  | { readonly is: "and" | "or"; readonly of: readonly Expression[] };

/** Deeper nesting than this is refused: nobody writes it, and reading it must not exhaust the stack. */
const deepest = 100;

/** Calico sets this label on everything that has a namespace. */
export const namespaceLabel = "projectcalico.org/namespace";

/** The tree, or why Calico refuses the text. Never throws. */
export function parseSelector(
  text: string,
): { readonly expression: Expression } | { readonly error: string } {
  const read = tokens(text);
  if (!Array.isArray(read)) return read;
  if (read.length === 0) return { expression: { is: "all" } };
  const parser = new Parser(read);
  const expression = parser.either(0);
  if (parser.error !== undefined) return { error: parser.error };
  return parser.done() ? { expression } : { error: `unexpected ${parser.here()} after the end` };
}

class Parser {
  error: string | undefined;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(read: readonly Token[]) {
    this.#tokens = read;
  }

  done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  here(): string {
    const token = this.#tokens[this.#at];
    return token ? (token.text === "" ? '""' : token.text) : "end";
  }

  either(depth: number): Expression {
    return this.#joined("or", "||", () => this.#every(depth));
  }

  #every(depth: number): Expression {
    return this.#joined("and", "&&", () => this.#operation(depth));
  }

  #joined(is: "and" | "or", sign: string, next: () => Expression): Expression {
    const first = next();
    const of = [first];
    while (this.error === undefined && this.#take("sign", sign)) of.push(next());
    return of.length === 1 ? first : { is, of };
  }

  #operation(depth: number): Expression {
    let negated = false;
    while (this.#take("sign", "!")) negated = !negated;
    const found = this.#positive(depth);
    return negated ? { is: "not", of: found } : found;
  }

  #positive(depth: number): Expression {
    if (depth > deepest) return this.#fail("it is nested too deeply");
    if (this.#take("sign", "(")) {
      const inner = this.either(depth + 1);
      return this.#take("sign", ")") ? inner : this.#fail(`expected ) before ${this.here()}`);
    }
    const token = this.#tokens[this.#at];
    if (token?.kind === "call") {
      this.#at++;
      return { is: token.text === "all" ? "all" : "global" };
    }
    if (token?.kind === "has") {
      this.#at++;
      return { is: "has", key: token.text };
    }
    if (token?.kind !== "label") return this.#fail(`expected a label before ${this.here()}`);
    this.#at++;
    return this.#comparison(token.text);
  }

  #comparison(key: string): Expression {
    for (const is of ["==", "!=", "contains", "starts with", "ends with"] as const)
      if (this.#take("operator", is)) {
        const value = this.#string();
        return value === undefined
          ? this.#fail(`expected a quoted value after ${key} ${is}`)
          : { is, key, value };
      }
    for (const is of ["in", "not in"] as const)
      if (this.#take("operator", is)) {
        const values = this.#set();
        return values ? { is, key, values } : this.#fail(`expected {'…'} after ${key} ${is}`);
      }
    return this.#fail(`expected an operator after ${key}`);
  }

  #string(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "string") return undefined;
    this.#at++;
    return token.text;
  }

  #set(): string[] | undefined {
    if (!this.#take("sign", "{")) return undefined;
    const values: string[] = [];
    for (;;) {
      const value = this.#string();
      if (value === undefined) break;
      values.push(value);
      if (!this.#take("sign", ",")) break;
    }
    return this.#take("sign", "}") ? values : undefined;
  }

  #take(kind: Token["kind"], text: string): boolean {
    const token = this.#tokens[this.#at];
    if (this.error !== undefined || token?.kind !== kind || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #fail(error: string): Expression {
    this.error ??= error;
    return { is: "all" };
  }
}
