import type { Flow } from "./flow.ts";
import type { PolicySaying } from "./report.ts";
import type { Step } from "./step.ts";

/** What the thread shows while a diagnosis runs, in the order it happens. */
export type Progress =
  | { readonly stage: "resolving" }
  | { readonly stage: "resolved"; readonly flows: readonly Flow[]; readonly policy: PolicySaying | undefined }
  | { readonly stage: "looking"; readonly nodes: readonly string[] }
  | { readonly stage: "probing"; readonly flows: number; readonly packets: number }
  | { readonly stage: "step"; readonly flowId: string; readonly step: Step };
