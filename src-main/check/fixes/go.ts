import type { Framework } from './topic.ts'

export const go: Framework = {
  id: 'go',
  name: 'Go net/http',
  fixes: {
    'raw-body': {
      text: 'Read all bytes first, verify, then unmarshal.',
      code: `body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 25<<20))
if err != nil { http.Error(w, "", http.StatusBadRequest); return }
// verify body, then json.Unmarshal(body, &event)`,
    },
    verify: {
      text: 'Compute the HMAC over the bytes and compare in constant time.',
      code: `mac := hmac.New(sha256.New, secret)
mac.Write(body)
given, err := hex.DecodeString(r.Header.Get("X-Signature"))
if err != nil || !hmac.Equal(mac.Sum(nil), given) { http.Error(w, "", http.StatusBadRequest); return }`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `fmt.Fprintf(mac, "%s.%s", timestamp, body)
if time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute { http.Error(w, "", http.StatusBadRequest); return }`,
    },
    idempotency: {
      text: 'Claim the id in the transaction that does the work; the primary key decides which request is first.',
      code: `res, err := tx.ExecContext(ctx, "INSERT INTO webhook_events (id) VALUES ($1) ON CONFLICT DO NOTHING", event.ID)
if n, _ := res.RowsAffected(); err == nil && n == 1 { err = work(ctx, tx, event) }
if err == nil { err = tx.Commit() }`,
    },
    queue: {
      text: 'Store the event and answer; a worker does the rest. A goroutine is lost with the process.',
      code: `if err := store.Save(ctx, event.ID, body); err != nil { http.Error(w, "", http.StatusServiceUnavailable); return }
w.WriteHeader(http.StatusAccepted)`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text.',
      code: `if err := json.Unmarshal(body, &event); err != nil { http.Error(w, "", http.StatusUnprocessableEntity); return }
handle, ok := handlers[event.Type]
if !ok { w.WriteHeader(http.StatusOK); return } // not ours, but no reason to send it again`,
    },
    'body-limit': {
      text: 'Set the limit yourself, well above what the provider sends.',
      code: `r.Body = http.MaxBytesReader(w, r.Body, 25<<20)`,
    },
  },
}
