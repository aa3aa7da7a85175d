/** Felix's mark bits with its default mask, and the matches and actions that use them. */
export const mark = {
  accept: 0x10000,
  pass: 0x20000,
  drop: 0x40000,
  /** All match blocks of the rule passed so far. */
  scratch0: 0x80000,
  /** This match block passed. */
  scratch1: 0x100000,
} as const;

/** Everything but the drop bit. */
export const allButDrop = mark.accept | mark.pass | mark.scratch0 | mark.scratch1;

const hex = (value: number): string => `0x${value.toString(16)}`;

export const marked = (bit: number): string => `-m mark --mark ${hex(bit)}/${hex(bit)}`;
export const unmarked = (bit: number): string => `-m mark --mark 0/${hex(bit)}`;
export const notClear = (bits: number): string => `-m mark ! --mark 0/${hex(bits)}`;
export const setMark = (bit: number): string => `--jump MARK --set-mark ${hex(bit)}/${hex(bit)}`;
export const clearMark = (bits: number): string => `--jump MARK --set-mark 0/${hex(bits)}`;
export const setMaskedMark = (bits: number, mask: number): string =>
  `--jump MARK --set-mark ${hex(bits)}/${hex(mask)}`;
