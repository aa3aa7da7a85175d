/**
 * Secrets that somebody keeps where netdiag reads, and every way by which what was read leaves it: none of them goes out.
 * The objects come from an API server, what nodes print from commands that run through an exec, jobs and evidence go through Redis.
 * Values of labels are kept: selectors and policies mean them, and Kubernetes says that they are no place for secrets.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAudit } from "../../src/adapters/audit/audit.ts";
import { createCluster } from "../../src/adapters/kubernetes/cluster.ts";
import { createNodeShell } from "../../src/adapters/kubernetes/node-shell.ts";
import { createLog } from "../../src/adapters/log/log.ts";
import { createEvidenceStore } from "../../src/adapters/redis/evidence-store.ts";
import { createHistory } from "../../src/adapters/redis/history.ts";
import { readWords } from "../../src/adapters/slack/read-words.ts";
import { answer } from "../../src/answer.ts";
import { speakingOf } from "../../src/cli/language.ts";
import { why } from "../../src/cli/why.ts";
import { loadCliConfig } from "../../src/config.ts";
import { diagnose } from "../../src/diagnose.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Report } from "../../src/model/report.ts";
import type { Ending } from "../../src/ports.ts";
import { parseKeeping, parseQuestion } from "../../src/question/index.ts";
import { renderBundle, renderEvidence } from "../../src/report/evidence.ts";
import { renderPicture } from "../../src/report/picture.ts";
import { renderJson } from "../../src/report/redact.ts";
import { renderFix, renderThread } from "../../src/report/slack/thread.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { renderWhyNot } from "../../src/report/slack/why-not.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openWorld } from "../adapters/bullmq/world.ts";
import { type FakeApi, startFakeApi } from "../adapters/kubernetes/fake-api.ts";
import { FakeNodes } from "../adapters/kubernetes/fake-nodes.ts";

import { anyRedis, redisMissing } from "../redis.ts";
import { corefile, lists, places, planted, printed, tools } from "./planted.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED test/planted: ${missing}\n`);

/** Every key of a Redis, unpacked where it is packed. */
async function everythingIn(redis: Redis): Promise<string> {
  const texts = (await redis.keys("*")).map(async (key) => {
    const type = await redis.type(key);
    if (type === "hash") return JSON.stringify(await redis.hgetall(key));
    if (type === "zset") return JSON.stringify(await redis.zrange(key, 0, -1));
    if (type === "list") return JSON.stringify(await redis.lrange(key, 0, -1));
    if (type === "stream") return JSON.stringify(await redis.xrange(key, "-", "+"));
    if (type !== "string") return key;
    const bytes = await redis.getBuffer(key);
    return bytes?.[0] === 0x1f ? gunzipSync(bytes).toString() : String(bytes);
  });
  const all = (await Promise.all(texts)).join("\n");
  const packed = [...all.matchAll(/H4sI[A-Za-z0-9+/=]{20,}/g)];
  return [all, ...packed.map(([text]) => gunzipSync(Buffer.from(text, "base64")).toString())].join("\n");
}

describe.skipIf(missing !== undefined)(
  "what somebody keeps where netdiag reads",
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "netdiag-planted-"));
    const out = new Map<string, string>();
    let api: FakeApi;
    let redis: Awaited<ReturnType<typeof anyRedis>>;
    let ran: { readonly bundle: Bundle; readonly report: Report };

    beforeAll(async () => {
      [api, redis] = await Promise.all([startFakeApi(), anyRedis()]);
      const nodes = new FakeNodes();
      nodes.daemonSetPod("node1");
      api.routes = (asked) => {
        if (asked.path.includes("/namespaces/netdiag/")) return nodes.answer(asked);
        if (asked.path.endsWith("/configmaps/coredns"))
          return {
            code: 200,
            body: {
              apiVersion: "v1",
              kind: "ConfigMap",
              metadata: { name: "coredns", namespace: "kube-system" },
              data: { Corefile: corefile, other: planted("configmap") },
            },
          };
        const [, kind = "", name] =
          /\/(pods|services|endpointslices|networkpolicies|namespaces)(?:\/([^/]+))?$/.exec(asked.path) ?? [];
        const all = lists[kind];
        if (!all) return nodes.answer(asked);
        if (asked.path.includes("/kube-system/")) return { code: 200, body: { items: [] } };
        if (name === undefined) return { code: 200, body: { metadata: {}, items: all } };
        const one = all.find((object) => (object as { metadata: { name: string } }).metadata.name === name);
        return one && { code: 200, body: one };
      };
      for (const tool of tools) {
        const file = join(folder, tool);
        writeFileSync(
          file,
          `#!/bin/sh\ncat <<'EOF'\n${printed}\nEOF\necho 'refused: token=${planted("stderr")}' >&2\n`,
        );
        chmodSync(file, 0o755);
      }
      api.exec = { env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` } };

      const words = `shop/client to shop/web:80`;
      const parsed = parseQuestion(words);
      if (!("question" in parsed)) throw new Error("no question");
      const question = {
        ...parsed.question,
        text: `${words} curl -H 'Authorization: Bearer ${planted("pasted")}'`,
      };
      const logged: string[] = [];
      const log = createLog(
        { program: "worker", level: "debug" },
        { write: (line: string) => void logged.push(line) },
      );
      const auditFile = join(folder, "audit.jsonl");
      const audit = createAudit(auditFile);
      const shell = createNodeShell(api.connection, {
        namespace: "netdiag",
        provider: "daemonset",
        privileged: true,
        owner: "w",
        audit,
      });
      const world = openWorld(redis.url, "planted");
      const client = new Redis(redis.url);
      try {
        const store = createEvidenceStore(client, 600, "planted");
        let kept: typeof ran | undefined;
        const ending: Ending = await answer(
          { id: "nd-planted", question, signal: new AbortController().signal },
          {
            diagnose: async (asked, options) => {
              kept = await diagnose(
                asked,
                { cluster: createCluster(api.connection), nodes: shell, clock: systemClock },
                options,
              );
              return kept;
            },
            onProgress: (progress) =>
              void out.set("progress", `${out.get("progress") ?? ""}${JSON.stringify(progress)}`),
            store,
            onTrouble: (what, error) => {
              log.warn({ err: error }, what);
            },
          },
        );
        if (!kept) throw new Error("nothing was judged");
        ran = kept;
        const origin = { key: "0123456789abcdef", channel: "C1", user: "U1" };
        const typed = `web to db password=${planted("typed")}`;
        await world.inbox.write({
          key: "abcdef0123456789",
          entry: "slash command",
          from: { user: "U1", channel: "C1", words: readWords({ parse: parseKeeping }, typed) },
        });
        await world.diagnoses.submit({ question, origin });
        await world.telling.tell({ id: "nd-planted", question, origin, ending });
        const history = createHistory(client, store, 600, "planted");
        await history.note({ id: "nd-planted", question, origin, ending });
        out.set("history", JSON.stringify(await history.last({ user: "U1" })));
        out.set("Redis", await everythingIn(client));
      } finally {
        await shell.close();
        await world.close();
        client.disconnect();
      }
      const { bundle, report } = ran;
      out.set("log", logged.join(""));
      out.set("audit", readFileSync(auditFile, "utf8"));
      out.set("bundle", JSON.stringify(bundle));
      out.set("evidence file", renderEvidence(bundle));
      out.set("bundle file", renderBundle(bundle));
      out.set("--json", renderJson(report));
      out.set("terminal", renderTerminal(report, { colour: false }));
      out.set("picture", renderPicture(report) ?? "none");
      const asked = { id: "nd-planted", question, by: "U1", cluster: "prod-1" };
      out.set(
        "Slack",
        JSON.stringify([
          renderVerdict(asked, report),
          renderThread(report),
          renderFix(report),
          (report.suspects ?? []).map(({ code }) => renderWhyNot(report, code)),
        ]),
      );
      const saved = join(folder, "run.json");
      const said: string[] = [];
      const say = (text: string | undefined): void => void said.push(text ?? "");
      await why(
        {
          words: question.text.replace(/ curl.*/, ""),
          json: true,
          quiet: false,
          speaking: speakingOf(undefined, {}),
          save: saved,
          kubeconfig: api.kubeconfig,
        },
        loadCliConfig({ NETDIAG_PROBER: "daemonset" }),
        { print: say, note: say, complain: say, colour: false },
        new AbortController().signal,
      );
      out.set("netdiag why", said.join(""));
      out.set("--save", readFileSync(saved, "utf8"));
    }, 120_000);
    afterAll(async () => {
      await Promise.all([api.stop(), redis.stop()]);
      rmSync(folder, { recursive: true });
    });

    test("the run saw what was planted", () => {
      expect(ran.bundle.snapshot.pods.map(({ metadata: { name } }) => name)).toContain("other");
      expect(ran.bundle.snapshot.corefile?.text).toContain("kubernetes cluster.local");
      expect(JSON.stringify(ran.bundle.evidence)).toContain("[removed]");
      expect([...out].filter(([, text]) => text === "").map(([way]) => way)).toEqual(["log"]);
    });

    test.each(places)("%s goes out by no way", (place) => {
      const leaks = [...out].filter(([, text]) => text.includes(planted(place)));
      expect(leaks.map(([way]) => way)).toEqual([]);
    });

    test("values of labels are kept", () => {
      expect(out.get("bundle")).toContain("labelvalue");
    });
  },
);
