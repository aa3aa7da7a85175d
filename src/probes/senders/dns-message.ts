import { dnsNameArgument } from "../text/arguments.ts";

/** Any number: every question has a socket of its own. */
const queryId = 0x6e64;
const recursionDesired = 0x0100;

/** Bytes of a DNS question (RFC 1035 §4.1) for a validated name. Throws UnfitArgument. */
export function dnsQuery(name: string, type: "A" | "AAAA"): readonly number[] {
  const labels = dnsNameArgument(name).replace(/\.$/, "").split(".");
  return [
    ...[queryId, recursionDesired, 1, 0, 0, 0].flatMap(word),
    ...labels.flatMap((label) => [label.length, ...asciiBytes(label)]),
    0,
    ...word(type === "A" ? 1 : 28),
    ...word(1),
  ];
}

/** The bytes of a text of ASCII letters. */
export function asciiBytes(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What the first twelve bytes of an answer say. */
export interface DnsHeader {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED` … or the number. */
  readonly status: string;
  readonly answers: number;
  /** The answer did not fit into UDP: the resolver asks again over TCP. */
  readonly truncated: boolean;
}

const statuses = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];

/** Reads the header of an answer to our question; undefined when it is no such thing. */
export function dnsHeader(bytes: readonly number[]): DnsHeader | undefined {
  const [idHigh = 0, idLow = 0, high = 0, low = 0, , , answersHigh = 0, answersLow = 0] = bytes;
  if (bytes.length < 12 || idHigh * 256 + idLow !== queryId || (high & 0x80) === 0) return undefined;
  const status = low & 0x0f;
  return {
    status: statuses[status] ?? String(status),
    answers: answersHigh * 256 + answersLow,
    truncated: (high & 0x02) !== 0,
  };
}

function word(value: number): number[] {
  return [value >> 8, value & 0xff];
}
