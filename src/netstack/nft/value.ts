import { addressInterval } from "../numbers/address-interval.ts";
import { icmpType } from "../rules/icmp-types.ts";
import { entryOf, isRecord, listOf, numberOf, textOf, type Json } from "./shape.ts";
import { NotUnderstood } from "../numbers/numbers.ts";
import { protocolNumber } from "../rules/packet-state.ts";
import { deviceInterval, exactly, type Interval, type SetElement, type Verdict } from "../numbers/sets.ts";
import { flagBits } from "../rules/tcp-flags.ts";

/** How the values of a key are written: the same text means different things to different keys. */
export type Kind =
  | "address"
  | "number"
  | "protocol"
  | "device"
  | "state"
  | "address-type"
  | "word"
  | "icmp"
  | "icmpv6"
  | "family"
  | "tcp-flags"
  | "any";

const kindOfType: Readonly<Record<string, Kind>> = {
  ipv4_addr: "address",
  ipv6_addr: "address",
  inet_proto: "protocol",
  inet_service: "number",
  ifname: "device",
  iface_index: "device",
  mark: "number",
  ct_state: "state",
  fib_addrtype: "address-type",
  icmp_type: "icmp",
  icmpv6_type: "icmpv6",
  nf_proto: "family",
  tcp_flag: "tcp-flags",
  integer: "number",
};

/** A named set's `type`: one name or several; newer versions print `typeof` expressions, read by their values. */
export function typeKinds(type: Json): readonly Kind[] {
  const names = Array.isArray(type) ? listOf(type) : [type];
  return names.map((name) => (typeof name === "string" ? (kindOfType[name] ?? "any") : "any"));
}

/** One value as an interval. Throws NotUnderstood. */
export function readValue(value: Json, kind: Kind): Interval {
  const [wrapper, body] = entryOf(value) ?? [];
  if (wrapper === "prefix" && isRecord(body)) {
    const interval = addressInterval(`${textOf(body.addr)}/${textOf(body.len)}`);
    if (interval) return interval;
  }
  if (wrapper === "range") {
    const [from, to] = listOf(body).map((end) => readValue(end, kind));
    if (from && to && "from" in from && "to" in to) return { from: from.from, to: to.to };
  }
  if (wrapper === "|" && kind === "tcp-flags") return exactly(flagsOf(listOf(body)));
  if (wrapper !== undefined) throw new NotUnderstood(JSON.stringify(value));
  if (kind === "device") return readDevice(value);
  if (typeof value === "number") return exactly(value);
  if (typeof value === "string") return readWord(value, kind);
  if (kind === "tcp-flags") return exactly(flagsOf(listOf(value)));
  throw new NotUnderstood(JSON.stringify(value));
}

/** `false` and 0 stand for no device at all, in the answers of a route lookup. */
function readDevice(value: Json): Interval {
  if (value === false || value === 0 || value === "0") return { name: "", prefix: false };
  if (typeof value !== "string") throw new NotUnderstood(JSON.stringify(value));
  return deviceInterval(value, "*");
}

function readWord(text: string, kind: Kind): Interval {
  switch (kind) {
    case "address":
      return present(addressInterval(text), text);
    case "protocol":
      return present(numberInterval(protocolNumber(text)), text);
    case "icmp":
    case "icmpv6":
      return present(numberInterval(icmpType(kind === "icmp" ? 4 : 6, text)), text);
    case "family":
      return exactly({ ipv4: 2, ip: 2, ipv6: 10, ip6: 10 }[text] ?? 0);
    case "tcp-flags":
      return exactly(flagsOf([text]));
    case "state":
    case "address-type":
      return { name: text.toUpperCase(), prefix: false };
    case "word":
      return { name: text, prefix: false };
    case "device":
    case "number":
      if (/^(0x[0-9a-f]+|\d+)$/i.test(text)) return exactly(BigInt(text));
      throw new NotUnderstood(text);
    case "any":
      return addressInterval(text) ?? numberInterval(protocolNumber(text)) ?? present(undefined, text);
  }
}

function numberInterval(value: number | undefined): Interval | undefined {
  return value === undefined ? undefined : exactly(value);
}

function present(interval: Interval | undefined, text: string): Interval {
  if (!interval) throw new NotUnderstood(text);
  return interval;
}

function flagsOf(names: readonly Json[]): bigint {
  const flags = flagBits(names.map(textOf));
  if (flags === undefined) throw new NotUnderstood(JSON.stringify(names));
  return flags;
}

/** Elements of a set or map. What cannot be read is named in `undecidable`. */
export function readElements(
  items: readonly Json[],
  kinds: readonly Kind[],
): { readonly elements: readonly SetElement[]; readonly undecidable?: string } {
  const elements: SetElement[] = [];
  let undecidable: string | undefined;
  for (const item of items) {
    try {
      const [key, data] = Array.isArray(item) ? listOf(item) : [item];
      elements.push({ ...readKey(key, kinds), ...(data !== undefined && readData(data)) });
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      undecidable ??= error.message;
    }
  }
  return { elements, ...(undecidable !== undefined && { undecidable }) };
}

function readKey(key: Json, kinds: readonly Kind[]): Pick<SetElement, "key" | "timeout"> {
  const [wrapper, body] = entryOf(key) ?? [];
  if (wrapper === "elem" && isRecord(body)) {
    const timeout = numberOf(body.timeout);
    return { ...readKey(body.val, kinds), ...(timeout !== undefined && { timeout }) };
  }
  if (key === "*" && kinds[0] !== "device") return { key: [] };
  const parts = wrapper === "concat" ? listOf(body) : [key];
  return { key: parts.map((part, index) => readValue(part, kinds[index] ?? "any")) };
}

function readData(data: Json): Pick<SetElement, "verdict" | "value"> {
  const verdict = readVerdict(data);
  if (verdict) return { verdict };
  const [wrapper, body] = entryOf(data) ?? [];
  return { value: (wrapper === "concat" ? listOf(body) : [data]).map((part) => readValue(part, "any")) };
}

/** `{ "drop": null }`, `{ "jump": { "target": … } }`. Undefined when it is none. */
export function readVerdict(json: Json): Verdict | undefined {
  const [name, body] = entryOf(json) ?? [];
  switch (name) {
    case "accept":
    case "drop":
    case "return":
    case "continue":
    case "queue":
      return { to: name };
    case "jump":
    case "goto":
      return isRecord(body) ? { to: name, chain: textOf(body.target) } : undefined;
    case "reject":
      return { to: "reject", with: isRecord(body) ? rejectWith(body) : "port-unreachable" };
    default:
      return undefined;
  }
}

function rejectWith(body: Readonly<Record<string, Json>>): string {
  return [textOf(body.type), textOf(body.expr)].filter((word) => word !== "").join(" ") || "port-unreachable";
}
