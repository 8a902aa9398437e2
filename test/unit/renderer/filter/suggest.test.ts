import { describe, expect, test } from 'vitest'
import { parseFilter } from '#domain/filter/parse.ts'
import { suggest } from '../../../../src-renderer/features/filter/suggest.ts'

const words = {
  sources: [{ slug: 'stripe-test', name: 'Stripe test mode' }],
  providers: [
    { id: 'github', name: 'GitHub' },
    { id: 'stripe', name: 'Stripe' },
  ],
}
const drafts = (draft: string) => suggest(draft, words).map(suggestion => suggestion.draft)

describe('completion', () => {
  test('an empty draft is offered every field', () => {
    expect(drafts('').length).toBeGreaterThan(8)
    expect(drafts('')).toContain('verdict:')
  })

  test('the last word is completed, what stands before it stays', () => {
    expect(drafts('invoice -ver')).toEqual(['invoice -verdict:'])
    expect(drafts('(a or prov')).toEqual(['(a or provider:'])
  })

  test('values come from the language, the Sources and the providers', () => {
    expect(drafts('verdict:f')).toEqual(['verdict:failed'])
    expect(drafts('source:')).toEqual(['source:inbox', 'source:stripe-test'])
    expect(drafts('provider:git')).toEqual(['provider:github'])
  })

  test('a value that is complete is not offered again, an unknown field offers nothing', () => {
    expect(drafts('verdict:failed')).toEqual([])
    expect(drafts('nope:')).toEqual([])
  })

  test('every complete suggestion is a filter that can be read', () => {
    for (const field of ['verdict:', 'code:', 'is:', 'source:', 'provider:', 'method:', 'status:', 'after:', 'before:', 'size:']) {
      const offered = suggest(field, words)
      expect(offered.length, field).toBeGreaterThan(0)
      for (const suggestion of offered) expect(parseFilter(suggestion.draft), suggestion.draft).toMatchObject({ ok: true })
    }
  })
})
