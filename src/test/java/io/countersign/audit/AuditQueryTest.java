package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditQueryTest {

  @Test
  void takesDatesAndTimes() {
    AuditQuery query =
        AuditQuery.of(Map.of("from", "2026-03-02", "to", "2026-03-03T09:00:00Z", "limit", "7"));

    assertThat(query.from()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(query.to()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThat(query.limit()).isEqualTo(7);
  }

  @Test
  void asksForFiftyUnlessToldOtherwise() {
    assertThat(AuditQuery.of(Map.of()).limit()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "color, red",
    "limit, 0",
    "limit, 201",
    "limit, -1",
    "limit, ''",
    "from, yesterday",
    "from, +999999999-01-01T00:00:00Z",
    "to, 2026-13-01",
    "to, -0001-01-01T00:00:00Z",
    "cursor, nonsense",
    "cursor, ''",
  })
  void namesTheParameterThatIsWrong(String name, String value) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> AuditQuery.of(Map.of(name, value)))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .satisfies(it -> assertThat(it.field()).isEqualTo(name));
  }

  @Test
  void readsTheCursorItGave() {
    var cursor = new AuditCursor(1_767_225_600_000L, "act_1:with:colons");

    assertThat(AuditCursor.read(cursor.text())).isEqualTo(cursor);
  }
}
