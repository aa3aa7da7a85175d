import type { Place } from "../../../src/model/place.ts";
import type { PlacedCommand } from "../../../src/ports.ts";
import type { Attempted } from "../../../src/adapters/kubernetes/exec-refusal.ts";
import { ExecSession } from "../../../src/adapters/kubernetes/session.ts";
import {
  defaultLimits,
  type SessionLimits,
  SessionWire,
} from "../../../src/adapters/kubernetes/session-wire.ts";
import type { FakeApi } from "./fake-api.ts";

export const node: Place = { kind: "node", node: "node1" };

export function pod(containerId: string): Place {
  return { kind: "pod", node: "node1", namespace: "test", pod: "productpage-6f5d", containerId };
}

/** A command as probes give it; two seconds and 64 KiB unless said otherwise. */
export function at(
  place: Place,
  argv: readonly [string, ...string[]],
  { timeoutMs = 2000, maxBytes = 65_536 }: { timeoutMs?: number; maxBytes?: number } = {},
): PlacedCommand {
  return { place, command: { argv, timeoutMs, maxBytes } };
}

/** A constant script with parameters. */
export function sh(text: string, ...parameters: string[]): [string, ...string[]] {
  return ["sh", "-c", text, "netdiag", ...parameters];
}

/** Opens a session through the fake API server. Throws CouldNotStand. */
export async function openSession(
  api: FakeApi,
  limits: Partial<SessionLimits> = {},
  signal?: AbortSignal,
): Promise<ExecSession> {
  const attempted: Attempted = {
    node: "node1",
    target: { namespace: "netdiag", pod: "prober-x", container: "prober" },
    api: api.connection.api,
    signal,
  };
  return new ExecSession(
    "node1",
    await SessionWire.open(api.connection, attempted, { ...defaultLimits, ...limits }),
  );
}
