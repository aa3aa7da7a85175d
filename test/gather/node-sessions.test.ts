import { expect, test } from "vitest";
import { look } from "../../src/gather/look.ts";
import { NodeSessions } from "../../src/gather/node-sessions.ts";
import type { NodeSession } from "../../src/ports.ts";
import { capture, captureReady } from "../../src/probes/capture/capture.ts";
import { icmpEcho } from "../../src/probes/senders/icmp-echo.ts";
import { links } from "../../src/probes/state/links.ts";

const place = { kind: "node", node: "node1" } as const;
const output = {
  argv: ["ip"],
  stdout: "[]",
  stderr: "",
  exitCode: 0,
  timedOut: false,
  truncated: false,
  durationMs: 1,
};

function sessionsThatSay(ran: string[]): NodeSessions {
  const answer = (batch: readonly { readonly command: { readonly argv: readonly string[] } }[]) => {
    ran.push(...batch.map(({ command }) => command.argv[0] ?? ""));
    return batch.map(() => output);
  };
  const session: NodeSession = {
    node: "node1",
    spent: { execs: 1, roundTrips: 1, bytes: 1 },
    run: (batch) => Promise.resolve(answer(batch)),
    openWindow: ({ captures, counters }) =>
      Promise.resolve({
        ended: () => Promise.resolve("none"),
        close: () => Promise.resolve({ captures: answer(captures), counters: answer(counters) }),
      }),
    close: () => Promise.resolve(),
  };
  return new NodeSessions({ open: () => Promise.resolve(session) });
}

const ping = (ip: string) => look(place, icmpEcho, { ip, count: 1, intervalMs: 10, waitMs: 100 });

test("a look that cannot be run with what a cluster said is told, and the others are run", async () => {
  const ran: string[] = [];
  const sessions = sessionsThatSay(ran);
  await sessions.run([ping("a.b.c.d"), look(place, links, undefined)], "standing");
  expect(ran).toEqual(["ip"]);
  expect(sessions.evidence).toMatchObject([
    {
      probe: "icmp-echo",
      notSeen: { detail: 'icmp-echo on node1 was not run: not an IP address: "a.b.c.d"' },
    },
    { probe: "links", output },
  ]);
});

test("a capture that cannot be run leaves the counters of its node", async () => {
  const ran: string[] = [];
  const sessions = sessionsThatSay(ran);
  const pairs = [{ source: "10.0.0.1", destination: "not an address", masqueraded: false }];
  const watch = look(place, capture, { pairs, neighbours: [], sourcePorts: { from: 1, to: 2 } });
  const window = await sessions.observe(
    new Map([
      ["node1", { captures: [{ ...watch, ready: captureReady }], counters: [look(place, links, undefined)] }],
    ]),
  );
  await window.close();
  expect(ran).toEqual(["ip"]);
  expect(sessions.evidence.map(({ probe }) => probe).sort()).toEqual(["capture", "links"]);
});
