import { el, mrkdwn, renderBlock } from "./blocks.js";

/** Draws the workspace from /state, again at each change. The place is in the address: #CHANNEL/THREAD. */

let state = { users: [], channels: [], messages: [], ephemerals: [], files: [], views: [], homes: {} };
const names = new Map();
const byId = (id) => document.getElementById(id);
const colours = ["#611f69", "#e01e5a", "#2eb67d", "#1264a3", "#ecb22e", "#4a154b"];

function here() {
  const [channel, thread] = location.hash.slice(1).split("/");
  return { channel: channel || state.channels[0]?.id, thread };
}

const me = () => byId("user").value;

async function act(name, body) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await response.json();
  if (!response.ok) alert(said.error);
  return said;
}

/** A line with what the app offers for what is typed into it; `picked` is called with the value of what is chosen. */
function lookedUp(item, where, picked) {
  const list = el("datalist", { id: `options-${item.action_id}-${where.ts ?? "form"}` });
  const input = el("input", { placeholder: item.placeholder?.text ?? "", ariaLabel: item.placeholder?.text });
  input.setAttribute("list", list.id);
  let offered = new Map();
  const look = async () => {
    const { options = [] } = await act("type", { ...where, actionId: item.action_id, value: input.value });
    offered = new Map(options.map(({ label, value }) => [label, value]));
    list.replaceChildren(...options.map(({ label }) => el("option", { value: label })));
  };
  const chosen = () => offered.get(input.value) ?? "";
  input.addEventListener("focus", look);
  input.addEventListener("input", () => (chosen() ? picked?.(chosen()) : look()));
  return { nodes: [input, list], chosen };
}

/** The dialog that an app puts before a button; `yes` is called when the person agrees. */
function sure({ title, text, confirm, deny }, yes) {
  const dialog = byId("confirm");
  const close = () => dialog.close();
  const agree = () => {
    close();
    yes();
  };
  dialog.replaceChildren(
    el("div", { className: "blockheader" }, title.text),
    el("p", {}, ...(text.type === "mrkdwn" ? mrkdwn(text.text, names) : [text.text])),
    el(
      "div",
      { className: "actions" },
      el("button", { onclick: close }, deny.text),
      el("button", { className: "primary", onclick: agree }, confirm.text),
    ),
  );
  dialog.showModal();
}

/** What was typed: a command, a mention, a direct message, or plain words. */
function send(text, threadTs = "") {
  const { channel } = here();
  const place = { user: me(), channel, threadTs };
  const slash = /^(\/\S+)\s*(.*)$/.exec(text);
  if (slash && threadTs) return alert("Slash commands do not work in threads; mention @netdiag instead.");
  if (slash) return act("slash", { ...place, command: slash[1], text: slash[2] });
  const mention = /^@netdiag\s*(.*)$/.exec(text);
  if (mention) return act("mention", { ...place, text: mention[1] });
  if (state.channels.find((each) => each.id === channel)?.kind === "im")
    return act("dm", { user: me(), text });
  return act("say", { ...place, text });
}

function time(ts) {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function avatar(user) {
  const index = state.users.findIndex((each) => each.id === user);
  const style = `background:${colours[Math.max(0, index) % colours.length]}`;
  const sign = user === state.bot ? "⇄" : (names.get(user) ?? "?")[0].toUpperCase();
  return el("div", { className: "avatar", style }, sign);
}

function body(message, press) {
  return message.blocks.length > 0
    ? message.blocks.map((block) => renderBlock(block, names, press))
    : message.text
      ? [el("div", { className: "section" }, ...mrkdwn(message.text, names))]
      : [];
}

function file(id) {
  const found = state.files.find((each) => each.id === id);
  if (!found) return undefined;
  const image = found.name.endsWith(".png")
    ? el("img", { src: `/files/${id}`, alt: found.altText, title: found.altText })
    : undefined;
  const link = el("a", { href: `/files/${id}`, target: "_blank" }, `${found.title} (${found.length} bytes)`);
  return el("div", { className: "file" }, link, image);
}

function draw(message, inThread) {
  const { channel } = here();
  const press = (item, label) => {
    if (item.confirm) return sure(item.confirm, () => press({ ...item, confirm: undefined }));
    if (item.type === "external_select") {
      const where = { user: me(), channel, ts: message.ts };
      return lookedUp(item, where, (value) => act("pickTyped", { ...where, actionId: item.action_id, value }))
        .nodes;
    }
    const on = { user: me(), channel, ts: message.ts, actionId: item.action_id };
    return label === undefined ? act("click", { ...on, value: item.value }) : act("pick", { ...on, label });
  };
  const replies = state.messages.filter(
    (each) => each.channel === channel && each.threadTs === message.ts,
  ).length;
  const diagnose = el(
    "button",
    { className: "menu", onclick: () => act("shortcut", { user: me(), channel, ts: message.ts }) },
    "Diagnose this",
  );
  const who = [
    el("span", { className: "who" }, names.get(message.user) ?? message.user),
    message.user === state.bot ? el("span", { className: "badge" }, "APP") : undefined,
    el("span", { className: "time" }, time(message.ts)),
    message.edits.length > 0
      ? el("span", { className: "edited" }, `(edited ${message.edits.length}×)`)
      : undefined,
  ].filter(Boolean);
  return el(
    "article",
    { className: "message" },
    avatar(message.user),
    el(
      "div",
      {},
      diagnose,
      ...who,
      ...body(message, press),
      ...message.fileIds.map(file).filter(Boolean),
      replies > 0 && !inThread
        ? el(
            "a",
            { className: "replies", href: `#${channel}/${message.ts}` },
            `${replies} ${replies === 1 ? "reply" : "replies"}`,
          )
        : undefined,
    ),
  );
}

function whisper(ephemeral) {
  return el(
    "article",
    { className: "message whisper" },
    avatar(state.bot),
    el(
      "div",
      {},
      el("div", { className: "only" }, "Only visible to you"),
      ...body(ephemeral, () => undefined),
    ),
  );
}

/** Messages and whispers in the order they came. */
function fill(section, messages, whispers, inThread) {
  // Who types into a menu goes on in the same one.
  if (section.contains(document.activeElement) && document.activeElement.list) return;
  const atEnd = section.scrollHeight - section.scrollTop - section.clientHeight < 40;
  const items = [
    ...messages.map((message) => ({ at: message.at, node: draw(message, inThread) })),
    ...whispers.map((ephemeral) => ({ at: ephemeral.at, node: whisper(ephemeral) })),
  ].sort((a, b) => a.at - b.at);
  section.replaceChildren(...items.map((item) => item.node));
  if (atEnd) section.scrollTop = section.scrollHeight;
}

/** The app's home tab stands where a channel does. */
const home = "home";

function drawHome() {
  byId("title").textContent = "netdiag · Home";
  byId("thread").hidden = true;
  const blocks = state.homes[me()]?.blocks ?? [];
  const press = (item) => act("clickHome", { user: me(), actionId: item.action_id });
  byId("messages").replaceChildren(...blocks.map((block) => renderBlock(block, names, press)));
}

function drawAll() {
  const { channel, thread } = here();
  const current = state.channels.find((each) => each.id === channel);
  byId("channels").replaceChildren(
    el("li", {}, el("a", { href: `#${home}`, className: channel === home ? "here" : "" }, "⌂ netdiag")),
    ...state.channels.map((each) =>
      el(
        "li",
        {},
        el(
          "a",
          { href: `#${each.id}`, className: each.id === channel ? "here" : "" },
          `${each.kind === "im" ? "@ " : "# "}${each.name}`,
        ),
      ),
    ),
  );
  byId("title").textContent = current ? `${current.kind === "im" ? "@" : "#"} ${current.name}` : "";
  if (channel === home) {
    drawHome();
    return drawModal();
  }
  const mine = state.ephemerals.filter((each) => each.channel === channel && each.user === me());
  const top = state.messages.filter((each) => each.channel === channel && !each.threadTs);
  fill(
    byId("messages"),
    top,
    mine.filter((each) => !each.threadTs),
    false,
  );
  byId("thread").hidden = !thread;
  if (thread) {
    const inThread = state.messages.filter(
      (each) => each.channel === channel && (each.ts === thread || each.threadTs === thread),
    );
    fill(
      byId("replies"),
      inThread,
      mine.filter((each) => each.threadTs === thread),
      true,
    );
  }
  drawModal();
}

/** The channel that is looked at, as Slack proposes it; in the home tab the first one. */
function whereToAnswer() {
  const { channel } = here();
  return channel === home ? state.channels[0]?.id : channel;
}

/** The modal open for whoever is looking: a line for each input. */
function drawModal() {
  const open = state.views.findLast((each) => each.user === me());
  const dialog = byId("modal");
  if (!open) return dialog.close();
  if (dialog.open) return;
  const inputs = open.view.blocks.filter((block) => block.type === "input");
  const fields = inputs.map((block) => {
    if (block.element.type === "external_select") {
      const { nodes, chosen } = lookedUp(block.element, { user: me() });
      return { block, nodes, value: chosen };
    }
    const input = el("input", {
      value:
        block.element.type === "conversations_select" ? whereToAnswer() : (block.element.initial_value ?? ""),
      placeholder: block.element.placeholder?.text ?? "",
    });
    return { block, nodes: [input], value: () => input.value };
  });
  const submit = () =>
    act("submit", {
      user: me(),
      values: Object.fromEntries(
        fields.map(({ block, value }) => [block.block_id, { [block.element.action_id]: value() }]),
      ),
    });
  dialog.replaceChildren(
    el("h2", {}, open.view.title.text),
    ...open.view.blocks.filter((block) => block.type !== "input").map((block) => renderBlock(block, names)),
    ...fields.map(({ block, nodes }) =>
      el("p", {}, block.label.text, ...nodes, el("div", { className: "hint" }, block.hint?.text ?? "")),
    ),
    el("button", { onclick: submit }, open.view.submit?.text ?? "Send"),
  );
  dialog.showModal();
}

/** Asks for changes a few times a second: an open stream would keep headless browsers from ever being done. */
async function refresh() {
  const response = await fetch(`/state?seen=${state.version ?? ""}`);
  if (response.status === 204) return;
  state = await response.json();
  const select = byId("user");
  for (const channel of state.channels) names.set(channel.id, channel.name);
  for (const user of state.users) {
    if (names.has(user.id)) continue;
    names.set(user.id, user.name);
    if (!user.bot) select.append(el("option", { value: user.id }, user.name));
  }
  drawAll();
}

for (const [form, thread] of [
  ["compose", false],
  ["reply", true],
])
  byId(form).addEventListener("submit", (event) => {
    event.preventDefault();
    const input = event.target.querySelector("input");
    if (input.value.trim()) void send(input.value.trim(), thread ? here().thread : "");
    input.value = "";
  });
byId("close-thread").addEventListener("click", () => (location.hash = here().channel));
byId("ask").addEventListener("click", () => act("globalShortcut", { user: me() }));
byId("user").addEventListener("change", drawAll);
addEventListener("hashchange", () => {
  if (here().channel === home) void act("openApp", { user: me() });
  drawAll();
});

async function watch() {
  await refresh().catch(() => undefined);
  setTimeout(watch, 350);
}
void watch();
