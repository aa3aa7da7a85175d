import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { CaptureFiles, OpenedCapture } from "../../captures/doors.ts";
import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";
import { placeOf, seal, tokenForm, unseal } from "./sealed.ts";

/** Of one capture, packed: bytes. A hundred of them fit into the memory that Redis has here beside everything else. */
export const mostPacked = 2 * 1024 * 1024;

/** What is larger unpacked was not written by netdiag: bytes. */
const mostUnpacked = 64 * 1024 * 1024;

/** Length of `nc-0a1b2c3d4e5f`, which stands before the file. */
const idLength = 15;

/** The files of captures, packed and sealed, in Redis. Whoever reads this Redis reads how large they are, and nothing else. */
export function createCaptureFiles(redis: RedisConnection, prefix = defaultPrefix): CaptureFiles {
  const at = (token: string): string => `${prefix}:capture-file:${placeOf(token)}`;
  return {
    keep: async (token, { id, file }, forMs) => {
      const packed = await promisify(gzip)(file);
      if (packed.length > mostPacked) return false;
      await redis.set(at(token), seal(token, Buffer.concat([Buffer.from(id), packed])), "PX", forMs);
      return true;
    },
    isKept: async (token) => (await redis.exists(at(token))) === 1,
    open: async (token): Promise<OpenedCapture | undefined> => {
      if (!tokenForm.test(token)) return undefined;
      const sealed = await redis.getBuffer(at(token));
      const plain = sealed === null ? undefined : unseal(token, sealed);
      if (!plain) return undefined;
      const file = await promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(
        plain.subarray(idLength),
        { maxOutputLength: mostUnpacked },
      );
      return { id: plain.subarray(0, idLength).toString(), file };
    },
  };
}
