import type { Json } from "../types.ts";
import type { Workspace } from "../workspace.ts";

export interface Surroundings {
  readonly workspace: Workspace;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
}

/** A Web API method: arguments in, answer out. Throws Refused for `ok: false`. */
export type Method = (args: Json, around: Surroundings) => Json;

export class Refused extends Error {
  readonly messages: readonly string[];
  constructor(error: string, messages: readonly string[] = []) {
    super(error);
    this.messages = messages;
  }
}
