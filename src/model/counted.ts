/** What operators see counted. */
export type Counted =
  | "denials"
  | "audit_lines"
  | "verdicts"
  | "causes"
  | "feedback"
  | "judgings_ended"
  | "node_sessions"
  | "node_commands"
  | "node_bytes"
  | "slack_calls"
  | "slack_rate_limited"
  | "untold"
  | "watches_ended"
  | "put_back"
  | "lost_swept"
  | "leftovers_removed";

/** What operators see timed. */
export type Timed = "ack" | "diagnosis" | "phase" | "node_session_open";
