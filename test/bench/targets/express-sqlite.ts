import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import express from 'express'
import { ready, SECRET } from './common.ts'

/** What people write: express with a raw body, a signature check, and one durable INSERT a request. */
const dir = mkdtempSync(join(tmpdir(), 'hookbench-bench-'))
const db = new Database(join(dir, 'express.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE requests (id INTEGER PRIMARY KEY, at INTEGER, delivery TEXT UNIQUE, headers TEXT, body BLOB)')
const insert = db.prepare('INSERT OR IGNORE INTO requests (at, delivery, headers, body) VALUES (?, ?, ?, ?)')

const app = express()
app.post('/gh', express.raw({ type: '*/*', limit: '32mb' }), (request, response) => {
  const body = request.body as Buffer
  const expected = Buffer.from(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`)
  const given = Buffer.from(request.get('x-hub-signature-256') ?? '')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return response.sendStatus(400)
  JSON.parse(body.toString('utf8'))
  insert.run(Date.now(), request.get('x-github-delivery'), JSON.stringify(request.rawHeaders), body)
  return response.sendStatus(200)
})
const server = app.listen(0, '127.0.0.1', () => {
  ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gh` }, () => {
    server.closeAllConnections()
    db.close()
    rmSync(dir, { recursive: true, force: true })
  })
})
