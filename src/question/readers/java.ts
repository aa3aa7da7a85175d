/** Java: the JDK, Apache HttpClient, OkHttp, Netty, JDBC drivers, Kafka. Netty and the JDK print `name/address:port`. */
import { phrases, word } from "./told.ts";

export const java = phrases(
  "Java",
  { says: new RegExp(`I/O error on [A-Z]{3,7} request for "(?<url>https?://${word})`) },
  {
    says: new RegExp(`UnknownHostException: (?:No such host is known \\()?(?<name>${word})`),
    kind: "name-unknown",
  },
  // redis.cache/10.43.13.13:6379
  {
    says: /(?<![\w./:-])(?<to>[a-z0-9][a-z0-9.-]{0,252}\/(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}):\d{1,5})(?!\d)/,
  },
  // PSQLException: Connection to db.demo:5432 refused.
  { says: new RegExp(`Connection to (?<to>${word}) refused`), kind: "refused" },
  // Connect to inventory:8080 [inventory/10.96.7.8] failed: Connection refused
  {
    says: new RegExp(
      `Connect to (?:https?://)?(?<to>${word})(?: \\[[^\\]\\n]{1,300}\\])? (?:failed|timed out)`,
    ),
  },
  {
    says: new RegExp(
      `(?:[Cc]onnection timed out|Connection refused|No route to host|no further information): (?!no further)(?<to>${word})`,
    ),
  },
  { says: new RegExp(`Failed to connect to (?<to>[^\\s"'()/:]{0,253}[:/]${word})`) },
  { says: new RegExp(`Unable to connect to (?<url>[a-z]{2,12}://${word})`) },
  { says: new RegExp(`Unable to connect to (?<to>${word}:\\d{1,5})`) },
  { says: new RegExp(`executing [A-Z]{3,7} (?<url>https?://${word})`) },
  { says: new RegExp(`Could not connect to broker URL: (?<url>${word})`) },
  // Connection to node 1 (kafka-0.kafka/10.1.1.1:9092) could not be established
  { says: new RegExp(`Bootstrap broker (?<to>${word}) \\(id: [^)\\n]{1,60}\\) disconnected`) },
  { says: new RegExp(`[Cc]onnection to node -?\\d{1,9} \\((?<to>${word})\\)`) },
  {
    says: new RegExp(`jdbc:oracle:thin:@(?://)?(?<to>[^\\s/:"']{1,253}):(?<port>\\d{1,5})`),
    protocol: "TCP",
  },
  // The TCP/IP connection to the host db.erp, port 1433 has failed.
  {
    says: new RegExp(
      `TCP/IP connection to the host (?<to>${word}), (?:named instance \\S{1,60}|port (?<port>\\d{1,5}))`,
    ),
  },
  { says: new RegExp(`jdbc:sqlserver://(?<to>${word})`), port: 1433 },
  { says: new RegExp(`jdbc:(?:mariadb|mysql)://(?<to>[^\\s/"';?,]{1,253})`), port: 3306 },
  { says: new RegExp(`jdbc:postgresql://(?<to>[^\\s/"';?,]{1,253})`), port: 5432 },
);
