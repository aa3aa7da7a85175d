/** What people type, into a `Question` or a refusal that teaches. Pure. */
export { describeQuestion, describeTarget } from "./describe.ts";
export { didYouMean } from "./did-you-mean.ts";
export { parseQuestion, type Parsed } from "./parse-question.ts";
export type { Refusal } from "./refusal.ts";
