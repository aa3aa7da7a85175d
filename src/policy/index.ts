/**
 * Which policies let a connection through, why not, and the smallest change that would. Pure: plain Kubernetes
 * objects in, plain data out.
 */
export { compile, whatIf, type PolicyModel } from "./compile.ts";
export type { Verdict } from "./decide.ts";
export type { PolicyEnd, PolicyFlow } from "./ends.ts";
export { evaluate } from "./evaluate.ts";
export { explain, type Direction, type Explanation, type RuleNamed } from "./explain.ts";
export { toFix } from "./fix.ts";
export type { MissKind } from "./misses.ts";
export type { NearestMiss } from "./nearest-miss.ts";
export type { KubernetesObject, Problem } from "./objects.ts";
export { openedBy } from "./opened.ts";
export type { Owner } from "./owner.ts";
export type { Change, Managed } from "./choose.ts";
export { suggest, type Suggestion } from "./suggest.ts";
