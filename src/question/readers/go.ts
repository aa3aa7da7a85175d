/** Go's net package, as every program in it prints its errors: `dial tcp 10.0.0.1:80: connect: connection refused`. */
import { phrases, word } from "./told.ts";

export const go = phrases(
  "Go",
  // lookup db.shop.svc on 10.96.0.10:53: read udp 10.233.72.69:48822->10.96.0.10:53: i/o timeout
  {
    says: new RegExp(
      `\\blookup (?<name>${word}) on (?<server>${word})(?: (?:read|write|dial) (?:udp|tcp) (?<client>${word})->)?`,
    ),
  },
  { says: new RegExp(`\\blookup (?<name>${word}): `) },
  // What a server says of who called it.
  { says: new RegExp(`(?:TLS|tls) handshake error from (?<client>${word})`), kind: "tls" },
  // read tcp 10.233.72.69:43218->10.233.75.4:9080: read: connection reset by peer
  { says: new RegExp(`\\b(?:read|write) udp[46]? (?<client>${word})->(?<to>${word})`), protocol: "UDP" },
  { says: new RegExp(`\\b(?:read|readfrom|write|close|dial) tcp[46]? (?<client>${word})->(?<to>${word})`) },
  { says: new RegExp(`\\bdial udp[46]? (?<to>${word})`), protocol: "UDP" },
  { says: new RegExp(`\\bdial tcp[46]? (?!i/o )(?<to>${word})`) },
  // Get "http://10.0.0.1/": context deadline exceeded
  { says: /\b(?:Get|Head|Post|Put|Patch|Delete|Options) \\?"?(?<url>https?:\/\/[^\s"\\]{1,1000})/ },
);
