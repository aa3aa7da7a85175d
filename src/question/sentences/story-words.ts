/** Words of a sentence with a story around it: verbs of reaching, what people call somebody beside the name, and what may be a name. */
import { setOf } from "./common-words.ts";
import { isName } from "./named-ends.ts";
import { failureWords } from "./verbs.ts";

/** Whom it calls stands directly behind. */
export const direct =
  setOf(`reach reaches reaching access accesses accessing call calls calling contact contacts contacting ping pings pinging
  hit hits hitting curl curls curling wget telnet nc ncat query queries querying scrape scrapes scraping poll polls polling`);

/** With "to" or "with" behind them. */
export const towards =
  /^(?:connect(?:s|ed|ing|ions?)?|talk(?:s|ing)?|speak(?:s|ing)?|get(?:s|ting)?|go(?:es|ing)?|send(?:s|ing)?|writ(?:e|es|ing)|push(?:es|ing)?|post(?:s|ing)?|publish(?:es|ing)?|ship(?:s|ping)?|stream(?:s|ing)?|log(?:s|ging)?|telnet(?:ting)?|dial(?:s|ing)?|requests?|calls?|traffic|packets|refused|timeouts?|errors?|out|handshakes?|access|ssh|subscribe|subscribing|register|registering|flush(?:es|ing)?|forward(?:s|ing)?)$/;
/** With "from" behind them: what is fetched comes from whom one calls. */
export const fetching =
  /^(?:clone|cloning|pull(?:s|ing)?|fetch|fetches|fetching|download(?:s|ing)?|load(?:s|ing)?|read(?:s|ing)?|consum(?:e|es|ing)|sync(?:s|ing)?)$/;
/** "Can't gossip with …": what stands behind these is a verb, whatever it says. */
export const unable =
  /^(?:can't|cannot|cant|couldn't|won't|unable|able|fail(?:s|ed|ing)?|refus(?:es|ed|ing)|struggl(?:es|ing)|tr(?:y|ies|ying))$/;
/** Verbs of which nobody is the object to whom packets go. */
export const otherVerb =
  /^(?:start|mount|attach|schedule|boot|work|be|find|resolve|create|delete|update|deploy|scale|build|run|install|restart|explain|understand|figure|tell|remember|believe|say|do|have|handle|keep|help|make|come|stay|become|even|just|really|still|always|look|lookup|parse|allocate|evict|drain|roll|move|migrate|change|reproduce|debug|decide|know|think|seem|see why|verify|validate|start|stop|kill|save|set)$/;

/** With "from" or "for" behind them: who calls stands last. */
export const reached =
  /^(?:un)?(?:reach|access|avail|contact)(?:i|a)?ble$|^inaccessible$|^(?:reached|called|contacted|accessed|closed|blocked|firewalled)$/;
/** Who is named behind them had called. */
export const answering = /^(?:answer(?:s|ing)?|(?:reply|replies|replying|respond|responds|responding)-to)$/;

/** What fails, or is asked about: without it nobody is in trouble. */
export const trouble = new RegExp(
  `n't\\b|\\b(?:${failureWords}|reject\\w*|resets?|allow(?:s|ed)?|stop(?:s|ped)?|los[et]\\w*|unavailable|inaccessible|down|broken|hang\\w*|stuck|slow\\w*|why|sits|dies|dying|crash\\w*|flak\\w+|unable|can|does|is there)\\b`,
  "i",
);

/** Here a part of a sentence begins. */
export const joint =
  setOf(`because but since when whenever while that and if so though although as where which after before then until cuz coz bc cause
  whereas or nor except than unless`);
export const verbOfState = setOf(
  "is are was were be been being isn't aren't has have had shows show throws keeps",
);

/** What people call somebody beside the name: "the checkout backend", "our payments thing". */
const roles =
  setOf(`thing things stuff backend app apps application worker workers container containers server servers
  instance instances api page pages dashboard dashboards logs client clients agent agents cluster setup system process
  component replica replicas box side database db cache queue broker microservice ui frontend controller operator tasks workflow pipeline scheduler
  consumer consumers producer producers runner runners collector exporter website site`);

/** Written with a dash or a slash, and no name for that. */
const hyphened =
  /^(?:(?:on|off|up|half|cross|long|short|high|low|third|3rd|real|non|re|pre|post|multi|self|in|well|so|one|two|e|x|mid|inter|intra|semi|co|all|brand|copy|follow|roll|set|back|time|set)-[a-z-]+|[a-z-]+-(?:only|wide|ish|like|based|side|level|ready|time|to|in|up|free|facing|party|of|[a-z]+(?:ed|ing|ly))|and\/or|w\/o?|n\/a|i\/o|tcp\/ip|ci\/cd|yes\/no|a\/b|24\/7|k8s|e2e|l[347]|v\d{1,3}|p\d|ipv?[46]|oauth2?|http2|h2c?|\d{1,4}[a-z]{1,5})$/i;

/** Alone they name nobody: "my app can't reach …". */
export const nobody =
  setOf(`thing things stuff service services app apps application applications job jobs pod pods container containers server servers
  instance instances page pages dashboard dashboards logs client clients agent agents cluster setup deployment system process component replica
  replicas box side tasks workflow website site user customer customers developers browser laptop machine vm vms host hosts someone everything test tests`);

/** A name that is no word of a language: it has a digit, or a mark inside. */
const isSurelyName = (word: string): boolean =>
  isName(word) && /[a-z]/i.test(word) && /\d|[a-z0-9][-._/:][a-z0-9]/i.test(word) && !hyphened.test(word);
export const isAddress = (word: string): boolean =>
  /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$|^\[[0-9a-f:]+\]/i.test(word);
export const isSure = (word: string): boolean => isAddress(word) || isSurelyName(word);

/** "Randomly", "dying", "deployed": words that are made from others. */
const isMade = (word: string): boolean =>
  /[a-z]{3}(?:ly|ing|ed|ful|ness|ment|able|ible|tion)$/i.test(word) && !isSure(word);

/** What carries packets, and is no end. */
export const network =
  /^(?:kube-proxy|kube-router|calico(?:-node)?|cilium(?:-agent)?|flannel|weave-net|aws-cni|istio-proxy|node-local-dns)$/i;

/** Verbs as they stand behind "can't": nobody is called so, while a Service may well be called `shipping` or `posts`. */
const plainVerbs =
  setOf(`reach access call contact ping hit curl query scrape connect talk speak get go send write push pull fetch
  read download cannot can't unable failed`);
export const isVerb = (word: string): boolean => plainVerbs.has(word.toLowerCase());

export const isRole = (word: string): boolean => roles.has(word.toLowerCase());
export const isNamed = (word: string): boolean =>
  isName(word) && !nobody.has(word.toLowerCase()) && !unable.test(word.toLowerCase());
export const isCandidate = (word: string): boolean => isNamed(word) && !isMade(word);
