/** A sentence taken apart: the words for each end, and what else it says. */
import type { SymptomKind } from "../../model/question.ts";

export interface Sides {
  /** Words for who calls. Undefined: the sentence does not say, or says "nobody". */
  readonly from?: string;
  readonly to?: string;
  /** Said by the verb: "can A ping B". */
  readonly ping?: true;
  /** The caller was named last, so a port behind it is meant for the other end. */
  readonly callerLast?: true;
  /** What is called is the caller's own Service. */
  readonly itself?: true;
  /** The name that the caller cannot resolve; empty: any. */
  readonly resolves?: string;
  readonly kind?: SymptomKind;
  readonly status?: number;
  readonly sometimes?: true;
  readonly since?: string;
  /** "UDP packets from web to db": what it is that does not arrive, told apart from the port. */
  readonly transport?: "UDP" | "SCTP";
  /** Two names, an arrow or "to" between them, no more: it may be in any language. */
  readonly bare?: true;
}
