/** What one asker may be told of and asked about, for those who look names up. */
import { decide, type Verdict } from "./decide.ts";
import type { Origin } from "../model/asked.ts";
import { isAction, orTheBots, type Action, type Asker, type Rules } from "./rule.ts";
import type { Subject } from "./subject.ts";

export interface Sight {
  /** Whether what is in this namespace may be named to the asker. */
  sees(namespace: string): boolean;
  mayAsk(about: readonly Subject[]): Verdict;
  /** Whether it matters whose the address is that a name was found to have. */
  readonly looksBehindNames: boolean;
}

/** Of the person at a terminal: they read the cluster with their own rights. */
export const operator: Sight = {
  sees: () => true,
  mayAsk: () => ({ allowed: true }),
  looksBehindNames: false,
};

/** Of somebody who asked through Slack. */
export function sightOf(rules: Rules, asker: Asker, cluster: string, action: Action): Sight {
  const mayAsk = (about: readonly Subject[]): Verdict => decide(rules, asker, { action, cluster, about });
  return { sees: (namespace) => mayAsk([{ namespace }]).allowed, mayAsk, looksBehindNames: true };
}

/** What an asker may be told of and asked about: decided again, by the same rules, with what the bot found out about them. */
export function sightOfOrigin(rules: Rules, { user, channel, grant }: Origin, cluster: string): Sight {
  const here = orTheBots(rules, user, grant?.ofAll === true);
  const action = grant !== undefined && isAction(grant.action) ? grant.action : "ask";
  return sightOf(here, { user, channel, groups: grant?.groups ?? [] }, cluster, action);
}
