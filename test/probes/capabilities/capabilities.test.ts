/**
 * Each probe runs in a debug pod with nothing but the capabilities it says it needs, and reads what it reads in a privileged
 * one; without any one of them it does not.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { connectCluster, type Connection } from "../../../src/adapters/kubernetes/connection.ts";
import { createNodeShell } from "../../../src/adapters/kubernetes/node-shell.ts";
import { everyCapability } from "../../../src/model/capabilities.ts";
import type { CommandOutput } from "../../../src/model/evidence.ts";
import type { Place } from "../../../src/model/place.ts";
import { needsOf, Unreadable } from "../../../src/model/probe.ts";
import { captureReady } from "../../../src/probes/capture/capture.ts";
import { traffic } from "../../../src/probes/capture/traffic.ts";
import { catalogue } from "../../../src/probes/index.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { startLab, type Lab } from "../../lab/lab.ts";
import { hasShippedTools } from "../../lab/network/on-lab.ts";
import { commandsOf } from "./commands.ts";

const every: readonly string[] = everyCapability;

test("the debug pods have no capability that no probe needs", () => {
  const needed = new Set<string>(catalogue.flatMap(needsOf));
  expect([...needed].sort()).toEqual(every);
});

test("every probe has a command here", () => {
  const around = { pod: "10.0.0.1", node: "10.0.0.2", otherNode: "10.0.0.3", dns: "10.0.0.4" };
  expect(Object.keys(commandsOf(around)).sort()).toEqual(catalogue.map(({ name }) => name).sort());
});

const LabPod = z.looseObject({
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.looseObject({ nodeName: z.string(), containers: z.array(z.looseObject({})) }),
  status: z.looseObject({
    podIP: z.string(),
    containerStatuses: z.array(z.looseObject({ containerID: z.string() })),
  }),
});

describe.skipIf(!hasShippedTools)("in a debug pod", { timeout: 60_000 }, () => {
  let lab: Lab;
  let connection: Connection;
  let places: Readonly<Record<"node" | "pod", Place>>;
  let commands: ReturnType<typeof commandsOf>;
  beforeAll(async () => {
    lab = await startLab({ cluster: healthyIncident, backend: "nft", podStartMs: 50 });
    connection = connectCluster({ kubeconfig: lab.kubeconfig() });
    const pod = (app: string): z.infer<typeof LabPod> =>
      LabPod.parse(lab.api.list("Pod", "test").find(({ metadata }) => metadata.labels?.["app"] === app));
    const client = pod("client");
    const node = client.spec.nodeName;
    const ipOf = new Map(healthyIncident.nodes.map(({ name, ip }) => [name, ip]));
    const other = [...ipOf].find(([name]) => name !== node)?.[1] ?? "";
    places = {
      node: { kind: "node", node },
      pod: {
        kind: "pod",
        node,
        namespace: "test",
        pod: client.metadata.name,
        containerId: client.status.containerStatuses[0]?.containerID ?? "",
      },
    };
    // Rules of iptables' old interface beside those over nftables, as a node has them that was moved from one to the other.
    await lab.network.runOnNode(node, ["iptables-legacy", "-A", "OUTPUT", "-d", other, "-j", "ACCEPT"]);
    commands = commandsOf({
      pod: pod("productpage").status.podIP,
      node: ipOf.get(node) ?? "",
      otherNode: other,
      dns: healthyIncident.clusterDNS,
    });
  }, 60_000);
  afterAll(() => lab.stop());

  const watches = (name: string): boolean => name === "capture" || name === "traffic";

  /** Runs a probe in a debug pod with these capabilities, or in a privileged one. */
  async function run(name: string, at: "node" | "pod", only?: readonly string[]): Promise<CommandOutput> {
    const place = places[at];
    const prober = lab.api
      .list("Pod", "netdiag-probers")
      .map((object) => LabPod.parse(object))
      .find(({ spec }) => spec.nodeName === place.node);
    const securityContext = only
      ? { privileged: false, capabilities: { drop: ["ALL"], add: only } }
      : { privileged: true };
    lab.api.patch(
      { kind: "Pod", namespace: "netdiag-probers", name: prober?.metadata.name ?? "" },
      { spec: { containers: prober?.spec.containers.map((one) => ({ ...one, securityContext })) ?? [] } },
    );
    const shell = createNodeShell(connection, {
      namespace: "netdiag-probers",
      provider: "daemonset",
      owner: "test",
    });
    try {
      const session = await shell.open(place.node);
      const command = (of: string) => commands[of] ?? expect.unreachable(`no command of ${of}`);
      const [output] = watches(name)
        ? await session
            .openWindow({
              captures: [{ place, command: command(name), ready: captureReady }],
              counters: [],
            })
            .then(async (window) => {
              await session.run([{ place, command: command("icmp-echo") }]);
              return (await window.close()).captures;
            })
        : await session.run([{ place, command: command(name) }]);
      return output ?? expect.unreachable("nothing came back");
    } finally {
      await shell.close();
    }
  }

  /** What was read, without numbers that change by themselves; or why nothing was. */
  function gist(name: string, output: CommandOutput): string {
    const probe = catalogue.find((one) => one.name === name);
    const said = output.stderr.replace(/^#.*|.*WARNING: any: .*\n.*promiscuous.*/gim, "");
    if (output.notSeen) return `not seen: ${output.notSeen.why}`;
    if (output.exitCode !== 0 && output.exitCode !== 1) return `exit ${output.exitCode ?? "none"}: ${said}`;
    // A counter's first look is no window yet.
    if (name.endsWith("-counters"))
      return /denied|not permitted|must be root/i.test(said) ? said : `counters, exit ${output.exitCode}`;
    try {
      const value = probe?.parse(output);
      // What the kernel forgets and learns between two looks.
      if (/^(addresses|routes-v6|neighbours|fdb|conntrack)$/.test(name)) return "read";
      if (name === "capture") return /ICMP echo request/.test(output.stdout) ? "packets" : "no packet";
      if (name === "traffic") return traffic.parse(output).packets.length > 0 ? "packets" : "no packet";
      const plain = (_key: string, held: unknown): unknown =>
        held instanceof Map ? [...held.entries()] : typeof held === "bigint" ? String(held) : held;
      return JSON.stringify(value, plain).replace(/\d+(?:\.\d+)?/g, "N");
    } catch (error) {
      if (error instanceof Unreadable) return `unreadable: ${error.message}`;
      throw error;
    }
  }

  const runs = catalogue.flatMap((probe) =>
    (["node", "pod"] as const)
      .filter((at) => probe.at === "both" || probe.at === at)
      .map((at) => [probe.name, at, at === "pod" ? needsOf(probe) : (probe.needs ?? [])] as const),
  );

  test.each(runs)("%s at a %s reads with %j what it reads when privileged", async (name, at, needs) => {
    expect(gist(name, await run(name, at, needs))).toBe(gist(name, await run(name, at)));
  });

  /** What cannot be shown where the kernel has no IPVS. */
  const notShown = new Set(["ipvs NET_ADMIN"]);
  test.each(
    catalogue.flatMap(({ name, at, needs = [] }) =>
      needs
        .filter((one) => one !== "KILL" && !notShown.has(`${name} ${one}`))
        .map((one) => [name, at === "pod" ? at : ("node" as const), one, needs] as const),
    ),
  )("%s at a %s does not read without %s", async (name, at, missing, needs) => {
    const less = needs.filter((one) => one !== missing);
    expect(gist(name, await run(name, at, less))).not.toBe(gist(name, await run(name, at)));
  });

  test("a capture ends with its window; without KILL its tcpdump, which is no longer root, would stay", async () => {
    const left = async (): Promise<string> =>
      (await lab.network.runOnNode(places.node.node, ["sh", "-c", "cat /proc/[0-9]*/comm | grep -c tcpdump"]))
        .stdout;
    await run("capture", "node", catalogue.find(({ name }) => name === "capture")?.needs);
    await expect.poll(left).toBe("0\n");
    await run("capture", "node", ["NET_RAW", "SETGID", "SETUID"]);
    expect(await left()).toBe("1\n");
    await lab.network.runOnNode(places.node.node, ["pkill", "tcpdump"]);
  });

  test("counters that could not be read are none that did not move", async () => {
    expect((await run("conntrack-counters", "node", [])).exitCode).not.toBe(0);
  });

  test("a pod whose process is hidden is one that could not be entered, not one that is gone", async () => {
    const output = await run("links", "pod", ["SYS_ADMIN"]);
    expect(output.notSeen).toMatchObject({
      why: "forbidden",
      next: expect.stringContaining("AppArmor") as string,
    });
    expect((await run("links", "pod", ["SYS_PTRACE"])).notSeen).toMatchObject({ why: "forbidden" });
  });
});
