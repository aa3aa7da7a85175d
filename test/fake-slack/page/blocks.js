/** Slack's blocks as elements of the page. Text goes in as text nodes only. */

/** An element with properties and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** mrkdwn: fences, code, bold, italics, mentions, links; in that order, as Slack reads it. */
const pieces = [
  [/```\n?([\s\S]*?)\n?```/, (match) => el("pre", {}, unescape(match[1]))],
  [/`([^`\n]+)`/, (match) => el("code", {}, unescape(match[1]))],
  [
    /<@([A-Z0-9]+)>/,
    (match, names) => el("span", { className: "mention" }, `@${names.get(match[1]) ?? match[1]}`),
  ],
  [
    /<#([A-Z0-9]+)>/,
    (match, names) => el("span", { className: "mention" }, `#${names.get(match[1]) ?? match[1]}`),
  ],
  [
    /<!date\^(\d+)\^[^|>]*\|([^>]*)>/,
    (match) => el("span", { title: match[2] }, new Date(Number(match[1]) * 1000).toLocaleString()),
  ],
  [/<!(\w+)>/, (match) => el("span", { className: "mention" }, `@${match[1]}`)],
  [
    /<(https?:[^|>]+)\|?([^>]*)>/,
    (match) => el("a", { href: unescape(match[1]), className: "link" }, unescape(match[2] || match[1])),
  ],
  [/(?<![\w*])\*([^*\n]+)\*(?![\w*])/, (match, names) => el("b", {}, ...mrkdwn(match[1], names))],
  [/(?<!\w)_([^_\n]+)_(?!\w)/, (match, names) => el("i", {}, ...mrkdwn(match[1], names))],
];

export function mrkdwn(text, names) {
  for (const [pattern, make] of pieces) {
    const match = pattern.exec(text);
    if (!match) continue;
    return [
      ...mrkdwn(text.slice(0, match.index), names),
      make(match, names),
      ...mrkdwn(text.slice(match.index + match[0].length), names),
    ];
  }
  return text
    .split("\n")
    .flatMap((line, index) => (index === 0 ? [unescape(line)] : [el("br"), unescape(line)]));
}

function richText(element, names) {
  if (element.elements)
    return el(
      element.type === "rich_text_preformatted" ? "pre" : "span",
      {},
      ...element.elements.map((inner) => richText(inner, names)),
    );
  if (element.type === "user") return el("span", { className: "mention" }, `@${names.get(element.user_id)}`);
  if (element.type === "link") return el("a", { href: element.url }, element.text ?? element.url);
  return el(element.style?.bold ? "b" : element.style?.code ? "code" : "span", {}, element.text ?? "");
}

const taskSign = { pending: "◌", in_progress: "⏳", complete: "✓", error: "⛔" };

function menu(item, press) {
  const labels = item.options.map((option) => option.text.text);
  return el(
    "select",
    { onchange: (event) => press(item, event.target.value) },
    el("option", { value: "" }, item.placeholder?.text ?? "…"),
    ...labels.map((label) => el("option", { value: label }, label)),
  );
}

/** One block; `press(element, label)` is called with the button's or menu's block element, and what was picked from a menu. */
export function renderBlock(block, names, press) {
  switch (block.type) {
    case "section":
      return el(
        "div",
        { className: "section" },
        ...(block.text ? mrkdwn(block.text.text, names) : []),
        ...(block.fields ?? []).map((field) => el("div", {}, ...mrkdwn(field.text, names))),
      );
    case "context":
      return el(
        "div",
        { className: "context" },
        ...block.elements.map((item) => el("span", {}, ...mrkdwn(item.text ?? "", names))),
      );
    case "header":
      return el("div", { className: "blockheader" }, block.text.text);
    case "divider":
      return el("hr");
    case "image":
      return el("img", { src: block.image_url, alt: block.alt_text });
    case "markdown":
      return el("div", { className: "section" }, ...mrkdwn(block.text.replaceAll("**", "*"), names));
    case "rich_text":
      return el("div", { className: "section" }, ...block.elements.map((inner) => richText(inner, names)));
    case "alert":
      return el("div", { className: "section" }, ...mrkdwn(block.text.text, names));
    case "task_card":
      return el("span", { className: "task" }, `${taskSign[block.status] ?? "·"} ${block.title}`);
    case "container":
      return el(
        "details",
        { className: "section", open: block.default_collapsed !== true },
        el("summary", {}, block.title.text),
        ...block.child_blocks.map((child) => renderBlock(child, names, press)),
      );
    case "plan":
      return el(
        "div",
        { className: "section" },
        el("b", {}, block.title),
        ...(block.tasks ?? []).map((task) => renderBlock({ ...task, type: "task_card" }, names, press)),
      );
    case "actions":
      return el(
        "div",
        { className: "actions" },
        ...block.elements.map((item) =>
          item.type === "static_select"
            ? menu(item, press)
            : item.type === "external_select"
              ? el("span", {}, ...(press(item) ?? []))
              : el(
                  "button",
                  { className: item.style ?? "", onclick: () => press(item) },
                  item.text?.text ?? item.action_id,
                ),
        ),
      );
    case "table":
      return el(
        "table",
        { className: "section" },
        ...block.rows.map((row, index) =>
          el("tr", {}, ...row.map((cell) => el(index === 0 ? "th" : "td", {}, cell.text ?? ""))),
        ),
      );
    case "context_actions":
      return el(
        "div",
        { className: "actions" },
        ...block.elements.flatMap(({ action_id, positive_button, negative_button }) =>
          [positive_button, negative_button].map(({ text, accessibility_label, value }) =>
            el(
              "button",
              { ariaLabel: accessibility_label ?? text.text, onclick: () => press({ action_id, value }) },
              text.text,
            ),
          ),
        ),
      );
    default:
      return el("div", { className: "context" }, `[${block.type}]`);
  }
}
