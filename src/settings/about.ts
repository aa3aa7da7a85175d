/** What every setting says of itself, and forms that several have. */
import { z } from "zod";

const About = z.object({ purpose: z.string(), example: z.string() });
type About = z.infer<typeof About>;
export const about = (purpose: string, example: string): About => ({ purpose, example });

/** Purpose and example of a variable's schema. */
export function aboutVariable(schema: unknown): About {
  return About.parse(schema instanceof z.ZodType ? schema.meta() : undefined);
}

/** Separated by commas or blanks. */
export const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ""))
  .pipe(z.array(z.string()));
