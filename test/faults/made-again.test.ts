/** A pod is deleted only where somebody makes another. */
import { expect, test } from "vitest";
import { madeAgain } from "../../src/faults/made-again.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { Pod } from "../../src/model/kubernetes.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const podOf = (kind?: string) =>
  Pod.parse({
    metadata: {
      namespace: "shop",
      name: "db-0",
      ...(kind === undefined ? {} : { ownerReferences: [{ kind, name: "db", controller: true }] }),
    },
    spec: { containers: [] },
  });
const fixOf = (...pods: readonly Pod[]) =>
  madeAgain({ namespace: "shop", name: "db-0" }, { pods: [...pods] }, "so that it is wired anew");

test.each(["ReplicaSet", "StatefulSet", "DaemonSet"])("a pod of a %s is deleted: another comes", (kind) => {
  expect(fixOf(podOf(kind))).toMatchObject({
    summary: `recreate the pod, so that it is wired anew: ${kind} db makes another when it is deleted`,
    commands: ["kubectl -n shop delete pod db-0"],
  });
});

test.each([
  [undefined, /nobody owns it: once deleted it is gone/],
  ["Node", /a static pod of db/],
  ["Job", /belongs to Job db: .* what work of it is lost/],
])("a pod of %s is not told to be deleted", (kind, says) => {
  const { summary, commands } = fixOf(podOf(kind));
  expect(summary).toMatch(says);
  expect(commands).toEqual(["kubectl -n shop get pod db-0 -o yaml"]);
});

test("of a pod that was not read nobody knows whether another comes", () => {
  expect(fixOf().commands?.join()).not.toContain("delete");
});

test("Calico's agent writes the route to a pod again when it starts, and the pod stays", () => {
  const { fix } = conclude(loadEvidence("nd601-same-node"));
  expect(fix?.summary).toMatch(/^calico-node on node3 writes this route/);
  expect(fix?.commands?.at(-1)).toMatch(
    /^kubectl delete pods -A -l k8s-app=calico-node --field-selector spec\.nodeName=node3/,
  );
});

test("a route of somebody else for the pod alone is taken away where it was made", () => {
  const { fix } = conclude(loadEvidence("nd601-route-refuses"));
  expect(fix?.summary).toMatch(
    /^the route unreachable 10\.233\.75\.4\S* on node3 is for this pod alone and leads elsewhere/,
  );
  expect(fix?.commands?.join()).not.toContain("delete");
});
