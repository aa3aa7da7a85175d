import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { answer } from "./http-body.ts";
import { botUser } from "./people.ts";
import type { Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const folder = join(import.meta.dirname, "page");
const pages: Readonly<Record<string, readonly [string, string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/page.css": ["page.css", "text/css; charset=utf-8"],
  "/page.js": ["page.js", "text/javascript; charset=utf-8"],
  "/blocks.js": ["blocks.js", "text/javascript; charset=utf-8"],
};

/** The page, the state it draws (204 when nothing changed since it was seen), and uploaded files. */
export function servePage(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  workspace: Workspace,
): void {
  const page = pages[path];
  if (page) {
    answer(response, 200, readFileSync(join(folder, page[0])), { "content-type": page[1] });
  } else if (path === "/state") {
    const seen = new URL(request.url ?? "/", "http://fake").searchParams.get("seen");
    if (seen === String(workspace.version)) answer(response, 204, "");
    else answer(response, 200, JSON.stringify(stateOf(workspace)), { "content-type": "application/json" });
  } else if (path.startsWith("/files/")) {
    const file = workspace.files.get(path.slice("/files/".length));
    if (file) answer(response, 200, file.content, { "content-type": typeOf(file.name) });
    else answer(response, 404, "no such file");
  } else answer(response, 404, "not here");
}

/** All that can be seen, as JSON. */
export function stateOf(workspace: Workspace): Json {
  return {
    version: workspace.version,
    bot: botUser,
    users: [...workspace.users.values()],
    channels: [...workspace.channels.values()],
    messages: [...workspace.messages.values()],
    ephemerals: workspace.ephemerals,
    homes: Object.fromEntries(workspace.homes),
    views: [...workspace.views.values()].filter((view) => view.open),
    files: [...workspace.files.values()].map(({ id, name, title, altText, length, complete }) => ({
      id,
      name,
      title,
      altText,
      length,
      complete,
    })),
    deliveries: workspace.deliveries,
    calls: workspace.calls,
  };
}

function typeOf(name: string): string {
  if (name.endsWith(".png")) return "image/png";
  return name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
}
