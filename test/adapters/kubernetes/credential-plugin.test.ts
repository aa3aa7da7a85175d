import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-plugin-"));
let server: Server;
let accepted = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.headers.authorization === accepted ? 200 : 401);
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Gives token1, token2, … and keeps what it was told. */
function connection(name: string, expiry = "") {
  const log = join(folder, `${name}.log`);
  writeFileSync(log, "");
  const program = join(folder, name);
  writeFileSync(
    program,
    `#!/bin/sh
echo "$1 $REGION $KUBERNETES_EXEC_INFO" >>${log}
printf '{"kind":"ExecCredential","status":{"token":"token%s"${expiry}}}' "$(wc -l <${log})"
`,
  );
  chmodSync(program, 0o700);
  const kubeconfig = join(folder, `${name}.json`);
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    // From the kubeconfig's folder, wherever netdiag is started.
    command: `./${name}`,
    args: ["get-token"],
    env: [{ name: "REGION", value: "eu-1" }],
  };
  const port = (server.address() as AddressInfo).port;
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: "c", cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: "u", user: { exec } }],
      contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      "current-context": "x",
    }),
  );
  const started = () => readFileSync(log, "utf8").trimEnd().split("\n");
  return { api: connectCluster({ kubeconfig }).api, started };
}

test("it is started once for many requests, and told for what", async () => {
  accepted = "Bearer token1";
  const { api, started } = connection("once");
  await Promise.all(Array.from({ length: 20 }, () => api.send({ path: "/api" })));
  await api.send({ path: "/api" });
  expect(started()).toEqual([
    'get-token eu-1 {"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","spec":{"interactive":false}}',
  ]);
});

test("credentials that are no longer taken are asked for anew, once", async () => {
  accepted = "Bearer token2";
  const { api, started } = connection("renewed");
  await Promise.all(Array.from({ length: 20 }, () => api.send({ path: "/api" })));
  expect(started()).toHaveLength(2);
  accepted = "nothing";
  await expect(api.send({ path: "/api" })).rejects.toMatchObject({ code: 401 });
  expect(started()).toHaveLength(3);
});

test.each([
  ["later", new Date(Date.now() + 3_600_000).toISOString()],
  ["long ago, by this machine's clock", "2020-01-01T00:00:00Z"],
])("credentials that end %s are used", async (name, date) => {
  accepted = "Bearer token1";
  const { api, started } = connection(name.replaceAll(/\W/g, "-"), `,"expirationTimestamp":"${date}"`);
  await api.send({ path: "/api" });
  expect(started()).toHaveLength(1);
});
