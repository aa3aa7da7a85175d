import { z } from "zod";
import { anywhere, groupsOf, type Rules } from "../../access/rule.ts";
import {
  decide,
  type Decision,
  type Deed,
  type Facts,
  type Known,
  type PersonFacts,
  type PlaceFacts,
} from "./authorize.ts";
import { Fresh, type ReadList } from "./fresh.ts";
import type { Outbox } from "./outbox.ts";
import { isDirect } from "./spots.ts";

/** Of a list of Slack so many pages are read, of so many entries: enough for most workspaces. */
const [pages, perPage] = [4, 500];

const Person = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
});
const Place = z.object({
  id: z.string(),
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
  readonly #people: Fresh<PersonFacts>;
  readonly #places: Fresh<PlaceFacts>;
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
    const { client } = outbox;
    this.#people = new Fresh(
      "users.info",
      "users:read",
      this.#listOf("users.list", async (page) => {
        const { members, response_metadata } = await client.users.list(page);
        const people = z.array(Person).parse(members);
        return { found: people.map((each) => [each.id, this.#factsOf(each)]), next: response_metadata };
      }),
    );
    this.#places = new Fresh(
      "conversations.info",
      "channels:read and groups:read",
      this.#listOf("users.conversations", async (page) => {
        const types = "public_channel,private_channel";
        const { channels, response_metadata } = await client.users.conversations({ ...page, types });
        const places = z.array(Place).parse(channels);
        return { found: places.map((each) => [each.id, placeFacts(each)]), next: response_metadata };
      }),
    );
  }

  /** What cannot be found out is a refusal that says why. Rejects with NotNow alone, while Slack does not answer. */
  async authorize(deed: Deed): Promise<Decision> {
    const nothing = { unknown: "not asked" };
    if (this.#rules.length === 0)
      return this.#decide(deed, { person: nothing, place: nothing, groups: nothing });
    const [person, place, groups] = await Promise.all([
      this.#person(deed.user),
      this.#place(deed.channel),
      this.#groupsOf(deed.user),
    ]);
    return this.#decide(deed, { person, place, groups });
  }

  #decide(deed: Deed, facts: Facts): Decision {
    const [first, ...others] = deed.clusters ?? [this.#cluster];
    const decision = decide(this.#rules, first, deed, facts);
    const decisions = [decision, ...others.map((cluster) => decide(this.#rules, cluster, deed, facts))];
    const grants = decisions.flatMap((one) => (one.allowed ? [one.grant] : []));
    const [grant] = grants;
    if (!grant) return decision;
    const clusters = grants.map(({ cluster }) => cluster);
    return {
      allowed: true,
      grant: { ...grant, clusters, rules: [...new Set(grants.flatMap((one) => one.rules))] },
    };
  }

  #person(user: string): Promise<Known<PersonFacts>> {
    const { client } = this.#outbox;
    return this.#people.get(user, async (patience) => {
      const info = () => client.users.info({ user });
      const { user: person } = await this.#outbox.ask("users.info", user, info, patience);
      return this.#factsOf(Person.parse(person));
    });
  }

  #factsOf(person: z.infer<typeof Person>): PersonFacts {
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
  }

  #listOf<Facts>(method: string, read: ReadPage<Facts>): ReadList<Facts> {
    return async (found, patience) => {
      let cursor = "";
      for (let page = 1; page <= pages; page += 1) {
        const next = { limit: perPage, ...(cursor === "" ? {} : { cursor }) };
        const answer = await this.#outbox.ask(method, `page ${page}`, () => read(next), patience);
        for (const [key, facts] of answer.found) found(key, facts);
        cursor = answer.next?.next_cursor ?? "";
        if (cursor === "") return;
      }
    };
  }

  #place(channel: string): Promise<Known<PlaceFacts>> {
    // A direct conversation has one other end, and who that is gets checked. A place that is still to be chosen is checked then.
    if (isDirect(channel) || channel === anywhere) return Promise.resolve({ external: false });
    const { client } = this.#outbox;
    return this.#places.get(channel, async (patience) => {
      const info = () => client.conversations.info({ channel });
      const { channel: place } = await this.#outbox.ask("conversations.info", channel, info, patience);
      return placeFacts(Place.parse(place));
    });
  }

  async #groupsOf(user: string): Promise<Known<readonly string[]>> {
    const named = groupsOf(this.#rules);
    if (named.length === 0) return [];
    const { client } = this.#outbox;
    // Each group by itself: where Slack has one wait, those that were read need not be read again.
    const lists = await Promise.all(
      named.map((usergroup) =>
        this.#groups.get(usergroup, async (patience) => {
          const list = () => client.usergroups.users.list({ usergroup });
          const { users = [] } = await this.#outbox.ask("usergroups.users.list", usergroup, list, patience);
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

/** One page of a list; the cursor of the next one is empty on the last. */
type ReadPage<Facts> = (page: { readonly limit: number; readonly cursor?: string }) => Promise<{
  readonly found: readonly (readonly [string, Facts])[];
  readonly next: { readonly next_cursor?: string } | undefined;
}>;

function placeFacts({ is_ext_shared, is_pending_ext_shared }: z.infer<typeof Place>): PlaceFacts {
  return { external: is_ext_shared === true || is_pending_ext_shared === true };
}
