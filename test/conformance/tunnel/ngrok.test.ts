import { afterEach, describe, expect, test } from 'vitest'
import type { TunnelProblem } from '#domain/tunnel.ts'
import { ngrokTunnel } from '#tunnel/ngrok/ngrok.ts'
import type { NgrokPlan } from '#tunnel/ngrok/plan.ts'
import { eventually } from '../../support/core.ts'
import { type NgrokEdge, startEdge } from '../../support/ngrok-edge/edge.ts'
import { fromPublic } from '../../support/ngrok-edge/public.ts'
import { echo, listen, tunnelSuite } from './suite.ts'

const script = new URL('../../../src-main/tunnel/ngrok/agent.worker.ts', import.meta.url)
const plan = (edge: NgrokEdge, more: Partial<NgrokPlan> = {}): NgrokPlan => ({
  authtoken: 'a-token',
  serverAddr: edge.serverAddr,
  caCert: edge.ca,
  ...more,
})
const tunnelTo = (port: number, edge: NgrokEdge, more: Partial<NgrokPlan> = {}) =>
  ngrokTunnel(plan(edge, more), { script, port: () => port, version: '1.2.3' })

tunnelSuite('ngrok, by its own SDK', async () => {
  const edge = await startEdge()
  return {
    tunnel: port => tunnelTo(port, edge),
    ask: (url, path, body) => fromPublic(`${url}${path}`, { body }),
    close: edge.close,
  }
})

describe('ngrok, by its own SDK', () => {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })
  const world = async () => {
    const edge = await startEdge()
    const app = await echo()
    closers.push(edge.close, app.close)
    return { edge, app }
  }
  const connect = (edge: NgrokEdge, port: number, more: Partial<NgrokPlan> = {}) => {
    const heard = listen()
    const connection = tunnelTo(port, edge, more).connect(heard.report)
    closers.push(connection.close)
    return { heard, connection }
  }
  const problemOf = async (heard: ReturnType<typeof listen>): Promise<TunnelProblem> => {
    const ended = await heard.next('ended')
    if (ended.type !== 'ended') throw new Error('unreachable')
    return ended.problem
  }

  test('a bad authtoken is a sentence with where to get a good one, and no second try', async () => {
    const { edge, app } = await world()
    edge.onAuth = token => (token === 'good' ? null : { code: 'ERR_NGROK_105', text: `Your authtoken: ${token}` })
    const problem = await problemOf(connect(edge, app.port, { authtoken: 'bad' }).heard)
    expect(problem).toMatchObject({ code: 'ERR_NGROK_105', final: true })
    expect(problem.message).toContain('dashboard.ngrok.com/get-started/your-authtoken')
    const good = connect(edge, app.port, { authtoken: 'good' })
    await good.heard.next('up')
  })

  test('what ngrok refuses is told with its code: a limit passes by itself, an unknown one in its own words', async () => {
    const { edge, app } = await world()
    edge.onAuth = () => ({ code: 'ERR_NGROK_108', text: 'Your account is limited to 1 simultaneous ngrok agent sessions.' })
    expect(await problemOf(connect(edge, app.port).heard)).toMatchObject({ code: 'ERR_NGROK_108', final: false })
    edge.onAuth = () => null
    edge.onBind = () => ({ code: 'ERR_NGROK_334', text: 'The endpoint is already online.' })
    expect(await problemOf(connect(edge, app.port).heard)).toMatchObject({ code: 'ERR_NGROK_334', final: false })
    edge.onBind = () => ({ code: 'ERR_NGROK_4999', text: 'The moon is too full.' })
    expect(await problemOf(connect(edge, app.port).heard)).toEqual({
      code: 'ERR_NGROK_4999',
      message: 'ngrok refused: The moon is too full. (ERR_NGROK_4999)',
      final: true,
    })
  })

  test('no network, and a certificate that is not trusted', async () => {
    const { edge, app } = await world()
    const nowhere = connect(edge, app.port, { serverAddr: 'localhost:1' })
    expect(await problemOf(nowhere.heard)).toMatchObject({
      final: false,
      message: expect.stringContaining('localhost:1 cannot be reached'),
    })
    const { caCert: _, ...untrusting } = plan(edge)
    const heard = listen()
    const connection = ngrokTunnel(untrusting, { script, port: () => app.port, version: '1' }).connect(heard.report)
    closers.push(connection.close)
    expect((await problemOf(heard)).message).toContain('certificate is not trusted')
  })

  test('a native part that is not there is a sentence', async () => {
    const { app } = await world()
    const heard = listen()
    const broken = new URL('data:text/javascript,throw new Error("Cannot find module @ngrok/ngrok-none")')
    const connection = ngrokTunnel({ authtoken: 't' }, { script: broken, port: () => app.port, version: '1' }).connect(heard.report)
    closers.push(connection.close)
    expect((await problemOf(heard)).message).toContain('its native part is missing')
  })

  test('domain, traffic policy and who we are go to ngrok as given', async () => {
    const { edge, app } = await world()
    const { heard } = connect(edge, app.port, { domain: 'shop.example.com', trafficPolicy: '{"on_http_request":[]}' })
    await heard.next('up')
    expect(edge.binds[0]).toMatchObject({
      ForwardsTo: 'Hookbench',
      Opts: { Domain: 'shop.example.com', TrafficPolicy: '{"on_http_request":[]}' },
    })
    expect(edge.auths[0]).toMatchObject({ Extra: { AuthToken: 'a-token', UserAgent: expect.stringMatching(/^hookbench\/1\.2\.3 /) } })
  })

  test('1 MB both ways, and 50 at once', async () => {
    const { edge, app } = await world()
    const { heard } = connect(edge, app.port)
    await heard.next('up')
    expect(heard.all.some(report => report.type === 'alive')).toBe(true)
    const big = 'a'.repeat(1024 * 1024)
    expect((await fromPublic(`${edge.url}/big`, { body: big })).body).toBe(`POST /big ${big}`)
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => fromPublic(`${edge.url}/n`, { body: String(n) })))
    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 50 }, (_, n) => `POST /n ${n}`))
  })

  test('a cut is told at once, and leaves nothing behind', async () => {
    const { edge, app } = await world()
    const { heard } = connect(edge, app.port)
    await heard.next('up')
    edge.cut()
    expect(await problemOf(heard)).toMatchObject({ code: null, final: false })
    await eventually(() => edge.sessions).toBe(0)
  })

  test('close ends the session, for which the SDK alone would go on counting against the account', async () => {
    const { edge, app } = await world()
    const { heard, connection } = connect(edge, app.port)
    await heard.next('up')
    expect(edge.sessions).toBe(1)
    await connection.close()
    await eventually(() => edge.sessions).toBe(0)
    expect((await fromPublic(edge.url)).status).toBe(404)
  })
})
