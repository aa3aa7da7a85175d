/**
 * `security.istio.io/v1` PeerAuthentication into the normal form: with STRICT the destination's proxy refuses what
 * comes without mutual TLS. A policy for a workload goes before its namespace's, that before the mesh's; of two in one
 * scope only the older is read. Source: istio pilot authn, `ComposePeerAuthentication`.
 */
import type { ObjectRef } from "../../../model/kubernetes.ts";
import { lastPort, type PortMatch, type Rule, type Tier } from "../../normal-form.ts";
import { shapeProblem, type AdaptedPolicy } from "../../objects/objects.ts";
import type { Settings } from "../../objects/settings.ts";
import { PeerAuthenticationShape } from "./schema.ts";
import { istioSubject } from "./subject.ts";
import { checkSelectorFields } from "../label-selector.ts";
import { refuse, type Reading } from "../reading.ts";

function tierOf(ref: ObjectRef, forWorkload: boolean, rootNamespace: string): Tier {
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
  const anyone: Omit<Rule, "index"> = {
    action: "allow",
    peers: undefined,
    ports,
    ...(mode === "DISABLE" ? { plainText: true as const } : {}),
  };
  return mode === "STRICT"
    ? [{ action: "deny", peers: [{ type: "outside-mesh" }], ports }, anyone]
    : [anyone];
}

const modes = new Set(["UNSET", "DISABLE", "PERMISSIVE", "STRICT"]);

function checkModes(reading: Reading, mode: string | null | undefined, field: string): void {
  if (mode != null && !modes.has(mode))
    refuse(reading, field, `"${mode}" is none of ${[...modes].join(", ")}`);
}

export function adaptPeerAuthentication(
  object: unknown,
  ref: ObjectRef,
  { mesh: { rootNamespace } }: Settings,
): AdaptedPolicy {
  const read = PeerAuthenticationShape.safeParse(object);
  if (!read.success) return { ruleSets: [], problems: [shapeProblem(ref, read.error, object)] };
  const reading: Reading = { object: ref, problems: [] };
  const spec = read.data.spec ?? {};
  const labels = spec.selector?.matchLabels ?? {};
  const forWorkload = Object.keys(labels).length > 0;
  const byPort = Object.entries(spec.portLevelMtls ?? {});
  checkSelectorFields(reading, spec.selector, "spec.selector", ["matchLabels"]);
  checkModes(reading, spec.mtls?.mode, "spec.mtls.mode");
  for (const [port, { mode }] of byPort) {
    checkModes(reading, mode, `spec.portLevelMtls.${port}.mode`);
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > lastPort)
      refuse(reading, `spec.portLevelMtls.${port}`, `"${port}" is not a port number`);
  }
  if (byPort.length > 0 && !forWorkload)
    refuse(reading, "spec.portLevelMtls", "ports have modes of their own only beside a selector");
  if (reading.problems.length > 0) return { ruleSets: [], problems: reading.problems };
  if (forWorkload && ref.namespace === rootNamespace) {
    const says = "with a selector in the mesh's root namespace it is ignored by Istio";
    return {
      ruleSets: [],
      problems: [{ object: ref, field: "spec.selector", says, effect: "not-enforced" }],
    };
  }
  const wide = rulesFor(spec.mtls?.mode, undefined);
  const rules = [
    ...byPort.flatMap(([port, { mode }]) =>
      rulesFor(mode, [{ type: "range", protocol: "TCP", first: Number(port), last: Number(port) }]),
    ),
    ...wide,
    // A younger policy of the same scope is not asked either.
    ...(wide.length === 0 ? [{ action: "pass" as const, peers: undefined, ports: undefined }] : []),
  ].map((rule, index): Rule => ({ ...rule, index }));
  const created = Date.parse(read.data.metadata.creationTimestamp ?? "");
  return {
    ruleSets: [
      {
        object: ref,
        tier: tierOf(ref, forWorkload, rootNamespace),
        order: Number.isNaN(created) ? 0 : created,
        direction: "ingress",
        subject: istioSubject(ref, labels, rootNamespace),
        isolates: false,
        rules,
      },
    ],
    problems: [],
  };
}
