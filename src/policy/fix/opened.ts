/** Flows that one model allows and another does not, each asked by itself. */
import type { Protocol } from "../../model/protocol.ts";
import type { PolicyModel } from "../compile.ts";
import type { PolicyEnd, PolicyFlow } from "../match/ends.ts";
import { evaluate } from "../verdict/evaluate.ts";

/** Flows among these ends and ports that are allowed after and were not before. */
export function openedBy(
  before: PolicyModel,
  after: PolicyModel,
  ends: readonly PolicyEnd[],
  ports: readonly { readonly protocol: Protocol; readonly port: number }[],
): PolicyFlow[] {
  return ends.flatMap((from) =>
    ends.flatMap((to) =>
      from === to
        ? []
        : ports
            .map(({ protocol, port }): PolicyFlow => ({ from, to, protocol, port }))
            .filter((flow) => evaluate(after, flow) === "allow" && evaluate(before, flow) !== "allow"),
    ),
  );
}
