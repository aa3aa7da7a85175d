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
export { diff, type Diff } from "./reach/diff.ts";
export { findEnd, portAt, type FoundEnds, type Lookup } from "./input/find-end.ts";
export { parseManifests, type ParsedManifests, type UnreadableText } from "./input/manifests.ts";
export { matrix, matrixCsv, matrixText, type Matrix, type MatrixGroup } from "./reach/matrix.ts";
export { expandWorkloads } from "./input/workloads.ts";
export type { Verdict } from "./verdict/decide.ts";
export type { PolicyEnd, PolicyFlow } from "./match/ends.ts";
export { evaluate } from "./verdict/evaluate.ts";
export { explain, type Direction, type Explanation, type RuleNamed } from "./explain/explain.ts";
export { toFix } from "./fix/fix.ts";
export type { MissKind } from "./explain/misses.ts";
export type { NearestMiss } from "./explain/nearest-miss.ts";
export type { KubernetesObject, Problem } from "./input/objects.ts";
export { openedBy } from "./fix/opened.ts";
export type { Owner } from "./fix/owner.ts";
export type { Change, Managed } from "./fix/choose.ts";
export { suggest, type Suggestion } from "./fix/suggest.ts";
