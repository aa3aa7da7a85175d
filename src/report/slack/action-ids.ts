/** What comes back when a button is pressed; the adapter registers a handler for each. */
export const actionIds = {
  recheck: "netdiag_recheck",
  stop: "netdiag_stop",
  showFix: "netdiag_show_fix",
  evidence: "netdiag_evidence",
  /** What is said of the answer: alone where two buttons share one id, else followed by the opinion. */
  feedback: "netdiag_feedback",
  whyNot: "netdiag_why_not",
  applyFix: "netdiag_apply_fix",
  /** Of one request to change the cluster. */
  approve: "netdiag_approve_change",
  reject: "netdiag_reject_change",
  /** Followed by the candidate's number: ids must differ within a block. */
  choose: "netdiag_choose_",
  otherEnd: "netdiag_other_end",
  homeAsk: "netdiag_home_ask",
  /** With the diagnosis and who asked it; stopping with the diagnosis and the watch. */
  watch: "netdiag_watch",
  stopWatching: "netdiag_stop_watching",
  capture: "netdiag_capture",
  /** With the diagnosis and the capture. */
  stopCapture: "netdiag_stop_capture",
  typeOtherEnd: "netdiag_type_other_end",
  /** Menus of a form whose options are looked up while one types: who calls, what is called, the end that was missing. */
  formFrom: "netdiag_form_from",
  formTo: "netdiag_form_to",
  formOther: "netdiag_form_other",
} as const;

/** What is chosen about a diagnosis, as the value of a button or an option: `nd-0a1b2c3d4e5f wrong`. */
export function aboutDiagnosis(id: string, chosen: string): string {
  return `${id} ${chosen}`;
}

/** The same read back; `chosen` is empty for buttons that hold the diagnosis alone. */
export function readAbout(value: string): { readonly id: string; readonly chosen: string } {
  const [id = "", chosen = ""] = value.split(" ");
  return { id, chosen };
}
