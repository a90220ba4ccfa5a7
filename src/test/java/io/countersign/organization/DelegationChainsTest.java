package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DelegationChainsTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void findsALoopThatExistsForAMomentOnly() {
    Delegation there = days("a", "b", 0, 5);
    Delegation back = days("b", "a", 4, 9);

    assertThat(flaw(there, there, back)).contains("a loop in delegations: a, b, a");
  }

  @Test
  void findsNoLoopInDelegationsThatNeverMeet() {
    Delegation there = days("a", "b", 0, 4);
    Delegation back = days("b", "a", 4, 9);

    assertThat(flaw(there, there, back)).isNull();
  }

  @Test
  void findsALoopThatBeginsWhenAnotherDelegationEnds() {
    Delegation there = days("a", "b", 0, 9);
    Delegation first = days("b", "c", 0, 3);
    Delegation then = days("b", "a", 0, 9);

    assertThat(flaw(there, there, first, then)).contains("a loop");
  }

  @Test
  void allowsThreeInARowAndNoMore() {
    Delegation last = days("c", "d", 0, 9);

    assertThat(flaw(last, days("a", "b", 0, 9), days("b", "c", 0, 9), last)).isNull();
    assertThat(flaw(last, days("z", "a", 0, 9), days("a", "b", 0, 9), days("b", "c", 0, 9), last))
        .contains("a chain of more than 3 delegations: z, a, b, c, d");
  }

  @Test
  @Timeout(5)
  void staysQuickWithManyDelegations() {
    List<Delegation> many =
        IntStream.range(0, 4_000)
            .mapToObj(n -> days("p" + n, "q" + n, n / 40, n / 40 + 14))
            .toList();

    assertThat(new DelegationChains(many).flaw(many.get(2_000))).isEmpty();
  }

  /**
   * Whatever is set one after the other and not refused, nobody is ever left without a stand-in.
   */
  @Property(tries = 200)
  void leavesNobodyWithoutAStandInIfNothingFlawedIsTakenIn(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 9_999) Integer> wishes,
      @ForAll @IntRange(min = 0, max = 15) int day) {
    List<Delegation> taken = List.of();
    for (int wish : wishes) {
      Delegation wished =
          days(
              "p" + wish % 5,
              "p" + wish / 5 % 5,
              wish / 25 % 10,
              wish / 25 % 10 + 1 + wish / 250 % 6);
      List<Delegation> with = Stream.concat(Stream.of(wished), taken.stream()).toList();
      if (with.stream().allMatch(it -> new DelegationChains(with).flaw(it).isEmpty())) {
        taken = with;
      }
    }
    var chains = new DelegationChains(taken);

    assertThat(taken.stream().map(Delegation::person).distinct())
        .allSatisfy(
            it ->
                assertThat(chains.of(it, BEGIN.plus(Duration.ofDays(day))))
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(DelegationChains.LONGEST + 1));
  }

  private static String flaw(Delegation one, Delegation... all) {
    return new DelegationChains(List.of(all)).flaw(one).orElse(null);
  }

  private static Delegation days(String person, String to, int from, int until) {
    return new Delegation(
        person, to, BEGIN.plus(Duration.ofDays(from)), BEGIN.plus(Duration.ofDays(until)));
  }
}
