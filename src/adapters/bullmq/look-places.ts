import { Interrupted, type Ending, type Line } from "../../ports.ts";
import type { DiagnosisJob } from "./worker.ts";

export interface LookPlacesSettings {
  readonly line: Pick<Line, "waiting">;
  /** How many diagnoses this worker runs at once. */
  readonly places: number;
  /** How many run now, looks among them. */
  readonly running: () => number;
  /** How a look of that watch ended. */
  readonly onLooked: (watch: string, ending: Ending) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Between two glances at the line while a look runs, milliseconds. */
  readonly everyMs?: number;
}

/** So much of a worker looks of watches may take, and one at least. */
const share = 1 / 4;

/** Who finds no place asks again after this, milliseconds. */
const againMs = 2000;

/** Of those in front so many are looked at. */
const lookedAt = 20;

/** The places that looks of watches take: those that no person's question wants, and given back as soon as one does. */
export class LookPlaces {
  readonly #settings: LookPlacesSettings;
  #taken = 0;

  constructor(settings: LookPlacesSettings) {
    this.#settings = settings;
  }

  /** 0 when a look may begin; else after how many milliseconds to ask again. */
  async begin(): Promise<number> {
    if (this.#taken >= Math.max(1, Math.floor(this.#settings.places * share))) return againMs;
    return (await this.#isWanted()) ? againMs : 0;
  }

  /** Makes a look that is shown to nobody. It is ended when all places are taken and somebody waits for one. */
  async take(job: DiagnosisJob, look: (job: DiagnosisJob) => Promise<Ending>): Promise<Ending> {
    const { places, running, onError, everyMs = 500 } = this.#settings;
    const controller = new AbortController();
    const glance = async (): Promise<void> => {
      if (running() >= places && (await this.#isWanted()))
        controller.abort(new Interrupted("deadline", "gave way to somebody's question"));
    };
    const timer = setInterval(() => {
      glance().catch(onError);
    }, everyMs);
    this.#taken += 1;
    try {
      const signal = AbortSignal.any([job.signal, controller.signal]);
      const ending = await look({ ...job, signal, askers: () => [] });
      this.#settings.onLooked(job.origin.watch ?? "", ending).catch(onError);
      return ending;
    } finally {
      clearInterval(timer);
      this.#taken -= 1;
    }
  }

  async #isWanted(): Promise<boolean> {
    const waiting = await this.#settings.line.waiting(lookedAt);
    return waiting.some(({ origins }) => origins.some(({ watch }) => watch === undefined));
  }
}
