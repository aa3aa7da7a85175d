/**
 * `security.istio.io/v1` PeerAuthentication into the normal form: with STRICT the destination's proxy refuses what
 * comes without mutual TLS. A policy for a workload goes before its namespace's, that before the mesh's.
 */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { PortMatch, Rule, Tier } from "../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../input/objects.ts";
import { PeerAuthenticationShape } from "./istio-schema.ts";
import { istioSubject, rootNamespace } from "./istio-subject.ts";
import { refuse, type Reading } from "./reading.ts";

function tierOf(ref: ObjectRef, forWorkload: boolean): Tier {
  if (forWorkload) return { rank: 1, name: "mutual TLS of the workload", layer: "mutual-tls" };
  return ref.namespace === rootNamespace
    ? { rank: 3, name: "mutual TLS of the mesh", layer: "mutual-tls" }
    : { rank: 2, name: "mutual TLS of the namespace", layer: "mutual-tls" };
}

/** UNSET, or no mode: the next wider policy decides. */
function rulesFor(
  mode: string | null | undefined,
  ports: readonly PortMatch[] | undefined,
): Omit<Rule, "index">[] {
  if (mode !== "STRICT" && mode !== "PERMISSIVE" && mode !== "DISABLE") return [];
  const anyone: Omit<Rule, "index"> = { action: "allow", peers: undefined, ports };
  return mode === "STRICT"
    ? [{ action: "deny", peers: [{ type: "outside-mesh" }], ports }, anyone]
    : [anyone];
}

const modes = new Set(["UNSET", "DISABLE", "PERMISSIVE", "STRICT"]);

/** Two of one scope: the older holds. */
export function adaptPeerAuthentication(object: unknown, ref: ObjectRef): AdaptedPolicy {
  const read = PeerAuthenticationShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error)] };
  const reading: Reading = { object: ref, problems: [] };
  const spec = read.data.spec ?? {};
  const labels = spec.selector?.matchLabels ?? {};
  const byPort = Object.entries(spec.portLevelMtls ?? {});
  for (const mode of [spec.mtls?.mode, ...byPort.map(([, { mode: one }]) => one)])
    if (mode != null && !modes.has(mode))
      refuse(reading, "spec.mtls.mode", `"${mode}" is none of ${[...modes].join(", ")}`);
  const rules = [
    ...byPort.flatMap(([port, { mode }]) =>
      rulesFor(mode, [{ type: "range", protocol: "TCP", first: Number(port), last: Number(port) }]),
    ),
    ...rulesFor(spec.mtls?.mode, undefined),
  ].map((rule, index): Rule => ({ ...rule, index }));
  const created = Date.parse(read.data.metadata.creationTimestamp ?? "");
  return {
    ruleSets:
      reading.problems.length > 0 || rules.length === 0
        ? []
        : [
            {
              object: ref,
              tier: tierOf(ref, Object.keys(labels).length > 0),
              order: Number.isNaN(created) ? 0 : created,
              direction: "ingress",
              subject: istioSubject(ref, labels),
              isolates: false,
              rules,
            },
          ],
    problems: reading.problems,
  };
}
