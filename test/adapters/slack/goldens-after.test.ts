import { expect, test } from "vitest";
import { NotChanged } from "../../../src/apply/doors.ts";
import type { Looked } from "../../../src/model/watch.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { seenIn } from "../../../src/watch/seen.ts";
import { readable } from "../../demo/show.ts";
import { rules } from "../../apply/requests.ts";
import { answered, clockless, languages, recorded, text, thread, whispers, whole } from "./golden-text.ts";
import { changeStory, type ChangeStory } from "./change-story.ts";
import { everyone, said, stage, type Stage } from "./harness.ts";
import { watchStory, type WatchStory } from "./watch-story.ts";

/**
 * What is sent after an answer, whole, in each language: of a watch, and of a change from its request to how it is undone. With `-u`
 * behind `npx vitest run` and this file it is written anew; read the difference before it is committed.
 */
const passing = {
  verdict: "reachable",
  cause: "",
  says: "ingress-nginx reaches productpage: 2 of 2 endpoints answered on TCP 9080",
} as const;

test.each(languages)(
  "a watched answer in %s: begun, passes, breaks, changes, comes and goes, cannot tell, and each end",
  async (language) => {
    const blocked = recorded("blocked", language);
    const seen = (name: string): Looked => ({
      kind: "seen",
      seen: name === "reachable" ? passing : seenIn(recorded(name, language)),
    });
    const not: Looked = { kind: "not-seen", why: "No worker had room for it within five minutes." };
    const stories: readonly (Pick<WatchStory, "looks" | "stoppedBy" | "refused"> & {
      readonly name: string;
    })[] = [
      {
        name: "until it is fixed",
        looks: ["blocked", "reachable", "blocked", "partial", "reachable", "reachable"].map(seen),
      },
      { name: "nothing can be told, then somebody stops it", looks: [not, not, not], stoppedBy: "U0SAM" },
      { name: "its time is over", looks: [seen("blocked")] },
      { name: "the rules changed", looks: [], refused: true },
      { name: "its words fit several things", looks: [{ ...not, isUnclear: true }] },
    ];
    const parts: string[] = [];
    for (const { name, ...story } of stories) {
      const staged = await stage({ rules: everyone });
      const answer = answered(staged, blocked);
      if (parts.length === 0) {
        await staged.slack.people.click("U0MEI", answer, actionIds.watch);
        await staged.slack.until("the whisper", () => staged.slack.workspace.ephemerals[0]);
        await watchStory(staged, { answer, report: blocked, looks: story.looks.slice(0, 1), goesOn: true });
        const watched = staged.slack.workspace.message("C0ONCALL", answer.ts);
        parts.push(
          ...whispers(staged),
          ...(watched ? [text("the answer while it is watched", watched)] : []),
        );
      }
      await watchStory(staged, { answer, report: blocked, ...story });
      const after = staged.slack.workspace.message("C0ONCALL", answer.ts);
      const [line] = after
        ? readable(after)
            .split("\n")
            .filter((each) => /^[✅👁]/u.test(each))
        : [];
      parts.push(`## ${name}`, ...thread(staged, answer), `# on the answer\n${clockless(line ?? "-")}`);
    }
    await expect(whole(parts)).toMatchFileSnapshot(`goldens/watched.${language}.txt`);
  },
);

const changed = new NotChanged(
  "changed",
  'NetworkPolicy test/allow-ingress-nginx-to-productpage was made in that moment: networkpolicies.networking.k8s.io "allow-ingress-nginx-to-productpage" already exists. Nothing was changed; press Re-check.',
);

test.each(languages)("a change in %s: asked, approved, applied, and each other end", async (language) => {
  const blocked = recorded("blocked", language);
  const endings: readonly [
    string,
    (story: ChangeStory, staged: Stage) => void,
    "approve" | "reject" | "expire" | "nobody",
  ][] = [
    ["approved and applied", () => undefined, "approve"],
    ["rejected", () => undefined, "reject"],
    ["nobody approves it in time", () => undefined, "expire"],
    [
      "the API server would not take it",
      ({ cluster }) =>
        (cluster.fails = {
          tried: new NotChanged(
            "forbidden",
            'The API server forbids it: admission webhook "policies" denied the request. Nothing was changed.',
          ),
        }),
      "nobody",
    ],
    [
      "somebody makes one of that name in the moment of applying it",
      ({ cluster }) => (cluster.fails = { made: changed }),
      "approve",
    ],
    [
      "no answer while it is applied",
      ({ cluster }) =>
        (cluster.fails = {
          made: new NotChanged("silent", "The API server did not answer: no answer within 10 s."),
        }),
      "approve",
    ],
  ];
  const parts: string[] = [];
  for (const [name, before, then] of endings) {
    const staged = await stage({ rules: [...everyone, ...rules] });
    const { slack, changes } = staged;
    changes.requests.clear();
    const story = changeStory(staged);
    const answer = answered(staged, blocked);
    if (then === "nobody") before(story, staged);
    await slack.people.click("U0MEI", answer, actionIds.applyFix);
    await slack.until("the first word", () => slack.workspace.ephemerals[0]);
    await story.worked();
    parts.push(`## ${name}`);
    if (then !== "nobody") {
      const [request] = said(slack).filter(({ threadTs }) => threadTs === answer.ts);
      if (!request) throw new Error("there is no request");
      if (parts.length === 1) parts.push(text("the request", request));
      before(story, staged);
      if (then === "expire") {
        const { id = "", expiresAt = 0 } = [...changes.requests.values()][0] ?? {};
        changes.at = expiresAt + 1;
        changes.work({ kind: "expire", id, at: expiresAt });
      } else {
        await slack.people.click("U0SAM", request, then === "approve" ? actionIds.approve : actionIds.reject);
        await slack.until("the word to who pressed", () => slack.workspace.ephemerals[1]);
      }
      await story.worked();
    }
    parts.push(...whispers(staged), ...thread(staged, answer));
  }
  await expect(whole(parts)).toMatchFileSnapshot(`goldens/applied.${language}.txt`);
});
