import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Escaping, fillTemplate, readTemplate, type TemplateValues } from '#domain/reply-template.ts'

const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\r\nX: 1', '<script>', '{{method}}', '\u2028'))
const valuesOf = (value: unknown, text: string): TemplateValues => ({
  method: text,
  target: `/${text}?q=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''))}`,
  headers: ['X-A', text],
  body: () => value,
  eventId: text,
  eventType: null,
  receivedAt: 1_800_000_000_000,
  uuid: () => 'a-uuid',
})
const escapings = fc.constantFrom<Escaping>('none', 'json', 'html', 'header')

/** The template of a text that is known to be one. */
function template(text: string) {
  const read = readTemplate(text)
  if (!read.ok) throw new Error(read.reason)
  return read.template
}

describe('reply templates', () => {
  test('reading never throws, and what it takes is filled without throwing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('{{', '}}', 'json.', 'now', '{{uuid}}')), { maxLength: 8 }),
        hostile,
        (parts, value) => {
          const read = readTemplate(parts.join(''))
          if (read.ok) expect(typeof fillTemplate(read.template, valuesOf(value, value), 'none')).toBe('string')
          else expect(read.reason).toMatch(/\.$/)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('what is nested too deeply to be written is left out', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(fillTemplate(template('a{{json.b}}c'), valuesOf(deep, ''), 'json')).toBe('ac')
  })

  test('a text without placeholders is what it was', () => {
    fc.assert(
      fc.property(
        fc.string().filter(text => !text.includes('{{')),
        escapings,
        (text, escaping) => {
          expect(fillTemplate(template(text), valuesOf(null, ''), escaping)).toBe(text)
        },
      ),
    )
  })

  test('in JSON a text stays that text, and anything else that value', () => {
    fc.assert(
      fc.property(hostile, fc.jsonValue({ maxDepth: 2 }), (text, value) => {
        const filled = fillTemplate(template('{"t":"{{header.x-a}}","all":{{json.x}}}'), valuesOf([value], text), 'json')
        expect(JSON.parse(filled)).toEqual({ t: text, all: JSON.parse(JSON.stringify([value])) })
      }),
    )
  })

  test('a header stays one line, and HTML has no markup of the sender’s', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(fillTemplate(template('{{header.x-a}}{{event.id}}'), valuesOf(null, text), 'header')).toMatch(/^[\x20-\x7e\x80-\xff]*$/)
        expect(fillTemplate(template('{{event.id}}'), valuesOf(null, text), 'html')).not.toMatch(/[<>"']/)
      }),
    )
  })
})
