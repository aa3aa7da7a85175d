import { LogLevel, type Logger } from "@slack/bolt";

/** Bolt's warnings and errors as trouble; its chatter, which may hold payloads, nowhere. */
export function boltLogger(onTrouble: (what: string, error: unknown) => void): Logger {
  const tell = (...words: unknown[]): void => {
    const error = words.find((word) => word instanceof Error);
    onTrouble("Slack's library says", error ?? new Error(words.map(String).join(" ")));
  };
  const ignore = (): void => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: tell,
    error: tell,
    setLevel: ignore,
    getLevel: () => LogLevel.WARN,
    setName: ignore,
  };
}
