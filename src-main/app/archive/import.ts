import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs'
import { open, statfs } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import type { JobKind } from '../jobs/runner.ts'
import type { Clock, Paths, Secrets } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import { givenBody } from '../stored-request.ts'
import { parsed } from './export.ts'
import { archiveFolder } from './files.ts'
import { type ArchivedRequest, readHead, readLine } from './lines.ts'
import { type Passphrase, withPassphrase } from './passphrase.ts'
import { type Moved, nowhere, type Placer } from './place.ts'

/** Unpacked, a workspace may be this large: more is no archive of ours but an attack on the disk. */
const MOST = 64 * 1024 ** 3
/** Read of the unpacked file in one step, about. A line may be longer: its Request's body is up to 32 MiB, in base64. */
const STEP = 4 * 1024 * 1024
/** A Request of 32 MiB is 43 MiB of base64, and its head some more. What is longer is no line of ours, and would be held in memory whole. */
const LONGEST_LINE = 96 * 1024 * 1024
/** Left free on the disk, whatever a file unpacks to: captures come first. */
const SPARE = 1024 ** 3
/** Unpacked between two looks at the disk. */
const LOOK_EVERY = 64 * 1024 * 1024

const options = z
  .strictObject({
    /** Of `PUT /uploads`, up to 64 MiB. */
    bodyRef: z.string().optional(),
    /** A file on the machine that Hookbench runs on. */
    path: z.string().optional(),
    passphrase: z.string().optional(),
  })
  .refine(given => (given.bodyRef === undefined) !== (given.path === undefined), 'Name the archive once: with "bodyRef" or "path".')
const kept = z.object({ file: z.string(), bodyRef: z.string().optional(), path: z.string().optional(), passphrase: z.string().nullable() })
const cursorShape = z.object({ at: z.number(), line: z.number(), moved: z.custom<Moved>(), ended: z.boolean().optional() })

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write' | 'search'>
  readonly paths: Pick<Paths, 'dataDir'>
  readonly secrets: Secrets
  readonly clock: Pick<Clock, 'now'>
  readonly placer: Placer
}

/** `workspace.import`: takes in what `workspace.export` has written. What is here already stays as it is. */
export function importKind({ store, paths, secrets, clock, placer }: Deps): JobKind {
  const folder = archiveFolder(paths)

  const unpack = async (asked: z.infer<typeof kept>): Promise<void> => {
    const bytes = asked.bodyRef === undefined ? null : await givenBody(store, { bodyRef: asked.bodyRef })
    if (bytes === null && !existsSync(asked.path ?? ''))
      throw new AppError('not_found', `There is no file ${asked.path}. Check its name and try again.`)
    const source = bytes === null ? createReadStream(asked.path ?? '') : Readable.from([bytes])
    let size = 0
    let looked = Number.NEGATIVE_INFINITY
    const refusal = async (): Promise<AppError | null> => {
      if (size > MOST) return new AppError('too_large', 'Unpacked, this file is larger than 64 GiB, so it cannot be a workspace.')
      if (size - looked < LOOK_EVERY) return null
      looked = size
      const { bavail, bsize } = await statfs(paths.dataDir)
      if (bavail * bsize >= SPARE) return null
      return new AppError('too_large', 'Unpacked, this file would fill the disk. Free some space and import it again.')
    }
    const bounded = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.byteLength
        refusal().then(refused => done(refused, chunk), done)
      },
    })
    try {
      await pipeline(source, createGunzip(), bounded, createWriteStream(folder.path(asked.file), { mode: 0o600 }))
    } catch (error) {
      rmSync(folder.path(asked.file), { force: true })
      if (error instanceof AppError) throw error
      throw new AppError('invalid_input', 'This is not a Hookbench workspace archive: it cannot be unpacked.')
    }
  }

  const passphraseFor = async (asked: z.infer<typeof kept>, salt: string | null): Promise<Passphrase | null> =>
    asked.passphrase === null || salt === null ? null : withPassphrase(await secrets.open(asked.passphrase), salt)

  return {
    async accept(input) {
      const { passphrase, ...from } = parsed(options, input.options)
      const now = clock.now()
      folder.tidy(now)
      const sealed = passphrase === undefined ? null : await secrets.seal(passphrase)
      return { ...input, options: { ...from, file: `import-${now}.jsonl`, passphrase: sealed } satisfies z.infer<typeof kept> }
    },
    count: async () => null,
    async step(input, cursor) {
      const asked = kept.parse(input.options)
      const file = folder.path(asked.file)
      if (cursor === null) {
        await unpack(asked)
        return { cursor: { at: 0, line: 0, moved: nowhere }, done: 0, failed: 0, finished: false }
      }
      const { at, line, moved, ended } = cursorShape.parse(cursor)
      if (ended) {
        rmSync(file, { force: true })
        return { cursor, done: 0, failed: 0, finished: true }
      }
      const texts = await linesFrom(file, at)
      if (texts === null || (texts.length === 0 && line === 0)) throw await cutOff(file, line)
      // Written down before the file goes: after a crash between the two it would look as if it had been lost.
      if (texts.length === 0) return { cursor: { at, line, moved, ended: true }, done: 0, failed: 0, finished: false }
      const requests: ArchivedRequest[] = []
      let known = moved
      if (line === 0) {
        const head = readHead(texts[0] ?? '')
        known = { ...known, salt: head.salt }
      }
      const passphrase = line < 2000 ? await passphraseFor(asked, known.salt) : null
      for (const [i, text] of texts.entries()) {
        const read = readLine(text, line + i + 1)
        if ('request' in read) requests.push(read.request)
        else known = await placer.place(read, known, passphrase)
      }
      const taken = await placer.requests(requests, known)
      const next = { at: at + texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0), line: line + texts.length, moved: known }
      return { cursor: next, done: taken, failed: 0, finished: false }
    },
  }
}

/** What to say of a file that ends within a line, or has none. */
async function cutOff(path: string, line: number): Promise<AppError> {
  if (line === 0) readHead(await firstOf(path))
  const before = line === 0 ? 'nothing of it was imported' : 'everything before it was imported'
  return new AppError('invalid_input', `The archive is cut off at line ${line + 1}; ${before}. Export the workspace again.`)
}

/** The beginning of a line that has no end; a head is short. */
async function firstOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, undefined, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whole lines from a byte on, at least one where there is one; none at the end of the file, and null where only a part of one is left. */
async function linesFrom(path: string, at: number): Promise<string[] | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    for (let length = STEP; ; length = Math.min(length * 4, LONGEST_LINE)) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, size - at)), 0, undefined, at)
      const end = buffer.subarray(0, bytesRead).lastIndexOf(10)
      if (end >= 0) return buffer.subarray(0, end).toString('utf8').split('\n')
      if (at + bytesRead >= size) return at >= size ? [] : null
      if (length >= LONGEST_LINE)
        throw new AppError('invalid_input', 'This is not a Hookbench workspace archive: one of its lines has no end.')
    }
  } finally {
    await file.close()
  }
}
