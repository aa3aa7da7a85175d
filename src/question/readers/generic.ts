/** Programs that nobody wrote a reader for: an end with a port, in a line that names an error. */
import { errorIn, statusIn, tellsOfSuccess } from "../errors.ts";
import { phrases, word, type Reader } from "./told.ts";

const host = "[a-z][a-z0-9-]{0,62}(?:\\.[a-z0-9-]{1,63}){0,6}";
/** `scrape.go:1351` is a place in a program. */
const noFile = "(?!\\S{0,200}\\.(?:go|py|js|mjs|ts|java|kt|rb|rs|c|cc|cpp|cs|php|scala|html?):)";

const said = phrases(
  "anything else",
  // connection to db:5432 failed
  {
    says: new RegExp(
      `[Cc]onnect(?:ing|ion|ed)? (?:to|with) (?:the )?(?:(?:server|host|upstream|backend|database|broker|address|node) )?(?:at |on )?["'\\[]?(?<to>${word}:\\d{1,5})`,
    ),
  },
  // gRPC: ipv4:10.0.0.1:50051
  { says: /\bipv4:(?<to>(?:\d{1,3}\.){3}\d{1,3}:\d{1,5})/ },
  { says: /\bipv6:(?:%5B|\[)(?<to>[0-9a-f:]{2,45})(?:%5D|\]):(?<port>\d{1,5})/i },
  { says: /(?<url>https?:\/\/(?!nmap\.org|curl\.(?:se|haxx\.se)|docs?\.)[^\s"'<>|()]{1,500})/ },
  {
    says: /(?<url>\b(?:amqps?|rediss?|mongodb|postgres(?:ql)?|mysql|nats|kafka|tcp|ldaps?|wss?):\/\/[^\s"'<>|(),]{1,500})/,
  },
  { says: /(?<![\w.:/-])(?<to>(?:\d{1,3}\.){3}\d{1,3}:\d{1,5})(?![\w.])/ },
  { says: /(?<![\w.:-])(?<to>\[[0-9a-f]{0,4}:[0-9a-f:]{1,40}\]:\d{1,5})/ },
  // Ruby and others: {:host=>"elasticsearch", :port=>9200}, host: 'db', port: 5432
  {
    says: /\bhost(?:name)?["']?(?:=>|: ?)["'](?<to>[^\s"',;]{1,253})["'],? {0,2}:?["']?port["']?(?:=>|: ?)["']?(?<port>\d{1,5})/i,
  },
  // connect(2) for "graylog.logging" port 12202
  { says: /connect\(2\) for "?(?<to>[^\s"]{1,253})"? port (?<port>\d{1,5})/ },
  // host=db.shop port=5432
  {
    says: /\b(?:host|hostname|server|addr|address)=["']?(?<to>[^\s"',;]{1,253})["']?[ ,;]{1,3}(?:\S{1,60}[ ,;]{1,3})?port=["']?(?<port>\d{1,5})/,
  },
  { says: new RegExp(`(?<![\\w./:@-])${noFile}(?<to>${host}:\\d{2,5})(?![\\w:]|\\.\\d)`) },
);

/** Without an error a line with an address in it tells of no failure. */
export const generic: Reader = {
  name: said.name,
  read: (line) => {
    const failed = !tellsOfSuccess(line) && (errorIn(line) !== undefined || statusIn(line) !== undefined);
    const told = failed ? said.read(line) : undefined;
    return told && { ...told, guessed: true };
  },
};
