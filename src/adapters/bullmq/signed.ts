/**
 * Jobs that are signed: whoever can write to Redis, but does not have the key, can neither make a job nor change one.
 * Reading them is not hidden; losing them is not prevented.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Where a job lies: what was signed for one place is nothing at another. */
export interface JobPlace {
  readonly queue: string;
  readonly id: string;
}

export const Signed = z.strictObject({
  /** What the job holds, as JSON text: the very bytes that were signed. */
  body: z.string(),
  /** When it was signed, milliseconds since 1970: an old copy put back is told by it. */
  at: z.number().int().nonnegative(),
  /** HMAC-SHA256 in hex. */
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A job's data as it lies in Redis. */
export type Signed = z.infer<typeof Signed>;

/** The job was not written by netdiag, was changed since, or lay longer than any job does. Never holds the job's words. */
export class NotSigned extends Error {
  override readonly name = "NotSigned";
  readonly why: "unsigned" | "forged" | "old";

  constructor(why: NotSigned["why"], message: string) {
    super(message);
    this.why = why;
  }
}

export interface Signer {
  sign(place: JobPlace, data: unknown): Signed;
  /** What was signed. Throws NotSigned. */
  open(place: JobPlace, signed: unknown): unknown;
}

/** Longer than a verdict may wait for Slack. */
const longestMs = 48 * 3600 * 1000;
/** What two processes take for the time may differ by this, also until they have asked. */
const clocksMs = 10 * 60 * 1000;

/**
 * @param keys the first one signs, all of them are taken: so a key is changed without a job being lost. Never empty.
 * @param now one clock for all who sign and open.
 */
export function createSigner(keys: readonly [string, ...string[]], now: () => number = Date.now): Signer {
  return {
    sign: (place, data) => {
      const body = JSON.stringify(data);
      const at = now();
      return { body, at, mac: macOf(keys[0], place, at, body) };
    },
    open: (place, signed) => {
      const read = Signed.safeParse(signed);
      if (!read.success)
        throw new NotSigned("unsigned", `job ${place.id} of queue ${place.queue} carries no signature`);
      const { body, at, mac } = read.data;
      const expected = Buffer.from(mac, "hex");
      if (!keys.some((key) => timingSafeEqual(Buffer.from(macOf(key, place, at, body), "hex"), expected)))
        throw new NotSigned(
          "forged",
          `the signature of job ${place.id} of queue ${place.queue} does not fit: somebody else wrote or changed it, or the programs have different keys (NETDIAG_JOB_KEY)`,
        );
      const ageMs = now() - at;
      if (ageMs > longestMs || ageMs < -clocksMs)
        throw new NotSigned(
          "old",
          `job ${place.id} of queue ${place.queue} was signed ${Math.round(ageMs / 60_000)} minutes ago: longer than any job lies there`,
        );
      const data: unknown = JSON.parse(body);
      return data;
    },
  };
}

/**
 * The keys that sign jobs, the one in use first: those of the settings, or else one made from the bot's token, which bots
 * and workers have and Redis has not. The token cannot be told from it.
 */
export function jobKeys(
  own: readonly [string, ...string[]] | undefined,
  botToken: string,
): readonly [string, ...string[]] {
  if (own !== undefined) return own;
  return [Buffer.from(hkdfSync("sha256", botToken, "", "netdiag jobs", 32)).toString("hex")];
}

/** Lengths go in front, so that no two jobs have the same bytes. */
function macOf(key: string, { queue, id }: JobPlace, at: number, body: string): string {
  const parts = ["netdiag job 1", queue, id, String(at), body];
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`);
  return hmac.digest("hex");
}
