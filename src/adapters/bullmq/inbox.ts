import { setTimeout as delay } from "node:timers/promises";
import { Queue } from "bullmq";
import { QueueDown, type Delivery, type Inbox } from "../../ports.ts";
import { readAsked, readAskedOfAnother, writeAsked } from "./job-data.ts";
import type { RedisConnection } from "./connection.ts";
import { addAgain, closeMs, type Queues } from "./queues.ts";
import { NotOurs, unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";
import { finished, workStep, type StepSettings } from "./step-worker.ts";

/** How long it is tried to deal with something while Slack does not answer, milliseconds. */
const patienceMs = 6 * 3600_000;

export interface InboxSettings {
  /** A connection on which commands fail at once while Redis is away. Ended by `close`. */
  readonly redis: RedisConnection;
  readonly queues: Queues;
  /** How long a call may take before Redis counts as down, milliseconds. Slack waits three seconds in all. */
  readonly budgetMs?: number;
}

/**
 * Writes down what came in. Every call answers within the budget: with Redis down it throws QueueDown at once instead
 * of queueing in memory, and works again by itself when Redis is back.
 */
export function createInbox({
  redis,
  queues,
  budgetMs = 1000,
}: InboxSettings): Inbox & { readonly close: () => Promise<void> } {
  const { custody, onError, prefix, signer, traced } = queues;
  let queue: Queue | undefined;

  // BullMQ reads the server's version once, when the queue object is made; if that fails the object never recovers.
  // So it is made when the connection stands, and made again if the first look failed.
  const ready = async (): Promise<Queue> => {
    if (redis.status !== "ready") await connected(redis, budgetMs);
    if (!queue) {
      const made = new Queue("asked", { connection: redis, prefix, ...traced });
      made.on("error", onError);
      await made.waitUntilReady();
      queue = made;
    }
    return queue;
  };

  return {
    write: async (delivery: Delivery) => {
      const data = signer.sign({ queue: "asked", id: delivery.key }, writeAsked(delivery));
      const options = { ...finished, jobId: delivery.key, timestamp: queues.now() };
      await inBudget(
        ready().then((jobs) => jobs.add("asked", data, options)),
        budgetMs,
      );
      custody.hold("asked", delivery.key, async () => {
        await addAgain(queues, "asked", data, options);
      });
    },
    close: async () => {
      if (redis.status === "ready")
        await Promise.race([queue?.close(), delay(closeMs, undefined, { ref: false })]);
      redis.disconnect();
    },
  };
}

/** A delivery as it lies in the queue, and why it cannot be dealt with. */
type Lying = Delivery & { readonly not?: NotSigned | NotOurs };

/** Deals with what was written down, in whichever process it came in. */
export async function workInbox({
  knows,
  onNotBelieved,
  ...settings
}: Omit<StepSettings<Delivery>, "step" | "read" | "instead" | "attempts" | "patienceMs"> & {
  /** Whether it can be dealt with here; what only a newer version has an entry for is left for that one. */
  readonly knows: (delivery: Delivery) => boolean;
  /** Of what is not signed, as after a change of the key: nothing it says may be acted on. */
  readonly onNotBelieved: (claimed: Delivery) => Promise<void>;
}): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  return workStep<Lying>({
    ...settings,
    run: (lying) => {
      if (lying.not instanceof NotSigned) return onNotBelieved(lying);
      return lying.not ? settings.onGivenUp(lying, lying.not) : settings.run(lying);
    },
    onGivenUp: (lying, why) => (lying.not ? Promise.resolve() : settings.onGivenUp(lying, why)),
    step: "asked",
    read: (data) => {
      const delivery = readAsked(data);
      if (!knows(delivery)) throw new Error(`nothing here takes what came in by ${delivery.entry}`);
      return delivery;
    },
    instead: (data, not) => {
      const claimed = unverified(data, not instanceof NotOurs ? readAskedOfAnother : readAsked);
      return claimed && { ...claimed, not };
    },
    attempts: 8,
    patienceMs,
  });
}

function down(cause: unknown): QueueDown {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new QueueDown(`The diagnosis queue does not answer (Redis: ${why}). Try again in a minute.`, {
    cause,
  });
}

async function inBudget<T>(work: Promise<T>, budgetMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${budgetMs} ms`));
    }, budgetMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof QueueDown ? error : down(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for a connection that is being made, no longer than the budget. */
async function connected(redis: RedisConnection, budgetMs: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      redis.off("ready", onReady);
      redis.off("error", settle);
      if (error) reject(error);
      else resolve();
    };
    const onReady = (): void => {
      settle();
    };
    const timer = setTimeout(() => {
      settle(new Error(`no connection within ${budgetMs} ms`));
    }, budgetMs);
    redis.on("ready", onReady);
    redis.on("error", settle);
  });
}
