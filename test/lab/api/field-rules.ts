/** Schemas of fields with the sentences of the real server (Kubernetes 1.36). */
import ipaddr from "ipaddr.js";
import { z } from "zod";

/** One of a few words: `Unsupported value: "Foo": supported values: "A", "B"`. */
export function oneOf(...values: readonly string[]): z.ZodType {
  const known = values.toSorted().map((value) => JSON.stringify(value));
  return z.string().refine((value) => values.includes(value), {
    message: `supported values: ${known.join(", ")}`,
    params: { unsupported: true },
  });
}

/** An address block as 1.36 takes it in a policy: in its usual form, nothing set behind its prefix. */
export const block = z.string().superRefine((text, context) => {
  const complain = (message: string): void => {
    context.addIssue({ code: "custom", message });
  };
  if (!ipaddr.isValidCIDR(text)) {
    complain("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    return;
  }
  const [address, prefix] = ipaddr.parseCIDR(text);
  const bytes = address.toByteArray();
  const behind = bytes.some((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8));
    return (byte & (0xff >> kept)) !== 0;
  });
  if (behind) complain("must not have bits set beyond the prefix length");
  else if (/^0\d|\.0\d/.test(text)) complain("must not have leading 0s");
});

export const portNumber = z
  .int()
  .min(1, "must be between 1 and 65535, inclusive")
  .max(65535, "must be between 1 and 65535, inclusive");

/** An object that a definition's `minProperties: 1` wants something in. */
export function notEmpty(path: string, schema: z.ZodType): z.ZodType {
  return schema.refine(
    (value) => typeof value !== "object" || value === null || Object.keys(value).length > 0,
    {
      message: `${path} in body should have at least 1 properties`,
    },
  );
}
