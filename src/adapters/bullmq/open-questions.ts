import type { Asked, OpenQuestions } from "../../ports.ts";
import { createLine } from "./line.ts";
import type { Queues } from "./queues.ts";
import { Unanswered } from "./unanswered.ts";

/** Of those that wait, so many are looked at. */
const lookedAt = 200;

/** Every question that is open, in this process or any other. */
export function createOpenQuestions(queues: Queues): OpenQuestions {
  const unanswered = new Unanswered(queues);
  const line = createLine(queues);
  return {
    now: async () => {
      const [open, waiting] = await Promise.all([unanswered.open(), line.waiting(lookedAt)]);
      const asked = waiting.filter(({ origins }) => !origins.some(({ watch }) => watch !== undefined));
      const places = new Map(waiting.map(({ id, place }) => [id, place]));
      return {
        questions: open.filter(isAsked).map((asked) => {
          const place = places.get(asked.id);
          return place === undefined ? asked : { ...asked, place };
        }),
        waiting: { count: asked.length, orMore: waiting.length >= lookedAt },
      };
    },
  };
}

/** A look of a watch is no question of a person. */
function isAsked({ origin }: Asked): boolean {
  return origin.watch === undefined;
}
