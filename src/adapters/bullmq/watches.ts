import { createHash } from "node:crypto";
import { z } from "zod";
import { Watch } from "../../model/watch.ts";
import type { Caps, Watches, WatchBegun, WatchRequest } from "../../ports.ts";
import { redactJson, redactWords } from "../../report/redact.ts";
import { begin as beginState } from "../../watch/advance.ts";
import type { WatchPace } from "../../watch/pace.ts";
import { passedKey, watchesKey, watchHurryKey, watching, watchStopKey } from "./names.ts";
import { addAgain, type Queues } from "./queues.ts";
import { questionKey } from "./same-question.ts";
import { NotSigned } from "./signed.ts";
import { finished } from "./step-worker.ts";

/** Longer than any watch runs, seconds. */
const remembered = 48 * 3600;

// KEYS: the watches, the mark of one that is over. Who begins one that is there already gets that one; a delivery that is dealt with
// again begins none that has ended since.
const begin = `
if redis.call('EXISTS', KEYS[2]) == 1 then return { 'begun', ARGV[2] } end
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there then return { 'there', there } end
local counts = { perPerson = 0, perChannel = 0, inAll = 0 }
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  local each = cjson.decode(text)
  counts.inAll = counts.inAll + 1
  if each.user == ARGV[3] then counts.perPerson = counts.perPerson + 1 end
  if each.channel == ARGV[4] then counts.perChannel = counts.perChannel + 1 end
end
if counts.perPerson >= tonumber(ARGV[5]) then return { 'full', 'perPerson' } end
if counts.perChannel >= tonumber(ARGV[6]) then return { 'full', 'perChannel' } end
if counts.inAll >= tonumber(ARGV[7]) then return { 'full', 'inAll' } end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ${remembered})
return { 'begun', ARGV[2] }`;

// KEYS: the watches, the mark of one that is over. What is older than what is there changes nothing.
const keep = `
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there then
  local is = cjson.decode(there)
  if is.id ~= ARGV[2] then return 0 end
  if is.revision > tonumber(ARGV[3]) then return 1 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
redis.call('EXPIRE', KEYS[1], ${remembered})
return 1`;

const end = `
redis.call('SET', KEYS[2], '1', 'EX', ${remembered})
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there and cjson.decode(there).id == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end`;

/** As it lies in Redis: the first words are for its scripts, what is believed is signed. */
const Kept = z.object({ id: z.string(), data: z.unknown() });

export interface WatchesSettings {
  readonly queues: Queues;
  readonly clusterName: string;
  readonly caps: Caps;
  readonly hours: number;
  readonly pace: WatchPace;
}

/** The watches that run, each one record, and one job that comes back for every look. */
export class WatchBook implements Watches {
  readonly #settings: WatchesSettings;
  readonly #queues: Queues;
  /** Records that are not believed or do not read, each reported once. */
  readonly #unread = new Set<string>();
  /** Of each watch in this process' custody the newest that is known here. */
  readonly #known = new Map<string, Watch>();

  constructor(settings: WatchesSettings) {
    this.#settings = settings;
    this.#queues = settings.queues;
  }

  async begin(request: WatchRequest): Promise<WatchBegun> {
    const watch = this.#made(request);
    const { perPerson, perChannel, inAll } = this.#settings.caps;
    const { user, channel } = watch.origin;
    const wish = [this.#field(watch), this.#text(watch), user, channel, perPerson, perChannel, inAll];
    const keys = [watchesKey(this.#prefix), passedKey(this.#prefix, watching, watch.id)];
    const answer: unknown = await this.#redis.eval(begin, 2, ...keys, ...wish);
    const [how, what] = z.tuple([z.enum(["there", "full", "begun"]), z.string()]).parse(answer);
    if (how === "full") {
      const full = z.enum(["perPerson", "perChannel", "inAll"]).parse(what);
      return { kind: "full", full, limit: this.#settings.caps[full] };
    }
    const running = this.#read(what);
    if (!running) {
      // Somebody else wrote what stands in its place.
      await this.#redis.hdel(watchesKey(this.#prefix), this.#field(watch));
      return this.begin(request);
    }
    this.#hold(running);
    await this.#addJob(running);
    return { kind: running.id === watch.id ? "begun" : "joined", watch: running };
  }

  async stop(id: string, by: string): Promise<boolean> {
    const watch = (await this.now()).find((each) => each.id === id);
    if (!watch) return false;
    await this.#redis.set(watchStopKey(this.#prefix, id), by, "EX", remembered);
    await this.#wake(id);
    return true;
  }

  async stoppedBy(id: string): Promise<string | undefined> {
    return (await this.#redis.get(watchStopKey(this.#prefix, id))) ?? undefined;
  }

  /** Whether it was stopped, or is worth a look now: also while it is worked on, when no job can be woken. */
  async isWoken(id: string): Promise<boolean> {
    return (await this.#redis.exists(watchStopKey(this.#prefix, id), watchHurryKey(this.#prefix, id))) > 0;
  }

  /** Whether its next look is worth making now; asked once, it is no more. */
  async takeHurry(id: string): Promise<boolean> {
    return (await this.#redis.del(watchHurryKey(this.#prefix, id))) === 1;
  }

  async now(): Promise<readonly Watch[]> {
    const texts = await this.#redis.hvals(watchesKey(this.#prefix));
    return texts.flatMap((text) => this.#read(text) ?? []);
  }

  /**
   * Takes it into custody as it is now, which a job does not say: that is as old as its last putting in. One whose record Redis lost is
   * written down again, so that whoever stops it finds it.
   */
  async takeUp(inJob: Watch): Promise<Watch> {
    const text = await this.#redis.hget(watchesKey(this.#prefix), this.#field(inJob));
    const read = text === null ? undefined : this.#read(text);
    const newest = this.#hold(read?.id === inJob.id ? newer(inJob, read) : inJob);
    if (text === null) await this.#write(newest);
    return newest;
  }

  /** Takes all that run into custody, and returns them. */
  async takeAll(): Promise<readonly Watch[]> {
    const running = await this.now();
    for (const watch of running) this.#hold(watch);
    for (const id of this.#known.keys())
      if (!this.#queues.custody.holds(watching, id)) this.#known.delete(id);
    return running;
  }

  /** Writes it down as it is now. False when it is over, or another watch has its place: then it is nothing any more. */
  async keep(watch: Watch): Promise<boolean> {
    const kept = await this.#write(watch);
    if (kept) this.#hold(watch);
    return kept;
  }

  async end(watch: Watch): Promise<void> {
    const keys = [watchesKey(this.#prefix), passedKey(this.#prefix, watching, watch.id)];
    await this.#redis.eval(end, 2, ...keys, this.#field(watch), watch.id);
    await this.#queues.custody.passed(watching, watch.id);
  }

  /** Written down and with a job that runs at once: whoever takes it sees what there is to do. */
  async putBack(watch: Watch): Promise<void> {
    if (await this.#write(watch)) await this.#addJob(watch);
  }

  /** Whether a job stands for it. */
  async hasJob({ id }: Watch): Promise<boolean> {
    const state = await this.#queues.of(watching).getJobState(id);
    return state !== "unknown" && state !== "completed" && state !== "failed";
  }

  /** In this process' custody: should Redis lose its data, the newest that is known here is put back. Returns that one. */
  #hold(watch: Watch): Watch {
    const newest = newer(watch, this.#known.get(watch.id) ?? watch);
    this.#known.set(watch.id, newest);
    this.#queues.custody.hold(watching, watch.id, () => this.putBack(newest));
    return newest;
  }

  async #write(watch: Watch): Promise<boolean> {
    const keys = [watchesKey(this.#prefix), passedKey(this.#prefix, watching, watch.id)];
    const args = [this.#field(watch), watch.id, watch.revision, this.#text(watch)];
    return (await this.#redis.eval(keep, 2, ...keys, ...args)) === 1;
  }

  async #addJob(watch: Watch): Promise<void> {
    const data = this.#queues.signer.sign({ queue: watching, id: watch.id }, watch);
    await addAgain(this.#queues, watching, data, { ...finished, jobId: watch.id });
  }

  /** One that is being worked on cannot be woken: it is asked after its work whether it was. */
  async #wake(id: string): Promise<void> {
    const job = await this.#queues.of(watching).getJob(id);
    await job?.promote().catch(() => undefined);
  }

  #made({ standing, ...request }: WatchRequest): Watch {
    const { hours, pace } = this.#settings;
    const now = this.#queues.now();
    const said = createHash("sha256").update(`watch ${request.origin.key}`).digest("hex");
    return {
      ...request,
      question: redactWords(request.question),
      id: `nw-${said.slice(0, 12)}`,
      beganAt: now,
      until: now + hours * 3600_000,
      state: beginState(standing && redactJson(standing), pace, { now, chance: Math.random() }),
      toTell: [],
      told: 0,
      revision: 0,
    };
  }

  /** The same question in the same channel, of the same cluster. */
  #field({ origin, question }: Pick<Watch, "origin" | "question">): string {
    return questionKey(question.cluster ?? this.#settings.clusterName, origin.channel, question);
  }

  #text(watch: Watch): string {
    const { id, origin, revision } = watch;
    const data = this.#queues.signer.sign({ queue: "watches", id }, watch);
    return JSON.stringify({ id, revision, user: origin.user, channel: origin.channel, data });
  }

  #read(text: string): Watch | undefined {
    let id = "";
    try {
      const kept = Kept.parse(JSON.parse(text));
      ({ id } = kept);
      return Watch.parse(this.#queues.signer.open({ queue: "watches", id }, kept.data));
    } catch (error) {
      if (this.#unread.has(id)) return undefined;
      if (this.#unread.size >= 1000) this.#unread.clear();
      this.#unread.add(id);
      this.#queues.onError(error instanceof Error ? error : new Error(String(error)));
      if (error instanceof NotSigned) this.#queues.onRefused({ step: watching, id, why: error.why });
      return undefined;
    }
  }

  get #redis(): Queues["redis"] {
    return this.#queues.redis;
  }

  get #prefix(): string {
    return this.#queues.prefix;
  }
}

function newer(one: Watch, other: Watch): Watch {
  return other.revision > one.revision ? other : one;
}
