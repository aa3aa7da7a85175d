/**
 * Keys in Redis. The braces are a Redis Cluster hash tag: every key of a diagnosis lives in one slot, which
 * BullMQ's scripts need; changing it later would orphan the jobs that wait.
 */
export const defaultPrefix = "{netdiag}";

export const queueName = "diagnosis";

/** Where Stop is called out to every worker. */
export function cancelChannel(prefix: string): string {
  return `${prefix}:cancel`;
}

/** Stop, written down: for workers that did not hear the call. Holds who stopped it. */
export function cancelKey(prefix: string, id: string): string {
  return `${prefix}:cancel:${id}`;
}

/** Held by the worker that removes a waiting job. */
export function removalKey(prefix: string, id: string): string {
  return `${prefix}:removal:${id}`;
}
