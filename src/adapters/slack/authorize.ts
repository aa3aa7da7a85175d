/** Who may ask what netdiag sees. Everything is refused unless one of three lists says otherwise. */

export interface Allowed {
  /** Channels where anyone may ask. */
  readonly channels: readonly string[];
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
}

export const allowedVariables = {
  channels: "NETDIAG_ALLOWED_CHANNELS",
  users: "NETDIAG_ALLOWED_USERS",
  userGroups: "NETDIAG_ALLOWED_USER_GROUPS",
} as const satisfies Record<keyof Allowed, string>;

/** Who does it and where, from the payload. */
export interface Actor {
  readonly user: string;
  readonly channel: string;
}

/** What Slack says about person and channel; `unknown` holds why it would not say. */
export type Known<Facts> = Facts | { readonly unknown: string };

export interface PersonFacts {
  /** Of another workspace, or unknown to this one. */
  readonly foreign: boolean;
  readonly guest: boolean;
  readonly bot: boolean;
}
export interface PlaceFacts {
  /** Shared with another organisation through Slack Connect. */
  readonly external: boolean;
}

export interface Facts {
  readonly person: Known<PersonFacts>;
  readonly place: Known<PlaceFacts>;
  /** Members of the allowed user groups, together. Not needed when the person is allowed already. */
  readonly members: Known<ReadonlySet<string>>;
}

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason:
        "nobody-allowed" | "external-channel" | "stranger" | "guest" | "bot" | "not-listed" | "unknown";
      /** To the person refused. */
      readonly sentence: string;
    };

/** The decision, from facts alone; not knowing is a refusal. */
export function decide(allowed: Allowed, actor: Actor, facts: Facts): Decision {
  const { person, place, members } = facts;
  if (isClosed(allowed))
    return refuse(
      "nobody-allowed",
      `Nobody may ask me yet. Whoever runs netdiag can set ${allowedVariables.channels}=${actor.channel}, ` +
        `${allowedVariables.users}=${actor.user} or ${allowedVariables.userGroups}.`,
    );
  if ("unknown" in place)
    return refuse("unknown", `I could not check this channel, so I answer nothing here: ${place.unknown}`);
  if (place.external)
    return refuse(
      "external-channel",
      "This channel is shared with another organisation; I do not answer here.",
    );
  if ("unknown" in person)
    return refuse("unknown", `I could not check who you are, so I answer nothing: ${person.unknown}`);
  if (person.foreign)
    return refuse("stranger", "You are not a member of this workspace; I answer members only.");
  const listed = allowed.users.includes(actor.user);
  if (person.bot && !listed)
    return refuse("bot", `I answer people; to let this bot ask, list it in ${allowedVariables.users}.`);
  if (person.guest && !listed)
    return refuse(
      "guest",
      `I do not answer guests unless ${allowedVariables.users} lists them: ${actor.user}.`,
    );
  if (listed || allowed.channels.includes(actor.channel)) return { allowed: true };
  if (allowed.userGroups.length > 0) {
    if ("unknown" in members)
      return refuse("unknown", `I could not check the user groups, so I answer nothing: ${members.unknown}`);
    if (members.has(actor.user)) return { allowed: true };
  }
  const where = actor.channel.startsWith("D") ? "" : `${allowedVariables.channels} (${actor.channel}) or `;
  return refuse(
    "not-listed",
    `You may not ask here. Whoever runs netdiag can add this to ${where}${allowedVariables.users} (${actor.user}).`,
  );
}

/** True when no list has an entry: then nothing needs to be looked up. */
export function isClosed(allowed: Allowed): boolean {
  return allowed.channels.length + allowed.users.length + allowed.userGroups.length === 0;
}

function refuse(reason: Extract<Decision, { allowed: false }>["reason"], sentence: string): Decision {
  return { allowed: false, reason, sentence };
}
