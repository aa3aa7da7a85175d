import { setTimeout as delay } from "node:timers/promises";
import { isJson, listOf, textOf, type Json } from "./types.ts";

/** A fake Slack in another process: acts through its control address, looks at its state. */
export interface RemoteSlack {
  act(name: string, body: Json): Promise<Json>;
  state(): Promise<Json>;
  /** Messages of a channel, or with `threadTs` of a thread without its root; oldest first. */
  messages(channel: string, threadTs?: string): Promise<readonly Json[]>;
  /** Looks until something is found, four times a second. Throws after `withinMs`. */
  until<T>(what: string, look: (state: Json) => T | undefined, withinMs: number): Promise<T>;
}

export function remoteSlack(url: string): RemoteSlack {
  const state = async (): Promise<Json> => jsonOf(await fetch(`${url}/state`));
  return {
    state,
    act: async (name, body) =>
      jsonOf(
        await fetch(`${url}/control/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    messages: async (channel, threadTs = "") =>
      listOf(await state(), "messages").filter(
        (message) => message.channel === channel && textOf(message, "threadTs") === threadTs,
      ),
    until: async (what, look, withinMs) => {
      const end = Date.now() + withinMs;
      while (Date.now() < end) {
        const found = look(await state());
        if (found !== undefined) return found;
        await delay(250);
      }
      throw new Error(`did not see ${what} within ${withinMs} ms`);
    },
  };
}

async function jsonOf(response: Response): Promise<Json> {
  const body: unknown = await response.json();
  const json = isJson(body) ? body : {};
  if (!response.ok) throw new Error(textOf(json, "error") || `HTTP ${response.status}`);
  return json;
}
