package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  void tenAttemptsTakeAbout76HoursOnAverage() {
    var random = new Random(1);
    double hours =
        IntStream.range(0, 2_000)
                .mapToLong(
                    run ->
                        IntStream.range(1, RetrySchedule.ATTEMPTS)
                            .mapToLong(it -> RetrySchedule.after(it, null, random).toSeconds())
                            .sum())
                .average()
                .orElseThrow()
            / 3_600;

    assertThat(RetrySchedule.ATTEMPTS).isEqualTo(10);
    assertThat(hours).isBetween(74.0, 77.5);
  }

  @Property
  void whatFailedTogetherDoesNotComeAgainTogether(
      @ForAll @IntRange(min = 1, max = 9) int attempt, @ForAll long seed) {
    var random = new Random(seed);

    var pauses =
        IntStream.range(0, 20).mapToObj(i -> RetrySchedule.after(attempt, null, random)).toList();

    assertThat(pauses).allMatch(it -> it.isPositive() && it.compareTo(Duration.ofHours(48)) <= 0);
    assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(15);
  }

  @Property
  void waitsAtLeastAsLongAsAReceiverAsksButNoLongerThanADay(
      @ForAll @IntRange(min = 1, max = 9) int attempt,
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long seconds) {
    Duration asked = Duration.ofSeconds(seconds);

    Duration pause = RetrySchedule.after(attempt, asked, new Random(seconds));

    assertThat(pause).isGreaterThanOrEqualTo(RetrySchedule.bounded(asked));
    assertThat(pause).isLessThanOrEqualTo(Duration.ofHours(48));
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "' 0 ', PT0S",
    "99999999999999999999, PT596523H14M7S",
    "'Mon, 2 Mar 2026 09:31:00 GMT', PT1M",
    "'Mon, 2 Mar 2026 09:29:00 GMT', PT0S"
  })
  void readsSecondsAndTimes(String header, Duration pause) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(pause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1.5", "Mon, 99 Mar 2026 09:31:00 GMT"})
  void ignoresWhatIsNeither(String header) {
    assertThat(RetryAfter.read(header, NOW)).isNull();
  }
}
