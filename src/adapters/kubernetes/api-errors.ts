import { z } from "zod";

/** The API server's own words: a Status object. */
export const ApiStatus = z.looseObject({
  status: z.string().optional(),
  message: z.string().default(""),
  reason: z.string().default(""),
  code: z.number().optional(),
  details: z
    .looseObject({
      causes: z
        .array(z.looseObject({ reason: z.string().optional(), message: z.string().optional() }))
        .optional(),
    })
    .nullish(),
});
export type ApiStatus = z.infer<typeof ApiStatus>;

/** The text as a Status; when it is none (a proxy's page), its first words as the message. */
export function readStatus(text: string): ApiStatus {
  try {
    return ApiStatus.parse(JSON.parse(text));
  } catch {
    return { message: text.trim().slice(0, 200), reason: "" };
  }
}

/** The API server answered, with something else than success. */
export class ApiRefused extends Error {
  override readonly name = "ApiRefused";
  readonly code: number;
  readonly reason: string;
  constructor(code: number, status: ApiStatus) {
    super(status.message || `the API server answered ${code}`);
    this.code = code;
    this.reason = status.reason;
  }
}

/** Who we are could not be said to the API server: nothing was asked of it. */
export class CredentialsFailed extends Error {
  override readonly name = "CredentialsFailed";
  /** What a person can do about it. */
  readonly next: string;
  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

/** No answer: `timeout`, `network` (connection, TLS), or `stopped` by the caller. */
export class ApiSilent extends Error {
  override readonly name = "ApiSilent";
  readonly kind: "timeout" | "network" | "stopped";
  constructor(kind: ApiSilent["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}
