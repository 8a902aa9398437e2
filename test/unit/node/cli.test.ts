import { describe, expect, test } from 'vitest'
import { parseServeOptions } from '#node/cli.ts'

const options = (args: readonly string[], env: Record<string, string> = {}) => parseServeOptions(args, { HOME: '/home/ada', ...env })

describe('the command line', () => {
  test('has the documented defaults', () => {
    expect(options([])).toMatchObject({ receiverPort: 4400, uiPort: 4401, host: '127.0.0.1', token: null, open: true })
  })

  test('takes every flag, and the word "serve" of an installed program', () => {
    const given = [
      'serve',
      '--data-dir',
      '/tmp/x',
      '--receiver-port',
      '0',
      '--ui-port=8080',
      '--host',
      'localhost',
      '--token',
      't',
      '--no-open',
    ]
    expect(options(given)).toEqual({ dataDir: '/tmp/x', receiverPort: 0, uiPort: 8080, host: 'localhost', token: 't', open: false })
  })

  test('takes the token from the environment, the flag first', () => {
    expect(options([], { HOOKBENCH_TOKEN: 'from-env' })).toMatchObject({ token: 'from-env' })
    expect(options(['--token', 'from-flag'], { HOOKBENCH_TOKEN: 'from-env' })).toMatchObject({ token: 'from-flag' })
  })

  test.each([
    [['--prot', '1'], /does not know the flag --prot/],
    [['something'], /does not understand "something"/],
    [['serve', 'serve'], /does not understand "serve"/],
    [['--receiver-port', '70000'], /must be a port from 0 to 65535/],
    [['--receiver-port'], /needs a value/],
    [['--no-open=1'], /takes no value/],
    [['--host', '0.0.0.0'], /set a token/],
    [['--token', 'two words'], /visible ASCII/],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => options(args)).toThrow(sentence)
  })

  test('listens beyond loopback once there is a token', () => {
    expect(options(['--host', '0.0.0.0', '--token', 'secret'])).toMatchObject({ host: '0.0.0.0' })
  })
})
