/** A workspace with many people and channels, all of whom may ask. */
import { botUser } from "../fake-slack/people.ts";
import type { Channel, User } from "../fake-slack/types.ts";
import { teamId } from "../fake-slack/people.ts";
import type { WorkspaceSeed } from "../fake-slack/workspace.ts";

export interface Crowd {
  readonly seed: WorkspaceSeed;
  readonly people: readonly [string, ...string[]];
  readonly channels: readonly [string, ...string[]];
}

const numbered = (count: number, name: (number: string) => string): [string, ...string[]] => {
  const all = Array.from({ length: count }, (_, index) => name(String(index + 1).padStart(3, "0")));
  return [all[0] ?? name("001"), ...all.slice(1)];
};

/** `people` persons with a direct conversation each, in `channels` channels. */
export function crowd(people: number, channels: number): Crowd {
  const ids = numbered(people, (number) => `U0YARD${number}`);
  const rooms = numbered(channels, (number) => `C0YARD${number}`);
  const user = (id: string, bot: boolean): User => ({
    id,
    name: id.toLowerCase(),
    team: teamId,
    guest: false,
    stranger: false,
    bot,
  });
  const channel = (id: string, kind: Channel["kind"], members: readonly string[]): Channel => ({
    id,
    name: id.toLowerCase(),
    kind,
    extShared: false,
    archived: false,
    members,
  });
  const everybody = [botUser, ...ids];
  return {
    people: ids,
    channels: rooms,
    seed: {
      users: [user(botUser, true), ...ids.map((id) => user(id, false))],
      channels: [
        ...rooms.map((id) => channel(id, "channel", everybody)),
        ...ids.map((id) => channel(directOf(id), "im", [id, botUser])),
      ],
      userGroups: {},
    },
  };
}

/** The direct conversation of a person with the bot. */
export function directOf(person: string): string {
  return `D${person.slice(1)}`;
}

/** Whose direct conversation it is. */
export function personOf(direct: string): string {
  return `U${direct.slice(1)}`;
}
