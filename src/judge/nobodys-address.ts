/** An address that was typed, of which the API knows no owner: it may be that of something deleted. */
import type { Question } from "../model/question.ts";
import type { FlowReport } from "../model/report.ts";

/** A note; empty where the address belongs to something, or answers. */
export function nobodysAddress({ to }: Question, flows: readonly FlowReport[]): readonly string[] {
  if (to.type !== "ip") return [];
  const { ip } = to;
  const stranger = flows.some(
    ({ flow, reached }) =>
      reached === "no" &&
      flow.to.type === "external" &&
      flow.to.host === undefined &&
      flow.to.ips.includes(ip),
  );
  return stranger
    ? [
        `no Service, pod or node that I found has ${ip}: it is an address outside the cluster, or of something that is gone`,
      ]
    : [];
}
