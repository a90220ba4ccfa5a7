package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.client.Outcome.AlreadyRedeemed;
import io.countersign.client.Outcome.Executed;
import io.countersign.client.Outcome.Failed;
import io.countersign.client.Outcome.NotPermitted;
import io.countersign.client.Outcome.Question;
import io.countersign.client.Outcome.Refused;
import io.countersign.client.Outcome.StillPending;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the desk or the network does: what is not proven to be permitted does not run. */
class CountersignTest {

  private static final String PROPOSE = "POST /v1/actions";
  private static final String DECISION = "GET /v1/actions/" + LyingDesk.ID + "/decision";
  private static final String RELEASE = "GET /v1/actions/" + LyingDesk.ID + "/release";
  private static final String KEYS = "GET /.well-known/jwks.json";
  private static final String REDEEM = "POST /v1/actions/" + LyingDesk.ID + "/release/redeem";
  private static final String REPORT = "POST /v1/actions/" + LyingDesk.ID + "/outcome";

  private static final Action REFUND =
      Action.of("refund.issue", "Refund 24 EUR on order 1042")
          .about("order", "1042")
          .argument("amount", 24)
          .argument("currency", "EUR")
          .target("payments.refund", "production");
  private static final String DIGEST = REFUND.digest();

  private final LyingDesk desk = new LyingDesk(REFUND);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void executesAndReportsWhatIsApproved() {
    assertThat(govern()).isEqualTo(new Executed(LyingDesk.ID, "payment-77", true));
    assertThat(runs).hasValue(1);
    assertThat(desk.heard()).containsExactly(PROPOSE, RELEASE, KEYS, REDEEM, REPORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "timed_out", "withdrawn", "halted"})
  void doesNotExecuteWhatIsDecidedAgainst(String verdict) {
    desk.says(PROPOSE, 200, LyingDesk.decided(verdict, DIGEST));

    assertThat(govern()).isEqualTo(new Refused(LyingDesk.ID, verdict, "Because."));
    assertNothingRan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPROVED", "Approved", "approved ", "approved_with_changes", "yes", ""})
  void doesNotExecuteOnAWordItDoesNotKnow(String verdict) {
    desk.says(PROPOSE, 200, LyingDesk.decided(verdict, DIGEST));

    refuses("UNKNOWN_VERDICT");
  }

  @Test
  void doesNotExecuteOnAVerdictThatIsNoWord() {
    desk.says(PROPOSE, 200, LyingDesk.decided(true, DIGEST));
    refuses("UNKNOWN_VERDICT");
    desk.says(PROPOSE, 200, LyingDesk.decided(null, DIGEST));
    refuses("UNKNOWN_VERDICT");
  }

  @Test
  void doesNotExecuteWhenTheDeskSpeaksOfOtherArguments() {
    desk.says(PROPOSE, 200, LyingDesk.decided("approved", REFUND.argument("amount", 25).digest()));

    refuses("DIGEST_MISMATCH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "approved",
        "[]",
        "{}",
        "{\"verdict\": \"approved\"}",
        "{\"id\": \"approved\"}",
        "{\"id\": \"../../approved\"}",
        "{\"id\": 1",
        "<html>approved</html>"
      })
  void doesNotExecuteOnAnAnswerItCannotRead(String answer) {
    desk.says(PROPOSE, 200, answer);
    refuses("UNREADABLE_ANSWER");
  }

  @ParameterizedTest
  @CsvSource({
    "301, HTTP_301",
    "307, HTTP_307",
    "400, HTTP_400",
    "401, HTTP_401",
    "500, HTTP_500",
    "503, HTTP_503"
  })
  void doesNotExecuteOnAnythingButASuccess(int status, String code) {
    for (String call : new String[] {PROPOSE, RELEASE, KEYS, REDEEM}) {
      try (var other = new LyingDesk(REFUND)) {
        other.does(
            call,
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/v1/actions");
              LyingDesk.send(exchange, status, "");
            });

        assertThat(govern(other.client())).isInstanceOf(NotPermitted.class);
        assertThat(((NotPermitted) govern(other.client())).code()).isEqualTo(code);
      }
    }
    assertNothingRan();
  }

  @Test
  void doesNotExecuteWhenTheLineIsCut() {
    for (String call : new String[] {PROPOSE, RELEASE, KEYS, REDEEM}) {
      try (var other = new LyingDesk(REFUND)) {
        other.does(
            call,
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000);
              exchange.getResponseBody().write('{');
              throw new IOException("cut");
            });

        assertThat(govern(other.client())).isInstanceOf(NotPermitted.class);
        assertThat(((NotPermitted) govern(other.client())).code()).isEqualTo("NO_ANSWER");
      }
    }
    assertNothingRan();
  }

  @Test
  void doesNotExecuteWhenAnAnswerNeverEnds() {
    desk.does(
        REDEEM,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            pause(50);
          }
        });

    refuses("NO_ANSWER");
  }

  @Test
  void doesNotReadAnAnswerThatIsTooLong() {
    desk.says(PROPOSE, 200, " ".repeat(2 << 20));

    refuses("NO_ANSWER");
  }

  @Test
  void doesNotExecuteWhenNobodyIsThere() {
    desk.close();

    assertThat(govern()).isInstanceOf(NotPermitted.class);
    assertNothingRan();
  }

  @Test
  void doesNotExecuteWhatNobodyHasDecided() {
    String pending =
        "{\"id\": \"%s\", \"state\": \"in_review\", \"digest\": \"%s\"}"
            .formatted(LyingDesk.ID, DIGEST);
    desk.says(PROPOSE, 202, pending);

    assertThat(govern()).isEqualTo(new StillPending(LyingDesk.ID, null));
    assertNothingRan();
  }

  @Test
  void tellsWhatAReviewerWantsToKnow() {
    desk.says(
        PROPOSE,
        202,
        """
        {"id": "%s", "state": "in_review", "digest": "%s",
         "question": {"id": "q1", "by": "anna", "text": "Which photo?"}}
        """
            .formatted(LyingDesk.ID, DIGEST));

    assertThat(govern())
        .isEqualTo(new StillPending(LyingDesk.ID, new Question("q1", "anna", "Which photo?")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"withdrawn", "expired", "halted", "", "OPEN"})
  void doesNotExecuteWithoutAnOpenRelease(String state) {
    desk.says(RELEASE, 200, LyingDesk.release(state, "a.b.c"));

    refuses("RELEASE_NOT_OPEN");
  }

  @Test
  void doesNotExecuteOnAReleaseOfAnotherAction() {
    signs(it -> it.claim("action", "act_" + "2".repeat(32)));
    refuses("UNVERIFIED_RELEASE");
  }

  @Test
  void doesNotExecuteOnAReleaseOfOtherArguments() {
    signs(it -> it.claim("digest", REFUND.argument("amount", 25).digest()));
    refuses("UNVERIFIED_RELEASE");
  }

  @Test
  void doesNotRedeemWhatItCouldNotVerify() {
    signs(it -> it.claim("verdict", "rejected"));

    refuses("UNVERIFIED_RELEASE");
    assertThat(desk.heard()).doesNotContain(REDEEM);
  }

  @Test
  void doesNotExecuteOnAReleaseWhoseKeyIsNotPublished() {
    desk.says(KEYS, 200, ReleaseSeal.make().keySet());

    refuses("UNVERIFIED_RELEASE");
  }

  @Test
  void doesNotExecuteOnAPublishedKeyThatTheAgentDoesNotTrust() {
    Countersign strict = desk.client().trusting(ReleaseSeal.make().keySet());

    assertThat(govern(strict)).isInstanceOf(NotPermitted.class);
    assertNothingRan();
    assertThat(desk.heard()).doesNotContain(KEYS);
  }

  @Test
  void executesOnAKeyThatTheAgentTrusts() {
    Countersign strict = desk.client().trusting(desk.seal().keySet());

    assertThat(govern(strict)).isInstanceOf(Executed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DIGEST_MISMATCH",
        "RELEASE_WITHDRAWN",
        "RELEASE_EXPIRED",
        "POLICY_FORBIDS",
        "ACTION_HALTED",
        "ENGINE_UNAVAILABLE"
      })
  void doesNotExecuteWhenTheRedemptionIsRefused(String code) {
    desk.says(REDEEM, 409, LyingDesk.problem(code));

    assertThat(govern()).isEqualTo(new NotPermitted(LyingDesk.ID, code, "Because."));
    assertNothingRan();
  }

  @Test
  void doesNotExecuteAgainWhatWasRedeemedBefore() {
    desk.says(REDEEM, 409, LyingDesk.problem("RELEASE_REDEEMED"));
    assertThat(govern()).isEqualTo(new AlreadyRedeemed(LyingDesk.ID));

    desk.says(RELEASE, 200, LyingDesk.release("redeemed", ""));
    assertThat(govern()).isEqualTo(new AlreadyRedeemed(LyingDesk.ID));
    assertNothingRan();
  }

  @Test
  void asksForARedemptionOnlyOnce() {
    desk.says(REDEEM, 503, LyingDesk.problem("HISTORY_UNAVAILABLE"));

    assertThat(govern(desk.client(), Duration.ofMinutes(1))).isInstanceOf(NotPermitted.class);
    assertThat(desk.heard()).containsOnlyOnce(REDEEM);
    assertNothingRan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"state\": \"redeemed\"}", "{\"state\": \"open\"}"})
  void doesNotExecuteOnARedemptionThatIsNotConfirmed(String answer) {
    desk.says(REDEEM, 200, answer);

    refuses("UNREADABLE_ANSWER");
  }

  @Test
  void proposesAgainWhileTheDeskIsAway() {
    desk.does(
        PROPOSE,
        exchange -> {
          boolean first = desk.heard().stream().filter(PROPOSE::equals).count() == 1;
          LyingDesk.send(
              exchange, first ? 503 : 200, first ? "" : LyingDesk.decided("approved", DIGEST));
        });

    assertThat(govern(desk.client(), Duration.ofMinutes(1))).isInstanceOf(Executed.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  void waitsUntilPeopleHaveDecided() {
    String pending =
        "{\"id\": \"%s\", \"state\": \"in_review\", \"digest\": \"%s\"}"
            .formatted(LyingDesk.ID, DIGEST);
    desk.says(PROPOSE, 202, pending);
    desk.does(
        DECISION,
        exchange -> {
          boolean first = desk.heard().stream().filter(DECISION::equals).count() == 1;
          LyingDesk.send(
              exchange, first ? 202 : 200, first ? pending : LyingDesk.decided("approved", DIGEST));
        });

    assertThat(govern(desk.client(), Duration.ofMinutes(1))).isInstanceOf(Executed.class);
  }

  @Test
  void saysWhatFailedAndReportsIt() {
    var broken = new IOException("payments are away");

    Outcome outcome =
        desk.client()
            .govern(
                REFUND,
                "refund-1042",
                Duration.ZERO,
                () -> {
                  throw broken;
                });

    assertThat(outcome).isEqualTo(new Failed(LyingDesk.ID, broken, true));
  }

  @Test
  void staysExecutedWhenTheReportIsNotTaken() {
    desk.says(REPORT, 400, "");

    assertThat(govern()).isEqualTo(new Executed(LyingDesk.ID, "payment-77", false));
    assertThat(runs).hasValue(1);
  }

  @Test
  void takesAReportThatWasTakenWithoutAnAnswerAsReported() {
    desk.does(
        REPORT,
        exchange -> {
          boolean first = desk.heard().stream().filter(REPORT::equals).count() == 1;
          LyingDesk.send(
              exchange, first ? 503 : 409, first ? "" : LyingDesk.problem("OUTCOME_REPORTED"));
        });

    assertThat(govern()).isEqualTo(new Executed(LyingDesk.ID, "payment-77", true));
  }

  @Test
  void reportsAReferenceThatIsNoProperText() {
    Outcome outcome =
        desk.client()
            .govern(REFUND, "refund-1042", Duration.ZERO, () -> "x".repeat(999) + "\ud83d\ude00");

    assertThat(outcome).matches(it -> it instanceof Executed executed && executed.reported());
  }

  @Test
  void doesNotExecuteWithoutACredential() {
    var client =
        Countersign.at(
            "https://127.0.0.1:1",
            () -> {
              throw new IllegalStateException("the token service is away");
            });

    assertThat(((NotPermitted) govern(client)).code()).isEqualTo("NO_CREDENTIAL");
  }

  /** A token that broke in between is no reason to call an execution a failure. */
  @Test
  void staysExecutedWhenTheTokenBreaksMeanwhile() {
    desk.holdsTokens(() -> runs.get() == 0 ? "key" : "two\nlines");

    assertThat(govern()).isEqualTo(new Executed(LyingDesk.ID, "payment-77", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://desk.example", "http://127.0.0.1.example", "ftp://localhost", "x"})
  void doesNotSendItsKeyInTheClear(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> Countersign.at(url, "key"));
  }

  @Test
  void refusesAnActionThatIsNotComplete() {
    Action incomplete = Action.of("refund.issue", "Refund").about("order", "1042");

    assertThatIllegalStateException()
        .isThrownBy(() -> desk.client().govern(incomplete, "k", Duration.ZERO, () -> ""));
  }

  @Test
  void whatIsChangedAfterwardsDoesNotChangeTheAction() {
    Map<String, Object> address = new java.util.HashMap<>(Map.of("iban", "DE1"));
    Action action = REFUND.argument("to", address);
    String digest = action.digest();

    address.put("iban", "DE2");

    assertThat(action.digest()).isEqualTo(digest);
    assertThat(action.digest()).isNotEqualTo(REFUND.argument("to", address).digest());
  }

  private void signs(UnaryOperator<ReleaseSeal.Draft> change) {
    var draft = desk.seal().release(LyingDesk.ID, DIGEST, LyingDesk.NOW);
    desk.says(RELEASE, 200, LyingDesk.release("open", change.apply(draft).sign(desk.seal())));
  }

  private void refuses(String code) {
    assertThat(govern()).isInstanceOf(NotPermitted.class);
    assertThat(((NotPermitted) govern()).code()).isEqualTo(code);
    assertNothingRan();
  }

  private void assertNothingRan() {
    assertThat(runs).hasValue(0);
  }

  private Outcome govern() {
    return govern(desk.client());
  }

  private Outcome govern(Countersign client) {
    return govern(client, Duration.ZERO);
  }

  private Outcome govern(Countersign client, Duration patience) {
    return client.govern(
        REFUND,
        "refund-1042",
        patience,
        () -> {
          runs.incrementAndGet();
          return "payment-77";
        });
  }

  private static void pause(int milliseconds) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
