import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Secrets } from '#app/ports.ts'
import { AppError } from '#contract/errors.ts'
import { readOrCreatePrivateFile } from './private-file.ts'
import { StartRefused } from './refusal.ts'

const FILE = /^hookbench-key-1 ([A-Za-z0-9+/]{43}=)\s*$/
const SEALED = /^hb1\.([0-9a-f]{16})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/
const TAG_BYTES = 16

/**
 * Secrets under AES-256-GCM with a key in `<dataDir>/secrets.key` (0600): for machines without a keychain. It keeps secrets out of
 * backups and copies of the database, not from somebody who can read the whole folder, and the README says so.
 *
 * A sealed text is `hb1.<id of the key>.<nonce>.<ciphertext and tag>`; the key's id tells "another key" from "damaged".
 */
export function keyFileSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.key')
  const text = readOrCreatePrivateFile(path, () => `hookbench-key-1 ${randomBytes(32).toString('base64')}\n`)
  const encoded = FILE.exec(text)?.[1]
  if (!encoded)
    throw new StartRefused(`The key file ${path} is damaged; restore it from a backup, or move it away and enter your secrets again.`)
  const key = Buffer.from(encoded, 'base64')
  const keyId = createHash('sha256').update('hookbench key id').update(key).digest('hex').slice(0, 16)

  return {
    description: 'a key file',
    async seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(`hb1.${keyId}`))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `hb1.${keyId}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
    },
    async open(sealed) {
      const [, id = '', nonce = '', data = ''] = SEALED.exec(sealed) ?? []
      if (sealed.startsWith('ss1.')) throw unreadable('the desktop window encrypted it with the system keychain')
      if (id !== keyId)
        throw unreadable(id === '' ? 'it was not encrypted here' : `the key file ${path} is not the one it was encrypted with`)
      const bytes = Buffer.from(data, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
      decipher.setAAD(Buffer.from(`hb1.${keyId}`))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        throw unreadable('it is damaged')
      }
    },
  }
}

function unreadable(why: string): AppError {
  return new AppError(
    'store_unavailable',
    `A stored secret cannot be read, because ${why}; restore the key file from a backup, or enter the secret again.`,
  )
}
