import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { keyFileSecrets } from '#node/secrets.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { secretsSuite } from './suite.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

secretsSuite('the key file', async () => keyFileSecrets(folder.path))

describe('the key file itself', () => {
  test('is one file of mode 0600, and nothing is left beside it', () => {
    const own = temporaryFolder()
    keyFileSecrets(own.path)
    expect(readdirSync(own.path)).toEqual(['secrets.key'])
    if (process.platform !== 'win32') expect(statSync(join(own.path, 'secrets.key')).mode & 0o777).toBe(0o600)
    own.remove()
  })

  test('a lost or another key is told as such', async () => {
    const own = temporaryFolder()
    const sealed = await keyFileSecrets(own.path).seal('gone')
    rmSync(join(own.path, 'secrets.key'))
    await expect(keyFileSecrets(own.path).open(sealed)).rejects.toThrow('is not the one it was encrypted with')
    own.remove()
  })

  test('a damaged one stops the start, and is not written over', () => {
    const own = temporaryFolder()
    const path = join(own.path, 'secrets.key')
    writeFileSync(path, 'hookbench-key-1 tooshort\n')
    expect(() => keyFileSecrets(own.path)).toThrow(/is damaged; restore it from a backup/)
    expect(readFileSync(path, 'utf8')).toBe('hookbench-key-1 tooshort\n')
    own.remove()
  })

  test('what the system keychain sealed is told as such', async () => {
    await expect(keyFileSecrets(folder.path).open('ss1.AAAA')).rejects.toThrow('the desktop window encrypted it')
  })
})
