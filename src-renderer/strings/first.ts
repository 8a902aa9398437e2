/**
 * Words of the first load (commands, rail, list) about parts whose own text comes with them, when they are first opened: with a file of
 * text for each of them the first load would be a twentieth larger.
 */
export const firstText = {
  types: {
    command: 'Generate types from payloads like this',
  },
  overview: {
    title: 'Overview',
    command: 'Show the overview',
  },
  wizard: {
    start: 'Set up step by step',
    command: 'Set up a webhook step by step',
  },
  connect: {
    command: 'Connect to the provider',
  },
  events: {
    command: 'Show the event’s timeline',
    loadFailed: 'The event could not be loaded',
  },
  providers: {
    command: 'Describe your own provider',
  },
  samples: {
    command: 'Send a sample event',
  },
  sources: {
    sendSample: 'Send a sample',
    verifyMany: 'Verify again with another secret',
  },
  compare: {
    button: 'Compare',
    command: 'Compare the two selected requests',
    noPrevious: 'There is no earlier request of this type',
    noPreviousText: 'It is the earliest one stored for its source and type.',
    failed: 'These could not be compared',
    previous: 'Compare with the previous of its type',
  },
}
