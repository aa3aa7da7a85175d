/** Python: requests and urllib3, aiohttp, redis-py, pymongo. */
import { phrases, word } from "./told.ts";

export const python = phrases(
  "Python",
  { says: new RegExp(`HTTPS?ConnectionPool\\(host=['"](?<to>${word})['"], port=(?<port>\\d{1,5})`) },
  { says: new RegExp(`Failed to resolve ['"](?<name>${word})`) },
  { says: new RegExp(`Connection to (?<to>${word}) timed out`), kind: "connect-timeout" },
  { says: new RegExp(`Error -?\\d{1,3} connecting to (?<to>${word})`) },
  { says: new RegExp(`Timeout connecting to server|Error while reading from (?<to>${word})`) },
  { says: new RegExp(`Cannot connect to host (?<to>${word}) ssl:`) },
  { says: new RegExp(`Connect call failed \\('(?<to>${word})', (?<port>\\d{1,5})`) },
  // mongo-0.mongo:27017: timed out
  {
    says: new RegExp(`(?<![\\w.:/-])(?<to>[a-z0-9][a-z0-9.-]{0,252}:\\d{2,5}): (?:timed out|\\[Errno)`, "i"),
  },
  { says: /\('(?<to>[^']{1,253})', (?<port>\d{1,5})\)/ },
  { says: /https?:\/\/[^\s"']{1,300} (?:refused|timed out)/ },
);
