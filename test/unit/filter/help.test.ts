import { describe, expect, test } from 'vitest'
import { meaningOf } from '#domain/filter/chips.ts'
import { completions } from '#domain/filter/completions.ts'
import { parseFilter } from '#domain/filter/parse.ts'

const read = (text: string) => {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.filter
}

describe('the meaning of a condition', () => {
  test.each([
    ['verdict:failed', 'the verdict is failed', false],
    ['-type:invoice.*', 'not (the event type starts with "invoice.")', false],
    ['(status:5xx or is:dead)', 'the reply was a 5xx or dead: a delivery created from it is a dead letter', false],
    ['size:>1MB', 'the body size is over 1MB', true],
    ['"hello you"', 'path, headers or body contain "hello you"', false],
    ['json:$.a>1', '$.a in the JSON is over "1"', true],
  ])('%s', (text, words, scan) => {
    expect(meaningOf(read(text))).toEqual({ words, scan })
  })
})

describe('completion', () => {
  const context = {
    sources: [{ slug: 'stripe-test', name: 'Shop of Åse' }],
    providers: [{ id: 'github', name: 'GitHub' }],
    types: ['invoice.paid', 'invoice.void', 'push', 'a b'],
  }
  /** `|` is the caret; each option as the text would read after it was taken. */
  const offered = (marked: string) => {
    const caret = marked.indexOf('|')
    const text = marked.replace('|', '')
    const { from, to, options } = completions(text, caret, context)
    return options.map(option => text.slice(0, from) + option.insert + text.slice(to))
  }

  test.each([
    ['ver|', ['verdict:']],
    ['x -(s| y', ['x -(source: y', 'x -(status: y', 'x -(size: y']],
    ['verdict:f|oo', ['verdict:failed', 'verdict:verified', 'verdict:unconfigured']],
    ['verdict:|', ['verdict:verified', 'verdict:failed', 'verdict:unsigned', 'verdict:unconfigured']],
    ['source:|', ['source:stripe-test', 'source:inbox']],
    ['source:åse|', ['source:stripe-test']],
    ['provider:git|', ['provider:github']],
    ['type:|', ['type:invoice.*', 'type:invoice.paid', 'type:invoice.void', 'type:push', 'type:"a b"']],
    ['status:5|', ['status:5xx']],
    ['"ver|', []],
    ['nothing:x|', []],
  ])('%s', (marked, texts) => expect(offered(marked)).toEqual(texts))

  test('an empty line offers every field with what it is for', () => {
    const { options } = completions('', 0, context)
    expect(options).toHaveLength(15)
    for (const { insert, detail } of options) expect([insert.endsWith(':'), detail.length > 10]).toEqual([true, true])
  })

  test('whatever is offered for a value can be read', () => {
    for (const name of ['verdict', 'code', 'is', 'status', 'method', 'after', 'before', 'size', 'source', 'provider', 'type'])
      for (const text of offered(`${name}:|`)) expect(parseFilter(text), text).toMatchObject({ ok: true })
  })
})
