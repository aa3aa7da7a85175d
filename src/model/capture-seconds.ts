/** How long a capture watches where nobody says otherwise, and at most, seconds. */
export const usualSeconds = 30;
export const mostSeconds = 120;
