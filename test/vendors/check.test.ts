import type { IncomingMessage, Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { parsed, quiet } from '../fixtures/handlers/correct-express.ts'
import { isKnown, listening, Once, type OpenHandler, Shop, type StripeEvent, serving } from '../fixtures/handlers/support.ts'
import { checkHandler, type Options, told } from '../integration/check/support.ts'
import { bolt, octokit, StandardWebhook, stripe } from './sdk.ts'

/** Handlers as the vendors' own documentation writes them: what their SDKs let pass must not be a finding. */

const order: StripeEvent = { id: '', type: '', data: { object: { amount: 1 } } }

const stripeSdk: OpenHandler = secret => {
  const shop = new Shop()
  const once = new Once()
  const app = express()
  app.post('/webhooks', express.raw({ type: '*/*', limit: '5mb' }), async (request, response) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    try {
      stripe.webhooks.constructEvent(raw, request.get('Stripe-Signature') ?? '', secret)
    } catch {
      return void response.status(400).send('Webhook error.')
    }
    const event = parsed(raw)
    if (!event) return void response.sendStatus(422)
    if (!isKnown(event.type)) return void response.sendStatus(200)
    if (typeof event.data?.object?.amount !== 'number') return void response.sendStatus(422)
    await once.run(event.id, () => shop.order(event))
    response.sendStatus(200)
  })
  app.use(quiet)
  return serving(app, shop)
}

const octokitSdk: OpenHandler = secret => {
  const shop = new Shop()
  const once = new Once()
  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const signature = request.headers['x-hub-signature-256']
    if (body === '' || typeof signature !== 'string' || !(await octokit.verify(secret, body, signature))) return 400
    const payload = parsed(Buffer.from(body)) as { repository?: { full_name: string } } | null
    if (!payload) return 422
    if (!payload.repository) return 422
    await once.run(String(request.headers['x-github-delivery']), () => shop.order(order))
    return 200
  }
  return serving((request, response) => {
    answer(request).then(
      status => response.writeHead(status).end(),
      () => response.destroy(),
    )
  }, shop)
}

const standardSdk: OpenHandler = secret => {
  const shop = new Shop()
  const once = new Once()
  const app = new Hono()
  app.post('/webhooks', async context => {
    const body = await context.req.text()
    try {
      new StandardWebhook(secret).verify(body, context.req.header())
    } catch {
      return context.body(null, 400)
    }
    const event = parsed(Buffer.from(body)) as { data?: unknown } | null
    if (!event) return context.body(null, 422)
    if (!event.data) return context.body(null, 422)
    await once.run(context.req.header('webhook-id') ?? '', () => shop.order(order))
    return context.body(null, 200)
  })
  app.onError((_error, context) => context.body(null, 500))
  return listening(createAdaptorServer({ fetch: app.fetch }) as Server, shop)
}

const boltSdk: OpenHandler = async secret => {
  const shop = new Shop()
  const once = new Once()
  const app = fastify({ bodyLimit: 5_000_000 })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post('/webhooks', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    const headers = {
      'x-slack-signature': String(request.headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(request.headers['x-slack-request-timestamp']),
    }
    if (!bolt.isValidSlackRequest({ signingSecret: secret, body, headers, nowMilliseconds: Date.now() })) return reply.code(400).send()
    const event = parsed(Buffer.from(body)) as { type?: string; challenge?: string; event_id?: string; event?: unknown } | null
    if (!event) return reply.code(422).send()
    if (event.type === 'url_verification') return reply.code(200).type('text/plain').send(event.challenge)
    if (!event.event_id || !event.event) return reply.code(422).send()
    await once.run(event.event_id, () => shop.order(order))
    return reply.code(200).send()
  })
  await app.ready()
  return listening(app.server, shop)
}

test.concurrent.each<[name: string, open: OpenHandler, options: Options]>([
  ['Stripe’s, Express', stripeSdk, { provider: 'stripe' }],
  ['GitHub’s, node:http', octokitSdk, { provider: 'github' }],
  ['Standard Webhooks’, Hono', standardSdk, { provider: 'standard-webhooks', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
  ['Slack’s, Fastify', boltSdk, { provider: 'slack' }],
])('a handler with the SDK of the vendor is right: %s', async (_name, open, options) => {
  const run = await checkHandler(own => open(options.secret ?? own), options)
  expect(
    run.findings.map(({ id }) => id),
    told(run).join('\n'),
  ).toEqual([])
  expect(run.result('parallel').effects).toEqual({ expected: 5, counted: 5 })
})
