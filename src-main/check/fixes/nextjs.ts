import type { Framework } from './topic.ts'

export const nextjs: Framework = {
  id: 'nextjs',
  name: 'Next.js',
  fixes: {
    'raw-body': {
      text: 'In a route handler (app/api/webhooks/route.ts), read the bytes once; in pages/api, turn the body parser off.',
      code: `export async function POST(request: Request) {
  const body = Buffer.from(await request.arrayBuffer()) // not request.json()
}
// pages/api: export const config = { api: { bodyParser: false } }`,
    },
    verify: {
      text: 'Compute the HMAC over the bytes and compare in constant time; this needs the Node runtime.',
      code: `export const runtime = 'nodejs'
const expected = createHmac('sha256', process.env.WEBHOOK_SECRET!).update(body).digest()
const given = Buffer.from(request.headers.get('x-signature') ?? '', 'hex')
if (given.length !== expected.length || !timingSafeEqual(given, expected)) return new Response(null, { status: 400 })`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `const expected = createHmac('sha256', secret).update(\`\${timestamp}.\`).update(body).digest()
if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return new Response(null, { status: 400 })`,
    },
    idempotency: {
      text: 'With Prisma: put @@id on the event’s id, and the claim and the work in one transaction.',
      code: `try {
  await prisma.$transaction([prisma.webhookEvent.create({ data: { id: event.id } }), ...work(event)])
} catch (error) {
  if (error.code !== 'P2002') throw error // P2002: it already exists
}
return new Response(null, { status: 200 })`,
    },
    queue: {
      text: 'Store the event and answer; after() or a queue does the work.',
      code: `await prisma.webhookEvent.create({ data: { id: event.id, body: text } })
after(() => processPending()) // import { after } from 'next/server'
return new Response(null, { status: 202 })`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text.',
      code: `let event
try { event = JSON.parse(body.toString('utf8')) } catch { return new Response(null, { status: 422 }) }
if (!(event.type in handlers)) return new Response(null, { status: 200 })`,
    },
    'body-limit': {
      text: 'Route handlers have no limit (the host may: Vercel 4.5 MB); pages/api has one of 1 MB.',
      code: `export const config = { api: { bodyParser: false } } // and read the stream yourself`,
    },
  },
}
