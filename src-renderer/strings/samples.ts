import { firstText } from './first.ts'

/** Text of the sample composer. */
export const samplesText = {
  title: 'Send a sample event',
  description: 'Signed as the provider would, and sent over a real socket. Edit it first if you like.',
  command: firstText.samples.command,
  provider: 'Events from',
  any: 'Any provider',
  list: 'Sample events',
  failure: 'Failure',
  loadFailed: 'The sample could not be loaded',
  to: 'Send to',
  inbox: 'The Inbox, unsigned',
  sourceHint: (url: string) => `Through the receiver, ${url}`,
  toEndpoint: (name: string) => `Endpoint ${name}`,
  hints: {
    unsignable: (why: string) => `It is sent unsigned and will not verify. ${why}`,
    noSecret: 'This source has no secret, so the sample is sent unsigned and nothing is verified.',
    other: (sample: string, source: string) => `A ${sample} event sent to a ${source} source: it is signed the ${source} way.`,
    plain: 'This source has no provider, so the sample is sent unsigned.',
    inbox: 'Its path belongs to no source, so it lands in the Inbox, unsigned.',
    endpoint: 'Sent as a message: with the endpoint’s own signature and retries, and the body below. The sample’s headers are not sent.',
    signed: (name: string) => `Signed with the secret of ${name}.`,
  },
  ownKey: {
    title: 'Signed with your own key pair',
    text: (name: string) =>
      `Only ${name} has the private key for the public key you configured. To verify samples in your app, give it this public key:`,
    what: 'public key',
  },
  newSource: (name: string) => `Create a source for ${name}`,
  reset: 'Undo all edits',
  send: 'Send',
  sending: 'Sending',
  again: 'Send another',
  failed: 'The sample was not sent',
  result: 'Result',
  answered: (status: number) => (status === 0 ? 'The connection ended without a reply' : `Replied ${status}`),
  open: 'Open request',
  duplicate: 'duplicate',
}
