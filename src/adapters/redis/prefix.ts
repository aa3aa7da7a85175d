/** The braces are a Redis Cluster hash tag: all keys of netdiag live in one slot, beside the queue's. */
export const defaultPrefix = "{netdiag}";
