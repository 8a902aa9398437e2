import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { productSources, read, root } from './sources.ts'

const TOP_LEVEL = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
  'biome.json',
  'src-main',
  'src-renderer',
  'src-preload',
  'test',
  'resources',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
]
/** Made by tools and ignored by git. */
const MADE = ['node_modules', 'out', 'test-results', 'playwright-report', 'coverage']
const CEILING = 400
const TEST_CEILING = 600
const MEDIAN = 90

const tests = () => read('test/**/*.ts')
const folders = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => `${path}/${entry.name}`)

test('the top level holds only what belongs there', () => {
  const extra = readdirSync(root).filter(
    name => !name.startsWith('.') && !TOP_LEVEL.includes(name) && !MADE.includes(name) && !name.endsWith('.log'),
  )
  expect(extra).toEqual([])
  expect(TOP_LEVEL.filter(name => !existsSync(join(root, name)))).toEqual([])
})

test('files stay small', () => {
  const sources = productSources().filter(({ path }) => !path.includes('/migrations/'))
  const sizes = sources.map(({ lines }) => lines).sort((a, b) => a - b)
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN)
  expect(sources.filter(({ lines }) => lines > CEILING).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  expect(
    tests()
      .filter(({ lines }) => lines > TEST_CEILING)
      .map(({ path, lines }) => `${path}: ${lines}`),
  ).toEqual([])
})

test('every folder says in one screen what lives there', () => {
  const wanted = ['src-renderer', 'src-preload', 'resources', 'test', ...folders('src-main')]
  expect(wanted.filter(folder => !existsSync(join(root, folder, 'README.md')))).toEqual([])
  const long = wanted
    .map(folder => join(root, folder, 'README.md'))
    .filter(existsSync)
    .filter(path => readFileSync(path, 'utf8').split('\n').length > 60)
  expect(long).toEqual([])
})

test('versions are exact', () => {
  const manifests = ['package.json', 'test/vendors/package.json', 'resources/packaging/package.json'].filter(path =>
    existsSync(join(root, path)),
  )
  const loose = manifests.flatMap(path => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const entries = [...Object.entries(dependencies), ...Object.entries(devDependencies)]
    return entries
      .filter(([, version]) => !/^(npm:[^@]*.[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${path}: ${name} ${version}`)
  })
  expect(loose).toEqual([])
})

test('nothing is left for later', () => {
  // Put together here, so that this file does not find itself.
  const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)
  const found = [...productSources(), ...tests(), ...read('src-renderer/**/*.css', '*.md', 'src-*/**/*.md', 'test/**/*.md')].filter(
    ({ text }) => marks.test(text),
  )
  expect(found.map(({ path }) => path)).toEqual([])
})

test('no test runs alone, and a skipped one says why', () => {
  const only = tests().filter(
    ({ path, text }) => path.endsWith('.test.ts') && /\b(test|it|describe)\.only\b/.test(text) && !path.startsWith('test/architecture/'),
  )
  expect(only.map(({ path }) => path)).toEqual([])
  const skips = tests()
    .filter(({ path }) => !path.startsWith('test/architecture/'))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n')
      const unexplained = lines.filter(
        (line, at) => /\b(test|it|describe)\.(skip|skipIf|runIf|todo|fixme|fails)\b/.test(line) && !isExplained(line, lines[at - 1]),
      )
      return unexplained.map(line => `${path}: ${line.trim()}`)
    })
  expect(skips).toEqual([])
})

test('the text speaks of the project alone', () => {
  const machine = /(?:^|[\s'"`(])\/(?:work|root|home\/\w+)\//
  const texts = [...productSources(), ...tests(), ...read('*.md', '*.json', 'src-*/**/*.md', 'test/**/*.md', 'resources/**/*.md')]
  expect(texts.filter(({ path, text }) => machine.test(text) && !path.startsWith('test/architecture/')).map(({ path }) => path)).toEqual([])
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hosts = new Set([...lock.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map(([, host]) => host))
  expect([...hosts].filter(host => host !== 'registry.npmjs.org')).toEqual([])
})

/** A comment on the line or above it, or a reason given to Playwright's `test.skip(condition, 'why')`. */
function isExplained(line: string, above = ''): boolean {
  return line.includes('//') || /^\s*(\/\/|\*)/.test(above) || /\.(skip|fixme)\(.+,\s*['"`]/.test(line)
}
