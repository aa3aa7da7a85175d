/** Of what policies decide. */
export const chinese = {} as const;
