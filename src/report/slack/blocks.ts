import type {
  Button,
  ExternalSelect,
  KnownBlock,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from "@slack/types";
import type { Question } from "../../model/question.ts";
import { redact, redactJson } from "../redact.ts";
import { clip, escapeSlack, Markup } from "./markup.ts";

/** A message as chat.postMessage and chat.update take it. `text` is what notifications and screen readers get. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** The same in blocks that every workspace takes, where `blocks` has newer ones that some refuse (`invalid_blocks`). */
  readonly classic?: readonly KnownBlock[];
}

/** A block that not every workspace takes yet, and what stands there for it where it is refused. */
export interface Newer {
  readonly newer: KnownBlock;
  readonly classic: readonly KnownBlock[];
}

/**
 * Slack takes 50 blocks and, undocumented, about 13,200 characters of blocks in all (`msg_blocks_too_long`);
 * netdiag stays below both.
 */
export const budget = {
  blocks: 45,
  characters: 12_000,
  section: 3000,
  button: 75,
  value: 2000,
  option: 150,
  options: 100,
  text: 3000,
  /** Slack takes 100 rows, and 10,000 characters in all of them. */
  rows: 20,
  cell: 120,
  /** Of a container. */
  children: 10,
  title: 150,
  /** Of the dialog before a button does what it does. */
  confirm: { title: 100, text: 300, answer: 30 },
} as const;

/** Elements of a context block; Slack takes 10. */
const contextElements = 10;

/** A paragraph; nothing when there are no words, because Slack refuses an empty one. */
export function section(text: Markup): SectionBlock[] {
  return text.text.trim() === "" ? [] : [{ type: "section", text: mrkdwn(clip(text, budget.section)) }];
}

/** Lines packed into as few paragraphs as Slack's limit allows. */
export function paragraphs(lines: readonly Markup[]): SectionBlock[] {
  const packed: Markup[][] = [];
  let size = 0;
  for (const line of lines
    .filter((each) => each.text.trim() !== "")
    .map((each) => clip(each, budget.section))) {
    const paragraph = packed.at(-1);
    size += line.text.length + 1;
    if (paragraph && size <= budget.section) paragraph.push(line);
    else {
      packed.push([line]);
      size = line.text.length;
    }
  }
  return packed.flatMap((paragraph) => section(Markup.join(paragraph, "\n")));
}

/** Code blocks, each in a section of its own. */
export function fenced(blocks: readonly Markup[]): SectionBlock[] {
  return blocks.flatMap((block) => section(block));
}

/** Small grey text. Pieces beyond the tenth are dropped, empty ones too. */
export function context(pieces: readonly Markup[]): KnownBlock[] {
  const shown = pieces.filter((piece) => piece.text.trim() !== "").slice(0, contextElements);
  if (shown.length === 0) return [];
  return [{ type: "context", elements: shown.map((piece) => mrkdwn(clip(piece, 600))) }];
}

/** One row of buttons and menus; Slack shows five well. `id` comes back with what is done there. */
export function actions(
  elements: readonly (Button | StaticSelect | ExternalSelect)[],
  id?: string,
): KnownBlock[] {
  if (elements.length === 0) return [];
  return [{ type: "actions", ...(id === undefined ? {} : { block_id: id }), elements: [...elements] }];
}

/** A menu, none when there is nothing in it. What does not fit whole into what comes back is left out. */
export function menu(
  label: string,
  actionId: string,
  options: readonly { readonly label: string; readonly value: string }[],
): StaticSelect[] {
  const fitting = menuOptions(options);
  if (fitting.length === 0) return [];
  const placeholder = { type: "plain_text" as const, text: label };
  return [{ type: "static_select", action_id: actionId, placeholder, options: [...fitting] }];
}

/** A menu whose options Slack asks for while one types. */
export function lookupMenu(label: string, actionId: string): ExternalSelect {
  const placeholder = { type: "plain_text" as const, text: label };
  return { type: "external_select", action_id: actionId, placeholder, min_query_length: 0 };
}

/** As Slack takes them: so many, each so short, each value once. */
export function menuOptions(
  options: readonly { readonly label: string; readonly value: string }[],
): readonly PlainTextOption[] {
  const once = new Map(options.map((option) => [option.value, option]));
  return [...once.values()]
    .filter(({ value }) => value.trim() !== "" && value.length <= budget.option)
    .slice(0, budget.options)
    .map(({ label: shown, value }) => ({
      text: { type: "plain_text", text: cut(redact(shown).trim()) || "…" },
      value,
    }));
}

function cut(label: string): string {
  return label.length <= budget.button ? label : `${label.slice(0, budget.button - 1)}…`;
}

/** `value` comes back with the click: an id or a question, never trusted more than typed text. */
export function button(label: string, actionId: string, value: string, style?: "primary" | "danger"): Button {
  return {
    type: "button",
    text: { type: "plain_text", text: redact(label).trim().slice(0, budget.button) || "…" },
    action_id: actionId,
    value: value.slice(0, budget.value),
    ...(style ? { style } : {}),
  };
}

/** The same, once the person has read what it does and said yes. */
export function confirmed(
  asking: Button,
  { title, says, yes, no }: { readonly [part in "title" | "says" | "yes" | "no"]: string },
): Button {
  const plain = (text: string, longest: number) => ({
    type: "plain_text" as const,
    text: redact(text).trim().slice(0, longest) || "…",
  });
  const { confirm } = budget;
  return {
    ...asking,
    confirm: {
      title: plain(title, confirm.title),
      text: plain(says, confirm.text),
      confirm: plain(yes, confirm.answer),
      deny: plain(no, confirm.answer),
    },
  };
}

/** Two buttons that Slack draws as feedback; ordinary ones where it takes no such. Each `value` comes back with the click. */
export function feedbackButtons(actionId: string, [positive, negative]: readonly [Rating, Rating]): Newer {
  const worded = ({ label, spoken, value }: Rating) => ({
    text: { type: "plain_text" as const, text: label.slice(0, budget.button) },
    accessibility_label: spoken.slice(0, budget.button),
    value: value.slice(0, budget.value),
  });
  const classic = ({ label, value, id }: Rating): Button => button(label, `${actionId}_${id}`, value);
  return {
    newer: {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: actionId,
          positive_button: worded(positive),
          negative_button: worded(negative),
        },
      ],
    },
    classic: actions([classic(positive), classic(negative)]),
  };
}

export interface Rating {
  readonly id: string;
  readonly label: string;
  /** What a screen reader reads. */
  readonly spoken: string;
  readonly value: string;
}

/**
 * Rows of words under a row of titles, at most one in a message; where Slack takes no tables, `classic` says the same. Cells are cut,
 * and rows beyond the last that fits are left out.
 */
export function table(rows: readonly (readonly string[])[], classic: readonly KnownBlock[]): Newer {
  const cell = (text: string) => ({
    type: "raw_text" as const,
    text: redact(text).replace(/\s+/g, " ").trim().slice(0, budget.cell) || "–",
  });
  return { newer: { type: "table", rows: rows.slice(0, budget.rows).map((row) => row.map(cell)) }, classic };
}

/**
 * Paragraphs behind their title, which open with a click. Where Slack takes no such block, or there are more than one may hold, they
 * stand open.
 */
export function collapsed(title: string, children: readonly SectionBlock[]): (KnownBlock | Newer)[] {
  const isTooMuch = JSON.stringify(children).length > budget.characters - 1000;
  if (children.length === 0 || children.length > budget.children || isTooMuch) return [...children];
  const shown = redact(title).trim().slice(0, budget.title) || "…";
  return [
    {
      newer: {
        type: "container",
        title: { type: "plain_text", text: shown },
        child_blocks: [...children],
        is_collapsible: true,
        default_collapsed: true,
      },
      classic: children,
    },
  ];
}

/** The whole question, without what looks like a secret, travels in the button: a click needs nothing that could have expired. None when it is too long. */
export function questionButton(label: string, actionId: string, question: Question): Button[] {
  const value = JSON.stringify(redactJson({ ...question, symptom: undefined }));
  return value.length > budget.value ? [] : [button(label, actionId, value)];
}

// `verbatim` keeps Slack from turning host names and paths into links.
function mrkdwn(text: Markup): { type: "mrkdwn"; text: string; verbatim: boolean } {
  return { type: "mrkdwn", text: text.text, verbatim: true };
}

/** Plain top-level text: redacted, escaped, at most 3,000 characters. */
export function plainText(text: string): string {
  return clip(Markup.safe(escapeSlack(text)), budget.text).text;
}

/** A message that is made to fit: a status or a verdict. Blocks beyond the budget are dropped from the end. */
export function message(text: string, blocks: readonly (KnownBlock | Newer)[]): SlackMessage {
  return paged(text, blocks)[0] ?? { text: plainText(text), blocks: [] };
}

interface Page {
  readonly blocks: KnownBlock[];
  readonly classic: KnownBlock[];
  hasNewer: boolean;
}

/** As many messages as the blocks need, each within Slack's limits in both its forms, and each carrying the text. */
export function paged(text: string, blocks: readonly (KnownBlock | Newer)[]): SlackMessage[] {
  const pages: Page[] = [];
  for (const block of blocks) {
    const [drawn, classic] = "newer" in block ? [[block.newer], block.classic] : [[block], [block]];
    const page = pages.at(-1);
    if (page && fits(page.blocks, drawn) && fits(page.classic, classic)) {
      page.blocks.push(...drawn);
      page.classic.push(...classic);
      page.hasNewer ||= "newer" in block;
    } else pages.push({ blocks: [...drawn], classic: [...classic], hasNewer: "newer" in block });
  }
  return pages.map((page, index) => ({
    text: plainText(index === 0 ? text : `${text} (continued)`),
    blocks: page.blocks,
    ...(page.hasNewer && { classic: page.classic }),
  }));
}

function fits(there: readonly KnownBlock[], more: readonly KnownBlock[]): boolean {
  const all = [...there, ...more];
  return all.length <= budget.blocks && JSON.stringify(all).length <= budget.characters;
}
