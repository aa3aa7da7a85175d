/**
 * English sentences in another language, by a catalogue of sentences with gaps. No library finds out which entry a finished sentence
 * came from, as gettext and its like are asked with the entry itself.
 */
import { joined } from "./spacing.ts";
import { fillGaps, templatesOf, wordsOf, wordsOfTemplate, type Gap, type Template } from "./template.ts";
import { isForeign, outsideQuotes, staysAsItIs } from "./untouched.ts";

/** Sentences and phrases in English, with what they are in the other language. */
export type Catalogue = Readonly<Record<string, string>>;

export interface Translator {
  /** The text, sentence by sentence in the other language; a sentence that is not known stays whole as it was. */
  readonly translate: (text: string) => string;
  /** The entry by which one sentence is translated; undefined where none is. */
  readonly entryOf: (sentence: string) => string | undefined;
}

/** Longer lines are left as they are: characters. */
const longest = 6000;
/** Templates tried for one line; then the rest of it stays as it is. */
const tries = 5000;
/** Lines of which the translation is kept, and of which length: characters. */
const remembered = 1000;
const longestRemembered = 600;
/** Gaps in what stands in gaps. */
const deepest = 8;
/** Blanks, and signs that say the same in every language. */
const signs = /^(?:\s|✅|⛔|⚠️|❔|⏳|✓|•|–|◌)*/u;
/** A template may hold so many sentences. */
const sentencesInOne = 4;

/** @param onUnknown is told each sentence that stays as it was although it has words in it. */
export function createTranslator(catalogue: Catalogue, onUnknown?: (sentence: string) => void): Translator {
  const index = new TemplateIndex(catalogue);
  // The same sentences stand in a verdict, its thread and its menus.
  const before = new Map<string, string>();
  const lineOf = (line: string): string => {
    const known = before.get(line);
    if (known !== undefined) return known;
    const told = line.length > longest ? line : new LineReader(index, onUnknown).line(line);
    if (before.size >= remembered) before.clear();
    if (line.length <= longestRemembered) before.set(line, told);
    return told;
  };
  return {
    translate: (text) => text.split("\n").map(lineOf).join("\n"),
    entryOf: (sentence) => new LineReader(index).entryOf(sentence),
  };
}

/** Templates by a word that few of them have: only what holds that word can be one of them. */
class TemplateIndex {
  readonly #byWord = new Map<string, Template[]>();
  readonly #wordless: Template[] = [];

  constructor(catalogue: Catalogue) {
    const templates = Object.entries(catalogue).flatMap(([key, says]) => templatesOf(key, says));
    const often = new Map<string, number>();
    for (const template of templates)
      for (const word of new Set(wordsOfTemplate(template))) often.set(word, (often.get(word) ?? 0) + 1);
    for (const template of templates) {
      const [rarest] = [...wordsOfTemplate(template)].sort(
        (a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0),
      );
      if (rarest === undefined) this.#wordless.push(template);
      else {
        const alike = this.#byWord.get(rarest);
        if (alike) alike.push(template);
        else this.#byWord.set(rarest, [template]);
      }
    }
  }

  /** Those that may fit, the most telling first. */
  candidates(text: string): readonly Template[] {
    const found = [...new Set(wordsOf(text))].flatMap((word) => this.#byWord.get(word) ?? []);
    return [...found, ...this.#wordless]
      .filter(({ literals }) =>
        literals.every((literal) => literal.length < 3 || text.includes(literal.slice(1))),
      )
      .sort((a, b) => b.weight - a.weight);
  }
}

/** Reads one line: what was found out of a part of it is remembered, and the tries are counted. */
class LineReader {
  readonly #index: TemplateIndex;
  readonly #onUnknown: ((sentence: string) => void) | undefined;
  readonly #known = new Map<string, string | undefined>();
  #tries = 0;

  constructor(index: TemplateIndex, onUnknown?: (sentence: string) => void) {
    this.#index = index;
    this.#onUnknown = onUnknown;
  }

  entryOf(sentence: string): string | undefined {
    const body = sentence.replace(/(?<!\.)\.$/, "");
    return this.#index.candidates(body).find((template) => this.#by(template, body, 0) !== undefined)?.key;
  }

  /** Facts with dots between them, each by itself; a sign in front and blanks around stay. */
  line(line: string): string {
    const front = signs.exec(line)?.[0] ?? "";
    const text = line.slice(front.length).trimEnd();
    const back = line.slice(front.length + text.length);
    const whole = this.#sentence(text, 0);
    if (whole !== undefined) return `${front}${whole}${back}`;
    return `${front}${text
      .split(" · ")
      .map((fact) => this.#paragraph(fact))
      .join(" · ")}${back}`;
  }

  /** Sentence by sentence, as many together as one entry holds. */
  #paragraph(text: string): string {
    const sentences = sentencesOf(text);
    let told = "";
    for (let from = 0; from < sentences.length;) {
      let taken = 1;
      let translated: string | undefined;
      for (let count = Math.min(sentencesInOne, sentences.length - from); count >= 1; count -= 1) {
        translated = this.#sentence(sentences.slice(from, from + count).join(" "), 0);
        taken = count;
        if (translated !== undefined) break;
      }
      const same = sentences[from] ?? "";
      const stays = staysAsItIs(same);
      if (translated === undefined && !stays) this.#onUnknown?.(same);
      // A command at the end of a sentence: `netdiag faults ND104.`
      const said = translated ?? (stays && same.includes(" ") ? same.replace(/(?<!\.)\.$/, "。") : same);
      told = told === "" ? said : /[。！？]$/.test(told) ? `${told}${said}` : `${told} ${said}`;
      from += taken;
    }
    return told;
  }

  /** The whole sentence or phrase; undefined where any part of it is not known. */
  #sentence(text: string, depth: number): string | undefined {
    if (text === "" || depth > deepest || this.#tries > tries) return undefined;
    if (this.#known.has(text)) return this.#known.get(text);
    this.#tries += 1;
    const told = this.#withItsEnd(text, depth);
    this.#known.set(text, told);
    return told;
  }

  /** The mark at the end is put back in Chinese; a name in front of a colon stays a name. */
  #withItsEnd(text: string, depth: number): string | undefined {
    const [, body = text, mark = ""] = /^(.*?)((?<!\.)\.|[:;])$/s.exec(text) ?? [];
    const found = this.#facts(body, depth) ?? this.#asOne(body, depth) ?? this.#inParts(body, depth);
    if (mark === "") return found;
    const isName = mark !== "." && (body === "" || staysAsItIs(body));
    const told = found ?? (isName ? body : undefined);
    return told === undefined ? undefined : `${told}${endings[mark] ?? mark}`;
  }

  /** Of facts in a row each is a sentence of its own, and none stands in a gap of another: `saw 7 on ens3, 7 on ens4`. */
  #facts(text: string, depth: number): string | undefined {
    const facts = depth > 0 && !isForeign(text) ? split(text, /, /g) : [];
    if (facts.length < 2) return undefined;
    const told = facts.map((fact) => this.#sentence(fact, depth + 1));
    return told.every((said, place) => said !== undefined && said !== facts[place])
      ? told.join("、")
      : undefined;
  }

  #asOne(text: string, depth: number): string | undefined {
    for (const template of this.#index.candidates(text)) {
      const told = this.#by(template, text, depth);
      if (told !== undefined) return told;
    }
    return undefined;
  }

  #by(template: Template, text: string, depth: number): string | undefined {
    this.#tries += 1;
    if (this.#tries > tries) return undefined;
    // What goes on after the last gap in Chinese goes on within the sentence.
    const end = template.says.at(-1);
    const subject = subjectOf(template);
    const filled = fillGaps(template, text, (value, gap, last) =>
      gap === subject && split(value, /; /g).length > 1
        ? undefined
        : this.#filled(value, gap, last && gap.name === (typeof end === "string" ? "" : end?.name), depth),
    );
    if (!filled) return undefined;
    const values = new Map(template.gaps.map(({ name }, place) => [name, filled[place] ?? ""]));
    return template.says
      .map((piece) => (typeof piece === "string" ? piece : (values.get(piece.name) ?? "")))
      .reduce(joined, "");
  }

  /** What stands in a gap: a phrase that is known too, or a name that is nothing else in any language. */
  #filled(value: string, { kind }: Gap, last: boolean, depth: number): string | undefined {
    this.#tries += 1;
    if (value === "" || value !== value.trim()) return undefined;
    if (kind === "number") return /^\d[\d.,]*$/.test(value) ? value : undefined;
    if (oneWord.test(value) && kind !== "word") return value;
    if (kind !== "any" && !closesWhatItOpens(value)) return undefined;
    if (!last && kind !== "any" && sentencesOf(value).length > 1) return undefined;
    return this.#phrase(value, depth + 1) ?? (kind === "any" ? value : undefined);
  }

  #phrase(text: string, depth: number): string | undefined {
    return this.#sentence(text, depth) ?? (staysAsItIs(text) ? text : undefined);
  }

  /** One of several: a word among them may be somebody's name. */
  #item(text: string, depth: number): string | undefined {
    return depth > 1 && oneWord.test(text) ? text : this.#phrase(text, depth);
  }

  /** Parts that are known each by itself, with what stands between them. */
  #inParts(text: string, depth: number): string | undefined {
    if (isForeign(text)) return undefined;
    const sentences = sentencesOf(text);
    if (sentences.length > 1) return this.#sentences(sentences, depth);
    for (const [border, between] of borders) {
      const parts = split(text, border);
      const told = parts.length > 1 ? this.#all(parts, between, depth) : undefined;
      if (told !== undefined) return told;
    }
    return this.#withAside(text, depth) ?? (depth > 0 ? this.#list(text, depth) : undefined);
  }

  /** Every one as a sentence: a name with a full stop is the end of one that goes on before it. */
  #sentences(sentences: readonly string[], depth: number): string | undefined {
    const told = sentences.map((sentence) => this.#sentence(sentence, depth + 1));
    return told.includes(undefined) ? undefined : told.join("");
  }

  /** All parts; undefined where one is not known. */
  #all(parts: readonly string[], between: string, depth: number): string | undefined {
    const told: string[] = [];
    for (const part of parts) {
      const said = this.#item(part, depth + 1);
      if (said === undefined) return undefined;
      told.push(said);
    }
    // Names alone are nothing to say, but where they stand in a gap.
    const isSaid = depth > 0 || told.some((said, place) => said !== parts[place]);
    return isSaid ? told.join(between) : undefined;
  }

  /** `what is said (and an aside)`. */
  #withAside(text: string, depth: number): string | undefined {
    const opens = text.endsWith(")") ? openingOfLast(text) : -1;
    if (opens < 2 || text.charAt(opens - 1) !== " ") return undefined;
    const [said, aside] = [text.slice(0, opens - 1), text.slice(opens + 1, -1)];
    const told = this.#all([said, aside], "\u0000", depth);
    return told === undefined ? undefined : `${told.replace("\u0000", "（")}）`;
  }

  /** `a, b and c`. */
  #list(text: string, depth: number): string | undefined {
    for (const [word, last] of lists) {
      const [front = "", end, ...more] = split(text, word);
      if (end === undefined || more.length > 0) continue;
      const items = [...split(front, /, /g), end];
      const told = items.map((item) => this.#item(item, depth + 1));
      if (told.some((item) => item === undefined)) continue;
      const known = told.map(String);
      const [closing = "", ...before] = known.reverse();
      return joined(joined(before.reverse().join("、"), last), closing);
    }
    const items = split(text, /, /g);
    return items.length > 1 ? this.#all(items, "、", depth) : undefined;
  }
}

/** May be what somebody called a thing: a Service called `model` or `policy` is no word of ours, which would be translated. */
const oneWord = /^[a-z0-9][-a-z0-9.]*$/;

/** Where a sentence falls into parts that stand by themselves, and what stands there in Chinese. */
const borders = [
  [/; /g, "；"],
  [/, and /g, "，"],
  [/: /g, "："],
] as const;

const endings: Readonly<Record<string, string>> = { ".": "。", ":": "：", ";": "；" };

const lists = [
  [/ and /g, " 和 "],
  [/ or /g, " 或 "],
] as const;

/** `a (b)` and not `a), c (b`, which is the inside of two brackets. */
function closesWhatItOpens(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    if (character === ")" && (depth -= 1) < 0) return false;
  }
  return depth === 0;
}

/** What a sentence begins with and goes on about: no clause, which would be its own. */
function subjectOf({ literals: [before, after = ""], gaps: [first] }: Template): Gap | undefined {
  return before === "" && first?.kind === "name" && /^ [a-z]/.test(after) ? first : undefined;
}

/** Where the bracket opens that closes at the end of the text; -1 where none does. */
function openingOfLast(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text.charAt(at);
    if (character === ")") depth += 1;
    if (character === "(" && (depth -= 1) === 0) return at;
  }
  return -1;
}

function split(text: string, border: RegExp): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { at, length } of outsideQuotes(text, border)) {
    parts.push(text.slice(from, at));
    from = at + length;
  }
  return [...parts, text.slice(from)];
}

/** Each with the mark it ends with. */
function sentencesOf(text: string): readonly string[] {
  return split(text.trimEnd(), /(?<=[.!?…])\s+/g);
}
