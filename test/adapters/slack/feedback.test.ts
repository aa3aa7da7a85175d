import { expect, test } from "vitest";
import type { FakeSlackOptions } from "../../fake-slack/fake-slack.ts";
import { blocked } from "../../report/incident.ts";
import { conversation, said, stage, words, type Stage } from "./harness.ts";

/** A verdict in the channel, told by a worker. */
async function answered(options: FakeSlackOptions = {}): Promise<Stage & { readonly place: Place }> {
  const staged = await stage({ slack: options });
  const { slack, ledger } = staged;
  await conversation(slack, ledger, { channel: "C0ONCALL", user: "U0MEI" }).verdict(blocked);
  return { ...staged, place: { channel: "C0ONCALL", ts: said(slack)[0]?.ts ?? "" } };
}
type Place = { readonly channel: string; readonly ts: string };

const kinds = ({ slack, place }: Awaited<ReturnType<typeof answered>>): unknown[] =>
  slack.workspace.message(place.channel, place.ts)?.blocks.map(({ type }) => type) ?? [];

test("whoever reads an answer may say that it is wrong: it is kept, audited, and they alone are thanked", async () => {
  const staged = await answered();
  const { slack, dialogue, audited, place } = staged;
  expect(kinds(staged)).toContain("context_actions");
  await slack.people.click("U0SAM", place, "netdiag_feedback", "d-1 wrong");
  const thanks = await slack.until("thanks", () => slack.workspace.ephemerals[0]);
  expect(thanks).toMatchObject({ user: "U0SAM" });
  expect(words(thanks)).toContain("this answer is wrong. Press Evidence for the file of the run");
  expect([...dialogue.rated]).toEqual([["d-1 U0SAM", "wrong"]]);
  expect(audited).toMatchObject([
    { event: "allowed", entry: "button of feedback", action: "feedback", user: "U0SAM" },
    { event: "feedback", diagnosis: "d-1", user: "U0SAM", says: "wrong" },
  ]);
});

test("a second press changes what was said, and says so", async () => {
  const { slack, dialogue, audited, place } = await answered();
  await slack.people.click("U0MEI", place, "netdiag_feedback", "d-1 right");
  await slack.until("thanks", () => slack.workspace.ephemerals.length === 1);
  await slack.people.click("U0MEI", place, "netdiag_feedback_helped");
  const again = await slack.until("thanks again", () => slack.workspace.ephemerals[1]);
  expect(words(again)).toContain("Changed from right. Thank you.");
  expect([...dialogue.rated]).toEqual([["d-1 U0MEI", "helped"]]);
  expect(audited.at(-1)).toMatchObject({ event: "feedback", says: "helped", before: "right" });
});

test("a workspace without Slack's feedback buttons gets ordinary ones, and is asked for the newer ones once", async () => {
  const staged = await answered({ withoutBlocks: ["context_actions"] });
  const { slack, dialogue, place } = staged;
  expect(kinds(staged)).not.toContain("context_actions");
  await slack.people.click("U0MEI", place, "netdiag_feedback_wrong");
  await slack.until("thanks", () => slack.workspace.ephemerals.length === 1);
  expect([...dialogue.rated]).toEqual([["d-1 U0MEI", "wrong"]]);
});

test("after somebody said that an answer is wrong, Evidence brings the files once more, with that in them", async () => {
  const { slack, place } = await answered();
  const uploaded = (): number => said(slack).filter(({ fileIds }) => fileIds.length === 2).length;
  await slack.people.click("U0MEI", place, "netdiag_evidence");
  await slack.until("the evidence", () => uploaded() === 1);
  await slack.people.click("U0SAM", place, "netdiag_feedback", "d-1 wrong");
  await slack.until("thanks", () => slack.workspace.ephemerals.length === 1);
  await slack.people.click("U0MEI", place, "netdiag_evidence");
  await slack.until("the evidence again", () => uploaded() === 2);
  const files = [...slack.workspace.files.values()].filter(({ name }) => name.includes("said-wrong"));
  expect(files.map(({ name }) => name)).toEqual([
    "netdiag-d-1-evidence-said-wrong.txt",
    "netdiag-d-1-bundle-said-wrong.json",
  ]);
  const [text, bundle] = files.map(({ content }) => content.toString());
  expect(text).toContain("Said of the answer: wrong");
  expect(JSON.parse(bundle ?? "")).toMatchObject({ feedback: [{ says: "wrong" }] });
  expect(bundle).not.toContain("U0SAM");
});

test("what is said of an answer whose evidence is gone is not kept, and that is told", async () => {
  const { slack, dialogue, place } = await answered();
  dialogue.reports.clear();
  await slack.people.click("U0MEI", place, "netdiag_feedback", "d-1 right");
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(words(whisper)).toContain("what was seen is not kept any more");
});
