/** An English sentence as it is read: with what people leave out while they type, without what they say to whom they ask, and without asides. */
import { errorIn, statusIn } from "../errors.ts";

/** "(deploy/webapp in ns prod)" */
const kindAndName =
  /^[a-z]{2,12}\/[a-z0-9][a-z0-9.-]{0,252}(?: in (?:the )?(?:ns|namespace) [a-z0-9-]{1,63})?$/i;

/** "(deployment recsys-api, namespace ml)" */
const placedName =
  /^((?:[a-z]{2,12}[ /])?[a-z0-9][a-z0-9.-]{0,252}),? (?:in |@ ?)?(?:the )?(?:ns|namespace):? ([a-z0-9-]{1,63})$/i;

/** "The thing that syncs invoices (invoice-sync-28391)": the name itself, and not where it runs. */
const nameItself =
  /^(?!(?:eu|us|ap|sa|ca|me|af|cn|node|worker|master|host|zone|rack|cluster|v?\d)[a-z]{0,6}-)[a-z0-9]{2,60}(?:-[a-z0-9]{1,60}){0,6}-(?=[a-z]{0,9}\d)[a-z0-9]{2,20}$/i;

const inNamespace = /^(?:in )?(?:the )?(?:ns|namespace):? ([a-z0-9-]{1,63})$/i;

/** What people leave out while they type, put back; what they say to whom they ask, left out. */
const written = (line: string): string =>
  line
    .replace(/\b(ns|namespace) ?= ?(?=[a-z0-9])/gi, "$1 ")
    .replace(/\b(ca|wo|do|does|did|is|are|was|could|would|should|has|have)nt\b/gi, "$1n't")
    .replace(
      /^(?:(?:hi|hey|hello|yo|(?:good )?(?:morning|afternoon|evening))(?: (?:team|all|folks|guys|everyone|there|everybody))?[,!.]{1,3} )+/i,
      "",
    )
    .replace(
      /(?<=^|[,.!?] )(?:a )?(?:quick|noob|dumb|stupid|silly|simple|newbie) (?:q|question)[:,.!]? /i,
      "",
    )
    // "web -> db -> nothing": what comes of it is no end.
    .replace(
      /(?<=(?:->|=>|\u2192) ?[^ ]{1,253}) ?(?:->|=>|\u2192) ?(?:nothing|timeouts?|times? out|[45]\d\ds?|refused|errors?|connection (?:refused|timed out|reset)|reset|hangs?|fails?)(?= |$|[.,!?])/i,
      "",
    )
    // "I'd be grateful if someone could explain why …"
    .replace(
      /^(?=[^,;:]{0,60}\b(?:someone|somebody|anyone|anybody|you|i|we)\b)[^?;:]{3,120}?\b(?:explain|tell (?:me|us)|understand|know|figure out|find out|look(?:ing)? (?:at|into)|see|check(?:ing)?|clarify|investigate) why (?=[^ ])/i,
      "why ",
    )
    // "It's web, not api, that can't reach db", "it's db that web can't reach", "db is the only thing web can't reach"
    .replace(
      /^(?:it's|it is) (?!not\b)(?:the |only )?([^ ,]{1,100})(?:,? (?:and )?not [^ ,]{1,100},?)? (?:that|who|which) (?=(?:can't|cannot|couldn't|doesn't|fails?|is|isn't|gets?|times?)\b)/i,
      "$1 ",
    )
    .replace(
      /^(?:it's|it is) (?!not\b)(?:the |only )?([^ ,]{1,100}) (?:that|which) ([^ ,]{1,100} (?:can't|cannot|couldn't|doesn't|fails? to) [a-z]{2,10}(?: to)?)[.?! ]{0,3}$/i,
      "$2 $1",
    )
    .replace(
      /^(?:the )?([^ ,]{1,100}) is the (?:only )?(?:thing|one|service|host|pod|part|backend)(?: (?:that|which))? ([^ ,]{1,100} (?:can't|cannot|couldn't|doesn't|fails? to) [a-z]{2,10}(?: to)?)[.?! ]{0,3}$/i,
      "$2 $1",
    )
    .replace(/(?<=[a-z0-9]) (?:in front of|sitting before) (?:the )?[^ ,]{1,100}(?= )/i, "")
    // "node1's pods"
    .replace(/\b((?:node|worker|master|host)-?\d{1,4})'s pods\b/gi, "pods on $1")
    .replace(
      /^(?:nobody|no one|nothing|no pods?) (in|on) (?=[^ ]{1,100} can )([^ ]{1,100}) can /i,
      "pods $1 $2 can't ",
    )
    // "From db I see no connections from web"
    .replace(
      /^(?:from|on|in|inside) (?:the )?([^ ,]{1,100}),? (?:i|we) (?:can )?(?:see|get|receive) (?=(?:no|zero) (?:requests?|traffic|packets?|calls?|connections?|syns?) )/i,
      "$1 sees ",
    )
    // "None of the pods that land on node2 can reach the ones on node3".
    .replace(
      /\b(?:none of (?:the |our |my )?|not (?:a single|one) |no )(pods? [^,;.?!]{1,120}?) can (?=[a-z])/gi,
      "$1 can't ",
    )
    .replace(/\b(?:none|any|some|most) of (?:the |our |my )?(?=pods? )/gi, "")
    .replace(
      /\b(pods?|workloads?|containers?|ones|those) (?:(?:that|which) )?(?:(?:is|are|gets?|got|was|were|(?:has|have) been) )?(?:running|scheduled|landing|landed|lands?|runs?|lives?|living|sitting|sits?|placed|located|hosted|started|deployed) (on|in) /gi,
      "$1 $2 ",
    )
    .replace(/(?<=\bpods? (?:on|in) .{1,200})\b(?:the )?(?:ones|those) (?=(?:on|in) )/gi, "pods ")
    // "pods on node2 can't reach the pods of node3"
    .replace(/(?<=\bpods? on (?!port).{1,200})\b(?:the )?pods of (?=[a-z0-9])/gi, "pods on ")
    // "What could prevent db from being reached by web?"
    .replace(
      /(?:what (?:could |might |would )?(?:prevents?|stops?|keeps?|blocks?) )([^,?!]{1,120}) from being (?:reached|called|contacted|accessed|hit) by /i,
      "$1 is unreachable from ",
    )
    // "I exec'd into web and curl db"
    .replace(
      /(?<=^|[,.!?] )(?:(?:i|we) )?(?:have )?(?:kubectl )?(?:exec|exec'd|execed|exec-ed|ssh|ssh'd|sshed|shelled|jumped|hopped|logged|went) (?:in)?to (?:the )?([a-z0-9][a-z0-9./-]{0,200}(?: (?:pod|container))?),? (?:and|then|where) (?:then )?(?:(?:i|we) )?(?:tried |ran |did |run |do )?(?:to )?(?:an? )?/i,
      "from $1 ",
    )
    // "Can't reach the docs page, is github down?": what somebody guesses is no end.
    .replace(
      /(?<=^[^?]{8,400})[,.!;] (?:is|are|was|were|has|have) (?:the |our |my )?[a-z0-9.-]{1,60} (?:been )?(?:down|up|dead|alive|ok|okay|fine|broken|restarted|running|slow|gone|back|deployed|upgraded|updated|changed|moved)(?: again| yet| too| now)?\?{0,3}$/i,
      "",
    )
    // "I just ran curl http://db in the pod web"
    .replace(
      /^(?:(?:i|we) )?(?:just )?(?:ran|run|running|tried|trying|executed|executing|did) (?:an? |the |to )?(?=(?:curl|wget|nc|telnet|ping|connect|reach|call|access) )/i,
      "",
    )
    // "Nodes a and b: pods on the first cannot reach those on the second"
    .replace(
      /^(?:the |our )?(?:nodes?|namespaces?|pods?|services?) ([a-z0-9][a-z0-9./-]*) and ([a-z0-9][a-z0-9./-]*)[:,;] (?=.*\bthe (?:first|former)\b.*\bthe (?:second|other|latter)\b)(.*)$/i,
      (_, first: string, second: string, rest: string) =>
        rest
          .replace(/\bthe (?:first|former)(?: one)?\b/i, first)
          .replace(/\bthe (?:second|other|latter)(?: one)?\b/i, second),
    )
    // "Namespace shop, every pod to db"
    .replace(
      /^(?:in )?(?:the )?(?:ns|namespace) ([a-z0-9-]{1,63})[,:] (?:all |every |any |each )?(?:the )?pods? /i,
      "all pods in $1 ",
    )
    .replace(/[.?!,] (?:does|is|will|can|should|did) (?:it|that|this) (?:[a-z]{1,20} ?){1,4}\?$/i, "")
    // "When I execute curl http://db in the pod web"
    .replace(
      /^(?:when|if|whenever|every time|as soon as|once) (?:i|we|you) (?:run|execute|do|try|issue|start|launch|perform)(?: an?| the| to)? (?=(?:curl|wget|nc|telnet|ping|connect|reach|call|access) )/i,
      "",
    )
    // "…, could you please verify?"
    .replace(
      /[,.;!?] (?:(?:so|and|please),? )?(?:(?:could|can|would|will) (?:you|u|someone|somebody|anyone|anybody)|(?:please|pls|kindly)) (?:please |pls |kindly |maybe )?(?:verify|check|have a look|take a look|look into (?:it|this|that)|look|help(?: me| us)?|confirm|advise|investigate|assist|analy[sz]e (?:it|this)|fix (?:it|this)|tell (?:me|us) why|explain(?: why)?)[?.! ]*$/i,
      "",
    )
    // "on 80, not on 443"
    .replace(
      /\b(?:on )?(?:port )?\d{2,5},? (?:but )?not (?:on )?(?:port )?(\d{2,5})(?![\w.])/gi,
      "on port $1",
    )
    // "web to db, udp 53"
    .replace(
      /(?<=[a-z0-9]), (?:(?:on )?port )?(udp|tcp|sctp) (?:port )?(\d{1,5})(?=[.?! ]|$)/gi,
      " port $2/$1",
    )
    // "tcp/8080", "(161/udp)"
    .replace(/(?<![\w/.:-])(?:port )?(udp|tcp|sctp)\/(\d{1,5})(?![\w/.])/gi, "port $2/$1")
    .replace(/(?<=[a-z0-9]) \((?:port )?(\d{1,5})\/(udp|tcp|sctp)\)/gi, " port $1/$2")
    .replace(
      /[,.!]? (?:thx|ty|thank you|thanks|cheers)(?: (?:a lot|in advance|so much|all|team))?[.! ]*$/i,
      "",
    );

/** "Redis (redis-master:6379)": what stands in brackets says who it is, or is said beside. */
const withoutAsides = (line: string): string =>
  line
    .replace(/(?<=[a-z0-9])'s (?=(?:pods?|containers?|replicas|instances)(?: |$))/gi, " ")
    .replace(
      /(?<= |^)([a-z][\w-]{0,60} )?\(([^()]{1,200})\)/gi,
      (whole, named: string | undefined, aside: string) =>
        /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]):\d{1,5}$|^(?:\d{1,3}\.){3}\d{1,3}$/i.test(aside)
          ? aside
          : inNamespace.test(aside)
            ? `${named ?? ""}in namespace ${inNamespace.exec(aside)?.[1] ?? ""}`
            : placedName.test(aside)
              ? aside.replace(placedName, "$1 in namespace $2")
              : kindAndName.test(aside) || nameItself.test(aside)
                ? aside
                : errorIn(aside) === undefined &&
                    statusIn(aside) === undefined &&
                    // Who takes back what was said.
                    !/^(?:sorry|i mean|i meant|or )/i.test(aside)
                  ? (named ?? "").trimEnd()
                  : whole,
    );

export const plainSentence = (typed: string): string => withoutAsides(written(typed));
