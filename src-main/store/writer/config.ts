import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'

/** A Source or Endpoint as it is stored: its settings as JSON, secrets sealed by the host. */
export interface ConfigRecord {
  readonly id: number
  readonly config_json: string
  readonly created_at: number
  readonly updated_at: number
}
export interface SourceRecord extends ConfigRecord {
  readonly slug: string
}
export interface EndpointRecord extends ConfigRecord {
  readonly disabled_reason: string | null
}

/** Everything that is configured. Few rows, read whole at start and after each change. */
export function configWrites(db: WritableDb, mint: () => number) {
  const sources = db.prepare<[], SourceRecord>('SELECT * FROM sources ORDER BY id')
  const endpoints = db.prepare<[], EndpointRecord>('SELECT * FROM endpoints ORDER BY id')
  const settings = db.prepare<[], { key: string; value_json: string }>('SELECT key, value_json FROM settings')
  const slugOwner = db.prepare<[string], { id: number }>('SELECT id FROM sources WHERE slug = ?')
  const putSource = db.prepare(
    `INSERT INTO sources (id, slug, config_json, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, config_json = excluded.config_json, updated_at = excluded.updated_at`,
  )
  const putEndpoint = db.prepare(
    `INSERT INTO endpoints (id, config_json, disabled_reason, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET config_json = excluded.config_json, disabled_reason = excluded.disabled_reason, updated_at = excluded.updated_at`,
  )
  const dropSource = db.prepare('DELETE FROM sources WHERE id = ?')
  const dropEndpoint = db.prepare('DELETE FROM endpoints WHERE id = ?')
  const putSetting = db.prepare('INSERT OR REPLACE INTO settings (key, value_json) VALUES (?, ?)')

  return {
    loadConfig: (_: null) => ({ sources: sources.all(), endpoints: endpoints.all(), settings: settings.all() }),
    saveSource(input: { id: number | null; slug: string; configJson: string; now: number }): number {
      const id = input.id ?? mint()
      const owner = slugOwner.get(input.slug)
      if (owner && owner.id !== id) {
        throw new StoreError('refused', `The path /${input.slug} belongs to another Source. Choose another path (slug).`, 'conflict')
      }
      putSource.run(id, input.slug, input.configJson, input.now, input.now)
      return id
    },
    deleteSource: (input: { id: number }) => dropSource.run(input.id).changes > 0,
    saveEndpoint(input: { id: number | null; configJson: string; disabledReason: string | null; now: number }): number {
      const id = input.id ?? mint()
      putEndpoint.run(id, input.configJson, input.disabledReason, input.now, input.now)
      return id
    },
    deleteEndpoint: (input: { id: number }) => dropEndpoint.run(input.id).changes > 0,
    saveSettings(input: { values: readonly (readonly [key: string, json: string])[] }): void {
      for (const [key, json] of input.values) putSetting.run(key, json)
    },
  }
}
