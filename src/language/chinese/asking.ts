/** Of words that could not be read as a question. */
export const chinese = {} as const;
