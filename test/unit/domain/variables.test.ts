import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countVariables, createExpander, escapeVariables, standIns, unknownVariable } from '#domain/variables.ts'

let next = 0
const sources = {
  now: Date.UTC(2030, 0, 2, 3, 4, 5, 678),
  bytes: (count: number) => Uint8Array.from({ length: count }, () => next++ % 256),
}
const expand = (text: string) => {
  const made = createExpander(sources)(text)
  return made.ok ? made.text : made
}

describe('variables', () => {
  test('each has its value, and an instant is the same all over', () => {
    expect(expand('{{now}} {{ now.s }} {{now.ms}}')).toBe('2030-01-02T03:04:05.678Z 1893553445 1893553445678')
    expect(expand('{{uuid}}')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(expand('{{random}}|{{random.int}}')).toMatch(/^[0-9a-f]{32}\|[1-9][0-9]{8}$/)
  })
  test('a label keeps its value in all texts of one sending; without one every place has its own', () => {
    const expander = createExpander(sources)
    const [a, b] = ['{{uuid:order}}', '{{uuid:order}}'].map(text => expander(text))
    expect(a).toEqual(b)
    expect(expander('{{uuid:other}}')).not.toEqual(a)
    expect(new Set(String(expand('{{uuid}} {{uuid}}')).split(' ')).size).toBe(2)
  })
  test('escaped braces, JSON and lone braces stay', () => {
    expect(expand('\\{{now}} \\{{ {"a":{"b":{}}} }} {{ {{\n}}')).toBe('{{now}} {{ {"a":{"b":{}}} }} {{ {{\n}}')
  })
  test('an unknown one is an error with its place', () => {
    expect(expand('ab {{nwo}} {{x}}')).toEqual({ ok: false, name: 'nwo', offset: 3 })
    expect(unknownVariable('{{now}} {{order.id}}')).toEqual({ name: 'order.id', offset: 8 })
    expect(unknownVariable('\\{{order}} {{uuid:a}}')).toBeNull()
    expect(countVariables('\\{{now}} {{now}} {{uuid}}')).toBe(2)
  })
  test('any escaped text is sent as it was, and a stand-in is as long as what it stands for', () => {
    const texts = fc.array(fc.constantFrom('{{', '}}', '\\', 'now', 'x', '\n', '{', '{{now}}', '{{zzz}}')).map(parts => parts.join(''))
    fc.assert(
      fc.property(texts, text => {
        expect(standIns(text)).toHaveLength(text.length)
        // A backslash before braces is the escape itself.
        if (!text.includes('\\')) expect(expand(escapeVariables(text))).toBe(text)
      }),
    )
  })
  test('a body with variables is still readable as JSON', () => {
    expect(() => JSON.parse(standIns('{"id":"{{uuid}}","at":{{now.s}},"t":"\\{{x}}"}'))).not.toThrow()
    expect(() => JSON.parse(standIns('{"id":{{uuid}}}'))).toThrow()
  })
})
