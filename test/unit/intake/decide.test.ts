import { describe, expect, test } from 'vitest'
import { formatId } from '#domain/ids.ts'
import { assess } from '#intake/assess.ts'
import { indexConfig } from '#intake/config.ts'
import { findRepeat } from '#intake/decide.ts'
import { matchSource, restOf, slugOf } from '#intake/match.ts'
import { aCapture } from '../../support/capture.ts'

const HOUR = 3_600_000
const now = aCapture().receivedAt

/** Claims of Source 1: key to who claimed it and how long ago. */
function memory(claims: Record<string, { id: number; ago?: number }>, deliveries: readonly number[] = []) {
  return {
    claimant(sourceId: number, key: string, since: number) {
      const claim = sourceId === 1 ? claims[key] : undefined
      return claim && now - (claim.ago ?? 0) >= since ? claim.id : null
    },
    hasDelivery: (id: number) => deliveries.includes(id),
  }
}
const find = (claims: Parameters<typeof memory>[0], keys: string[], scope = 1) =>
  findRepeat(memory(claims), { receivedAt: now, carries: undefined }, keys, scope, HOUR)

describe('findRepeat', () => {
  test('no keys, or keys that nobody holds: nothing is repeated, all are to be claimed', () => {
    expect(find({}, [])).toEqual({ repetition: null, duplicateOf: null, freshKeys: [] })
    expect(find({ z: { id: 9 } }, ['a', 'b'])).toEqual({ repetition: null, duplicateOf: null, freshKeys: ['a', 'b'] })
  })

  test('every key is held: a duplicate of who holds the first', () => {
    expect(find({ a: { id: 7 }, b: { id: 8 } }, ['a', 'b'])).toEqual({ repetition: 'duplicate', duplicateOf: 7, freshKeys: [] })
  })

  test('a batch that is cut differently is partial: its news is claimed, and it goes on', () => {
    expect(find({ b: { id: 8 } }, ['a', 'b', 'c'])).toEqual({ repetition: 'partial', duplicateOf: 8, freshKeys: ['a', 'c'] })
  })

  test('a claim from before the window counts no more, one from its first moment does', () => {
    expect(find({ a: { id: 7, ago: HOUR + 1 } }, ['a']).repetition).toBeNull()
    expect(find({ a: { id: 7, ago: HOUR } }, ['a']).repetition).toBe('duplicate')
  })

  test('another Source’s claims are not looked at', () => {
    expect(find({ a: { id: 7 } }, ['a'], 2)).toEqual({ repetition: null, duplicateOf: null, freshKeys: ['a'] })
  })

  test('a Delivery of this workspace makes a loop that claims nothing; a stranger’s or a damaged one does not', () => {
    const ours = memory({}, [42])
    const arrived = (value: string) => {
      const lookup = indexConfig({ sources: [], endpoints: [] })
      return { receivedAt: now, carries: assess(aCapture({ headers: ['hookbench-DELIVERY', value] }), lookup).carries }
    }
    const loop = findRepeat(ours, arrived(formatId('dlv', 42)), ['a'], 1, HOUR)
    expect(loop).toEqual({ repetition: 'loop', duplicateOf: null, freshKeys: [] })
    for (const value of [formatId('dlv', 43), formatId('req', 42), 'dlv_', '']) {
      expect(findRepeat(ours, arrived(value), ['a'], 1, HOUR)).toMatchObject({ repetition: null, freshKeys: ['a'] })
    }
  })
})

describe('match', () => {
  test.each([
    ['/stripe-test', 'stripe-test', ''],
    ['/stripe-test/', 'stripe-test', '/'],
    ['/stripe-test/a?b=/c', 'stripe-test', '/a?b=/c'],
    ['/stripe-test?b', 'stripe-test', '?b'],
    ['/', '', ''],
    ['/?x', '', '?x'],
    ['//x', '', '/x'],
  ])('%s: slug "%s", rest "%s"', (target, slug, rest) => {
    expect([slugOf(target), restOf(target)]).toEqual([slug, rest])
  })

  test('what is no path belongs to nobody', () => {
    const source = { id: 1, slug: 'a' } as unknown as Parameters<typeof indexConfig>[0]['sources'][number]
    const lookup = indexConfig({ sources: [source], endpoints: [] })
    expect(matchSource(lookup, '/a/b')).toBe(source)
    // A whole URL is a way to name a path (RFC 9112 section 3.2.2).
    expect(matchSource(lookup, 'http://h:1/a?b')).toBe(source)
    for (const target of ['*', 'http://h', 'ftp://h/a', 'a', '/A', '/a%2f', '/ab']) expect(matchSource(lookup, target)).toBeNull()
  })
})
