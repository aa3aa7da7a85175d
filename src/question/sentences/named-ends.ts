/** The ends that a sentence names: the words that people use around names are known, and names are what is left. */
import { isLabel } from "../names.ts";
import { kindOf } from "../words.ts";
import { isCalling, isCommon } from "./common-words.ts";

const name =
  /^(?:[a-z][a-z0-9+]*:\/\/\S+|\[[0-9a-f:]+\](?::\d{1,5})?|[a-z0-9](?:[a-z0-9._:/-]*[a-z0-9/])?)$/i;

export interface End {
  readonly words: string;
  readonly role: "from" | "to" | undefined;
  /** What stands between it and the end before. */
  readonly before: readonly string[];
  /** A comma stands between them. */
  readonly apart: boolean;
}

/** "No" is short for a node to kubectl, and to nobody who writes a sentence. */
const kindIn = (word: string): ReturnType<typeof kindOf> => (/^no$/i.test(word) ? undefined : kindOf(word));

/** Whether a word of a sentence is what somebody may be called. */
export const isName = (word: string | undefined): word is string =>
  word !== undefined &&
  name.test(word) &&
  !isCommon(word) &&
  kindOf(word) === undefined &&
  !/^\d{1,5}(?:ms|s|m|h|%|am|pm|st|nd|rd|th|x)?$|^[45]\d\ds?$|^v?\d+(?:\.\d+){1,2}$|^\d{1,2}:\d\d$/i.test(
    word,
  ) &&
  !/^(?:ns|namespaces?|(?:\d{1,5}\/)?(?:tcp|udp|sctp|icmp))$/i.test(word);

/** "Loads images from minio", "gets 503s from db": from there the answer comes, not the call. */
const fetching =
  /^(?:fetch|pull|download|load|read|get|retrieve|receiv|replicat|sync|clon|consum)(?:s|es|e|ing|ting)?$/;
const failure =
  /^(?:[45]\d\ds?|errors?|timeouts?|responses?|answers?|reply|eof|rst|nxdomain|servfail|econn[a-z]{2,10}|etimedout|refused|resets?)$/;
/** "Denied for web", "not reachable for web". */
const closed =
  /^(?:denied|blocked|closed|refused|reachable|unreachable|accessible|inaccessible|available|unavailable|visible|slow|down|timing|times)$/;

function roleOf(before: readonly string[]): End["role"] {
  const near = before.filter(
    (word) => !/^(?:the|a|an|my|our|its|their|any|all|some|every|each|other|-\S+)$/.test(word),
  );
  const last = near.at(-1) ?? "";
  const refused = near.some((word) => /^(?:refused|rejected|blocked|denied|dropped|reset)$/.test(word));
  const fetched = near.some((word) => fetching.test(word)) || near.some((word) => failure.test(word));
  const gotten = near.some((word) => /^(?:get|gets|getting|got|sees|seeing)$/.test(word));
  if (last === "for") return gotten ? "to" : near.some((word) => closed.test(word)) ? "from" : undefined;
  if (last === "from" && fetched) return "to";
  if (last === "by") return refused ? "to" : "from";
  if (/^(?:from|inside|within|in)$/.test(last)) return "from";
  return isCalling(last) ? "to" : undefined;
}

/** Whether a word of a sentence is none that could be somebody's. */
export const isFiller = (word: string): boolean => word.length > 1 && isCommon(word);

/** A word without the marks around it. */
export const bareWord = (word: string): string =>
  word.replace(/^[("'[]+(?=[a-z0-9])|(?<![?!.,;:)("'\]])[?!.,;:)("'\]]+$/gi, "");

/** Reads through the words once, and keeps what is an end with all that belongs to it. */
class Words {
  private readonly all: readonly string[];
  /** The words that a comma stands behind. */
  private readonly commas: ReadonlySet<number>;
  private at = 0;
  constructor(words: readonly string[]) {
    this.all = words.map(bareWord);
    this.commas = new Set(words.flatMap((word, at) => (word.endsWith(",") ? [at] : [])));
  }

  private peek(ahead = 0): string {
    return this.all[this.at + ahead] ?? "";
  }

  private is(says: RegExp, ahead = 0): boolean {
    return says.test(this.peek(ahead));
  }

  ends(): readonly End[] {
    const found: End[] = [];
    let before: string[] = [];
    let since = 0;
    while (this.at < this.all.length) {
      const from = this.at;
      const end = this.end();
      if (end === undefined) {
        before.push(this.peek().toLowerCase());
        this.at += 1;
        continue;
      }
      const apart = [...this.commas].some((at) => at >= since && at < from);
      found.push({ words: end, role: roleOf(before), before, apart });
      before = [];
      since = this.at - 1;
    }
    return found;
  }

  /** The words of the end that begins here; undefined where none does. */
  private end(): string | undefined {
    if (
      this.is(/^(?:pods?|workloads?|containers?|everything|anything|nothing)$/i) &&
      this.is(/^(?:on|in|of|inside)$/i, 1)
    ) {
      const ahead = [2, 3, 4].find((ahead) => isName(this.all[this.at + ahead])) ?? 0;
      if (
        ahead > 0 &&
        // "pods on different nodes": what kind of nodes.
        !this.is(/^nodes$/i, ahead + 1) &&
        this.all
          .slice(this.at + 2, this.at + ahead)
          .every((word) => /^(?:the|node|nodes|namespace|ns)$/i.test(word))
      ) {
        const said = this.all.slice(this.at, this.at + ahead + 1).join(" ");
        this.at += ahead + 1;
        return `${said}${this.is(/^on$/i) && !this.is(/^port$/i, 1) ? "" : this.options()}`;
      }
    }
    if (this.is(/^(?:ns|namespace)$/i) && isName(this.all[this.at + 1])) {
      this.at += 2;
      return `namespace ${this.peek(-1)}`;
    }
    const kind = kindIn(this.peek());
    if (kind !== undefined && isName(this.all[this.at + 1])) {
      const said = `${kind} ${this.peek(1)}`;
      this.at += 2;
      return `${said}${this.options()}`;
    }
    // "its database postgres.data:5432", "the server at 10.0.0.1": what follows says which.
    if (/^(?:its|their|the|our)$/i.test(this.all[this.at - 1] ?? "") && !/[.:/\d]/.test(this.peek())) {
      const ahead = this.is(/^(?:at|on|under)$/i, 1) ? 2 : 1;
      if (isName(this.all[this.at + ahead]) && this.is(/[.:/]/, ahead)) return undefined;
    }
    if (!isName(this.peek())) return undefined;
    const said = this.peek();
    this.at += 1;
    if (/^kubelet$/i.test(said) && this.is(/^(?:on|of)$/i) && isName(this.all[this.at + 1])) {
      this.at += 2;
      return `kubelet on ${this.peek(-1)}`;
    }
    // "From staging namespace".
    if (this.is(/^(?:ns|namespace)$/i) && isLabel(said.toLowerCase())) {
      this.at += 1;
      return `namespace ${said}`;
    }
    const after = kindIn(this.peek());
    if (after === undefined) return `${said}${this.options()}`;
    // "Two worker nodes": what kind of nodes, and none by name.
    if (this.is(/^nodes$/i)) return undefined;
    this.at += 1;
    return `${said} ${after}${this.options()}`;
  }

  /** Port and namespace, directly behind. */
  private options(): string {
    let said = "";
    for (let more = true; more;) {
      more = false;
      const onPort = this.is(/^(?:on|at|over)$/i) ? 1 : 0;
      const word = this.is(/^ports?$/i, onPort) ? onPort + 1 : onPort;
      const transport = this.is(/^(?:tcp|udp|sctp)$/i, onPort) ? this.peek(onPort) : undefined;
      if (
        transport !== undefined &&
        this.is(/^\d{1,5}$/, onPort + 1 + (this.is(/^port$/i, onPort + 1) ? 1 : 0))
      ) {
        const ahead = onPort + 1 + (this.is(/^port$/i, onPort + 1) ? 1 : 0);
        said += ` port ${this.peek(ahead)} ${transport}`;
        this.at += ahead + 1;
        more = true;
      } else if (word > 0 && this.is(/^\d{1,5}\/(?:tcp|udp|sctp)$/i, word)) {
        said += ` port ${this.peek(word)}`;
        this.at += word + 1;
        more = true;
      } else if (word > 0 && this.is(/^\d{1,5}$/, word)) {
        said += ` port ${this.peek(word)}`;
        this.at += word + 1;
        more = true;
      } else if (word === 0 && this.is(/^\d{2,5}$/) && !this.is(/^[45]\d\d$/)) {
        said += ` port ${this.peek()}`;
        this.at += 1;
        more = true;
      } else if (this.is(/^on$/i) && isName(this.all[this.at + 1])) {
        // Where it runs says no more about who it is.
        this.at += 2;
        more = true;
      } else if (this.is(/^(?:in|of|-n)$/i)) {
        const behind = this.is(/^the$/i, 1) ? 3 : 2;
        // What stands behind the word is one, be it a word that people use: `in ns data`.
        const ahead =
          this.is(/^(?:namespace|ns)$/i, behind - 1) && isLabel(this.peek(behind).toLowerCase())
            ? behind
            : ([1, 2, 3].find((ahead) => isName(this.all[this.at + ahead])) ?? 0);
        const between = this.all.slice(this.at + 1, this.at + ahead);
        if (ahead > 0 && between.every((word) => /^(?:the|namespace|ns)$/i.test(word))) {
          said += ` in ${this.peek(ahead)}`;
          this.at += ahead + 1 + (this.is(/^(?:namespace|ns)$/i, ahead + 1) ? 1 : 0);
          more = true;
        }
      }
    }
    return said;
  }
}

/** The ends that a part of a sentence names, with what belongs to each. */
export const endsIn = (words: readonly string[]): readonly End[] => new Words(words).ends();
