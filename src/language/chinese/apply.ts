/** Why a fix was not applied, or that nobody knows whether it was. */
export const chinese = {
  "Nothing was changed": "未做任何改动",
  "The change is for cluster {asked}, and this is {own}. Nothing was changed":
    "这个改动针对集群 {asked}，而这里是 {own}，未做任何改动",
  "The approval lay in the queue for {n:number} minutes, which is too long. Nothing was changed; press Apply fix again":
    "批准在队列里等了 {n} 分钟，太久了，未做任何改动；请再点“应用修复”",
  "By the worker's rules (NETDIAG_ACCESS_FILE), who asked may not apply changes in namespace {namespace}. Nothing was changed":
    "按 worker 的规则（NETDIAG_ACCESS_FILE），请求的人无权在命名空间 {namespace} 应用改动，未做任何改动",
  "By the worker's rules (NETDIAG_ACCESS_FILE), who approved may not approve changes in namespace {namespace}. Nothing was changed":
    "按 worker 的规则（NETDIAG_ACCESS_FILE），批准的人无权在命名空间 {namespace} 批准改动，未做任何改动",
  "Whoever approved is no user of the cluster in NETDIAG_APPLY_IMPERSONATE, and changes are made in nobody else's name. Nothing was changed":
    "批准的人在 NETDIAG_APPLY_IMPERSONATE 中没有对应的集群用户，而改动不会以其他人的身份进行，未做任何改动",

  // What stands there is another one than was checked.
  "{object} was made since the question was answered, so the fix was not checked against it. Nothing was changed; press Re-check":
    "{object} 是在回答之后创建的，修复没有针对它检查过，未做任何改动；请点“重新检查”",
  "{object} was removed or made anew since the question was answered, so the fix was not checked against it. Nothing was changed; press Re-check":
    "{object} 在回答之后被删除或重建，修复没有针对它检查过，未做任何改动；请点“重新检查”",
  "{object} was changed since the question was answered, so the fix was not checked against it. Nothing was changed; press Re-check":
    "{object} 在回答之后被改动，修复没有针对它检查过，未做任何改动；请点“重新检查”",
  "{object} was made since the request. Nothing was changed; press Re-check":
    "{object} 是在请求之后创建的，未做任何改动；请点“重新检查”",
  "{object} was changed or removed since the request. Nothing was changed; press Re-check":
    "{object} 在请求之后被改动或删除，未做任何改动；请点“重新检查”",
  "{object} was changed in that moment: {why:any}. Nothing was changed; press Re-check":
    "{object} 恰在那一刻被改动：{why}。未做任何改动；请点“重新检查”",
  "{object} was made in that moment: {why:any}. Nothing was changed; press Re-check":
    "{object} 恰在那一刻被创建：{why}。未做任何改动；请点“重新检查”",
  "{object} belongs to {owner:any}, which would undo the change. Nothing was changed":
    "{object} 属于 {owner}，它会撤销这个改动，未做任何改动",

  // What the API server says.
  "Tried by the API server, {object} came out as another one: something there changes what is written (a mutating webhook). Nothing was changed":
    "API server 试过之后，{object} 与要写入的不同：那里有东西会改动写入的内容（mutating webhook），未做任何改动",
  "Tried by the API server, {object} keeps what the fix takes out of it, for somebody else wrote that. Nothing was changed; show them the fix":
    "API server 试过之后，{object} 仍保留修复要去掉的内容，因为那是别人写的，未做任何改动；请把修复给他们看",
  "The API server forbids it: {why:any}. Nothing was changed": "API server 禁止：{why}。未做任何改动",
  "The API server refuses it: {why:any}. Nothing was changed": "API server 拒绝：{why}。未做任何改动",
  "Somebody else keeps what the change is about: {why:any}. Nothing was changed; show them the fix":
    "要改动的内容由别人维护：{why}。未做任何改动；请把修复给他们看",
  "The API server did not answer: {why:any}. Nothing was changed": "API server 没有应答：{why}。未做任何改动",
  "The API server failed over {object}: {why:any}. Nothing was changed":
    "API server 处理 {object} 时出错：{why}。未做任何改动",
  "The API server did not answer: {why:any}. Whether {object} was changed is not known, and it is not tried again. Look: {command:any}":
    "API server 没有应答：{why}。不知道 {object} 是否被改动，不会再试。查看：{command}",
  "The API server failed over {name}: {why:any}. Whether {object} was changed is not known, and it is not tried again. Look: {command:any}":
    "API server 处理 {name} 时出错：{why}。不知道 {object} 是否被改动，不会再试。查看：{command}",

  "{object} stands there already as this change would write it, and netdiag wrote it: for another request, or for this one, and Redis lost that. Nothing was changed now; press Re-check":
    "{object} 已经是这个改动要写入的样子，而且是 netdiag 写入的：为了另一个请求，或者就是这个请求，而 Redis 丢失了记录。这次未做任何改动；请点“重新检查”",
  "What was kept of that request is lost, so nothing is changed for it now":
    "这个请求保存的内容已丢失，所以现在不会为它做任何改动",
  "Whether it was carried out before that is not known: look at the object that the thread shows, and press Re-check":
    "不知道在那之前它是否已执行：请查看消息串里列出的对象，然后点“重新检查”",

  // Nobody knows.
  "The worker that made the change ended before it could say how that went":
    "进行改动的 worker 在说明结果之前就结束了",
  "{object} stands there as before the request, so it was not changed until now, and it is not tried again; press Re-check":
    "{object} 现在与请求之前一样，所以到目前为止没有被改动，不会再试；请点“重新检查”",
  "What stands there now is neither as it was before nor what was to be written":
    "那里现在的内容既不是之前的，也不是要写入的",
  "Whether {object} was changed is not known, and it is not tried again":
    "不知道 {object} 是否被改动，不会再试",
  "Look: {command:any}": "查看：{command}",
} as const;
