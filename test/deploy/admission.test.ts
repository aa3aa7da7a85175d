/** The admission policies of deploy/, their expressions evaluated, against pods that netdiag makes and altered ones. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { debugPod } from "../../src/adapters/kubernetes/debug-pod.ts";
import { everyCapability } from "../../src/model/capabilities.ts";
import { built, hasKubectl, one } from "./built.ts";
import { Policy, refusals } from "./cel.ts";
import { text } from "./manifests.ts";

const namespace = "netdiag-probers";
const worker = "system:serviceaccount:netdiag:netdiag-worker";

type Fields = Record<string, unknown>;
const Pod = z.looseObject({
  spec: z.looseObject({ containers: z.tuple([z.looseObject({ securityContext: z.looseObject({}) })]) }),
});
type Pod = z.infer<typeof Pod>;

/** What API server and service account admission add to every pod. */
function stored(pod: unknown): Pod {
  const read = Pod.parse(structuredClone(pod));
  const [container] = read.spec.containers;
  return {
    ...read,
    spec: {
      serviceAccountName: "default",
      serviceAccount: "default",
      securityContext: {},
      schedulerName: "default-scheduler",
      preemptionPolicy: "PreemptLowerPriority",
      ...read.spec,
      containers: [
        {
          terminationMessagePath: "/dev/termination-log",
          terminationMessagePolicy: "File",
          imagePullPolicy: "IfNotPresent",
          ...container,
        },
      ],
    },
  };
}

describe.skipIf(!hasKubectl)("the namespace of the debug pods", () => {
  const objects = hasKubectl ? built("with-redis") : [];
  const policyOf = (name: string, from = objects): Policy =>
    Policy.parse(one(from, "ValidatingAdmissionPolicy", name));
  const paramsOf = (from = objects) => one(from, "ConfigMap", "netdiag-prober-admission");
  const image = "netdiag-prober:0.1.0";
  const create = (object: unknown, from = objects, user = worker): readonly string[] =>
    refusals(policyOf("netdiag-debug-pods", from), {
      namespace,
      operation: "CREATE",
      resource: "pods",
      user,
      object,
      params: paramsOf(from),
    }) ?? expect.unreachable("the policy does not match");
  const made = (privileged = false): Pod =>
    stored(debugPod({ namespace, node: "node1", image, owner: "worker-1", privileged }));
  const ofDaemonSet = (from = objects): Pod => {
    const template = one(from, "DaemonSet", "netdiag-prober").spec?.template;
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } };
    return stored({ ...template, spec: { ...template?.spec, affinity, priority: 10_000_000 } });
  };

  test("takes the DaemonSet's pods and those made for a question", () => {
    expect(create(ofDaemonSet())).toEqual([]);
    expect(create(made())).toEqual([]);
  });

  test("takes privileged ones only where the component says so, and others there too", () => {
    expect(create(made(true))).toEqual([expect.stringContaining("is not privileged")]);
    const privileged = built("with-redis", ["privileged"]);
    expect(create(made(true), privileged)).toEqual([]);
    expect(create(ofDaemonSet(privileged), privileged)).toEqual([]);
    expect(create(made(), privileged)).toEqual([]);
  });

  const spec = (change: Fields) => (pod: Pod) => ({ ...pod, spec: { ...pod.spec, ...change } });
  const container = (change: Fields) => (pod: Pod) =>
    spec({ containers: [{ ...pod.spec.containers[0], ...change }] })(pod);
  const security = (change: Fields) => (pod: Pod) =>
    container({ securityContext: { ...pod.spec.containers[0].securityContext, ...change } })(pod);
  const other = { name: "other", image, command: ["sleep", "300"] };
  const hostPath = { name: "tmp", hostPath: { path: "/" } };
  const token = { name: "tmp", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } };
  test.each<[string, RegExp, (pod: Pod) => unknown]>([
    ["another image", /runs the image netdiag-prober:0\.1\.0 and no other/, container({ image: "busybox" })],
    ["the same image by another tag", /runs the image/, container({ image: "netdiag-prober:latest" })],
    [
      "a second container",
      /one container/,
      (pod) => spec({ containers: [...pod.spec.containers, other] })(pod),
    ],
    ["an init container", /one container/, spec({ initContainers: [other] })],
    ["an ephemeral container", /one container/, spec({ ephemeralContainers: [other] })],
    ["a container of another name", /one container/, container({ name: "shell" })],
    ["another command", /sleeps/, container({ command: ["sh", "-c", "id"] })],
    ["a sleep of its own", /sleeps/, container({ command: ["sleep", "1"] })],
    ["the image's command", /sleeps/, container({ command: undefined })],
    ["more arguments", /sleeps/, container({ args: ["x"] })],
    ["an environment", /sleeps/, container({ env: [{ name: "LD_PRELOAD", value: "/x" }] })],
    ["an environment from a Secret", /sleeps/, container({ envFrom: [{ secretRef: { name: "x" } }] })],
    ["a hook", /sleeps/, container({ lifecycle: { postStart: { exec: { command: ["id"] } } } })],
    ["a probe that runs a command", /sleeps/, container({ livenessProbe: { exec: { command: ["id"] } } })],
    ["a port of the node", /sleeps/, container({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    ["a device", /sleeps/, container({ volumeDevices: [{ name: "tmp", devicePath: "/dev/sda" }] })],
    ["a claimed device", /sleeps/, spec({ resourceClaims: [{ name: "gpu" }] })],
    ["a token", /no token/, spec({ automountServiceAccountToken: true })],
    ["a token by default", /no token/, spec({ automountServiceAccountToken: undefined })],
    ["another account", /no token/, spec({ serviceAccountName: "cluster-admin" })],
    ["a network of its own", /in the node's network/, spec({ hostNetwork: false })],
    ["processes of its own", /in the node's network/, spec({ hostPID: undefined })],
    ["the node's shared memory", /in the node's network/, spec({ hostIPC: true })],
    ["the node's files", /mounts nothing/, spec({ volumes: [hostPath] })],
    ["a token as a volume", /mounts nothing/, spec({ volumes: [token] })],
    ["another volume", /mounts nothing/, spec({ volumes: [{ name: "more", emptyDir: {} }] })],
    [
      "a mount elsewhere",
      /mounts nothing/,
      container({ volumeMounts: [{ name: "tmp", mountPath: "/usr" }] }),
    ],
    ["every right", /is not privileged/, security({ privileged: true })],
    [
      "one capability more",
      /is not privileged/,
      security({ capabilities: { drop: ["ALL"], add: [...everyCapability, "SYS_MODULE"] } }),
    ],
    [
      "the runtime's capabilities as well",
      /is not privileged/,
      security({ capabilities: { add: ["NET_ADMIN"] } }),
    ],
    ["no word on capabilities", /is not privileged/, security({ capabilities: undefined })],
    ["no word on rights", /is not privileged/, container({ securityContext: undefined })],
    ["files that can be written", /is not privileged/, security({ readOnlyRootFilesystem: false })],
  ])("refuses a pod with %s", (_what, says, alter) => {
    for (const pod of [made(), ofDaemonSet()]) {
      // Undefined fields are absent, as in JSON.
      const altered: unknown = JSON.parse(JSON.stringify(alter(pod)));
      expect(create(altered)).toEqual([expect.stringMatching(says)]);
      expect(create(altered, objects, "kubernetes-admin")).toEqual([expect.stringMatching(says)]);
    }
  });

  test("lets a pod be labelled later, and not be given another image", () => {
    const update = (object: unknown) =>
      refusals(policyOf("netdiag-debug-pods"), {
        namespace,
        operation: "UPDATE",
        resource: "pods",
        object,
        params: paramsOf(),
      });
    expect(update({ ...made(), metadata: { labels: { seen: "yes" } } })).toEqual([]);
    expect(update(container({ image: "busybox" })(made()))).toHaveLength(1);
  });

  test("is the only one the policies look at", () => {
    for (const [name, operation, resource] of [
      ["netdiag-debug-pods", "CREATE", "pods"],
      ["netdiag-into-debug-pods", "CONNECT", "pods/exec"],
    ] as const)
      expect(
        refusals(policyOf(name), { namespace: "shop", operation, resource, object: {} }),
      ).toBeUndefined();
  });

  const enter = (
    resource: string,
    user: string,
    object: unknown = { container: "prober", command: ["sh"] },
    params: unknown = paramsOf(),
  ) =>
    refusals(policyOf("netdiag-into-debug-pods"), {
      namespace,
      operation: resource === "pods/ephemeralcontainers" ? "UPDATE" : "CONNECT",
      resource,
      user,
      groups: ["system:authenticated", "netdiag-operators"],
      object,
      params,
    });

  test("lets the worker in by exec, and nobody else by anything", () => {
    expect(
      enter("pods/exec", worker, { stdin: true, stdout: true, stderr: true, container: "prober" }),
    ).toEqual([]);
    for (const user of [
      "kubernetes-admin",
      "system:serviceaccount:netdiag:netdiag-bot",
      "system:serviceaccount:netdiag-probers:netdiag-worker",
    ])
      expect(enter("pods/exec", user), user).toEqual([expect.stringContaining("only netdiag's worker")]);
    for (const resource of ["pods/attach", "pods/portforward", "pods/proxy", "pods/ephemeralcontainers"])
      expect(enter(resource, worker), resource).toEqual([expect.stringContaining("only netdiag's worker")]);
  });

  test("lets the command line of one group in, by exec alone, where the ConfigMap names it", () => {
    const naming = (group: string) => ({ data: { group } });
    expect(enter("pods/exec", "mei", undefined, naming("netdiag-operators"))).toEqual([]);
    expect(enter("pods/exec", "mei", undefined, naming("others"))).toHaveLength(1);
    expect(enter("pods/exec", "mei", undefined, naming(""))).toHaveLength(1);
    expect(enter("pods/attach", "mei", undefined, naming("netdiag-operators"))).toHaveLength(1);
  });

  test("lets not even the worker have a terminal, or another container", () => {
    expect(enter("pods/exec", worker, { container: "prober", tty: true })).toHaveLength(1);
    expect(enter("pods/exec", worker, { container: "debugger" })).toHaveLength(1);
    expect(enter("pods/exec", worker, {})).toHaveLength(1);
  });

  test("every policy is bound, refuses, and writes an audit annotation", () => {
    const policies = objects.filter(({ kind }) => kind === "ValidatingAdmissionPolicy");
    expect(policies).toHaveLength(2);
    for (const { metadata } of policies) {
      const { spec: binding } = one(objects, "ValidatingAdmissionPolicyBinding", metadata?.name ?? "");
      expect(binding).toMatchObject({
        policyName: metadata?.name,
        validationActions: ["Deny", "Audit"],
        paramRef: { name: "netdiag-prober-admission", namespace, parameterNotFoundAction: "Deny" },
      });
    }
  });

  test("the capabilities of the policy are those of the probes", () => {
    expect(text("deploy/base/admission.yaml")).toContain(
      `capability in [${everyCapability.map((name) => `'${name}'`).join(", ")}]`,
    );
  });

  test("the image is pinned in one place", () => {
    const settings = one(objects, "ConfigMap", /^netdiag-[a-z0-9]{10}$/);
    expect(settings).toMatchObject({ data: { NETDIAG_PROBER_IMAGE: image } });
    expect(paramsOf()).toMatchObject({ data: { image } });
    expect(ofDaemonSet().spec.containers[0]).toMatchObject({ image });
  });
});
