import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { eventOf } from '#domain/events.ts'
import { flatHeaders, headerValue } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import { type RenderedSample, renderSample, type Sample } from '#domain/samples.ts'
import { providerById } from '#providers/index.ts'
import { GENERIC, sampledProviders, samplesOf } from '#providers/samples/index.ts'
import { NOW } from '../signature/support.ts'

let state = 1
/** Different at every call and the same in every run. */
function random(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 16
  })
}
const render = (sample: Sample) => renderSample(sample, { now: NOW, random })
const eventIn = (provider: string, { method, headers, body }: RenderedSample) =>
  eventOf(
    providerById(provider),
    requestView({ method, url: 'https://example.test/hook', target: '/hook', headers: flatHeaders(headers), body, receivedAt: NOW }),
  )
const text = ({ headers, body }: RenderedSample) => `${JSON.stringify(headers)}\n${new TextDecoder().decode(body)}`
const own = sampledProviders.filter(id => id !== GENERIC)
const all = sampledProviders.flatMap(provider =>
  samplesOf(provider).map(sample => ({ provider, sample, name: `${provider}/${sample.id}` })),
)

test('there are at least 160 of at least 40 providers, and most of those can fail', () => {
  expect(own.filter(id => providerById(id) === null)).toEqual([])
  expect(own.length).toBeGreaterThanOrEqual(40)
  expect(own.flatMap(samplesOf).length).toBeGreaterThanOrEqual(160)
  expect(own.filter(id => samplesOf(id).some(({ failure }) => failure)).length).toBeGreaterThanOrEqual(40)
})

test('a provider without samples has none, and the general ones are for no provider', () => {
  expect(samplesOf('nobody')).toEqual([])
  expect(samplesOf('__proto__')).toEqual([])
  expect(providerById(GENERIC)).toBeNull()
})

test.each(sampledProviders)('%s: ids and titles are unique and well written', id => {
  const samples = samplesOf(id)
  expect(samples.length).toBeGreaterThan(0)
  expect(new Set(samples.map(sample => sample.id)).size).toBe(samples.length)
  expect(new Set(samples.map(({ title }) => title)).size).toBe(samples.length)
  for (const sample of samples) {
    expect(sample.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(sample.title).toMatch(/^[A-Z].{2,60}[^.]$/)
  }
})

describe.each(all)('$name', ({ provider, sample }) => {
  const first = render(sample)
  const second = render(sample)

  test('has its type and a fresh id where the provider’s rules look', () => {
    const [one, two] = [eventIn(provider, first), eventIn(provider, second)]
    expect(one.type).toBe(sample.eventType)
    expect(first.eventType).toBe(sample.eventType)
    const expected = sample.withoutId || (providerById(provider)?.eventKeys ?? []).length === 0
    expect(one.keys.length > 0).toBe(!expected)
    expect(two.keys.filter(key => one.keys.includes(key))).toEqual([])
    expect(text(second)).not.toBe(text(first))
  })

  test('is what its Content-Type says, of modest size, with nothing left to fill in', () => {
    const { headers, body } = first
    expect(headerValue(flatHeaders(headers), 'content-type')).toBe(first.contentType)
    const view = requestView({ method: 'POST', url: '', target: '/', headers: flatHeaders(headers), body, receivedAt: NOW })
    expect(['json', 'form', 'other']).toContain(providerById(provider)?.bodyIs ?? view.parsed().kind)
    expect(body.byteLength).toBeLessThan(2048)
    // A form's braces are written as %7B.
    expect(text(first)).not.toMatch(/\{\{|%7B%7B/)
    for (const [, value] of headers) expect(value).toMatch(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/)
  })

  test('names nobody and holds no secret', () => {
    const written = text(first)
    const hosts = [...written.matchAll(/[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g)].map(([, host]) => host ?? '')
    expect(hosts.filter(host => !/(^|\.)example\.(com|org|net)$/.test(host))).toEqual([])
    const addresses = [...written.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)].map(([address]) => address)
    expect(addresses.filter(address => !address.startsWith('203.0.113.'))).toEqual([])
    const phones = [...written.matchAll(/(?:\+|%2B|"1)(\d{10,15})\b/g)].map(([, digits]) => digits ?? '')
    expect(phones.filter(digits => digits.startsWith('1555') && !/^155555501\d\d$/.test(digits))).toEqual([])
    expect(written).not.toMatch(/sk_(live|test)_|whsec_|AKIA[A-Z0-9]{16}|gh[pousr]_|xox[abp]-|-----BEGIN|Bearer |Basic /)
  })
})

describe('placeholders', () => {
  const json = (template: Record<string, string>): Record<string, unknown> => {
    const sample: Sample = { id: 'x', title: 'X', eventType: null, body: { json: template } }
    return JSON.parse(new TextDecoder().decode(render(sample).body))
  }

  test('ids have their alphabet and length', () => {
    const ids = json({
      hex: '{{hex:24}}',
      lower: 'a_{{lower:20}}',
      upper: '{{upper:17}}',
      alnum: '{{alnum:8}}',
      digits: '{{digits:10}}',
      uuid: '{{uuid}}',
      ulid: '{{ulid}}',
    })
    expect(ids.hex).toMatch(/^[0-9a-f]{24}$/)
    expect(ids.lower).toMatch(/^a_[a-z0-9]{20}$/)
    expect(ids.upper).toMatch(/^[A-Z0-9]{17}$/)
    expect(ids.alnum).toMatch(/^[A-Za-z0-9]{8}$/)
    expect(ids.digits).toMatch(/^\d{10}$/)
    expect(ids.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(ids.ulid).toMatch(/^01[0-9A-HJKMNP-TV-Z]{24}$/)
  })

  test('times are of now, or so long before or after', () => {
    expect(
      json({ iso: '{{iso}}', short: '{{iso-s:-1h}}', date: '{{date:+1d}}', s: '{{s:-30s}}', ms: '{{ms:+2m}}', text: '{{s-text}}' }),
    ).toEqual({
      iso: '2021-02-25T15:02:10.000Z',
      short: '2021-02-25T14:02:10Z',
      date: '2021-02-26',
      s: NOW / 1000 - 30,
      ms: NOW + 120_000,
      text: '1614265330',
    })
  })

  test('a number that stands alone is one; a name makes two the same', () => {
    const { alone, within, a, b, c } = json({
      alone: '{{number:9}}',
      within: '#{{number:4}}',
      a: '{{uuid@x}}',
      b: 'id-{{uuid@x}}',
      c: '{{uuid@y}}',
    })
    expect(Number.isSafeInteger(alone) && String(alone).length === 9).toBe(true)
    expect(within).toMatch(/^#[1-9]\d{3}$/)
    expect(b).toBe(`id-${a}`)
    expect(c).not.toBe(a)
  })

  test('what is none is left alone', () => {
    expect(json({ a: '{{nothing:3}}', b: '{{__proto__}}', c: '{{}}' })).toEqual({ a: '{{nothing:3}}', b: '{{__proto__}}', c: '{{}}' })
  })
})

test('the threads that take Requests in do not load them', () => {
  const root = new URL('../../../src-main/', import.meta.url)
  const loaded = new Set<string>()
  const load = (url: URL): void => {
    if (loaded.has(url.href)) return
    loaded.add(url.href)
    for (const [, to = ''] of readFileSync(url, 'utf8').matchAll(/^(?:import|export)(?! type\b)[^'"]*?from ['"]([.#][^'"]+)['"]/gms)) {
      load(to.startsWith('#') ? new URL(to.slice(1), root) : new URL(to, url))
    }
  }
  for (const entry of ['intake/writer.worker.ts', 'intake/prepare.worker.ts']) load(new URL(entry, root))
  expect(loaded.size).toBeGreaterThan(100)
  expect([...loaded].filter(href => href.includes('/providers/samples/'))).toEqual([])
})
