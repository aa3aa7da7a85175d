import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";

/** How a call of the Web API ended badly. */
export type Trouble =
  /** Not carried out; may be tried again after so long. */
  | { readonly kind: "rate-limited"; readonly waitMs: number }
  /** Nobody knows whether it was carried out: no answer, or an error from inside Slack. */
  | { readonly kind: "unconfirmed" }
  /** Not carried out, and trying again would not help; `code` is Slack's word. */
  | { readonly kind: "refused"; readonly code: string };

/** Slack's errors about itself; what was asked for may have happened. */
const inside = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

export function troubleOf(error: unknown): Trouble {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: "rate-limited", waitMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === "ratelimited" || code === "rate_limited") return { kind: "rate-limited", waitMs: 1000 };
    return inside.has(code) ? { kind: "unconfirmed" } : { kind: "refused", code };
  }
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500
      ? { kind: "unconfirmed" }
      : { kind: "refused", code: `http_${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return { kind: "unconfirmed" };
  throw error;
}

/** Slack's word for a refusal, or undefined when it was something else. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Slack's words for a place that takes no message of ours any more, neither a new one nor an edit. */
export const placeGone: ReadonlySet<string> = new Set([
  "is_archived",
  "is_inactive",
  "channel_not_found",
  "not_in_channel",
  "thread_not_found",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
]);
