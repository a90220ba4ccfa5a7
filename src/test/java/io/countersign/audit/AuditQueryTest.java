package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryTest {

  private static final AuditCursor CURSOR =
      new AuditCursor(Instant.ofEpochMilli(1_767_225_600_000L), "1767225600000", "act_1:\nwith");

  @Test
  void takesDatesAndTimes() {
    AuditQuery query = query("from=2026-03-02", "to=2026-03-03T09:00:00Z", "limit=7");

    assertThat(query.filter().from()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(query.filter().to()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThat(query.limit()).isEqualTo(7);
  }

  @Test
  void asksForTheLatestFiftyUnlessToldOtherwise() {
    assertThat(query().limit()).isEqualTo(50);
    assertThat(query().sort()).isEqualTo(AuditSort.LATEST);
  }

  @Test
  void takesSeveralValuesOfAFilter() {
    assertThat(query("type=refund.issue", "type=ticket.close").filter().exact())
        .containsEntry("type", List.of("refund.issue", "ticket.close"));
  }

  @ParameterizedTest
  @CsvSource({
    "color=red, color",
    "limit=0, limit",
    "limit=201, limit",
    "limit=-1, limit",
    "limit=, limit",
    "limit=1&limit=2, limit",
    "q=a&q=b, q",
    "from=yesterday, from",
    "from=+999999999-01-01T00:00:00Z, from",
    "to=2026-13-01, to",
    "to=-0001-01-01T00:00:00Z, to",
    "cursor=nonsense, cursor",
    "cursor=, cursor",
    "sort=agent, sort",
    "sort=amount, currency",
    "order=up, order",
    "facet=summary, facet",
    "held=perhaps, held",
    "amountMin=1e3&currency=EUR, amountMin",
    "amountMin=100, currency",
  })
  void namesTheParameterThatIsWrong(String query, String name) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> query(query.split("&")))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .satisfies(it -> assertThat(it.field()).isEqualTo(name));
  }

  @Test
  void goesOnFromTheCursorItGave() {
    String cursor = CURSOR.text(query("agent=a", "type=b", "type=c").canonical());

    AuditQuery next = query("type=c", "type=b", "agent=a", "limit=3", "cursor=" + cursor);

    assertThat(next.after()).isEqualTo(CURSOR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent=b", "agent=a&q=x", "agent=a&order=asc", "agent=a&to=2026-01-01"})
  void refusesTheCursorOfAnotherSearch(String other) {
    String cursor = CURSOR.text(query("agent=a").canonical());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> query((other + "&cursor=" + cursor).split("&")))
        .satisfies(it -> assertThat(it.field()).isEqualTo("cursor"));
  }

  @Test
  void refusesACursorThatLostOrChangedAnyCharacter() {
    String cursor = CURSOR.text(query().canonical());

    for (int i = 0; i < cursor.length(); i++) {
      String cut = cursor.substring(0, i);
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cut + other + cursor.substring(i + 1);
      for (String wrong : List.of(cut, changed)) {
        assertThatExceptionOfType(RefusedException.class)
            .as(wrong)
            .isThrownBy(() -> query("cursor=" + wrong))
            .satisfies(it -> assertThat(it.field()).isEqualTo("cursor"));
      }
    }
  }

  private static AuditQuery query(String... parameters) {
    Map<String, List<String>> values = new HashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      values
          .computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
          .add(parameter.substring(equals + 1));
    }
    return AuditQuery.of(values);
  }
}
