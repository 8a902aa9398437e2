/** What is said of Requests that were told to be the same by their body alone. */
export const duplicatesText = {
  mark: 'The same body came before',
  sameBody: 'The same body came before',
  sameBodyText:
    'It carries no event id, so nothing says whether it is a new event. Its very bytes came before, and it was forwarded all the same.',
  duplicateBodyText: 'It carries no event id, and its very bytes came before: this Source takes that for a duplicate.',
} as const
