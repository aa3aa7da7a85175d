/** Node.js: `connect ECONNREFUSED 10.0.0.1:80`, `getaddrinfo ENOTFOUND db`, and the fields of its errors. */
import { phrases, word } from "./told.ts";

export const node = phrases(
  "Node.js",
  { says: new RegExp(`request to (?<url>https?://${word}) failed, reason`) },
  { says: new RegExp(`connect E[A-Z]{4,15} (?!at\\s)(?<to>${word})`) },
  { says: new RegExp(`getaddrinfo (?:ENOTFOUND|EAI_AGAIN|EAI_FAIL) (?<name>${word})`) },
  { says: new RegExp(`queryA{1,4} E[A-Z]{4,15} (?<name>${word})`) },
  { says: new RegExp(`address: '(?<to>${word})', {0,4}port: (?<port>\\d{1,5})`) },
  { says: new RegExp(`failed to connect to server \\[(?<to>${word})\\]`) },
);
