/** Words that people use around names. Kinds, as `pod` and `svc`, are known elsewhere. */

/** Words with white space between them. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Behind these stands who is called. */
const called = setOf(`
    access accesses accessing against call calling calls contact contacting curl hit hits hitting into join
    joining joins open opening ping pinging pings queries query querying reach reached reaches reaching scrape
    scrapes scraping see sees to towards use uses wget`);

/** What a sentence about such trouble is made of beside names. In the order of the alphabet. */
const common = setOf(`
    a able about above accept accepted accepting accepts accessed accessible across afaik again ago all allow
    allowed allows almost also always am an and another answer answered answering answers any anybody anymore
    anyone anything are aren't around arrive arrived arrives arriving as asap ask at atm away back backups bad
    be because become been before began begins behind being believe below besides between block blocked blocking
    blocks both break breaks broke broken btw but by can can't cannot cant cause caused causes certificate
    change changed changes check checked cheers clone cloning closed clue cluster cluster-ip clusterip come
    comes coming complain complains complaint complaints configured confirm confirmed confirms connect connected
    connecting connection connections connectivity connects consume consumes consuming contacted correctly could
    couldn't couple cross-node currently data day days dead debug denial denied denies deny deploy deployed
    diagnose dial did didn't different dig direction disappear disappears dns do does doesn't doesnt doing don't
    dont down download downloading downloads drop dropped dropping drops due during each eat eating eats
    econnrefused econnreset egress ehostunreach either else emails end ends eof error errors etimedout even
    events ever every everybody everyone everything expected experiencing expired explain external fail failed
    failing fails failure failures fetch fetches fetching few figure file files filtered find finds fine first
    five fix flaky folks for found four freezes friday from frozen gateway gave get gets getting give gives
    giving go goes going gone got grpc guys had hairpin half handshake hang hanging hangs happen happened
    happening happens has hasn't have haven't having health healthcheck healthchecks healthy hello help here hey
    hi hmm host hostname hour hours how http https hubble i i'm i/o icmp idea if image images imo in
    inaccessible ingress-policy inside instead intermittent intermittently internal internet is isn't issue
    issues it it's its itself jobs just keep keeping keeps kept kill killing kills kind know kubectl laggy last
    latency least less let lets like likely lines link liveness load loaded loading loads log login logs long
    longer look looking looks lookup lookups loops lose loses losing loss lossy lost lot lots made mails
    maintenance make makes many may maybe me meant message messages metrics might migration minute minutes
    monday month months more morning most msg much must my name names nat nc need needs netcat network
    networking networkpolicy never new next night no nobody node-port nodeport none noone normal not nothing now
    nslookup nxdomain obtain occasionally of off often ok old on once one only opens or other others our out
    outside over own packet packets page pages part patch path peer people per pinged please pls plz pm
    pod-to-pod policies policy policy-wise port ports possible prevent prevented preventing prevents probe
    probes problem problems properly psql pull pulling pulls push pushes pushing queried quite random randomly
    rather reachability reachable read readiness reading reads really reason reboot receive received receives
    recent recently records redis-cli refusal refuse refused refuses refusing reject rejected rejecting rejects
    release replicate replicates replicating reply report reports request requests reset resets resolution
    resolve resolved resolves resolving respond responding response responses restart restarted restarts retried
    retries retrieve retrieves retry retrying return returned returning returns right rn rollout run running runs ran route routes
    rows rst same saturday saw say says scraped second seconds seeing seem seems seen send sending sends sent
    servfail seven several should show showing shows side sign signed since sit sits sitting six slow slowly
    snapshots so some somebody somehow someone something sometimes somewhere soon spans spins still stop stopped stopping
    stops store strange stuck succeed succeeds such sudden suddenly sunday supposed sure swallow swallowing
    swallows sync syncing syncs take takes talk talking talks tbh tcp team telemetry tell telnet temporarily
    than thanks that that's the their them then there there's these they thing things think this those though
    three through throwing thursday thx time timed timeout timeouts times timing tls today tomorrow too traces
    traffic tried tries trouble try trying tuesday two ty u udp unable unavailable under understand
    unfortunately unhealthy unreachable unresponsive unstable until up update updated upgrade upgraded upgrading
    upload uploads ur us used user users using usually vanish vanished vanishes verify verifying very via
    visible vxlan waits want was wasn't way we we're wednesday week weeks weird well went were weren't what
    what's when whenever where whether which while who whole whose why will with within without won't work
    worked working works would wouldn't write writes writing wrong yes yesterday yet you your`);

/** Whether who is called stands behind the word: "reaching", "to". */
export const isCalling = (word: string): boolean => called.has(word);

/** Whether the word is one that nobody is called by. */
export const isCommon = (word: string): boolean =>
  called.has(word.toLowerCase()) || common.has(word.toLowerCase());
