/** Chinese as it is written outside of the mainland. */

/** Traditional characters of such questions, each before the simplified one, and what is called otherwise where they are written. */
const traditional: ReadonlyMap<string, string> = new Map(
  `為为 爲为 無无 連连 訪访 問问 從从 請请 錯错 誤误 絕绝 斷断 線线 務务 節节 點点 間间 個个 麼么 嗎吗 開开 關关 對对 時时 網网
  應应 報报 顯显 發发 佈布 後后 這这 裡里 裏里 們们 還还 沒没 辦办 過过 內内 測测 試试 調调 經经 傳传 輸输 會会 給给 啟启 級级
  異异 機机 穩稳 隨随 數数 據据 庫库 變变 讓让 幫帮 壞坏 狀状 態态 議议 叢丛 實实 來来 別别 於于 動动 遠远 達达 標标 準准
  總总 邊边 題题 電电 卻却 與与 兩两 單单 僅仅 隻只 樣样 體体 證证 憑凭 鏈链 丟丢 棄弃 遲迟 種种 現现 說说 誰谁 週周 剛刚`
    .split(/\s+/)
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const otherwise: readonly (readonly [RegExp, string])[] = [
  [/逾时/g, "超时"],
  [/存取/g, "访问"],
  [/连线/g, "连接"],
  [/网路/g, "网络"],
  [/伺服器/g, "服务器"],
  [/资料库/g, "数据库"],
  [/丛集/g, "集群"],
];

/** The same in the characters and words of the mainland. */
export const simplified = (text: string): string =>
  otherwise.reduce(
    (result, [from, to]) => result.replace(from, to),
    text.replace(/\p{Script=Han}/gu, (one) => traditional.get(one) ?? one),
  );
