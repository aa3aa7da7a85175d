import type { Channel, User } from "./types.ts";

/** Who and where, unless a test says otherwise. */

export const teamId = "T0FAKE";
export const botUser = "U0NETDIAG";
export const botId = "B0NETDIAG";
export const appId = "A0NETDIAG";
export const botToken = "xoxb-fake-bot-token";
export const appToken = "xapp-fake-app-token";
export const signingSecret = "fake-signing-secret";

function user(id: string, name: string, other: Partial<User> = {}): User {
  return { id, name, team: teamId, guest: false, stranger: false, bot: false, ...other };
}

export const users: readonly User[] = [
  user(botUser, "netdiag", { bot: true }),
  user("U0MEI", "mei"),
  user("U0SAM", "sam"),
  user("U0INTERN", "intern"),
  user("U0GUEST", "guest", { guest: true }),
  user("U0STRANGER", "stranger", { stranger: true, team: "T0OTHER" }),
];

function channel(id: string, name: string, other: Partial<Channel> = {}): Channel {
  const everybody = users.map((each) => each.id);
  return { id, name, kind: "channel", extShared: false, archived: false, members: everybody, ...other };
}

export const channels: readonly Channel[] = [
  channel("C0ONCALL", "oncall"),
  channel("C0RANDOM", "random"),
  channel("C0PARTNER", "partner-shared", { extShared: true }),
  channel("C0QUIET", "no-bot-here", { members: ["U0MEI", "U0SAM"] }),
  channel("C0OLD", "archived", { archived: true }),
  channel("D0MEI", "mei", { kind: "im", members: ["U0MEI", botUser] }),
  channel("D0INTERN", "intern", { kind: "im", members: ["U0INTERN", botUser] }),
];

/** User group id -> members. */
export const userGroups: Readonly<Record<string, readonly string[]>> = { S0ONCALL: ["U0SAM"] };
