import { gunzipSync, gzipSync } from "node:zlib";
import type { CaptureEnds } from "../../captures/doors.ts";
import { keptSeconds } from "../../captures/keys.ts";
import { CaptureEnd } from "../../model/capture-asked.ts";
import type { Ledger } from "../../ports.ts";
import { seal, unseal } from "./sealed.ts";

/** More than the story of any capture, unpacked: bytes. */
const mostUnpacked = 16 * 1024 * 1024;

/** In the ledger, sealed as their files are: addresses of who talked with whom are nobody else's. */
export function createCaptureEnds(ledger: Ledger, tokenOf: (id: string) => string): CaptureEnds {
  const key = (id: string): string => `capture:${id}:ended`;
  const of = async (id: string): Promise<CaptureEnd | undefined> => {
    const noted = await ledger.get(key(id));
    const packed = noted === undefined ? undefined : unseal(tokenOf(id), Buffer.from(noted, "base64"));
    if (!packed) return undefined;
    return CaptureEnd.parse(JSON.parse(gunzipSync(packed, { maxOutputLength: mostUnpacked }).toString()));
  };
  return {
    of,
    note: async (id, end) => {
      const sealed = seal(tokenOf(id), gzipSync(JSON.stringify(end))).toString("base64");
      if (await ledger.setIfAbsent(key(id), sealed, keptSeconds)) return end;
      return (await of(id)) ?? end;
    },
  };
}
