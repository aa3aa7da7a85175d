/** What is said of a question that is watched until it passes. */
export const chinese = {
  "Watch until fixed": "持续检查直到恢复",
  "Stop watching": "停止持续检查",
  "Watched until {until}, next look {next}": "持续检查到 {until}，下次检查 {next}",
  "Passing since {since}, as watched; see the thread": "持续检查中已连通（自 {since} 起），详见消息串",
  "Watched until {until}: still the same at the last look; see the thread":
    "持续检查到 {until}：最后一次检查仍是同样的情况，详见消息串",
  "Watched until {until}: it changed, and is not reachable yet; see the thread":
    "持续检查到 {until}：情况有变，但仍不可达，详见消息串",
  "Watched until {until}: it passed at the last look; see the thread":
    "持续检查到 {until}：最后一次检查是通的，详见消息串",
  "Watched until {until}; see the thread": "持续检查到 {until}，详见消息串",
  "watching {what:word}": "持续检查 {what}",
  "Watched until fixed": "正在持续检查",
  "until {until}, next look {next}, begun by {who}": "到 {until}，下次检查 {next}，由 {who} 发起",

  // In the thread.
  "It passes now": "现在通了",
  "I look once more in about a minute": "大约一分钟后再检查一次",
  "It broke again": "又不通了",
  "It changed, and is not reachable yet": "情况有变，但仍不可达",
  "It comes and goes: {n:number} change[|s] within {time:any}": "时通时不通：{time} 内变化 {n} 次",
  "I tell changes together from now on, at most every ten minutes": "此后的变化合在一起说，最多每十分钟一次",
  "I could not tell, {n:number} times in a row": "连续 {n} 次无法判断",
  "I keep trying": "会继续尝试",
  "No worker had room for it within five minutes": "五分钟内没有 worker 有空位来检查",
  "It passed at two looks in a row, so the watch has ended: {n:number} look[|s] in {time:any}":
    "连续两次检查都通，持续检查结束：{time} 内检查了 {n} 次",
  "The watch has ended, for its time is over: {n:number} look[|s] in {time:any}":
    "时间已到，持续检查结束：{time} 内检查了 {n} 次",
  Somebody: "有人",
  "{who} stopped the watch: {n:number} look[|s] in {time:any}":
    "{who} 停止了持续检查：{time} 内检查了 {n} 次",
  "The watch has ended: the rules do not let whoever began it ask this here any more":
    "持续检查结束：规则不再允许发起的人在这里问这个问题",
  "The watch has ended: netdiag itself failed over it, and its log says why":
    "持续检查结束：netdiag 自身在处理时出错，原因见它的日志",
  "The watch has ended: its words fit several things": "持续检查结束：所说的名字对应多个对象",
  "Choose one under the answer and watch that one": "请在回答下面选一个，再对它持续检查",
  "At the last look": "最后一次检查",
  "Nothing could be told at the last {n:number} look[|s]; before that": "最后 {n} 次检查都无法判断；在那之前",
  "The answer's button watches it again": "要再次持续检查，请按回答下面的按钮",

  // To one person.
  "This is watched here already, so I begin no second watch": "这个问题在这里已经在持续检查，不再另开一个",
  "I ask this again until it passes": "我会反复检查，直到连通",
  "I say in the thread when it passes, breaks again or changes":
    "连通、再次不通或情况有变时，会在消息串里说明",
  "Stop watching under the answer ends it for everybody": "回答下面的“停止持续检查”会为所有人结束它",
  "I do not watch this: you have {n:number} running, and one person may have no more":
    "没有开始持续检查：你已有 {n} 个在进行，每人最多这么多",
  "I do not watch this: {n:number} run in this channel, and one channel may have no more":
    "没有开始持续检查：这个频道已有 {n} 个在进行，每个频道最多这么多",
  "I do not watch this: {n:number} run in all channels, as many as I keep up":
    "没有开始持续检查：所有频道共有 {n} 个在进行，最多这么多",
  "The word status tells which run here, Stop watching under an answer ends one":
    "用 status（状态）查看这里有哪些，用回答下面的“停止持续检查”结束一个",
  "What was seen is not kept any more, so I do not know what to watch here. Say it in words: @netdiag watch A -> B":
    "当时看到的内容已不再保留，所以不知道这里要持续检查什么。请用文字说：@netdiag watch A -> B",
  "It is not watched any more": "它已经不在持续检查",
  "To watch it again: Watch until fixed under the answer, or in words: @netdiag watch A -> B":
    "要再次持续检查：按回答下面的“持续检查直到恢复”，或用文字说：@netdiag watch A -> B",
  "Say what I shall watch": "请说明要持续检查什么",
  "Not watched any more, begun by {who}: {question:any}": "已停止持续检查（由 {who} 开始）：{question}",
  "Not watched any more: {question:any}": "已停止持续检查：{question}",
  "The watch has ended already: {question:any}": "持续检查已经结束：{question}",
  "You have {n:number} watches in this channel. Which one shall I stop?":
    "你在这个频道有 {n} 个持续检查。要停止哪一个？",
  "You have {n:number} open questions and watches in this channel. Which one shall I stop?":
    "你在这个频道有 {n} 个未完成的问题和持续检查。要停止哪一个？",
  "{watch}, or the button Watch until fixed under an answer: I ask again until it passes, and say in the thread what changes":
    "{watch}，或回答下面的按钮“持续检查直到恢复”：我会反复检查，直到连通，有变化就在消息串里说明",
} as const;
