/** Who may do what with netdiag in Slack: rules, and what Slack says about person and place. Everything else is refused. */
import { decide as decideByRules, mayAskOfAll, rightsOf, rulesOf } from "../../access/decide.ts";
import { anywhere, groupsOf, isNamed, type Action, type Asker, type Rules } from "../../access/rule.ts";
import type { Subject } from "../../access/subject.ts";
import { isDirect } from "./spots.ts";

/** Where whoever runs netdiag writes who may. */
const settings = {
  channels: "NETDIAG_ALLOWED_CHANNELS",
  users: "NETDIAG_ALLOWED_USERS",
  userGroups: "NETDIAG_ALLOWED_USER_GROUPS",
  file: "NETDIAG_ACCESS_FILE",
} as const;

/** Who does what and where, from the payload, and what about, as far as its words say. */
export interface Deed {
  /** The way it came in: `slash command`. */
  readonly entry: string;
  readonly action: Action;
  readonly user: string;
  readonly channel: string;
  readonly about: readonly Subject[];
  /** Where it may be: that one of them lets it in is enough. Without it, the default one. */
  readonly clusters?: readonly [string, ...string[]];
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
  /** Of the user groups that the rules name, those that the person is in. */
  readonly groups: Known<readonly string[]>;
}

/** What a person was let in with: it travels with the question, and whoever goes on with it decides again. */
export interface Grant {
  readonly action: Action;
  readonly groups: readonly string[];
  /** Whether it was for everything in the cluster. */
  readonly ofAll: boolean;
  /** The same for those who may be told the same. */
  readonly rights: string;
  /** The first that let them in, for which all of this holds; and all that do. */
  readonly cluster: string;
  readonly clusters: readonly string[];
  /** The rules that let them do anything at that place. */
  readonly rules: Rules;
  /** Whether it was for this, too, of that cluster or another. */
  readonly covers: (about: readonly Subject[], of?: string) => boolean;
}

export type Decision =
  | { readonly allowed: true; readonly grant: Grant }
  | {
      readonly allowed: false;
      readonly reason:
        | ("nobody-allowed" | "external-channel" | "stranger" | "guest" | "bot" | "unknown")
        | ("not-listed" | "action" | "namespace" | "node" | "outside")
        | ("never-probed" | "not-audited" | "cluster");
      /** To the person refused. */
      readonly sentence: string;
    };

/** The decision, from facts alone; not knowing is a refusal. */
export function decide(rules: Rules, cluster: string, deed: Deed, facts: Facts): Decision {
  const { person, place, groups } = facts;
  const { action, user, channel, about } = deed;
  if (rules.length === 0)
    return refuse(
      "nobody-allowed",
      `Nobody may ask me yet. Whoever runs netdiag can set ${settings.channels}${channel === anywhere ? "" : `=${channel}`}, ` +
        `${settings.users}=${user} or ${settings.userGroups}, or write rules: ${settings.file}.`,
    );
  if ("unknown" in place)
    return refuse("unknown", `I could not check this channel, so I answer nothing here: ${place.unknown}`);
  if (place.external) return externalChannel;
  if ("unknown" in person)
    return refuse("unknown", `I could not check who you are, so I answer nothing: ${person.unknown}`);
  if (person.foreign)
    return refuse("stranger", "You are not a member of this workspace; I answer members only.");
  const named = isNamed(rules, user);
  if (person.bot && !named)
    return refuse(
      "bot",
      `I answer people; to let this bot ask, list it in ${settings.users} or in a rule's users.`,
    );
  if (person.guest && !named)
    return refuse(
      "guest",
      `I do not answer guests unless ${settings.users} or a rule's users name them: ${user}.`,
    );
  const asker: Asker = { user, channel, groups: "unknown" in groups ? [] : groups };
  const wish = { action, cluster, about };
  const verdict = decideByRules(rules, asker, wish);
  if (verdict.allowed)
    return {
      allowed: true,
      grant: {
        action,
        groups: asker.groups,
        ofAll: mayAskOfAll(rules, asker, wish),
        rights: rightsOf(rules, asker, wish),
        cluster,
        clusters: [cluster],
        rules: rulesOf(rules, asker, cluster),
        covers: (subjects, of = cluster) =>
          decideByRules(rules, asker, { ...wish, cluster: of, about: subjects }).allowed,
      },
    };
  if ("unknown" in groups && groupsOf(rules).length > 0)
    return refuse("unknown", `I could not check the user groups, so I answer nothing: ${groups.unknown}`);
  return refuse(
    verdict.reason,
    verdict.reason === "not-listed" ? `${verdict.sentence} ${howTo(deed)}` : verdict.sentence,
  );
}

/** Refused whoever asks, whatever the rules say. */
export const externalChannel = refuse(
  "external-channel",
  "This channel is shared with another organisation; I do not answer here.",
);

function howTo({ channel, user }: Deed): string {
  const where = isDirect(channel) || channel === anywhere ? "" : `${settings.channels} (${channel}), `;
  return `Whoever runs netdiag can add this to ${where}${settings.users} (${user}) or a rule of ${settings.file}.`;
}

function refuse(
  reason: Extract<Decision, { allowed: false }>["reason"],
  sentence: string,
): Extract<Decision, { allowed: false }> {
  return { allowed: false, reason, sentence };
}
