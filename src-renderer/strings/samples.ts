import { firstText } from './first.ts'

/** Text of the sample composer. */
export const samplesText = {
  title: 'Send a sample event',
  description: 'Signed as the provider would, and sent over a real socket. Edit what you like first.',
  command: firstText.samples.command,
  provider: 'Events of',
  any: 'Any provider',
  list: 'Sample events',
  failure: 'Failure',
  loadFailed: 'The sample could not be loaded',
  to: 'Send to',
  inbox: 'The Inbox, unsigned',
  sourceHint: (url: string) => `Through the receiver, ${url}`,
  toEndpoint: (name: string) => `Endpoint ${name}`,
  hints: {
    unsignable: (why: string) => `It goes unsigned and will not verify. ${why}`,
    noSecret: 'This source has no secret, so the sample goes unsigned and nothing is verified.',
    other: (sample: string, source: string) => `An event of ${sample} at a source of ${source}: it is signed as ${source} signs.`,
    plain: 'This source has no provider, so the sample goes unsigned.',
    inbox: 'No path belongs to it, so it lands in the Inbox, unsigned.',
    endpoint: 'As a message: with the endpoint’s own signature, retries and the body below. The sample’s headers stay behind.',
    signed: (name: string) => `Signed with the secret of ${name}.`,
  },
  ownKey: {
    title: 'Signed with a key pair of your own',
    text: (name: string) =>
      `Only ${name} has the private key of the public one that you configured. Where your app verifies samples, give it this public key:`,
    what: 'public key',
  },
  newSource: (name: string) => `Create a source for ${name}`,
  spread: 'Format the JSON',
  reset: 'Undo the edits',
  send: 'Send',
  sending: 'Sending',
  again: 'Send another',
  failed: 'The sample was not sent',
  result: 'Result',
  answered: (status: number) => (status === 0 ? 'The connection ended without an answer' : `Answered ${status}`),
  open: 'Open the request',
  duplicate: 'duplicate',
}
