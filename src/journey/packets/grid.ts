/** The bisection grid: the same destination from other places, and other ways to the same place. */
export const gridViews = {
  service: "through the Service",
  elsewhere: "to the address that the name leads to",
  "source-node": "from the source's node",
  "target-node": "from the target's node",
  self: "from the target pod to its own address",
  loopback: "from the target pod to 127.0.0.1",
  more: "again, more of them",
} as const;

export type GridView = keyof typeof gridViews;

/** The `subject` of packets to an address that is translated: one set for all pairs behind it. */
export function sharedSubject({ ip, port }: { readonly ip: string; readonly port: number }): string {
  return `to ${ip} ${port}`;
}

/** The `subject` under which a flow's main packets, or one of its grid views, are kept as evidence. */
export function subjectOf(flowId: string, view?: GridView): string {
  return view === undefined ? flowId : `${flowId} ${view}`;
}
