import { expect, test } from "vitest";
import {
  createSigner,
  jobKeys,
  NotSigned,
  type JobPlace,
  type Signed,
} from "../../../src/adapters/bullmq/signed.ts";

const key = "k".repeat(32);
const place: JobPlace = { queue: "diagnosis", id: "nd-1" };
const data = { question: { text: "a -> b" }, origin: { channel: "C1" } };

function refusal(signed: unknown, at = place, keys: readonly [string, ...string[]] = [key]): string {
  try {
    createSigner(keys).open(at, signed);
  } catch (error) {
    expect(error).toBeInstanceOf(NotSigned);
    return error instanceof NotSigned ? `${error.why}: ${error.message}` : "";
  }
  return "taken";
}

test("what was signed is read, also after a way through JSON", () => {
  const signer = createSigner([key]);
  const there: unknown = JSON.parse(JSON.stringify(signer.sign(place, data)));
  expect(signer.open(place, there)).toEqual(data);
});

test("a job of the version before, or made by hand, carries no signature", () => {
  expect(refusal(data)).toMatch(/^unsigned: job nd-1 of queue diagnosis carries no signature/);
  expect(refusal(undefined)).toMatch(/^unsigned/);
  expect(refusal({ ...createSigner([key]).sign(place, data), more: 1 })).toMatch(/^unsigned/);
});

const signed = createSigner([key]).sign(place, data);
test.each<[string, Partial<Signed>]>([
  ["its words", { body: signed.body.replace("C1", "C2") }],
  ["its time", { at: signed.at + 1 }],
  ["its signature", { mac: signed.mac.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) }],
])("a job is refused when somebody changed %s, and the refusal repeats none of it", (_, change) => {
  const told = refusal({ ...signed, ...change });
  expect(told).toMatch(/^forged: .*NETDIAG_JOB_KEY/);
  expect(told).not.toMatch(/C[12]|->/);
});

test("a signature of one job is none for another, nor in another queue", () => {
  expect(refusal(signed, { ...place, id: "nd-2" })).toMatch(/^forged/);
  expect(refusal(signed, { ...place, queue: "told" })).toMatch(/^forged/);
  // The bytes of two fields cannot be read as those of two others.
  expect(refusal(signed, { queue: "diagnosisnd-", id: "1" })).toMatch(/^forged/);
});

test("a job written with another key is refused; while keys are changed both are taken, and the first one signs", () => {
  const next = "n".repeat(32);
  expect(refusal(signed, place, [next])).toMatch(/^forged/);
  expect(refusal(signed, place, [next, key])).toBe("taken");
  expect(refusal(createSigner([next, key]).sign(place, data), place, [next])).toBe("taken");
});

test("a copy put back after days is refused, and so is one from the future", () => {
  const day = 24 * 3600 * 1000;
  const at = (ms: number): Signed => createSigner([key], () => Date.now() + ms).sign(place, data);
  expect(refusal(at(-day))).toBe("taken");
  expect(refusal(at(-3 * day))).toMatch(/^old: .* minutes ago/);
  expect(refusal(at(day))).toMatch(/^old/);
  expect(refusal(at(60_000))).toBe("taken");
});

test("without a key of their own bots and workers make the same one from the bot's token", () => {
  const [key, ...others] = jobKeys(undefined, "xoxb-1-secret");
  expect(others).toEqual([]);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(jobKeys(undefined, "xoxb-1-secret")).toEqual([key]);
  expect(jobKeys(undefined, "xoxb-2-secret")).not.toEqual([key]);
  expect(jobKeys(["own"], "xoxb-1-secret")).toEqual(["own"]);
});
