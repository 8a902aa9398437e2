import { expect, test } from 'vitest'
import {
  alwaysAccepts,
  alwaysFails,
  answersFirst,
  diesOnBurst,
  failsOnUnknownType,
  slow,
  smallLimit,
} from '../../fixtures/handlers/answers.ts'
import { correctExpress } from '../../fixtures/handlers/correct-express.ts'
import { correctFastify } from '../../fixtures/handlers/correct-fastify.ts'
import { correctHono } from '../../fixtures/handlers/correct-hono.ts'
import { openSlack } from '../../fixtures/handlers/correct-slack.ts'
import { idempotencyRace, markedEarly, noIdempotency } from '../../fixtures/handlers/repeats.ts'
import type { OpenHandler } from '../../fixtures/handlers/support.ts'
import {
  acceptsUnsigned,
  firstSignatureOnly,
  leaksSecret,
  leaksSignature,
  leaksStack,
  noTimestampCheck,
  noVerification,
  parsedBody,
  plainCompare,
  wrongSecret,
} from '../../fixtures/handlers/verification.ts'
import { checkHandler, type Options, told } from './support.ts'

/** What is to be found in each, exactly: no miss, and no false alarm. */
const zoo: readonly [name: string, open: OpenHandler, found: readonly string[], options?: Options][] = [
  ['correct, Express', correctExpress, []],
  ['correct, Fastify', correctFastify, []],
  ['correct, Hono', correctHono, []],
  ['correct, node:http with a handshake', openSlack(), [], { provider: 'slack' }],
  ['forgets the handshake', openSlack({ challenge: false }), ['handshake'], { provider: 'slack' }],
  ['verifies the parsed body', parsedBody, ['raw-body']],
  ['compares with ==', plainCompare, []],
  ['no timestamp check', noTimestampCheck, ['no-timestamp-check']],
  ['accepts unsigned', acceptsUnsigned, ['unsigned']],
  ['no verification at all', noVerification, ['no-verification']],
  // Its work goes on after the answer, and a busy machine may be late with it.
  ['answers before it verifies', answersFirst, ['answers-first'], { limits: { settleMs: 200 } }],
  ['200 for everything', alwaysAccepts, ['always-accepts']],
  ['500 for everything', alwaysFails, ['status-codes']],
  ['follows a wrong secret', wrongSecret, ['other-secret']],
  ['only the first signature', firstSignatureOnly, ['rotation']],
  ['no idempotency', noIdempotency, ['idempotency']],
  ['idempotency with a race', idempotencyRace, ['idempotency-race']],
  ['marked before the work succeeded', markedEarly, ['marked-early']],
  ['slow work inline', slow(450), ['slow'], { timeoutMs: 300 }],
  ['crashes on an unknown type', failsOnUnknownType, ['unknown-type']],
  ['leaks the expected signature', leaksSignature, ['leaks-signature']],
  ['leaks its secret', leaksSecret, ['leaks-secret']],
  ['leaks stack traces', leaksStack, ['leaks-stack']],
  ['refuses large bodies', smallLimit, ['body-limit']],
  ['dies on a burst', diesOnBurst, ['burst']],
]

test.concurrent.each(zoo)('%s', async (_name, open, found, options) => {
  const run = await checkHandler(open, options)
  expect(
    run.findings.map(({ id }) => id),
    told(run).join('\n'),
  ).toEqual(found)
  expect(run.state.observationFailed).toBeNull()
})
