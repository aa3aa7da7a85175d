/** Verbs of reaching somebody and of failing to, as sources of regular expressions. */

/** How somebody is who can be reached, or not. */
export const gone =
  "unreachable|inaccessible|unavailable|reach(?:able|ed)|access(?:ible|ed)|call(?:able|ed)|contacted|pinged|available|seen|visible|connected to|talked to|hit|open(?:ed)?";
/** What somebody does whose call fails. */
export const failing =
  "time(?:s|d)? out|timing out|fail(?:s|ed|ing)?|hang(?:s|ing)?|errors?(?: out)?|(?:get|see|receive|return|show)(?:s|ting|ing)? (?:an? |the )?(?:(?:http )?[45]\\d\\ds?(?: errors?)?|errors?|(?:i\\/o |read |connect(?:ion)? )?timeouts?|(?:a )?connection (?:refused|reset(?: by peer)?|timed out|timeouts?)|refused|E[A-Z]{5,15}|EOFs?|RSTs?|(?:connection )?resets?|broken pipes?|no (?:answer|response|reply|route to host)|nothing(?: back)?)";
/** Verbs of calling somebody, without their object. */
export const doing =
  "(?:reach(?:ing)?|access(?:ing)?|scrap(?:e|ing)|query(?:ing)?|us(?:e|ing)|contact(?:ing)?|ping(?:ing)?|call(?:ing)?|hit(?:ting)?|(?:talk|connect|speak|get|go|send)(?:t?ing)?(?: traffic| requests| packets| through)? (?:to|with))";

/** One of these is in a part of a sentence that says that something fails. */
export const failureWords = String.raw`not|cannot|cant|no|never|nothing|none|fail\w*|tim(?:e[sd]?|ing) ?out|timeouts?|refus\w+|block\w*|den(?:y|ies|ied)|drop\w*|unreachable|errors?|[45]\d\ds?`;
