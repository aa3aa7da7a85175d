/** Words for what fails now and then only. */

/** In English, with what stands around them in a sentence that does without them. */
export const seldom =
  /(?:^| )(?:(?:about|roughly|almost|around) )?(?:sometimes|intermittently|intermittent|occasionally|randomly|sporadically|periodically|from time to time|(?:every )?now and then|once in a while|at times|every so often|(?:once )?every (?:few|couple of|other|half|\d{1,3}(?:-\d{1,3})?|two|three|four|five|six|ten|fifteen|twenty|thirty) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|requests?|calls?|attempts?|tr(?:y|ies))(?: or so)?|(?:about )?every (?:second|third|other|\d{1,3}(?:st|nd|rd|th)) (?:request|call|connection|attempt|try|packet|time)(?: or so)?|every (?:minute|hour) or so|(?:(?:a )?few|couple of|several|many|\d{1,3}) times (?:an?|per|each|every) (?:minute|hour|day|night)|(?:once|twice) (?:an?|per|each|every) (?:minute|hour|day|night)|often|flaky|flakily|(?:half|some|most|part) (?:of )?the (?:time|requests|calls|connections|packets)|\d{1,2} ?(?:%|percent) of (?:the )?(?:time|requests|calls|connections|packets|traffic)|(?:one|1) (?:in|out of) (?:\d{1,3}|two|three|four|five|ten)(?: (?:requests|calls|tries|attempts|connections))?|on and off)(?=[ ,:?.!]|$),?/i;

const inChinese = /偶尔|有时|间歇|时不时|时好时坏|时通时不通|不稳定|偶发|偶现|不定时|随机|每隔/;

export const saysSeldom = (text: string): boolean => seldom.test(text) || inChinese.test(text);
