/**
 * What is sealed can be read by whoever holds its token, which is in a link and nowhere else: the name under which it lies and the
 * key that opens it are both made from the token, and neither leads back to it.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const [cipher, ivBytes, tagBytes, keyBytes] = ["aes-256-gcm", 12, 16, 32] as const;

/** 256 bits in base64url, as `tokenOf` makes them: nothing else is looked for. */
export const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/**
 * Of one capture, always the same: so whoever goes on where another process died makes the same link. Cannot be made without the
 * key that signs jobs, which Redis has not.
 */
export function tokenOf(jobKey: string, id: string): string {
  return Buffer.from(hkdfSync("sha256", jobKey, "", `netdiag capture ${id}`, keyBytes)).toString("base64url");
}

/** Under which it lies. */
export function placeOf(token: string): string {
  return createHash("sha256").update(`netdiag capture place ${token}`).digest("hex");
}

export function seal(token: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyOf(token), iv);
  const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]);
}

/** Undefined when it was not sealed with this token, or was changed since. */
export function unseal(token: string, sealed: Buffer): Buffer | undefined {
  const tagEnds = ivBytes + tagBytes;
  if (sealed.length < tagEnds) return undefined;
  const opening = createDecipheriv(cipher, keyOf(token), sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  opening.setAuthTag(sealed.subarray(ivBytes, tagEnds));
  try {
    return Buffer.concat([opening.update(sealed.subarray(tagEnds)), opening.final()]);
  } catch {
    return undefined;
  }
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync("sha256", token, "", "netdiag capture key", keyBytes));
}
