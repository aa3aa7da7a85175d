/** What comes back: an answer, an error, a reset. It goes to who called, from whom was called, the other way round than the call. */
import type { Form } from "./forms.ts";

const answer =
  "(?:answers?|repl(?:y|ies)|responses?|syn-?acks?|acks?|return (?:traffic|packets?)|answering packets?)";
const bad =
  "(?:(?:http )?[45]\\d\\ds?|(?:(?:http|connection|tls|timeout|server) )?errors?|timeouts?|(?:connection |tcp )?resets?|RSTs?|FINs?|EOFs?|GOAWAYs?|connection refused|nothing(?: but [45]\\d\\ds?)?)";
const gives =
  "(?:returns?|returned|returning|gives?|gave|giving|sends?|sent|sending|throws?|threw|throwing|answers?|answered|answering|responds?|responded|responding|repl(?:y|ies|ied|ying)|serves?|served|serving|shows?|showed|hands?|spits?)";
const one = "(?:(?:an?|the|only|just|always|some|many|its) ){0,2}";
const helpers = "(?:(?:is|are|keeps?|sometimes|always|just|now|only|often|randomly|suddenly|has been) ){0,2}";
const lost =
  "(?:(?:just|simply|never|ever|silently|always|sometimes|do|does|don't|doesn't|is|are|isn't|aren't|not|get|gets|can't|cannot|being|dropped|lost|blocked|make|makes|it|reach|reaches|arrive|arrives|come|comes|through|back|on|the|way|out|in) ){1,8}";

export const wayBack: readonly Form[] = [
  // "db returns 503 to web", "db answers with a reset to web"
  {
    says: new RegExp(
      `^(?<to>\\S+) ${helpers}${gives} (?:back )?(?:with )?${one}${bad}(?: errors?)? (?:back )?(?:to|at) (?<from>\\S+)$`,
      "i",
    ),
    callerLast: true,
  },
  // "web is answered with 503 by db", "web's connection is closed by db"
  {
    says: /^(?<from>\S+?)(?:(?:'s?)? (?:\S+ ){0,2}?(?:connections?|requests?|calls?|sessions?|traffic))? (?:(?:is|are|gets?|was|were|being|keeps?|getting) ){1,2}(?:answered|closed|reset|cut|terminated|ended|dropped|refused|rejected)(?: with .{1,30}?)? by (?<to>\S+)$/i,
  },
  // "db gives web a 503", "db answers web with 503"
  {
    says: new RegExp(
      `^(?<to>\\S+) ${helpers}${gives} (?<from>\\S+) (?:back )?(?:with )?${one}${bad}(?: errors?)?$`,
      "i",
    ),
    callerLast: true,
  },
  // "the reply from db never reaches web", "db's answers get lost on the way to web"
  {
    says: new RegExp(
      `^(?:the |all |any |no )?${answer} (?:packets? |traffic )?(?:(?:sent|coming) )?(?:from|of|by) (?<to>\\S+) ${lost}(?:(?:to|at|in|on) )?(?<from>\\S+)$`,
      "i",
    ),
    callerLast: true,
  },
  {
    says: new RegExp(
      `^(?:the )?(?<to>\\S+?)(?:'s|')? ${answer} (?:packets? |traffic )?${lost}(?:(?:to|at|in|on) )?(?<from>\\S+)$`,
      "i",
    ),
    callerLast: true,
  },
  // "the 503s web sees come from db"
  {
    says: new RegExp(
      `^(?:the |all |those )?${bad}(?: errors?)?(?: (?:that|which))? (?<from>\\S+) (?:is )?(?:sees?|gets?|getting|seeing|receives?|shows?) (?:all )?(?:comes?|coming|are|is) (?:coming )?(?:back )?from (?<to>\\S+)$`,
      "i",
    ),
  },
  // "web got an RST from db": whoever gets one sent something.
  {
    says: /^(?<from>\S+) (?:is )?(?:gets?|getting|got|receives?|received|sees?) (?:an? |the |only )?(?:tcp )?(?:RSTs?|resets?) (?:back )?from (?<to>\S+)$/i,
  },
  // "db sees TLS handshake errors from web": a server tells that of its clients.
  {
    says: /^(?<to>\S+) (?:logs?|reports?|shows?|sees?|prints?|gets?|has) (?:(?:lots|a lot|plenty) of )?(?:an? )?(?:tls|ssl) handshake (?:errors?|failures?|timeouts?) (?:coming )?from (?<from>\S+)$/i,
    callerLast: true,
  },
  // "is db open to web"
  {
    says: /^(?<to>\S+) (?:open|closed|reachable|accessible|visible|available|unreachable) to (?<from>\S+)(?: (?:on )?(?:port )?(?<port>\d{2,5}))?$/i,
    callerLast: true,
  },
];

const backwards = new RegExp(
  `(?:${answer} (?:packets? |traffic )?(?:(?:sent|coming) )?(?:from|of|by) |'s? ${answer} |^\\S{1,253} ${answer} (?=never|do|don't|are|aren't|get|always|sometimes)).{1,120} (?:to|at|reach(?:es)?|arrives?) `,
  "i",
);

/** Whether it is about what comes back: names in their order are no caller and called. */
export const isAboutTheWayBack = (sentence: string): boolean => backwards.test(sentence);
