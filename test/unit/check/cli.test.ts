import { describe, expect, test } from 'vitest'
import { parseCheckOptions } from '#node/check-cli.ts'
import { commandWords } from '#node/command-words.ts'

const env = { STRIPE_SECRET: 'whsec_1', META_TOKEN: 'open sesame', EMPTY: '' }
const parse = (...args: string[]) => parseCheckOptions(['--url', 'http://localhost:3000/hooks', ...args], env)

describe('hookbench check', () => {
  test('what is left out is as usual', () => {
    expect(parse()).toMatchObject({
      provider: null,
      secrets: [],
      observe: null,
      failOn: 'high',
      as: 'text',
      output: null,
      only: null,
      local: false,
    })
  })

  test('secrets come by the name of a variable, with a role where they are not the one that signs', () => {
    expect(parse('--secret-env', 'STRIPE_SECRET', '--secret-env', 'verify-token:META_TOKEN')).toMatchObject({
      secrets: [
        { role: null, value: 'whsec_1' },
        { role: 'verify-token', value: 'open sesame' },
      ],
    })
  })

  test('an observation is a URL, a command without a shell, or a line for the shell', () => {
    expect(parse('--observe', 'http://localhost:3000/count')).toMatchObject({ observe: { url: 'http://localhost:3000/count' } })
    expect(parse('--observe', `psql -tc 'select count(*) from orders'`)).toMatchObject({
      observe: { command: ['psql', '-tc', 'select count(*) from orders'] },
    })
    expect(parse('--observe-shell', 'wc -l < orders.log')).toMatchObject({ observe: { shell: 'wc -l < orders.log' } })
  })

  test.each<[args: string[], sentence: string]>([
    [['--secret-env', 'EMPTY'], 'EMPTY, named by --secret-env, is empty or not set'],
    [['--secret-env', 'whsec_oops'], 'is empty or not set'],
    [['--fail-on', 'bad'], '--fail-on must be one of critical, high, medium, low, never'],
    [['--format', 'pdf'], '--format must be one of'],
    [['--timeout-ms', '1.5'], '--timeout-ms must be a whole number'],
    [['--observe', "psql 'x"], 'is not closed'],
    [['--observe', 'a', '--observe-shell', 'b'], 'not both'],
    [['--nonsense'], 'See "hookbench check --help".'],
    [['more'], 'See "hookbench check --help".'],
  ])('%j is refused in a sentence', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence)
  })

  test('a URL is needed', () => {
    expect(() => parseCheckOptions(['--provider', 'stripe'], env)).toThrow('Say what to check')
    expect(parseCheckOptions(['--help'], env)).toBe('help')
  })
})

test('a command is words, and no shell’s', () => {
  expect(commandWords(`a  "b c" d'e f'g '' $HOME *`)).toEqual(['a', 'b c', 'de fg', '', '$HOME', '*'])
  expect(commandWords('')).toEqual([])
})
