import { z } from "zod";
import { CouldNotRead } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import { type Attempt, explainRead } from "./could-not-read.ts";

const Page = z.object({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

export type Page = z.infer<typeof Page>;

const pageSize = "500";
const maxPages = 200;

/** What to add to the query for one page. */
export type PageQuery = Readonly<Partial<Record<"limit" | "continue", string | undefined>>>;

/**
 * Every item of a list, undefined when `ask` says that there is no such list. Throws CouldNotRead, and whatever `ask`
 * throws but the 410 of a page that expired.
 * @param first the page that goes before, when it was read already.
 */
export async function readPages(
  ask: (page: PageQuery) => Promise<unknown>,
  attempt: Attempt,
  first?: Page,
): Promise<unknown[] | undefined> {
  const items: unknown[] = [...(first?.items ?? [])];
  let token = first?.metadata?.continue;
  for (let page = 0; page < maxPages; page++) {
    let answer: unknown;
    try {
      answer = await ask({ limit: pageSize, continue: token });
    } catch (error) {
      // The rest of the list outlived the server's memory of it: once more, in one piece.
      if (!(error instanceof ApiRefused && error.code === 410)) throw error;
      const whole = await ask({});
      return whole === undefined ? undefined : readPage(whole, attempt).items;
    }
    if (answer === undefined) return undefined;
    const { items: more, metadata } = readPage(answer, attempt);
    items.push(...more);
    token = metadata?.continue;
    if (!token) return items;
  }
  throw new CouldNotRead(
    "failed",
    `there are more than ${maxPages * Number(pageSize)} ${attempt.resource}`,
    "name a namespace in the question",
  );
}

/** Throws CouldNotRead when it is none. */
export function readPage(answer: unknown, attempt: Attempt): Page {
  const page = Page.safeParse(answer);
  if (page.success) return page.data;
  throw explainRead(new ApiRefused(200, { message: "the answer is no list", reason: "" }), attempt);
}
