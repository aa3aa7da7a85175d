import { z } from "zod";
import { CouldNotRead } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import { type Attempt, explainRead } from "./could-not-read.ts";
import { AnswerTooLarge } from "./transport.ts";

const Page = z.object({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

export type Page = z.infer<typeof Page>;

const pageSize = "500";
/** Where those of a page are too large together; so many of the largest that there are make one answer still. */
const smallPage = "20";
const mostItems = 100_000;
/** Pages without an item, one after the other: a server that filters a long list may answer a few. */
const mostEmptyPages = 100;

/** What to add to the query for one page. */
export type PageQuery = Readonly<Partial<Record<"limit" | "continue", string | undefined>>>;

/**
 * Every item of a list, each handed on as its page comes; undefined when `ask` says that there is no such list. Throws CouldNotRead,
 * and whatever `ask` and `take` throw but the 410 of a page that expired, and, once, that an answer is too large.
 * @param take sees every item. It may be called again for the first ones, after `start`.
 * @param first the page that goes before, when it was read already.
 */
export async function readPages(
  ask: (page: PageQuery) => Promise<unknown>,
  attempt: Attempt,
  { start, take }: { readonly start: () => void; readonly take: (item: unknown) => void },
  first?: Page,
): Promise<"read" | undefined> {
  start();
  for (const item of first?.items ?? []) take(item);
  let count = first?.items.length ?? 0;
  let token = first?.metadata?.continue;
  let limit = pageSize;
  let emptyPages = 0;
  while (count < mostItems) {
    let answer: unknown;
    try {
      answer = await ask({ limit, continue: token });
    } catch (error) {
      if (error instanceof AnswerTooLarge && limit !== smallPage) {
        limit = smallPage;
        continue;
      }
      if (error instanceof AnswerTooLarge) throw explainRead(error, attempt);
      // The rest of the list outlived the server's memory of it: once more, in one piece.
      if (!(error instanceof ApiRefused && error.code === 410)) throw error;
      const whole = await ask({}).catch((failed: unknown) => {
        throw failed instanceof AnswerTooLarge ? explainRead(failed, attempt) : failed;
      });
      if (whole === undefined) return undefined;
      start();
      for (const item of readPage(whole, attempt).items) take(item);
      return "read";
    }
    if (answer === undefined) return undefined;
    const { items: more, metadata } = readPage(answer, attempt);
    for (const item of more) take(item);
    count += more.length;
    token = metadata?.continue;
    if (!token) return "read";
    emptyPages = more.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages === mostEmptyPages) throw explainRead(new ApiRefused(200, endless), attempt);
  }
  throw new CouldNotRead(
    "failed",
    `there are more than ${mostItems} ${attempt.resource}`,
    "name a namespace in the question",
  );
}

const endless = { message: "the list goes on and on without an item", reason: "" };

/** Throws CouldNotRead when it is none. */
export function readPage(answer: unknown, attempt: Attempt): Page {
  const page = Page.safeParse(answer);
  if (page.success) return page.data;
  throw explainRead(new ApiRefused(200, { message: "the answer is no list", reason: "" }), attempt);
}
