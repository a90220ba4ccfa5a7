package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.countersign.client.Snippets.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says about verifying a callback tells genuine calls from forged ones. */
class CallbackSnippetsTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String HEADING = "Verify a callback";
  private static final String BODY =
      "{\"type\": \"action.decided\", \"data\": {\"by\": [\"j\u00fcrgen\"]}}";
  private static final DevelopersPage PAGE = DevelopersPage.read();

  /** Asks a snippet about a good call, an old one, and two that were changed on the way. */
  private static final String ASKED_IN_JAVA =
      """
      import java.util.List;
      import java.util.Map;

      public class Asked {
        public static void main(String[] call) {
          System.out.println("genuine " + ask(call[0], call[1], call[2], call[3]));
          System.out.println("changed " + ask(call[0], call[1], call[2], call[3] + " "));
          System.out.println("renamed " + ask(call[0] + "x", call[1], call[2], call[3]));
          System.out.println("old " + ask(call[0], call[4], call[5], call[3]));
        }

        static boolean ask(String id, String timestamp, String signature, String body) {
          return Callbacks.isGenuine(
              Map.of("webhook-id", List.of(id), "webhook-timestamp", List.of(timestamp),
                  "webhook-signature", List.of(signature)), body);
        }
      }
      """;

  private static final String ASKED_IN_JAVASCRIPT =
      """

      const [id, timestamp, signature, body, oldTimestamp, oldSignature] = process.argv.slice(2);
      const ask = (id, timestamp, signature, body) => isGenuine(
        { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature }, body);
      console.log("genuine " + ask(id, timestamp, signature, body));
      console.log("changed " + ask(id, timestamp, signature, body + " "));
      console.log("renamed " + ask(id + "x", timestamp, signature, body));
      console.log("old " + ask(id, oldTimestamp, oldSignature, body));
      """;

  private static final String ASKED_IN_PYTHON =
      """

      import sys
      id, timestamp, signature, body, old_timestamp, old_signature = sys.argv[1:]
      def ask(name, id, timestamp, signature, body):
          headers = {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature}
          print(name, str(is_genuine(headers, body)).lower())
      ask("genuine", id, timestamp, signature, body)
      ask("changed", id, timestamp, signature, body + " ")
      ask("renamed", id + "x", timestamp, signature, body)
      ask("old", id, old_timestamp, old_signature, body)
      """;

  @TempDir private Path folder;
  private Snippets snippets;

  @BeforeEach
  void setUp() {
    snippets =
        new Snippets(folder, Map.of("COUNTERSIGN_CALLBACK_SECRET", SECRET, "PYTHONUTF8", "1"));
  }

  @Test
  void javaWithTheStockLibrary() throws WebhookSigningException {
    tellsThemApart(java("com.standardwebhooks"));
  }

  @Test
  void javaWithTheClient() throws WebhookSigningException {
    tellsThemApart(java("CallbackVerifier"));
  }

  @Test
  void javaScriptWithTheStockLibrary() throws WebhookSigningException {
    tellsThemApart(
        snippets
            .withStockLibraryForNode()
            .node(PAGE.code(HEADING, "js", "") + ASKED_IN_JAVASCRIPT, call()));
  }

  @Test
  void pythonWithTheStockLibrary() throws WebhookSigningException {
    tellsThemApart(
        snippets
            .withStockLibraryForPython()
            .python(PAGE.code(HEADING, "python", "import Webhook") + ASKED_IN_PYTHON, call()));
  }

  @Test
  void pythonByHand() throws WebhookSigningException {
    tellsThemApart(snippets.python(PAGE.code(HEADING, "python", "hmac") + ASKED_IN_PYTHON, call()));
  }

  private Run java(String with) throws WebhookSigningException {
    return snippets.java(
        "Asked",
        Map.of("Callbacks.java", PAGE.code(HEADING, "java", with), "Asked.java", ASKED_IN_JAVA),
        call());
  }

  private static void tellsThemApart(Run run) {
    assertThat(run.output().lines())
        .containsExactly("genuine true", "changed false", "renamed false", "old false");
    assertThat(run.exit()).isZero();
  }

  private static String[] call() throws WebhookSigningException {
    long now = Instant.now().getEpochSecond();
    long old = now - 3600;
    var desk = new Webhook(SECRET);
    return new String[] {
      "msg_1",
      Long.toString(now),
      desk.sign("msg_1", now, BODY),
      BODY,
      Long.toString(old),
      desk.sign("msg_1", old, BODY)
    };
  }
}
