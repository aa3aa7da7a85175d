/** A command line that was pasted: `kubectl exec -n test client -- curl http://productpage:9080/` names who calls, and whom. */
import type { Protocol } from "../../model/protocol.ts";
import type { Target } from "../../model/question.ts";
import { kindOf } from "../words.ts";
import { asHost, isRefused, readTarget, type EndRead } from "../target.ts";
import { isFiller } from "../sentences/named-ends.ts";
import { podOfSet } from "../speaker.ts";
import { dnsServer, hostName, type Told } from "./told.ts";

/** How a tool is given its target. */
interface Tool {
  readonly names: readonly string[];
  /** Options whose next word belongs to them. */
  readonly takes: string;
  readonly protocol?: Protocol;
  /** The port it goes to where none is given. */
  readonly port?: number;
  /** `nc HOST PORT`: the second word is the port. */
  readonly portFollows?: true;
  /** `-h HOST -p PORT`. */
  readonly host?: string;
  readonly portOption?: string;
  /** Its name is a word that people write, too: what it calls has a dot or a port in it. */
  readonly dotted?: true;
  /** It asks DNS for the word. */
  readonly looksUp?: true;
  readonly scheme?: "http";
}

const tools: readonly Tool[] = [
  { names: ["curl"], takes: "HXdoDbcmuwAeFrTYyxEUKCP", port: 80, scheme: "http" },
  { names: ["wget"], takes: "TOotUePw", port: 80, scheme: "http" },
  { names: ["http", "https", "hey", "ab", "wrk", "grpcurl"], takes: "ncztdH", port: 80, dotted: true },
  { names: ["nc", "ncat", "netcat", "telnet", "nping"], takes: "wipsXqGT", portFollows: true },
  {
    names: ["ping", "ping6", "traceroute", "tracepath", "mtr", "arping"],
    takes: "cwWisItmMQ",
    protocol: "ICMP",
  },
  { names: ["dig", "nslookup", "host", "drill", "getent"], takes: "tpcbfW", looksUp: true },
  { names: ["psql", "pg_isready", "pg_dump"], takes: "UdcptW", host: "h", portOption: "p", port: 5432 },
  { names: ["mysql", "mysqladmin", "mariadb"], takes: "uDeP", host: "h", portOption: "P", port: 3306 },
  { names: ["redis-cli"], takes: "anp", host: "h", portOption: "p", port: 6379 },
  { names: ["mongo", "mongosh"], takes: "upH", port: 27017 },
  { names: ["ssh"], takes: "ilopFJ", port: 22 },
  { names: ["openssl"], takes: "", host: "connect", port: 443 },
];

/** Longer command lines are none that somebody typed. */
const mostWords = 80;

/** Undefined where the line is no command that goes to somebody. */
export function readCommand(typed: string): Told | undefined {
  // dig repeats what it was asked: "; <<>> DiG 9.18 <<>> @10.96.0.10 db.shop"
  const line = typed.replace(/^; <<>> DiG [^<]{1,60} <<>> /, "dig ");
  const [prompt, host, command] =
    /^\[?(?:root|[a-z][a-z0-9_-]{0,30})@([a-z0-9][a-z0-9.-]{0,252})[:\s][^#$]{0,100}[#$] (.+)$/.exec(line) ??
    [];
  if (prompt !== undefined && host !== undefined && command !== undefined) {
    const own = readCommand(command);
    const who = podOfSet.test(` ${host}`) ? readTarget(`pod/${host}`) : readTarget(host);
    return (
      own && {
        ...own,
        ...(own.from || isRefused(who) || /^localhost\b/.test(host) ? {} : { from: { target: who.target } }),
      }
    );
  }
  // "in shop/web, nc -zv 10.0.0.1 80:"
  const [front, placed = "", tried] =
    /^(?:from|in|inside|on) (?:the )?((?:(?:pod|node|deployment|job) )?[a-z0-9][a-z0-9./-]{0,250})(?: pod| container)?[,:] (\S.*)$/i.exec(
      line,
    ) ?? [];
  const [tool = "", ...given] = tried?.split(" ") ?? [];
  if (front !== undefined && tried !== undefined && toolOf(tool) && !given.some(isFiller)) {
    const own = readCommand(tried);
    const who = readTarget(placed.replace(" ", "/"));
    return own && (own.from || isRefused(who) ? own : { ...own, from: { target: who.target } });
  }
  const begins = /(?:^|[\s`$#>(])((?:kubectl|oc|k) )/.exec(line);
  const words = (
    begins ? line.slice(begins.index) : line.replace(/^[\s$#>`/]+/, "").replace(/^[^\s]{1,100}[$#] /, "")
  )
    .replace(/["'`()]/g, " ")
    .trim()
    .split(/\s+/)
    .slice(0, mostWords);
  const at = begins?.index ?? 0;
  if (!begins) {
    // "curl from web to db fails" is a sentence.
    if (/^(?:from|to|in|inside|between|on)$/i.test(words[1] ?? "")) return undefined;
    const asked = calledBy(words);
    return asked && { at, ...asked };
  }
  const place = placeOf(words);
  if (!place) return undefined;
  const asked = calledBy(place.rest);
  return { at, from: { target: place.target }, ...asked };
}

const namespaceOption = /^(?:-n|--namespace)(?:=(.+))?$/;
/** Of kubectl, those whose value is the next word. */
const valued =
  /^(?:-c|--container|--context|--kubeconfig|--cluster|--user|-s|--server|--as|-f|--filename|--image|--target|--overrides|--labels|-l)$/;

/** Whom kubectl puts where: the pod it executes in, and the command. */
function placeOf(
  words: readonly string[],
): { readonly target: Target; readonly rest: readonly string[] } | undefined {
  const verb = words.findIndex((word) => /^(?:exec|rsh|debug|run|logs)$/.test(word));
  if (verb < 0) return undefined;
  let namespace: string | undefined;
  const positional: string[] = [];
  let end = words.indexOf("--");
  if (end < 0) end = words.length;
  for (let at = 1; at < end; at += 1) {
    const word = words[at] ?? "";
    const given = namespaceOption.exec(word);
    if (given) {
      namespace = given[1] ?? words[at + 1];
      if (given[1] === undefined) at += 1;
    } else if (/^-n[a-z0-9]/.test(word)) namespace = word.slice(2);
    else if (valued.test(word)) at += 1;
    else if (at > verb && !word.startsWith("-")) positional.push(word);
  }
  const [typed, ...older] = positional;
  // "kubectl logs getting timeout errors" is a sentence.
  if (typed === undefined || isFiller(typed)) return undefined;
  const rest = end < words.length ? words.slice(end + 1) : older;
  const [first = "", second] = typed.split("/");
  const kind = second === undefined ? "pod" : (kindOf(first) ?? "pod");
  const read = readTarget(
    `${kind}/${namespace === undefined || kind === "node" ? "" : `${namespace}/`}${second ?? first}`,
  );
  // What a pod's logs say, the pod says; it runs nothing of what stands behind.
  return isRefused(read) ? undefined : { target: read.target, rest: words[verb] === "logs" ? [] : rest };
}

/** Whom a tool is told to call. */
function calledBy(words: readonly string[]): Pick<Told, "to" | "resolves"> | undefined {
  // sh -c "curl …", timeout 5 curl …, sudo, time, watch
  const start = words.findIndex((word) => toolOf(word) !== undefined);
  const tool = toolOf(words[start] ?? "");
  if (
    !tool ||
    !words
      .slice(0, start)
      .every((word) =>
        /^(?:\/?(?:usr\/)?(?:bin\/)?(?:ba|da|a|z)?sh|-[a-z]{1,3}|timeout|sudo|time|watch|while|true;?|do|\d{1,4}s?)$/.test(
          word,
        ),
      )
  )
    return undefined;
  const { positional, options } = argumentsOf(words.slice(start + 1), tool);
  if (tool.looksUp) return lookedUp(positional);
  const host = tool.host === undefined ? undefined : options.get(tool.host);
  const typed =
    host ??
    positional.find((word) => word.includes("://")) ??
    // What has no option for it names a database, or the sentence of somebody who writes "mysql".
    (tool.host !== undefined ? undefined : tool.portFollows ? positional[0] : likeliest(positional));
  const end = typed === undefined || (tool.dotted && !/[.:]/.test(typed)) ? undefined : called(typed, tool);
  if (!end) return undefined;
  const follows = tool.portFollows
    ? positional[1]
    : tool.portOption === undefined
      ? undefined
      : options.get(tool.portOption);
  const number = Number(follows);
  const port = end.port ?? (follows !== undefined && number >= 1 && number <= 65_535 ? number : tool.port);
  const udp =
    tool.portFollows && [...options.keys()].some((letters) => /^[a-tv-z]{0,4}u[a-z]{0,4}$/.test(letters));
  const protocol = udp ? "UDP" : tool.protocol;
  return {
    to: {
      ...end,
      ...(port === undefined || tool.protocol === "ICMP" ? {} : { port }),
      ...(protocol === undefined ? {} : { protocol }),
    },
  };
}

const toolOf = (word: string): Tool | undefined => {
  const name = word.split("/").at(-1) ?? "";
  return tools.find(({ names }) => names.includes(name));
};

function argumentsOf(words: readonly string[], { takes }: Tool) {
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    // What follows is another command, or where the output goes.
    if (/^(?:\||\|\||&&|;|\d?>|>>|<)/.test(word)) break;
    if (!word.startsWith("-") || word === "-") {
      positional.push(word.replace(/[;:,]$/, ""));
      continue;
    }
    const [option = "", value] = word.replace(/^--?/, "").split("=");
    const letter = option.at(-1) ?? "";
    const attached = /^([A-Za-z])(\S+)$/.exec(option);
    const single = !word.startsWith("--") && takes.includes(letter);
    const long =
      option === "connect" ||
      option === "host" ||
      option === "port" ||
      option === "max-time" ||
      option === "connect-timeout" ||
      option === "header" ||
      option === "data" ||
      option === "timeout";
    if (value !== undefined) options.set(option, value);
    else if (option === "h" || long || single) {
      options.set(option === "host" ? "h" : letter === "" || long ? option : letter, words[at + 1] ?? "");
      at += 1;
    } else if (
      attached &&
      (takes.includes(attached[1] ?? "") || attached[1] === "h") &&
      !word.startsWith("--")
    )
      options.set(attached[1] ?? "", attached[2] ?? "");
    else options.set(option, "");
  }
  return { positional, options };
}

/** Of words without a scheme the last one that looks like a host. */
function likeliest(words: readonly string[]): string | undefined {
  const hosts = words.filter(
    (word) =>
      /^(?:\[[0-9a-f:]+\]|[a-z0-9][a-z0-9.-]*)(?::\d{1,5})?(?:\/\S*)?$/i.test(word) && !/^\d+$/.test(word),
  );
  return hosts.find((word) => /[:.]/.test(word)) ?? hosts.at(-1);
}

function called(typed: string, { scheme, protocol }: Tool): EndRead | undefined {
  const url = scheme !== undefined && !typed.includes("://") ? `${scheme}://${typed}` : typed;
  const read = readTarget(url);
  if (isRefused(read)) return undefined;
  if (url.includes("://") || protocol === "ICMP") return protocol === "ICMP" ? withHost(read, typed) : read;
  return withHost(read, typed);
}

function withHost(read: EndRead, typed: string): EndRead | undefined {
  const host = typed.replace(/:\d{1,5}$/, "");
  if (host.includes("/")) return read;
  const end = asHost(read, host);
  return isRefused(end) ? undefined : end;
}

function lookedUp(words: readonly string[]): Pick<Told, "to" | "resolves"> | undefined {
  const server = words.find((word) => word.startsWith("@"))?.slice(1);
  const names = words.filter(
    (word) => !/^[@+]/.test(word) && !/^(?:A|AAAA|SRV|ANY|MX|TXT|hosts|ahosts)$/.test(word),
  );
  const name = names[0] === undefined ? undefined : hostName(names[0]);
  // nslookup NAME SERVER
  const second = server ?? (/^[\da-f.:]+$/i.test(names[1] ?? "") ? names[1] : undefined);
  return name === undefined ? undefined : { to: dnsServer(second), resolves: name };
}
