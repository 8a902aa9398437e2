import { describe, expect, test } from 'vitest'
import { codeOf, type Import, importsOf, layerOf, productSources, type SourceFile } from './sources.ts'

/** Which layers a layer may look at, besides itself. `domain:types` = only its types. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contract: ['domain:types'],
  providers: ['domain'],
  store: ['domain'],
  http1: ['domain'],
  receiver: ['domain', 'http1'],
  delivery: ['domain', 'http1'],
  tunnel: ['domain'],
  registration: ['domain', 'providers'],
  check: ['domain', 'providers'],
  intake: ['domain', 'providers', 'store'],
  app: ['domain', 'providers', 'store', 'receiver', 'delivery', 'tunnel', 'registration', 'check', 'intake', 'contract'],
  transport: ['app', 'contract'],
  node: ['transport', 'app', 'contract'],
  // Clock, log, lock and paths are the same under Electron, so its host takes them from node/ instead of having a copy.
  electron: ['transport', 'app', 'contract', 'node'],
  launcher: ['entry', 'outside'],
  entry: ['electron', 'node', 'app', 'transport', 'outside'],
  preload: [],
  renderer: ['contract:types', 'domain', 'preload:types'],
}

/** Packages that belong to certain layers. What is not listed here may be used by the renderer alone. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  zod: ['contract', 'app', 'transport'],
  electron: ['electron', 'preload'],
  'electron-updater': ['electron'],
  'better-sqlite3': ['store', 'node', 'launcher'],
  ws: ['transport'],
  pino: ['node'],
  nodemailer: ['app'],
  'quicktype-core': ['app'],
  '@ngrok/ngrok': ['tunnel'],
  vite: ['launcher'],
}

const sources = productSources()
const imports = sources.flatMap(importsOf)
const show = ({ file, target }: Import): string => `${file} -> ${target}`

describe('directions', () => {
  test('every layer has a rule, and there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect([...new Set(sources.map(({ layer }) => layer))].filter(layer => !(layer in MAY_SEE))).toEqual([])
  })

  test('a layer looks only where it may', () => {
    const wrong = imports.filter(({ layer, targetLayer, typeOnly }) => {
      if (targetLayer === null || targetLayer === layer) return false
      const allowed = MAY_SEE[layer] ?? []
      return !allowed.includes(targetLayer) && !(typeOnly && allowed.includes(`${targetLayer}:types`))
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('the domain is pure: no package, no node module but node:crypto in the signature engine, no clock, no randomness', () => {
    const foreign = imports.filter(({ layer, targetLayer }) => layer === 'domain' && targetLayer === null)
    const wrong = foreign.filter(({ file, target }) => !(target === 'node:crypto' && file.startsWith('src-main/domain/signature/')))
    expect(wrong.map(show)).toEqual([])
    const impure = /\b(Date\.now|Math\.random|performance\.now|new Date\(\)|process\.(?!\w*ing)|setTimeout|setInterval)\b/
    const code = sources.filter(({ layer }) => layer === 'domain').map(({ path, text }) => ({ path, hit: impure.exec(codeOf(text))?.[0] }))
    expect(code.filter(({ hit }) => hit !== undefined)).toEqual([])
  })

  test('the contract and the renderer use nothing of Node', () => {
    expect(imports.filter(({ layer, target }) => ['contract', 'renderer'].includes(layer) && target.startsWith('node:')).map(show)).toEqual(
      [],
    )
  })

  test('a package is used only by the layers it belongs to', () => {
    const wrong = imports.filter(({ layer, target, targetLayer }) => {
      if (targetLayer !== null || target.startsWith('node:') || layer === 'renderer') return false
      return !(PACKAGES[packageOf(target)] ?? []).includes(layer)
    })
    expect(wrong.map(show)).toEqual([])
    expect(imports.filter(({ layer, target }) => layer === 'renderer' && packageOf(target) in PACKAGES).map(show)).toEqual([])
  })

  test('SQL is written only in the store, and the one lock statement beside it', () => {
    const sql = /\b(?:prepare|exec)\(\s*['"`]\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b/i
    const wrong = sources.filter(({ layer, text }) => layer !== 'store' && sql.test(withoutComments(text))).map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  test('own files are imported with their extension, across layers by alias', () => {
    const own = imports.filter(({ targetLayer }) => targetLayer !== null)
    const bare = own.filter(({ target }) => !/\.(ts|tsx|css|json|woff2|svg|png|sql)(\?\w+)?$/.test(target))
    expect(bare.map(show)).toEqual([])
  })
})

describe('the scanner itself', () => {
  const file = (text: string): SourceFile => ({ path: 'src-main/domain/a.ts', layer: 'domain', text, lines: 1 })

  test('finds static, multi-line, bare, re-exported and dynamic imports', () => {
    const text = `import a from 'a'\nimport {\n  b,\n} from "b"\nimport 'c'\nexport * from './d.ts'\nconst e = await import('e')\n// import f from 'f'\n`
    expect(importsOf(file(text)).map(({ target }) => target)).toEqual(['a', 'b', 'src-main/domain/d.ts', 'c', 'e'])
  })

  test('tells types from values', () => {
    const kinds = [
      "import type { A } from 'x'",
      "import { type A, type B } from 'x'",
      "import { type A, b } from 'x'",
      "export type { A } from 'x'",
    ]
    expect(kinds.map(text => importsOf(file(text))[0]?.typeOnly)).toEqual([true, true, false, true])
  })

  test('tells code from comments, texts and regular expressions', () => {
    const clock = 'Date.now' + '()'
    const texts = [`'${clock}'`, `"it's ${clock}"`, `\`\\\`${clock} \${name}\``, `// ${clock}`, `/* ${clock} */`, `/['"]${clock}/`]
    expect(texts.map(text => codeOf(`f(${text}, a)`).includes('Date'))).toEqual(texts.map(() => false))
    expect(codeOf(`f(\`at \${{ a: \`\${${clock}}\` }} '\`, b / c, '/', ${clock})`)).toBe(
      `f(\`\${{ a: \`\${${clock}}\` }}\`, b / c, '', ${clock})`,
    )
  })

  test('knows the layers', () => {
    expect(
      ['src-main/store/x/y.ts', 'src-main/index.ts', 'src-renderer/ui/a.tsx', 'src-preload/index.ts', 'package.json'].map(layerOf),
    ).toEqual(['store', 'entry', 'renderer', 'preload', 'outside'])
  })
})

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
