/** Who may do what with netdiag, about what. Rules only allow: what no rule allows is refused. */

/** What a person does, each allowed by itself, in words that go on from "You may not". */
export const actions = {
  ask: "ask",
  choose: "choose what a question meant",
  recheck: "ask a question again",
  watch: "have a question watched",
  stop: "stop a diagnosis",
  evidence: "see the evidence of a diagnosis",
  fix: "see the fix of a diagnosis",
  feedback: "say whether an answer was right",
  explain: "ask why a cause is not the one",
  capture: "have packets captured",
  apply: "ask that a fix is applied",
  approve: "approve that a fix is applied",
} as const;
export type Action = keyof typeof actions;

/**
 * What changes a cluster, or keeps what others send there: allowed by its own name alone. Neither `all` nor the three lists of the
 * settings hold it.
 */
const byNameAlone: ReadonlySet<Action> = new Set<Action>(["capture", "apply", "approve"]);

/** What `actions: all` stands for. */
export const allActions: readonly Action[] = Object.keys(actions)
  .filter(isAction)
  .filter((action) => !byNameAlone.has(action));

/** What whoever may do something may do as well: they have read the answer that it is about. */
const comesWith: Readonly<Partial<Record<Action, Action>>> = { feedback: "ask", explain: "ask" };

export interface Rule {
  /** For people: who may, in a refusal of somebody else. `the shop team, in #shop`, in quotes for the sake of `#`. */
  readonly name: string;
  /** Slack ids. Without users and groups the rule is for every member of the workspace. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Slack ids; none: everywhere, direct messages as well. */
  readonly channels: readonly string[];
  /** Patterns of names. */
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly nodes: readonly string[];
  /** Hosts and blocks of addresses outside the cluster: `*.example.com`, `203.0.113.0/24`, `*`. */
  readonly outside: readonly string[];
  readonly actions: readonly Action[];
}
export type Rules = readonly Rule[];

/** In the place of a channel's id where the place is still to be chosen: rules of every channel count, and count again then. */
export const anywhere = "anywhere";

/** A person in a place, as far as rules tell people apart. Travels with a question. */
export interface Asker {
  readonly user: string;
  readonly channel: string;
  /** Of the groups that the rules name, those that the person is in. */
  readonly groups: readonly string[];
}

/** Whether a rule is for this action, by its name or by another one that it comes with. */
export function permits({ actions: named }: Pick<Rule, "actions">, action: Action): boolean {
  const other = comesWith[action];
  return named.includes(action) || (other !== undefined && named.includes(other));
}

/** The user groups whose members have to be known before anything can be decided. */
export function groupsOf(rules: Rules): readonly string[] {
  return [...new Set(rules.flatMap(({ groups }) => groups))];
}

/**
 * Whether a rule holds for somebody of whom it is not known in which channels they are: a rule for whoever is in one tells its patterns
 * to those alone who ask there.
 */
export function holdsAnywhere(
  { channels, users, groups }: Pick<Rule, "channels" | "users" | "groups">,
  { user, groups: theirs }: Pick<Asker, "user" | "groups">,
): boolean {
  return channels.length === 0 || users.includes(user) || groups.some((group) => theirs.includes(group));
}

/** Whether a rule names this person by their id: guests and bots are let in only then. */
export function isNamed(rules: Rules, user: string): boolean {
  return rules.some(({ users }) => users.includes(user));
}

/** What the three lists of the settings allow: to ask everything about the cluster, nothing outside, and no change. */
export function rulesOfLists(lists: {
  readonly channels?: readonly string[];
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
}): Rules {
  const all = {
    users: [],
    groups: [],
    channels: [],
    clusters: ["*"],
    namespaces: ["*"],
    nodes: ["*"],
    outside: [],
    actions: allActions,
  } satisfies Omit<Rule, "name">;
  const { channels = [], users = [], userGroups: groups = [] } = lists;
  return [
    ...(channels.length > 0 ? [{ ...all, name: "everyone in the allowed channels", channels }] : []),
    ...(users.length > 0 ? [{ ...all, name: "the allowed people", users }] : []),
    ...(groups.length > 0 ? [{ ...all, name: "members of the allowed user groups", groups }] : []),
  ];
}

/**
 * The rules of a worker. One that has none takes the bot's word for whom the bot lets ask about everything in the cluster,
 * and for nobody else: the jobs are signed.
 */
export function orTheBots(rules: Rules, user: string, ofAll: boolean): Rules {
  return rules.length === 0 && ofAll ? rulesOfLists({ users: [user] }) : rules;
}

export function isAction(word: string): word is Action {
  return word in actions;
}
