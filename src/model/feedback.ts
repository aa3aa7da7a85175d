import { z } from "zod";

/** What one who reads an answer says of it. `helped`: right, and it was of use. */
export const Opinion = z.enum(["right", "wrong", "helped"]);
export type Opinion = z.infer<typeof Opinion>;

export const Feedback = z.object({
  says: Opinion,
  /** ISO 8601. */
  at: z.string(),
});
export type Feedback = z.infer<typeof Feedback>;

/** What became of it: kept, in place of what the same person said before; or not, for so many have said something. */
export type Rated = { readonly kept: true; readonly before?: Opinion } | { readonly kept: false };
