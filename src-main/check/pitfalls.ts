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

const verify = 'Verify the signature over the bytes as received before anything else, and answer 400 when it does not match.'

export const pitfalls = {
  'no-answer': {
    severity: 'critical',
    title: 'Nothing answers',
    advice: 'Start the handler, and check URL and port. A certificate that is not trusted counts as no answer, too.',
    fix: null,
  },
  'genuine-refused': {
    severity: 'critical',
    title: 'A genuine event is refused',
    advice:
      'Compare the secret and the scheme with those of this check. If they are right, the handler verifies something else than the bytes it received.',
    fix: 'raw-body',
  },
  'no-verification': { severity: 'critical', title: 'Signatures are not verified', advice: verify, fix: 'verify' },
  forged: { severity: 'critical', title: 'A forged signature is accepted', advice: verify, fix: 'verify' },
  unsigned: {
    severity: 'critical',
    title: 'A request without a signature is accepted',
    advice: 'Refuse a request whose signature header is missing; do not skip verification for it.',
    fix: 'verify',
  },
  tampered: { severity: 'critical', title: 'A changed body is accepted', advice: verify, fix: 'verify' },
  'other-secret': {
    severity: 'critical',
    title: 'A signature of another secret is accepted',
    advice: 'Verify with the configured secret alone. Refuse to start without one: a missing variable must not become a guessable text.',
    fix: 'verify',
  },
  'unsigned-timestamp': {
    severity: 'high',
    title: 'A changed timestamp is accepted',
    advice: 'Include the timestamp in what is verified, as the scheme says; otherwise an old request can be made young.',
    fix: 'timestamp',
  },
  'no-timestamp-check': {
    severity: 'high',
    title: 'Old requests are accepted',
    advice: 'Compare the signed timestamp with the clock and refuse what is further off than the tolerance, either way.',
    fix: 'timestamp',
  },
  'future-timestamp': {
    severity: 'medium',
    title: 'Timestamps of the future are accepted',
    advice: 'Compare the absolute difference with the tolerance: a request dated ahead can be replayed until its time has come.',
    fix: 'timestamp',
  },
  'raw-body': {
    severity: 'high',
    title: 'The parsed body is verified instead of the received bytes',
    advice:
      'Keep the raw bytes and verify those. A body that is parsed and written again differs in spaces, escapes and the order of members.',
    fix: 'raw-body',
  },
  rotation: {
    severity: 'medium',
    title: 'Signatures of two secrets at once are refused',
    advice: 'While a secret is rotated the provider sends several signatures. Accept the request when any one of them matches.',
    fix: 'verify',
  },
  'unknown-scheme': {
    severity: 'medium',
    title: 'A signature of an unknown version beside the known one is refused',
    advice: 'Ignore items of the signature header that you do not know, instead of failing on them: providers add versions.',
    fix: 'verify',
  },
  'work-first': { severity: 'critical', title: 'The work is done before the signature is verified', advice: verify, fix: 'verify' },
  'answers-first': {
    severity: 'high',
    title: 'It answers 2xx before it has verified',
    advice: 'Verify first, then store the event, then answer. A 2xx tells the provider that it need not send the event again.',
    fix: 'queue',
  },
  'always-accepts': {
    severity: 'high',
    title: 'It answers 2xx to everything',
    advice:
      'Answer 2xx only for what was accepted: 400 for a wrong signature, 422 for what cannot be processed, 405 for another method, 5xx when your own side fails.',
    fix: 'status',
  },
  garbage: {
    severity: 'low',
    title: 'What cannot be read is answered 2xx',
    advice: 'Answer 400 or 422 to a body that is empty or does not parse, so that somebody notices.',
    fix: 'status',
  },
  'status-codes': {
    severity: 'medium',
    title: 'Wrong requests are answered 5xx',
    advice:
      'Answer 400 for a wrong signature and 422 for what cannot be processed. 5xx makes providers send it again, and hides real outages among them.',
    fix: 'status',
  },
  breaks: {
    severity: 'high',
    title: 'Wrong requests break the connection',
    advice: 'Catch what a request can throw and answer 4xx. A handler that dies takes the other requests along.',
    fix: 'status',
  },
  idempotency: {
    severity: 'high',
    title: 'A repeated event is processed again',
    advice: 'Store the event’s id under a unique constraint in the same transaction as the work, and answer 2xx when it is there already.',
    fix: 'idempotency',
  },
  'idempotency-race': {
    severity: 'high',
    title: 'The same event at the same moment is processed several times',
    advice: 'Claim the id with one atomic insert under a unique constraint. Looking first and storing later leaves a gap in between.',
    fix: 'idempotency',
  },
  'marked-early': {
    severity: 'high',
    title: 'A failed event is not processed when it comes again',
    advice: 'Mark the event as done in the same transaction as its work, or take the mark back when the work fails.',
    fix: 'idempotency',
  },
  'duplicate-refused': {
    severity: 'medium',
    title: 'A repeated event is not answered 2xx',
    advice: 'Answer 2xx to an event that you have already: anything else makes the provider send it once more.',
    fix: 'idempotency',
  },
  'out-of-order': {
    severity: 'medium',
    title: 'An older event after a newer one fails',
    advice:
      'Events arrive in any order. Compare their times, or load the current state from the provider’s API, instead of relying on the order.',
    fix: 'idempotency',
  },
  'unknown-type': {
    severity: 'medium',
    title: 'An unknown event type fails',
    advice: 'Answer 2xx to types that you do not handle, and do nothing: providers add types without asking.',
    fix: 'status',
  },
  'strict-fields': {
    severity: 'medium',
    title: 'An additional field fails',
    advice: 'Ignore fields that you do not know: providers add some without asking.',
    fix: 'status',
  },
  'missing-field': {
    severity: 'medium',
    title: 'A missing optional field fails',
    advice: 'Check what you read from the payload, and answer 422 when something that you need is not there.',
    fix: 'status',
  },
  characters: {
    severity: 'medium',
    title: 'Characters beyond ASCII fail',
    advice: 'Verify and parse the body as UTF-8 bytes, and store text in a column that takes every character.',
    fix: 'raw-body',
  },
  'body-limit': {
    severity: 'medium',
    title: 'A large body is refused',
    advice: 'Raise the limit of the body parser (Express: 100 KB by default) to what the provider sends: GitHub up to 25 MB.',
    fix: 'body-limit',
  },
  method: {
    severity: 'low',
    title: 'GET is answered 2xx',
    advice: 'Answer 405 to methods other than the provider’s, so that a wrongly configured webhook is noticed.',
    fix: 'status',
  },
  handshake: {
    severity: 'high',
    title: 'The provider’s handshake is not answered as it wants',
    advice: 'The provider proves with it who owns the URL, and sends nothing, or stops sending, without the right answer.',
    fix: null,
  },
  'slow-sender': {
    severity: 'medium',
    title: 'A body that arrives slowly is refused',
    advice: 'Wait for the whole body (as long as Content-Length says), and set the timeout of the request to 10 s or more.',
    fix: null,
  },
  cut: {
    severity: 'high',
    title: 'A sender that hangs up brings it down',
    advice: 'Handle “aborted” and “error” of the request: an unhandled one ends the process.',
    fix: 'status',
  },
  'keep-alive': {
    severity: 'medium',
    title: 'Several requests on one connection fail',
    advice: 'Read every body to its end, also of requests that you refuse, or close the connection after the answer.',
    fix: null,
  },
  slow: {
    severity: 'high',
    title: 'It answers later than the provider waits',
    advice:
      'Store the event and answer at once; do the work in a queue. A provider that has given up sends it again, while the first one is still at work.',
    fix: 'queue',
  },
  burst: {
    severity: 'medium',
    title: 'It breaks under a burst',
    advice: 'Store the event and answer; do the work in a queue with a limit of its own. When it is too much answer 503 with Retry-After.',
    fix: 'queue',
  },
  storm: {
    severity: 'medium',
    title: 'Events are lost in a storm of retries',
    advice: 'After an outage all retries come at once. Make storing an event cheap, and let every repetition of it be answered 2xx.',
    fix: 'queue',
  },
  redirect: {
    severity: 'high',
    title: 'It redirects',
    advice: 'Register the URL that answers itself: mind http and https, and the slash at the end.',
    fix: null,
  },
  gone: {
    severity: 'high',
    title: 'It answers 410 Gone',
    advice: 'Use 410 only to be left alone for good. For what you do not want to process answer 4xx, or 2xx and do nothing.',
    fix: 'status',
  },
  'leaks-signature': {
    severity: 'critical',
    title: 'The answer gives the right signature away',
    advice: 'Answer with a general text. Who gets the expected signature can send it with the next request, and forge anything.',
    fix: 'status',
  },
  'leaks-secret': {
    severity: 'critical',
    title: 'The answer gives the secret away',
    advice: 'Answer with a general text, and make a new secret: this one is known.',
    fix: 'status',
  },
  'leaks-stack': {
    severity: 'medium',
    title: 'Error answers show the inside of the program',
    advice: 'Answer with a general text and log the rest: stack traces tell an attacker files, versions and queries.',
    fix: 'status',
  },
  'long-answer': {
    severity: 'low',
    title: 'Its answers are very long',
    advice: 'Answer with a few bytes. Providers close the connection on long answers, or count them as failures.',
    fix: null,
  },
} as const satisfies Record<string, Pitfall>

export type PitfallId = keyof typeof pitfalls
