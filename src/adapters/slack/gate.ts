import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { groupsOf, type Rules } from "../../access/rule.ts";
import { NotNow } from "../../ports.ts";
import {
  decide,
  type Decision,
  type Deed,
  type Known,
  type PersonFacts,
  type PlaceFacts,
} from "./authorize.ts";
import { refusalOf } from "./slack-trouble.ts";

/** Answers of Slack about people, channels and groups are good for five minutes; failures for nothing. */
const freshMs = 5 * 60_000;

const Person = z.object({
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
});
const Place = z.object({
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
});

/** The workspace the bot belongs to, from auth.test. */
export interface Home {
  readonly teamId: string;
  readonly enterpriseId?: string;
}

/** Asks Slack for the facts and decides; one for all entries. */
export class Gate {
  readonly #client: WebClient;
  readonly #rules: Rules;
  readonly #cluster: string;
  readonly #home: Home;
  readonly #people = new Fresh<PersonFacts>("users.info", "users:read");
  readonly #places = new Fresh<PlaceFacts>("conversations.info", "channels:read and groups:read");
  readonly #groups = new Fresh<ReadonlyMap<string, readonly string[]>>(
    "usergroups.users.list",
    "usergroups:read",
  );

  constructor(
    client: WebClient,
    { rules, cluster }: { readonly rules: Rules; readonly cluster: string },
    home: Home,
  ) {
    this.#client = client;
    this.#rules = rules;
    this.#cluster = cluster;
    this.#home = home;
  }

  /** What cannot be found out is a refusal that says why. Rejects with NotNow alone, while Slack does not answer. */
  async authorize(deed: Deed): Promise<Decision> {
    const nothing = { unknown: "not asked" };
    if (this.#rules.length === 0)
      return decide(this.#rules, this.#cluster, deed, { person: nothing, place: nothing, groups: nothing });
    const [person, place, groups] = await Promise.all([
      this.#person(deed.user),
      this.#place(deed.channel),
      this.#groupsOf(deed.user),
    ]);
    return decide(this.#rules, this.#cluster, deed, { person, place, groups });
  }

  #person(user: string): Promise<Known<PersonFacts>> {
    return this.#people.get(user, async () => {
      const person = Person.parse((await this.#client.users.info({ user })).user);
      const { teamId, enterpriseId } = this.#home;
      const sameOrganisation =
        enterpriseId !== undefined && person.enterprise_user?.enterprise_id === enterpriseId;
      return {
        foreign:
          person.is_stranger === true ||
          person.deleted === true ||
          (person.team_id !== teamId && !sameOrganisation),
        guest: person.is_restricted === true || person.is_ultra_restricted === true,
        bot: person.is_bot === true,
      };
    });
  }

  #place(channel: string): Promise<Known<PlaceFacts>> {
    // A direct conversation has one other end, and who that is gets checked.
    if (channel.startsWith("D")) return Promise.resolve({ external: false });
    return this.#places.get(channel, async () => {
      const place = Place.parse((await this.#client.conversations.info({ channel })).channel);
      return { external: place.is_ext_shared === true || place.is_pending_ext_shared === true };
    });
  }

  async #groupsOf(user: string): Promise<Known<readonly string[]>> {
    const named = groupsOf(this.#rules);
    if (named.length === 0) return [];
    const members = await this.#groups.get("all", async () => {
      const lists = await Promise.all(
        named.map(async (usergroup) => {
          const { users = [] } = await this.#client.usergroups.users.list({ usergroup });
          return [usergroup, users] as const;
        }),
      );
      return new Map(lists);
    });
    return "unknown" in members ? members : named.filter((group) => members.get(group)?.includes(user));
  }
}

/** Facts kept for a while; two who ask at once share one call. */
class Fresh<Facts> {
  readonly #method: string;
  readonly #scopes: string;
  readonly #known = new Map<string, { readonly until: number; readonly facts: Promise<Facts> }>();

  constructor(method: string, scopes: string) {
    this.#method = method;
    this.#scopes = scopes;
  }

  async get(key: string, ask: () => Promise<Facts>): Promise<Known<Facts>> {
    const known = this.#known.get(key);
    const facts = known && known.until > Date.now() ? known.facts : ask();
    if (facts !== known?.facts) this.#known.set(key, { until: Date.now() + freshMs, facts });
    try {
      return await facts;
    } catch (error) {
      this.#known.delete(key);
      if (refusalOf(error) === undefined && !(error instanceof z.ZodError))
        throw new NotNow(2000, `Slack does not answer ${this.#method}`, { cause: error });
      return { unknown: whyNot(error, this.#method, this.#scopes) };
    }
  }
}

function whyNot(error: unknown, method: string, scopes: string): string {
  switch (refusalOf(error)) {
    case "missing_scope":
      return `${method} needs the scope ${scopes}; add it to the Slack app.`;
    case "channel_not_found":
      return "I am not in it. Invite me first: /invite @netdiag";
    case "plan_upgrade_required":
      return "this Slack plan has no user groups; list people in NETDIAG_ALLOWED_USERS instead.";
    case undefined:
      return `Slack did not answer ${method}; try again in a moment.`;
    default:
      return `${method} was refused (${refusalOf(error) ?? ""}).`;
  }
}
