/**
 * Which policies let a connection through, why not, and the smallest change that would. Pure: no input or output, plain
 * Kubernetes objects in, plain JSON out.
 *
 *     import { diff, explain, flowsOf, suggest } from "netdiag/policy";
 *
 *     // Any kinds, as `kubectl get -o json` gives them: lists, pods or the workloads that make them, namespaces,
 *     // nodes, Services, and policies of every API netdiag knows.
 *     const flow = { from: { pod: client }, to: { pod: web }, protocol: "TCP", port: 8080 };
 *     explain(objects, flow).sentence; // one sentence; .verdict, .walkthrough per direction
 *     suggest(objects, flow); // the smallest change, as patch and YAML, and what else it opens
 *     diff(objects, changedObjects).changes; // flows whose verdict changes, with the verdicts before and after
 *
 *     // By name; several pods behind a name are several flows.
 *     flowsOf(objects, { from: { type: "object", name: "client" }, to: { type: "ip", ip: "10.0.0.1" }, port: 80 });
 *
 * Ports are those of the pod, after any Service translation. Wherever objects are taken, so is what `compile` makes of
 * them: compile once for many questions. Nothing here throws: what could not be used stands in `problems` and
 * `notDecided` of the compiled model, text that is no object in `unreadable` of `parseManifests`.
 */
export { compile, toModel, whatIf, type PolicyModel } from "./compile.ts";
export { diff, type Diff } from "./reach/diff.ts";
export { diffText } from "./reach/show/diff-text.ts";
export type { FlowChange } from "./reach/flow-changes.ts";
export type { EndGroup } from "./reach/groups.ts";
export { flowsOf, type Asking } from "./question/flows.ts";
export { overBothFamilies } from "./question/families.ts";
export { parseManifestsFor, type ManifestFile } from "./manifests/scope.ts";
export { parseManifests, type ParsedManifests, type UnreadableText } from "./manifests/manifests.ts";
export { matrix, type Matrix } from "./reach/matrix.ts";
export type { Unread } from "./unread.ts";
export { matrixCsv } from "./reach/show/matrix-csv.ts";
export { matrixSvg } from "./reach/show/matrix-svg.ts";
export { matrixText } from "./reach/show/matrix-text.ts";
export type { AddressBlock } from "./reach/outsiders.ts";
export { expandWorkloads } from "./objects/workloads.ts";
export type { Verdict } from "./verdict/decide.ts";
export type { PolicyEnd, PolicyFlow } from "./match/ends.ts";
export { evaluate } from "./verdict/evaluate.ts";
export { explain, type Direction, type Explanation, type RuleNamed } from "./explain/explain.ts";
export { toFix } from "./fix/fix.ts";
export type { MissKind } from "./explain/misses.ts";
export type { NearestMiss } from "./explain/nearest-miss.ts";
export type { KubernetesObject, Problem } from "./objects/objects.ts";
export type { Owner } from "./fix/owner/marks.ts";
export type { Managed } from "./fix/candidate.ts";
export type { Change } from "./fix/choose.ts";
export { suggest, suggestTogether, type Suggestion } from "./fix/suggest.ts";
