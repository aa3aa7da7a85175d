import { expect, test } from "vitest";
import type { Delivery } from "../../../src/ports.ts";
import { ambiguous } from "../../report/endings.ts";
import { blocked } from "../../report/incident.ts";
import { conversation, stage } from "./harness.ts";

/** Somebody asked, and several candidates are asked back. */
async function askedBack() {
  const staged = await stage();
  const { slack, dialogue, ledger, inbox, bot } = staged;
  const deliveries: Delivery[] = [];
  inbox.dealWith = (delivery) => {
    deliveries.push(delivery);
    return bot.doorkeeper.dealWith(delivery);
  };
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  const origin = dialogue.submitted[0]?.origin;
  if (!origin) throw new Error("nothing was submitted");
  await conversation(slack, ledger, origin).askBack(ambiguous.sentence, ambiguous.choices);
  return { ...staged, deliveries, place: { channel: "C0ONCALL", ts: origin.statusTs ?? "" } };
}

test("who chose and has too many questions open leaves the choice to the next", async () => {
  const { slack, dialogue, place } = await askedBack();
  dialogue.admitted = { admitted: false, full: "perPerson", limit: 10 };
  await slack.people.click("U0MEI", place, "netdiag_choose_2");
  await slack.until("the refusal", () => slack.workspace.ephemerals.length === 1);
  dialogue.admitted = { admitted: true, priority: 1 };
  await slack.people.click("U0SAM", place, "netdiag_choose_0");
  await slack.until("the choice", () => dialogue.submitted.length === 2);
  expect(dialogue.submitted[1]?.origin).toMatchObject({ user: "U0SAM", statusTs: place.ts });
});

test("who was slower is told so, and what is asked back again can be chosen again", async () => {
  const { slack, dialogue, ledger, place } = await askedBack();
  await Promise.all([
    slack.people.click("U0MEI", place, "netdiag_choose_2"),
    slack.people.click("U0SAM", place, "netdiag_choose_0"),
  ]);
  await slack.until("the choice", () => dialogue.submitted.length === 2);
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(whisper.text).toContain("Somebody was faster");
  expect(whisper.user).not.toBe(dialogue.submitted[1]?.origin.user);

  const second = dialogue.submitted[1]?.origin;
  if (!second) throw new Error("nothing was chosen");
  await conversation(slack, ledger, second, { id: "d-2" }).askBack(ambiguous.sentence, ambiguous.choices);
  await slack.people.click("U0SAM", place, "netdiag_choose_0");
  await slack.until("the second choice", () => dialogue.submitted.length === 3);
});

test("a choice and a Re-check that are given up are ended where they would have been answered", async () => {
  const { slack, bot, dialogue, ledger, place, deliveries } = await askedBack();
  await slack.people.click("U0MEI", place, "netdiag_choose_2");
  await slack.until("the choice", () => dialogue.submitted.length === 2);
  const choice = deliveries.find(({ entry }) => entry === "button of a candidate");
  if (choice) await bot.doorkeeper.giveUp(choice);
  expect(dialogue.told).toMatchObject([
    { origin: { key: choice?.key, user: "U0MEI", statusTs: place.ts }, ending: { kind: "failed" } },
  ]);
  const second = dialogue.submitted[1]?.origin;
  if (!second) throw new Error("nothing was chosen");
  await conversation(slack, ledger, second, { id: "d-2" }).verdict(blocked);
  await slack.people.click("U0SAM", place, "netdiag_recheck");
  await slack.until("the Re-check", () => dialogue.submitted.length === 3);
  const again = deliveries.find(({ entry }) => entry === "button Re-check");
  if (again) await bot.doorkeeper.giveUp(again);
  expect(dialogue.told[1]).toMatchObject({
    question: dialogue.submitted[2]?.question,
    origin: { key: again?.key, user: "U0SAM", threadTs: place.ts },
  });
});

test("what came in by an entry that only another version has is not taken for known, and its end is told to the person alone", async () => {
  const { slack, bot, deliveries } = await askedBack();
  const [mention] = deliveries;
  if (!mention) throw new Error("nothing came in");
  const newer = { ...mention, entry: "a new button" };
  expect([bot.doorkeeper.knows(mention), bot.doorkeeper.knows(newer)]).toEqual([true, false]);
  await bot.doorkeeper.giveUp(newer);
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(whisper.text).toContain("netdiag itself failed over this");
});
