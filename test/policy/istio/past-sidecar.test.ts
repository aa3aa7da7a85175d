/** Ports that Istio's annotations leave out of a sidecar are under no policy of the mesh. */
import { expect, test } from "vitest";
import { compile, evaluate, explain, type KubernetesObject } from "../../../src/policy/index.ts";
import { flow } from "../cluster.ts";
import { authenticate, authorize, bare, db, mesh, strict, web } from "./objects.ts";

const annotated = (annotations: Readonly<Record<string, string>>): typeof db => ({
  ...db,
  metadata: {
    ...db.metadata,
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([name, value]) => [`traffic.sidecar.istio.io/${name}`, value]),
    ),
  },
});
const guarded: readonly KubernetesObject[] = [
  authenticate(strict),
  authorize({ action: "DENY", rules: [{}] }),
];

function said(annotations: Readonly<Record<string, string>>, port: number): string {
  const target = annotated(annotations);
  const model = compile([...mesh, target, ...guarded]);
  return evaluate(model, { ...flow(bare, target), port });
}

test.each<[string, Readonly<Record<string, string>>, number, string]>([
  ["without an annotation every port is the sidecar's", {}, 8080, "deny"],
  ["a port left out is past the sidecar", { excludeInboundPorts: "9000, 8080" }, 8080, "allow"],
  ["its other ports are not", { excludeInboundPorts: "9000" }, 8080, "deny"],
  ["of the ports listed, none is past it", { includeInboundPorts: "8080,9000" }, 8080, "deny"],
  ["beside such a list every other port is", { includeInboundPorts: "9000" }, 8080, "allow"],
  ["an empty list leaves out everything", { includeInboundPorts: "" }, 8080, "allow"],
  [
    "beside a list of ports to redirect, those to leave out do not count",
    { includeInboundPorts: "8080", excludeInboundPorts: "8080" },
    8080,
    "deny",
  ],
  ["beside all ports they do", { includeInboundPorts: "*", excludeInboundPorts: "8080" }, 8080, "allow"],
  ["what is no port leaves out nothing", { excludeInboundPorts: "http" }, 8080, "deny"],
])("%s", (_, annotations, port, verdict) => {
  expect(said(annotations, port)).toBe(verdict);
});

test("the annotation is named", () => {
  const target = annotated({ excludeInboundPorts: "8080" });
  const { ingress } = explain([...mesh, target, ...guarded], { ...flow(bare, target), port: 8080 });
  expect(ingress.walkthrough.join("\n")).toContain(
    "past the sidecar by the pod's annotation traffic.sidecar.istio.io/excludeInboundPorts admits anyone on TCP 8080",
  );
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["in the mesh it sends mutual TLS", {}, "allow"],
  ["where it leaves ports out, it may not", { excludeOutboundPorts: "5432" }, "undecidable"],
  ["where it leaves addresses out, it may not", { includeOutboundIPRanges: "10.9.0.0/16" }, "undecidable"],
  ["where all addresses are redirected, it does", { includeOutboundIPRanges: "*" }, "allow"],
])("a sender against STRICT: %s", (_, annotations, verdict) => {
  const sender = annotated(annotations);
  const { ingress } = explain([...mesh, sender, authenticate(strict)], flow(sender, web));
  expect(ingress.verdict).toBe(verdict);
  if (verdict === "undecidable") expect(ingress.walkthrough.at(-1)).toContain("out of its sidecar");
});
