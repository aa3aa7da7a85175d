import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { entries } from "../../src/adapters/slack/entries.ts";
import { root, text } from "./manifests.ts";

const Manifest = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean() }),
    slash_commands: z.array(z.looseObject({ command: z.string() })),
    shortcuts: z.array(z.looseObject({ type: z.string(), callback_id: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean() }),
  }),
});
const { features, oauth_config, settings } = Manifest.parse(JSON.parse(text("deploy/slack/manifest.json")));

test("the manifest registers exactly the commands, events and shortcuts the code listens for", () => {
  const heard = entries.flatMap(({ on }) =>
    "command" in on
      ? [`command ${on.command}`]
      : "event" in on
        ? [`event ${on.event === "message" ? "message.im" : on.event}`]
        : "shortcut" in on
          ? [`${on.global ? "global" : "message"} shortcut ${on.shortcut}`]
          : [],
  );
  const registered = [
    ...features.slash_commands.map(({ command }) => `command ${command}`),
    ...settings.event_subscriptions.bot_events.map((event) => `event ${event}`),
    ...features.shortcuts.map(({ type, callback_id: id }) => `${type} shortcut ${id}`),
  ];
  expect(registered.sort()).toEqual(heard.sort());
  expect(settings.interactivity.is_enabled).toBe(true);
  expect(features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true });
});

/** What each method of the Web API that the adapter calls needs, by Slack's reference. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.info": ["channels:read", "groups:read"],
  // Optional, as the page says: without them a lost answer is not read back.
  "conversations.history": [],
  "conversations.replies": [],
  filesUploadV2: ["files:write"],
  "usergroups.users.list": ["usergroups:read"],
  "users.conversations": ["channels:read", "groups:read"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "views.open": [],
  "views.publish": [],
};
const scopesOfEntries = ["commands", "app_mentions:read", "im:history"];

test("it asks for the scopes of the methods the code calls and the entries it has, and no others", () => {
  const folder = "src/adapters/slack";
  const called = readdirSync(join(root, folder)).flatMap((name) =>
    [...text(join(folder, name)).matchAll(/\bclient\.((?:[a-zA-Z]+\.)*[a-zA-Z0-9]+)\(/g)].map(
      ([, method]) => method ?? "",
    ),
  );
  const methods = new Set(called.filter((method) => method !== "on"));
  expect([...methods].filter((method) => !(method in scopesOf))).toEqual([]);
  const needed = new Set([...scopesOfEntries, ...[...methods].flatMap((method) => scopesOf[method] ?? [])]);
  expect([...oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
});

test("the page about running it gives a reason for each scope and each event, and for no others", () => {
  const page = text("deploy/README.md");
  const rows = (column: string): string[] => {
    const [, table = ""] = page.split(new RegExp(`^\\| ${column} +\\| why +\\|$`, "m"));
    const [lines = ""] = table.trimStart().split("\n\n");
    return [...lines.matchAll(/^\| `([^`]+)` +\| \S/gm)].map(([, name]) => name ?? "").sort();
  };
  expect(rows("scope")).toEqual([...oauth_config.scopes.bot].sort());
  expect(rows("event")).toEqual([...settings.event_subscriptions.bot_events].sort());
});
