/** A question about the wrong pair gets a wrong answer: a sentence with more in it than one pair is asked back, not guessed. */
import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { tellReading } from "./texts/tell-reading.ts";

const texts: readonly (readonly [text: string, right: string])[] = [
  // Who works, and who does not.
  ["web can reach db but not cache", "? -> ?"],
  ["web to db is fine, worker to queue is not", "worker -> queue"],
  ["ingress to web gives 503, ingress to api works", "? -> ?"],
  ["web can't reach db, api is fine", "web -> db"],
  ["web can't reach db but cache can", "web -> db"],
  ["web is slow, db times out", "? -> db · timeout"],
  ["db is up but web is down", "? -> web"],
  ["from web, db is unreachable", "web -> db"],
  // Who is no end.
  ["the connection from web's sidecar to db is refused", "? -> ? · refused"],
  ["web's readiness probe fails", "? -> ?"],
  ["the ingress can't reach web, which calls db", "ingress -> web"],
  ["the ingress returns 502 for web", "? -> ? · 502"],
  ["grafana shows that db refuses connections", "? -> db · refused"],
  ["calico drops packets from web to db", "web -> db"],
  ["does the deny-all policy block web from reaching db?", "web -> db"],
  // Who is named by where it is.
  ["the pod on node1 can't reach the one on node2", "? -> ?"],
  ["web in ns shop and db in ns data can't talk", "shop/web -> data/db"],
  ["kubelet on node1 can't reach the apiserver", "node/node1 -> kube-apiserver"],
  // What is no call, or could be one in either direction.
  ["can you move db from node1 to node2", "? -> ?"],
  ["who blocks web from db", "? -> ?"],
];

test.each(texts)("%s", (text, right) => {
  expect(tellReading(parseQuestion(text))).toBe(right);
});
