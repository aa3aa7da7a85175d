/** What is wrong with how the cluster is named is the asker's own affair: one line with the way out, never a stack trace. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { User } from "@kubernetes/client-node";
import { CredentialPlugin } from "../../src/adapters/kubernetes/credential-plugin.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { speakingOf } from "../../src/cli/language.ts";
import { why } from "../../src/cli/why.ts";
import { loadCliConfig } from "../../src/config.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-asker-"));
let server: Server;
let address = "";

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end(
      '{"kind":"Status","status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}',
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

let files = 0;
function written(text: string, mode = 0o600): string {
  const file = join(folder, `file-${++files}`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

function kubeconfig(change: {
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: string;
}) {
  return written(
    JSON.stringify({
      clusters: [{ name: "prod", cluster: { server: address, ...change.cluster } }],
      users: [{ name: "me", user: change.user ?? { token: "t" } }],
      contexts: [{ name: "prod", context: { cluster: "prod", user: "me" } }],
      "current-context": change.context ?? "prod",
    }),
  );
}

const plugin = (script: string): object => ({
  exec: {
    apiVersion: "client.authentication.k8s.io/v1",
    command: written(`#!/bin/sh\n${script}\n`, 0o700),
    args: ["get token"],
  },
});

/** The command without a process around it: its exit code and what it complained about. */
async function asked(words: readonly string[]) {
  const { values } = parseArgs({
    args: [...words],
    options: { kubeconfig: { type: "string" }, context: { type: "string" } },
  });
  const complaints: string[] = [];
  const terminal: Terminal = {
    colour: false,
    print(text) {
      throw new Error(`an answer: ${text}`);
    },
    note() {},
    complain: (text) => complaints.push(text),
  };
  const code = await why(
    { words: "a/b to c/d:80", json: false, quiet: true, speaking: speakingOf(undefined, {}), ...values },
    loadCliConfig({}),
    terminal,
    new AbortController().signal,
  );
  return { code, complaints };
}

/** The command as a shell runs it. */
async function ran(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const cli = join(import.meta.dirname, "..", "..", "src", "cli.ts");
  const child = execFile(process.execPath, ["--import", "tsx", cli, ...words], {
    env: { PATH: process.env["PATH"], HOME: folder, ...environment },
  });
  let complaints = "";
  child.stderr?.on("data", (text: string) => (complaints += text));
  await once(child, "close");
  return { code: child.exitCode, complaints };
}

const cases: readonly (readonly [string, number, () => readonly string[], RegExp])[] = [
  [
    "a file that does not exist",
    64,
    () => ["--kubeconfig", join(folder, "none")],
    /there is no kubeconfig \S+\/none\. Next: name one that exists/,
  ],
  ["an empty file", 64, () => ["--kubeconfig", written("")], /the kubeconfig \S+ is empty/],
  [
    "a file that is no YAML",
    64,
    () => ["--kubeconfig", written("{ not: [yaml")],
    /the kubeconfig \S+ does not read: .*\. Next: look at the file/,
  ],
  [
    "a context that it does not have",
    64,
    () => ["--kubeconfig", kubeconfig({}), "--context", "prdo"],
    /the kubeconfig has no context prdo\. Next: choose one, --context NAME or kubectl config use-context NAME, of: prod/,
  ],
  [
    "a certificate that is gone",
    64,
    () => ["--kubeconfig", kubeconfig({ user: { "client-certificate": "gone.pem" } })],
    /client-certificate of user me in the kubeconfig cannot be read: ENOENT.*\. Next: restore the file/,
  ],
  [
    "a plugin that is not installed",
    2,
    () => [
      "--kubeconfig",
      kubeconfig({
        user: { exec: { command: "kubelogin-x", args: ["get-token"], installHint: "get it\nat x.y" } },
      }),
    ],
    /credential plugin kubelogin-x cannot be started: spawn kubelogin-x ENOENT\. Next: get it at x\.y/,
  ],
  [
    "a plugin that fails",
    2,
    () => [
      "--kubeconfig",
      kubeconfig({ user: plugin("echo Traceback >&2; echo 'Token has expired' >&2; exit 255") }),
    ],
    /credential plugin \S+ failed \(255\): Token has expired\. Next: log in again, or run it by hand: \S+ 'get token'/,
  ],
  [
    "a plugin that prints something else",
    2,
    () => ["--kubeconfig", kubeconfig({ user: plugin("echo not json") })],
    /credential plugin \S+ printed no credentials/,
  ],
  [
    "credentials that are refused",
    2,
    () => ["--kubeconfig", kubeconfig({})],
    /does not accept netdiag's credentials \(401.*\. Next: renew the token/,
  ],
  [
    "an address where nothing listens",
    2,
    () => ["--kubeconfig", kubeconfig({ cluster: { server: "https://127.0.0.1:9" } })],
    /could not be reached to .*: nothing listens there \(connect ECONNREFUSED 127\.0\.0\.1:9\)\. Next: check the address/,
  ],
  [
    "an address that does not speak TLS",
    2,
    () => ["--kubeconfig", kubeconfig({ cluster: { server: address.replace("http", "https") } })],
    /could not be reached to .*: it does not speak TLS/,
  ],
];

test.each(cases)("%s", async (_what, code, words, says) => {
  const answer = await asked(words());
  expect(answer).toEqual({ code, complaints: [expect.stringMatching(says) as string] });
  expect(answer.complaints[0]).not.toContain("\n");
});

test("a plugin that waits for a person to log in is not waited for", async () => {
  const patient = new CredentialPlugin(300);
  const user = CredentialPlugin.instead<User>({
    name: "me",
    ...plugin("echo 'To sign in, open https://login.example' >&2; sleep 60"),
  });
  await expect(patient.ready(user)).rejects.toThrow(
    /gave nothing within 0 s: To sign in, open https:\/\/login\.example/,
  );
});

const patienceMs = 120_000;

test("a shell sees one line and an exit code, no stack trace", { timeout: patienceMs }, async () => {
  const broken = kubeconfig({ user: plugin("echo 'Token has expired' >&2; exit 255") });
  expect(await ran(["why", "a/b", "to", "c/d:80", "--quiet"], { KUBECONFIG: broken })).toEqual({
    code: 2,
    complaints: expect.stringMatching(
      /^I could not look: .* failed \(255\): Token has expired\. Next: .*\n$/,
    ) as string,
  });
  expect(await ran(["policy", "a/b", "to", "c/d:80"], {})).toEqual({
    code: 64,
    complaints: expect.stringMatching(
      /^I could not look: there is no kubeconfig: KUBECONFIG is not set, .*\n$/,
    ) as string,
  });
});
