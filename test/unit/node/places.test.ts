import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { browserCommand } from '#node/browser.ts'
import { parseServeOptions } from '#node/cli.ts'
import { defaultDataDir } from '#node/data-dir.ts'
import { pathsFrom } from '#node/paths.ts'

describe('the data folder', () => {
  test.each([
    ['linux', {}, join('/home/a', '.local', 'share', 'hookbench')],
    ['linux', { XDG_DATA_HOME: resolve('/x') }, join(resolve('/x'), 'hookbench')],
    ['linux', { XDG_DATA_HOME: 'relative' }, join('/home/a', '.local', 'share', 'hookbench')],
    ['darwin', { XDG_DATA_HOME: resolve('/x') }, join('/home/a', 'Library', 'Application Support', 'Hookbench')],
    ['win32', { LOCALAPPDATA: 'L' }, join('L', 'Hookbench')],
    ['linux', { HOOKBENCH_DATA_DIR: resolve('/mine') }, resolve('/mine')],
  ] as const)('on %s with %j', (platform, env, expected) => {
    expect(defaultDataDir(platform, env, '/home/a')).toBe(expected)
  })
})

describe('the browser', () => {
  const url = 'http://127.0.0.1:4401/?token=a&b=c'
  test.each([
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
    ['linux', { PATH: '/nowhere', DISPLAY: ':0' }, null],
    ['linux', { PATH: process.env['PATH'] }, null],
    ['darwin', { CI: 'true' }, null],
  ] as const)('on %s with %j: %s', (platform, env, command) => {
    expect(browserCommand(url, platform, env)?.[0] ?? null).toBe(command)
  })
})

describe('the command line', () => {
  test('without flags', () => {
    expect(parseServeOptions([], { HOOKBENCH_DATA_DIR: resolve('/d') })).toEqual({
      dataDir: resolve('/d'),
      receiverPort: 4400,
      uiPort: 4401,
      host: '127.0.0.1',
      token: null,
      open: true,
    })
  })
  test('both ways of writing a value, and the flag over the environment', () => {
    const args = ['--data-dir=x', '--receiver-port', '0', '--token', 't', '--no-open']
    expect(parseServeOptions(args, { HOOKBENCH_TOKEN: 'e' })).toMatchObject({
      dataDir: resolve('x'),
      receiverPort: 0,
      token: 't',
      open: false,
    })
  })
  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('%s needs no token', host => {
    expect(parseServeOptions(['--host', host], {})).toMatchObject({ host, token: null })
  })
  test.each(['0.0.0.0', '::', '192.168.1.4', 'localhost.example.com', '127.0.0.1.example.com'])('%s demands one', host => {
    expect(() => parseServeOptions(['--host', host], {})).toThrow('set a token')
    expect(parseServeOptions(['--host', host], { HOOKBENCH_TOKEN: 'e' })).toMatchObject({ host, token: 'e' })
  })
  test('a token that cannot travel in a header is refused', () => {
    expect(() => parseServeOptions(['--token', 'two words'], {})).toThrow('visible ASCII')
  })
})

test('worker scripts lie beside the entry, in the sources and in a build', () => {
  expect(pathsFrom('file:///a/src-main/headless.ts', '/d').worker('intake/writer').href).toBe('file:///a/src-main/intake/writer.worker.ts')
  expect(pathsFrom('file:///a/out/main/headless.js', '/d').worker('store/reader').href).toBe('file:///a/out/main/store/reader.worker.js')
  expect(pathsFrom('file:///a/out/main/headless.js', '/d').ui.replaceAll('\\', '/')).toMatch(/\/a\/out\/renderer\/$/)
})
