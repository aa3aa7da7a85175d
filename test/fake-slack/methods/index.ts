import { chat } from "./chat.ts";
import { files } from "./files.ts";
import { lookups } from "./lookups.ts";
import type { Method } from "./method.ts";
import { views } from "./views.ts";

/** The part of the Web API that the app may call; anything else is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...chat, ...files, ...lookups, ...views }),
);
