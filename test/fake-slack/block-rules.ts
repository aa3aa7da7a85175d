/**
 * Slack's limits on blocks, checked offline as the API checks them: `invalid_blocks` with a pointer to the offender.
 * Numbers from the Block Kit reference; the total is undocumented and was measured by others (bolt-js issue 2509).
 */

type Json = Readonly<Record<string, unknown>>;

const totalCharacters = 13_200;
/** By the types of Slack's library. */
const outsideContainers: ReadonlySet<string> = new Set([
  "container",
  "context_actions",
  "markdown",
  "plan",
  "task_card",
]);

/** In all cells of a table; here with what JSON puts around them, which is stricter than Slack. */
const tableCharacters = 10_000;

export interface BlockLimits {
  readonly blocks: number;
}
export const messageLimits: BlockLimits = { blocks: 50 };
export const viewLimits: BlockLimits = { blocks: 100 };

/** Undefined when Slack would take them; else the error it would answer with. */
export function refuseBlocks(
  blocks: unknown,
  limits: BlockLimits = messageLimits,
  /** Kinds that Slack has not rolled out to the workspace. */
  without: ReadonlySet<string> = new Set(),
): { error: string; messages: string[] } | undefined {
  if (!Array.isArray(blocks)) return invalid(["must be an array [json-pointer:/blocks]"]);
  const all: unknown[] = blocks;
  if (all.length > limits.blocks)
    return invalid([`no more than ${limits.blocks} items allowed [json-pointer:/blocks]`]);
  const complaints = all.flatMap((block, index) =>
    isJson(block) && without.has(String(block.type))
      ? [complaint(`unsupported type: ${String(block.type)}`, `/blocks/${index}/type`)]
      : complaintsOf(block, `/blocks/${index}`),
  );
  if (complaints.length > 0) return invalid(complaints);
  const ids = all.flatMap((block) =>
    isJson(block) && typeof block.block_id === "string" ? [block.block_id] : [],
  );
  if (new Set(ids).size !== ids.length) return invalid(["block_id must be unique [json-pointer:/blocks]"]);
  const tables = all.filter(
    (block) => isJson(block) && (block.type === "table" || block.type === "data_table"),
  );
  if (tables.length > 1) return { error: "only_one_table_allowed", messages: [] };
  if (JSON.stringify(all).length > totalCharacters) return { error: "msg_blocks_too_long", messages: [] };
  return undefined;
}

function invalid(messages: string[]): { error: string; messages: string[] } {
  return { error: "invalid_blocks", messages };
}

function complaintsOf(block: unknown, at: string): string[] {
  if (!isJson(block)) return [complaint("must be an object", at)];
  const rule = rules[typeof block.type === "string" ? block.type : ""];
  if (!rule) return [complaint(`unsupported type: ${String(block.type)}`, `${at}/type`)];
  return [...length(block.block_id, 0, 255, `${at}/block_id`, true), ...rule(block, at)];
}

const rules: Readonly<Record<string, (block: Json, at: string) => string[]>> = {
  section: (block, at) => [
    ...(block.text === undefined && block.fields === undefined
      ? [complaint("missing text or fields", at)]
      : []),
    ...(block.text === undefined ? [] : textObject(block.text, 3000, `${at}/text`)),
    ...list(block.fields, 0, 10, `${at}/fields`, (field, where) => textObject(field, 2000, where), true),
    ...(block.accessory === undefined ? [] : element(block.accessory, `${at}/accessory`)),
  ],
  context: (block, at) =>
    list(block.elements, 1, 10, `${at}/elements`, (item, where) =>
      isJson(item) && item.type === "image" ? image(item, where) : textObject(item, 3000, where),
    ),
  actions: (block, at) => [
    ...list(block.elements, 1, 25, `${at}/elements`, element),
    ...unique(block.elements, "action_id", `${at}/elements`),
  ],
  context_actions: (block, at) => [
    ...list(block.elements, 1, 5, `${at}/elements`, feedback),
    ...unique(block.elements, "action_id", `${at}/elements`),
  ],
  header: (block, at) => textObject(block.text, 150, `${at}/text`, ["plain_text"]),
  divider: () => [],
  image: (block, at) => image(block, at),
  markdown: (block, at) => length(block.text, 1, 12_000, `${at}/text`),
  rich_text: (block, at) => list(block.elements, 0, 100, `${at}/elements`, () => []),
  input: (block, at) => [
    ...textObject(block.label, 2000, `${at}/label`, ["plain_text"]),
    ...(block.hint === undefined ? [] : textObject(block.hint, 2000, `${at}/hint`, ["plain_text"])),
    ...element(block.element, `${at}/element`),
  ],
  alert: (block, at) => textObject(block.text, 200, `${at}/text`),
  table: (block, at) => [
    ...list(block.rows, 1, 100, `${at}/rows`, (row, where) =>
      list(row, 1, 20, where, (cell, there) =>
        isJson(cell) ? textObject(cell, 2000, there, ["raw_text"]) : [complaint("must be an object", there)],
      ),
    ),
    ...(JSON.stringify(block.rows ?? []).length > tableCharacters
      ? [complaint(`must be no more than ${tableCharacters} characters`, `${at}/rows`)]
      : []),
  ],
  task_card: (block, at) => [
    ...length(block.task_id, 1, 255, `${at}/task_id`),
    ...length(block.title, 1, 255, `${at}/title`),
    ...(["pending", "in_progress", "complete", "error", undefined].some((status) => status === block.status)
      ? []
      : [complaint("invalid status", `${at}/status`)]),
  ],
  container: (block, at) => [
    ...(block.rich_text_title === undefined
      ? textObject(block.title, 150, `${at}/title`, ["plain_text"])
      : []),
    ...list(block.child_blocks, 1, 10, `${at}/child_blocks`, (child, where) =>
      isJson(child) && outsideContainers.has(String(child.type))
        ? [complaint("this block goes into no container", where)]
        : complaintsOf(child, where),
    ),
    ...(block.default_collapsed === true && block.is_collapsible !== true
      ? [complaint("needs is_collapsible", `${at}/default_collapsed`)]
      : []),
  ],
  plan: (block, at) => [
    ...length(block.title, 1, 255, `${at}/title`),
    ...list(block.tasks, 0, 50, `${at}/tasks`, (task, where) => complaintsOf(task, where), true),
    ...unique(block.tasks, "task_id", `${at}/tasks`),
  ],
};

function element(item: unknown, at: string): string[] {
  if (!isJson(item)) return [complaint("must be an object", at)];
  const action = length(item.action_id, 1, 255, `${at}/action_id`);
  switch (item.type) {
    case "button":
      return [
        ...action,
        ...textObject(item.text, 75, `${at}/text`, ["plain_text"]),
        ...length(item.value, 0, 2000, `${at}/value`, true),
        ...length(item.url, 0, 3000, `${at}/url`, true),
        ...(item.style === undefined || item.style === "primary" || item.style === "danger"
          ? []
          : [complaint("invalid style", `${at}/style`)]),
        ...(item.confirm === undefined ? [] : confirmation(item.confirm, `${at}/confirm`)),
      ];
    case "external_select":
      return [
        ...action,
        ...(item.placeholder === undefined
          ? []
          : textObject(item.placeholder, 150, `${at}/placeholder`, ["plain_text"])),
      ];
    case "static_select":
      return [
        ...action,
        ...(item.placeholder === undefined
          ? []
          : textObject(item.placeholder, 150, `${at}/placeholder`, ["plain_text"])),
        ...options(item.options, 1, `${at}/options`),
      ];
    case "conversations_select":
      return action;
    case "plain_text_input":
      return [...action, ...length(item.initial_value, 0, 3000, `${at}/initial_value`, true)];
    default:
      return [complaint(`unsupported type: ${String(item.type)}`, `${at}/type`)];
  }
}

/** The dialog that Slack shows before it tells the app of the click. */
function confirmation(dialog: unknown, at: string): string[] {
  if (!isJson(dialog)) return [complaint("must be an object", at)];
  return [
    ...textObject(dialog.title, 100, `${at}/title`, ["plain_text"]),
    ...textObject(dialog.text, 300, `${at}/text`),
    ...textObject(dialog.confirm, 30, `${at}/confirm`, ["plain_text"]),
    ...textObject(dialog.deny, 30, `${at}/deny`, ["plain_text"]),
  ];
}

function options(some: unknown, least: number, at: string): string[] {
  return list(some, least, 100, at, (option, where) =>
    isJson(option)
      ? [
          ...textObject(option.text, 75, `${where}/text`, ["plain_text"]),
          ...length(option.value, 1, 150, `${where}/value`),
        ]
      : [complaint("must be an object", where)],
  );
}

/** What is wrong with the options that an app answers with while somebody types into a menu; there may be none. */
export function refuseOptions(some: unknown): readonly string[] {
  return options(some, 0, "/options");
}

/** Of what stands in context_actions; icon buttons are not known here. */
function feedback(item: unknown, at: string): string[] {
  if (!isJson(item) || item.type !== "feedback_buttons") return [complaint("must be feedback_buttons", at)];
  return [
    ...length(item.action_id, 1, 255, `${at}/action_id`),
    ...["positive_button", "negative_button"].flatMap((name) => {
      const one = item[name];
      const where = `${at}/${name}`;
      return isJson(one)
        ? [
            ...textObject(one.text, 75, `${where}/text`, ["plain_text"]),
            ...length(one.accessibility_label, 1, 75, `${where}/accessibility_label`, true),
            ...length(one.value, 1, 2000, `${where}/value`),
          ]
        : [complaint("must be an object", where)];
    }),
  ];
}

function unique(elements: unknown, key: "action_id" | "task_id", at: string): string[] {
  if (!Array.isArray(elements)) return [];
  const ids = elements.map((item: unknown) => (isJson(item) ? item[key] : undefined));
  return new Set(ids).size === ids.length ? [] : [complaint(`${key} must be unique`, at)];
}

function image(item: Json, at: string): string[] {
  return [
    ...length(item.image_url, 1, 3000, `${at}/image_url`),
    ...length(item.alt_text, 1, 2000, `${at}/alt_text`),
  ];
}

function textObject(text: unknown, limit: number, at: string, types = ["plain_text", "mrkdwn"]): string[] {
  if (!isJson(text)) return [complaint("must be an object", at)];
  if (typeof text.type !== "string" || !types.includes(text.type))
    return [complaint(`must be ${types.join(" or ")}`, `${at}/type`)];
  return length(text.text, 1, limit, `${at}/text`);
}

function length(value: unknown, least: number, most: number, at: string, optional = false): string[] {
  if (value === undefined && optional) return [];
  if (typeof value !== "string") return [complaint("must be a string", at)];
  if (value.trim().length < least) return [complaint(`must be at least ${least} characters`, at)];
  return value.length > most ? [complaint(`must be no more than ${most} characters`, at)] : [];
}

function list(
  value: unknown,
  least: number,
  most: number,
  at: string,
  each: (item: unknown, at: string) => string[],
  optional = false,
): string[] {
  if (value === undefined && optional) return [];
  if (!Array.isArray(value)) return [complaint("must be an array", at)];
  const items: unknown[] = value;
  if (items.length < least || items.length > most)
    return [complaint(`must have ${least} to ${most} items`, at)];
  return items.flatMap((item, index) => each(item, `${at}/${index}`));
}

function complaint(words: string, pointer: string): string {
  return `${words} [json-pointer:${pointer}]`;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
