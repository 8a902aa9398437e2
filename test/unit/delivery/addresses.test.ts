import { afterAll, describe, expect, test } from 'vitest'
import { createSender } from '#delivery/sender.ts'
import { type AddressClass, classifyAddress } from '#domain/address-guard/classify.ts'
import { checkUrl, mayReach, namesThisMachine, type Reach, reachOf } from '#domain/address-guard/guard.ts'
import { systemClock } from '#node/clock.ts'

/** Literals that resolvers, browsers or clouds understand, and what they stand for. */
const table: readonly [literal: string, is: AddressClass | null][] = [
  // Loopback in all its spellings.
  ['127.0.0.1', 'loopback'],
  ['127.0.0.1.', 'loopback'],
  ['127.1', 'loopback'],
  ['127.0.1', 'loopback'],
  ['127.255.255.255', 'loopback'],
  ['2130706433', 'loopback'],
  ['0x7f000001', 'loopback'],
  ['0X7F000001', 'loopback'],
  ['017700000001', 'loopback'],
  ['0177.0.0.1', 'loopback'],
  ['0x7f.0x0.0x0.0x1', 'loopback'],
  ['0x7f.1', 'loopback'],
  ['0177.0x0.1', 'loopback'],
  ['127.0.0.0x1', 'loopback'],
  ['::1', 'loopback'],
  ['[::1]', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['0000:0000:0000:0000:0000:0000:0000:0001', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['[::ffff:7f00:1]', 'loopback'],
  ['0:0:0:0:0:ffff:127.0.0.1', 'loopback'],
  ['::127.0.0.1', 'loopback'],
  ['::ffff:0:127.0.0.1', 'loopback'],
  ['64:ff9b::127.0.0.1', 'loopback'],
  ['64:ff9b::7f00:1', 'loopback'],
  ['2002:7f00:1::', 'loopback'],
  ['2002:7f00:0001:dead:beef::1', 'loopback'],
  // Private networks.
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['167772161', 'private'],
  ['012.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.15.255.255', 'public'],
  ['172.32.0.1', 'public'],
  ['192.168.0.1', 'private'],
  ['192.168.257', 'private'],
  ['0xc0a80001', 'private'],
  ['100.64.0.1', 'private'],
  ['100.127.255.255', 'private'],
  ['100.63.255.255', 'public'],
  ['100.128.0.0', 'public'],
  ['fc00::1', 'private'],
  ['fdff:ffff::1', 'private'],
  ['fec0::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['::FFFF:192.168.1.1', 'private'],
  ['64:ff9b::10.1.2.3', 'private'],
  ['2002:c0a8:0101::1', 'private'],
  // Link-local, and where clouds keep credentials.
  ['169.254.0.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['[fe80::1%25eth0]', 'link-local'],
  ['febf::1', 'link-local'],
  ['169.254.169.254', 'metadata'],
  ['2852039166', 'metadata'],
  ['0xa9fea9fe', 'metadata'],
  ['0251.0376.0251.0376', 'metadata'],
  ['169.254.43518', 'metadata'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['::ffff:a9fe:a9fe', 'metadata'],
  ['64:ff9b::a9fe:a9fe', 'metadata'],
  ['2002:a9fe:a9fe::', 'metadata'],
  ['169.254.170.2', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['192.0.0.192', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  // Nowhere, everywhere, and for books.
  ['0.0.0.0', 'unspecified'],
  ['0', 'unspecified'],
  ['0x', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['::ffff:0.0.0.0', 'unspecified'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['ff02::1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['4294967295', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['198.51.100.7', 'reserved'],
  ['203.0.113.9', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['198.19.255.255', 'reserved'],
  ['198.20.0.0', 'public'],
  ['192.88.99.1', 'reserved'],
  ['2001:db8::1', 'reserved'],
  ['3fff::1', 'reserved'],
  ['2001::1', 'reserved'],
  ['100::1', 'reserved'],
  ['5f00::1', 'reserved'],
  // Public.
  ['8.8.8.8', 'public'],
  ['134744072', 'public'],
  ['::ffff:8.8.8.8', 'public'],
  ['2002:0808:0808::1', 'public'],
  ['2606:4700:4700::1111', 'public'],
  ['2a00:1450:4001:81b::200e', 'public'],
  // Names, and what is no address at all.
  ['localhost', null],
  ['example.com', null],
  ['127.0.0.1.nip.io', null],
  ['1.2.3.4.5', null],
  ['256.0.0.1', null],
  ['127.0.0.256', null],
  ['4294967296', null],
  ['08.0.0.1', null],
  ['0x7g.1', null],
  ['127..1', null],
  [':::1', null],
  ['1::2::3', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['::ffff:999.0.0.1', null],
  ['', null],
]

describe('address guard', () => {
  test.each(table)('%s is %s', (literal, is) => {
    expect(classifyAddress(literal)).toBe(is)
  })

  test('the table is no smaller than was promised, and no literal is in it twice', () => {
    expect(new Set(table.map(([literal]) => literal)).size).toBe(table.length)
    expect(table.length).toBeGreaterThanOrEqual(60)
  })

  test('only what is public may be reached by anybody', () => {
    for (const [literal, is] of table) {
      expect(mayReach(literal, 'public').ok, literal).toBe(is === 'public')
    }
  })

  test('a caller with a bearer may mean this machine, and nothing else that is not public', () => {
    for (const [literal, is] of table) {
      expect(mayReach(literal, 'loopback').ok, literal).toBe(is === 'public' || is === 'loopback')
    }
  })

  test('local:true opens every address, but no name passes for one', () => {
    for (const [literal, is] of table) expect(mayReach(literal, 'any').ok, literal).toBe(is !== null)
  })

  test('this machine is meant only where the URL says so itself', () => {
    const trusted = { local: false, callerTrusted: true }
    expect(['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', '127.0.0.1', '[::1]', '2130706433'].every(namesThisMachine)).toBe(true)
    expect(['localhost.example.com', 'notlocalhost', '10.0.0.1', 'example.com'].some(namesThisMachine)).toBe(false)
    expect(reachOf('localhost', trusted)).toBe('loopback')
    expect(reachOf('rebind.example.com', trusted)).toBe('public')
    expect(reachOf('localhost', { local: false, callerTrusted: false })).toBe('public')
    expect(reachOf('example.com', { local: true, callerTrusted: true })).toBe('any')
  })

  test('a URL is judged by its literal; names wait for DNS', () => {
    const trusted = { local: false, callerTrusted: true }
    expect(checkUrl('http://0x7f.1:3000/', trusted).ok).toBe(true)
    expect(checkUrl('http://169.254.169.254/latest/meta-data', trusted)).toMatchObject({ ok: false })
    expect(checkUrl('http://[::ffff:10.0.0.1]/', trusted)).toMatchObject({ ok: false })
    expect(checkUrl('http://internal.example/', trusted).ok).toBe(true)
    expect(checkUrl('file:///etc/passwd', { local: true, callerTrusted: true }).ok).toBe(false)
    expect(checkUrl('nonsense', trusted).ok).toBe(false)
  })
})

describe('the sender of deliveries', () => {
  /** What `rebind.example.com` leads to. */
  let answer = ''
  const sender = createSender({ clock: systemClock, resolve: async () => [{ address: answer, family: answer.includes(':') ? 6 : 4 }] })
  afterAll(() => sender.close())
  const outcomeOf = async (host: string, reach: Reach) => {
    const request = { method: 'GET', origin: `http://${host}`, path: '/', headers: [], body: new Uint8Array() }
    const sent = await sender.send(request, { timeoutMs: 5000, reach, signal: new AbortController().signal })
    return sent?.outcome
  }
  const literals = table.filter(([, is]) => is !== null && is !== 'public')
  const inUrl = (literal: string) => (literal.includes(':') && !literal.startsWith('[') ? `[${literal}]` : literal)

  test.each(literals)('connects neither to %s (%s) nor to a name that leads there', async literal => {
    if (URL.canParse(`http://${inUrl(literal)}`))
      expect(await outcomeOf(inUrl(literal), 'public')).toMatchObject({ kind: 'refused-address' })
    answer = literal
    expect(await outcomeOf('rebind.example.com', 'public')).toMatchObject({ kind: 'refused-address', address: literal })
  })

  test('a URL that names this machine opens this machine and nothing else', async () => {
    const others = literals.filter(([, is]) => is !== 'loopback')
    expect(others.length).toBeGreaterThanOrEqual(60)
    for (const [literal] of others) {
      answer = literal
      expect(await outcomeOf('localhost', 'loopback'), literal).toMatchObject({ kind: 'refused-address' })
    }
  })
})
