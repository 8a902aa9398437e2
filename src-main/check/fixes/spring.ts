import type { Framework } from './topic.ts'

export const spring: Framework = {
  id: 'spring',
  name: 'Spring',
  fixes: {
    'raw-body': {
      text: 'Take the body as byte[]: an object of your own is parsed before you can verify.',
      code: `@PostMapping("/webhooks")
ResponseEntity<Void> webhook(@RequestBody byte[] body, @RequestHeader(name = "X-Signature", defaultValue = "") String given) {
  // verify body, then objectMapper.readTree(body)
}`,
    },
    verify: {
      text: 'Compute the HMAC over the bytes and compare in constant time.',
      code: `Mac mac = Mac.getInstance("HmacSHA256");
mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
String expected = HexFormat.of().formatHex(mac.doFinal(body));
if (!MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8))) return ResponseEntity.badRequest().build();`,
    },
    timestamp: {
      text: 'Sign the timestamp together with the body, and refuse what is more than five minutes off, either way.',
      code: `mac.update((timestamp + ".").getBytes(UTF_8));
if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) return ResponseEntity.badRequest().build();`,
    },
    idempotency: {
      text: 'A primary key for the event’s id, the claim and the work in one transaction.',
      code: `@Transactional
public void handle(Event event) {
  int claimed = jdbc.update("INSERT INTO webhook_events (id) VALUES (?) ON CONFLICT DO NOTHING", event.id());
  if (claimed == 1) work(event);
}`,
    },
    queue: {
      text: 'Store the event and answer; a listener does the rest.',
      code: `rabbit.convertAndSend("webhooks", body);
return ResponseEntity.accepted().build();`,
    },
    status: {
      text: 'Say what was wrong by the status, never by the text; server.error.include-stacktrace=never.',
      code: `@ExceptionHandler(JsonProcessingException.class)
ResponseEntity<Void> unreadable() { return ResponseEntity.unprocessableEntity().build(); }
// types that are not yours: return ResponseEntity.ok().build();`,
    },
    'body-limit': {
      text: 'Tomcat limits forms and not JSON bodies; WebFlux limits to 256 KB.',
      code: `spring.codec.max-in-memory-size=25MB   # WebFlux
server.tomcat.max-http-form-post-size=25MB`,
    },
  },
}
