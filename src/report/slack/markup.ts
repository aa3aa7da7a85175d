import { redact } from "../redact.ts";
import { commandsIn } from "../words.ts";

/**
 * Text already in Slack's mrkdwn and safe to send. Only this file makes one from foreign text, so an unescaped or
 * unredacted value cannot reach a block by mistake: blocks take Markup, never strings.
 */
export class Markup {
  readonly text: string;
  private constructor(text: string) {
    this.text = text;
  }
  /** Joins pieces that are Markup already. */
  static join(pieces: readonly Markup[], separator: string): Markup {
    return new Markup(pieces.map((piece) => piece.text).join(separator));
  }
  /** For this file's builders; `text` must be escaped. */
  static safe(text: string): Markup {
    return new Markup(text);
  }
}

/**
 * Slack reads `&`, `<` and `>` as markup; links, mentions and `<!channel>` all start with `<`. Bare `@channel` words are
 * broken with a zero-width space as well, because chat.update parses names unless told otherwise.
 */
export function escapeSlack(text: string): string {
  return redact(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@(?=(?:channel|here|everyone|group)\b)/gi, "@\u200b");
}

/** Template tag: literal parts are mrkdwn, every value is redacted and escaped unless it is Markup. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Markup {
  const text = parts.reduce((sum, part, index) => {
    const value = values[index - 1];
    return sum + (value instanceof Markup ? value.text : escapeSlack(String(value))) + part;
  });
  return Markup.safe(text);
}

/** Words with markup in their gaps: `asked by {who}`. */
export function filled(words: string, values: Readonly<Record<string, Markup>>): Markup {
  const pieces = words.split(/(\{[a-z]+\})/).map((piece) => {
    const gap = /^\{([a-z]+)\}$/.exec(piece)?.[1] ?? "";
    // What people wrote may hold `{constructor}`.
    return (Object.hasOwn(values, gap) ? values[gap] : undefined) ?? markup`${piece}`;
  });
  return Markup.join(pieces, "");
}

/** Inline code; a backtick inside would end it. */
export function code(text: string): Markup {
  const inner = escapeSlack(text.replaceAll("`", "'").replace(/\s+/g, " ").trim());
  return Markup.safe(inner === "" ? "" : `\`${inner}\``);
}

/** Prose in which commands to type stand as code. */
export function withCommands(text: string): Markup {
  const pieces: Markup[] = [];
  let told = 0;
  for (const { start, end } of commandsIn(text)) {
    pieces.push(markup`${text.slice(told, start)}`, code(text.slice(start, end)));
    told = end;
  }
  return Markup.join([...pieces, markup`${text.slice(told)}`], "");
}

/** Bold on one line; a star inside would end it. */
export function bold(text: string): Markup {
  const inner = escapeSlack(text.replaceAll("*", "∗").replace(/\s+/g, " ").trim());
  return Markup.safe(inner === "" ? "" : `*${inner}*`);
}

/** The user's name as Slack shows it; anything that is not a user id is shown as text. */
export function mention(user: string): Markup {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? Markup.safe(`<@${user}>`) : markup`${user}`;
}

/** The channel's name as Slack shows it to those who may know it; anything that is not a channel id is shown as text. */
export function channelLink(channel: string): Markup {
  return /^[CG][A-Z0-9]{2,20}$/.test(channel) ? Markup.safe(`<#${channel}>`) : markup`${channel}`;
}

/** A link; the address must be one that netdiag put together itself. */
export function link(url: string, words: string): Markup {
  return Markup.safe(`<${encodeURI(url).replace(/[|>]/g, "")}|${escapeSlack(words.replaceAll("|", "∣"))}>`);
}

/** A moment, as everybody's own clock shows it; milliseconds of the wall clock. */
export function moment(at: number): Markup {
  const plain = `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return Markup.safe(`<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${plain}>`);
}

/** The time of a day, as everybody's own clock shows it; milliseconds of the wall clock. */
export function clock(at: number): Markup {
  const plain = `${new Date(at).toISOString().slice(11, 16)} UTC`;
  return Markup.safe(`<!date^${Math.floor(at / 1000)}^{time}|${plain}>`);
}

/** Cuts mrkdwn prose at `limit` characters without splitting an escape like `&amp;`. */
export function clip(text: Markup, limit: number): Markup {
  if (text.text.length <= limit) return text;
  const cut = text.text
    .slice(0, limit - 1)
    .replace(/&[a-z]*$/, "")
    .replace(/<[^<>]*$/, "")
    .replace(/[\uD800-\uDBFF]$/, "");
  return Markup.safe(`${cut}…`);
}

/** Fences text line by line into code blocks of at most `limit` characters each; a longer line is broken. */
export function codeBlocks(text: string, limit: number): Markup[] {
  const room = limit - "```\n\n```".length;
  const blocks: string[] = [];
  let block: string | undefined;
  for (const line of escapeSlack(text.replaceAll("```", "'''")).trimEnd().split("\n")) {
    for (const piece of brokenAt(line, room)) {
      if (block !== undefined && block.length + 1 + piece.length <= room) block = `${block}\n${piece}`;
      else {
        if (block !== undefined) blocks.push(block);
        block = piece;
      }
    }
  }
  if (block !== undefined) blocks.push(block);
  return blocks
    .filter((inner) => inner.trim() !== "")
    .map((inner) => Markup.safe(`\`\`\`\n${inner}\n\`\`\``));
}

function brokenAt(line: string, room: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > room) {
    const piece = rest
      .slice(0, room)
      .replace(/&[a-z]*$/, "")
      .replace(/[\uD800-\uDBFF]$/, "");
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}
