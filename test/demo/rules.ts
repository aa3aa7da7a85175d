/** A file of rules, tried in the fake Slack: who is asked as, and what each of them is told. */
import { setTimeout as delay } from "node:timers/promises";
import type { Rule, Rules } from "../../src/access/rule.ts";
import type { FakeSlack } from "../fake-slack/fake-slack.ts";
import { botUser, channels, teamId, userGroups, users } from "../fake-slack/people.ts";
import type { Channel, Ephemeral, Message, User } from "../fake-slack/types.ts";
import type { WorkspaceSeed } from "../fake-slack/workspace.ts";
import { readable } from "./show.ts";

const nobodyInParticular = "U0MEI";
const anywhere = "C0ONCALL";
/** Generous: a verdict takes two seconds on an idle machine. */
const patienceMs = 60_000;

/** Somebody in a channel, and why they are tried there. */
export interface Person {
  readonly user: string;
  readonly channel: string;
  readonly why: string;
}

/** The fake Slack's own people and channels, and whoever and whatever the rules name by an id. */
export function workspaceFor(rules: Rules): Required<Omit<WorkspaceSeed, "withoutBlocks">> {
  const groups = namedBy(rules, "groups");
  const people = [
    ...namedBy(rules, "users").map((id) => person(id, id.toLowerCase())),
    ...groups.map((id) => person(memberOf(id), `in-${id.toLowerCase()}`)),
  ];
  const known = new Set([...users, ...channels].map(({ id }) => id));
  const all = [...users, ...people.filter(({ id }) => !known.has(id))];
  const members = all.map(({ id }) => id);
  return {
    users: all,
    channels: [
      ...channels.map((each) =>
        each.kind === "channel" && each.members.length > 2 ? { ...each, members } : each,
      ),
      ...namedBy(rules, "channels")
        .filter((id) => !known.has(id))
        .map((id): Channel => ({
          id,
          name: id.toLowerCase(),
          kind: id.startsWith("D") ? "im" : "channel",
          extShared: false,
          archived: false,
          members,
        })),
    ],
    userGroups: { ...userGroups, ...Object.fromEntries(groups.map((id) => [id, [memberOf(id)]])) },
  };
}

/** One whom each rule lets in, where it does, and one in a channel that no rule names. */
export function peopleFor(rules: Rules): readonly Person[] {
  const stranger = { user: nobodyInParticular, channel: anywhere, why: "named by no rule" };
  return [...rules.map(fitting), stranger];
}

function fitting({ name, users: named, groups, channels: places }: Rule): Person {
  const [user = groups.map(memberOf)[0] ?? nobodyInParticular] = named;
  return { user, channel: places[0] ?? anywhere, why: `as the rule "${name}" has it` };
}

/** Asks as each of them, one after the other, and prints what each is told. Rejects when one is told nothing. */
export async function tryRules(
  slack: FakeSlack,
  people: readonly Person[],
  questions: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  for (const person of people)
    for (const words of questions) {
      const { workspace } = slack;
      const name = workspace.users.get(person.user)?.name ?? person.user;
      const place = workspace.channels.get(person.channel);
      const where = place?.kind === "im" ? "a direct message" : `#${place?.name ?? person.channel}`;
      print(`@${name} (${person.user}) in ${where} (${person.channel}), ${person.why}:\n  /netdiag ${words}`);
      print(`${await told(slack, person, words)}\n`);
    }
}

async function told(slack: FakeSlack, { user, channel }: Person, words: string): Promise<string> {
  const { workspace } = slack;
  const before = workspace.ephemerals.length;
  const seen = new Set(workspace.messages.keys());
  const { acked } = await slack.people.slash(user, channel, words);
  if (!acked) throw new Error("the bot did not acknowledge the command");
  const whisper = (): Ephemeral | undefined =>
    workspace.ephemerals.slice(before).find((each) => each.user === user && each.channel === channel);
  const ending = (): Message | undefined =>
    [...workspace.messages.values()].find(
      (each) =>
        each.user === botUser &&
        each.channel === channel &&
        each.threadTs === undefined &&
        !seen.has(workspace.key(each.channel, each.ts)) &&
        !each.text.startsWith("⏳"),
    );
  const found = await slack.until("what became of the question", () => whisper() ?? ending(), patienceMs);
  // What is beside the verdict comes into its thread; the next one asks after it.
  await delay(500);
  return indented("ts" in found ? "everybody there reads" : "only they read", readable(found));
}

function indented(who: string, text: string): string {
  const [first = "", ...rest] = text.split("\n");
  return [`  ${who}: ${first}`, ...rest.map((line) => `    ${line}`)].join("\n");
}

function namedBy(rules: Rules, field: "users" | "groups" | "channels"): readonly string[] {
  return [...new Set(rules.flatMap((rule) => rule[field]))];
}

/** `S0123ABCD` has the member `U0123ABCD`. */
function memberOf(group: string): string {
  return group.replace(/^S/, "U");
}

function person(id: string, name: string): User {
  return { id, name, team: teamId, guest: false, stranger: false, bot: false };
}
