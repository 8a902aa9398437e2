import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCurl } from '#domain/export/curl.ts'
import { type Exported, exactText, toBase64 } from '#domain/export/text.ts'
import { MASK } from '#domain/redact.ts'
import { shell } from '../../support/shell.ts'

const base: Exported = {
  method: 'POST',
  url: 'http://127.0.0.1/',
  target: '/',
  httpVersion: '1.1',
  headers: [],
  body: new Uint8Array(),
  mask: MASK,
  bodyMasked: false,
  receivedAt: 0,
  eventType: null,
  reply: { status: 200, headers: [], body: '' },
}

/** What the shell makes of the command: a function in curl's place tells its arguments and what is piped to it. */
async function argumentsOf(requests: readonly Exported[], env: Record<string, string> = {}): Promise<string[][]> {
  const said = await argumentsIn('/bin/sh', requests, env)
  // The other shell that people paste into reads it the same way.
  if (existsSync('/bin/bash')) expect(await argumentsIn('/bin/bash', requests, env)).toEqual(said)
  return said
}

async function argumentsIn(program: string, requests: readonly Exported[], env: Record<string, string>): Promise<string[][]> {
  // It reads what is piped to it for `--data-binary @-` alone: a header that ends in `@-` must not have it read the other commands.
  const pretend = `curl() {
    last=; piped=
    for a in "$@"; do
      printf '%s\\0' "$a"
      if [ "$last" = --data-binary ] && [ "$a" = @- ]; then piped=yes; fi
      last=$a
    done
    if [ "$piped" ]; then od -An -v -tx1 | tr -d ' \\n'; fi
    printf '\\0\\0'
  }`
  const { out, err, code } = await shell([pretend, ...requests.map(toCurl)].join('\n'), env, program)
  expect([err, code]).toEqual(['', 0])
  return out
    .toString('latin1')
    .split('\0\0')
    .slice(0, -1)
    .map(part => part.split('\0'))
}
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

describe('any text and any bytes survive /bin/sh and bash', () => {
  // One shell for many examples: starting one for each would take minutes.
  const many = (arbitrary: fc.Arbitrary<string>) => fc.array(arbitrary, { minLength: 30, maxLength: 30 })
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        '\u001b',
        '\u009b',
        '\u202e',
        "'",
        '"',
        '\\',
        '$',
        '`',
        '(',
        ')',
        '\n',
        '\r',
        '!',
        '•',
        ' ',
        '{',
        '*',
        '~',
        '#',
        ';',
        'é',
      ),
      maxLength: 30,
    }),
  )

  test('bodies', async () => {
    const text = nasty.filter(body => body !== '' && !body.includes('\0') && body.isWellFormed())
    await fc.assert(
      fc.asyncProperty(many(text), async bodies => {
        const said = await argumentsOf(bodies.map(body => ({ ...base, body: Buffer.from(body) })))
        expect(said.map(args => args[args.indexOf('--data-raw') + 1])).toEqual(bodies.map(latin1))
      }),
      { numRuns: 6 },
    )
  })

  test('bytes', async () => {
    const bytes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 20, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(bytes, async bodies => {
        const binary = bodies.filter(body => exactText(body) === null)
        const said = await argumentsOf(binary.map(body => ({ ...base, body })))
        expect(said.map(args => args.at(-1))).toEqual(binary.map(body => Buffer.from(body).toString('hex')))
      }),
      { numRuns: 6 },
    )
  })

  test('header values, URLs and methods, every latin-1 byte of them', async () => {
    const line = fc.stringMatching(/^[\x21-\x7e\x80-\xff][\x20-\x7e\x80-\xff]{0,30}$/)
    await fc.assert(
      fc.asyncProperty(many(line), async values => {
        const said = await argumentsOf(values.map(value => ({ ...base, method: value, url: `http://h/${value}`, headers: ['X-A', value] })))
        expect(said.map(args => args[args.indexOf('-H') + 1])).toEqual(values.map(value => `X-A: ${value}`))
        expect(said.map(args => args.find(arg => arg.startsWith('http://h/')))).toEqual(values.map(value => `http://h/${value}`))
        expect(said.map(args => args[args.indexOf('-X') + 1])).toEqual(values)
      }),
      { numRuns: 6 },
    )
  })

  test('a masked credential is the variable, once for each, and the variable’s text is not read again', async () => {
    const secret = `a'b"c $(id) \`id\` \\ $HOME`
    const headers = ['Authorization', `Bearer ${MASK}`]
    const body = Buffer.from(`{"a":"${MASK}","b":"${MASK}'"}`)
    const [masked, own] = await argumentsOf(
      [
        { ...base, url: `http://h/?t=${MASK}&x=1`, headers, body, bodyMasked: true },
        { ...base, body },
      ],
      { HOOKBENCH_SECRET: secret },
    )
    expect(masked).toEqual(expect.arrayContaining([`http://h/?t=${secret}&x=1`, `Authorization: Bearer ${secret}`]))
    expect(masked?.[masked.indexOf('--data-raw') + 1]).toBe(`{"a":"${secret}","b":"${secret}'"}`)
    // What the sender has written is not ours to replace.
    expect(own?.[own.indexOf('--data-raw') + 1]).toBe(body.toString('latin1'))
  })
})

test('a command holds nothing that a terminal would act on, or that makes it look like another one', () => {
  const text = fc.string({
    unit: fc.constantFrom('\u001b', '\r', '\u0007', '\u009b', '\u202e', '\u200b', 'a', "'", '\n', 'ü', '\u2028'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(text, body => {
      expect(toCurl({ ...base, body: Buffer.from(body), headers: ['X-A', '\u001b[2J'] })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('base64 is base64, at the borders of its own pieces too', () => {
  for (const length of [0, 1, 2, 3, 8191, 8192, 8193, 20_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  }
})

test('text is exact or not called text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), bytes => {
      const text = exactText(bytes)
      return text === null || Buffer.from(text).equals(bytes)
    }),
  )
})
