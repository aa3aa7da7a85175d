import {
  actions as everyAction,
  allActions,
  holdsAnywhere,
  permits,
  isAction,
  type Rule,
  type Rules,
} from "../../access/rule.ts";
import { fitsAny } from "../../access/glob.ts";
import { NotNow } from "../../ports.ts";
import { actionIds } from "../../report/slack/action-ids.ts";
import { actions, button, message, paragraphs, type SlackMessage } from "../../report/slack/blocks.ts";
import { bold, channelLink, code, filled, Markup, markup } from "../../report/slack/markup.ts";
import { openFor, pastFor } from "./commands.ts";
import type { Grant } from "./authorize.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import {
  namesOf,
  renderHistory,
  renderOpen,
  type Overview,
  type PastOverview,
  type WorkIn,
} from "./overview.ts";
import { english, type Tongue } from "../../language/tongue.ts";
import { help } from "./sentences.ts";
import { inTongue, tongueFor } from "./spoken.ts";

/** Shows the person what they asked, what runs, what they may ask and how. */
export async function showHome(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const [open, past] = await Promise.all([openFor(parts, from), pastFor(parts, from)]);
  const { rules, groups } = from.grant;
  const theirs = rules.filter((rule) => holdsAnywhere(rule, { user: from.user, groups }));
  const mayAsk = ({ name }: WorkIn): boolean =>
    name !== undefined && theirs.some((rule) => fitsAny(rule.clusters, name));
  const shownHere = { ...open, clusters: toldHere(open.clusters, mayAsk) };
  const inChannels = theirs.length < rules.length;
  await whisper((say) => renderHome({ open: shownHere, past, rules: theirs, inChannels }, say));
}

/**
 * Who may ask nothing but in channels is not told here which clusters those ask about; where there is but one, whether anybody
 * works there is told without its name.
 */
function toldHere(clusters: readonly WorkIn[], mayAsk: (cluster: WorkIn) => boolean): readonly WorkIn[] {
  const [only, ...others] = clusters;
  if (only === undefined || others.length > 0) return clusters.filter(mayAsk);
  return [mayAsk(only) ? only : { workforce: only.workforce }];
}

/** Whatever is to be said to who opened the home tab, is said there. */
export function homeWhisperer(parts: DeskParts, from: Incoming): Whisper {
  const { outbox, onTrouble } = parts;
  return async (spoken) => {
    const { blocks } = inTongue(spoken, tongueFor(parts, from));
    try {
      await outbox.publish(from.user, blocks);
    } catch (error) {
      if (error instanceof NotNow) throw error;
      onTrouble("a home tab was not shown", error);
    }
  };
}

/** So many rules are told one by one, and of each so many channels and names. */
const shown = { rules: 10, channels: 10, names: 20 };

export function renderHome(
  {
    open,
    past,
    rules,
    inChannels,
  }: {
    readonly open: Overview;
    readonly past: PastOverview;
    /** Those that hold for the person wherever they are. */
    readonly rules: Rules;
    /** Whether others hold for whoever is in a channel. */
    readonly inChannels: boolean;
  },
  say: Tongue,
): SlackMessage {
  const elsewhere = inChannels
    ? [
        filled(say("In some channels more is allowed: ask there with {help}."), {
          help: code("/netdiag help"),
        }),
      ]
    : [];
  return message("netdiag", [
    ...actions([button(say("Ask"), actionIds.homeAsk, "ask", "primary")]),
    ...renderOpen(open, say).blocks,
    ...renderHistory(past, say).blocks,
    ...paragraphs([bold(say("What you may ask")), ...rulesInWords(rules, say), ...elsewhere]),
    ...help(namesOf(open.clusters))(say).blocks,
  ]);
}

/** To who asks in a channel, or by direct message: how to ask, and what they may ask about there. */
export function helpHere({
  clusters,
  rules,
}: Pick<Grant, "clusters" | "rules">): (say: Tongue) => SlackMessage {
  return (say) => {
    const { text, blocks } = help(clusters)(say);
    const may = paragraphs([bold(say("What you may ask here")), ...rulesInWords(rules, say)]);
    return message(text, [...blocks, ...may]);
  };
}

function rulesInWords(rules: Rules, say: Tongue): readonly Markup[] {
  const hidden = rules.length - shown.rules;
  return [
    ...rules.slice(0, shown.rules).map((rule) => inWords(rule, say)),
    ...(hidden > 0 ? [markup`${say(`… and ${hidden} more rules.`)}`] : []),
  ];
}

/** One rule, to somebody for whom it is. What it leaves out is not named. */
function inWords(rule: Rule, say: Tongue): Markup {
  const { channels, outside } = rule;
  const links = Markup.join(channels.slice(0, shown.channels).map(channelLink), ", ");
  const others = channels.length > shown.channels ? " …" : "";
  const where =
    channels.length === 0
      ? markup`${say("anywhere")}`
      : filled(say("in {channels}"), { channels: markup`${links}${others}` });
  const about = [
    ...named("namespace", rule.namespaces),
    ...named("node", rule.nodes),
    ...(outside.length === 0 ? [] : [`outside of the cluster: ${listed(outside)}`]),
  ];
  const all = Object.keys(everyAction).filter(isAction);
  const may = all.filter((action) => permits(rule, action));
  const beside = may.filter((action) => !allActions.includes(action));
  const what = allActions.every((action) => may.includes(action))
    ? ["everything", ...beside].join(", ")
    : may.join(", ");
  return filled(`• ${say("{where}, about {about} ({actions})")}`, {
    where,
    about: markup`${about.map((each) => say(each)).join(say === english ? "; " : "；")}`,
    actions: markup`${say(what)}`,
  });
}

function named(what: string, patterns: readonly string[]): string[] {
  const positive = patterns.filter((pattern) => !pattern.startsWith("!"));
  if (positive.length === 0) return [];
  const but = positive.length < patterns.length ? " but some" : "";
  return [positive.includes("*") ? `every ${what}${but}` : `${what}s ${listed(positive)}${but}`];
}

function listed(names: readonly string[]): string {
  return names.length > shown.names ? `${names.slice(0, shown.names).join(", ")} …` : names.join(", ");
}
