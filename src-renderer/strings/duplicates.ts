/** What is said of Requests that were told to be the same by their body alone. */
export const duplicatesText = {
  mark: 'Same body as an earlier request',
  sameBody: 'Same body seen before',
  sameBodyText: 'Without an event id, it may or may not be a new event. An identical body arrived before; it was forwarded anyway.',
  duplicateBodyText: 'It carries no event id, and an identical body arrived before: this source treats that as a duplicate.',
} as const
