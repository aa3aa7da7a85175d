import { LogLevel, WebClient } from "@slack/web-api";

export interface ClientOptions {
  readonly token: string;
  /** Ends with a slash: `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** Of one call, milliseconds. */
  readonly timeoutMs?: number;
  /** Sends the requests; Node's own by default. */
  readonly fetch?: typeof fetch;
}

/**
 * The client for everything netdiag says itself. Bolt's own would wait without limit, retry for half an hour, and stop
 * all its calls at one 429; here each call ends in time and the outbox decides what is tried again.
 */
export function createSlackClient({ token, apiUrl, timeoutMs = 10_000, fetch }: ClientOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    ...(fetch && { fetch }),
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  });
}
