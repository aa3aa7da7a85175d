import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { deployment, networkPolicy } from "../clusters/objects.ts";
import { Kubeconfigs } from "./kubeconfig.ts";
import { startLocalServer } from "./local-server.ts";
import { at } from "./object.ts";
import type { ApiServer } from "./server.ts";

const installed = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!installed)
  process.stderr.write(
    "SKIPPED test/lab/api/kubectl.test.ts: no kubectl on PATH (Debian: kubernetes-client)\n",
  );

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

describe.skipIf(!installed)("kubectl", () => {
  let server: ApiServer;
  let kubeconfigs: Kubeconfigs;
  beforeAll(async () => {
    server = await startLocalServer();
    kubeconfigs = new Kubeconfigs(server.url, "lab");
  });
  afterAll(async () => {
    kubeconfigs.close();
    await server.stop();
  });

  async function kubectl(
    argv: readonly string[],
    input = "",
    env: Record<string, string> = {},
  ): Promise<Ran> {
    const child = spawn("kubectl", argv, {
      env: { ...process.env, ...env, KUBECONFIG: kubeconfigs.pathFor("admin", "admin-token") },
    });
    child.stdin.end(input);
    const code = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { stdout, stderr, code: await code };
  }

  const policy = (port: number, field = "ports"): string =>
    stringify(
      networkPolicy({
        namespace: "shop",
        name: "web",
        spec: { podSelector: { matchLabels: { app: "web" } }, ingress: [{ [field]: [{ port }] }] },
      }),
    );

  test("get prints the pod with its node", async () => {
    const { stdout, code } = await kubectl(["get", "pods", "-A", "-o", "wide"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^shop +stranger +1\/1 +Running +0 +\S+ +10\.244\.1\.9 +node1 *$/m);
  });

  test("apply creates, then configures; what the schema does not know is refused", async () => {
    expect(await kubectl(["apply", "-f", "-"], policy(80))).toMatchObject({
      code: 0,
      stdout: "networkpolicy.networking.k8s.io/web created\n",
    });
    expect(await kubectl(["apply", "-f", "-"], policy(81))).toMatchObject({
      code: 0,
      stdout: "networkpolicy.networking.k8s.io/web configured\n",
    });
    const [stored] = server.store.ofKind("networking.k8s.io/v1", "NetworkPolicy", "shop");
    expect(at(stored, "spec.ingress")).toEqual([{ ports: [{ port: 81, protocol: "TCP" }] }]);
    const refused = await kubectl(["apply", "-f", "-"], policy(82, "portz"));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('unknown field "spec.ingress[0].portz"');
    expect((await kubectl(["delete", "networkpolicy", "-n", "shop", "web"])).code).toBe(0);
  });

  test("scale writes the number of replicas, and nothing else", async () => {
    const web = deployment({ namespace: "shop", name: "web", labels: { app: "web" }, image: "web:1" });
    server.store.create(web);
    expect((await kubectl(["scale", "-n", "shop", "deployment", "web", "--replicas=3"])).stderr).toBe("");
    const [stored] = server.store.ofKind("apps/v1", "Deployment", "shop");
    expect(at(stored, "spec.replicas")).toBe(3);
    expect(at(stored, "spec.template")).toEqual(at(web, "spec.template"));
    expect((await kubectl(["scale", "-n", "shop", "deployment", "nope", "--replicas=3"])).code).toBe(1);
  });

  // Older ones speak SPDY only; newer ones when told to.
  test.each([
    ["as it likes", {}],
    ["over SPDY", { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: "false" }],
  ])("exec %s gives both outputs and the exit code", async (_how, env) => {
    const script = "cat; echo err >&2; exit 3";
    const ran = await kubectl(
      ["exec", "-i", "-n", "shop", "stranger", "--", "sh", "-c", script],
      "hello\n",
      env,
    );
    expect([ran.stdout, ran.code]).toEqual(["hello\n", 3]);
    expect(ran.stderr).toContain("err\n");
  });

  test("exec over SPDY carries 3 MB whole", async () => {
    const argv = ["exec", "-n", "shop", "stranger", "--", "sh", "-c", "yes | head -c 3000000"];
    const ran = await kubectl(argv, "", { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: "false" });
    expect(ran.stdout).toBe("y\n".repeat(1_500_000));
  });
});
