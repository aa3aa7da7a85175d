import type { FakeSlack } from "../fake-slack/fake-slack.ts";
import type { Message } from "../fake-slack/types.ts";

/** Prints what is posted and edited in a channel as it happens, the way a person following the thread sees it. */
export function followThread(slack: FakeSlack, channel: string, print: (text: string) => void): () => void {
  const shown = new Map<string, string>();
  const look = (): void => {
    const messages = [...slack.workspace.messages.values()]
      .filter((message) => message.channel === channel)
      .sort((a, b) => a.ts.localeCompare(b.ts));
    for (const message of messages) {
      const text = readable(message).replaceAll(
        /@(U\w+)/g,
        (whole, id: string) => `@${slack.workspace.users.get(id)?.name ?? whole.slice(1)}`,
      );
      if (shown.get(message.ts) === text) continue;
      const edited = shown.has(message.ts);
      shown.set(message.ts, text);
      print(framed(text, message, edited));
    }
  };
  const stop = slack.workspace.onChange(look);
  look();
  return stop;
}

function framed(text: string, message: Message, edited: boolean): string {
  const where =
    message.threadTs !== undefined && message.threadTs !== message.ts ? "  in the thread" : "#oncall";
  const head = `${where}${edited ? " (edited)" : ""}`;
  const indent = message.threadTs !== undefined && message.threadTs !== message.ts ? "    │ " : "  │ ";
  return `${head}\n${text
    .split("\n")
    .map((line) => `${indent}${line}`)
    .join("\n")}\n`;
}

/** A message's blocks as plain text; the fallback text when it has none. */
export function readable(message: Pick<Message, "text" | "blocks">): string {
  const lines = message.blocks.flatMap((block) => textsOf(block));
  return plain(lines.length === 0 ? message.text : lines.join("\n"));
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = fields.get("text");
  if (fields.get("type") === "button") return [`[${textsOf(text).join("") || "button"}]`];
  if (fields.get("type") === "static_select") return [`[${textsOf(fields.get("placeholder")).join("")} ▾]`];
  if (fields.get("type") === "feedback_buttons")
    return ["positive_button", "negative_button"].map((name) => `[${textsOf(fields.get(name)).join("")}]`);
  const rows = fields.get("rows");
  if (Array.isArray(rows)) return rows.map((row) => textsOf(row).join(" · "));
  if (fields.get("type") === "task_card") return [String(fields.get("title"))];
  if (fields.get("type") === "plan") return [textsOf(fields.get("tasks")).join(" · ")];
  if (fields.get("type") === "container")
    return [`▸ ${textsOf(fields.get("title")).join("")}`, ...textsOf(fields.get("child_blocks"))];
  const own = typeof text === "string" ? [text] : textsOf(text);
  const elements = textsOf(fields.get("elements"));
  const joined = elements.length > 1 && fields.get("type") === "actions" ? [elements.join(" ")] : elements;
  return [...own, ...textsOf(fields.get("fields")), ...joined];
}

function plain(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/<@(\w+)>/g, "@$1");
}

/** The YAML between the here-document's marks of a shown fix. */
export function yamlIn(text: string): string | undefined {
  return /kubectl apply -f - <<'EOF'\n([\s\S]+?)\nEOF/.exec(text)?.[1];
}
