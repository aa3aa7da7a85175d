import type { CommandOutput, NotSeen } from "../../model/evidence.ts";
import type { PlacedCommand } from "../../ports.ts";
import type { SlotOutput } from "./session-answer.ts";
import { stderrLimit } from "./session-request.ts";

/** What the contract says of one command, from what the node said. */
export function commandOutput({ place, command }: PlacedCommand, slot: SlotOutput): CommandOutput {
  const truncated = slot.stdout.length > command.maxBytes;
  const timedOut = slot.state === "timed-out";
  const stderr = slot.stderr.toString("utf8", 0, stderrLimit);
  const output = {
    argv: [...command.argv],
    stdout: slot.stdout.toString(command.prints === "bytes" ? "base64" : "utf8", 0, command.maxBytes),
    stderr,
    exitCode: timedOut ? null : slot.code,
    timedOut,
    truncated,
    durationMs: slot.ms,
  };
  const notSeen = notSeenOf(place, slot, stderr);
  return notSeen ? { ...output, exitCode: null, stderr: stderr || notSeen.detail, notSeen } : output;
}

function notSeenOf(place: PlacedCommand["place"], slot: SlotOutput, stderr: string): NotSeen | undefined {
  if (slot.state === "late")
    return {
      why: "timed-out",
      detail: `the capture on ${place.node} was not ready in time: ${stderr.trim() || "it said nothing"}`,
      next: `on ${place.node}: tcpdump -nni any`,
    };
  if (place.kind === "node") return undefined;
  const pod = `${place.namespace}/${place.pod}`;
  if (slot.state === "no-pod")
    return {
      why: "no-pod",
      detail: `no process of ${pod} (container ${place.containerId.slice(0, 12) || "unknown"}) runs on ${place.node}`,
      next: `kubectl get pod ${place.pod} -n ${place.namespace} -o wide`,
    };
  // The wrapper's own words, not the command's: the namespace could not be entered.
  const refusal = slot.code === 1 && /^nsenter: (?!failed to execute)(.*)$/m.exec(stderr);
  if (!refusal) return undefined;
  const why = /No such (file|process)/.test(stderr)
    ? "no-pod"
    : /not permitted|denied/.test(stderr)
      ? "forbidden"
      : "failed";
  return {
    why,
    detail: `could not enter the network namespace of ${pod} on ${place.node}: ${refusal[1] ?? ""}`,
    next:
      why === "forbidden"
        ? "the debug pod needs hostPID, the capabilities of `netdiag probes`, and no SELinux or AppArmor profile in its way: deploy/README.md, NETDIAG_PROBER_PRIVILEGED"
        : `kubectl get pod ${place.pod} -n ${place.namespace} -o wide`,
  };
}
