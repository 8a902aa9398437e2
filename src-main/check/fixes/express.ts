import type { Framework } from './topic.ts'

export const express: Framework = {
  id: 'express',
  name: 'Express',
  fixes: {
    'raw-body': {
      text: 'Read the webhook route’s body as bytes, before the app’s express.json(), and parse it after verifying.',
      code: `app.post('/webhooks', express.raw({ type: '*/*', limit: '5mb' }), (req, res) => {
  // req.body is a Buffer: verify it, then JSON.parse(req.body.toString('utf8'))
})
app.use(express.json()) // after the webhook's route`,
    },
    verify: {
      text: 'Compute the HMAC over the raw bytes and compare in constant time; treat a missing header as a wrong one.',
      code: `const expected = createHmac('sha256', process.env.WEBHOOK_SECRET).update(req.body).digest()
const given = Buffer.from(req.get('X-Signature') ?? '', 'hex')
if (given.length !== expected.length || !timingSafeEqual(given, expected)) return res.sendStatus(400)`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `const expected = createHmac('sha256', secret).update(\`\${timestamp}.\`).update(req.body).digest()
if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.sendStatus(400)`,
    },
    idempotency: {
      text: 'Claim the id in the transaction that does the work; the unique constraint decides which request is first.',
      code: `await db.tx(async t => {
  const claimed = await t.query('INSERT INTO webhook_events (id) VALUES ($1) ON CONFLICT DO NOTHING', [event.id])
  if (claimed.rowCount === 1) await work(t, event)
})
res.sendStatus(200)`,
    },
    queue: {
      text: 'Verify, store, answer; a worker does the rest.',
      code: `if (!verified(req)) return res.sendStatus(400)
await queue.add('webhook', event, { jobId: event.id }) // BullMQ: the same id is queued once
res.sendStatus(202)`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text, and catch what a payload can throw.',
      code: `let event
try { event = JSON.parse(req.body.toString('utf8')) } catch { return res.sendStatus(422) }
const handle = handlers[event.type]
if (!handle) return res.sendStatus(200) // not ours, but no reason to send it again
// last of all: no stack in the answer
app.use((error, req, res, next) => { log(error); res.sendStatus(error.status ?? 500) })`,
    },
    'body-limit': {
      text: 'The limit is 100 KB unless you set another one.',
      code: `express.raw({ type: '*/*', limit: '25mb' })`,
    },
  },
}
