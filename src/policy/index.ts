/**
 * Which policies let a connection through, why not, and the smallest change that would. Pure: plain Kubernetes
 * objects in, plain data out.
 *
 *     import { compile, diff, explain, suggest } from "netdiag/policy";
 *     const model = compile(objects); // any kinds, as JSON; never throws: see model.problems
 *     const flow = { from: { pod: client }, to: { pod: web }, protocol: "TCP", port: 8080 };
 *     explain(model, flow).sentence; // one sentence; .verdict, .walkthrough per direction
 *     suggest(model, flow); // the smallest permit, as YAML and patch, and what else it opens
 *     diff(objects, changedObjects).opened; // flows that a change opens and closes
 *
 * Ports are those of the pod, after any Service translation. A model is compiled once for many questions. Manifests that
 * hold workloads instead of pods go through `expandWorkloads` first, text through `parseManifests`.
 */
export { compile, toModel, whatIf, type PolicyModel } from "./compile.ts";
export { diff, type Diff } from "./diff.ts";
export { findEnd, portAt, type FoundEnds, type Lookup } from "./find-end.ts";
export { parseManifests, type ParsedManifests, type UnreadableText } from "./manifests.ts";
export { matrix, matrixCsv, matrixText, type Matrix, type MatrixGroup } from "./matrix.ts";
export { expandWorkloads } from "./workloads.ts";
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
