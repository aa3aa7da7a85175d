/** Options that Slack asks for while a person types into a menu: names of the cluster that they may ask about. */
import { z } from "zod";
import { anywhere, holdsAnywhere } from "../../access/rule.ts";
import { sightOf } from "../../access/sight.ts";
import { subjectsNamed } from "../../access/subject.ts";
import type { Tongue } from "../../language/tongue.ts";
import { actionIds } from "../../report/slack/action-ids.ts";
import { endOf } from "../../report/slack/ask.ts";
import { budget, menuOptions } from "../../report/slack/blocks.ts";
import type { Grant } from "./authorize.ts";
import type { DeskParts } from "./desk.ts";
import { deliveryKey, ModalPlace, modalInput } from "./incoming.ts";
import { tongueFor } from "./spoken.ts";
import { clusterKept, keptEnd, likelyKept } from "./other-end.ts";

/** Who types what, and where. */
export interface Looking {
  readonly user: string;
  readonly channel: string;
  /** The same for all that one person types into one menu. */
  readonly key: string;
  readonly actionId: string;
  readonly typed: string;
  /** What an end is asked for with, where it is the one that was missing. */
  readonly of?: string;
}

export type Options = ReturnType<typeof menuOptions>;

/** One kind of menu. Nothing is done by it: the gate stands before it as before everything. */
export interface Lookup {
  readonly name: string;
  readonly on: RegExp;
  readonly action: "ask" | "choose";
  readonly options: (
    parts: DeskParts,
    looking: Looking,
    grant: Pick<Grant, "action" | "groups" | "rules" | "covers" | "cluster">,
  ) => Promise<Options>;
  /** Whose names are offered, where that is another than the channel's. */
  readonly cluster?: (parts: DeskParts, looking: Looking) => Promise<string | undefined>;
}

/** Longer is no name, and Slack would not give it back. */
const longestTyped = 150;

const Suggestion = z
  .object({
    user: z.object({ id: z.string() }),
    action_id: z.string(),
    block_id: z.string(),
    value: z.string().default(""),
    channel: z.object({ id: z.string() }).optional(),
    message: z.object({ ts: z.string() }).optional(),
    view: z
      .object({
        id: z.string(),
        private_metadata: z.preprocess((text) => JSON.parse(String(text)) as unknown, ModalPlace),
        state: z
          .object({
            values: z.object({
              [modalInput.placeBlock]: z
                .object({
                  [modalInput.placeAction]: z.object({ selected_conversation: z.string().nullish() }),
                })
                .optional(),
            }),
          })
          .optional(),
      })
      .optional(),
  })
  .transform(({ user, action_id, block_id, value, channel, message, view }, wrong): Looking => {
    const place = view?.private_metadata;
    const chosen = view?.state?.values[modalInput.placeBlock]?.[modalInput.placeAction].selected_conversation;
    // Of a form that was opened anywhere, where the answer is to go counts, as it does when it is sent.
    const where = place?.channel === anywhere ? (chosen ?? anywhere) : (place?.channel ?? channel?.id);
    if (where === undefined) {
      wrong.addIssue({ code: "custom", message: "is in no form and on no message" });
      return z.NEVER;
    }
    const of = place ? place.other?.of : block_id;
    const key = deliveryKey(`${user.id} ${view?.id ?? message?.ts ?? ""} ${where} options`);
    return {
      user: user.id,
      channel: where,
      key,
      actionId: action_id,
      typed: value.slice(0, longestTyped),
      ...(of === undefined ? {} : { of }),
    };
  });

/** Undefined for what is no such request. */
export function readLooking(body: unknown): Looking | undefined {
  try {
    return Suggestion.safeParse(body).data;
  } catch {
    return undefined;
  }
}

export const lookups: readonly Lookup[] = [
  {
    name: "names in the form",
    on: new RegExp(`^(?:${actionIds.formFrom}|${actionIds.formTo})$`),
    action: "ask",
    options: async (parts, looking, grant) => {
      const { dialogue } = parts;
      const { actionId, typed } = looking;
      const say = tongueFor(parts, looking);
      const side = actionId === actionIds.formFrom ? "from" : "to";
      const { cluster } = grant;
      const sees = seesBy(grant, looking);
      const found = await dialogue.suggest({ typed, side, cluster, sees, longest: budget.option });
      return optionsOf(typed, found ?? [], say);
    },
  },
  {
    name: "names for the other end",
    cluster: ({ ledger }, { of = "" }) => clusterKept(ledger, of),
    on: new RegExp(`^(?:${actionIds.otherEnd}|${actionIds.formOther})$`),
    action: "choose",
    options: async (parts, looking, grant) => {
      const { actionId, typed, of = "" } = looking;
      const say = tongueFor(parts, looking);
      const { dialogue, ledger } = parts;
      const kept = await keptEnd(ledger, of);
      if (kept === undefined) return [];
      const inMenu = actionId === actionIds.otherEnd;
      const valued = (end: string): string => (inMenu ? endOf(of, end) : end);
      const longest = budget.option - valued("").length;
      const [{ cluster }, sees] = [grant, seesBy(grant, looking)];
      const found = await dialogue.suggest({ typed, side: { other: kept }, cluster, sees, longest });
      const likely = (await likelyKept(ledger, of))
        .filter((end) => end.toLowerCase().includes(typed.trim().toLowerCase()))
        .filter((end) => {
          const read = dialogue.complete(kept, end);
          return read !== undefined && "question" in read && grant.covers(subjectsNamed(read.question));
        })
        .map((end) => ({ end, says: "asked about before" }));
      return optionsOf(typed, [...likely, ...(found ?? [])], say, valued);
    },
  },
];

/**
 * Where no place is chosen yet, who is in a channel is not known either: then a rule for whoever is in one tells nobody its
 * namespaces, but only those that name the person, or hold everywhere.
 */
function seesBy(
  { action, groups, rules, cluster, covers }: Parameters<Lookup["options"]>[2],
  { user, channel }: Looking,
): (namespace: string) => boolean {
  if (channel !== anywhere) return (namespace) => covers([{ namespace }]);
  const theirs = rules.filter((rule) => holdsAnywhere(rule, { user, groups }));
  const sight = sightOf(theirs, { user, channel, groups }, cluster, action);
  return (namespace) => sight.sees(namespace);
}

/** Whatever is typed can be had as it is: the cluster may have names that are not known yet, and ends have many forms. */
function optionsOf(
  typed: string,
  found: readonly { readonly end: string; readonly says: string }[],
  say: Tongue,
  valued: (end: string) => string = (end) => end,
): Options {
  const own = typed.trim();
  const as = own === "" || found.some(({ end }) => end === own) ? [] : [own];
  return menuOptions([
    ...as.map((end) => ({ label: say(`Use what I typed: ${end}`), value: valued(end) })),
    ...found.map(({ end, says }) => ({ label: `${end} · ${say(says)}`, value: valued(end) })),
  ]);
}
