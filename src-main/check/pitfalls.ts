import type { Severity } from '#domain/check/types.ts'
import type { FixTopic } from './fixes/index.ts'

/** What a pitfall is, whatever scenario shows it. `fix`: which lines mend it; null = there is nothing to show in code. */
export interface Pitfall {
  readonly severity: Severity
  readonly title: string
  /** Sentences: what to do. */
  readonly advice: string
  readonly fix: FixTopic | null
}

const verify = 'Before anything else, verify the signature over the bytes as received, and answer 400 if it does not match.'

export const pitfalls = {
  'no-answer': {
    severity: 'critical',
    title: 'Nothing answers',
    advice: 'Start the handler, and check the URL and the port. An untrusted certificate also counts as no answer.',
    fix: null,
  },
  'genuine-refused': {
    severity: 'critical',
    title: 'A genuine event is refused',
    advice:
      'Compare the handler’s secret and scheme with those of this check. If they match, the handler verifies something other than the bytes it received.',
    fix: 'raw-body',
  },
  'no-verification': { severity: 'critical', title: 'Signatures are not verified', advice: verify, fix: 'verify' },
  forged: { severity: 'critical', title: 'A forged signature is accepted', advice: verify, fix: 'verify' },
  unsigned: {
    severity: 'critical',
    title: 'An unsigned request is accepted',
    advice: 'Refuse a request with no signature header; do not skip verification for it.',
    fix: 'verify',
  },
  tampered: { severity: 'critical', title: 'A changed body is accepted', advice: verify, fix: 'verify' },
  'other-secret': {
    severity: 'critical',
    title: 'A signature made with another secret is accepted',
    advice:
      'Verify with the configured secret only. Refuse to start without one: a missing variable must not turn into a guessable secret.',
    fix: 'verify',
  },
  'unsigned-timestamp': {
    severity: 'high',
    title: 'A changed timestamp is accepted',
    advice: 'Include the timestamp in what you verify, as the scheme says; otherwise an old request can be made to look new.',
    fix: 'timestamp',
  },
  'no-timestamp-check': {
    severity: 'high',
    title: 'Old requests are accepted',
    advice: 'Compare the signed timestamp with the clock, and refuse anything outside the tolerance, past or future.',
    fix: 'timestamp',
  },
  'future-timestamp': {
    severity: 'medium',
    title: 'Timestamps in the future are accepted',
    advice: 'Compare the absolute difference with the tolerance: a request dated ahead can be replayed until that time has passed.',
    fix: 'timestamp',
  },
  'raw-body': {
    severity: 'high',
    title: 'The parsed body is verified instead of the received bytes',
    advice: 'Keep the raw bytes and verify those. A body that is parsed and serialised again differs in whitespace, escapes and key order.',
    fix: 'raw-body',
  },
  rotation: {
    severity: 'medium',
    title: 'Requests signed with two secrets are refused',
    advice: 'While a secret is being rotated, the provider sends several signatures. Accept the request if any of them matches.',
    fix: 'verify',
  },
  'unknown-scheme': {
    severity: 'medium',
    title: 'An extra signature of an unknown version causes a refusal',
    advice: 'Ignore parts of the signature header that you do not know, instead of failing on them: providers add versions.',
    fix: 'verify',
  },
  'work-first': { severity: 'critical', title: 'The event is processed before its signature is verified', advice: verify, fix: 'verify' },
  'answers-first': {
    severity: 'high',
    title: 'The handler answers 2xx before it has verified',
    advice: 'Verify first, then store the event, then answer. A 2xx tells the provider not to send the event again.',
    fix: 'queue',
  },
  'always-accepts': {
    severity: 'high',
    title: 'The handler answers 2xx to everything',
    advice:
      'Answer 2xx only to what you accept: 400 for a wrong signature, 422 for what you cannot process, 405 for other methods, 5xx when your own side fails.',
    fix: 'status',
  },
  garbage: {
    severity: 'low',
    title: 'Unreadable requests are answered with 2xx',
    advice: 'Answer 400 or 422 to a body that is empty or does not parse, so that someone notices.',
    fix: 'status',
  },
  'status-codes': {
    severity: 'medium',
    title: 'Bad requests are answered with 5xx',
    advice:
      'Answer 400 for a wrong signature and 422 for what you cannot process. A 5xx makes providers send it again, and hides real outages.',
    fix: 'status',
  },
  breaks: {
    severity: 'high',
    title: 'Bad requests break the connection',
    advice: 'Catch whatever a request can throw, and answer 4xx. A handler that crashes takes the other requests with it.',
    fix: 'status',
  },
  idempotency: {
    severity: 'high',
    title: 'A repeated event is processed again',
    advice: 'Store the event’s id under a unique constraint in the same transaction as the work, and answer 2xx if it is already there.',
    fix: 'idempotency',
  },
  'idempotency-race': {
    severity: 'high',
    title: 'Simultaneous copies of an event are processed several times',
    advice: 'Claim the id with one atomic insert under a unique constraint. Looking it up first and storing it later leaves a gap.',
    fix: 'idempotency',
  },
  'marked-early': {
    severity: 'high',
    title: 'A failed event is not processed when it is retried',
    advice: 'Mark the event as processed in the same transaction as its work, or undo the mark when the work fails.',
    fix: 'idempotency',
  },
  'duplicate-refused': {
    severity: 'medium',
    title: 'A repeated event is not answered with 2xx',
    advice: 'Answer 2xx to an event you already have: anything else makes the provider send it again.',
    fix: 'idempotency',
  },
  'out-of-order': {
    severity: 'medium',
    title: 'An older event after a newer one fails',
    advice:
      'Events can arrive in any order. Compare their times, or fetch the current state from the provider’s API, instead of relying on the order.',
    fix: 'idempotency',
  },
  'unknown-type': {
    severity: 'medium',
    title: 'An unknown event type fails',
    advice: 'Answer 2xx to types you do not handle, and do nothing: providers add types without notice.',
    fix: 'status',
  },
  'strict-fields': {
    severity: 'medium',
    title: 'An additional field fails',
    advice: 'Ignore fields you do not know: providers add fields without notice.',
    fix: 'status',
  },
  'missing-field': {
    severity: 'medium',
    title: 'A missing optional field fails',
    advice: 'Check what you read from the payload, and answer 422 when something you need is missing.',
    fix: 'status',
  },
  characters: {
    severity: 'medium',
    title: 'Non-ASCII characters fail',
    advice: 'Verify and parse the body as UTF-8 bytes, and store text in a column that accepts every character.',
    fix: 'raw-body',
  },
  'body-limit': {
    severity: 'medium',
    title: 'A large body is refused',
    advice: 'Raise the limit of the body parser (Express: 100 KB by default) to what the provider sends; GitHub sends up to 25 MB.',
    fix: 'body-limit',
  },
  method: {
    severity: 'low',
    title: 'GET is answered with 2xx',
    advice: 'Answer 405 to methods the provider does not use, so that a misconfigured webhook is noticed.',
    fix: 'status',
  },
  handshake: {
    severity: 'high',
    title: 'The provider’s handshake is not answered correctly',
    advice: 'The provider uses it to check who owns the URL. Without the right answer it sends nothing, or stops sending.',
    fix: null,
  },
  'slow-sender': {
    severity: 'medium',
    title: 'A body that arrives slowly is refused',
    advice: 'Wait for the whole body (the length given in Content-Length), and set the request timeout to 10 s or more.',
    fix: null,
  },
  cut: {
    severity: 'high',
    title: 'A sender that hangs up brings the handler down',
    advice: 'Handle the request’s “aborted” and “error” events: an unhandled one ends the process.',
    fix: 'status',
  },
  'keep-alive': {
    severity: 'medium',
    title: 'Several requests on one connection fail',
    advice: 'Read every body to its end, even for requests you refuse, or close the connection after the answer.',
    fix: null,
  },
  slow: {
    severity: 'high',
    title: 'The handler answers too late for the provider',
    advice:
      'Store the event and answer at once; do the work in a queue. A provider that has given up sends the event again while the first one is still being processed.',
    fix: 'queue',
  },
  burst: {
    severity: 'medium',
    title: 'The handler breaks under a burst',
    advice: 'Store the event and answer; do the work in a queue with its own limit. When overloaded, answer 503 with Retry-After.',
    fix: 'queue',
  },
  storm: {
    severity: 'medium',
    title: 'Events are lost in a retry storm',
    advice: 'After an outage all retries arrive at once. Make storing an event cheap, and answer every repetition with 2xx.',
    fix: 'queue',
  },
  redirect: {
    severity: 'high',
    title: 'The handler redirects',
    advice: 'Register the final URL, the one that answers without a redirect: check http or https, and the trailing slash.',
    fix: null,
  },
  gone: {
    severity: 'high',
    title: 'The handler answers 410 Gone',
    advice: 'Use 410 only to stop webhooks for good. To what you do not want to process, answer another 4xx, or 2xx and do nothing.',
    fix: 'status',
  },
  'leaks-signature': {
    severity: 'critical',
    title: 'The answer reveals the right signature',
    advice: 'Answer with a generic text. Anyone who sees the expected signature can send it with the next request, and forge anything.',
    fix: 'status',
  },
  'leaks-secret': {
    severity: 'critical',
    title: 'The answer reveals the secret',
    advice: 'Answer with a generic text, and create a new secret: this one is exposed.',
    fix: 'status',
  },
  'leaks-stack': {
    severity: 'medium',
    title: 'Error answers reveal the program’s internals',
    advice: 'Answer with a generic text and log the rest: stack traces show an attacker your files, versions and queries.',
    fix: 'status',
  },
  'long-answer': {
    severity: 'low',
    title: 'The handler’s answers are very long',
    advice: 'Answer with a few bytes. Providers cut long answers off, or count them as failures.',
    fix: null,
  },
} as const satisfies Record<string, Pitfall>

export type PitfallId = keyof typeof pitfalls
