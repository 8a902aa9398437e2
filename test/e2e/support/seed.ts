import { SECRET, sendPush } from './github.ts'
import type { Host } from './host.ts'

/** A workspace with something of everything in it: verified, failed, duplicate, unknown, a Handshake, broken HTTP, a dead letter. */
export async function seed(host: Host, appUrl: string): Promise<{ endpointId: string }> {
  const endpoint = await host.rpc('endpoints.save', { name: 'Shop backend', url: `${appUrl}/webhooks` })
  // Nothing listens on the discard port of loopback.
  const dead = await host.rpc('endpoints.save', { name: 'Old staging', url: 'http://127.0.0.1:9/', retry: { preset: 'none' } })
  await host.rpc('sources.save', { name: 'GitHub', slug: 'github', provider: 'github', secrets: [SECRET], forwardTo: [endpoint.id] })
  await host.rpc('sources.save', {
    name: 'Stripe test',
    slug: 'stripe-test',
    provider: 'stripe',
    secrets: ['whsec_c2VjcmV0LWZvci10ZXN0cw'],
  })
  await host.rpc('sources.save', { name: 'Slack app', slug: 'slack', provider: 'slack', secrets: ['8f742231b10e8888abcd99yyyzzz85a5'] })

  await sendPush(`${host.receiver}/github`, { delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958' })
  await sendPush(`${host.receiver}/github`, { delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958' })
  await sendPush(`${host.receiver}/github`, { delivery: '0c9a3f1e-cc79-11e3-9d02-5e0f1c9a77aa', body: 'Hello, World?' })
  const sources = (await host.rpc('sources.list', {})).rows
  for (const slug of ['stripe-test', 'slack']) {
    const source = sources.find(row => row.slug === slug)
    if (source) await host.rpc('requests.sendTest', { sourceId: source.id })
  }
  await post(`${host.receiver}/slack`, '{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}')
  await post(`${host.receiver}/orders/created`, order())
  await post(`${host.receiver}/broken`, '{"id": 1,, }')
  const { rows } = await host.rpc('requests.list', { limit: 1 })
  await host.rpc('requests.resend', { ids: [rows[0]?.id ?? ''], to: { endpointId: dead.id }, sign: 'as-received' })
  return { endpointId: endpoint.id }
}

async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer secret-token-1234' },
    body,
  })
  await response.arrayBuffer()
}

function order(): string {
  return JSON.stringify({
    id: 'ord_5831',
    type: 'order.created',
    created_at: '2026-11-23T09:14:07Z',
    amount: 18999,
    currency: 'EUR',
    customer: { id: 'cus_921', name: 'Ada Lovelace', email: 'ada@example.com', vip: true, tags: ['early', 'newsletter'] },
    lines: [
      { sku: 'TEA-ASSAM-250', name: 'Assam, 250 g', quantity: 2, price: 1450 },
      { sku: 'POT-IRON-08', name: 'Cast-iron pot, 0.8 l', quantity: 1, price: 16099 },
    ],
    discount: null,
    note: 'Bitte klingeln – „Lovelace“ 🫖',
  })
}
