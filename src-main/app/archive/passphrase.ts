import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { AppError } from '#contract/errors.ts'

/** scrypt as OWASP's cheat sheet on password storage advises: N 2^17, r 8, p 1; some 0.3 s and 128 MiB for each try. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/** Seals texts for a file that may go anywhere. */
export interface Passphrase {
  /** Base64; stands in the file's first line. */
  readonly salt: string
  seal(text: string): string
  /** @throws AppError `invalid_input` when the passphrase is another one, or the text was changed */
  open(sealed: string): string
}

/** @param salt that of the file to be opened; null for a new file */
export async function withPassphrase(passphrase: string, salt: string | null): Promise<Passphrase> {
  const bytes = salt === null ? randomBytes(16) : Buffer.from(salt, 'base64')
  const key = await new Promise<Buffer>((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), bytes, 32, COST, (error, derived) => (error ? reject(error) : resolve(derived))),
  )
  return {
    salt: bytes.toString('base64'),
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
    },
    open(sealed) {
      const all = Buffer.from(sealed, 'base64')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12))
        decipher.setAuthTag(all.subarray(-16))
        return Buffer.concat([decipher.update(all.subarray(12, -16)), decipher.final()]).toString('utf8')
      } catch {
        throw new AppError('invalid_input', 'The passphrase does not open this archive. Try again, or import it without its secrets.')
      }
    },
  }
}
