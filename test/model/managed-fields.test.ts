/** Of what an API server notes of every write, who and when stays, and what was written does not. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ManagedFields } from "../../src/model/managed-fields.ts";

const Listed = z.object({
  items: z.array(
    z.looseObject({ metadata: z.looseObject({ name: z.string(), managedFields: z.unknown() }) }),
  ),
});

/** Objects of a real cluster: test/fixtures/real/README.md. */
function real(file: string, name: string): unknown {
  const path = join(import.meta.dirname, "../fixtures/real/objects", file);
  const { items } = Listed.parse(JSON.parse(readFileSync(path, "utf8")));
  return items.find(({ metadata }) => metadata.name === name)?.metadata.managedFields;
}

const at = "2026-11-28T10:05:00Z";

test("of a real node kubelet, controller manager and kubectl stay with their times; heartbeats stay without", () => {
  expect(ManagedFields.parse(real("nodes.json", "node1"))).toEqual([
    { manager: "kubelet", time: "2026-11-27T18:04:58Z", fields: ["metadata.annotations", "metadata.labels"] },
    { manager: "kube-controller-manager", time: "2026-11-27T18:05:56Z", fields: ["metadata.annotations"] },
    { manager: "kubectl-annotate", time: "2026-11-27T18:17:35Z", fields: ["metadata.annotations"] },
    { manager: "calico-node" },
    { manager: "kubelet" },
  ]);
});

test("of a real NetworkPolicy the fields of its rules come before its annotations", () => {
  expect(ManagedFields.parse(real("networkpolicies.json", "bot-and-worker-out"))).toEqual([
    {
      manager: "kubectl-client-side-apply",
      time: "2026-11-27T18:06:30Z",
      fields: ["spec.egress", "spec.podSelector", "spec.policyTypes", "metadata.annotations"],
    },
  ]);
});

test.each([
  ["argocd-controller", "Apply"],
  ["kustomize-controller", "Apply"],
  ["helm", "Update"],
])("%s is told with what it manages", (manager, operation) => {
  const fieldsV1 = {
    "f:metadata": { "f:labels": { "f:app": {} } },
    "f:spec": { "f:template": { "f:spec": {} } },
  };
  const sent = [{ manager, operation, apiVersion: "apps/v1", time: at, fieldsType: "FieldsV1", fieldsV1 }];
  expect(ManagedFields.parse(sent)).toEqual([
    { manager, time: at, fields: ["spec.template", "metadata.labels"] },
  ]);
});

test("keys that people choose, of labels and of data, and values in the keys of lists are dropped", () => {
  const secret = "hunter2";
  const fieldsV1 = {
    "f:data": { [`f:${secret}`]: {} },
    "f:metadata": { "f:annotations": { [`f:${secret}`]: {} } },
    "f:spec": { "f:ports": { [`k:{"name":"${secret}"}`]: {} }, [`f:${secret}/x`]: {}, [`v:"${secret}"`]: {} },
    [`f:${secret}\u001b[2J`]: {},
    [secret]: {},
  };
  const kept = ManagedFields.parse([{ manager: "kubectl", time: at, fieldsV1 }]);
  expect(kept).toEqual([
    { manager: "kubectl", time: at, fields: ["data", "spec.ports", "metadata.annotations"] },
  ]);
});

test("what was kept is kept the same when it is read again, and so is what older runs kept", () => {
  const kept = ManagedFields.parse(real("nodes.json", "node1"));
  expect(ManagedFields.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  expect(ManagedFields.parse([{ manager: "kubectl" }, { manager: "helm" }])).toEqual([
    { manager: "kubectl" },
    { manager: "helm" },
  ]);
});

test("of 5,000 writes the ten newest keep their time, and all of it is small", () => {
  const sent = Array.from({ length: 5000 }, (_, index) => ({
    manager: `manager-${index}`,
    time: new Date(Date.parse(at) + index * 1000).toISOString(),
    fieldsV1: Object.fromEntries(Array.from({ length: 100 }, (__, place) => [`f:field${place}`, {}])),
  }));
  const kept = ManagedFields.parse(sent) ?? [];
  expect(kept.filter(({ time }) => time !== undefined).map(({ manager }) => manager)).toEqual(
    sent.slice(-10).map(({ manager }) => manager),
  );
  expect(JSON.stringify(kept).length).toBeLessThan(6000);
});

test.each([
  ["no list", "kubectl"],
  ["nothing", null],
])("%s in their place is no reason to refuse the object", (_, sent) => {
  expect(ManagedFields.parse(sent) ?? undefined).toBeUndefined();
});

test("an entry that is none, a time that is none and a manager that is too long spoil no other", () => {
  expect(
    ManagedFields.parse([7, { manager: "a", time: "yesterday" }, { manager: "b".repeat(500), time: at }]),
  ).toEqual([{ manager: "a" }, { manager: "b".repeat(128), time: at }]);
});
