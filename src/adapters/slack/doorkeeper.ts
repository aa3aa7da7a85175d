import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { clustersFor } from "../../access/places.ts";
import { refusedWords } from "../../access/never-probed.ts";
import { anywhere } from "../../access/rule.ts";
import { subjectsNamed } from "../../access/subject.ts";
import { NotAudited, NotNow, writeAfterwards, type Delivery, type Ledger } from "../../ports.ts";
import { readAbout } from "../../report/slack/action-ids.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { externalChannel, type Decision, type Deed } from "./authorize.ts";
import { wordsAround } from "./around.ts";
import { readCommand } from "./commands.ts";
import { originOf, type DeskParts, type Granted, type Whisper } from "./desk.ts";
import { actionOf, type Entry } from "./entry.ts";
import type { Gate } from "./gate.ts";
import { inTongue, tongueFor } from "./spoken.ts";
import { Incoming, type Arrived } from "./incoming.ts";
import { readLooking, type Looking, type Lookup, type Options } from "./lookups.ts";
import { openForm, type Form } from "./modal.ts";
import { namesAreKnown } from "./names-known.ts";
import { clusterOf } from "./other-end.ts";
import { languageOfCommand, readWish, readWords, type WordsRead } from "./read-words.ts";
import { refusalOf } from "./slack-trouble.ts";
import { isDirect } from "./spots.ts";
import { failedItself, notAudited, notBelieved, plainSentence, queueDown } from "./sentences.ts";

/** What stands at every entry: first what came in is written down, then, in whichever process, it is dealt with. */
export interface Doorkeeper {
  /**
   * Reads a payload and writes it down; only then it may be acknowledged. Returns what is to be said to the person with
   * the acknowledgement, when it was not taken. Never rejects.
   */
  take(entry: Entry, body: unknown): Promise<SlackMessage | undefined>;
  /** What a menu offers for what is typed into it; nothing to whom the gate does not let through. Never rejects. */
  lookUp(lookup: Lookup, body: unknown): Promise<Options>;
  /** Whether there is an entry here that takes it: a newer version may have others. */
  knows(delivery: Delivery): boolean;
  /** Passes the gate, then runs. A refusal is told to the person alone and audited. Rejects to be called again. */
  dealWith(delivery: Delivery): Promise<void>;
  /** Tells that it could not be dealt with. */
  giveUp(delivery: Delivery): Promise<void>;
  /** Tells whom it names, alone, that it is not believed. Nothing else of it is used. */
  refuse(claimed: Delivery): Promise<void>;
}

export function createDoorkeeper(parts: DeskParts, gate: Gate, entries: readonly Entry[]): Doorkeeper {
  const { inbox, dialogue, ledger, audit, onTrouble } = parts;

  const entryOf = (delivery: Delivery): Entry | undefined =>
    entries.find(({ name }) => name === delivery.entry);

  const decide = async (entry: Entry, from: Incoming): Promise<Decision> => {
    if (from.external) return externalChannel;
    const { user, channel } = from;
    const question = await entry.asks?.(from, parts);
    const refused = question && refusedWords(question);
    const kept = entry.asks
      ? undefined
      : await (entry.about?.(from, parts) ?? dialogue.about(readAbout(from.value).id));
    const about = question ? subjectsNamed(question) : (kept?.subjects ?? []);
    const deed = { entry: entry.name, action: actionOf(entry, from), user, channel, about };
    const all = clustersFor(parts, channel);
    const oneEnd = from.words?.kind === "one-end" ? from.words.kept : undefined;
    const named = question?.cluster ?? clusterOf(oneEnd);
    if (named !== undefined) {
      const unknown = await unknownCluster(deed, named, all);
      if (unknown) return unknown;
    }
    const cluster = named ?? kept?.cluster ?? (question || oneEnd ? all[0] : undefined);
    const clusters = cluster === undefined ? all : ([cluster] as const);
    const decision = await gate.authorize({ ...deed, clusters });
    // Who may not ask is not told why nobody may ask that.
    return decision.allowed && refused !== undefined
      ? { allowed: false, reason: "never-probed", sentence: refused }
      : decision;
  };

  /** One that is not there and one about which the person may ask nothing are told the same, with those that they may ask about. */
  const unknownCluster = async (
    deed: Deed,
    named: string,
    all: readonly [string, ...string[]],
  ): Promise<Decision | undefined> => {
    const may = await gate.authorize({ ...deed, about: [], clusters: all });
    if (!may.allowed) return may;
    const { clusters } = may.grant;
    if (clusters.includes(named)) return undefined;
    const others = `${clusters.length === 1 ? "There is" : "There are"} ${clusters.join(", ")}.`;
    const sentence = `I know no cluster ${named.slice(0, 63)} that you may ask about here. ${others}`;
    return { allowed: false, reason: "cluster", sentence };
  };

  /** What the person was let in with; undefined when they may not, and were told so. Throws NotAudited. */
  const passes = async (
    entry: Entry,
    from: Incoming,
    whisper: Whisper,
    lined: Lined,
  ): Promise<Granted | undefined> => {
    const decision = await decide(entry, from);
    const { user, channel, deliveryKey: delivery } = from;
    const deed = { entry: entry.name, action: actionOf(entry, from), user, channel, delivery };
    if (decision.allowed) {
      await lined(delivery, () => {
        audit.write({ event: "allowed", ...deed });
      });
      return { ...from, grant: decision.grant };
    }
    writeAfterwards(audit, { event: "denied", ...deed, reason: decision.reason });
    await whisper(plainSentence(decision.sentence));
    return undefined;
  };

  /** Runs for whom the gate lets through; what cannot be audited is not done, and that is told. */
  const ifAllowed = async (
    entry: Entry,
    from: Incoming,
    run: (granted: Granted, whisper: Whisper) => Promise<void> | undefined,
    lined: Lined,
  ): Promise<void> => {
    const whisper = (entry.tells ?? whisperer)(parts, from);
    try {
      const granted = await passes(entry, from, whisper, lined);
      if (granted) await run(granted, whisper);
    } catch (error) {
      if (!(error instanceof NotAudited)) throw error;
      onTrouble("nothing is done that cannot be audited", error);
      await whisper(plainSentence(notAudited(error)));
    }
  };

  const wordsOf = (text: string, brings: "words" | "words and commands"): WordsRead => {
    if (brings === "words") return readWords(dialogue, text);
    const command = readCommand(text);
    return command ? { words: command, ...languageOfCommand(text) } : readWish(dialogue, text);
  };

  /** Done within the three seconds that a trigger is good for, or not at all. */
  const atOnce = async (entry: Entry, from: Incoming, form: Form, triggerId: string): Promise<void> => {
    const open = async (_granted: Granted, whisper: Whisper): Promise<void> => {
      const words = entry.looksAround && (await wordsAround(parts, from));
      if (!words) {
        const { client } = parts.outbox;
        // Of a form that was opened anywhere, the place that is chosen in it tells the cluster.
        const all = clustersFor(parts, from.channel);
        const names = await namesAreKnown(dialogue, from.channel === anywhere ? all : [all[0]]);
        return openForm(client, form, { triggerId, names, whisper, say: tongueFor(parts, from) });
      }
      const refusal = await writeDown(entry, { ...from, words });
      if (refusal) await whisper(refusal);
    };
    // It is not dealt with again, and has no time to wait for a Redis that is just back.
    await ifAllowed(entry, from, open, (_delivery, write) => {
      write();
      return Promise.resolve();
    });
  };

  const writeDown = async (entry: Entry, from: Incoming): Promise<SlackMessage | undefined> => {
    try {
      await inbox.write({ key: from.deliveryKey, entry: entry.name, from });
      return undefined;
    } catch (error) {
      onTrouble("a delivery could not be written down", error);
      return inTongue(plainSentence(queueDown), tongueFor(parts, from));
    }
  };

  /** One line in the audit log for all that one person types into one menu. */
  const lookedUp = async (lookup: Lookup, looking: Looking): Promise<Options> => {
    const { user, channel, key } = looking;
    const { name: entry, action } = lookup;
    const all = clustersFor(parts, channel);
    const cluster = (await lookup.cluster?.(parts, looking)) ?? all[0];
    if (!all.includes(cluster)) return [];
    const decision = await gate.authorize({ entry, action, user, channel, about: [], clusters: [cluster] });
    const deed = { entry, action, user, channel };
    if (!decision.allowed) {
      await once(ledger, `${key} denied`, () => {
        writeAfterwards(audit, { event: "denied", ...deed, reason: decision.reason });
      });
      return [];
    }
    await once(ledger, key, () => {
      audit.write({ event: "allowed", ...deed });
    });
    return lookup.options(parts, looking, decision.grant);
  };

  return {
    take: async (entry, body) => {
      const read = entry.reads.safeParse(body);
      if (!read.success) {
        if (entry.amongOthers !== true)
          onTrouble(`a payload was not read as ${entry.name}`, new Error(z.prettifyError(read.error)));
        return undefined;
      }
      const { text, triggerId, ...arrived }: Arrived = read.data;
      const from = entry.brings ? { ...wordsOf(text, entry.brings), ...arrived } : arrived;
      const form = entry.form?.(from);
      if (form) {
        atOnce(entry, from, form, triggerId).catch((error: unknown) => {
          onTrouble(`${entry.name} was not dealt with at once`, error);
          // The form is lost; in words it can still be said.
          return writeDown(entry, from);
        });
        return undefined;
      }
      return writeDown(entry, from);
    },
    lookUp: async (lookup, body) => {
      const looking = readLooking(body);
      if (!looking) return [];
      const found = lookedUp(lookup, looking).catch((error: unknown) => {
        onTrouble(`${lookup.name} were not looked up`, error);
        return undefined;
      });
      // What is typed can be had still.
      const late = delay(lookUpMs, undefined, { ref: false });
      return (await Promise.race([found, late])) ?? [];
    },
    knows: (delivery) => entryOf(delivery) !== undefined && Incoming.safeParse(delivery.from).success,
    dealWith: async (delivery) => {
      const entry = entryOf(delivery);
      if (!entry) throw new Error(`there is no entry ${delivery.entry}`);
      const from = Incoming.parse(delivery.from);
      const run = (granted: Granted, whisper: Whisper) => entry.run(parts, granted, whisper);
      await ifAllowed(entry, from, run, (key, write) => once(ledger, key, write));
    },
    giveUp: async (delivery) => {
      const entry = entryOf(delivery);
      const from = Incoming.parse(delivery.from);
      const id = delivery.key.slice(0, 12);
      const question = await entry?.asks?.(from, parts);
      const place = entry?.place ? await entry.place(parts, from) : {};
      if (!question || !place)
        return (entry?.tells ?? whisperer)(parts, from)(plainSentence(failedItself(id)));
      const ending = { kind: "failed", sentence: failedItself(id) } as const;
      await dialogue.tell({ id, question, origin: { ...originOf(from), ...place }, ending });
    },
    refuse: async (claimed) => {
      // Its response_url may be any address.
      const from = Incoming.omit({ responseUrl: true }).parse(claimed.from);
      await whisperer(parts, from)(plainSentence(notBelieved));
    },
  };
}

/** How long Slack is let wait for options, milliseconds; it gives three seconds. */
const lookUpMs = 2000;

/** Writes the line of a delivery in the audit log, unless it has one. */
type Lined = (delivery: string, write: () => void) => Promise<void>;

/** How long it is remembered that a delivery has its line, seconds. */
const linedFor = 3600;

/** A delivery that is dealt with again, while Slack cannot be told, has one line in the audit log. */
async function once(ledger: Ledger, delivery: string, write: () => void): Promise<void> {
  const key = `slack:audited:${delivery}`;
  if ((await ledger.get(key)) !== undefined) return;
  write();
  await ledger.set(key, "1", linedFor);
}

/** How long a whisper is tried before it waits in the queue, milliseconds. */
const patienceMs = 5000;

/**
 * On the response_url where there is one, for the bot need not be in the channel; else as an ephemeral message, or directly. Rejects
 * with NotNow while Slack cannot be told; what it refuses for good is trouble and no more.
 */
export function whisperer(parts: DeskParts, from: Incoming): Whisper {
  const { outbox, onTrouble } = parts;
  const { user, channel, responseUrl, deliveryKey } = from;
  const saying = { patienceMs };
  const key = `whisper:${deliveryKey}`;
  const directly = async (message: SlackMessage): Promise<void> => {
    await outbox.post({ channel: user }, message, key, saying);
  };
  return async (spoken, threadTs = from.threadTs) => {
    const message = inTongue(spoken, tongueFor(parts, from));
    const spot = { channel, ...(threadTs === undefined ? {} : { threadTs }) };
    try {
      if (responseUrl !== undefined && (await respond(responseUrl, message))) return;
      if (isDirect(channel)) await outbox.post(spot, message, key, saying);
      else if (channel === anywhere) await directly(message);
      else
        await outbox.whisper(spot, user, message, key, saying).catch(async (error: unknown) => {
          // What a form was sent for may be a channel that the bot is not in, or the person.
          if (!nobodyHears.has(refusalOf(error) ?? "")) throw error;
          await directly(message);
        });
    } catch (error) {
      if (error instanceof NotNow) throw error;
      onTrouble("a whisper was not heard", error);
    }
  };
}

/** Slack's words for a channel in which the person cannot be told anything alone. */
const nobodyHears: ReadonlySet<string> = new Set([
  "not_in_channel",
  "channel_not_found",
  "user_not_in_channel",
]);

/** False when the address is used up or too old. */
async function respond(url: string, { text, blocks }: SlackMessage): Promise<boolean> {
  const answered = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, blocks, response_type: "ephemeral", replace_original: false }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new NotNow(2000, "Slack does not answer on a response_url", { cause: error });
  });
  if (answered.status === 429 || answered.status >= 500)
    throw new NotNow(
      Number(answered.headers.get("retry-after") ?? "2") * 1000,
      `Slack answers ${answered.status} on a response_url`,
    );
  return answered.ok;
}
