/** The forms that people use in English where one end alone is said: a table. */
import type { Form } from "./forms.ts";

export const halves: readonly Form[] = [
  // "the liveness probe of shop/cart fails on port 8081"
  {
    says: /^(?:the )?(?:readiness|liveness|startup|health)[ -]?(?:probe|check)s? (?:of|for|on|to) (?<to>\S+) (?:.{0,40} )?port (?<port>\d{1,5})(?: .*)?$/i,
  },
  { says: /^(?<to>.+?) (?:has|have|got) no (?:active |ready |healthy |live )?(?:endpoints?|backends?)$/i },
  {
    says: /^(?:reach|access|call|contact|ping|hit|curl|wget|open|query|(?:talk|connect|speak|get|go)(?:ing)? to|telnet(?: to)?) (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: /^(?:everything|anything|nothing|something|the connections?|connections?|requests?|calls?|traffic|access) (?:to|towards) (?<to>\S+)(?: .*)?$/i,
  },
  {
    says: /^(?<to>.+?) (?:(?:is|are|was|seems?|looks|went) )?(?:unreachable|inaccessible|unavailable|down|offline|dead|broken|reachable|accessible|responding|answering|working)$/i,
  },
  {
    says: /^(?<to>.+?) (?:(?:keeps?|is|are|always|just) )?(?:times? out|timing out|timed out|hangs?|refuses? (?:all )?connections?|rejects? (?:all )?connections?|respond|answer|work|fails?|failing|(?:returns?|gives?|throws?|shows?) (?:an? )?[45]\d\ds?)$/i,
  },
  { says: /^(?<from>.+?) (?:has|have) no (?:network|connectivity|connection|internet(?: access)?|egress)$/i },
];
