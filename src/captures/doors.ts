/** The doors to what captures need beside those of everything else: their queue, their files, and how people are told. */
import type { CaptureAsked, CaptureEnd } from "../model/capture-asked.ts";
import type { CaptureProgress } from "../model/captured-traffic.ts";

/** Hands a capture on to a worker of its cluster; the same twice is done once. */
export interface CaptureQueue {
  put(asked: CaptureAsked): Promise<void>;
  /** Ends the watching early; what was seen until then is told. */
  stop(id: string, by: string): Promise<void>;
  /** Those that wait or run. */
  now(): Promise<readonly CaptureAsked[]>;
}

/** A file that was opened with its token, and the capture that it is of. */
export interface OpenedCapture {
  readonly id: string;
  readonly file: Buffer;
}

/**
 * The files of captures, sealed: whoever has a file's token reads it, and nobody else, not even whoever keeps it.
 */
export interface CaptureFiles {
  /** False when it is too large to be kept. @param forMs milliseconds, then nothing is left of it. */
  keep(token: string, file: OpenedCapture, forMs: number): Promise<boolean>;
  isKept(token: string): Promise<boolean>;
  /** Undefined for whatever is not there: no token, a wrong one, an expired one. */
  open(token: string): Promise<OpenedCapture | undefined>;
}

/** How captures ended, remembered so that Redis alone cannot be asked what was seen. */
export interface CaptureEnds {
  /** The one that stands: of two that are noted the first. */
  note(id: string, end: CaptureEnd): Promise<CaptureEnd>;
  of(id: string): Promise<CaptureEnd | undefined>;
}

/** Told in one message of the thread. Each says a thing once, however often it is called. */
export interface CaptureTold {
  progress(asked: CaptureAsked, progress: CaptureProgress): Promise<void>;
  /** The message becomes how it ended. @param link to the file; absent where there is none. */
  end(asked: CaptureAsked, end: CaptureEnd, link: string | undefined): Promise<void>;
}
