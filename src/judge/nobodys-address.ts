/** An address that was typed, of which the API knows no owner: it may be that of something deleted. */
import type { Question } from "../model/question.ts";
import type { NotRead } from "../model/snapshot.ts";
import type { FlowReport } from "../model/report.ts";

/** A note; empty where the address belongs to something, or answers. */
export function nobodysAddress(
  { to }: Question,
  flows: readonly FlowReport[],
  notRead: readonly NotRead[],
): readonly string[] {
  if (to.type !== "ip") return [];
  const { ip } = to;
  const stranger = flows.some(
    ({ flow, reached }) =>
      reached === "no" &&
      flow.to.type === "external" &&
      flow.to.host === undefined &&
      flow.to.ips.includes(ip),
  );
  if (!stranger) return [];
  const unread = notRead.flatMap(({ ownerOf, what }) => (ownerOf === ip ? [what] : []));
  return unread.length > 0
    ? [
        `whose ${ip} is cannot be told: ${unread.join(" and ")} could not be read, and it may be the address of one of them`,
      ]
    : [
        `no Service, pod or node that I found has ${ip}: it is an address outside the cluster, or of something that is gone`,
      ];
}
