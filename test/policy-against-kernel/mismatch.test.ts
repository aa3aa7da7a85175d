/** That the comparison can fail: where the kernel does something else than the objects say, or the engine knows others. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { KubeObject } from "../lab/api/object.ts";
import { networkPolicy } from "../lab/clusters/objects.ts";
import { chainName, workloadInterface } from "../lab/network/felix/names.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { objectsOf } from "./engine.ts";
import { Stage } from "./play.ts";
import { disagreements, reportOf } from "./report.ts";

/** On node1 like the pod that is let in. */
const onlyFromApi = (port: number): KubeObject =>
  networkPolicy({
    namespace: "red",
    name: "only-from-api",
    spec: {
      podSelector: { matchLabels: { app: "web" } },
      policyTypes: ["Ingress"],
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: "api" } } }], ports: [{ protocol: "TCP", port }] },
      ],
    },
  });
const policy = onlyFromApi(8080);
const policyChain = chainName("cali-pi-", "knp/red/only-from-api");
const webChain = `cali-tw-${workloadInterface("red", "web")}`;

describeOnLab.each(["legacy", "nft"] as const)("engine and kernel that differ (%s)", (backend) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(backend);
  });
  afterAll(() => stage.close());
  // Felix writes its chains anew when they change.
  beforeEach(async () => {
    await stage.put([]);
    await stage.put([policy]);
  });

  const onNode1 = async (...argv: readonly string[]): Promise<string> => {
    const { stdout, stderr, exitCode } = await stage.lab.network.runOnNode("node1", argv);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    return stdout;
  };
  const found = async (objects = objectsOf(stage.lab)): Promise<string[]> =>
    disagreements(stage, await stage.play({ ports: [8080, 8081] }, objects));

  test("as long as nobody interferes they agree", async () => {
    expect(await found()).toEqual([]);
  });

  test("a rule that is gone from one node's chain is found, of its family alone", async () => {
    await onNode1("iptables", "-D", policyChain, "1");
    expect(await found()).toEqual([
      `red/api -> red/web TCP 8080 IPv4, ${backend}: the engine says allow, the kernel did not let it through`,
      `red/api -> red/web TCP 8080 IPv4 through its Service, ${backend}: the engine says allow, the kernel did not let it through`,
    ]);
  });

  test("a rule that nobody's policy made is found", async () => {
    await onNode1("ip6tables", "-I", webChain, "1", "-p", "udp", "--dport", "8081", "-j", "ACCEPT");
    const others = ["red/api", "red/db", "blue/web", "blue/client", "green/bare", "red/agent"];
    expect(await found()).toEqual(
      others.map(
        (other) =>
          `${other} -> red/web UDP 8081 IPv6, ${backend}: the engine says deny, the kernel let it through`,
      ),
    );
  });

  test("an address that is missing from a set is found", async () => {
    const members = (await onNode1("ipset", "save")).split("\n");
    const [, set = ""] = members.flatMap((line) => /^add (\S+) fd00:20::7004$/.exec(line) ?? []);
    await onNode1("ipset", "del", set, "fd00:20::7004");
    expect(await found()).toEqual([
      `red/api -> red/web TCP 8080 IPv6, ${backend}: the engine says allow, the kernel did not let it through`,
      `red/api -> red/web TCP 8080 IPv6 through its Service, ${backend}: the engine says allow, the kernel did not let it through`,
    ]);
  });

  test("an engine that is given another policy than the cluster has is found out, and told with the rules", async () => {
    const others = objectsOf(stage.lab).map((object) =>
      object.metadata.name === policy.metadata.name ? onlyFromApi(8081) : object,
    );
    const differences = await found(others);
    expect(differences).toContain(
      `red/api -> red/web TCP 8081 IPv4, ${backend}: the engine says allow, the kernel did not let it through`,
    );
    expect(differences).toContain(
      `red/api -> red/web TCP 8080 IPv6, ${backend}: the engine says deny, the kernel let it through`,
    );
    expect(differences).toHaveLength(6);
    const report = await reportOf(stage, [policy], await stage.play({ ports: [8080] }, others));
    expect(report).toContain(differences[0]);
    expect(report).toContain("name: only-from-api");
    expect(report).toContain(`-A ${webChain}`);
  });
});
