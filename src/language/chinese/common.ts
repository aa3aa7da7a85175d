/** Phrases that stand in the gaps of sentences everywhere. */
export const chinese = {} as const;
