/** What becomes of a change when Redis loses what was kept of it. */
import { expect, test } from "vitest";
import { workOnChange } from "../../src/apply/work.ts";
import { memoryLedger } from "../adapters/slack/memory-ledger.ts";
import { allowWeb, asked } from "./requests.ts";
import { stage, there } from "./stage.ts";

/** As Redis does that starts without its data. */
function forget({ parts, requests }: ReturnType<typeof stage>): void {
  Object.assign(parts, { ledger: memoryLedger() });
  requests.clear();
}

test("made, and Redis loses all of it before that is told: it is told by who made it, and not made again", async () => {
  const staged = stage();
  const { tryIt, approve, told, made, parts } = staged;
  await tryIt();
  const heard = parts.told;
  Object.assign(parts, { told: { ...heard, end: () => Promise.reject(new Error("ECONNRESET")) } });
  await expect(approve()).rejects.toThrow("ECONNRESET");
  forget(staged);
  Object.assign(parts, { told: heard });
  await approve();
  expect(made()).toHaveLength(1);
  expect(told.ends).toMatchObject([{ kind: "applied", by: "U0SAM" }]);
});

test("a request that Redis lost comes back, and is approved; one that was carried out does not come back", async () => {
  const staged = stage();
  const { tryIt, approve, told, made, jobs, parts, requests, settled, clock } = staged;
  await tryIt();
  forget(staged);
  const [expiry] = jobs;
  if (!expiry) throw new Error("nothing would end the request");
  await expect(workOnChange(expiry, parts)).rejects.toThrow("may be approved still");
  expect([...requests.keys()]).toEqual([asked.id]);
  await approve();
  expect(made()).toHaveLength(1);
  settled.add(asked.id);
  forget(staged);
  clock.at = asked.expiresAt + 1;
  await workOnChange(expiry, parts);
  expect(requests.size).toBe(0);
  expect(told.ends.map(({ kind }) => kind)).toEqual(["applied"]);
});

test("an approval that is put back before its request waits for that, and is carried out", async () => {
  const staged = stage();
  const { tryIt, approve, told, made, jobs, parts } = staged;
  await tryIt();
  forget(staged);
  await expect(approve()).rejects.toThrow("may put it back yet");
  const [expiry] = jobs;
  if (!expiry) throw new Error("nothing would end the request");
  await expect(workOnChange(expiry, parts)).rejects.toThrow("may be approved still");
  await approve();
  expect(made()).toHaveLength(1);
  expect(told.ends).toMatchObject([{ kind: "applied", by: "U0SAM" }]);
});

test("while an approval is carried out its request does not expire, though Redis forgot who approved", async () => {
  const staged = stage();
  const { tryIt, approve, told, jobs, parts, clock } = staged;
  await tryIt();
  forget(staged);
  clock.at = asked.expiresAt;
  const [expiry] = jobs;
  if (expiry?.kind !== "expire" || !expiry.request) throw new Error("nothing would end the request");
  await parts.store.save(expiry.request);
  await approve({ approvedAt: asked.expiresAt - 1000 });
  clock.at = asked.expiresAt + 1;
  await workOnChange(expiry, parts);
  expect(told.ends.map(({ kind }) => kind)).toEqual(["applied"]);
});

test("what netdiag wrote just so before is told as that, and not that somebody else made it", async () => {
  const { tryIt, approve, told, made, cluster } = stage();
  await tryIt();
  cluster.standing = { ...there, spec: allowWeb.spec, managers: ["netdiag"] };
  await approve();
  expect(made()).toEqual([]);
  expect(JSON.stringify(told.ends)).toMatch(
    /stands there already as this change would write it, and netdiag wrote it/,
  );
});
