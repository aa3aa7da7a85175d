/**
 * What survives a crash: which message belongs to which diagnosis, which thread parts were posted, which
 * deliveries were already handled. A few short texts, kept for a while; never evidence.
 */
export interface Ledger {
  /** The stored text, or undefined when there is none or it expired. */
  get(key: string): Promise<string | undefined>;
  /** Stores or replaces; kept for `ttlSeconds`. */
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Stores only when there is nothing yet, in one step; true for the one caller that stored it. */
  claim(key: string, value: string, ttlSeconds: number): Promise<boolean>;
}
