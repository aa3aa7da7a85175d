/** What the clients of databases print: psql and libpq, mysql, redis-cli. */
import { phrases, word } from "./told.ts";

export const databases = phrases(
  "databases",
  // connection to server at "db.demo" (10.96.1.2), port 5432 failed: Connection refused
  { says: new RegExp(`connection to server at "(?<to>${word})"(?: \\(${word}\\))?, port (?<port>\\d{1,5})`) },
  {
    says: new RegExp(
      `running on host "(?<to>${word})"(?: \\(${word}\\))? and accepting\\s{1,8}TCP/IP connections on port (?<port>\\d{1,5})`,
    ),
  },
  { says: new RegExp(`could not translate host name "(?<name>${word})"`), kind: "name-unknown" },
  { says: new RegExp(`(?:reach|connect to) database server(?: running)? at "?(?<to>${word})`) },
  // SQL Server puts a comma in front of the port.
  { says: /open a connection to '?(?:tcp:)?(?<to>[^\s',]{1,253}),(?<port>\d{1,5})/ },
  { says: new RegExp(`connect to MySQL server on '(?<to>${word})'`) },
  { says: new RegExp(`Unknown (?:MySQL )?server host '(?<name>${word})'`), kind: "name-unknown" },
  { says: new RegExp(`connect to Redis at (?<to>${word})`) },
  {
    says: new RegExp(
      `(?:dial|connecting to|connect to) (?:redis|mongodb|amqp|postgres(?:ql)?|mysql|nats|kafka)(?: at| server)? (?<to>[^\\s:"']{1,253}:\\d{1,5})`,
      "i",
    ),
  },
);
