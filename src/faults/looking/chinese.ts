/** What the faults of this room say, in Chinese: src/language/README.md says how. */
export const chinese = {} as const;
