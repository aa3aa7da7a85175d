/** What comes back when a button is pressed; the adapter registers a handler for each. */
export const actionIds = {
  recheck: "netdiag_recheck",
  stop: "netdiag_stop",
  showFix: "netdiag_show_fix",
  evidence: "netdiag_evidence",
  /** Followed by the candidate's number: ids must differ within a block. */
  choose: "netdiag_choose_",
  otherEnd: "netdiag_other_end",
  typeOtherEnd: "netdiag_type_other_end",
} as const;
