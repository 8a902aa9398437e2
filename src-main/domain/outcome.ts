/** How far an attempt had come. */
export type Stage = 'dns' | 'connect' | 'tls' | 'headers' | 'body'

/** How an attempt ended, as data: a 500 or a timeout is expected, never an exception. */
export type Outcome =
  | { readonly kind: 'response'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'timeout'; readonly stage: Stage; readonly timeoutMs: number; readonly status: number | null }
  | { readonly kind: 'dns'; readonly host: string; readonly code: string }
  | { readonly kind: 'connect'; readonly host: string; readonly code: string }
  | { readonly kind: 'tls'; readonly host: string; readonly code: string; readonly message: string }
  /** The connection broke after it stood: before an answer (`headers`) or in the middle of one (`body`). */
  | { readonly kind: 'reset'; readonly stage: 'headers' | 'body'; readonly code: string; readonly status: number | null }
  | { readonly kind: 'not-http'; readonly message: string }
  | { readonly kind: 'refused-address'; readonly host: string; readonly address: string; readonly reason: string }
  | { readonly kind: 'cannot-sign'; readonly reason: string }
  /** The request cannot be put on a wire as it is: an unsendable header, a URL that is none, a body that is gone. */
  | { readonly kind: 'cannot-send'; readonly reason: string }

/** Only 2xx. A redirect is a failure and is not followed: it would carry a signed body to somewhere nobody has checked. */
export function isSuccess(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300
}

/** Nothing but a person can mend these, so they are told at once instead of after two days of retries. */
export function isPermanent(outcome: Outcome): boolean {
  return outcome.kind === 'refused-address' || outcome.kind === 'cannot-sign' || outcome.kind === 'cannot-send'
}

/** Status of the answer where one began to arrive. */
export function outcomeStatus(outcome: Outcome): number | null {
  return outcome.kind === 'response' || outcome.kind === 'timeout' || outcome.kind === 'reset' ? outcome.status : null
}

/** Short name for the store and the log: `response`, `timeout-headers`, `reset-body`, `dns` .. */
export function outcomeCode(outcome: Outcome): string {
  return outcome.kind === 'timeout' || outcome.kind === 'reset' ? `${outcome.kind}-${outcome.stage}` : outcome.kind
}

const waitingFor: Record<Stage, string> = {
  dns: 'the DNS lookup',
  connect: 'a connection',
  tls: 'the TLS handshake',
  headers: 'a response',
  body: 'the rest of the response',
}

const connectCodes: Record<string, string> = {
  ECONNREFUSED: 'Nothing is listening there. Start the app, or correct the port in the URL.',
  EHOSTUNREACH: 'The host cannot be reached. Check the network and the URL.',
  ENETUNREACH: 'The network cannot be reached. Check that this machine is online.',
  ECONNRESET: 'It closed the connection immediately. Check that the URL has the right port and scheme.',
  ETIMEDOUT: 'It did not respond. Check the URL and any firewall in between.',
}

/** A sentence or two for a person: what happened, what to do next. Null when an HTTP answer came in full. */
export function outcomeSentence(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'response':
      return null
    case 'timeout':
      return `Waited ${outcome.timeoutMs / 1000} s for ${waitingFor[outcome.stage]}, then gave up. Have the receiver respond before doing its work, or raise the endpoint’s timeout.`
    case 'dns':
      return `The name ${outcome.host} could not be looked up (${outcome.code}). Check the URL and the network.`
    case 'connect':
      return `Could not connect to ${outcome.host} (${outcome.code}). ${connectCodes[outcome.code] ?? 'Check the URL and the network.'}`
    case 'tls':
      return `The TLS handshake with ${outcome.host} failed (${outcome.code}): ${outcome.message} Check its certificate, or use http:// for an app without one.`
    case 'reset':
      return outcome.stage === 'headers'
        ? `The receiver closed the connection without responding (${outcome.code}). Check its log for a crash.`
        : `The receiver closed the connection partway through its response (${outcome.code}). Check its log for a crash.`
    case 'not-http':
      return `The response is not HTTP: ${outcome.message} Check that the URL has the right port and scheme.`
    case 'refused-address':
      return outcome.host === outcome.address
        ? `${outcome.address} was not contacted: ${outcome.reason}`
        : `${outcome.host} was not contacted, because it resolves to ${outcome.address}: ${outcome.reason}`
    case 'cannot-sign':
      return `Not sent, because it could not be signed: ${outcome.reason}`
    case 'cannot-send':
      return `Not sent: ${outcome.reason}`
  }
}
