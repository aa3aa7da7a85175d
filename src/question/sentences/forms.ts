/** The forms that people use in English for one that cannot reach another: a table. */

import { doing, failing, gone } from "./verbs.ts";

/** A way to say it, with `from`, `to`, `name` (looked up), `port`, and what `works` where they stand. */
export interface Form {
  readonly says: RegExp;
  /** The caller stands last: what is said of the port behind it is meant of the other end. */
  readonly callerLast?: true;
  readonly dns?: true;
  /** Behind the end that stands last it may say how it fails. */
  readonly stateLast?: true;
  /** It knows of the "but": of two parts it says which is meant. */
  readonly contrast?: true;
  /** Said in other words it means something else. */
  readonly unless?: RegExp;
}

const link = "(?:to |with |on |at |towards |against |from |by )?";
const traffic =
  "(?:(?:(?:all|any|the|new) )?(?:(?:tcp|udp|http|grpc) )?(?:connections?|traffic|requests?|packets?|calls?|access) )";
const subject = "[^ ].*?";

export const forms: readonly Form[] = [
  // "db never gets requests from web": what goes to a server comes from who calls it.
  {
    says: /^(?<to>\S.*?) (?:(?:never|no longer|not|hardly|(?:does|do|did|is|are|can)(?:n't| not)|cannot|stopped|keeps) )?(?:get|receiv|see|accept)(?:s|e|es|ting|ing)? (?:(?:no|any|the|all|new|more|only some|some) )?(?:(?:tcp|udp|http|grpc|incoming|inbound) )?(?:requests?|traffic|packets?|calls?|connections?|syns?|quer(?:y|ies)|datagrams?|hits|pings?|heartbeats?|callbacks?|webhooks?) (?:coming |sent )?(?:from|of|by) (?<from>\S+)$/i,
    callerLast: true,
  },
  {
    says: /^(?<from>.+?) (?:resolv(?:e|es|ing)|look(?:s|ing)? up) (?:the )?(?:name |host ?name |host |domain )?(?<name>\S+)$/i,
    dns: true,
  },
  // "web gets NXDOMAIN for db.shop"
  {
    says: /^(?<from>.+?) (?:is |keeps )?(?:gets?|getting|got|sees?|seeing|has|receives?) (?:an? |the |only )?(?:nxdomains?|servfails?|no such host|unknown host|name not (?:known|found)|enotfound|eai_again|dns (?:errors?|timeouts?|failures?))(?: errors?)? (?:for|on|when resolving|resolving) (?<name>\S+)$/i,
    dns: true,
  },
  {
    says: /^(?<name>\S+)(?: .{0,40})? (?:resolv(?:e|es|ed|ing)|resolvable) (?:from|in|inside|on|by) (?<from>.+)$/i,
    dns: true,
  },
  // "nslookup db.shop from web fails"
  {
    says: /^(?:nslookup|dig|host|resolv(?:e|ing)|look(?:ing)? ?up(?: of)?) (?<name>\S+) (?:from|in|inside|on) (?<from>.+)$/i,
    dns: true,
    callerLast: true,
    stateLast: true,
  },
  {
    says: /^(?:dns(?![\w-])|name resolution|resolving(?: names)?)(?: .{0,60})? (?:from|in|inside|on|for|of) (?<from>.+)$/i,
    dns: true,
  },
  {
    says: /^(?<from>.+?) (?:has |have |with |gets |sees )?(?:no|broken|failing|dns) (?:dns|name resolution|lookups?|(?:dns )?(?:errors?|problems?|issues?|timeouts?|failures?))$/i,
    dns: true,
  },
  {
    says: /^(?:node ?)?port (?<port>\d{1,5}) (?:on|of|at) (?<to>.+?) (?:(?:is |be )?(?:not )?(?:open|closed|blocked|filtered|reachable|unreachable|accessible|dead|down) )?(?:from|for|by) (?<from>.+)$/i,
    callerLast: true,
  },
  // "web can ping db but not connect on 5432"
  {
    says: /^(?<from>.+?) (?:ping|reach|resolve)s? (?<to>\S+),? but (?:.{0,40} )?(?:port |on )(?<port>\d{1,5})(?: .{0,40})?$/i,
    contrast: true,
  },
  // "db never sees the calls web makes"
  {
    says: /^(?<to>\S.*?) (?:(?:never|no longer|not|hardly|(?:does|do|did|is|are|can)(?:n't| not)|cannot) )?(?:get|receiv|see|accept)(?:s|e|es|ting|ing)? (?:(?:any|the|all|of the) )?(?:requests?|traffic|packets?|calls?|connections?|quer(?:y|ies)|data|datagrams?) (?:(?:that|which) )?(?<from>\S+) (?:makes?|sends?|is making|is sending|opens?|issues?)$/i,
    callerLast: true,
  },
  // "everything web sends to db vanishes"
  {
    says: /^(?:[^ ].{0,60} )?(?:everything|anything|nothing|(?:(?:the|all|any) )?(?:requests?|traffic|packets?|calls?|connections?|data)) (?:(?:that|which) )?(?<from>\S.*?) (?:sends?|makes?|opens?|writes?|posts?|pushes|is sending|directs?) (?:to|towards|at) (?<to>.+?)(?: (?:just |simply |never |silently |is |are |gets? |does not |doesn't |don't )*(?:vanish(?:es|ed)?|disappears?|arrives?|lost|dropped|ignored|goes nowhere|times? out|come through|get through|refused|blocked))?$/i,
    stateLast: true,
  },
  // "web is unable to open 1414 on db"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:open|${doing})s? (?<works>(?:(?<protocol>tcp|udp|sctp)[ /])?(?:port )?(?<port>\\d{2,5})(?:/tcp)?) (?:on|of|at) (?<to>\\S+(?: \\S+)?)$`,
      "i",
    ),
    stateLast: true,
  },
  // "pods in a and pods in b can't talk"
  {
    says: /^(?<from>.+?) and (?<to>.+?) (?:can't|cannot|can not|don't|do not|aren't able to|are not able to|are unable to|stopped|no longer|fail to) (?:talk|talking|communicate|communicating|connect|connecting|see|reach|ping)(?: to| with)?(?: each other| one another)?(?: .{0,30})?$/i,
    unless: / (?:to|with|reach|see|ping) (?!each|one another)[^ ]/i,
  },
  // "web can reach db by ip but not by name"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:can|is able to|are able to) ${doing} (?<to>\\S+) (?<works>(?:by|via|through|using|over) .{1,40},? but not(?: (?:by|via|through|using|over) .{1,40})?)$`,
      "i",
    ),
    contrast: true,
  },
  // "web can reach db but not cache"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:can|is able to|are able to) (?:still |also |both )?${doing} (?<works>.{1,80}?),? but (?:not|can't|cannot|can not|(?:is|are) not able to|isn't able to) (?:${doing} )?(?:to |with )?(?<to>.+)$`,
      "i",
    ),
    stateLast: true,
    contrast: true,
  },
  // "web can reach db but worker can't"
  {
    says: new RegExp(
      `^(?<works>.+? ${doing}(?:es|s)?) (?<to>\\S+),? but (?!\\k<to> )(?<from>\\S.*?) (?:can't|cannot|can not|doesn't|does not)$`,
      "i",
    ),
    callerLast: true,
    contrast: true,
  },
  // "from web I can telnet to db:80 but not to db:81"
  {
    says: new RegExp(
      `^(?:from|in|inside|on) (?<from>.{1,120}?),? (?:i|we)(?:'m|'re| am| are)? (?:can|able to) (?:${doing}|telnet to|curl) (?<works>.{1,80}?),? but (?:not|can't|cannot) (?:${doing} )?(?:to |with )?(?<to>.+)$`,
      "i",
    ),
    stateLast: true,
    contrast: true,
  },
  // "grafana datasource error: can't reach loki"
  {
    says: new RegExp(
      `^(?<from>\\S+) (?<works>(?:\\S{1,40} ){0,3}?)(?:errors?|logs?|says?|alerts?): (?:can't|cannot|can not|unable to|could not|couldn't|failed to|not able to) ${doing} (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  // "udp 514 from fluentd to syslog"
  {
    says: /^(?:.{0,40} )?(?<protocol>tcp|udp|sctp)(?: port |\/| )(?<port>\d{1,5}) from (?<from>\S.*?) to (?<to>.+)$/i,
    stateLast: true,
  },
  // "can ping db from node1 but not from web"
  {
    says: new RegExp(
      `^${doing} (?<to>\\S+) (?:from|in|inside) (?<works>.{1,80}?),? but not (?:from|in|inside) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
    contrast: true,
  },
  // "haproxy shows backend orders as down"
  {
    says: /^(?<from>\S+) (?:shows?|marks?|marked|reports?|says?|sees?|thinks|has|lists?) (?:(?:the|its|that) )?(?<works>backend|upstream|server|target|endpoint)s? (?<to>\S+) (?:as |is |are )?(?:down|unhealthy|dead|unavailable|unreachable|red|failing)$/i,
  },
  // "nginx returns 504 for /api, backend is api:8000"
  {
    says: /^(?<from>\S+) (?:is |keeps )?(?:returns?|returning|gives?|giving|shows?|showing|throws?|throwing) (?:an? )?(?:http )?[45]\d\ds?(?<works>(?: .{0,60}?)?,? (?:the )?(?:backend|upstream)(?: service)?) (?:is|being) (?<to>.+)$/i,
    stateLast: true,
  },
  // "from worker-1 to db works but from worker-2 hangs"
  {
    says: /^(?:.{0,60} )?from (?<works>\S+) to (?<to>\S+)(?: .{0,40})?,? but (?:not )?from (?<from>\S+)(?: .{0,40})?$/i,
    callerLast: true,
    contrast: true,
  },
  // "can web open tcp 3306 to db"
  {
    says: /^(?<from>.+?) (?:open|make|establish|send|use|get)s? (?:an? )?(?<works>(?<protocol>tcp|udp|sctp) ?(?:port )?(?<port>\d{1,5})) (?:connections? |traffic )?(?:to|towards) (?<to>.+)$/i,
    stateLast: true,
  },
  // "db works from web but not from worker"
  {
    says: /^(?<to>\S+) (?:.{1,80} )?(?:from|by|in|on) (?<works>.{1,80}?)(?:,? (?:but|and)|,)? not (?:from|by|in|on) (?<from>[^ ]+)$/i,
    callerLast: true,
    contrast: true,
  },
  // "a policy keeps web from talking to db", "does it allow web to talk to db"
  {
    says: new RegExp(
      `^(?:.{0,80} )?(?:block|prevent|stop|keep|allow|let|permit|forbid|deny|denie)(?:s|ed|ing|ping|ting)? (?<from>${subject}) (?:from |to )?${doing} (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: new RegExp(`^(?<to>${subject}) (?:${gone}) (?:from|by|for) (?<from>.+)$`, "i"),
    callerLast: true,
    // "web gets host unreachable for db": that is told of whom it calls.
    unless:
      /\b(?:gets?|getting|got|sees?|seeing|has|reports?|logs?) .{0,40}(?:unreachable|unavailable) for\b/i,
  },
  {
    says: /^(?<from>.+?) (?:(?:get|got|is|are|was|were|be|being)(?:s|ting)? )?(?:refused|rejected|blocked|denied|dropped|reset|cut off|firewalled) by (?<to>.+)$/i,
  },
  {
    says: new RegExp(
      `^(?<to>.+?) (?:(?:is|are|keeps) )?(?:refus|reject|drop|block|den|reset)(?:es|s|e|ies|y|ing|ping|ting)? ${traffic}?(?:from |of |by )(?<from>.+)$`,
      "i",
    ),
    callerLast: true,
  },
  {
    says: /^(?<to>.+?) (?:respond|answer|repl)(?:s|ies|ing|y|ying)? (?:back )?(?:to )?(?:(?:requests|calls|connections) (?:from|by|of) )?(?<from>\S+)$/i,
    callerLast: true,
  },
  { says: /^(?<to>.+?) (?:refuses|rejects|drops|blocks|denies) (?<from>\S+)$/i, callerLast: true },
  // "redis refused web", but "web refused redis:6379": a port says who was called.
  {
    says: /^(?<to>\S+) (?:has )?(?:refused|rejected|dropped|blocked|denied) (?<from>\S+)$/i,
    callerLast: true,
    unless: /:\d{1,5}$/,
  },
  // What answers goes back to who called.
  {
    says: /^(?:.{0,30} )?(?:responses?|repl(?:y|ies)|answers?|return (?:traffic|packets)|acks?) (?:packets |traffic )?from (?<to>\S.*?) to (?<from>.+)$/i,
    callerLast: true,
    stateLast: true,
  },
  {
    says: /^(?:nothing|(?:no )?(?:packets?|traffic|requests?|connections?|calls?)) (?:from|of|by) (?<from>\S.*?) (?:ever |never )?(?:arrives?|reach(?:es)?|comes?|gets?|makes? it) (?:through |over )?(?:at |to |in )?(?<to>\S+)$/i,
  },
  // "traffic going out of web towards db vanishes"
  {
    says: /^(?:the |all |any )?(?:traffic|packets?|requests?|calls?|connections?|data) (?:(?:that|which) )?(?:(?:is|are) )?(?:going|sent|coming|leaving|headed|heading)(?: out)? (?:of|from) (?<from>\S+) (?:to|towards|for|into) (?<to>\S+(?: \S+)??)(?: (?:seems?|is|are|just|simply|never|gets?|vanish|disappear|do|does|can).*)?$/i,
  },
  // "nothing sent by web arrives at db"
  {
    says: /^(?:nothing|no (?:packets?|traffic|requests?|calls?|data)|everything|anything|packets?|requests?|traffic|calls?|data|what) (?:(?:that|which) )?(?:(?:is|are|was|were) )?(?:sent|coming|going|made|issued|opened) (?:out )?(?:by|from) (?<from>\S.*?) (?:(?:ever|never|does not|doesn't|do not|don't|is not|isn't) )?(?:arriv(?:es?|ing)|reach(?:es)?|gets?|comes?|shows? up|seen)(?: (?:at|to|in|on|by))? (?<to>\S+(?: \S+)?)$/i,
    stateLast: true,
  },
  { says: /^(?:.{0,80} )?from (?<from>\S.*?) to (?<to>.+)$/i, stateLast: true },
  {
    says: /^(?:.{0,60} )?(?<works>(?:(?<protocol>tcp|udp|sctp)[ /])?(?:port )?(?<port>\d{2,5})(?:\/(?:tcp|udp|sctp))?) (?:traffic )?between (?<from>\S.*?) and (?<to>.+)$/i,
    stateLast: true,
  },
  { says: /^(?:.{0,80} )?between (?<from>\S.*?) and (?<to>.+)$/i, stateLast: true },
  {
    says: /^(?<from>.+?)'s? (?:connections?|requests?|traffic|calls?|packets|link) to (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?:curl|wget|telnet|nc|${doing}|(?:connections?|access|requests?|traffic|packets|calls|dns|http|https|tcp|udp)(?: requests?| traffic)? to) (?:-\\S+ )*(?<to>(?:the )?(?:(?:kubernetes|k8s|kube)[ -]api(?:[ -]?server)?|api server)|\\S+(?: (?:on )?port \\d{1,5}| (?:on )?\\d{1,5})?) (?:.{0,60} )?(?:from|in|inside) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
    stateLast: true,
  },
  // "inside web I get refused connecting to db", "from web we can't reach db"
  {
    says: new RegExp(
      `^(?:from|in|inside|on|within) (?<from>${subject}),? (?:i|we|you) .{0,80}?${doing} (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?<to>${subject}) (?:${failing}) (?:for|when called from|when called by|from) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
    // "nginx returns 502 for web": a proxy says that of whom it calls.
    unless:
      /\b(?:gets?|getting|got|sees?|seeing|receiv(?:e|es|ing)) .{1,40} from|refused from|\ds? from|(?:timeouts?|errors?|resets?|answer|response|nothing) from|50[234]s?(?: errors?)? for|\b(?:gets?|getting|got|sees?|seeing|receiv(?:e|es|ing)|has|have) .{1,60} for\b/i,
  },
  {
    says: /^(?<from>.+?) (?:reach(?:es|ing)?|access(?:es|ing)?|contact|ping(?:s|ing)?|scrap(?:e|es|ing)|call(?:s|ing)?|hit(?:s|ting)?|join(?:s|ing)?|see|curl|wget|open|query|(?:talk(?:s|ing)?|connect(?:s|ing)?|speak(?:s|ing)?|get(?:s|ting)?(?: through)?|go(?:es)?|send(?:s|ing)?(?: \w+)?) (?:to|with|on|at)|telnet(?: to)?|(?:find|get)s? (?:any )?(?:endpoints?|backends?) (?:for|of)) (?<to>.+)$/i,
    stateLast: true,
  },
  // "web gets no route to host for db"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:is |keeps |always )?(?=(?:get|got|see|receiv))(?:${failing}) for (?:the )?(?:(?:requests?|calls?|connections?|traffic) to )?(?<to>\\S+(?: port \\d{1,5})?)$`,
      "i",
    ),
    stateLast: true,
  },
  // "web hangs when it calls db"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:${failing}) (?:when(?:ever)?|while|if|as soon as|every time|each time) (?:it|they) (?:(?:tr(?:y|ies) to|wants? to|has to|have to|needs? to) )?${doing}s? (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?<from>.+?) (?:${failing}) (?:(?:when |while |trying to )?(?:connect(?:ing)? to|talk(?:ing)? to|call(?:ing)?|go(?:ing)? to|reach(?:ing)?|access(?:ing)?) )?${link}(?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: /^(?<from>.+?) (?:has|have|having|with) (?:.{0,40} )?(?:problems?|issues?|trouble|errors?|timeouts?|failures?) (?:to|with|on|against|from) (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: /^(?:the )?(?:network )?(?:connectivity|connection|connections|path|route|reachability|link|flow|access|communication|traffic) (?:of |for |from |between )?(?<from>\S+) (?:and |with |to |towards )?(?<to>\S+)(?: (?:on )?(?<works>port (?<port>\d{1,5})(?:\/(?<protocol>tcp|udp|sctp))?))?$/i,
  },
  { says: /^(?:from )?(?<from>.+?) to (?<to>.+)$/i, stateLast: true },
];
