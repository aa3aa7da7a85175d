import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { debugPod, proberContainer, proberName } from "../../src/adapters/kubernetes/debug-pod.ts";
import { leavesOut, tierResource } from "../../src/adapters/kubernetes/calico-tiers.ts";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { everyCapability } from "../../src/model/capabilities.ts";
import { loadWorkerConfig, variables } from "../../src/config.ts";
import { catalogue } from "../../src/probes/index.ts";
import { systemTools } from "../../scripts/system-tools.ts";
import { shippedRecipe } from "../lab/debug-root/recipe.ts";
import { readRules } from "../../src/access/rules-file.ts";
import { built, hasKubectl, one } from "./built.ts";
import { accessFile, allManifests, manifest, text, yamlFiles } from "./manifests.ts";

test("every file parses and opens with what it may do", () => {
  expect(allManifests().length).toBeGreaterThan(10);
  for (const path of [...yamlFiles(), "deploy/Dockerfile.app", "deploy/Dockerfile.prober"])
    expect(text(path).slice(0, 2), path).toBe("# ");
});

test("the example of rules reads, and both programs that decide by them have it where the settings say", () => {
  expect(readRules(text(accessFile), accessFile)).toHaveLength(2);
  const [path] = /\/etc\/netdiag\/access\/access\.yaml/.exec(text("deploy/base/settings.env")) ?? [];
  for (const name of ["netdiag-bot", "netdiag-worker"]) {
    const pod = JSON.stringify(manifest("Deployment", name).spec?.template?.spec);
    expect(pod, name).toContain('"configMap":{"name":"netdiag-access"}');
    expect(pod, name).toContain('"mountPath":"/etc/netdiag/access"');
  }
  expect(path).toBe("/etc/netdiag/access/access.yaml");
});

test("the reader may read exactly the kinds netdiag reads, only get and list, and config maps only by name", () => {
  const read = Object.values(kinds).flatMap(({ apis, resource }) =>
    apis.flatMap(({ group }) => [
      `${group}/${resource}`,
      ...(leavesOut({ group, resource }) ? [`${group}/${tierResource(resource)}`] : []),
    ]),
  );
  const rules = manifest("ClusterRole", "netdiag-reader").rules ?? [];
  const granted = rules.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`)),
  );
  expect(
    granted.sort(),
    "the ClusterRole netdiag-reader in deploy/base against src/adapters/kubernetes/kinds.ts",
  ).toEqual(read.sort());
  for (const rule of rules) {
    const isByName = rule.resources.includes("configmaps");
    expect(rule.verbs).toEqual(isByName ? ["get"] : ["get", "list"]);
    expect(rule.resourceNames).toEqual(
      isByName ? ["istio", "cilium-config", "coredns", "rke2-coredns-rke2-coredns"] : undefined,
    );
  }
});

describe.skipIf(!hasKubectl)("standing on nodes", () => {
  const granted = (folder: string): string[] =>
    (one(built(folder), "Role", "netdiag-prober").rules ?? [])
      .flatMap(({ apiGroups, resources, verbs }) =>
        resources.flatMap((resource) => verbs.map((verb) => `${apiGroups.join()}/${resource} ${verb}`)),
      )
      .sort();

  test.each(["base", "with-redis"])(
    "takes looking for pods and exec with the DaemonSet, no more: %s",
    (folder) => {
      expect(granted(folder)).toEqual(["/pods get", "/pods list", "/pods/exec create", "/pods/exec get"]);
    },
  );

  test("takes making and removing pods where they are made for each question, and there is no DaemonSet then", () => {
    expect(granted("on-demand")).toEqual([
      "/pods create",
      "/pods delete",
      "/pods get",
      "/pods list",
      "/pods/exec create",
      "/pods/exec get",
    ]);
    const objects = built("on-demand");
    expect(objects.filter(({ kind }) => kind === "DaemonSet")).toEqual([]);
    expect(one(objects, "ConfigMap", /^netdiag-[a-z0-9]{10}$/)).toMatchObject({
      data: {
        NETDIAG_PROBER: "on-demand",
        NETDIAG_PROBER_IMAGE: "netdiag-prober:0.1.0",
        NETDIAG_NAMESPACE: "netdiag-probers",
        REDIS_CA_FILE: "/etc/netdiag/queue/ca.crt",
      },
    });
  });

  test("debug pods are alone in their namespace, and it is the only one with more than restricted pods", () => {
    const objects = built("with-redis");
    for (const { kind, metadata } of objects.filter(({ spec }) => spec?.template !== undefined))
      expect(metadata?.namespace, `${kind} ${metadata?.name ?? ""}`).toBe(
        kind === "DaemonSet" ? "netdiag-probers" : "netdiag",
      );
    const enforced = objects
      .filter(({ kind }) => kind === "Namespace")
      .map(({ metadata }) => [metadata?.name, metadata?.labels?.["pod-security.kubernetes.io/enforce"]]);
    expect(Object.fromEntries(enforced)).toEqual({ netdiag: "restricted", "netdiag-probers": "privileged" });
    expect(one(objects, "RoleBinding", "netdiag-prober")).toMatchObject({
      metadata: { namespace: "netdiag-probers" },
      subjects: [{ kind: "ServiceAccount", name: "netdiag-worker", namespace: "netdiag" }],
    });
  });

  test("older API servers get no policy they do not know, and privileged debug pods", () => {
    const objects = built("with-redis", ["before-1.30"]);
    expect(objects.filter(({ kind }) => kind.startsWith("ValidatingAdmission"))).toEqual([]);
    expect(JSON.stringify(objects)).not.toMatch(/hostUsers|appArmorProfile/);
    const prober = one(objects, "DaemonSet", "netdiag-prober").spec?.template?.spec.containers[0];
    const made = Made.parse(debugPod({ ...anywhere, privileged: true })).spec.containers[0];
    expect(prober?.securityContext).toEqual(made?.securityContext);
  });
});

test("only the worker has rights in the cluster; bot and debug pods have not even a token", () => {
  const bindings = allManifests().filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind));
  expect(bindings.flatMap(({ subjects }) => subjects?.map(({ name }) => name))).toEqual([
    "netdiag-worker",
    "netdiag-worker",
    "netdiag-worker",
  ]);
  for (const [kind, name] of [
    ["Deployment", "netdiag-bot"],
    ["DaemonSet", "netdiag-prober"],
  ] as const)
    expect(manifest(kind, name).spec?.template?.spec.automountServiceAccountToken, name).toBe(false);
});

test("bot, worker and Redis run without privileges on a read-only file system", () => {
  for (const [kind, name] of [
    ["Deployment", "netdiag-bot"],
    ["Deployment", "netdiag-worker"],
    ["StatefulSet", "redis"],
  ] as const) {
    const pod = manifest(kind, name).spec?.template?.spec;
    expect(pod?.hostNetwork ?? pod?.hostPID, name).toBeUndefined();
    expect(pod?.securityContext, name).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(pod?.containers[0]?.securityContext, name).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  }
});

const anywhere = { namespace: "x", node: "y", image: "z", owner: "o" };
const Made = z.object({
  spec: z.object({ containers: z.array(z.object({ securityContext: z.unknown() })) }),
});

test("the debug pods stand in the node's namespaces and mount nothing of the node", () => {
  const pod = manifest("DaemonSet", "netdiag-prober").spec?.template?.spec;
  expect(pod).toMatchObject({ hostNetwork: true, hostPID: true });
  // A pod made for one question differs in nothing that gives rights.
  const made = Made.parse(debugPod(anywhere));
  expect(pod?.containers[0]?.securityContext).toEqual(made.spec.containers[0]?.securityContext);
  expect(pod?.containers[0]?.securityContext).toMatchObject({
    privileged: false,
    capabilities: { drop: ["ALL"], add: everyCapability },
  });
  expect(pod?.containers[0]?.name).toBe(proberContainer);
  expect(manifest("DaemonSet", proberName).spec?.template?.metadata?.labels).toMatchObject({
    "app.kubernetes.io/name": proberName,
  });
  expect(pod?.volumes?.filter((volume) => "hostPath" in volume)).toEqual([]);
});

describe("settings", () => {
  const settings = text("deploy/base/settings.env")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("="));
  const known = (program: string): Set<string> => new Set(Object.keys(variables[program] ?? {}));

  test("settings.env holds only variables that bot or worker read, and no secrets", () => {
    const either = new Set([...known("bot"), ...known("worker")]);
    for (const [name = ""] of settings) {
      expect(either, name).toContain(name);
      expect(name).not.toMatch(/TOKEN|SECRET|REDIS_URL|KEY/);
    }
  });

  test.each(["bot", "worker"])("the %s gets every variable it cannot do without", (program) => {
    const given = new Set([
      ...settings.map(([name]) => name),
      ...(manifest("Deployment", `netdiag-${program}`).spec?.template?.spec.containers[0]?.env ?? []).map(
        ({ name }) => name,
      ),
    ]);
    for (const [name, schema] of Object.entries(variables[program] ?? {}))
      if (!schema.safeParse(undefined).success) expect(given, name).toContain(name);
    for (const name of given) expect(new Set([...known("bot"), ...known("worker")])).toContain(name);
  });

  test("a worker has time to give back its diagnoses before it is killed", () => {
    const { NETDIAG_GRACE_SECONDS: grace } = loadWorkerConfig({
      SLACK_BOT_TOKEN: "xoxb-1",
      REDIS_URL: "redis://127.0.0.1",
      NETDIAG_JOB_KEY: "k".repeat(32),
    });
    const pod = manifest("Deployment", "netdiag-worker").spec?.template?.spec;
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(grace + 4 + 5 + 10);
  });
});

test("the debug image has every program the probes use", () => {
  const installed = new Set(shippedRecipe().packages);
  const packageOf = new Map<string, string>([
    ...systemTools.map(({ binary, debianPackage }) => [binary, debianPackage] as const),
    ["awk", "mawk"],
    ["ipvsadm", "ipvsadm"],
  ]);
  // Essential in Debian: no image is without them.
  const essential = new Set(["timeout", "cat", "sh"]);
  // Beside each probe's own: what their scripts and the session around them call.
  const programs = new Set([...catalogue.map(({ tool }) => tool), "awk", "nc", "timeout", "nsenter"]);
  const lacking = [...programs].filter(
    (tool) => !essential.has(tool) && !installed.has(packageOf.get(tool) ?? `nothing for ${tool}`),
  );
  expect(lacking).toEqual([]);
});

test("every image carries the version of the package", () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text("package.json")));
  const tags = [...text("deploy/base/kustomization.yaml").matchAll(/newTag: (\S+)/g)].map(([, tag]) => tag);
  expect(tags).toEqual([version, version]);
  expect(text("docker-compose.yml")).toContain(`image: netdiag:${version}\n`);
});

test("the compose file runs Redis so that no job is lost, and gives bot and worker no privileges", () => {
  const Compose = z.looseObject({
    services: z.record(z.string(), z.looseObject({ command: z.array(z.string()) })),
  });
  const { services } = Compose.parse(parse(text("docker-compose.yml"), { merge: true }));
  expect(Object.keys(services).sort()).toEqual(["bot", "redis", "worker"]);
  expect(services["redis"]?.command.join(" ")).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  for (const name of ["bot", "worker"])
    expect(services[name], name).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
});

test.skipIf(!hasKubectl).each(["base", "with-redis", "on-demand"])("kubectl builds %s", (folder) => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text("package.json")));
  const containers = (name: string): unknown =>
    one(built(folder), "Deployment", name).spec?.template?.spec.containers;
  expect(containers("netdiag-bot")).toMatchObject([{ image: `netdiag:${version}` }]);
  expect(containers("netdiag-worker")).toMatchObject([{ image: `netdiag:${version}` }]);
});

describe("bot and worker stay while nodes come and go", () => {
  test.each(["netdiag-bot", "netdiag-worker"])("%s", (name) => {
    const { spec } = manifest("Deployment", name);
    const pod = spec?.template?.spec;
    const label = { matchLabels: { "app.kubernetes.io/name": name } };
    expect(spec).toMatchObject({
      replicas: 2,
      selector: label,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
    expect(pod).toMatchObject({
      hostUsers: false,
      priorityClassName: "netdiag",
      topologySpreadConstraints: [{ topologyKey: "kubernetes.io/hostname", labelSelector: label }],
    });
    expect(manifest("PodDisruptionBudget", name).spec).toMatchObject({ maxUnavailable: 1, selector: label });
    // A busy process is not a dead one: a minute of silence, and not one slow answer, ends it.
    expect(pod?.containers[0]).toMatchObject({
      startupProbe: { httpGet: { path: "/livez" } },
      livenessProbe: {
        httpGet: { path: "/livez" },
        timeoutSeconds: 5,
        periodSeconds: 10,
        failureThreshold: 6,
      },
      resources: { requests: {}, limits: { memory: expect.stringMatching(/^\d+Mi$/) as string } },
    });
  });

  test("every priority that a pod names exists", () => {
    for (const { spec } of allManifests()) {
      const name = spec?.template?.spec["priorityClassName"];
      if (typeof name === "string") expect(manifest("PriorityClass", name)).toBeDefined();
    }
  });
});

describe("the page about running it", () => {
  const page = text("deploy/README.md");

  test("gives a reason for every Slack scope asked for, and for no other", () => {
    const Slack = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });
    const { bot } = Slack.parse(JSON.parse(text("deploy/slack/manifest.json"))).oauth_config.scopes;
    // Events have a table of their own below, which the test of the manifest reads.
    const [scopes = ""] = page.split("\n| event ");
    const explained = [...scopes.matchAll(/^\| `([a-z_]+(?::[a-z]+)?)` /gm)].map(([, scope]) => scope);
    expect(explained.sort()).toEqual(bot.sort());
  });
});
