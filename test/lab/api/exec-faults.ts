/** How an exec can go wrong: what the adapters must survive. Without node and pod, every exec is hit. */
export interface ExecFault {
  readonly node?: string;
  readonly pod?: string;
  /** How many execs are hit before the fault is over; without, all until it is removed. */
  readonly times?: number;
  /** The handshake is answered with this HTTP status. */
  readonly refuse?: { readonly code: number; readonly message: string };
  /** The connection is reset after so many bytes of output. */
  readonly dropAfterBytes?: number;
  /** After so many bytes of output nothing is sent, read or answered any more; the connection stays. */
  readonly halfOpenAfterBytes?: number;
  /** Output without end instead of the command's. */
  readonly flood?: true;
  /** `dead`: its port refuses. `frozen`: it accepts and never answers. */
  readonly kubelet?: "dead" | "frozen";
}

/** The faults in force. */
export class ExecFaults {
  readonly #faults = new Set<{ readonly fault: ExecFault; left: number }>();

  /** Returns how to heal it. */
  inject(fault: ExecFault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.#faults.add(entry);
    return () => this.#faults.delete(entry);
  }

  clear(): void {
    this.#faults.clear();
  }

  /** The fault that hits this exec, counted down. The latest injected wins. */
  take(node: string, pod: string): ExecFault {
    const hit = [...this.#faults]
      .reverse()
      .find(({ fault }) => (fault.node ?? node) === node && (fault.pod ?? pod) === pod);
    if (!hit) return {};
    hit.left -= 1;
    if (hit.left <= 0) this.#faults.delete(hit);
    return hit.fault;
  }

  /** For requests other than exec that need the kubelet: logs. Not counted down. */
  kubeletOf(node: string): "dead" | "frozen" | undefined {
    for (const { fault } of this.#faults)
      if (fault.kubelet && (fault.node ?? node) === node && fault.pod === undefined) return fault.kubelet;
    return undefined;
  }
}
