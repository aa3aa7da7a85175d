/** Of names that lead to nothing or to several. */
export const chinese = {} as const;
