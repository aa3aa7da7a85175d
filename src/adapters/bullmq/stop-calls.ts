import { z } from "zod";
import { cancelChannel, cancelKey } from "./names.ts";
import type { RedisConnection } from "./connection.ts";

const StopCall = z.object({ id: z.string(), by: z.string() });
type StopCall = z.infer<typeof StopCall>;

export interface StopCalls {
  /** Who stopped this diagnosis, if anyone did. */
  stoppedBy(id: string): Promise<string | undefined>;
  close(): void;
}

/**
 * Listens for Stop. A call made while this process was not connected is not lost: the caller also wrote it down,
 * and `running` is looked through once a second and after every reconnect.
 */
export async function listenForStops(options: {
  readonly commands: RedisConnection;
  readonly prefix: string;
  readonly running: () => readonly string[];
  readonly onStop: (call: StopCall) => void;
  readonly onError: (error: Error) => void;
}): Promise<StopCalls> {
  const { commands, prefix, running, onStop, onError } = options;
  const stoppedBy = async (id: string): Promise<string | undefined> =>
    (await commands.get(cancelKey(prefix, id))) ?? undefined;

  const lookAround = async (): Promise<void> => {
    const ids = running();
    if (ids.length === 0) return;
    const found = await commands.mget(ids.map((id) => cancelKey(prefix, id)));
    ids.forEach((id, index) => {
      const by = found[index];
      if (typeof by === "string") onStop({ id, by });
    });
  };
  const lookAroundSafely = (): void => {
    lookAround().catch((error: unknown) => {
      onError(error instanceof Error ? error : new Error(String(error)));
    });
  };

  const ear = commands.duplicate();
  ear.on("error", onError);
  ear.on("ready", lookAroundSafely);
  ear.on("message", (_channel: string, text: string) => {
    const call = StopCall.safeParse(parsed(text));
    if (call.success) onStop(call.data);
  });
  await ear.subscribe(cancelChannel(prefix));
  const timer = setInterval(lookAroundSafely, 1000);

  return {
    stoppedBy,
    close: () => {
      clearInterval(timer);
      ear.disconnect();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
