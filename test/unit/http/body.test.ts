import { describe, expect, test } from 'vitest'
import { mediaType, parseBody, valuesAt } from '#domain/http/body.ts'
import { pathOf, queryOf, requestView } from '#domain/http/request-view.ts'

const parse = (type: string | undefined, body: string | Uint8Array) => parseBody(type, typeof body === 'string' ? Buffer.from(body) : body)

describe('parseBody', () => {
  test.each([
    ['application/json', '{"a":[1]}'],
    ['Application/JSON; charset=utf-8', '{"a":[1]}'],
    ['application/cloudevents+json', '{"a":[1]}'],
    ['text/json', ' {"a":[1]}\n'],
    ['application/json', '\ufeff{"a":[1]}'],
  ])('%s is JSON', (type, body) => expect(parse(type, body)).toEqual({ kind: 'json', value: { a: [1] } }))

  test('what promises JSON and is none says where', () => {
    expect(parse('application/json', '{"a":1,}')).toMatchObject({ kind: 'invalid', as: 'json', at: 7 })
    expect(parse('application/json', '')).toMatchObject({ kind: 'invalid', as: 'json', message: expect.stringContaining('empty') })
    expect(parse('application/json', Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({
      kind: 'invalid',
      message: 'The body is not valid UTF-8.',
    })
  })

  test('forms keep order, repetitions and empty fields', () => {
    const fields = [
      ['a', '1 2'],
      ['b', ''],
      ['a', 'ü'],
    ]
    expect(parse('application/x-www-form-urlencoded', 'a=1+2&b&a=%C3%BC')).toEqual({ kind: 'form', fields })
    expect(parse('application/x-www-form-urlencoded', '')).toEqual({ kind: 'form', fields: [] })
    expect(parse('application/x-www-form-urlencoded', 'a=%4')).toMatchObject({ kind: 'invalid', as: 'form', at: 2 })
  })

  test.each([
    ['{"secret":"tok_SECRETZ","y":undefined}', 28],
    ['"tok_SECRETZ" and more', 14],
    ['tok_SECRETZ', 0],
    ['{"a":"tok_SECRETZ', 17],
    ['{"a":[1,2,tok_SECRETZ]}', 10],
  ])('what is wrong with %j is told with its place and without its text', (text, at) => {
    const parsed = parse('application/json', text)
    expect(parsed).toMatchObject({ kind: 'invalid', at, message: expect.stringContaining(`position ${at}`) })
    expect(JSON.stringify(parsed)).not.toMatch(/tok_|SECRET|RETZ/)
  })

  test('JSON of millions of values is not taken apart, however few bytes it was before it was inflated', () => {
    const of = (count: number) => parse('application/json', `[${Array(count).fill('{}').join()}]`)
    expect(of(2_000_000)).toEqual({ kind: 'other' })
    expect(of(900_000)).toMatchObject({ kind: 'json' })
  })

  test('forms in parts: fields without the files, in order', () => {
    const part = (head: string, value: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`
    const text = `preamble\r\n${part('name="token"', 'abc')}${part('name="file"; filename="a.txt"', '--bogus')}${part('name=empty', '')}${part(
      'filename*=UTF-8\'\'x; name="other"',
      'x',
    )}${part('name="ü"', 'one\r\ntwo')}--b--\r\nepilogue`
    expect(parse('multipart/form-data; boundary=b', text)).toEqual({
      kind: 'form',
      fields: [
        ['token', 'abc'],
        ['empty', ''],
        ['ü', 'one\r\ntwo'],
      ],
      multipart: true,
    })
  })

  test.each([
    ['multipart/form-data', '--b\r\n\r\n--b--'],
    ['multipart/form-data; boundary=b', 'no such thing'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="cut"\r\n\r\nval'],
    ['multipart/form-data; boundary=b', '--b\r\nnot a header\r\n\r\nx\r\n--b--'],
    ['multipart/form-data; boundary=b', `--b\r\n${'a: b\r\n'.repeat(200)}\r\nx\r\n--b--`],
    ['multipart/form-data; boundary=b', `${'--b\r\n\r\nx\r\n'.repeat(2000)}--b--`],
    ['multipart/mixed; boundary=b', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--'],
  ])('%s that is no whole form, or no form, is not one', (type, body) => expect(parse(type, body)).toEqual({ kind: 'other' }))

  test('everything else is not looked into', () => {
    expect(parse('text/plain', '{')).toEqual({ kind: 'other' })
    expect(parse(undefined, '{}')).toEqual({ kind: 'other' })
    expect(parse('application/xml', '')).toEqual({ kind: 'empty' })
    expect(parse('application/jsonp', '{')).toEqual({ kind: 'other' })
  })

  test.each([
    [undefined, ''],
    ['TEXT/Plain ; q=1', 'text/plain'],
    ['', ''],
  ])('mediaType(%j)', (value, expected) => expect(mediaType(value)).toBe(expected))
})

describe('valuesAt', () => {
  const value = { a: { b: [{ id: 1 }, { id: 2 }, {}] }, list: [1, [2]], 'x.y': 3, nothing: null }
  test.each<[string, unknown[]]>([
    ['a.b.0.id', [1]],
    ['a.b[].id', [1, 2]],
    ['a.b[]', [{ id: 1 }, { id: 2 }, {}]],
    ['list[]', [1, [2]]],
    ['nothing', [null]],
    ['nothing.more', []],
    ['a[]', []],
    ['missing.b', []],
    ['constructor', []],
    ['__proto__', []],
    ['list.length', [2]],
  ])('%s', (path, expected) => expect(valuesAt(value, path)).toEqual(expected))

  test('a batch at the top', () => expect(valuesAt([{ id: 'a' }, { id: 'b' }], '[].id')).toEqual(['a', 'b']))
})

describe('a view of a Request', () => {
  test('parses once, by its own content type, what is left after Content-Encoding', () => {
    const parts = {
      method: 'POST',
      url: 'http://h/',
      target: '/',
      headers: ['content-TYPE', 'application/json'],
      body: Buffer.from('zipped'),
      receivedAt: 0,
    }
    const view = requestView(parts, Buffer.from('{"a":1}'))
    const first = view.parsed()
    expect(first).toEqual({ kind: 'json', value: { a: 1 } })
    expect(view.parsed()).toBe(first)
    expect(view.body).toBe(parts.body)
    expect(requestView(parts).parsed().kind).toBe('invalid')
  })

  test('target to path and query', () => {
    expect(pathOf('/a/b?c?d')).toBe('/a/b')
    expect(pathOf('/a')).toBe('/a')
    expect(queryOf('/a?x=1&x=%32&y')).toEqual([
      ['x', '1'],
      ['x', '2'],
      ['y', ''],
    ])
    expect(queryOf('/a')).toEqual([])
  })
})
