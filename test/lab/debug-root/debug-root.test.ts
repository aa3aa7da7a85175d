import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthyIncident } from "../clusters/incident.ts";
import { startLab, type Lab } from "../lab.ts";
import { describeOnLab, hasShippedTools } from "../network/on-lab.ts";
import { keyOf, shippedRecipe } from "./recipe.ts";

test("the Dockerfile installs the packages of the list, on the release that the root is made of", () => {
  const dockerfile = readFileSync(join(import.meta.dirname, "../../../deploy/Dockerfile.prober"), "utf8");
  const { release, packages } = shippedRecipe();
  expect(dockerfile).toContain(`FROM debian:${release}-slim\n`);
  expect(packages).toEqual(expect.arrayContaining(["iproute2", "nftables", "socat", "tcpdump"]));
  expect(packages).toEqual([...new Set(packages)].sort());
  // No package is named beside the list: image and root would differ.
  expect(dockerfile).not.toMatch(/install[^\n]*--no-install-recommends [a-z]/);
});

test("another release or another list is another root", () => {
  const recipe = { release: "trixie", packages: ["socat"] };
  const others = [
    { ...recipe, release: "forky" },
    { ...recipe, packages: ["socat", "tcpdump"] },
  ];
  expect(new Set([recipe, ...others].map(keyOf)).size).toBe(3);
});

/** What a shell in the debug pod of node1 prints. */
async function inDebugPod(lab: Lab, script: string): Promise<string> {
  const child = lab.network.spawnInDebugPod("node1", ["sh", "-c", script]);
  const printed: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => printed.push(chunk));
  child.stdin.end();
  await new Promise((resolve) => child.on("close", resolve));
  return Buffer.concat(printed).toString("utf8");
}

const osRelease = ". /etc/os-release; printf %s $VERSION_CODENAME";

describe.skipIf(!hasShippedTools)("debug pods with the shipped tools", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ cluster: healthyIncident });
  });
  afterAll(() => lab.stop());

  test("they run the image's release; the node and its agents keep this machine's", async () => {
    const here = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    expect(await inDebugPod(lab, osRelease)).toBe(shippedRecipe().release);
    expect((await lab.network.runOnNode("node1", ["sh", "-c", osRelease])).stdout).toBe(here);
  });

  test("they see the node's processes, its network and its settings", async () => {
    expect(
      await inDebugPod(lab, "cat /proc/1/comm; sysctl -n net.ipv4.ip_forward; ls /sys/class/net/ens3/mtu"),
    ).toBe("sleep\n1\n/sys/class/net/ens3/mtu\n");
    expect(await inDebugPod(lab, "ss -Hltnp 'sport = :10250'")).toContain('users:(("socat"');
    expect(await inDebugPod(lab, "nstat -az IpInReceives")).toContain("IpInReceives");
  });

  test("a pod that starts later is found by its container, and its network entered", async () => {
    lab.api.apply({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "late", namespace: "demo" },
      spec: { nodeName: "node1", containers: [{ name: "late", image: "x" }] },
    });
    await lab.api.settled();
    const pod = JSON.stringify(lab.api.get({ kind: "Pod", namespace: "demo", name: "late" }));
    const id = /containerd:\/\/(\w{64})/.exec(pod)?.[1] ?? "none";
    const ip = /"podIP":"([^"]+)"/.exec(pod)?.[1] ?? "none";
    const file = (await inDebugPod(lab, `grep -l ${id} /proc/[0-9]*/cgroup`)).trim();
    const pid = file.split("/")[2] ?? "";
    expect(await inDebugPod(lab, `nsenter -t ${pid} -n -- ip -o addr show eth0`)).toContain(`inet ${ip}/32`);
  });

  test("they may write to their memory, and nowhere else", async () => {
    expect(
      await inDebugPod(lab, "mktemp /tmp/x.XXX >/dev/null && mktemp /dev/shm/x.XXX >/dev/null && echo yes"),
    ).toBe("yes\n");
    expect(await inDebugPod(lab, "touch /root/x")).toContain("Read-only file system");
    expect((await lab.network.runOnNode("node1", ["sh", "-c", "ls /tmp /dev/shm"])).stdout).not.toContain(
      "x.",
    );
  });
});

describeOnLab("debug pods with this machine's tools", () => {
  test("they are the node, files and all", async () => {
    const lab = await startLab({ cluster: healthyIncident, debugTools: "host" });
    try {
      const here = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
      expect(await inDebugPod(lab, osRelease)).toBe(here);
    } finally {
      await lab.stop();
    }
  });
});
