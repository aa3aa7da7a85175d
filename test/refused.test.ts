/** A question that may not be asked is no more than looked up: no node is stood on, no packet is sent. */
import { expect, test } from "vitest";
import { readRules } from "../src/access/rules-file.ts";
import { sightOf, type Sight } from "../src/access/sight.ts";
import { endingOf } from "../src/answer.ts";
import { diagnose } from "../src/diagnose.ts";
import { parseQuestion } from "../src/question/index.ts";
import { memoryCluster } from "./resolve/memory-cluster.ts";
import { pod, service, slice } from "./resolve/objects.ts";

const rules = readRules(
  "rules:\n  - name: the shop team\n    groups: [S0SHOP]\n    namespaces: [shop]\n    actions: [ask]\n",
  "access.yaml",
);
const sight = (groups: readonly string[], action: "ask" | "recheck" = "ask"): Sight =>
  sightOf(rules, { user: "U0ANY", channel: "C0SHOP", groups }, "prod-1", action);
const http = [{ name: "http", port: 80, targetPort: 8080, protocol: "TCP" as const }];

async function asked(words: string, by: Sight): Promise<{ told: unknown; stoodOn: readonly string[] }> {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  const { question } = parsed;
  const cluster = memoryCluster({
    Pod: [
      pod({ namespace: "shop", name: "client", ip: "10.1.0.1" }),
      pod({ namespace: "vault-9f", name: "keys", ip: "10.1.0.9" }),
    ],
    Service: [service("shop", "bare", {}, http)],
    EndpointSlice: [slice("shop", "bare", 8080, [{ ip: "fd00:ec2::254" }], "http")],
  });
  const stoodOn: string[] = [];
  const nodes = {
    open: (node: string) => {
      stoodOn.push(node);
      return Promise.reject(new Error("not part of this test"));
    },
  };
  const clock = { now: () => new Date(0), elapsed: () => 0 };
  const told = await diagnose(question, { cluster, nodes, clock }, { sight: by }).then(
    ({ report }) => report.verdict,
    (error: unknown) => endingOf({ id: "nd-1", question }, error),
  );
  return { told, stoodOn };
}

test.each([
  [
    "client -> 10.1.0.9:80",
    sight(["S0SHOP"]),
    /^You may not ask about 10\.1\.0\.9 here, for what it leads to/,
  ],
  ["client -> 10.1.0.1:80", sight([]), /^You may not ask here\. Who may: the shop team/],
  ["client -> 10.1.0.1:80", sight(["S0SHOP"], "recheck"), /^You may not ask a question again here/],
  ["client -> 169.254.169.254:80", sight(["S0SHOP"]), /^169\.254\.169\.254 is the metadata address/],
  ["client -> bare:80", sight(["S0SHOP"]), /^bare leads to fd00:ec2::254, the metadata address of AWS/],
])("%s is refused at the worker, with the rights of who asked", async (words, by, sentence) => {
  const { told, stoodOn } = await asked(words, by);
  expect(told).toMatchObject({ kind: "failed", sentence: expect.stringMatching(sentence) as string });
  expect(JSON.stringify(told)).not.toMatch(/vault-9f|keys/);
  expect(stoodOn).toEqual([]);
});
