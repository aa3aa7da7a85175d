/** What people type and paste, into a `Question`, one end of one, or a refusal that teaches. Pure. */
export { readCluster, readingIn } from "./cluster-words.ts";
export { describeQuestion, describeTarget } from "./describe.ts";
export { didYouMean } from "./did-you-mean.ts";
export { completeEnd, completeKept, parseKeeping, readKept, type KeptEnd } from "./kept-end.ts";
export { likelyForKept, likelyOthers } from "./likely.ts";
export { parseQuestion } from "./parse-question.ts";
export { suggestEnds, type Suggestion } from "./suggest.ts";
export type { Reading } from "./reading.ts";
export type { Refusal } from "./refusal.ts";
