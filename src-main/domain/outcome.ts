import { type Asker, refusalText } from './address-guard/guard.ts'
import { isNoTls, isUntrusted } from './tls-error.ts'

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
  /**
   * What came back cannot be read as an HTTP response: it is none at all (`protocol`), breaks the rules of one (`message`), or has
   * headers above the limit (`headers`). `message` is a sentence.
   */
  | { readonly kind: 'not-http'; readonly fault: 'protocol' | 'message' | 'headers'; readonly message: string }
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

/** Ends of an attempt, by their short names, before there was a connection: not a byte of its request has left. */
const UNSENT = /^(dns|connect|tls|refused-address|cannot-sign|cannot-send|timeout-(dns|connect|tls))$/

/** Whether any of the request went out. @param code of `outcomeCode` */
export function wasSent(code: string): boolean {
  return !UNSENT.test(code)
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

/**
 * A sentence or two for a person: what happened, what to do next. Null when an HTTP answer came in full.
 * @param asker whose connection it was: what can be set about it differs
 */
export function outcomeSentence(outcome: Outcome, asker: Asker = 'endpoint'): string | null {
  switch (outcome.kind) {
    case 'response':
      return null
    case 'timeout':
      return `Waited ${outcome.timeoutMs / 1000} s for ${waitingFor[outcome.stage]}, then gave up. ${slowHelp(asker)}`
    case 'dns':
      return `The name ${outcome.host} could not be looked up (${outcome.code}). Check the URL and the network.`
    case 'connect':
      return `Could not connect to ${outcome.host} (${outcome.code}). ${connectCodes[outcome.code] ?? 'Check the URL and the network.'}`
    case 'tls':
      return `The TLS handshake with ${outcome.host} failed (${outcome.code}): ${outcome.message} ${tlsHelp(outcome.code, asker)}`
    case 'reset':
      return outcome.stage === 'headers'
        ? `The receiver closed the connection without responding (${outcome.code}). Check its log for a crash.`
        : `The receiver closed the connection partway through its response (${outcome.code}). Check its log for a crash.`
    case 'not-http':
      return notHttpSentence(outcome)
    case 'refused-address':
      return outcome.host === outcome.address
        ? `${outcome.address} was not contacted: ${refused(outcome.reason, asker)}`
        : `${outcome.host} was not contacted, because it resolves to ${outcome.address}: ${refused(outcome.reason, asker)}`
    case 'cannot-sign':
      return `Not sent, because it could not be signed: ${outcome.reason}`
    case 'cannot-send':
      return `Not sent: ${outcome.reason}`
  }
}

const refused = (reason: string, asker: Asker): string => refusalText({ reason, markable: true }, asker)

function slowHelp(asker: Asker): string {
  if (asker === 'provider') return 'Check the network, then try again.'
  return `Have the receiver respond before doing its work${asker === 'endpoint' ? ', or raise the endpoint’s timeout' : ''}.`
}

function tlsHelp(code: string, asker: Asker): string {
  if (isNoTls(code)) return 'Nothing there speaks TLS: use http://, or correct the port.'
  if (isUntrusted(code) && asker === 'endpoint') {
    return 'If the certificate is your own, enter its certificate authority in the endpoint; a local endpoint can also accept any certificate.'
  }
  if (code === 'CERT_HAS_EXPIRED') return 'Renew its certificate.'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'Use a name that its certificate is for, or replace the certificate.'
  return /PROTOCOL|VERSION|HANDSHAKE_FAILURE|CIPHER/.test(code)
    ? 'Have it support TLS 1.2 or 1.3, with a certificate and the usual ciphers.'
    : 'Check its certificate, or use http:// for an app without one.'
}

function notHttpSentence({ fault, message }: Extract<Outcome, { kind: 'not-http' }>): string {
  switch (fault) {
    case 'protocol':
      return `The response is not HTTP: ${message} Check that the URL has the right port and scheme.`
    case 'message':
      return `The receiver responded, but not with valid HTTP: ${message} Correct what it, or a proxy in front of it, sends.`
    case 'headers':
      return `${message} Have the receiver send fewer or shorter ones.`
  }
}
