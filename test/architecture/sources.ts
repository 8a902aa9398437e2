import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  /** Path from the root, with `/`. */
  readonly file: string
  readonly layer: string
  /** A file of ours (path from the root), or the name as written: `zod`, `node:crypto`. */
  readonly target: string
  /** The layer of a target of ours, else null. */
  readonly targetLayer: string | null
  readonly typeOnly: boolean
}

export interface SourceFile {
  readonly path: string
  readonly layer: string
  readonly text: string
  readonly lines: number
}

/** Sources by glob, paths from the root. */
export function read(...patterns: string[]): SourceFile[] {
  const paths = globSync(patterns, { cwd: root }).map(path => path.replaceAll('\\', '/'))
  return paths
    .filter(path => !path.includes('node_modules/'))
    .sort()
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, layer: layerOf(path), text, lines: text.trimEnd().split('\n').length }
    })
}

export const productSources = (): SourceFile[] => read('src-main/**/*.ts', 'src-preload/**/*.ts', 'src-renderer/**/*.{ts,tsx}')

/** The folder that decides what a file may look at: `domain`, `store` .., `entry` for the two entries, `preload`, `renderer`, else `outside`. */
export function layerOf(path: string): string {
  const [first = '', second = '', ...more] = path.split('/')
  if (first === 'src-renderer') return 'renderer'
  if (first === 'src-preload') return 'preload'
  if (first !== 'src-main') return 'outside'
  return more.length === 0 ? 'entry' : second
}

const STATEMENT = /^[ \t]*(import|export)\b([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]/gm
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Every import of a file: static, re-exported, bare and dynamic ones. */
export function importsOf({ path, layer, text }: SourceFile): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found = (specifier: string, typeOnly: boolean): Import => {
    const own = ownPath(path, specifier)
    return { file: path, layer, target: own ?? specifier, targetLayer: own === null ? null : layerOf(own), typeOnly }
  }
  return [
    ...[...code.matchAll(STATEMENT)].map(([, , clause = '', specifier = '']) => found(specifier, isTypeOnly(clause))),
    ...[...code.matchAll(BARE)].map(([, specifier = '']) => found(specifier, false)),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier = '']) => found(specifier, false)),
  ]
}

function ownPath(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return `src-main/${specifier.slice(1)}`
  return specifier.startsWith('.') ? posix.normalize(posix.join(dirname(from), specifier)) : null
}

/** `import type ..` or a list whose every name is a `type`. */
function isTypeOnly(clause: string): boolean {
  if (/^\s+type\b/.test(clause)) return true
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]
  return names?.split(',').every(name => name.trim() === '' || /^\s*type\s/.test(name)) ?? false
}

/** What of a text is code: comments gone, texts emptied (what stands in `${}` is code and stays), regular expressions left out. */
export function codeOf(text: string): string {
  let code = ''
  let at = 0
  /** Depths of braces at which a template goes on. */
  const templates: number[] = []
  let depth = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const length = pattern.exec(text)?.[0].length ?? 0
    at += length
    return length > 0
  }
  while (at < text.length) {
    const char = text[at]
    const goesOn = char === '}' && templates.at(-1) === depth
    if (char === '`' || goesOn) {
      if (goesOn) templates.pop()
      at += 1
      skip(TEMPLATE)
      code += goesOn ? '}' : '`'
      if (text.startsWith('${', at)) {
        templates.push(depth)
        code += '${'
        at += 2
      } else {
        code += '`'
        at += 1
      }
    } else if (char === '/' && (skip(COMMENT) || (!isValue(code) && skip(REGEX)))) code += ' '
    else if ((char === "'" || char === '"') && skip(TEXT)) code += "''"
    else {
      if (char === '{') depth += 1
      if (char === '}') depth -= 1
      code += char
      at += 1
    }
  }
  return code
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/y
const TEXT = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y

/** After a value a slash divides; elsewhere it begins a regular expression. */
function isValue(code: string): boolean {
  const end = code.slice(-40).trimEnd()
  return /[\w)\]}`']$/.test(end) && !/\b(?:return|case|typeof|in|of)$/.test(end)
}
