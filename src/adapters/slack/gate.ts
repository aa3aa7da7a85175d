import { z } from "zod";
import { anywhere, groupsOf, type Rules } from "../../access/rule.ts";
import { NotNow } from "../../ports.ts";
import {
  decide,
  type Decision,
  type Deed,
  type Known,
  type PersonFacts,
  type PlaceFacts,
} from "./authorize.ts";
import type { Outbox } from "./outbox.ts";
import { refusalOf } from "./slack-trouble.ts";
import { isDirect } from "./spots.ts";

/** Answers of Slack about people, channels and groups are good for five minutes; failures for nothing. */
const freshMs = 5 * 60_000;
/** Of so many people or channels; the oldest are asked about again. */
const keptAtMost = 5000;
/** How long the turn to ask is waited for here, milliseconds; then what is asked waits in the queue, as Slack says. */
const patienceMs = 1000;

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
  readonly #outbox: Outbox;
  readonly #rules: Rules;
  readonly #cluster: string;
  readonly #home: Home;
  readonly #people = new Fresh<PersonFacts>("users.info", "users:read");
  readonly #places = new Fresh<PlaceFacts>("conversations.info", "channels:read and groups:read");
  readonly #groups = new Fresh<readonly string[]>("usergroups.users.list", "usergroups:read");

  constructor(
    outbox: Outbox,
    { rules, cluster }: { readonly rules: Rules; readonly cluster: string },
    home: Home,
  ) {
    this.#outbox = outbox;
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
      const { client } = this.#outbox;
      const ask = this.#outbox.ask("users.info", user, () => client.users.info({ user }), { patienceMs });
      const person = Person.parse((await ask).user);
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
    // A direct conversation has one other end, and who that is gets checked. A place that is still to be chosen is checked then.
    if (isDirect(channel) || channel === anywhere) return Promise.resolve({ external: false });
    return this.#places.get(channel, async () => {
      const { client } = this.#outbox;
      const info = () => client.conversations.info({ channel });
      const ask = this.#outbox.ask("conversations.info", channel, info, { patienceMs });
      const place = Place.parse((await ask).channel);
      return { external: place.is_ext_shared === true || place.is_pending_ext_shared === true };
    });
  }

  async #groupsOf(user: string): Promise<Known<readonly string[]>> {
    const named = groupsOf(this.#rules);
    if (named.length === 0) return [];
    const { client } = this.#outbox;
    // Each group by itself: where Slack has one wait, those that were read need not be read again.
    const lists = await Promise.all(
      named.map((usergroup) =>
        this.#groups.get(usergroup, async () => {
          const list = () => client.usergroups.users.list({ usergroup });
          const { users = [] } = await this.#outbox.ask("usergroups.users.list", usergroup, list, {
            patienceMs,
          });
          return users;
        }),
      ),
    );
    const unknown = lists.find((list) => "unknown" in list);
    if (unknown) return unknown;
    return named.filter((_group, index) => {
      const list = lists[index];
      return list !== undefined && !("unknown" in list) && list.includes(user);
    });
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
    const facts = known && known.until > performance.now() ? known.facts : ask();
    if (facts !== known?.facts) this.#keep(key, facts);
    try {
      return await facts;
    } catch (error) {
      this.#known.delete(key);
      if (error instanceof NotNow) throw error;
      if (refusalOf(error) === undefined && !(error instanceof z.ZodError))
        throw new NotNow(2000, `Slack does not answer ${this.#method}`, { cause: error });
      return { unknown: whyNot(error, this.#method, this.#scopes) };
    }
  }

  #keep(key: string, facts: Promise<Facts>): void {
    this.#known.delete(key);
    this.#known.set(key, { until: performance.now() + freshMs, facts });
    for (const [oldest, { until }] of this.#known) {
      if (until > performance.now() && this.#known.size <= keptAtMost) break;
      this.#known.delete(oldest);
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
