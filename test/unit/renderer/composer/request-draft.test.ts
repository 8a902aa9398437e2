import { describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoints.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { fromCaptured, importText } from '../../../../src-renderer/features/composer/import-text.ts'
import { formatJson, jsonProblem, minifyJson } from '../../../../src-renderer/features/composer/json-text.ts'
import { draftOf, formOf, newRequest, type RequestForm, requestProblem } from '../../../../src-renderer/features/composer/request-draft.ts'

const endpoint = { id: 'ep_1', name: 'App', scheme: 'github', enabled: true } as Endpoint
const form = (more: Partial<RequestForm> = {}): RequestForm => ({ ...newRequest([endpoint]), ...more })
const url = (text: string): RequestForm['to'] => ({ kind: 'url', url: text, local: false })

describe('a request in the editor', () => {
  test.each<[Partial<RequestForm>, string | null]>([
    [{}, null],
    [{ to: url('https://{{random}}.x.test/'), sign: 'none' }, null],
    [{ to: url(''), sign: 'none' }, 'http://'],
    [{ to: url('http://x.test') }, 'A URL has no secret'],
    [{ path: 'sub' }, 'Start with / or ?'],
    [{ method: 'A B' }, 'method'],
    [{ headers: [{ key: 0, name: 'a b', value: '', origin: null }] }, 'Header 1 needs a name'],
    [{ headers: [{ key: 0, name: 'A', value: '{{nwo}}', origin: null }] }, 'Header 1 uses an unknown variable: {{nwo}}'],
    [{ body: '{{order}}' }, 'The body uses an unknown variable'],
    [{ body: '\\{{order}}' }, null],
    [{ sign: 'secret' }, 'Choose the scheme'],
  ])('%j: %s', (more, problem) => {
    const told = requestProblem(form(more), endpoint)
    if (problem === null) expect(told).toBeNull()
    else expect(told).toContain(problem)
  })
  test('what the core gives back is the same form, but for the secret, which is not kept', () => {
    for (const more of [
      {},
      { sign: 'source:src_1' },
      { sign: 'secret', scheme: 'github', secret: 'x' },
      { to: url('http://x.test'), sign: 'none' },
    ] as const) {
      const one = form(more)
      expect(formOf(draftOf(one), 'drf_1')).toEqual({ ...one, secret: '', from: 'drf_1' })
    }
  })
})

describe('JSON with variables', () => {
  const text = '{"a":{{now.s}}, "b" : "x {{uuid}}",\n"c":[1.0,12345678901234567890]}'
  test('is formatted and minified as it is written', () => {
    const pretty = '{\n  "a": {{now.s}},\n  "b": "x {{uuid}}",\n  "c": [\n    1.0,\n    12345678901234567890\n  ]\n}'
    expect(formatJson(text)).toEqual({ ok: true, text: pretty })
    expect(minifyJson(pretty)).toEqual({ ok: true, text: '{"a":{{now.s}},"b":"x {{uuid}}","c":[1.0,12345678901234567890]}' })
  })
  test('says where it is none, and is then left alone', () => {
    expect(jsonProblem(text)).toBeNull()
    expect(jsonProblem('{"a":{{uuid}}}')).toBe(5)
    expect(formatJson('{"a":}')).toEqual({ ok: false, reason: 'notJson' })
    expect(formatJson('{"{{uuid}}":1}')).toEqual({ ok: false, reason: 'inName' })
  })
})

test('what was pasted is read by what it looks like', () => {
  const title = (text: string) => {
    const read = importText(text)
    return read.ok ? read.requests[0]?.title : read.reason
  }
  expect(title('  $ curl x.test')).toBe('GET http://x.test')
  expect(title('POST http://x.test/\n\n{}')).toBe('POST http://x.test/')
  expect(title('{"log":{"entries":[{"request":{"method":"GET","url":"http://x.test/"}}]}}')).toBe('GET http://x.test/')
  expect(title(' ')).toContain('Paste something')
})

test('a captured request: what is hidden or no text is left out and told, braces are escaped', () => {
  const captured = (more: object) =>
    ({
      method: 'POST',
      target: '/hub/rest?a=1',
      sourceId: 'src_1',
      headers: [
        ['Host', 'here'],
        ['Authorization', 'Bearer ••••••••'],
        ['X-A', '{{now}}'],
      ],
      bodyCredentials: { names: [] },
      ...more,
    }) as unknown as RequestDetail
  const taken = fromCaptured(captured({}), new TextEncoder().encode('say {{x}}'))
  expect(taken).toMatchObject({ url: '/rest?a=1', headers: [['X-A', '\\{{now}}']], body: 'say \\{{x}}' })
  expect(taken.notes.join()).toContain('Authorization')
  const binary = fromCaptured(captured({ headers: [] }), Uint8Array.of(0xff, 0))
  expect([binary.body, binary.notes.length]).toEqual(['', 1])
})
