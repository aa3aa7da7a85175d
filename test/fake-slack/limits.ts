/** One way in which the next calls of a method go wrong. */
export interface Fault {
  /** `chat.postMessage`, `chat.*` for all of a family, or `*`. */
  readonly method: string;
  /** How many calls it hits; 1 unless said, Infinity for until it is healed. */
  readonly times?: number;
  /** Decides for each call whether it is hit. */
  readonly hits?: () => boolean;
  readonly channel?: string;
  /** HTTP status, such as 500; with 429 `retryAfter` seconds go into the header. */
  readonly status?: number;
  readonly retryAfter?: number;
  /** `{ ok: false, error }` at HTTP 200. */
  readonly error?: string;
  /** The call is carried out, but the answer never comes. */
  readonly timeoutAfterAccept?: boolean;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** What Slack allows of one method: so many at once, then so many a second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
  readonly scope: "channel" | "app";
}

/** Posting is about one a second and channel with short bursts; the others are tiers 3 and 4 per minute. */
const rates: Readonly<Record<string, Rate>> = {
  "chat.postMessage": { perSecond: 1, burst: 5, scope: "channel" },
  "chat.postEphemeral": { perSecond: 100 / 60, burst: 20, scope: "app" },
  "chat.update": { perSecond: 1, burst: 5, scope: "channel" },
  "usergroups.users.list": { perSecond: 20 / 60, burst: 5, scope: "app" },
  "users.info": { perSecond: 100 / 60, burst: 30, scope: "app" },
  "users.list": { perSecond: 20 / 60, burst: 5, scope: "app" },
  "users.conversations": { perSecond: 50 / 60, burst: 20, scope: "app" },
  "conversations.info": { perSecond: 50 / 60, burst: 20, scope: "app" },
};

export class Limits {
  enabled: boolean;
  readonly #faults = new Set<Fault & { left: number }>();
  readonly #buckets = new Map<string, Bucket>();

  constructor(enabled: boolean) {
    this.enabled = enabled;
  }

  /** Returns how to heal it before it is used up. */
  inject(fault: Fault): () => void {
    const entry = { ...fault, left: fault.times ?? 1 };
    this.#faults.add(entry);
    return () => this.#faults.delete(entry);
  }

  /** The fault that hits this call, used up by it. */
  faultFor(method: string, channel: string): Fault | undefined {
    const fault = [...this.#faults].find(
      (each) =>
        isMeant(each.method, method) &&
        (each.channel === undefined || each.channel === channel) &&
        (each.hits?.() ?? true),
    );
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#faults.delete(fault);
    return fault;
  }

  /** Undefined when the call may pass, else the seconds to wait. */
  overLimit(method: string, channel: string): number | undefined {
    const rate = rates[method];
    if (!this.enabled || !rate) return undefined;
    const key = rate.scope === "channel" ? `${method} ${channel}` : method;
    const now = Date.now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
    const tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    const passes = tokens >= 1;
    this.#buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
    return passes ? undefined : Math.max(1, Math.ceil((1 - tokens) / rate.perSecond));
  }
}

function isMeant(pattern: string, method: string): boolean {
  return pattern.endsWith("*") ? method.startsWith(pattern.slice(0, -1)) : pattern === method;
}
