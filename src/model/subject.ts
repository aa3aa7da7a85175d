import { z } from "zod";

/** What a question or an answer is about, as far as rules of who may ask tell it apart. */
export const Subject = z.union([
  z.object({ namespace: z.string() }),
  z.object({ node: z.string() }),
  /** A host or an address that is no pod's, node's or Service's of the cluster. */
  z.object({ outside: z.string() }),
]);
export type Subject = Readonly<z.infer<typeof Subject>>;
