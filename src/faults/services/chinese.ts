/** What the faults of this room say, in Chinese: README, "Add a translation". */
import { chinese as endpoints } from "./endpoints.chinese.ts";
import { chinese as onNodes } from "./on-nodes.chinese.ts";

export const chinese = { ...endpoints, ...onNodes } as const;
