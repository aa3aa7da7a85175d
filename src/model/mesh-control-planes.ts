/** Where a pod's proxy is told that its mesh's control plane is: `istiod.istio-system.svc:15012`, or `istiod-REVISION.…`. */
const host = /\bistiod(?:-[a-z0-9-]+)?\.[a-z0-9-]+\.svc\b/g;

/**
 * A pod's spec with the control planes that its proxies name among it. They stand in env and arguments, which are dropped as the
 * pod is read; a spec that was read before has them already.
 */
export function withControlPlanes(spec: unknown): unknown {
  if (typeof spec !== "object" || spec === null || "controlPlanes" in spec) return spec;
  const text = JSON.stringify(spec);
  if (!text.includes("istiod")) return spec;
  return { ...spec, controlPlanes: [...new Set(text.match(host) ?? [])] };
}
