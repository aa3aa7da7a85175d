/** The gate before menus of names. */
import { expect, test } from "vitest";
import { actions, isAction, type Rule } from "../../../src/access/rule.ts";
import { lookups } from "../../../src/adapters/slack/lookups.ts";
import type { Names } from "../../../src/model/names.ts";
import { NotAudited } from "../../../src/ports.ts";
import { everyone, stage } from "./harness.ts";
import { typings } from "./uninvited.ts";

const intern: Rule = {
  name: "the intern",
  users: ["U0INTERN"],
  groups: [],
  channels: [],
  clusters: ["*"],
  namespaces: ["*"],
  nodes: [],
  outside: [],
  actions: Object.keys(actions).filter(isAction),
};

const shopAndBank: Names = {
  namespaces: ["bank", "shop"],
  objects: [
    { kind: "Service", namespace: "shop", name: "web", ports: [{ port: 8080 }] },
    { kind: "Service", namespace: "bank", name: "web", ports: [{ port: 8080 }] },
  ],
};

test.each(lookups.map(({ name, action }) => [name, action] as const))(
  "%s: nothing is offered to whoever may not %s, which is written down once, whatever is typed",
  async (name, action) => {
    const other = action === "ask" ? "choose" : "ask";
    for (const rules of [everyone, [{ ...intern, actions: [other] } satisfies Rule]]) {
      const staged = await stage({ rules });
      staged.dialogue.names = shopAndBank;
      for (const typed of ["w", "web"]) expect(await typings[name]?.(staged, typed)).toEqual([]);
      expect(staged.audited).toMatchObject([{ event: "denied", entry: name, action, user: "U0INTERN" }]);
    }
  },
);

test.each(lookups.map(({ name, action }) => [name, action] as const))(
  "%s: to whoever may %s about one namespace no name of another is offered, and that is written down before, once",
  async (name, action) => {
    const rules = [{ ...intern, actions: [action], namespaces: ["shop"] }];
    const staged = await stage({ rules });
    staged.dialogue.names = shopAndBank;
    for (const typed of ["we", "web", "bank", "bank/web"]) {
      const offered = JSON.stringify(await typings[name]?.(staged, typed));
      expect(offered).toContain(typed.startsWith("we") ? "shop/web" : `Use what I typed: ${typed}`);
      expect(
        offered.replaceAll(/Use what I typed[^"]*"|"value":"(?:delivery-1 )?bank[^:"]*"/g, ""),
      ).not.toContain("bank");
    }
    expect(staged.audited).toMatchObject([{ event: "allowed", entry: name, action, user: "U0INTERN" }]);
    expect(staged.audited).toHaveLength(1);
  },
);

test.each(lookups.map(({ name }) => name))("%s: what cannot be audited is not offered", async (name) => {
  const staged = await stage({
    rules: [intern],
    audit: {
      write: () => {
        throw new NotAudited("ENOSPC: no space left on device, write", "/var/log/netdiag/audit.jsonl");
      },
    },
  });
  staged.dialogue.names = shopAndBank;
  expect(await typings[name]?.(staged, "web")).toEqual([]);
  expect(staged.troubles.join()).toContain("cannot be written");
});
