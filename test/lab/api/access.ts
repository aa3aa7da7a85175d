/** Who asks, and what they may do. */
import { forbidden, unauthorized } from "./status.ts";

export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
  /** RBAC rules: with them the user may do only this. Without, everything that no `forbid` names. */
  readonly rules?: readonly PolicyRule[];
}

/** As in a ClusterRole; `namespace` bounds it as a Role's binding does. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[] | undefined;
  readonly namespace?: string;
}

/** Something that is refused though the rules allow it. What is absent matches everything. */
export interface Forbid {
  readonly user?: string;
  readonly verb?: string;
  readonly resource?: string;
  /** `exec` for pods/exec; absent means the resource itself. */
  readonly subresource?: string;
  readonly namespace?: string;
}

export interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly plural: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export const anonymous: User = { name: "system:anonymous", groups: ["system:unauthenticated"] };

export class Access {
  /** Bearer token to user. Requests without a token are `system:anonymous`. */
  readonly tokens: Map<string, User>;
  /** May be changed while the server runs. */
  forbid: readonly Forbid[];

  constructor(tokens: Readonly<Record<string, User>>, forbid: readonly Forbid[]) {
    this.tokens = new Map(Object.entries(tokens));
    this.forbid = forbid;
  }

  /** Throws ApiError 401 for a token nobody has. */
  userOf(authorization: string | undefined): User {
    if (authorization === undefined) return anonymous;
    const token = /^Bearer (.+)$/.exec(authorization)?.[1];
    const user = token === undefined ? undefined : this.tokens.get(token);
    if (!user) throw unauthorized();
    return user;
  }

  /** In whose name a request is made: their own, or that of somebody whom they may impersonate. Throws ApiError 403. */
  actingAs(user: User, other: string | undefined): User {
    if (other === undefined) return user;
    this.require(user, { verb: "impersonate", group: "", plural: "users", name: other });
    return [...this.tokens.values()].find(({ name }) => name === other) ?? { name: other, rules: [] };
  }

  allows(user: User, asked: Asked): boolean {
    const refused = this.forbid.some(
      (rule) =>
        (rule.user ?? user.name) === user.name &&
        (rule.verb ?? asked.verb) === asked.verb &&
        (rule.resource ?? asked.plural) === asked.plural &&
        rule.subresource === asked.subresource &&
        (rule.namespace ?? asked.namespace) === asked.namespace,
    );
    return !refused && (user.rules === undefined || user.rules.some((rule) => grants(rule, asked)));
  }

  /** Throws ApiError 403 with the real server's sentence. */
  require(user: User, asked: Asked): void {
    if (!this.allows(user, asked)) throw forbidden({ user: user.name, ...asked });
  }
}

function grants(rule: PolicyRule, asked: Asked): boolean {
  const resource = asked.subresource === undefined ? asked.plural : `${asked.plural}/${asked.subresource}`;
  const has = (list: readonly string[], wanted: string): boolean =>
    list.includes("*") || list.includes(wanted);
  return (
    has(rule.apiGroups, asked.group) &&
    has(rule.resources, resource) &&
    has(rule.verbs, asked.verb) &&
    (rule.namespace === undefined || rule.namespace === asked.namespace) &&
    (rule.resourceNames === undefined ||
      (asked.name !== undefined && rule.resourceNames.includes(asked.name)))
  );
}
