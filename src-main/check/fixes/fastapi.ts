import type { Framework } from './topic.ts'

export const fastapi: Framework = {
  id: 'fastapi',
  name: 'FastAPI',
  fixes: {
    'raw-body': {
      text: 'Take the Request, not a model: a model is parsed before you can verify.',
      code: `@app.post("/webhooks")
async def webhook(request: Request):
    body = await request.body()  # bytes: verify these, then json.loads(body)`,
    },
    verify: {
      text: 'Compute the HMAC over the bytes and compare in constant time; treat a missing header as a wrong one.',
      code: `expected = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
if not hmac.compare_digest(expected.encode(), request.headers.get("x-signature", "").encode()):
    raise HTTPException(400)`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `expected = hmac.new(SECRET.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
if abs(time.time() - int(timestamp)) > 300:
    raise HTTPException(400)`,
    },
    idempotency: {
      text: 'Claim the id in the transaction that does the work; the primary key decides which request is first.',
      code: `async with session.begin():
    claimed = await session.execute(insert(WebhookEvent).values(id=event["id"]).on_conflict_do_nothing())
    if claimed.rowcount == 1:
        await work(session, event)`,
    },
    queue: {
      text: 'Store the event and answer; a worker (Celery, arq) does the rest. BackgroundTasks are lost with the process.',
      code: `await arq.enqueue_job("handle", event, _job_id=event["id"])  # the same id is queued once
return Response(status_code=202)`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text.',
      code: `try:
    event = json.loads(body)
except ValueError:
    raise HTTPException(422)
if event.get("type") not in HANDLERS:
    return Response(status_code=200)  # not ours, and no reason to send it again`,
    },
    'body-limit': {
      text: 'FastAPI has no limit; the proxy in front of it does (nginx: 1 MB).',
      code: `client_max_body_size 25m;  # nginx`,
    },
  },
}
